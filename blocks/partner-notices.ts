import type { Partner } from '../src/domain/partner';
import { row } from './kit';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { name, oneLine } from './text';

/** To the coordinator: the channel was archived or deleted, or is there again. */
export function lostNotice({ id, name: called, channel }: Partner): Picture {
  const buttons = row(show(id, { s: 'set-up' }), show(id, { s: 'status' }));
  switch (channel.is) {
    case 'archived':
      return told(
        [
          `⚠️ The channel ${oneLine(channel.name)} of *${name(called)}* was archived.`,
          'Nothing can be posted there until somebody unarchives it; nothing is lost.',
        ],
        ...buttons,
      );
    case 'deleted':
      return told(
        [
          `⚠️ The channel ${oneLine(channel.name)} of *${name(called)}* was deleted.`,
          'The onboarding is kept. Open Set-up to make a new channel.',
        ],
        ...buttons,
      );
    default:
      return told([`The channel of *${name(called)}* is there again.`], ...buttons);
  }
}
