import type { Lifecycle } from '../lifecycle/schema';
import type { Named } from './ids';
import { openInvitations } from './invitations';
import { keptBy } from './kept';
import type { Partner, StepState } from './partner';
import { peopleOn } from './roles';

/** The set-up of a partner's channel: steps that are each done once, in order, and resumed where they stopped. */
export type Step =
  | { readonly kind: 'channel' | 'join' | 'topic' | 'purpose' | 'bookmarks' | 'card' | 'pin' }
  | (Named & { readonly kind: 'invite' })
  | { readonly kind: 'connect'; readonly email: string };

/** The key under which a step is recorded. */
export function stepKey(step: Step): string {
  switch (step.kind) {
    case 'invite':
      return `invite:${step.person}`;
    case 'connect':
      return `connect:${step.email}`;
    default:
      return step.kind;
  }
}

export interface StepView {
  readonly step: Step;
  readonly key: string;
  readonly state: StepState | { readonly is: 'pending' };
}

/** Returns all set-up steps of a partner in the order in which they are taken, with what became of each. */
export const setUpSteps = keptBy(partsOf, findSteps);

type Parts = ReturnType<typeof partsOf>;

function partsOf({ people, adopted, channel, invitations, steps, living }: Partner) {
  return { people, adopted, channel, invitations, recorded: steps, hasCard: living['card'] !== undefined };
}

function findSteps(partner: Parts, lifecycle: Lifecycle): readonly StepView[] {
  const steps: Step[] = [
    { kind: 'channel' },
    { kind: 'join' },
    // A channel that was there before keeps the topic and purpose its people gave it.
    ...(partner.adopted ? [] : [{ kind: 'topic' as const }, { kind: 'purpose' as const }]),
    ...peopleOn('databricks', partner, lifecycle).map(({ person, name }) => ({
      kind: 'invite' as const,
      person,
      name,
    })),
    ...openInvitations(partner).map(([email]) => ({ kind: 'connect' as const, email })),
    { kind: 'bookmarks' },
    { kind: 'card' },
    { kind: 'pin' },
  ];
  return steps.map((step) => ({ step, key: stepKey(step), state: stepState(step, partner) }));
}

function stepState(step: Step, partner: Parts): StepView['state'] {
  const recorded = partner.recorded[stepKey(step)] ?? { is: 'pending' };
  switch (step.kind) {
    // What is there is done, whatever an earlier attempt came to.
    case 'channel':
      return partner.channel.is === 'none' ? recorded : { is: 'done' };
    case 'connect':
      return partner.invitations[step.email]?.status === 'planned' ? recorded : { is: 'done' };
    case 'card':
      return partner.hasCard && recorded.is !== 'failed' ? { is: 'done' } : recorded;
    default:
      return recorded;
  }
}
