import { isRefusal, refuse } from '../../src/domain/refusal';
import { chosenDay, execute, type ViewHandler } from './submission';

export const chooseLive: ViewHandler<'wave-choose'> = ({ p, wave }, submission) =>
  execute(submission, p, { type: 'MarkRegionsLive', wave, regions: submission.answers.many('regions') });

export const regionFailed: ViewHandler<'wave-failed'> = async ({ p, wave }, submission) => {
  const { answers } = submission;
  const region = answers.one('region');
  if (region === undefined) return refuse('Please choose a region.', 'region');
  return execute(submission, p, { type: 'MarkRegionFailed', wave, region, note: answers.text('note') });
};

export const rollBack: ViewHandler<'wave-back'> = ({ p, wave }, submission) =>
  execute(submission, p, { type: 'RollBackWave', wave, reason: submission.answers.text('reason') });

export const moveWave: ViewHandler<'wave-move'> = async ({ p, wave }, submission) => {
  const { answers } = submission;
  const on = chosenDay(answers, 'on');
  if (isRefusal(on)) return on;
  return execute(submission, p, { type: 'MoveWave', wave, on, reason: answers.text('reason') });
};

export const planAgain: ViewHandler<'rollout-plan'> = ({ p }, submission) => {
  const { answers } = submission;
  const most = answers.one('mostWaves');
  return execute(submission, p, {
    type: 'PlanRollout',
    optInRegions: answers.many('optInRegions'),
    ...(most !== undefined && { mostWaves: Number(most) }),
    reason: answers.text('reason'),
  });
};

export const halt: ViewHandler<'rollout-halt'> = ({ p }, submission) =>
  execute(submission, p, { type: 'HaltRollout', reason: submission.answers.text('reason') });

export const resume: ViewHandler<'rollout-resume'> = ({ p }, submission) =>
  execute(submission, p, { type: 'ResumeRollout', ...submission.answers.given('note') });
