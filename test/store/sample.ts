import { systemClock } from '../../src/clock';
import type { Actor } from '../../src/domain/actor';
import type { Command, CreatePartner } from '../../src/domain/commands';
import { partnerId, instant, personOf, type Instant, type PartnerId } from '../../src/domain/ids';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { Onboarding, type Executed } from '../../src/onboarding';
import type { RedisConnection } from '../../src/store/scripts';
import { Store, type StoreOptions } from '../../src/store/store';
import { Verification } from '../../src/store/verify';
import { channel, team } from '../support/given';
import { allowed } from '../support/outcome';

/** People, partners and commands that the tests of the store share. */
export const workspace = 'T0HOME';
const person = (user: string, name: string, home: boolean) =>
  ({ kind: 'person', person: personOf(home ? workspace : 'T0GUEST', user), name, home, groups: [] }) as const;
export const ana = person('U0ANA', 'Ana', true);
export const ben = person('U0BEN', 'Ben', true);
export const gia = person('U0GIA', 'Gia', false);
export const bot: Actor = { kind: 'bot' };

export const id = (text: string): PartnerId => partnerId.parse(text);
export const at = (ms: number): Instant => instant.parse(ms);

/** A process of the bot, as far as its store: it knows nothing yet, and has a clock of its own. */
export function processOn(
  connection: RedisConnection,
  lifecycle: Lifecycle,
  options: Omit<StoreOptions, 'workspace'> = {},
): { readonly store: Store; readonly onboarding: Onboarding } {
  const store = new Store(connection, { workspace, ...options });
  return { store, onboarding: new Onboarding(store, { lifecycle, clock: clock() }) };
}

/** A clock that goes a second on at each look. */
export function clock(): () => Instant {
  let now = Date.UTC(2027, 2, 1, 9);
  return () => at((now += 1000));
}

export const create = (partner: string, name: string, more: Partial<CreatePartner> = {}): CreatePartner => ({
  type: 'CreatePartner',
  id: id(partner),
  name,
  integrationType: 'read',
  clouds: ['aws'],
  people: [
    { ...ana, team: team('pdm') },
    { ...ben, team: team('psa') },
  ],
  invitations: [],
  ...more,
});

export const ready = (partnerChannel: string): Command => ({
  type: 'RecordFact',
  fact: { type: 'ChannelReady', channel: channel(partnerChannel), name: `pc-${partnerChannel.toLowerCase()}` },
});

export const note = (notes: string): Command => ({
  type: 'ChangeDetails',
  name: 'Acme',
  integrationType: 'read',
  clouds: ['aws'],
  targetGaDate: null,
  notes,
});

/** Executes, and takes a refusal for a fault of the test. */
export async function done(
  onboarding: Onboarding,
  partner: string,
  commands: Command | readonly Command[],
  actor: Actor = ana,
): Promise<Executed> {
  return allowed(await onboarding.execute(id(partner), commands, actor));
}

/** How what is kept beside the logs differs from them: a line each. */
export async function faults(redis: RedisConnection, lifecycle: Lifecycle): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { partner, says } of new Verification(redis, lifecycle, systemClock).faults())
    found.push(`${partner}: ${says}`);
  return found;
}

/** Those whose time has come, longest overdue first. */
export const due = async (store: Store, now: Instant, limit: number) =>
  (await store.upcoming(now, limit)).map(({ id }) => id);
