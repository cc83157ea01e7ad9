import { z } from 'zod';
import { personKey, teamId } from '../ids';
import { named } from './shared';

export const peopleChanges = [
  /**
   * `zone` is the person's own time zone, as Slack knows it; `tookOver` tells that nobody was there to give them the role,
   * `confirmed` that they had claimed it, `inPlaceOf` who held it before. These two are told; logs from before have neither.
   * `together` tells that it is one of several, of which the person hears in their digest, and is not mentioned for each.
   */
  z.strictObject({
    type: z.literal('PersonAssigned'),
    ...named,
    team: teamId,
    zone: z.string().optional(),
    tookOver: z.literal(true).optional(),
    confirmed: z.literal(true).optional(),
    inPlaceOf: personKey.optional(),
    together: z.literal(true).optional(),
  }),
  z.strictObject({ type: z.literal('PersonRemoved'), ...named, team: teamId }),
  z.strictObject({ type: z.literal('RoleClaimed'), ...named, team: teamId, inPlaceOf: personKey.optional() }),
  /** `tell` stands in logs since a declined claim is told; those from before tell nothing late. */
  z.strictObject({ type: z.literal('ClaimDeclined'), ...named, team: teamId, tell: z.literal(true).optional() }),
  /** With teams it concerns their roles in these: somebody is on the other side now, as a guest or no longer as one. */
  z.strictObject({ type: z.literal('PersonDeactivated'), ...named, teams: z.array(teamId).optional() }),
  z.strictObject({ type: z.literal('PersonReactivated'), ...named, teams: z.array(teamId).optional() }),
  z.strictObject({ type: z.literal('PersonRenamed'), ...named }),
  z.strictObject({ type: z.literal('PersonMoved'), ...named, zone: z.string() }),
] as const;

export type PeopleEvent = z.infer<(typeof peopleChanges)[number]>;
