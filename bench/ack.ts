import { encode } from '../blocks/ids';
import { itemId } from '../src/domain/ids';
import { bareKeys, bareState } from './bare-state';
import { figure, note, percentile, ratio, sum, title } from './figures';
import { channelOf, idOf, Partners } from './partners';
import { cpuMs } from './processes';
import { clickForm, commandForm, openLoop, type Form } from './requests';
import { onStage, type Server } from './stage';

/** How fast people get their answer, at 300 requests a second: 70 % `/pc status`, 30 % clicks on a checklist. */
const team = 'T0BENCH';
const partners = 1500;
const perSecond = 300;
/**
 * As long as it takes until V8 has compiled what runs often, which the slices' own figures show (half a minute for the
 * bot, half of that for the bare app): the figures are those of servers at work.
 */
const warmUps = 10;
const slices = warmUps + 6;
const sliceRequests = 3 * perSecond;
/** Items that a coordinator ticks with one click each, and that wait for nothing. */
const items = ['ux-guidelines-reviewed', 'integration-built', 'ppa-signed'].map((id) => itemId.parse(id));

/**
 * So many people tick at the same time, each all items of a partner, a second apart: their changes of the card merge.
 * Set it to the number of partners to have no two clicks on a partner within ten seconds.
 */
const peopleAtOnce = (perSecond * 3) / 10;

/** The requests of one server, in order: both get the same. Statuses go around all partners; every click ticks an item that is still open. */
function* requests(responseUrl: string): Generator<Form, never> {
  for (let n = 0, statuses = 0, clicks = 0; ; n += 1) {
    if (n % 10 !== 2 && n % 10 !== 5 && n % 10 !== 8) {
      yield commandForm(team, channelOf(statuses % partners));
      statuses += 1;
      continue;
    }
    const [row, place] = [Math.floor(clicks / peopleAtOnce), clicks % peopleAtOnce];
    const partner = Math.floor(row / items.length) * peopleAtOnce + place;
    const i = items[row % items.length];
    if (i === undefined || partner >= partners) throw new Error('More clicks than items to tick');
    const from = { s: 'checklist', phase: 'onboarding', page: 0 } as const;
    yield clickForm(team, channelOf(partner), encode('item-done', { p: idOf(partner), i, from }), responseUrl);
    clicks += 1;
  }
}

class Side {
  readonly #forms;
  readonly latencies: number[] = [];
  cpu = 0;

  constructor(
    readonly server: Server,
    responseUrl: string,
  ) {
    this.#forms = requests(responseUrl);
  }

  async slice({ counts }: { counts: boolean }): Promise<void> {
    const { child, port } = this.server;
    const before = cpuMs(child.pid);
    const form = () => this.#forms.next().value;
    const latencies = await openLoop(port, { perSecond, requests: sliceRequests, form });
    await this.server.drained();
    if (!counts) return;
    this.cpu += cpuMs(child.pid) - before;
    this.latencies.push(...latencies);
  }
}

onStage(async ({ redis, redisUrl, slackUrl, start }) => {
  title(`Ack at ${perSecond} requests a second, 70 % /pc status and 30 % clicks, ${slices - warmUps} slices of 3 s`);
  const seeded = new Partners(redisUrl, team);
  await seeded.setUp(0, partners);
  for (let n = 0; n < partners; n += 1) await redis.set(bareKeys.state(channelOf(n)), bareState);
  const ours = new Side(await start('unpaced', team), `${slackUrl}response`);
  const bare = new Side(await start('bare', team), `${slackUrl}response`);

  for (let slice = 0; slice < slices; slice += 1) {
    const counts = slice >= warmUps;
    for (const side of slice % 2 === 0 ? [ours, bare] : [bare, ours]) await side.slice({ counts });
  }

  const both = (of: (side: Side) => number) => [of(ours), of(bare)] as const;
  ratio(
    'p50',
    'ms',
    both((side) => percentile(side.latencies, 50)),
    { most: 1 },
  );
  ratio(
    'p99, pooled',
    'ms',
    both((side) => percentile(side.latencies, 99)),
    { most: 1.15 },
  );
  ratio(
    'CPU a request, jobs included',
    'ms',
    both((side) => side.cpu / side.latencies.length),
    { most: 1 },
  );
  figure('slowest answer', 'ms', Math.max(...ours.latencies), { most: 3000 });

  const clicks = (slices * sliceRequests * 3) / 10;
  const loaded = await Promise.all(Array.from({ length: partners }, (_, n) => seeded.load(n)));
  const ticked = sum(loaded.map((partner) => items.filter((i) => partner.items[i]?.status.is === 'done').length));
  const stale = loaded.filter((partner) => seeded.due(partner).length > 0).length;
  if (ticked !== clicks || stale > 0)
    throw new Error(`${ticked} of ${clicks} clicks were kept, ${stale} cards are stale`);
  const calls = await (await fetch(`${slackUrl}counts`)).text();
  note(`all ${clicks} clicks of each were kept; calls to Slack: ${calls}`);
  await seeded.close();
});
