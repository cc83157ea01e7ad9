import type { Button } from '@slack/types';
import type { PartnerId } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { seesRollout } from '../src/domain/rollout/powers';
import { rolloutItem } from '../src/domain/rollout/standing';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { button, type Look } from './kit';
import type { Surface } from './surface';

const labels: Readonly<Record<Surface['s'], string>> = {
  status: 'Status',
  checklist: 'Checklist',
  'sign-offs': 'Sign-offs',
  people: 'People',
  log: 'Log',
  'set-up': 'Set-up',
  reminders: 'Reminders',
  ga: 'GA date',
  plan: 'Plan',
  rollout: 'Rollout',
  maintenance: 'Maintenance',
  bugs: 'Bugs',
  bug: 'Details',
  'bug-message': 'Bug',
  tests: 'Tests',
  roadmap: 'Roadmap',
  artifacts: 'Artifacts',
  calls: 'Calls',
  ux: 'UX review',
  home: 'Yours today',
};

/** A button that shows one of a partner's surfaces. */
export const show = (p: PartnerId, to: Surface, text: string = labels[to.s], look: Look = {}): Button =>
  button(text, 'show', { p, to }, { suffix: to.s, ...look });

/** The button to the rollout, if there is one that the reader may know of; what stands in the channel is read by the partner. */
export const showRollout = (partner: Partner, lifecycle: Lifecycle, reader: Side): Button | undefined =>
  rolloutItem(partner, lifecycle) && seesRollout(reader, partner, lifecycle)
    ? show(partner.id, { s: 'rollout' })
    : undefined;

/** The buttons to a partner's surfaces, without the one that is open and those of which the lifecycle has nothing to show. */
export const surfaces = (p: PartnerId, lifecycle: Lifecycle, open?: Surface['s']): readonly Button[] => {
  const all: readonly Surface[] = [
    { s: 'status' },
    { s: 'checklist', page: 0 },
    { s: 'sign-offs' },
    ...(lifecycle.testCases.length > 0 ? [{ s: 'tests' } as const] : []),
    ...(hasArtifacts(lifecycle) ? [{ s: 'artifacts' } as const] : []),
    { s: 'ga' },
    { s: 'people' },
    { s: 'log' },
  ];
  return all.filter(({ s }) => s !== open).map((to) => show(p, to));
};

/** Whether any item waits for files. */
const hasArtifacts = ({ phases }: Lifecycle): boolean =>
  phases.some(({ items }) => items.some((item) => item.kind === 'task' && item.artifacts.length > 0));

/** The buttons to what belongs to the tests, without the one that is open. */
export const validation = (p: PartnerId, open: Surface['s']): readonly Button[] => {
  const all: readonly Surface[] = [{ s: 'calls' }, { s: 'ux' }];
  return all.filter(({ s }) => s !== open).map((to) => show(p, to));
};
