import type { ModalView } from '@slack/types';
import { bugMessage, bugView, noBugView } from '../../blocks/bug';
import {
  bugStepsModal,
  duplicateModal,
  handOverBugModal,
  mitigateModal,
  reopenBugModal,
  resolveModal,
  severityModal,
  updateBugModal,
} from '../../blocks/bug-forms';
import { bugReportedModal, reportBugModal } from '../../blocks/bug-report';
import { bugsMessage } from '../../blocks/bugs';
import type { Picture } from '../../blocks/picture';
import { timedMessage } from '../../blocks/timed';
import type { Person } from '../../src/domain/actor';
import { bugCardOf } from '../../src/domain/bugs/card';
import { clockNames } from '../../src/domain/bugs/clocks';
import type { Command } from '../../src/domain/commands';
import { instant } from '../../src/domain/ids';
import type { LifecycleFile } from '../../src/lifecycle/schema';
import type { Story } from './support';

/** The worst that a procedure and people can say of bugs, and everything that is drawn of them. */

export const hostileSop: LifecycleFile['sop'] = {
  link: { title: '|>'.repeat(30), url: `https://example.com/${'a'.repeat(400)}` },
  teams: {
    databricks: { onDuty: ['pdm'], engineer: ['team-0', 'pdm'] },
    partner: { onDuty: ['partner-lead'], engineer: ['team-1'] },
  },
  severities: Array.from({ length: 10 }, (_, n) => ({
    id: `S${n}`,
    title: '<'.repeat(70),
    meaning: '&'.repeat(150),
    acknowledge: `${n + 1} hours`,
    update: '5 working days',
    resolve: '999 working days',
    haltsRollout: n < 5,
    passesQuietHours: n === 0,
  })),
  ladder: [
    { at: 1, tell: 'on-duty' },
    { at: 20, tell: 'leads' },
  ],
  steps: Array.from({ length: 10 }, (_, n) => ({ id: `s${n}`, title: '&'.repeat(70), help: '<'.repeat(300) })),
  signOffs: ['item-0-1', 'item-0-5'],
};

export function bugCommand({ n, text }: { readonly n: number; readonly text: string }, story: Story): Command {
  const { state, lifecycle, now } = story;
  const numbers = Object.keys(state.bugs);
  const bug = numbers[n % Math.max(1, numbers.length)] ?? 'ACME-1';
  const severity = lifecycle.sop?.severities[n % (lifecycle.sop.severities.length || 1)]?.id ?? 'S1';
  const [note, reason] = [text, text];
  const side = n % 2 ? ('partner' as const) : ('databricks' as const);
  const report: Command = {
    type: 'ReportBug',
    title: text.slice(0, 100),
    what: text,
    severity,
    ...(n % 3 > 0 && { suspected: side }),
    clouds: lifecycle.clouds.map(({ id }) => id),
    regions: text.slice(0, 300),
    customers: text.slice(0, 300),
    since: instant.parse(now - 1000),
    message: `https://example.com/${'&'.repeat(n % 400)}<${n}>`,
  };
  const deeds: readonly Command[] = [
    report,
    report,
    { type: 'AcknowledgeBug', bug },
    { type: 'StartBug', bug },
    { type: 'MitigateBug', bug, note },
    { type: 'ResolveBug', bug, note },
    { type: 'VerifyBug', bug, note },
    { type: 'CloseBug', bug, note },
    { type: 'ReopenBug', bug, reason },
    { type: 'MarkBugDuplicate', bug, of: numbers[0] ?? 'ACME-1' },
    { type: 'HandOverBug', bug, to: side, reason },
    { type: 'ChangeBugSeverity', bug, severity, reason },
    { type: 'TickBugSteps', bug, steps: lifecycle.sop?.steps.slice(0, n % 11).map(({ id }) => id) ?? [] },
    { type: 'UpdateBug', bug, note },
  ];
  return deeds[n % deeds.length] ?? report;
}

/** What one person is shown of a partner's bugs. */
export function drawnBugs(
  actor: Person,
  story: Story,
): readonly { readonly what: string; readonly picture: Picture | ModalView }[] {
  const { state: partner, lifecycle, now } = story;
  const viewer = story.viewer(actor);
  const bugs = Object.values(partner.bugs).slice(-3);
  return [
    ...[{}, { closed: true }, { page: 99 }].map((which) => ({
      what: `list ${JSON.stringify(which)}`,
      picture: bugsMessage(partner, lifecycle, viewer, { s: 'bugs', ...which }),
    })),
    { what: 'no bug', picture: noBugView('ACME-99', partner) },
    {
      what: 'report',
      picture: reportBugModal(
        story.form(actor, { message: 'https://x.example', testCase: { case: 'P100' } }),
        '&<>'.repeat(5000),
      ),
    },
    ...bugs.flatMap((bug) => {
      const form = story.form(actor, { bug: bug.number });
      const forms = [
        mitigateModal(form),
        resolveModal(form),
        updateBugModal(form),
        handOverBugModal(story.form(actor, { bug: bug.number, to: 'partner' })),
        reopenBugModal(form),
        bugStepsModal(form),
        severityModal(form),
        duplicateModal(form),
        bugReportedModal(bug, story.form(actor, {})),
      ];
      const late = clockNames.map((clock) => ({
        what: `told of ${bug.number} ${clock}`,
        picture: timedMessage(
          { what: { about: 'bug-late', bug: bug.number, clock, people: [actor.person] } },
          partner,
          lifecycle,
          now,
        ),
      }));
      return [
        { what: `view of ${bug.number}`, picture: bugView(bug, partner, lifecycle, viewer) },
        {
          what: `message of ${bug.number}`,
          picture: bugMessage(bugCardOf(bug, partner, lifecycle), partner, lifecycle),
        },
        ...forms.map((picture) => ({ what: `form of ${bug.number}`, picture })),
        ...late,
      ];
    }),
  ];
}
