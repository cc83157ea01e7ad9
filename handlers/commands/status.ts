import { partnerList } from '../partner-list';
import { showing, type CommandHandler } from './command';

/** `/pc status [partner]`: one partner's status; outside a partner channel, the list of mine; `all` lists everybody's. */
export const status: CommandHandler = async (call) => {
  const { services, actor, rest } = call;
  if (actor.home && rest === 'all') return { picture: await partnerList(services, actor, { all: true }) };
  return showing({ s: 'status' })(call);
};
