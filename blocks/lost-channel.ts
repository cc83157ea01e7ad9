import type { Partner } from '../src/domain/partner';

/** What became of a partner's channel when nothing can be posted there any more, as the beginning of a sentence; nothing while all is well. */
export function lossOf({ channel }: Pick<Partner, 'channel'>): string | undefined {
  switch (channel.is) {
    case 'archived':
    case 'deleted':
      return `The channel was ${channel.is}`;
    case 'left':
      return 'I was removed from the channel';
    case 'none':
    case 'ready':
      return undefined;
  }
}
