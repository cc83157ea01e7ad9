import type { PersonKey } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import type { ItemView } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { mention, name } from './text';
import { team, title } from './words';

/**
 * Says whose turn it is, and pings them: people who are here, each once, and not the one who acted. Those of whose turn
 * people were told before are named only.
 */
export function nextLines(
  items: readonly ItemView[],
  partner: Partner,
  lifecycle: Lifecycle,
  {
    actor,
    known = () => false,
  }: { readonly actor?: PersonKey | undefined; readonly known?: (i: ItemView) => boolean } = {},
): readonly string[] {
  if (partner.closed) return [];
  const pinged = new Set<string>();
  return items.map((i) => {
    const { person, team: id } = i.turn;
    const here = person && partner.people.some((a) => a.person === person.person && a.active);
    const ping = here && person.person !== actor && !known(i) && !pinged.has(person.person);
    if (ping) pinged.add(person.person);
    const who = ping ? mention(person.person) : here ? name(person.name) : '';
    return `Next: *${title(i)}* · ${team(id, lifecycle)}${who && ` · ${who}`}`;
  });
}
