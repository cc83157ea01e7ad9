import type { ActionsBlock, KnownBlock } from '@slack/types';
import { backPlan, plannedDate, type BackPlan } from '../src/domain/back-plan';
import type { CalendarDate } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { gaStanding } from '../src/domain/rollout/ga-standing';
import { powersOf } from '../src/domain/rollout/powers';
import { waveNumber } from '../src/domain/rollout/state';
import type { Lifecycle } from '../src/lifecycle/schema';
import { heading } from './heading';
import { encodePicker } from './ids';
import { button, context, plain, row, section, titled } from './kit';
import { show, showRollout } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import { andMore, count, dateAndDays, fitLines, inDays, longDate, name, oneLine, someOf } from './text';
import { weekday } from './wave-words';
import { doer, title } from './words';

/** Other partners that launch on the same day. For people of the databricks side only. */
export interface SameDay {
  readonly names: readonly string[];
  /** There are more than these. */
  readonly incomplete: boolean;
}

/** What a GA date would mean, before anything is saved: the last days, the waves, what is late, what speaks against it. */
export function planMessage(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  chosen: CalendarDate | undefined,
  sameDay: SameDay | undefined,
): Picture {
  const { agreed, target, proposal } = gaStanding(partner, lifecycle, viewer.today);
  const date = chosen ?? plannedDate(partner, lifecycle);
  const beginning = heading(partner, 'Plan');
  const pick = picker(partner, date);
  if (date === undefined) {
    const ask = 'Choose a GA date, and see what it means before anything is saved.';
    return picture(`Plan of ${name(partner.name)}: ${ask}`, [...beginning, section(ask), pick, ...row(back(partner))]);
  }
  const { today, now, who } = viewer;
  const plan = backPlan(partner, lifecycle, date, { today, now, reader: who.side });
  const opening = openingLines(plan, { agreed, target, proposed: proposal?.date }, today);
  const speaks = [...plan.conflicts, ...plan.nights, ...sameDayLines(sameDay)];
  const against = speaks.map((line) => `⚠️ ${oneLine(line, 300)}`);
  const linesOf = (late: boolean) =>
    plan.items.filter((one) => one.late === late).map((one) => itemLine(one, lifecycle));
  const [late, open] = [linesOf(true), linesOf(false)];
  const waves = waveLines(plan, lifecycle);
  const blocks: KnownBlock[] = [
    ...beginning,
    pick,
    section(fitLines(opening)),
    ...titled('What speaks against the day', against),
    ...titled(`Late already: ${count(late.length, 'item')}`, late),
    ...titled('Waves', waves),
    ...titled('Latest dates of what is open', open),
    ...buttons(plan, partner, lifecycle, viewer),
    context('Nothing is saved until you press a button.'),
  ];
  return picture(
    [
      `Plan of ${name(partner.name)}: ${opening.join(' ')}`,
      ...against,
      ...late.map((line) => `Late: ${line}`),
      ...waves,
      ...open.slice(0, 5),
      ...andMore(open.length - 5, `${count(open.length - 5, 'more item')} open`),
    ],
    blocks,
  );
}

const picker = ({ id }: Partner, date: CalendarDate | undefined): ActionsBlock => ({
  type: 'actions',
  block_id: encodePicker({ p: id }),
  elements: [
    {
      type: 'datepicker',
      action_id: 'plan-date',
      placeholder: plain('Choose a GA date', 150),
      ...(date && { initial_date: date }),
    },
  ],
});

interface Known {
  readonly agreed: CalendarDate | undefined;
  readonly target: CalendarDate | undefined;
  readonly proposed: CalendarDate | undefined;
}

function openingLines({ date, impossible, agreeBy }: BackPlan, known: Known, today: CalendarDate): readonly string[] {
  const stands =
    date === known.agreed
      ? ', as agreed'
      : date === known.proposed
        ? ', as proposed'
        : date === known.target
          ? ', the target'
          : '';
  const agree =
    date === known.agreed
      ? []
      : [
          agreeBy < today
            ? `It had to be agreed by ${longDate(agreeBy)}.`
            : `Agree by *${dateAndDays(agreeBy, today)}*.`,
        ];
  return [
    `If GA is on *${weekday(date)}*, ${inDays(date, today)}${stands}:`,
    ...impossible.map((why) => `⛔ *Not possible.* ${oneLine(why, 700)}`),
    ...agree,
  ];
}

function itemLine({ item, latest, late }: BackPlan['items'][number], lifecycle: Lifecycle): string {
  const by = latest === undefined ? 'no date' : late ? `was due ${longDate(latest)}` : `by ${longDate(latest)}`;
  return `• *${title(item)}* · ${doer(item, lifecycle)} · ${by}${item.state.due ? ' (set by hand)' : ''}`;
}

function waveLines({ rollout }: BackPlan, lifecycle: Lifecycle): readonly string[] {
  if (!rollout?.possible) return [];
  if (rollout.waves.length === 0) return ['Nothing is left to roll out.'];
  const total = rollout.waves.reduce((sum, wave) => sum + wave.regions.length, 0);
  return [
    ...rollout.waves.map(
      ({ wave, on, regions }) => `• Wave ${waveNumber(wave)}: *${weekday(on)}* · ${count(regions.length, 'region')}`,
    ),
    `${count(total, 'region')} in all, each wave watched for ${count(lifecycle.rollout.soakHours, 'hour')}. Waves not started yet are planned anew when the date is agreed.`,
  ];
}

function sameDayLines(sameDay: SameDay | undefined): readonly string[] {
  if (!sameDay) return [];
  const { names, incomplete } = sameDay;
  const shown = incomplete ? `${names.slice(0, 5).join(', ')} and many more` : someOf(names, 5);
  return names.length > 0 ? [`Also on that day: GA of ${shown}.`] : [];
}

function buttons({ date, impossible }: BackPlan, partner: Partner, lifecycle: Lifecycle, viewer: Viewer) {
  const powers = powersOf(viewer.who, partner, lifecycle);
  const possible = impossible.length === 0;
  const from: Surface = { s: 'ga' };
  const proposes = powers.dates && possible && date !== partner.gaProposal?.date;
  const targets = powers.coordinates && possible && date !== partner.targetGaDate;
  return row(
    proposes
      ? button('Propose as GA date…', 'ga-propose', { p: partner.id, date, from }, { style: 'primary' })
      : undefined,
    targets ? button('Use as target', 'use-target', { p: partner.id, date }) : undefined,
    back(partner),
    showRollout(partner, lifecycle, viewer.who.side),
    show(partner.id, { s: 'checklist', page: 0 }),
  );
}

const back = ({ id }: Partner) => show(id, { s: 'ga' });
