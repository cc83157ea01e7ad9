import { chosenDate } from '../../src/domain/ids';
import { refuse } from '../../src/domain/refusal';
import { execute, type ViewHandler } from './submission';

export const proposeGa: ViewHandler<'ga-propose'> = async ({ p }, submission) => {
  const { answers } = submission;
  const date = chosenDate.safeParse(answers.one('date'));
  if (!date.success) return refuse('Please choose a date.', 'date');
  return execute(submission, p, { type: 'ProposeGaDate', date: date.data, ...answers.given('reason') });
};

export const declineGa: ViewHandler<'ga-decline'> = ({ p, date }, submission) =>
  execute(submission, p, { type: 'DeclineGaDate', date, reason: submission.answers.text('reason') });
