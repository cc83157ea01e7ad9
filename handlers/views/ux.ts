import type { Reviewed } from '../../src/domain/commands';
import { guidelineVerdicts } from '../../src/domain/ux/state';
import { execute, type ViewHandler } from './submission';

/** Several verdicts at once; the screenshot shows what is not met, else what is. */
export const reviewUx: ViewHandler<'ux-review'> = ({ p }, submission) => {
  const { answers } = submission;
  const comments = { met: undefined, 'not-met': answers.one('comment'), 'not-applicable': answers.one('reason') };
  const link = answers.one('link');
  const shows = answers.many('not-met').length > 0 ? 'not-met' : 'met';
  const verdicts = guidelineVerdicts.flatMap((is) =>
    answers.many(is).map((guideline): Reviewed => {
      const comment = comments[is];
      return {
        guideline,
        is,
        ...(comment !== undefined && { comment }),
        ...(link !== undefined && is === shows && { link }),
      };
    }),
  );
  return execute(submission, p, { type: 'ReviewGuidelines', verdicts });
};

export const handInDesign: ViewHandler<'design-hand-in'> = ({ p }, submission) => {
  const { answers } = submission;
  return execute(submission, p, { type: 'HandInDesign', link: answers.text('link'), ...answers.given('note') });
};

export const sendDesignBack: ViewHandler<'design-send-back'> = ({ p }, submission) =>
  execute(submission, p, { type: 'SendDesignBack', comment: submission.answers.text('comment') });
