import type { CallDetails } from '../../src/domain/commands';
import { instant, personKey } from '../../src/domain/ids';
import { refuse, isRefusal, type Refusal } from '../../src/domain/refusal';
import type { Answers } from './answers';
import { execute, type ViewHandler } from './submission';

export const scheduleCall: ViewHandler<'call-schedule'> = async ({ p, i }, submission) => {
  const details = detailsOf(submission.answers);
  return isRefusal(details) ? details : execute(submission, p, { type: 'ScheduleCall', about: i, ...details });
};

/** Saves what the person changed; what they left alone may have been changed by somebody else meanwhile. */
export const changeCall: ViewHandler<'call-change'> = async ({ p, call }, submission) => {
  const { answers } = submission;
  const seconds = answers.seconds('starts');
  if (seconds === undefined) return chooseTime;
  return execute(submission, p, {
    type: 'ChangeCall',
    call,
    ...(answers.changed('starts') && { starts: instant.parse(seconds * 1000) }),
    ...(answers.changed('attendees') && { attendees: attendeesOf(answers) }),
    ...(answers.changed('link') && { link: answers.text('link') }),
    ...(answers.changed('agenda') && { agenda: answers.text('agenda') }),
    ...answers.given('reason'),
  });
};

export const cancelCall: ViewHandler<'call-cancel'> = ({ p, call }, submission) =>
  execute(submission, p, { type: 'CancelCall', call, reason: submission.answers.text('reason') });

export const callOutcome: ViewHandler<'call-outcome'> = async ({ p, call }, submission) => {
  const { answers } = submission;
  const outcome = answers.one('outcome');
  if (outcome !== 'fine' && outcome !== 'problems') return refuse('Please choose how it went.', 'outcome');
  return execute(submission, p, { type: 'RecordOutcome', call, outcome, ...answers.given('note') });
};

const chooseTime = refuse('Please choose the date and time.', 'starts');

const attendeesOf = (answers: Answers) => answers.many('attendees').map((person) => personKey.parse(person));

function detailsOf(answers: Answers): CallDetails | Refusal {
  const seconds = answers.seconds('starts');
  if (seconds === undefined) return chooseTime;
  return {
    starts: instant.parse(seconds * 1000),
    attendees: attendeesOf(answers),
    ...answers.given('link', 'agenda'),
  };
}
