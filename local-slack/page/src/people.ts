import type { Invitation, ShownChannel, ShownPerson } from '../../browser/protocol';
import { useSeen, useStore } from './store';

/** Looking people and channels up. */

export function useMe(): ShownPerson | undefined {
  const { me } = useStore();
  return useSeen((state) => state.people.get(me));
}
export const usePerson = (id: string): ShownPerson | undefined => useSeen((state) => state.people.get(id));
export const useChannel = (id: string | undefined): ShownChannel | undefined =>
  useSeen((state) => state.channels?.find((channel) => channel.id === id));
/** What this person is invited to and has not answered. */
export function useInvitations(): readonly Invitation[] {
  const { me } = useStore();
  return useSeen((state) => state.invitations).filter(({ person }) => person === me);
}
/** The zone in which this person reads times. */
export const useZone = (): string => useMe()?.tz ?? 'UTC';

export const company = (person: ShownPerson): string =>
  [person.title, person.external ? person.company : ''].filter((part) => part !== '').join(' · ');
