import type { CallDetails } from '../../src/domain/commands/calls';
import { instant, personKey } from '../../src/domain/ids';
import { refuse, isRefusal, type Refusal } from '../../src/domain/refusal';
import type { Answers } from '../payloads';
import { execute, type ViewHandler } from './submission';

export const scheduleCall: ViewHandler<'call-schedule'> = async ({ p, i }, submission) => {
  const details = detailsOf(submission.answers);
  return isRefusal(details) ? details : execute(submission, p, { type: 'ScheduleCall', about: i, ...details });
};

export const changeCall: ViewHandler<'call-change'> = async ({ p, call }, submission) => {
  const { answers } = submission;
  const details = detailsOf(answers);
  if (isRefusal(details)) return details;
  const reason = answers.one('reason');
  return execute(submission, p, { type: 'ChangeCall', call, ...details, ...(reason !== undefined && { reason }) });
};

export const cancelCall: ViewHandler<'call-cancel'> = ({ p, call }, submission) =>
  execute(submission, p, { type: 'CancelCall', call, reason: submission.answers.one('reason') ?? '' });

export const callOutcome: ViewHandler<'call-outcome'> = async ({ p, call }, submission) => {
  const { answers } = submission;
  const outcome = answers.one('outcome');
  if (outcome !== 'fine' && outcome !== 'problems') return refuse('Please choose how it went.', 'outcome');
  const note = answers.one('note');
  return execute(submission, p, { type: 'RecordOutcome', call, outcome, ...(note !== undefined && { note }) });
};

function detailsOf(answers: Answers): CallDetails | Refusal {
  const seconds = answers.seconds('starts');
  if (seconds === undefined) return refuse('Please choose the date and time.', 'starts');
  const [link, agenda] = [answers.one('link'), answers.one('agenda')];
  return {
    starts: instant.parse(seconds * 1000),
    attendees: answers.many('attendees').map((person) => personKey.parse(person)),
    ...(link !== undefined && { link }),
    ...(agenda !== undefined && { agenda }),
  };
}
