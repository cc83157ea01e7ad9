import { once } from 'node:events';
import type { Queue } from 'bullmq';
import { startBareQueue, type BareQueue } from './bare-queue';
import { dueAfter, dueMessage, makeAllDue } from './due';
import { median, note, percentile, ratio, title } from './figures';
import { channelOf, idOf, Partners } from './partners';
import { awaitPosts } from './posts';
import { onStage } from './stage';

/**
 * How late 1,000 messages are that come due within one second, from the instant to Slack's door, beside delayed jobs of
 * BullMQ's that do nothing, from their instant to their first line; and beside delayed jobs that post the same message,
 * since that alone takes a process the better part of a second or more.
 */
const team = 'T0LATE';
const spread = { count: 1000, spreadMs: 1000 };
const rounds = 3;
/** Until V8 has compiled what a thousand messages a second run: the figures are those of processes at work. */
const warmUps = 4;

onStage(async (stage) => {
  const { redisUrl, slackUrl, start } = stage;
  const partners = new Partners(redisUrl, team);
  await partners.setUp(0, spread.count);
  await start('bot', team);
  const bare = await startBareQueue(stage, team);

  title(`Lateness of ${spread.count} messages due within one second, median of ${rounds} rounds`);
  const [ours, theirs, posting]: [number[][], number[][], number[][]] = [[], [], []];
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const first = await makeAllDue(partners, spread);
    const message = await dueMessage(partners, 0);
    const { posts } = await awaitPosts(slackUrl, spread.count);
    const dueAt = new Map(
      Array.from({ length: spread.count }, (_, n) => [String(idOf(n)), first + dueAfter(n, spread)]),
    );
    const late = posts.map(({ at, key }) => at - (dueAt.get(key.split(':')[0] ?? '') ?? Number.NaN));
    const bareLate = await lateJobs(bare);
    const postsLate = await latePosts(bare, slackUrl, message);
    if (round < warmUps) continue;
    ours.push(late);
    theirs.push(bareLate);
    posting.push(postsLate);
  }
  const p = (rank: number) => (rounds: readonly number[][]) => median(rounds.map((late) => percentile(late, rank)));
  ratio('p99', 'ms', [p(99)(ours), p(99)(theirs)], { most: 1.5, against: 'delayed no-op jobs' });
  ratio('p99', 'ms', [p(99)(ours), p(99)(posting)], { most: 1.5, against: 'delayed jobs that post' });
  note(`p50: ${p(50)(ours).toFixed(1)} to ${p(50)(theirs).toFixed(1)} ms; the earliest ${p(0)(ours).toFixed(1)} ms`);
  await partners.close();
});

/** Delays jobs over the same second that do nothing; returns how late each was. */
async function lateJobs({ queue, child }: BareQueue): Promise<number[]> {
  await addDelayed(queue, 'none', (at) => ({ at, of: spread.count }));
  let printed = '';
  while (!printed.includes('\n') && child.stdout) printed += String((await once(child.stdout, 'data'))[0]);
  const late: number[] = JSON.parse(printed.replace(/^late /, ''));
  return late;
}

/** The same with jobs that post a message; returns how late each came to Slack. */
async function latePosts({ queue }: BareQueue, slackUrl: string, message: object): Promise<number[]> {
  await addDelayed(queue, 'post', (at, n) => ({
    channel: channelOf(n),
    ...message,
    metadata: { event_type: 'partner_connect_delivery', event_payload: { key: `${at}:${n}` } },
  }));
  const { posts } = await awaitPosts(slackUrl, spread.count);
  return posts.map(({ at, key }) => at - Number(key.split(':')[0]));
}

async function addDelayed(queue: Queue, name: string, dataOf: (at: number, n: number) => object): Promise<void> {
  const first = Date.now() + 3000;
  const jobs = Array.from({ length: spread.count }, (_, n) => {
    const at = first + dueAfter(n, spread);
    return { name, data: dataOf(at, n), opts: { delay: at - Date.now(), removeOnComplete: true } };
  });
  await queue.addBulk(jobs);
}
