import type { Partner } from '../src/domain/partner';
import type { Timed, What } from '../src/domain/timed';
import type { Lifecycle } from '../src/lifecycle/schema';
import { row, section } from './kit';
import { show } from './navigation';
import { picture, type Picture } from './picture';
import { name } from './text';

/** What time brought up, in a sentence; drawn from the state at sending time. */
export function timedMessage({ what }: Timed, partner: Partner, _lifecycle: Lifecycle): Picture {
  const line = `*${name(partner.name)}*: ${sentence(what)}`;
  return picture([line], [section(line), ...row(show(partner.id, { s: 'status' }))]);
}

function sentence(what: What): string {
  switch (what.about) {
    case 'wave-due':
      return `wave ${what.wave.slice(1)} can be started.`;
    case 'wave-late':
      return `wave ${what.wave.slice(1)} was not started and its time is over. Move it to another day.`;
    case 'does-not-fit':
      return 'what remains of the rollout no longer fits before GA. Plan fewer waves, or move the GA date.';
    case 'held':
      return 'a sign-off no longer stands: waves that have not started are held, and the launch is at risk.';
    case 'countdown':
      return what.days === 1 ? 'one day to GA.' : `${what.days} days to GA.`;
    case 'rollout-incomplete':
      return 'the rollout is not complete, and GA is near.';
    case 'launch-day':
      return what.ready ? 'today is launch day.' : 'today was to be launch day, but the rollout is not complete.';
  }
}
