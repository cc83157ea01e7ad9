import type { Lifecycle } from '../../lifecycle/schema';
import type { Partner } from '../partner';
import { setUpSteps, type Step } from '../set-up';
import type { Candidate } from '../timed';

export interface StepDue {
  readonly kind: 'step';
  readonly key: string;
  readonly step: Step;
}

/** Open set-up steps; without a channel only the one that makes it. Those that only a person can mend wait. */
export function stepsLeft(partner: Partner, lifecycle: Lifecycle): readonly Candidate<StepDue>[] {
  if (partner.closed || (partner.channel.is !== 'none' && partner.channel.is !== 'ready')) return [];
  return setUpSteps(partner, lifecycle).flatMap(({ step, key, state }): readonly Candidate<StepDue>[] => {
    if (partner.channel.is === 'none' && step.kind !== 'channel') return [];
    if (step.kind === 'card' || (step.kind === 'pin' && !partner.living['card'])) return [];
    if (state.is === 'done' || (state.is === 'failed' && state.retryAt === undefined)) return [];
    return [{ due: { kind: 'step', key, step }, notBefore: state.is === 'failed' ? state.retryAt : undefined }];
  });
}
