import { callName } from '../src/domain/calls/name';
import type { Call } from '../src/domain/calls/state';
import { longTime, zoneOfSide } from '../src/domain/calls/times';
import { few } from '../src/domain/few';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { applicableCases, toTry } from '../src/domain/test-cases/standing';
import type { Lifecycle, Side, Task } from '../src/lifecycle/schema';
import { named } from './test-words';
import { count, link, moment, name, oneLine } from './text';
import { side } from './words';

/** The words for joint calls. */

type CallSetting = NonNullable<Task['call']>;

/** What the lifecycle says of a call; nothing when its item is gone. */
export function settingOf({ item }: Pick<Call, 'item'>, lifecycle: Lifecycle): CallSetting | undefined {
  const placed = lookup(lifecycle).byId.get(item);
  return placed?.item.kind === 'task' ? placed.item.call : undefined;
}

/** "Joint validation call, round 2". */
export const callTitle = (call: Pick<Call, 'item' | 'round'>, lifecycle: Lifecycle): string =>
  oneLine(callName(call, lifecycle));

/** When it is, in the zones of both sides, and in that of whoever reads. */
export function whenLines(call: Call, partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const of = (which: Side) => {
    const zone = zoneOfSide(which, call, partner, lifecycle);
    return `${longTime(call.starts, zone)} (${side(which, lifecycle)}, ${zone})`;
  };
  return [
    `🗓️ *${of('databricks')}*`,
    `🗓️ *${of('partner')}*`,
    `For you: ${moment(call.starts)}, ${call.minutes} minutes`,
  ];
}

const mostNamed = 12;

export function withLine({ attendees }: Call): string {
  const names = attendees.map((a) => name(a.name));
  return `With ${few(names, mostNamed).join(', ')}`;
}

export const linkLine = (call: Call): readonly string[] =>
  call.link === undefined ? [] : [`Where: ${link(call.link)}`];

export const agendaLine = ({ agenda }: Call): readonly string[] =>
  agenda === undefined ? [] : [`Agenda: ${oneLine(agenda, 600)}`];

/** What the partner must bring, as a checklist. */
export const bringLines = (call: Call, lifecycle: Lifecycle): readonly string[] =>
  (settingOf(call, lifecycle)?.bring ?? []).map((line) => `☐ ${oneLine(line, 300)}`);

/** What a joint round has to try: all, or what failed and what has no result yet. */
export function toTryLine(call: Call, partner: Partner, lifecycle: Lifecycle): readonly string[] {
  if (call.round === undefined) return [];
  const wanted = toTry(partner, lifecycle);
  const all = applicableCases(partner, lifecycle).length;
  if (wanted.length === 0) return [];
  return [wanted.length === all ? `To be tried: all ${count(all, 'case')}` : `To be tried: ${named(wanted)}`];
}
