import { forGood } from '../../blocks/options';
import { isRefusal } from '../../src/domain/refusal';
import { chosenDay, execute, type ViewHandler } from './submission';

export const planMaintenance: ViewHandler<'maintenance-plan'> = async ({ p, kind }, submission) => {
  const { answers } = submission;
  const due = chosenDay(answers, 'due');
  if (isRefusal(due)) return due;
  return execute(submission, p, {
    type: 'PlanMaintenance',
    kind,
    due,
    ...answers.given('title', 'note'),
    changes: answers.many('changes'),
    clouds: answers.many('clouds'),
  });
};

export const moveTask: ViewHandler<'maintenance-move'> = async ({ p, task }, submission) => {
  const { answers } = submission;
  const due = chosenDay(answers, 'due');
  if (isRefusal(due)) return due;
  const reason = answers.text('reason');
  return execute(submission, p, { type: 'RescheduleMaintenance', task, due, reason });
};

export const cancelTask: ViewHandler<'maintenance-cancel'> = ({ p, task }, submission) =>
  execute(submission, p, {
    type: 'CancelMaintenance',
    task,
    reason: submission.answers.text('reason'),
    forGood: submission.answers.many('forGood').includes(forGood),
  });

export const stepBack: ViewHandler<'step-back'> = ({ p, task, step }, submission) =>
  execute(submission, p, {
    type: 'ReopenMaintenanceStep',
    task,
    step,
    reason: submission.answers.text('reason'),
  });
