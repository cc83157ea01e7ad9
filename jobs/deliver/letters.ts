import type { Due } from '../../src/domain/agenda';
import type { Instant } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { digestLetter } from './digest';
import type { Letter } from './letter';
import { noticeLetter } from './notice';
import { timedLetter } from './timed';

type Told = Extract<Due, { kind: 'notice' | 'digest' | 'timed' }>;

/** All that is told is told by a letter, but for the file of a call. */
export const isTold = (due: Due): due is Told =>
  due.kind === 'digest' || due.kind === 'timed' || (due.kind === 'notice' && !isFile(due));

/** The file of a call that was told of: it is not a message. */
export const isFile = ({ pending }: Extract<Due, { kind: 'notice' }>): boolean => pending.notice.kind === 'call-file';

/** Writes the letter that tells what is due, as the state is; nothing when there is nowhere to send it, or nothing to say. Pure. */
export function letterFor(due: Told, partner: Partner, lifecycle: Lifecycle, now: Instant): Letter | undefined {
  switch (due.kind) {
    case 'notice':
      return noticeLetter(due, partner, lifecycle, now);
    case 'digest':
      return digestLetter(due, partner, lifecycle, now);
    case 'timed':
      return timedLetter(due, partner, lifecycle, now);
  }
}
