import type { BugCard, ShownBug } from '../src/domain/bugs/card';
import { clocksOf, firstDue, reaches, type ClockName } from '../src/domain/bugs/clocks';
import { originalOf, resolutionOf, type Bug, type BugStatus } from '../src/domain/bugs/state';
import type { Span } from '../src/domain/bugs/working-time';
import type { Instant } from '../src/domain/ids';
import { cloudTitle } from '../src/domain/lookup';
import { hour, minute } from '../src/domain/time';
import type { Lifecycle } from '../src/lifecycle/schema';
import { count, moment, name, namedLink, oneLine, typed } from './text';
import { author } from './words';

/** The words for bugs, shared by their message, the list, their forms and what is told of them. */

const severityMarks = ['🔴', '🟠', '🟡'];

/** A mark by how grave it is, the gravest first; of a closed one, that it is closed. */
export function bugMark({ severity, status }: Pick<Bug, 'severity' | 'status'>, { sop }: Lifecycle): string {
  if (status.is === 'closed') return '✅';
  const rank = sop?.severities.findIndex(({ id }) => id === severity) ?? -1;
  return severityMarks[rank] ?? '⚪';
}

/** "ACME-12 · Sign-up fails". */
export const bugTitle = ({ number, title }: Pick<Bug, 'number' | 'title'>): string =>
  `${oneLine(number, 20)} · ${oneLine(title, 200)}`;

export const statusWords: Readonly<Record<BugStatus['is'], string>> = {
  reported: 'not acknowledged yet',
  acknowledged: 'acknowledged',
  'in-progress': 'in progress',
  mitigated: 'mitigated, not resolved',
  resolved: 'resolved, to be verified',
  verified: 'verified, to be closed',
  closed: 'closed',
};

/** "S1 Outage or security". */
export const severityWords = (id: string, { sop }: Lifecycle): string =>
  [oneLine(id, 20), oneLine(sop?.severities.find((one) => one.id === id)?.title ?? '', 100)].filter(Boolean).join(' ');

const clockWords: Readonly<Record<ClockName, string>> = {
  acknowledge: 'acknowledge',
  update: 'next update',
  resolve: 'resolve',
};

/** "Acknowledge by 10:15 · resolve by 18:00", in the reader's own zone. */
export function dueLine({ due }: Pick<BugCard, 'due'>): readonly string[] {
  const said = due.map(({ name: clock, at }) => `${clockWords[clock]} by ${moment(at)}`).join(' · ');
  return said ? [`⏱️ ${said.charAt(0).toUpperCase()}${said.slice(1)}`] : [];
}

/** What was missed, as half a sentence. */
export const missedWords: Readonly<Record<ClockName, string>> = {
  acknowledge: 'is not acknowledged',
  update: 'has had no update',
  resolve: 'is not resolved',
};

/** Where it shows, whom it meets, since when, and what it came from. */
export function factLines(
  { clouds = [], regions, customers, since, message, testCase }: ShownBug,
  lifecycle: Lifecycle,
) {
  const titles = clouds.map((id) => oneLine(cloudTitle(id, lifecycle), 70));
  const where = [...titles, ...(regions ? [oneLine(regions, 200)] : [])].join(', ');
  const from = [
    ...(message ? [namedLink(message, 'this message')] : []),
    ...(testCase
      ? [`test case ${oneLine(testCase.case, 10)}${testCase.run ? ` (${oneLine(testCase.run, 40)})` : ''}`]
      : []),
  ].join(', ');
  return [
    ...(where ? [`Where: ${where}`] : []),
    ...(customers ? [`Customers: ${oneLine(customers, 200)}`] : []),
    ...(since === undefined ? [] : [`Since ${moment(since)}`]),
    ...(from ? [`From ${from}`] : []),
  ];
}

/** Who reported it, who resolved it, what became of it. */
export function pastLines(bug: ShownBug): readonly string[] {
  const { reportedBy, reportedAt, status } = bug;
  const [resolution, original] = [resolutionOf(bug), originalOf(bug)];
  return [
    `Reported by ${author(reportedBy)}, ${moment(reportedAt)}`,
    ...(resolution ? [`Resolved by ${author(resolution.by)}, ${moment(resolution.at)}`] : []),
    ...(original === undefined ? [] : [duplicateLine(original)]),
    ...(status.is === 'closed' ? [`Closed ${moment(status.at)}`] : []),
  ];
}

export const duplicateLine = (original: string): string => `Duplicate of ${oneLine(original, 20)}`;

export const described = ({ what }: ShownBug, most = 700): string => typed(what, most);

/** Whose turn it is: "with Databricks: Enzo Gray". */
export const turnWords = ({ with: side, holder }: Pick<BugCard, 'with' | 'holder'>): string =>
  `with *${oneLine(side, 200)}*${holder === undefined ? ', nobody is on duty' : `: ${name(holder)}`}`;

/** A bug in somebody's digest: "🟠 ACME-12 · Sign-up fails · S2 · not acknowledged yet · acknowledge by 10:15"; of what is late, when it was due. */
export function bugEntry(bug: Bug, lifecycle: Lifecycle, now: Instant): string {
  const due = firstDue(bug, lifecycle);
  const [clock] = clocksOf(bug, lifecycle).filter((one) => reaches(one, 1, lifecycle) === due);
  const by =
    due === undefined || !clock
      ? []
      : [due < now ? `${wasDue[clock.name]} ${moment(due)}` : `${clockWords[clock.name]} by ${moment(due)}`];
  return [
    `${bugMark(bug, lifecycle)} *${bugTitle(bug)}*`,
    oneLine(bug.severity, 20),
    statusWords[bug.status.is],
    ...by,
  ].join(' · ');
}

const wasDue: Readonly<Record<ClockName, string>> = {
  acknowledge: 'acknowledgement was due',
  update: 'an update was due',
  resolve: 'the resolution was due',
};

/** "12 minutes", "3 working hours", "2 days". */
export function lasted({ ms, working }: Span): string {
  const kind = working ? 'working ' : '';
  if (ms < hour) return count(Math.round(ms / minute), `${kind}minute`);
  const hours = Math.round(ms / hour);
  if (working || hours < 48) return count(hours, `${kind}hour`);
  return count(Math.round(hours / 24), 'day');
}
