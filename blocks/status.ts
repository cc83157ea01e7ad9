import type { KnownBlock } from '@slack/types';
import { dateOf } from '../src/domain/calendar';
import { closeReasonTitle } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { atRisk, itemsFor, nextSteps } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { button, header, row, section, titled } from './kit';
import { show, showRollout, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import { roadmapLines } from './roadmap';
import {
  blockedLine,
  bugLines,
  gaLine,
  gateLines,
  gateTitle,
  maintenanceLines,
  nextLine,
  phaseLine,
  progressLines,
  riskLine,
  setUpLines,
  todoLines,
} from './status-lines';
import { name, oneLine } from './text';
import { role, sinceWhen, whoCoordinates } from './words';

const mostNext = 3;
const mostBlocked = 5;

const drawn = new WeakMap<Partner, { readonly lifecycle: Lifecycle; readonly pictures: Map<string, Picture> }>();

/**
 * Where a partner stands, at a glance, for one reader: only what their side may see. Kept with the state it was drawn
 * from: it is asked for more often than anything else, and says the same all day.
 */
export function statusMessage(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): Picture {
  const { person, side, teams } = viewer.who;
  const days = [viewer.today, dateOf(viewer.now, viewer.zone), viewer.zone];
  const reader = [...days, person, side, ...teams].join(' ');
  const known = drawn.get(partner);
  const pictures = known?.lifecycle === lifecycle ? known.pictures : new Map<string, Picture>();
  if (known?.pictures !== pictures) drawn.set(partner, { lifecycle, pictures });
  const before = pictures.get(reader);
  if (before) return before;
  const picture = draw(partner, lifecycle, viewer);
  pictures.set(reader, picture);
  return picture;
}

function draw(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): Picture {
  const reader = viewer.who.side;
  const items = itemsFor(reader, partner, lifecycle);
  const opening = `${phaseLine(partner, lifecycle, reader)}\n${gaLine(partner, lifecycle, viewer)}`;
  const next = partner.closed ? [] : nextSteps(items).slice(0, mostNext);
  const nextLines = next.map((i) => nextLine(i, lifecycle, viewer));
  const blockedLines = items.flatMap((i) => blockedLine(i, lifecycle, viewer)).slice(0, mostBlocked);
  const riskLines = (partner.closed ? [] : atRisk(items)).map((i) => riskLine(i, lifecycle));
  const todos = partner.closed ? [] : todoLines(partner, lifecycle, viewer);
  const bugs = partner.closed ? [] : bugLines(partner, lifecycle, viewer);
  const problems = reader === 'databricks' ? setUpLines(partner, lifecycle) : [];

  const blocks: KnownBlock[] = [
    header(partner.name),
    ...closedBlocks(partner, lifecycle, viewer),
    section(opening),
    ...(reader === 'partner' ? roleBlocks(partner, lifecycle, viewer) : []),
    ...titled('Progress', progressLines(partner, items, lifecycle, reader)),
    ...titled(gateTitle(items), gateLines(items)),
    ...titled('Next', nextLines),
    ...titled('To-dos', todos),
    ...titled('Blocked', blockedLines),
    ...titled('At risk', riskLines.slice(0, 3)),
    ...titled('Maintenance', maintenanceLines(partner, lifecycle, viewer)),
    ...titled('Bugs', bugs),
    ...titled('Roadmap', partner.closed ? [] : roadmapLines(partner, lifecycle, viewer)),
    ...titled('Set-up needs a hand', problems),
    // Who looks in from this side reads first what they came for.
    ...(reader === 'databricks' ? roleBlocks(partner, lifecycle, viewer) : []),
    ...row(
      ...surfaces(partner.id, lifecycle, 'status'),
      show(partner.id, { s: 'maintenance' }),
      show(partner.id, { s: 'roadmap' }),
      show(partner.id, { s: 'reminders' }),
      ...own(partner, lifecycle, viewer, problems.length > 0),
    ),
  ];
  const said = [`${name(partner.name)}: ${closedWord(partner, lifecycle)}${opening.replaceAll('\n', '. ')}`];
  return picture(
    [
      ...said,
      gateTitle(items),
      ...labelled('Next', nextLines),
      ...labelled('To-do', todos),
      ...labelled('Blocked', blockedLines),
      ...labelled('Bug', bugs),
    ],
    blocks,
  );
}

const labelled = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.map((line) => `${heading}: ${line}`);

const closedWord = (partner: Partner, lifecycle: Lifecycle): string =>
  partner.closed ? `closed (${closeReason(partner.closed, lifecycle)}). ` : '';

const closeReason = ({ reason }: NonNullable<Partner['closed']>, lifecycle: Lifecycle): string =>
  oneLine(closeReasonTitle(reason, lifecycle));

function closedBlocks(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): KnownBlock[] {
  if (!partner.closed) return [];
  const { at, note } = partner.closed;
  const when = sinceWhen(at, viewer, lifecycle);
  const reopen = may.coordinate(viewer.who)
    ? button('Reopen…', 'reopen-partner', { p: partner.id }, { style: 'primary' })
    : undefined;
  const said = note ? `\n${oneLine(note, 600)}` : '';
  const whom = reopen ? '' : `\nIt can be reopened by ${whoCoordinates(partner, lifecycle)}.`;
  const text = `*This onboarding is closed*, ${when}: ${closeReason(partner.closed, lifecycle)}.${said}${whom}`;
  return [section(text, reopen)];
}

/** Who has no role here can do nothing yet, and is told how that changes. */
function roleBlocks(partner: Partner, lifecycle: Lifecycle, { who }: Viewer): KnownBlock[] {
  if (partner.closed || who.teams.size > 0) return [];
  const asked = partner.claims.filter((claim) => claim.person === who.person).map((c) => role(c.team, lifecycle));
  const [first] = asked;
  const whom = whoCoordinates(partner, lifecycle);
  return first === undefined
    ? [
        section(
          who.side === 'partner'
            ? '👋 *You have no role here yet.* Claim the one that is yours: then you see what waits for you, and can do it.'
            : `You have no role with ${name(partner.name)} yet. To do something here, claim the one that is yours.`,
          button('Claim a role…', 'claim-role', { p: partner.id, from: { s: 'status' } }, { style: 'primary' }),
        ),
      ]
    : [section(`👋 You asked to be ${first}: it waits for the confirmation of ${whom}.`)];
}

/** Buttons that only some people see. */
function own(partner: Partner, lifecycle: Lifecycle, { who }: Viewer, problems: boolean) {
  return [
    partner.rollout ? showRollout(partner, lifecycle, who.side) : undefined,
    Object.keys(partner.bugs).length > 0 ? show(partner.id, { s: 'bugs' }) : undefined,
    who.side === 'databricks' && problems ? show(partner.id, { s: 'set-up' }) : undefined,
    may.coordinate(who) && !partner.closed ? button('Edit…', 'edit-partner', { p: partner.id }) : undefined,
    may.coordinate(who) && !partner.closed ? button('Close…', 'close-partner', { p: partner.id }) : undefined,
  ];
}
