import type { Button, KnownBlock } from '@slack/types';
import { missingFor } from '../src/domain/item-state';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import type { ItemView } from '../src/domain/progress';
import type { GaStanding } from '../src/domain/rollout/ga-standing';
import type { Powers } from '../src/domain/rollout/powers';
import { sees } from '../src/domain/visibility';
import type { Lifecycle } from '../src/lifecycle/schema';
import { button, context, moreContext, section } from './kit';
import type { Surface } from './surface';
import { someOf } from './text';
import { anyTeam, doer, marks, side, standingWords, title } from './words';

/** As many missing items as have a line with a button of their own. */
const mostMissing = 15;

export const from: Surface = { s: 'ga' };

/** What must still be finished before a date can be agreed; what is open although one is. */
export function missingBlocks(
  missing: readonly ItemView[],
  hidden: number,
  { agreed, launched }: GaStanding,
  partner: Partner,
  lifecycle: Lifecycle,
  powers: Powers,
): KnownBlock[] {
  if (launched) return [];
  if (missing.length + hidden === 0) return agreed ? [] : [section('✅ Nothing is missing: a date can be agreed.')];
  const heading = agreed ? 'Open although the date is agreed' : 'Missing before a date can be agreed';
  const more = missing.length - mostMissing;
  return [
    section(`*${heading}*`),
    ...missing.slice(0, mostMissing).map((i) => section(missingLine(i, lifecycle), openButton(i, partner, powers))),
    ...moreContext(more, `${more} more: the Checklist shows them all.`),
    ...(hidden > 0 ? [context(`… and a step on the ${side('databricks', lifecycle)} side.`)] : []),
  ];
}

/** That a date which is proposed can be accepted later only, and after what; for both sides. */
export function onceDone(partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const { gaDate } = lookup(lifecycle);
  const missing = gaDate ? missingFor(gaDate, partner, lifecycle) : [];
  if (missing.length === 0) return [];
  const seen = missing.filter((placed) => sees('partner', partner, placed));
  const hidden = seen.length < missing.length ? [`a step on the ${side('databricks', lifecycle)} side`] : [];
  return [`⏳ It can be accepted once this is done: ${someOf([...seen.map(title), ...hidden], 3)}.`];
}

const missingLine = (i: ItemView, lifecycle: Lifecycle): string =>
  `${marks[i.standing]} *${title(i)}* · ${anyTeam(i.teams.slice(0, 2), lifecycle)} · ${i.turn.person ? doer(i, lifecycle) : 'nobody yet'} · ${standingWords[i.standing]}`;

/** An item that may be left out can be waived by the coordinator, with a reason, in its own form. */
function openButton(i: ItemView, { id, closed }: Partner, { coordinates }: Powers): Button | undefined {
  if (closed) return undefined;
  const waives = coordinates && i.item.kind === 'task' && i.item.mayBeNotNeeded;
  const value = { p: id, i: i.id, from };
  if (i.item.kind !== 'task')
    return button('Open…', 'sign-off', value, { suffix: i.id, label: `Open: ${i.item.title}` });
  const word = waives ? 'Done or waive…' : 'Open…';
  return button(word, 'item-open', value, { suffix: i.id, label: `${word} ${i.item.title}` });
}
