import type { Partner } from '../src/domain/partner';
import { rolloutItem } from '../src/domain/rollout/standing';
import type { RolloutNotice } from '../src/domain/rollout/state';
import type { Lifecycle } from '../src/lifecycle/schema';
import { button, row } from './kit';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { ping } from './pings';
import { count, name, oneLine } from './text';
import { waveName } from './wave-words';
import { author } from './words';

/** What happened to the rollout, told to both sides in the partner's channel. */
export function rolloutNotice(notice: RolloutNotice, partner: Partner, lifecycle: Lifecycle): Picture {
  const see = show(partner.id, { s: 'rollout' });
  switch (notice.kind) {
    case 'rollout-halted':
      return halted(partner, lifecycle);
    case 'rollout-resumed': {
      const note = notice.note ? [`“${oneLine(notice.note, 1000)}”`] : [];
      return told(
        [`▶️ The rollout of *${name(partner.name)}* was resumed by ${author(notice.by)}.`, ...note],
        ...row(see),
      );
    }
    case 'wave-rolled-back': {
      const wave = partner.rollout?.waves.find(({ id }) => id === notice.wave);
      const back = wave?.rolledBack;
      if (!wave || !back) return told([`Rolled back: ${waveName(notice.wave)}; it is on its way again.`], ...row(see));
      const regions = count(Object.keys(wave.regions).length, 'region');
      return told(
        [
          `↩️ *Rolled back: ${waveName(wave.id)}* (${regions}), by ${author(back.by)}: “${oneLine(back.reason, 1000)}”`,
          'The tile no longer shows there. The wave needs another day.',
        ],
        ...row(see),
      );
    }
  }
}

function halted(partner: Partner, lifecycle: Lifecycle): Picture {
  const see = show(partner.id, { s: 'rollout' });
  const now = partner.rollout?.halted;
  if (!now) return told([`The rollout of *${name(partner.name)}* was halted and goes on.`], ...row(see));
  const { by, reason } = now;
  const actor = by.kind === 'person' ? by.person : undefined;
  const who = ping(partner, rolloutItem(partner, lifecycle)?.teams ?? [], actor);
  return told(
    [
      `⏸️ *The rollout is halted* ${by.kind === 'person' ? `by ${author(by)}` : 'because of a bug'}: “${oneLine(reason, 1500)}”`,
      `No wave starts until an engineer resumes.${who && ` Next: look into it, then resume · ${who}`}`,
    ],
    ...row(button('Resume…', 'rollout-resume', { p: partner.id, from: { s: 'rollout' } }), see),
  );
}
