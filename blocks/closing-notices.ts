import { isUnsolved } from '../src/domain/bugs/numbers';
import { dateOf } from '../src/domain/calendar';
import { isOpen as isCallOpen } from '../src/domain/calls/state';
import { gaDateFor } from '../src/domain/ga-date';
import type { Instant } from '../src/domain/ids';
import { isLaunched } from '../src/domain/item-state';
import { closeReasonTitle } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { itemsFor, nextSteps } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { callTitle } from './call-words';
import { context, row } from './kit';
import { told } from './message';
import { show } from './navigation';
import { nextLines } from './next-lines';
import type { Picture } from './picture';
import { count, dateAndDays, longDate, moment, name, oneLine } from './text';
import { whoCoordinates } from './words';

/** An onboarding was closed, or goes on: told to both sides in the partner's channel. */

const mostListed = 5;

/** Why, and what becomes of what was under way. */
export function closedNotice(partner: Partner, lifecycle: Lifecycle, at: Instant): Picture {
  const { reason = '', note } = partner.closed ?? {};
  const why = oneLine(closeReasonTitle(reason, lifecycle));
  return told(
    [
      `The onboarding of *${name(partner.name)}* is closed: ${why}.`,
      ...(note ? [oneLine(note, 1500)] : []),
      ...stillInCalendars(partner, lifecycle, at),
      ...bugLine(partner),
    ],
    context(
      `Everything is kept, and nobody is reminded of anything. It can be reopened by ${whoCoordinates(partner, lifecycle)}.`,
    ),
    ...row(show(partner.id, { s: 'status' }), show(partner.id, { s: 'log' })),
  );
}

function stillInCalendars({ calls }: Partner, lifecycle: Lifecycle, at: Instant): readonly string[] {
  const ahead = calls.filter((call) => isCallOpen(call) && call.starts > at);
  return ahead
    .slice(0, mostListed)
    .map(
      (call) =>
        `🗓️ Still in your calendars: *${callTitle(call, lifecycle)}*, ${moment(call.starts)}. It does not take place unless you say so here.`,
    );
}

function bugLine({ bugs }: Partner): readonly string[] {
  const open = Object.values(bugs).filter(isUnsolved);
  if (open.length === 0) return [];
  const shown = open.slice(0, mostListed).map(({ number }) => number);
  return [`🐞 ${count(open.length, 'bug')} not solved (${shown.join(', ')}): the clocks stand still until it goes on.`];
}

/** What is next, by whom, and how the date stands after the pause: nobody is late on the first day. */
export function reopenedNotice(note: string | undefined, partner: Partner, lifecycle: Lifecycle, at: Instant): Picture {
  const items = itemsFor('partner', partner, lifecycle);
  const next = nextSteps(items).filter((i) => !i.optional);
  return told(
    [
      `The onboarding of *${name(partner.name)}* goes on.`,
      ...(note ? [oneLine(note, 1500)] : []),
      ...dateLine(partner, lifecycle, at),
      ...nextLines(next.slice(0, 2), partner, lifecycle),
    ],
    ...row(
      show(partner.id, { s: 'status' }),
      show(partner.id, { s: 'checklist', page: 0 }),
      show(partner.id, { s: 'plan' }),
    ),
  );
}

function dateLine(partner: Partner, lifecycle: Lifecycle, at: Instant): readonly string[] {
  const ga = gaDateFor('partner', partner, lifecycle);
  if (!ga || isLaunched(partner, lifecycle)) return [];
  const today = dateOf(at, lifecycle.zone);
  const called = ga.agreed ? 'The agreed GA date' : 'The target GA date';
  return ga.date <= today
    ? [`⚠️ ${called}, ${longDate(ga.date)}, is over. Choose another one.`]
    : [`${called} is still ${dateAndDays(ga.date, today)}.`];
}
