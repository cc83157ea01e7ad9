import type { Pending } from './partner';

/** Notices for the coordinator, sent as a direct message; the others go to the partner's channel. */
export function isPrivate({ notice }: Pick<Pending, 'notice'>): boolean {
  return notice.kind === 'claim' || notice.kind === 'deactivated' || notice.kind === 'channel-lost';
}
