import { showHome } from '../home';
import { eventPayloads } from '../payloads';
import type { Services } from '../services';

/** Somebody opened the bot's Home tab; the same event tells of its other tabs. */
export async function homeOpened(event: unknown, services: Services): Promise<void> {
  const { user, tab } = eventPayloads.homeOpened.parse(event);
  if (tab !== 'home') return;
  await showHome(services, await services.people.actor(user, undefined));
}
