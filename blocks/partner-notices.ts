import type { Partner } from '../src/domain/partner';
import { button, row } from './kit';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { name, oneLine } from './text';

/** To the coordinator: the channel was archived or deleted, the bot was put out of it, or it is there again. */
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
    case 'left':
      return told(
        [
          `⚠️ I was removed from <#${channel.id}>, the channel of *${name(called)}*.`,
          'I cannot post there until I am back; nothing is lost. Press *Come back in*; when the channel is private, invite me there with `/invite`.',
        ],
        ...row(
          button('Come back in', 'retry-set-up', { p: id }, { style: 'primary' }),
          show(id, { s: 'set-up' }),
          show(id, { s: 'status' }),
        ),
      );
    default:
      return told([`The channel of *${name(called)}* is there again.`], ...buttons);
  }
}
