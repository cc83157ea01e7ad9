import { draw } from '../draw';
import { partnerList } from '../partner-list';
import { visit } from '../visit';
import { withPartner, type CommandHandler } from './command';

/** `/pc status [partner]`: one partner's status; outside a partner channel, the list of mine; `all` lists everybody's. */
export const status: CommandHandler = async (call) => {
  const { services, actor, rest } = call;
  if (actor.home && rest === 'all') return { picture: await partnerList(services, actor, { all: true }) };
  return withPartner(call, async (partner) => ({
    picture: await draw({ s: 'status' }, visit(services, actor, partner)),
  }));
};
