import type { Person } from '../src/domain/actor';
import { agenda, type Due } from '../src/domain/agenda';
import type { CreatePartner, Command, Fact } from '../src/domain/commands';
import {
  calendarDate,
  channelId,
  instant,
  itemId,
  partnerId,
  personOf,
  teamId,
  type ChannelId,
} from '../src/domain/ids';
import type { PartnerId } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { isRefusal } from '../src/domain/refusal';
import { defaultLifecycleFile, loadLifecycle } from '../src/lifecycle/load';
import { Onboarding } from '../src/onboarding';
import { connectStore } from '../src/store/connect';
import { Store } from '../src/store/store';
import { user } from './requests';

/** A workspace's partners, made through the product's own door. */
export class Partners {
  readonly lifecycle = loadLifecycle(defaultLifecycleFile);
  readonly #redis;
  readonly #store;
  readonly #onboarding;
  readonly #coordinator: Person;

  constructor(
    redisUrl: string,
    readonly team: string,
  ) {
    const person = personOf(team, user);
    this.#coordinator = { kind: 'person', person, name: 'Bench Person', home: true, groups: [] };
    this.#redis = connectStore(redisUrl, () => undefined);
    this.#store = new Store(this.#redis, { workspace: team });
    this.#onboarding = new Onboarding(this.#store, { lifecycle: this.lifecycle, clock: now });
  }

  /** Makes partners that are scheduled, whose set-up is complete and for whom nothing is due. */
  setUp = (from: number, to: number): Promise<void> => each(from, to, (n) => this.#setUp(n));

  /** Makes partners with a channel and no more, and puts off what is due for them. */
  open = (from: number, to: number): Promise<void> =>
    each(from, to, async (n) => {
      const ready: Fact = { type: 'ChannelReady', channel: channelOf(n), name: `pc-partner-${n}` };
      const { id, version } = await this.execute(n, [this.#create(n), { type: 'RecordFact', fact: ready }]);
      await this.#store.settle(id, { version });
    });

  async execute(n: number, commands: Command | readonly Command[]): Promise<Partner> {
    const done = await this.#onboarding.execute(idOf(n), commands, this.#coordinator);
    if (isRefusal(done)) throw new Error(done.message);
    return done.partner;
  }

  async knows(n: number): Promise<boolean> {
    return (await this.#onboarding.load(idOf(n))) !== undefined;
  }

  async load(n: number): Promise<Partner> {
    const partner = await this.#onboarding.load(idOf(n));
    if (!partner) throw new Error(`No partner ${n}`);
    return partner;
  }

  /** The tasks of a partner that are not done. */
  async openTasks(n: number): Promise<readonly string[]> {
    const { items } = await this.load(n);
    const tasks = lookup(this.lifecycle).placed.filter(({ item }) => item.kind === 'task');
    return tasks.filter(({ id }) => items[id]?.status.is !== 'done').map(({ id }) => id);
  }

  /** What is due for a partner now. */
  due = (partner: Partner): readonly Due[] => agenda(partner, this.lifecycle, now()).due;

  async close(): Promise<void> {
    await this.#redis.quit();
  }

  async #setUp(n: number): Promise<void> {
    let partner = await this.execute(n, [this.#create(n), ...scheduled()]);
    for (;;) {
      const due = this.due(partner);
      if (due.length === 0) break;
      partner = await this.execute(
        n,
        due.map((one) => ({ type: 'RecordFact', fact: factOf(one, n) })),
      );
    }
    const { id, version } = partner;
    await this.#store.settle(id, { version, nextAt: agenda(partner, this.lifecycle, now()).nextAt });
  }

  #create(n: number): CreatePartner {
    const { person, name } = this.#coordinator;
    return {
      type: 'CreatePartner',
      id: idOf(n),
      name: `Partner number ${n}`,
      integrationType: 'read-write',
      clouds: ['aws', 'azure'],
      people: ['pdm', 'engineering', 'psa'].map((team) => ({ person, name, home: true, team: teamId.parse(team) })),
      invitations: [`lead@partner-${n}.example`],
      targetGaDate: calendarDate.parse(inFiveMonths()),
    };
  }
}

export const idOf = (n: number): PartnerId => partnerId.parse(`bench-${n}`);
export const channelOf = (n: number): ChannelId => channelId.parse(`C0${n}`);

async function each(from: number, to: number, run: (n: number) => Promise<void>): Promise<void> {
  const numbers = Array.from({ length: to - from }, (_, n) => from + n).values();
  const some = async () => {
    for (const n of numbers) await run(n);
  };
  await Promise.all(Array.from({ length: 32 }, some));
}

const now = () => instant.parse(Date.now());

const inFiveMonths = (): string => new Date(now() + 150 * 24 * 3600_000).toISOString().slice(0, 10);

const done = (item: string, more: { link?: string; value?: string } = {}): Command => ({
  type: 'CompleteItem',
  item: itemId.parse(item),
  ...more,
});

/** Completes what stands before the build, so that several items can be ticked next, in any order. */
function scheduled(): readonly Command[] {
  const [year, month] = inFiveMonths().split('-').map(Number);
  return [
    done('partner-registered'),
    done('core-integration-validated'),
    done('fit-assessment'),
    done('technical-due-diligence', { link: 'https://docs.example.com/due-diligence' }),
    done('engineering-commitment'),
    done('technical-review-meeting', { value: `${inFiveMonths()}T10:00` }),
    done('quarter-selected', { value: `${year}Q${Math.ceil((month ?? 1) / 3)}` }),
  ];
}

/** What the bot records when it has done what is due. */
function factOf(due: Due, n: number): Fact {
  const at = { channel: channelOf(n), ts: `1700000000.${n}` };
  if (due.kind === 'living') return { type: 'LivingMessageShown', message: due.key, ...at, shows: due.shows };
  if (due.kind === 'notice') return { type: 'MessageDelivered', key: due.key, ...at };
  if (due.kind === 'timed') return { type: 'Told', topic: due.topic, marker: due.marker, ...at };
  if (due.kind === 'digest') return { type: 'Told', topic: 'digest:channel', marker: due.date, ...at };
  const { step } = due;
  if (step.kind === 'channel') return { type: 'ChannelReady', channel: channelOf(n), name: `pc-partner-${n}` };
  if (step.kind === 'connect') return { type: 'InvitationSent', email: step.email, invite: `I0${n}` };
  return { type: 'StepDone', step: due.key };
}
