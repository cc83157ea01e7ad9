import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Person } from '../domain/actor';
import { personOf, type TeamId } from '../domain/ids';
import type { Picked } from '../domain/commands';

/** What Slack knows of a user, as far as we rely on it. */
const profile = z.looseObject({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  tz: z.string().nullish(),
  real_name: z.string().optional(),
  profile: z.looseObject({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
});
export type SlackUser = z.infer<typeof profile>;
export const slackUser = profile;

const userGroupMembers = z.looseObject({ users: z.array(z.string()).default([]) });

interface Known<T> {
  readonly value: T;
  readonly until: number;
}

const profileMinutes = 30;
const groupMinutes = 10;
const mostProfiles = 10_000;

/** Who is this? Answers from what Slack says of a user, kept for a while and dropped when Slack tells of a change. */
export class People {
  private readonly profiles = new Map<string, Known<SlackUser>>();
  private readonly groups = new Map<string, Known<ReadonlySet<string>>>();

  constructor(
    private readonly client: WebClient,
    private readonly homeTeam: string,
    private readonly teamGroups: ReadonlyMap<TeamId, string>,
    private readonly clock: () => number,
  ) {}

  /** Returns who acts. Side and guesthood come from Slack's own record of the user, never from names or emails. */
  async actor(user: string, team: string | undefined): Promise<Person> {
    const { person, name, home, zone } = await this.look(user, team);
    const groups = home ? await this.groupTeams(user) : [];
    return { kind: 'person', person, name, home, groups, ...zone };
  }

  /** Returns a person somebody picked in a menu. */
  async picked(user: string): Promise<Picked & { readonly deactivated: boolean; readonly bot: boolean }> {
    const { person, name, home, known, zone } = await this.look(user, undefined);
    return { person, name, home, deactivated: known.deleted, bot: known.is_bot, ...zone };
  }

  /** Takes what a `user_change` event tells, and returns the person it concerns. */
  learn(user: SlackUser): Pick<Picked, 'person' | 'name' | 'zone'> & { readonly active: boolean } {
    this.keep(user);
    const person = personOf(user.team_id ?? this.homeTeam, user.id);
    return { person, name: nameOf(user), active: !user.deleted, ...zoneOf(user) };
  }

  /** Forgets who is in a user group, after Slack told that it changed. */
  forgetGroup(group: string): void {
    this.groups.delete(group);
  }

  private async look(user: string, team: string | undefined) {
    const known = this.fresh(user) ?? (await this.fetch(user));
    const homeTeam = known.team_id ?? team ?? this.homeTeam;
    const guest = known.is_restricted || known.is_ultra_restricted || known.is_stranger;
    return {
      known,
      person: personOf(homeTeam, user),
      name: nameOf(known),
      home: homeTeam === this.homeTeam && !guest && !known.deleted,
      zone: zoneOf(known),
    };
  }

  private fresh(user: string): SlackUser | undefined {
    const known = this.profiles.get(user);
    return known && known.until > this.clock() ? known.value : undefined;
  }

  private async fetch(user: string): Promise<SlackUser> {
    const answer = await this.client.users.info({ user });
    const found = profile.parse(answer.user);
    this.keep(found);
    return found;
  }

  private keep(user: SlackUser): void {
    this.profiles.delete(user.id);
    this.profiles.set(user.id, { value: user, until: this.clock() + profileMinutes * 60_000 });
    const oldest = this.profiles.size > mostProfiles ? this.profiles.keys().next().value : undefined;
    if (oldest !== undefined) this.profiles.delete(oldest);
  }

  private async groupTeams(user: string): Promise<readonly TeamId[]> {
    const held: TeamId[] = [];
    for (const [team, group] of this.teamGroups) if ((await this.members(group)).has(user)) held.push(team);
    return held;
  }

  private async members(group: string): Promise<ReadonlySet<string>> {
    const known = this.groups.get(group);
    if (known && known.until > this.clock()) return known.value;
    const answer = userGroupMembers.parse(await this.client.usergroups.users.list({ usergroup: group }));
    const members = new Set(answer.users);
    this.groups.set(group, { value: members, until: this.clock() + groupMinutes * 60_000 });
    return members;
  }
}

/** A person's own time zone. Slack leaves it out for some people of other workspaces. */
const zoneOf = ({ tz }: SlackUser): { readonly zone?: string } => (tz ? { zone: tz } : {});

/** The full name, which tells people apart better than a display name; without control characters, at most 80 characters. */
function nameOf(user: SlackUser): string {
  const shown = user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || user.id;
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  return shown.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ').slice(0, 80);
}
