import type { KnownBlock } from '@slack/types';
import { dateOf } from '../src/domain/calendar';
import { isReadyToLaunch } from '../src/domain/countdown';
import type { Instant } from '../src/domain/ids';
import { coordinatingTeam, lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { itemsFor, type ItemView } from '../src/domain/progress';
import { waveBoard } from '../src/domain/rollout/board';
import { seesRollout } from '../src/domain/rollout/powers';
import { agreedDate, fallenGates, isComplete, rolloutItem } from '../src/domain/rollout/standing';
import type { Lifecycle } from '../src/lifecycle/schema';
import { context, header, row, section } from './kit';
import { told } from './message';
import { show, showRollout } from './navigation';
import { picture, type Picture } from './picture';
import { ping } from './pings';
import { launchButton } from './rollout';
import { fitLines, link, name, oneLine } from './text';
import { goalOf, misfitLines, weekday } from './wave-words';
import { side, title } from './words';

/** The launch day's messages, for both sides in the partner's channel. */

/** The command card: what goes out, in which order, and the button that says that it is out. Or why it waits. */
export function launchDayMessage(partner: Partner, lifecycle: Lifecycle, now: Instant): Picture {
  const who = ping(partner, [coordinatingTeam(lifecycle).id]);
  const ga = agreedDate(partner, lifecycle);
  const day = ga ? weekday(ga) : 'today';
  const isPast = ga !== undefined && dateOf(now, lifecycle.zone) > ga;
  if (!isReadyToLaunch(partner, lifecycle)) {
    const why = whyNot(partner, lifecycle, now);
    return told(
      [
        isPast
          ? `⛔ *${name(partner.name)} is not launched, and its launch day (${day}) is past.*`
          : `⛔ *Launch day (${day}), and ${name(partner.name)} is not launched.*`,
        ...why,
        `Nothing is announced. Next: decide how it goes on${who && ` · ${who}`}`,
      ],
      ...row(
        show(partner.id, { s: 'ga' }),
        showRollout(partner, lifecycle, 'partner'),
        show(partner.id, { s: 'sign-offs' }),
      ),
    );
  }
  const steps = publishOrder(partner, lifecycle).map((line, n) => `${n + 1}. ${line}`);
  const ready = isPast
    ? `🚀 *${name(partner.name)} can be launched*: the tile is live in every region. The launch day (${day}) is past.`
    : `🚀 *Launch day of ${name(partner.name)}*: the tile is live in every region.`;
  const last = `When all of it is out, press *Launched*${who && ` · ${who}`}`;
  const blocks: KnownBlock[] = [
    header(`${isPast ? 'Launch' : 'Launch day'} · ${partner.name}`),
    section(`${ready}\n*Publish in this order:*\n${fitLines(steps, 2500)}`),
    section(last),
    ...row(launchButton({ p: partner.id, from: { s: 'ga' } }), show(partner.id, { s: 'checklist', page: 0 })),
  ];
  return picture([ready, ...steps, last], blocks);
}

function publishOrder(partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const published = linked(partner, lifecycle).map((i) => `${title(i)}: ${address(i)}`);
  return [...published, `The launch post of ${side('databricks', lifecycle)}, with links to these`];
}

/** What there is to show, in the order in which it goes out. */
function linked(partner: Partner, lifecycle: Lifecycle): readonly ItemView[] {
  const items = itemsFor('partner', partner, lifecycle);
  return lifecycle.publishOrder.flatMap((id) => {
    const item = items.find((i) => i.id === lookup(lifecycle).byId.get(id)?.id);
    return item && item.standing === 'done' && item.evidence && 'link' in item.evidence ? [item] : [];
  });
}

const address = ({ evidence }: ItemView): string => (evidence && 'link' in evidence ? link(evidence.link) : '');

function whyNot(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly string[] {
  const seen = seesRollout('partner', partner, lifecycle);
  const board = seen ? waveBoard(partner, lifecycle, now) : undefined;
  const fallen = new Set(fallenGates(partner, lifecycle).map(({ id }) => id));
  const items = itemsFor('partner', partner, lifecycle).filter((i) => fallen.has(i.id));
  // What the partner may not know of is a step like others.
  const waits = !isComplete(partner, lifecycle) || partner.rollout?.halted !== undefined;
  const unnamed = items.length < fallen.size || (!seen && waits);
  return [
    ...(board?.halted ? [`⏸️ The rollout is halted: “${oneLine(board.halted.reason, 600)}”`] : []),
    ...(board && !board.complete ? ['⚠️ The rollout is not complete.'] : []),
    ...(seen && !board && rolloutItem(partner, lifecycle) ? ['⚠️ The rollout is not planned.'] : []),
    ...items.slice(0, 5).map((i) => `↩️ ${title(i)} must be given again.`),
    ...(unnamed ? ['⚠️ A step is not finished.'] : []),
  ];
}

/** Loud, on the last day of the rollout: without every region live there is no GA. */
export function incompleteMessage(partner: Partner, lifecycle: Lifecycle, now: Instant): Picture {
  const board = waveBoard(partner, lifecycle, now);
  const ga = agreedDate(partner, lifecycle);
  const who = ping(partner, [...(rolloutItem(partner, lifecycle)?.teams ?? []), coordinatingTeam(lifecycle).id]);
  const open = board?.waves.filter(
    (wave) => wave.finishedAt === undefined || wave.regions.some(({ is }) => is !== 'live'),
  );
  const regions = open?.reduce((sum, wave) => sum + wave.regions.filter(({ is }) => is !== 'live').length, 0) ?? 0;
  const heading = `🚨 *The rollout of ${name(partner.name)} is not complete*: GA on ${ga ? weekday(ga) : 'its date'} is not announced like this.`;
  const left =
    open && open.length > 0 ? `Not live: ${regions} regions in ${open.length} waves.` : 'Nothing is planned.';
  return told(
    [
      heading,
      left,
      ...(board && !board.fits.fits && ga ? misfitLines(board.fits, goalOf(board)) : []),
      `Next: finish it today, or agree on a later date${who && ` · ${who}`}`,
    ],
    ...row(show(partner.id, { s: 'rollout' }), show(partner.id, { s: 'ga' })),
  );
}

/** The announcement, with thanks to everybody by name; nobody is pinged. */
export function launchedNotice(partner: Partner, lifecycle: Lifecycle): Picture {
  const people = [...new Set(partner.people.filter((a) => a.active).map((a) => a.name))].slice(0, 30).map(name);
  const links = linked(partner, lifecycle).map((i) => `• ${title(i)}: ${address(i)}`);
  const said = `🎉 *${name(partner.name)} is live in ${oneLine(lifecycle.programme, 200)}.*`;
  return told(
    [said, ...links, ...(people.length > 0 ? [`Thank you, ${people.join(', ')}.`] : [])],
    context('Both sides stay here for maintenance and bugs.'),
    ...row(show(partner.id, { s: 'status' }), show(partner.id, { s: 'log' })),
  );
}
