import { simpleMessage } from '../../blocks/message';
import { parseDate } from '../../src/domain/calendar';
import { showing, type CommandHandler } from './command';

/** What is meant as a date at the end, and is none or is written otherwise: 2027-02-30, 1.3.2027, 3/1/2027. */
const dateLike = /(?<!\S)(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})$/;

/** A date before or behind the name of a partner. */
const dateFirst = /^(\d{4}-\d{2}-\d{2})\s+([\s\S]+)$/;

const dateWithin = /(?<!\S)\d{4}-\d{2}-\d{2}(?!\S)/;

/** `/pc ga`; with a date behind it, what that date would mean, where it can be proposed. */
export const ga: CommandHandler = (call) =>
  dateWithin.test(call.rest) || dateLike.test(call.rest) ? plan(call) : showing({ s: 'ga' })(call);

/** `/pc plan [partner] [date]`: counts back from a date, as 2027-03-01; from the one that stands when none is given. */
export const plan: CommandHandler = (call) => {
  const asked = call.rest.replace(dateFirst, '$2 $1');
  const [, named = '', typed = ''] = /^([\s\S]*?)\s*(\d{4}-\d{2}-\d{2})?$/.exec(asked) ?? [];
  const date = parseDate(typed);
  const unread = date === undefined ? dateLike.exec(call.rest)?.[0] : undefined;
  if (unread !== undefined)
    return Promise.resolve({
      picture: simpleMessage(`${unread} is not a date that I can read. Please write it as in \`/pc plan 2027-03-01\`.`),
    });
  const rest = date === undefined ? call.rest : named;
  return showing({ s: 'plan', ...(date && { date }) })({ ...call, rest });
};
