import type { KnownBlock } from '@slack/types';
import { bugCardOf } from '../src/domain/bugs/card';
import { holderOf } from '../src/domain/bugs/court';
import { openBugs } from '../src/domain/bugs/order';
import { proposalOnCard } from '../src/domain/card-rollout';
import { teamId } from '../src/domain/ids';
import { coordinatingTeam } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { atRisk, itemsFor, nextSteps, phaseProgress, type ItemView } from '../src/domain/progress';
import { setUpSteps } from '../src/domain/set-up';
import { openTasks } from '../src/domain/maintenance/steps';
import { testSummary } from '../src/domain/test-cases/summary';
import { ownFirst, todosFor } from '../src/domain/test-cases/todos';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { bugMark, bugTitle, statusWords, turnWords } from './bug-words';
import { proposalLine } from './card-rollout';
import { againWords, doneBy, nextOf, stepTitle, taskLine } from './maintenance-words';
import { button, header, row, section } from './kit';
import { roadmapLines } from './roadmap';
import { show, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import { summaryLine, todoLine } from './test-words';
import { bar, count, fitLines, inDays, longDate, name, oneLine } from './text';
import {
  dueWords,
  gaFor,
  held,
  marks,
  missing,
  phasesFor,
  role,
  sinceWhen,
  standingWords,
  title,
  turn,
  whoCan,
} from './words';

const mostNext = 3;
const mostBlocked = 5;

const drawn = new WeakMap<Partner, { readonly lifecycle: Lifecycle; readonly pictures: Map<string, Picture> }>();

/**
 * Where a partner stands, at a glance, for one reader: only what their side may see. Kept with the state it was drawn
 * from: it is asked for more often than anything else, and says the same all day.
 */
export function statusMessage(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): Picture {
  const { person, side, teams } = viewer.standing;
  const reader = [viewer.today, person, side, ...teams].join(' ');
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
  const reader = viewer.standing.side;
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
    ...roleBlocks(partner, lifecycle, viewer),
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
    ...row(
      ...surfaces(partner.id, 'status'),
      show(partner.id, { s: 'maintenance' }),
      show(partner.id, { s: 'roadmap' }),
      show(partner.id, { s: 'reminders' }),
      ...own(partner, viewer, problems.length > 0),
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

const titled = (heading: string, lines: readonly string[]): KnownBlock[] =>
  lines.length === 0 ? [] : [section(`*${heading}*\n${fitLines(lines, 2800)}`)];

const labelled = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.map((line) => `${heading}: ${line}`);

function phaseLine(partner: Partner, lifecycle: Lifecycle, reader: Side): string {
  const phases = phasesFor(reader, partner, lifecycle).map((phase) => oneLine(phase.title));
  const stands = partner.closed ? 'Stopped in' : 'Under way';
  return phases.length === 0 ? stands : `${stands}: *${phases.slice(0, 5).join('*, *')}*`;
}

function gaLine(partner: Partner, lifecycle: Lifecycle, { standing, today }: Viewer): string {
  const ga = gaFor(standing.side, partner, lifecycle);
  const stands = ga
    ? `${ga.agreed ? 'GA date (agreed)' : 'Target GA date'}: *${longDate(ga.date)}*, ${inDays(ga.date, today)}`
    : 'No GA date yet';
  const tests = testSummary(standing.side, partner, lifecycle);
  return [stands, ...proposalLine(proposalOnCard(partner, lifecycle)), ...(tests ? [summaryLine(tests)] : [])].join(
    '\n',
  );
}

const closedWord = (partner: Partner, lifecycle: Lifecycle): string =>
  partner.closed ? `closed (${closeReason(partner, lifecycle)}). ` : '';

const closeReason = ({ closed }: Partner, { closeReasons }: Lifecycle): string =>
  oneLine(closeReasons.find((r) => r.id === closed?.reason)?.title ?? closed?.reason ?? '');

function closedBlocks(partner: Partner, lifecycle: Lifecycle, { standing, now, today }: Viewer): KnownBlock[] {
  if (!partner.closed) return [];
  const { at, note } = partner.closed;
  const when = sinceWhen(at, { standing, now, today }, lifecycle);
  const reopen = may.coordinate(standing)
    ? button('Reopen…', 'reopen-partner', { p: partner.id }, { style: 'primary' })
    : undefined;
  const said = note ? `\n${oneLine(note, 600)}` : '';
  return [section(`*This onboarding is closed*, ${when}: ${closeReason(partner, lifecycle)}.${said}`, reopen)];
}

/** Who has no role here can do nothing yet, and is told how that changes. */
function roleBlocks(partner: Partner, lifecycle: Lifecycle, { standing }: Viewer): KnownBlock[] {
  if (partner.closed || standing.side !== 'partner' || standing.teams.size > 0) return [];
  const asked = partner.claims.filter((claim) => claim.person === standing.person).map((c) => role(lifecycle, c.team));
  const [first] = asked;
  const whom = whoCan(partner, lifecycle, [teamId.parse(coordinatingTeam(lifecycle).id)]);
  return first === undefined
    ? [
        section(
          '👋 *You have no role here yet.* Claim the one that is yours: then you see what waits for you, and can do it.',
          button('Claim a role…', 'claim-role', { p: partner.id, from: { s: 'status' } }, { style: 'primary' }),
        ),
      ]
    : [section(`👋 You asked to be ${first}: it waits for the confirmation of ${whom}.`)];
}

function progressLines(partner: Partner, items: readonly ItemView[], lifecycle: Lifecycle, reader: Side) {
  const current = new Set(phasesFor(reader, partner, lifecycle).map((phase) => phase.id));
  return phaseProgress(items, lifecycle).map(({ phase, done, total }) => {
    const label = current.has(phase.id) ? `*${oneLine(phase.title)}*` : oneLine(phase.title);
    return `${bar(done, total)} ${done}/${total} ${label}`;
  });
}

const gatesAmong = (items: readonly ItemView[]): readonly ItemView[] => items.filter((i) => i.item.kind !== 'task');

function gateTitle(items: readonly ItemView[]): string {
  const gates = gatesAmong(items);
  const given = gates.filter((i) => i.standing === 'done').length;
  return gates.length === 0 ? '' : `Gates: ${given} of ${gates.length} given`;
}

const gateLines = (items: readonly ItemView[]): readonly string[] =>
  gatesAmong(items).map(
    (i) => `${marks[i.standing]} ${title(i)} · ${i.standing === 'done' ? 'given' : standingWords[i.standing]}`,
  );

function nextLine(i: ItemView, lifecycle: Lifecycle, viewer: Viewer): string {
  const due = i.due ? ` · ${dueWords(i, viewer)}` : '';
  const optional = i.optional ? ' (optional)' : '';
  return `• *${title(i)}*${optional}\n   ${turn(i, lifecycle, viewer)} · ${held(i, viewer, lifecycle)}${due}`;
}

function blockedLine(i: ItemView, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { status } = i.state;
  if (status.is !== 'blocked') return [];
  const when = sinceWhen(status.since, viewer, lifecycle);
  return [`${marks.blocked} *${title(i)}*: ${oneLine(status.reason)} · ${when}`];
}

const riskLine = (i: ItemView, lifecycle: Lifecycle): string =>
  `⚠️ *${title(i)}* is done, but it needs ${missing(i, lifecycle)}`;

/** What is planned after the launch: each task's next step, whose it is, and what must be validated again. */
function maintenanceLines(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { side } = viewer.standing;
  const tasks = partner.closed ? [] : openTasks(partner).toSorted((a, b) => (a.due < b.due ? -1 : 1));
  return tasks.map((task) => {
    const [next] = nextOf(task, partner, lifecycle, side);
    const again = againWords(task, partner, lifecycle, side);
    const step = next ? `\n   Next: ${stepTitle(next)} · ${doneBy(next, lifecycle)} · ${dueWords(next, viewer)}` : '';
    return `${taskLine(task, lifecycle, viewer)}${step}${again ? `\n   🔁 To be validated again: ${again}` : ''}`;
  });
}

function setUpLines(partner: Partner, lifecycle: Lifecycle): readonly string[] {
  const failed = setUpSteps(partner, lifecycle).flatMap(({ state }) => (state.is === 'failed' ? [state.problem] : []));
  const undelivered = Object.values(partner.outbox).filter((pending) => pending.failed !== undefined);
  return [
    ...failed.slice(0, 3).map((problem) => `⚠️ ${oneLine(problem, 200)}`),
    ...(failed.length > 3 ? [`… and ${failed.length - 3} more`] : []),
    ...(undelivered.length > 0 ? [`⚠️ ${count(undelivered.length, 'message')} could not be delivered yet`] : []),
    ...(partner.channel.is === 'archived' || partner.channel.is === 'deleted'
      ? [`⚠️ The channel was ${partner.channel.is}`]
      : []),
  ];
}

const mostTodos = 3;

/** What is to be done about failed test cases: the viewer's own first, then by date. */
function todoLines(partner: Partner, lifecycle: Lifecycle, viewer: Viewer): readonly string[] {
  const { person, side } = viewer.standing;
  const by = ownFirst(todosFor(side, partner, lifecycle), person);
  const shown = by.slice(0, mostTodos).map((todo) => todoLine(todo, viewer));
  return [...shown, ...(by.length > mostTodos ? [`… and ${by.length - mostTodos} more, under Tests`] : [])];
}

const mostBugs = 3;

/** Open bugs, the most urgent first, and with whom they are. */
function bugLines(partner: Partner, lifecycle: Lifecycle, { standing }: Viewer): readonly string[] {
  const open = openBugs(partner, lifecycle);
  const shown = open.slice(0, mostBugs).map((bug) => {
    const yours = holderOf(bug, partner, lifecycle)?.person === standing.person;
    const card = bugCardOf(bug, partner, lifecycle);
    const turn = yours ? 'with *you*' : turnWords(card);
    return [`${bugMark(bug, lifecycle)} *${bugTitle(bug)}*`, statusWords[bug.status], turn].join(' · ');
  });
  return [...shown, ...(open.length > mostBugs ? [`… and ${open.length - mostBugs} more`] : [])];
}

/** Buttons that only some people see. */
function own(partner: Partner, { standing }: Viewer, problems: boolean) {
  return [
    partner.rollout ? show(partner.id, { s: 'rollout' }) : undefined,
    Object.keys(partner.bugs).length > 0 ? show(partner.id, { s: 'bugs' }) : undefined,
    standing.side === 'databricks' && problems ? show(partner.id, { s: 'set-up' }) : undefined,
    may.coordinate(standing) && !partner.closed ? button('Edit…', 'edit-partner', { p: partner.id }) : undefined,
    may.coordinate(standing) && !partner.closed ? button('Close…', 'close-partner', { p: partner.id }) : undefined,
  ];
}
