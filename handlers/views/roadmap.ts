import { z } from 'zod';
import { personKey } from '../../src/domain/ids';
import { refuse } from '../../src/domain/refusal';
import { sides } from '../../src/lifecycle/schema';
import { execute, type ViewHandler } from './submission';

/** The options of the field `whose`: a side, or a person. */
const whose = z.union([z.enum(sides), personKey]);
const chooseWhose = refuse('Please choose who does it.', 'whose');

export const proposeEntry: ViewHandler<'roadmap-propose'> = async ({ p }, submission) => {
  const { answers } = submission;
  const chosen = whose.safeParse(answers.one('whose'));
  if (!chosen.success) return chooseWhose;
  return execute(submission, p, {
    type: 'ProposeRoadmapEntry',
    title: answers.text('title'),
    quarter: answers.text('quarter'),
    whose: chosen.data,
    ...answers.given('note'),
  });
};

/** Saves what the person changed; what they left alone may have been changed by somebody else meanwhile. */
export const editEntry: ViewHandler<'roadmap-edit'> = async ({ p, entry }, submission) => {
  const { answers } = submission;
  const chosen = whose.safeParse(answers.one('whose'));
  if (answers.changed('whose') && !chosen.success) return chooseWhose;
  return execute(submission, p, {
    type: 'ChangeRoadmapEntry',
    entry,
    ...(answers.changed('title') && { title: answers.text('title') }),
    ...(answers.changed('quarter') && { quarter: answers.text('quarter') }),
    ...(answers.changed('whose') && chosen.success && { whose: chosen.data }),
    ...(answers.changed('note') && { note: answers.text('note') }),
  });
};

export const declineEntry: ViewHandler<'roadmap-decline'> = ({ p, entry }, submission) =>
  execute(submission, p, { type: 'DeclineRoadmapEntry', entry, reason: submission.answers.text('reason') });

export const withdrawEntry: ViewHandler<'roadmap-withdraw'> = ({ p, entry }, submission) =>
  execute(submission, p, { type: 'WithdrawRoadmapEntry', entry, reason: submission.answers.text('reason') });
