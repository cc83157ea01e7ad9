import type { InputBlock } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { input, modal, paragraph, section } from './kit';
import type { ViewMemory, ViewName } from './memory';
import type { Viewer } from './picture';

/** What forms have in common. */

/** A form about a partner: drawn for whoever opens it, with what it remembers until it is submitted. */
export interface Form<N extends ViewName> extends Shown {
  readonly memory: ViewMemory<N>;
}

/** A partner, and who looks at it. */
export interface Shown {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly viewer: Viewer;
}

export const closed = 'This onboarding is closed: nothing changes until it is reopened.';
export const seen = 'Both sides see it.';

/** A reason that must be given. */
export const reasonInput = (label: string, hint = seen): InputBlock =>
  input('reason', label, paragraph(), { optional: false, hint });

/** A form in which there is nothing to do (any more): it says why. */
export const emptyForm = <N extends ViewName>(
  view: N,
  memory: Parameters<typeof modal<N>>[1],
  title: string,
  text: string,
) => modal(view, memory, title, [section(text)]);

/** Everybody who holds a role now, once each. */
export function peopleOf({ people }: Partner) {
  const active = people.filter((a) => a.active);
  return [...new Set(active.map((a) => a.person))].slice(0, 100).map((person) => ({
    person,
    name: active.find((a) => a.person === person)?.name ?? '',
    teams: active.filter((a) => a.person === person).map((a) => a.team),
  }));
}
