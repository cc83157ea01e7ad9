import { forGood } from '../../blocks/options';
import { chosenDate } from '../../src/domain/ids';
import { refuse } from '../../src/domain/refusal';
import { execute, type ViewHandler } from './submission';

const chooseDay = refuse('Please choose a day.', 'due');

export const planMaintenance: ViewHandler<'maintenance-plan'> = async ({ p, kind }, submission) => {
  const { answers } = submission;
  const due = chosenDate.safeParse(answers.one('due'));
  if (!due.success) return chooseDay;
  return execute(submission, p, {
    type: 'PlanMaintenance',
    kind,
    due: due.data,
    ...answers.given('title', 'note'),
    changes: answers.many('changes'),
    clouds: answers.many('clouds'),
  });
};

export const moveTask: ViewHandler<'maintenance-move'> = async ({ p, task }, submission) => {
  const { answers } = submission;
  const due = chosenDate.safeParse(answers.one('due'));
  if (!due.success) return chooseDay;
  const reason = answers.text('reason');
  return execute(submission, p, { type: 'RescheduleMaintenance', task, due: due.data, reason });
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
