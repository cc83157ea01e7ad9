import { z } from 'zod';
import { gaDate, launchedOn } from './ga-date';
import { calendarDate, channelId, partnerId, type CalendarDate } from './ids';
import { keptThroughDeliveries } from './kept';
import { teamTitle } from './lookup';
import { nextOpenStep } from './maintenance/views';
import type { Partner } from './partner';
import { currentPhases, itemsOf, nextSteps } from './progress';
import { nameClaim } from './slug';

/** The few facts that lists over partners show; kept beside the log so that no list folds partners. */
export const partnerSummary = z.strictObject({
  id: partnerId,
  name: z.string(),
  channel: z.strictObject({ id: channelId, name: z.string() }).optional(),
  phases: z.array(z.string()),
  next: z.strictObject({ title: z.string(), team: z.string(), person: z.string().optional() }).optional(),
  /** Before the launch; summaries that were kept before launch days were have it after it, too. */
  ga: z.strictObject({ date: calendarDate, agreed: z.boolean() }).optional(),
  /** The day of the launch. */
  launched: calendarDate.optional(),
  closed: z.boolean(),
});
export type PartnerSummary = z.infer<typeof partnerSummary>;

/** Returns the facts of a partner for lists, internal ones too: lists are for the databricks side. No delivery changes them. */
export const summaryOf = keptThroughDeliveries((partner, lifecycle): PartnerSummary => {
  const next = nextSteps(itemsOf(partner, lifecycle))[0] ?? nextOpenStep(partner, lifecycle);
  const launched = launchedOn('databricks', partner, lifecycle);
  const ga = launched ? undefined : gaDate(partner, lifecycle);
  return {
    id: partner.id,
    name: partner.name,
    ...(partner.channel.is !== 'none' && { channel: { id: partner.channel.id, name: partner.channel.name } }),
    phases: currentPhases(partner, lifecycle).map((phase) => phase.title),
    ...(next && {
      next: {
        title: next.item.title,
        team: teamTitle(next.turn.team, lifecycle),
        ...(next.turn.person && { person: next.turn.person.name }),
      },
    }),
    ...(ga && { ga }),
    ...(launched && { launched }),
    closed: partner.closed !== undefined,
  };
});

/**
 * The sorted lists a partner stands in, each sorted by name: all open or closed ones, those of each person, and the open ones
 * with the same GA date.
 */
export function listsOf({ people, isClosed, ga }: Listed): readonly string[] {
  const held = people.map((a) => `person:${a.person}`);
  return [...new Set([isClosed ? 'closed' : 'open', ...held, ...(isClosed || ga === undefined ? [] : [`ga:${ga}`])])];
}

/** What the lists hang on, with the GA date that stands. */
type Listed = Pick<Partner, 'people'> & { readonly isClosed: boolean; readonly ga: CalendarDate | undefined };

/** What only one partner may have at a time: its name, and its channel. */
export const claimsOf = (
  partner: Pick<Partner, 'name' | 'channel'>,
): { readonly name: string; readonly channel?: string } => ({
  name: nameClaim(partner.name),
  ...(partner.channel.is !== 'none' && { channel: partner.channel.id }),
});
