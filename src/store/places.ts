import { gaDate } from '../domain/ga-date';
import type { PartnerId } from '../domain/ids';
import { keptBy } from '../domain/kept';
import type { Partner } from '../domain/partner';
import { nameClaim } from '../domain/slug';
import { claimsOf, listsOf } from '../domain/summary';
import type { Lifecycle } from '../lifecycle/schema';

/** Where a partner stands in the indexes: what it claims, and the lists that hold it. Follows from its state and the lifecycle. */
export interface Places {
  readonly name: string;
  readonly channel: string;
  readonly member: string;
  readonly lists: readonly string[];
}

const nowhere: Places = { name: '', channel: '', member: '', lists: [] };

/** Returns where a partner stands; nowhere before it is there. */
export const placesOf = (partner: Partner | undefined, lifecycle: Lifecycle): Places =>
  partner ? findPlaces(partner, lifecycle) : nowhere;

/** Kept, for it is asked for before and after every commit, and few commits move a partner. */
const findPlaces = keptBy(
  (partner, lifecycle) => {
    const { id, name, channel, people, closed } = partner;
    return { id, name, channel, people, isClosed: closed !== undefined, ga: gaDate(partner, lifecycle)?.date };
  },
  (partner): Places => {
    const { name, channel = '' } = claimsOf(partner);
    return { name, channel, member: memberOf(partner.name, partner.id), lists: listsOf(partner) };
  },
);

/** A list's members sort by name; the id keeps two apart and says whose it is. */
const memberOf = (name: string, id: PartnerId): string => `${nameClaim(name)}\0${id}`;

/** The partner of a list's member. */
export const idOfMember = (member: string): string => member.slice(member.indexOf('\0') + 1);

export interface Move {
  readonly list: string;
  /** The member to take out, '' for none. */
  readonly remove: string;
  readonly add: string;
}

/** The moves between lists that lead from one state's places to another's. */
export function movesBetween(before: Places, after: Places): readonly Move[] {
  if (before === after) return [];
  const lists = new Set([...before.lists, ...after.lists]);
  return [...lists].flatMap((list): readonly Move[] => {
    const remove = before.lists.includes(list) ? before.member : '';
    const add = after.lists.includes(list) ? after.member : '';
    return remove === add ? [] : [{ list, remove, add }];
  });
}
