import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Account } from '../domain/account';
import type { Person } from '../domain/actor';
import type { Picked } from '../domain/commands';
import { personOf, type TeamId } from '../domain/ids';
import { isRefusedWith } from './problems';

/** What Slack knows of a user, as far as we rely on it. */
export const slackUser = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  enterprise_user: z.object({ enterprise_id: z.string().nullish() }).nullish(),
  tz: z.string().nullish(),
  /** When it changed last, in seconds. */
  updated: z.number().nullish(),
  real_name: z.string().nullish(),
  profile: z.object({ display_name: z.string().nullish(), real_name: z.string().nullish() }).nullish(),
});
export type SlackUser = z.infer<typeof slackUser>;

const userGroupMembers = z.looseObject({ users: z.array(z.string()).default([]) });

/** What one process tells the others: how a user is now, or that a user group is not as it was. */
export const peopleNews = z.union([z.object({ user: slackUser }), z.object({ group: z.string() })]);
export type PeopleNews = z.infer<typeof peopleNews>;

export interface PeopleOptions {
  readonly homeTeam: string;
  /** The organisation of the workspace: people of its other workspaces are colleagues. */
  readonly enterprise?: string | undefined;
  /** The Slack user groups that hold a team's members. */
  readonly teamGroups: ReadonlyMap<TeamId, string>;
  readonly clock: () => number;
  readonly log: Logger;
  /** Lets the other processes know. */
  readonly tell: (value: PeopleNews) => Promise<void>;
}

interface Known<T> {
  readonly value: T;
  readonly until: number;
}

const profileMinutes = 30;
const groupMinutes = 10;
const mostProfiles = 10_000;

/** Who is this? Answers from what Slack says of a user, kept for a while and dropped when Slack tells of a change. */
export class People {
  readonly #profiles = new Map<string, Known<SlackUser>>();
  readonly #groups = new Map<string, Known<Promise<ReadonlySet<string>>>>();

  constructor(
    private readonly client: WebClient,
    private readonly options: PeopleOptions,
  ) {}

  /** Returns who acts. Side and guesthood come from Slack's own record of the user, never from names or emails. */
  async actor(user: string, team: string | undefined): Promise<Person> {
    const { person, name, home, zone, groups, notIn } = await this.#look(user, team);
    return { kind: 'person', person, name, home, groups, notIn, ...zone };
  }

