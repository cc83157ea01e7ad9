import type { Call } from '../src/domain/calls/state';
import { longTime, zoneOfSide } from '../src/domain/calls/times';
import { isFinished } from '../src/domain/item-state';
import { lookup, milestoneOf } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { toTry } from '../src/domain/test-cases/standing';
import type { What } from '../src/domain/timed';
import type { Lifecycle } from '../src/lifecycle/schema';
import { agendaLine, bringLines, callTitle, linkLine, toTryLine, whenLines, withLine } from './call-words';
import { button, row } from './kit';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import type { Surface } from './surface';
import { named } from './test-words';
import { oneLine } from './text';
import { author } from './words';

/** What is told of joint calls in the channel. Nobody is pinged: a call has a time, and the calendar file reminds as well. */

const from: Surface = { s: 'calls' };
const gone = 'A call was scheduled that is no longer part of this onboarding.';

const callOf = (partner: Partner, id: string): Call | undefined => partner.calls.find((call) => call.id === id);

/** It was scheduled, changed or cancelled. The calendar file follows in the thread. */
export function callNotice(id: string, partner: Partner, lifecycle: Lifecycle): Picture {
  const call = callOf(partner, id);
  const see = show(partner.id, from);
  if (!call) return told([gone], ...row(see));
  const subject = callTitle(call, lifecycle);
  const { over, movedFrom, sequence } = call;
  if (over?.is === 'cancelled')
    return told(
      [
        `🗓️ *Cancelled: ${subject}*, ${longTime(call.starts, lifecycle.zone)} (${lifecycle.zone})`,
        `${author(over.by)}: “${oneLine(over.reason, 600)}”`,
        'The file in the thread takes it off your calendar.',
      ],
      ...row(see),
    );
  const zone = zoneOfSide('databricks', call, partner, lifecycle);
  const heading =
    movedFrom !== undefined
      ? `*Moved: ${subject}* (it was ${longTime(movedFrom, zone)}, ${zone})`
      : sequence > 0
        ? `*Changed: ${subject}*`
        : `*Scheduled: ${subject}*`;
  return told(
    [heading, ...body(call, partner, lifecycle), 'The file in the thread puts it in your calendar.'],
    ...row(see),
  );
}

const body = (call: Call, partner: Partner, lifecycle: Lifecycle): readonly string[] => {
  const bring = bringLines(call, lifecycle);
  return [
    ...whenLines(call, partner, lifecycle),
    withLine(call),
    ...linkLine(call),
    ...agendaLine(call),
    ...toTryLine(call, partner, lifecycle),
    ...(bring.length > 0 ? ['The partner brings:', ...bring] : []),
  ];
};

/** A day or an hour before, with what to bring. */
export function callSoonMessage(
  { call: id, when }: Extract<What, { about: 'call-soon' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const call = callOf(partner, id);
  if (!call || call.over?.is === 'cancelled') return told([gone], ...row(show(partner.id, from)));
  // It may come late, after the bot was away.
  const far = when === 'day' ? 'Within a day' : 'Within the hour';
  return told(
    [`⏰ *${far}: ${callTitle(call, lifecycle)}*`, ...body(call, partner, lifecycle)],
    ...row(button('Change…', 'call-change', { p: partner.id, call: id, from }), show(partner.id, from)),
  );
}

/** It must be over: how did it go? */
export function callAskMessage(
  { call: id }: Extract<What, { about: 'call-over' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const call = callOf(partner, id);
  if (!call) return told([gone], ...row(show(partner.id, from)));
  const results = call.round === undefined ? [] : [show(partner.id, { s: 'tests' }, 'Record results')];
  return told(
    [`*How did it go?* ${callTitle(call, lifecycle)}`],
    ...row(
      ...results,
      button('How it went…', 'call-outcome', { p: partner.id, call: id, from }, { style: 'primary' }),
      button('It was moved…', 'call-change', { p: partner.id, call: id, from }),
    ),
  );
}

/** How it went; when problems were found, what is tried in the next round, and a button to schedule it. */
export function callOverNotice(id: string, partner: Partner, lifecycle: Lifecycle): Picture {
  const call = callOf(partner, id);
  if (!call?.over || call.over.is === 'cancelled') return told([gone], ...row(show(partner.id, from)));
  const { is, by, note } = call.over;
  const subject = callTitle(call, lifecycle);
  const said = note ? [`${author(by)}: “${oneLine(note, 600)}”`] : [];
  const placed = lookup(lifecycle).byId.get(call.item);
  const open = placed !== undefined && !isFinished(placed, partner);
  const again = open ? button('Schedule the next…', 'call-schedule', { p: partner.id, i: call.item, from }) : undefined;
  if (is === 'fine') return told([`✅ *It went fine*: ${subject}`, ...said], ...row(show(partner.id, from)));
  const joint = placed && milestoneOf(placed.item) === 'joint-rounds';
  const left = joint ? toTry(partner, lifecycle) : [];
  return told(
    [
      `🔁 *Problems were found*: ${subject}`,
      ...said,
      ...(left.length > 0 ? [`The next round tries what is left: ${named(left)}`] : []),
    ],
    ...row(again, show(partner.id, from)),
  );
}
