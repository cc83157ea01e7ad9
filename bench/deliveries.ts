import { startBareQueue, type BareQueue } from './bare-queue';
import { dueMessage, makeAllDue } from './due';
import { figure, median, note, ratio, title } from './figures';
import { channelOf, Partners } from './partners';
import { awaitPosts, last } from './posts';
import { onStage } from './stage';

/** How fast 1,000 partners with a message due in the same minute get it, beside workers that do nothing but post. */
const team = 'T0DUE';
const count = 1000;
const rounds = 3;

onStage(async (stage) => {
  const { redisUrl, slackUrl, start } = stage;
  const partners = new Partners(redisUrl, team);
  await partners.setUp(0, count);
  await start('bot', team);
  const bare = await startBareQueue(stage, team);
  const allDue = () => makeAllDue(partners, { count, spreadMs: 0 });

  title(`${count} messages due at once, Slack answering at once, median of ${rounds} rounds`);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    const at = await allDue();
    const message = await dueMessage(partners, 0);
    const { posts } = await awaitPosts(slackUrl, count);
    const bareMs = await barePosts(bare, slackUrl, message);
    if (round === 0) continue; // It warms up.
    ours.push(last(posts) - at);
    theirs.push(bareMs);
  }
  ratio('until the last is out', 'ms', [median(ours), median(theirs)], { most: 1 / 0.75, against: 'bare worker' });
  note(`${rate(median(ours))} and ${rate(median(theirs))} a second; none lost, none twice`);

  for (const { calls, ms } of [
    { calls: 300, ms: 10_000 },
    { calls: 30, ms: 1000 },
  ]) {
    const ideal = (count / calls) * ms;
    title(`The same with Slack limiting to ${calls} messages in ${ms / 1000} s`);
    const at = await allDue();
    await fetch(`${slackUrl}limit?calls=${calls}&ms=${ms}`);
    const { posts, refused } = await awaitPosts(slackUrl, count);
    await fetch(`${slackUrl}limit`);
    const took = (last(posts) - at) / 1000;
    figure('until the last is out', 's', took, { most: (1.15 * ideal) / 1000 });
    note(`${refused} calls were refused by Slack; none lost, none twice`);
  }
  await partners.close();
});

/** Lets the bare worker post a message so often; returns how long that takes. */
async function barePosts({ queue }: BareQueue, slackUrl: string, message: object): Promise<number> {
  await queue.pause();
  await queue.addBulk(
    Array.from({ length: count }, (_, n) => ({
      name: 'post',
      data: {
        channel: channelOf(n),
        ...message,
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: 'partner_connect_delivery', event_payload: { key: `bare-${n}` } },
      },
      opts: { removeOnComplete: true },
    })),
  );
  const at = performance.timeOrigin + performance.now();
  await queue.resume();
  return last((await awaitPosts(slackUrl, count)).posts) - at;
}

const rate = (ms: number): string => Math.round((count / ms) * 1000).toString();
