import type { Invitation, Partner } from './partner';

/** What is invited to the channel of a partner. */

/** Those that people see: a withdrawn one is kept only to know it again when somebody comes through it after all. */
export const openInvitations = ({ invitations }: Pick<Partner, 'invitations'>): readonly [string, Invitation][] =>
  Object.entries(invitations).filter(([, { status }]) => status !== 'withdrawn');

/** Whoever has accepted is here, or about to be: then it is not the invitation that must go. */
export const canWithdraw = ({ status }: Invitation): boolean =>
  status === 'planned' || status === 'invited' || status === 'declined';
