import type { Command } from '../src/domain/commands';
import { itemId } from '../src/domain/ids';
import { figure, note, percentile, ratio, title } from './figures';
import { channelOf, Partners } from './partners';
import { cpuMs } from './processes';
import { commandForm, openLoop, type Form } from './requests';
import { onStage, type Server, type Stage } from './stage';

/** What many partners cost: `/pc status` in a store of 10,000 beside one of 10, and the memory that a partner takes. */
const few = 10;
const many = 10_000;
const perSecond = 150;
/** How many of the many are set up completely: those that are asked about, warm and cold. */
const complete = 500;
/** Until V8 has compiled what a status runs: one server alone is otherwise measured while it does. */
const warmUps = 4;
const slices = warmUps + 6;
const sliceRequests = 3 * perSecond;

/** A bot, and which of its partners it is asked about in turn. */
class Side {
  readonly latencies: number[] = [];
  cpu = 0;
  #next: number;

  constructor(
    readonly server: Server,
    readonly team: string,
    readonly asked: { readonly from: number; readonly to: number },
  ) {
    this.#next = asked.from;
  }

  async slice({ counts }: { counts: boolean }): Promise<void> {
    const { child, port } = this.server;
    const before = cpuMs(child.pid);
    const latencies = await openLoop(port, { perSecond, requests: sliceRequests, form: () => this.#form() });
    if (!counts) return;
    this.cpu += cpuMs(child.pid) - before;
    this.latencies.push(...latencies);
  }

  #form(): Form {
    const { from, to } = this.asked;
    const n = this.#next;
    this.#next = n + 1 < to ? n + 1 : from;
    return commandForm(this.team, channelOf(n));
  }

  p50 = (): number => percentile(this.latencies, 50);
  cpuEach = (): number => this.cpu / this.latencies.length;
}

onStage(async (stage) => {
  title(`/pc status with ${many} partners in the store, beside ${few}`);
  const { redisUrl, start } = stage;
  const stores = [new Partners(redisUrl, 'T0FEW'), new Partners(redisUrl, 'T0MANY')] as const;
  await stores[0].setUp(0, few);
  await stores[1].setUp(0, complete);
  await stores[1].open(complete, many);
  await Promise.all(stores.map((store) => store.close()));
  const asked = { from: 0, to: few };
  const small = new Side(await start('bot', 'T0FEW'), 'T0FEW', asked);
  const large = new Side(await start('bot', 'T0MANY'), 'T0MANY', asked);
  for (let slice = 0; slice < slices; slice += 1) {
    const counts = slice >= warmUps;
    for (const side of slice % 2 === 0 ? [small, large] : [large, small]) await side.slice({ counts });
  }
  const against = `with ${few}`;
  ratio('p50', 'ms', [large.p50(), small.p50()], { most: 1.05, against });
  ratio('CPU a request', 'ms', [large.cpuEach(), small.cpuEach()], { most: 1.05, against });
  const cold = new Side(large.server, large.team, { from: few, to: complete });
  await cold.slice({ counts: true });
  note(`of partners not looked at before: p50 ${cold.p50().toFixed(2)} ms, CPU ${cold.cpuEach().toFixed(2)} ms`);

  title('Redis memory for a partner with 100 events, its snapshot and its share of the indexes included');
  figure('memory', 'KB', await memoryOfAPartner(stage, 100), { most: 60 });
});

async function memoryOfAPartner({ redis, redisUrl }: Stage, events: number): Promise<number> {
  const partners = 100;
  const used = async (): Promise<number> => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
  const open = () => new Partners(redisUrl, 'T0SIZE');
  const [writer, reader] = [open(), open()];
  await Promise.all([writer, reader].map((one) => one.knows(0))); // Connects, and loads the scripts.
  const before = await used();
  await writer.setUp(0, partners);
  const tasks = await writer.openTasks(0);
  const block = (round: number): Command => ({
    type: 'BlockItem',
    item: itemId.parse(tasks[round % tasks.length]),
    reason: `Agreed with the partner on Tuesday; the details are in the shared folder, on page ${round}.`,
  });
  for (let n = 0; n < partners; n += 1) {
    const { version } = await writer.load(n);
    await writer.execute(
      n,
      Array.from({ length: events - version }, (_, round) => block(round)),
    );
    const { version: last } = await reader.load(n); // A cold read writes the snapshot.
    if (last !== events) throw new Error(`${last} events instead of ${events}`);
  }
  const after = await used();
  await Promise.all([writer.close(), reader.close()]);
  return (after - before) / partners / 1024;
}