  /** Returns a person somebody picked in a menu; nobody, when Slack does not know them. */
  async picked(user: string): Promise<(Picked & { readonly deactivated: boolean; readonly bot: boolean }) | undefined> {
    const looked = await this.#look(user, undefined).catch((error: unknown) => {
      if (isRefusedWith(error, 'user_not_found')) return undefined;
      throw error;
    });
    if (!looked) return undefined;
    const { person, name, home, known, zone, notIn } = looked;
    return { person, name, home, notIn, deactivated: known.deleted === true, bot: known.is_bot === true, ...zone };
  }

  /**
   * Returns who acts, as Slack says at this moment: for what must not rest on what was so some minutes ago. The user
   * groups of these teams are asked for as well. Throws when Slack cannot be asked.
   */
  async actorNow(user: string, team: string | undefined, teams: readonly TeamId[]): Promise<Person> {
    const groups = [...this.options.teamGroups].filter(([held]) => teams.includes(held));
    const [asked, ...members] = await Promise.all([
      this.#ask(user),
      ...groups.map(async ([, group]) => [group, await this.#askMembers(group)] as const),
    ]);
    this.#keep(asked);
    for (const [group, users] of members) this.#keepMembers(group, Promise.resolve(users));
    return this.actor(user, team);
  }

  /** Takes what a `user_change` event tells, lets every process know, and returns the person it concerns. */
  async changed(user: SlackUser): Promise<Pick<Picked, 'person' | 'name' | 'zone'> & { readonly account: Account }> {
    this.#keep(user);
    await this.options.tell({ user });
    const team = user.team_id ?? this.options.homeTeam;
    const account = user.deleted ? 'deactivated' : this.#isHome(user, team) ? 'databricks' : 'partner';
    return { person: personOf(team, user.id), name: nameOf(user), account, ...zoneOf(user) };
  }

  /** A full member of the workspace, or of another one of the same organisation: no guest, and nobody from outside. */
  #isHome(user: SlackUser, team: string): boolean {
    const { homeTeam, enterprise } = this.options;
    const colleague = enterprise !== undefined && user.enterprise_user?.enterprise_id === enterprise;
    const guest = user.is_restricted || user.is_ultra_restricted || user.is_stranger;
    return (team === homeTeam || colleague) && !guest && !user.deleted;
  }

  /** Returns what Slack says of a user now; what it told before, when it cannot be asked. */
  async newest(told: SlackUser): Promise<SlackUser> {
    return this.#ask(told.id).catch((error: unknown) => {
      this.options.log.warn({ err: error, user: told.id }, 'Slack cannot be asked who this is; what it told counts');
      return told;
    });
  }

  /** Forgets who is in a user group, after Slack told that it changed: in every process. */
  async groupChanged(group: string): Promise<void> {
    this.#groups.delete(group);
    await this.options.tell({ group });
  }

  /** Takes what another process told. */
  hear(told: PeopleNews): void {
    if ('group' in told) this.#groups.delete(told.group);
    else this.#keep(told.user);
  }

  /** Forgets everything: what other processes told meanwhile was missed. */
  forget(): void {
    this.#profiles.clear();
    this.#groups.clear();
  }

  async #look(user: string, team: string | undefined) {
    const [known, members] = await Promise.all([this.#profile(user, team), this.#allMembers()]);
    const homeTeam = known.team_id ?? team ?? this.options.homeTeam;
    const home = this.#isHome(known, homeTeam);
    const isIn = ([, users]: readonly [TeamId, ReadonlySet<string>]) => home && users.has(user);
    return {
      known,
      person: personOf(homeTeam, user),
      name: nameOf(known),
      home,
      groups: members.filter(isIn).map(([held]) => held),
      notIn: members.filter((group) => !isIn(group)).map(([held]) => held),
      zone: zoneOf(known),
    };
  }

  /** What Slack says of a user; what it said last while it cannot be asked. */
  async #profile(user: string, team: string | undefined): Promise<SlackUser> {
    const known = this.#profiles.get(user);
    if (known && known.until > this.options.clock()) return known.value;
    try {
      return this.#keep(await this.#ask(user));
    } catch (error) {
      if (!known) return this.#unknown(user, team, error);
      this.options.log.warn({ err: error, user }, 'Slack cannot be asked who this is; what it said last is used');
      return known.value;
    }
  }

  /** Slack does not show everybody of another company: that they are of another one is all that matters then. */
  #unknown(user: string, team: string | undefined, error: unknown): SlackUser {
    const isHidden = isRefusedWith(error, 'user_not_found', 'user_not_visible');
    if (!isHidden || team === undefined || team === this.options.homeTeam) throw error;
    return { id: user, team_id: team, is_stranger: true };
  }

  async #ask(user: string): Promise<SlackUser> {
    return slackUser.parse((await this.client.users.info({ user })).user);
  }

  /** Returns what is known then: an answer that was on its way while Slack told of a change is older than that. */
  #keep(user: SlackUser): SlackUser {
    const known = this.#profiles.get(user.id)?.value;
    if (known?.updated && user.updated && known.updated > user.updated) return known;
    this.#profiles.delete(user.id);
    this.#profiles.set(user.id, { value: user, until: this.options.clock() + profileMinutes * 60_000 });
    const oldest = this.#profiles.size > mostProfiles ? this.#profiles.keys().next().value : undefined;
    if (oldest !== undefined) this.#profiles.delete(oldest);
    return user;
  }

  #allMembers(): Promise<(readonly [TeamId, ReadonlySet<string>])[]> {
    const each = async ([team, group]: [TeamId, string]) => [team, await this.#members(group)] as const;
    return Promise.all([...this.options.teamGroups].map(each));
  }

  /** The members of a user group: asked once for all who wait, and nobody when Slack has never told. */
  #members(group: string): Promise<ReadonlySet<string>> {
    const known = this.#groups.get(group);
    if (known && known.until > this.options.clock()) return known.value;
    const asked = this.#askMembers(group).catch(async (error: unknown) => {
      this.options.log.warn({ err: error, group }, 'Slack cannot be asked who is in a user group');
      this.#groups.delete(group);
      return (await known?.value) ?? new Set<string>();
    });
    this.#keepMembers(group, asked);
    return asked;
  }

  #keepMembers(group: string, users: Promise<ReadonlySet<string>>): void {
    this.#groups.set(group, { value: users, until: this.options.clock() + groupMinutes * 60_000 });
  }

  async #askMembers(group: string): Promise<ReadonlySet<string>> {
    const answer = userGroupMembers.parse(await this.client.usergroups.users.list({ usergroup: group }));
    return new Set(answer.users);
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
