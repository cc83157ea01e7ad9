import { z } from 'zod';

const email = { email: z.string() };

export const invitationChanges = [
  z.strictObject({ type: z.literal('InvitationPlanned'), ...email }),
  z.strictObject({ type: z.literal('InvitationSent'), ...email, invite: z.string() }),
  z.strictObject({ type: z.literal('InvitationAccepted'), ...email }),
  z.strictObject({ type: z.literal('InvitationApproved'), ...email }),
  z.strictObject({ type: z.literal('InvitationDeclined'), ...email }),
  z.strictObject({ type: z.literal('InvitationWithdrawn'), ...email }),
] as const;

export type InvitationEvent = z.infer<(typeof invitationChanges)[number]>;
