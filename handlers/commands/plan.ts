import { parseDate } from '../../src/domain/calendar';
import { draw, visit } from '../visit';
import { withPartner, type CommandHandler } from './command';

/** `/pc plan [partner] [date]`: counts back from a date, as 2027-03-01; from the one that stands when none is given. */
export const plan: CommandHandler = (call) => {
  const [, named = '', typed = ''] = /^([\s\S]*?)\s*(\d{4}-\d{2}-\d{2})?$/.exec(call.rest) ?? [];
  const date = parseDate(typed);
  const rest = date === undefined ? call.rest : named;
  return withPartner({ ...call, rest }, async (partner) => ({
    picture: await draw({ s: 'plan', ...(date && { date }) }, visit(call.services, call.actor, partner)),
  }));
};
