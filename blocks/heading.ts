import type { KnownBlock } from '@slack/types';
import type { Partner } from '../src/domain/partner';
import { closed } from './form-parts';
import { context, header } from './kit';

/** How a private message about a partner begins: whose it is and what it shows, and that nothing changes while it is closed. */
export const heading = (partner: Partner, what: string): readonly KnownBlock[] => [
  header(`${partner.name} · ${what}`),
  ...(partner.closed ? [context(closed)] : []),
];
