import type { InputBlock } from '@slack/types';
import { DateTime } from 'luxon';
import { listed } from '../src/domain/actor';
import { parseDate } from '../src/domain/calendar';
import { milestoneOf } from '../src/domain/lookup';
import type { Assignment, Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import type { ItemView } from '../src/domain/progress';
import { sees } from '../src/domain/visibility';
import type { Lifecycle, Task } from '../src/lifecycle/schema';
import { input, menu, option, paragraph, plain, radios } from './kit';
import { internalAudience, nobody, type ItemChange } from './options';
import type { Viewer } from './picture';
import { longDate, truncate } from './text';

/** The inputs of an item's form: only what this viewer may change, filled in with what is known. */
export function itemInputs(
  view: ItemView,
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
): readonly InputBlock[] {
  const { who } = viewer;
  const works = may.workOn(who, view, lifecycle);
  const changes = possibleChanges(view, lifecycle, viewer);
  const { item } = view;
  const asksReason = changes.some(({ change }) => ['reopen', 'block', 'not-needed'].includes(change));
  return [
    ...(changes.length > 1 ? [changeInput(view, changes)] : []),
    ...(works && item.kind === 'task' && !item.milestone
      ? [...valueInput(item, view, lifecycle), ...evidenceInputs(item, view)]
      : []),
    ...(asksReason ? [reasonInput(changes)] : []),
    ...(works ? [ownerInput(view, partner, lifecycle), dueInput(view)] : []),
    ...(may.coordinate(who) && item.kind === 'task' ? [audienceInput(view)] : []),
  ];
}

interface Change {
  readonly change: ItemChange;
  readonly label: string;
}

/** What can be done with the item's state now, by this viewer. */
function possibleChanges(view: ItemView, lifecycle: Lifecycle, { who }: Viewer): readonly Change[] {
  const { item, state, missing } = view;
  const { is } = state.status;
  const task = item.kind === 'task';
  // A milestone is done by doing it, not by ticking it.
  const works = may.workOn(who, view, lifecycle) && task && milestoneOf(item) === undefined;
  const finished = is === 'done' || is === 'not-needed' || view.signOff?.is === 'given';
  const doable = works && missing.length === 0 && (view.standing === 'ready' || is === 'not-needed');
  const again =
    works && missing.length === 0 && is === 'done' && (item.value !== undefined || item.evidence !== undefined);
  const leaveOut = task && !item.milestone && (item.mayBeNotNeeded || item.optional) && is !== 'not-needed';
  const all: readonly (Change & { readonly possible: boolean })[] = [
    { change: 'keep', label: 'Keep as it is', possible: true },
    { change: 'done', label: 'Done', possible: doable },
    { change: 'done', label: 'Done, as filled in below', possible: again },
    { change: 'reopen', label: 'Reopen', possible: works && (is === 'done' || is === 'not-needed') },
    {
      change: 'block',
      label: is === 'blocked' ? 'Blocked, for another reason' : 'Blocked',
      possible: !finished && may.takePart(who),
    },
    { change: 'unblock', label: 'No longer blocked', possible: is === 'blocked' && may.takePart(who) },
    { change: 'not-needed', label: 'Not needed', possible: leaveOut && may.coordinate(who) },
  ];
  return all.filter(({ possible }) => possible);
}

function changeInput({ standing, item }: ItemView, changes: readonly Change[]): InputBlock {
  const options = changes.map(({ change, label }) => option(label, change));
  const asks = item.kind === 'task' && (item.evidence !== undefined || item.value !== undefined);
  const likely = standing === 'ready' && asks ? changes.findIndex(({ change }) => change === 'done') : 0;
  return input('change', 'What happens', radios(options, options[Math.max(0, likely)]?.value), { optional: false });
}

function valueInput(item: Task, { state }: ItemView, { zone, ga }: Lifecycle): readonly InputBlock[] {
  if (item.value === undefined) return [];
  const current = state.status.is === 'done' ? state.status.value : undefined;
  const label = item.valueLabel ?? 'Value';
  switch (item.value) {
    case 'text': {
      const initial = current && { initial_value: truncate(current, 150) };
      return [input('value', label, { type: 'plain_text_input', max_length: 150, ...initial })];
    }
    case 'quarter': {
      const initial = current && { initial_value: truncate(current, 20) };
      return [
        input(
          'value',
          label,
          { type: 'plain_text_input', max_length: 20, placeholder: plain('2027Q1'), ...initial },
          { hint: 'A quarter such as 2027Q1, not in the past.' },
        ),
      ];
    }
    case 'ga-date': {
      const date = current && parseDate(current);
      const hint = `At least ${ga.agreeDaysAhead} days ahead of today.`;
      return [input('value', label, { type: 'datepicker', ...(date && { initial_date: date }) }, { hint })];
    }
    case 'date-time': {
      const at = current ? Math.floor(DateTime.fromISO(current, { zone }).toSeconds()) : Number.NaN;
      const initial = at >= 1_000_000_000 && at <= 9_999_999_999 ? { initial_date_time: at } : {};
      return [input('value', label, { type: 'datetimepicker', ...initial })];
    }
  }
}

function evidenceInputs(item: Task, { evidence }: ItemView): readonly InputBlock[] {
  const address = evidence && 'link' in evidence ? evidence.link : undefined;
  const hint =
    item.evidence === 'link'
      ? 'Needed to mark it done.'
      : item.evidence === 'link-or-note'
        ? 'This or a note is needed to mark it done.'
        : undefined;
  return [
    input(
      'link',
      'Link',
      {
        type: 'url_text_input',
        placeholder: plain('https://example.com/page'),
        ...(address && { initial_value: address }),
      },
      { hint },
    ),
    input('note', 'Note', paragraph(evidence?.note)),
  ];
}

function reasonInput(changes: readonly Change[]): InputBlock {
  const has = (change: ItemChange) => changes.some((c) => c.change === change);
  const needed = [...(has('block') ? ['blocked'] : []), ...(has('not-needed') ? ['not needed'] : [])];
  const hint = needed.length > 0 ? `Needed for ${needed.join(' and ')}. Both sides see it.` : 'Both sides see it.';
  return input('reason', 'Reason', paragraph(), { hint });
}

function ownerInput(view: ItemView, partner: Partner, lifecycle: Lifecycle): InputBlock {
  const { owner } = view.state;
  const able = partner.people.filter((a) => canTake(a, view, partner, lifecycle));
  const people = [...(owner ? [owner] : []), ...able];
  const unique = people.filter((a, n) => people.findIndex((b) => b.person === a.person) === n).slice(0, 99);
  const options = [
    option('Nobody in particular', nobody),
    ...unique.map(({ person, name }) => option(name || 'Somebody', person)),
  ];
  return input('owner', 'Owner', menu(options, owner?.person ?? nobody));
}

/** Those who could do the item themselves, by their roles here. */
function canTake({ person }: Assignment, view: ItemView, partner: Partner, lifecycle: Lifecycle): boolean {
  const known = listed(person, partner, lifecycle);
  if (!known || !sees(known.side, partner, view)) return false;
  return view.item.kind === 'task' ? may.workOn(known, view, lifecycle) : may.sign(known, view);
}

/** Only a date set by hand is filled in, so that saving does not pin a date that moves with GA. */
function dueInput({ state, due, item }: ItemView): InputBlock {
  const moves = due && !state.due && item.due && 'daysBeforeGa' in item.due;
  const hint = moves
    ? `Left empty, it is ${longDate(due)} and moves with GA.`
    : 'A date set here does not move with GA.';
  return input('due', 'Due', { type: 'datepicker', ...(state.due && { initial_date: state.due }) }, { hint });
}

function audienceInput({ internal }: ItemView): InputBlock {
  const hide = option('Internal: hide from the partner', internalAudience);
  const checkbox = { type: 'checkboxes' as const, options: [hide], ...(internal && { initial_options: [hide] }) };
  const hint = internal
    ? 'Made visible, the partner sees all that was written of it so far, in the log as well.'
    : 'Hidden, the partner no longer sees what was written of it; some may have read it.';
  return input('audience', 'Who sees it', checkbox, { hint });
}
