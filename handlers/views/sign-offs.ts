import { execute, type ViewHandler } from './submission';

/** Gives a sign-off; whether this person may is decided now. */
export const signOff: ViewHandler<'sign-off'> = ({ p, i }, submission) => {
  const { answers } = submission;
  const comment = answers.one('comment');
  return execute(submission, p, {
    type: 'GiveSignOff',
    signOff: i,
    criteria: answers.many('criteria'),
    ...(comment !== undefined && { comment }),
  });
};

/** Takes a sign-off back with a reason. */
export const takeBack: ViewHandler<'take-back'> = ({ p, i }, submission) =>
  execute(submission, p, { type: 'TakeBackSignOff', signOff: i, reason: submission.answers.one('reason') ?? '' });
