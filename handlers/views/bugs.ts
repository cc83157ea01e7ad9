import { bugReportedModal } from '../../blocks/bug-report';
import type { ViewMemory } from '../../blocks/memory';
import type { ReportBug } from '../../src/domain/commands';
import { instant } from '../../src/domain/ids';
import { isRefusal } from '../../src/domain/refusal';
import { formFor, visit } from '../visit';
import type { Answers } from './answers';
import { execute, type ViewHandler } from './submission';

/** Reports a bug. The form's id goes with it, so that the same form sent twice makes one bug. */
export const reportBug: ViewHandler<'bug-report'> = async (memory, { services, actor, answers, view }) => {
  const command = { ...reported(answers, memory), form: view };
  const done = await services.onboarding.execute(memory.p, command, actor);
  if (isRefusal(done)) return done;
  const bug = Object.values(done.partner.bugs).find(({ form }) => form === view);
  return bug ? { next: bugReportedModal(bug, formFor(visit(services, actor, done.partner), memory)) } : {};
};

function reported(answers: Answers, { message, testCase }: ViewMemory<'bug-report'>): ReportBug {
  const suspected = answers.one('suspected');
  const seconds = answers.seconds('since');
  const failed = answers.one('testCase');
  return {
    type: 'ReportBug',
    title: answers.text('title'),
    what: answers.text('what'),
    severity: answers.text('severity'),
    ...((suspected === 'databricks' || suspected === 'partner') && { suspected }),
    clouds: answers.many('clouds'),
    ...answers.given('regions', 'customers'),
    ...(seconds !== undefined && { since: instant.parse(seconds * 1000) }),
    ...(message !== undefined && { message }),
    // The run is known only of the case that the form was opened for.
    ...(failed !== undefined && {
      testCase: { case: failed, ...(failed === testCase?.case && testCase.run !== undefined && { run: testCase.run }) },
    }),
  };
}

export const mitigateBug: ViewHandler<'bug-mitigate'> = ({ p, bug }, submission) =>
  execute(submission, p, { type: 'MitigateBug', bug, ...submission.answers.given('note') });

export const resolveBug: ViewHandler<'bug-resolve'> = ({ p, bug }, submission) =>
  execute(submission, p, { type: 'ResolveBug', bug, note: submission.answers.text('note') });

export const updateBug: ViewHandler<'bug-update'> = ({ p, bug }, submission) =>
  execute(submission, p, { type: 'UpdateBug', bug, note: submission.answers.text('note') });

export const handOverBug: ViewHandler<'bug-hand-over'> = ({ p, bug, to }, submission) =>
  execute(submission, p, { type: 'HandOverBug', bug, to, reason: submission.answers.text('reason') });

export const reopenBug: ViewHandler<'bug-reopen'> = ({ p, bug }, submission) =>
  execute(submission, p, { type: 'ReopenBug', bug, reason: submission.answers.text('reason') });

export const bugSteps: ViewHandler<'bug-steps'> = ({ p, bug }, submission) => {
  const { answers } = submission;
  return execute(submission, p, {
    type: 'TickBugSteps',
    bug,
    steps: answers.many('steps'),
    shown: answers.shown('steps'),
  });
};

export const bugSeverity: ViewHandler<'bug-severity'> = ({ p, bug }, submission) =>
  execute(submission, p, {
    type: 'ChangeBugSeverity',
    bug,
    severity: submission.answers.text('severity'),
    reason: submission.answers.text('reason'),
  });

export const bugDuplicate: ViewHandler<'bug-duplicate'> = ({ p, bug }, submission) =>
  execute(submission, p, { type: 'MarkBugDuplicate', bug, of: submission.answers.text('of') });
