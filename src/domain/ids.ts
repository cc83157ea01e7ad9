import { z } from 'zod';

/**
 * Ids are branded so that a channel is never passed where a partner is meant. What Slack's ids look like is Slack's own affair: they
 * are only kept from being markup.
 */
export const partnerId = z.string().min(1).max(60).brand<'PartnerId'>();
export const channelId = z
  .string()
  .regex(/^[\w.-]+$/)
  .brand<'ChannelId'>();
/** An item of the lifecycle, a step of a task as `m3/provided`, or a to-do as `todo/t3`. */
export const itemId = z.string().min(1).max(80).brand<'ItemId'>();
/** A manual test case, such as P100. */
export const caseId = z
  .string()
  .regex(/^P\d{3}$/)
  .brand<'CaseId'>();
export const teamId = z.string().min(1).max(40).brand<'TeamId'>();
/** A person, as `workspace:user` (`T123:U456`): user ids alone are not unique across workspaces. */
export const personKey = z
  .string()
  .regex(/^[\w.-]+:[\w.-]+$/)
  .brand<'PersonKey'>();
/** A calendar date `yyyy-mm-dd`, in the lifecycle's zone. */
export const calendarDate = z.iso.date().brand<'CalendarDate'>();
/** A date that somebody chose or typed: none of a time for which nobody plans, and for which clocks and zones are not defined. */
export const chosenDate = calendarDate.refine((date) => date >= '2000-01-01' && date < '2100-01-01');
/** An instant in milliseconds since 1970. */
export const instant = z.number().int().nonnegative().brand<'Instant'>();

export type PartnerId = z.infer<typeof partnerId>;
export type ChannelId = z.infer<typeof channelId>;
export type ItemId = z.infer<typeof itemId>;
export type CaseId = z.infer<typeof caseId>;
export type TeamId = z.infer<typeof teamId>;
export type PersonKey = z.infer<typeof personKey>;
export type CalendarDate = z.infer<typeof calendarDate>;
export type Instant = z.infer<typeof instant>;

/** What is attended to when its time comes: a partner, or a person whose digest is due. No id is both. */
export const attendee = z.union([personKey, partnerId]);
export type Attendee = z.infer<typeof attendee>;

/** A person with the name they had then. */
export interface Named {
  readonly person: PersonKey;
  readonly name: string;
}

/** The Slack user id of a person, for mentions. */
export const userOf = (person: PersonKey): string => person.slice(person.indexOf(':') + 1);

/** The Slack workspace id of a person. */
export const workspaceOf = (person: PersonKey): string => person.slice(0, person.indexOf(':'));

/** The key of a Slack user in a workspace; throws on ids that are not Slack's. */
export const personOf = (workspace: string, user: string): PersonKey => personKey.parse(`${workspace}:${user}`);

/** Returns the instant so many milliseconds later. */
export const later = (at: Instant, ms: number): Instant => instant.parse(at + ms);
