import { pino } from 'pino';
import { startBot, type Bot, type Pace } from '../../src/bot';
import type { Person } from '../../src/domain/actor';
import type { Command } from '../../src/domain/commands';
import {
  channelId,
  partnerId,
  personOf,
  teamId,
  type Instant,
  type PartnerId,
  type TeamId,
} from '../../src/domain/ids';
import { partnerConnect } from '../support/lifecycle';
import { allowed } from '../support/outcome';
import { quiet } from '../support/settled';
import { testPace, type Cast, type World } from '../support/world';

/** What tests of the jobs share: a second bot, many partners at once, messages that are due at an instant. */

/** A world, or as much of one as is needed. */
export type Stage = Pick<World, 'slack' | 'redis' | 'bot' | 'now' | 'advance'> & { readonly cast: Pick<Cast, 'pat'> };

const patOf = ({ cast: { pat } }: Stage): Person => ({
  kind: 'person',
  person: personOf(pat.teamId, pat.id),
  name: pat.name,
  home: true,
  groups: [],
});

/** Another process of the same bot: same Redis, same Slack, same clock. */
export async function secondBot(
  world: World,
  pace: Pace = {},
  teamGroups: ReadonlyMap<TeamId, string> = new Map(),
): Promise<Bot & { readonly faults: readonly string[] }> {
  const { slack, redis } = world;
  const faults: string[] = [];
  const bot = await startBot({
    config: {
      botToken: slack.botToken,
      slackApiUrl: slack.url,
      inbound: { mode: 'http', signingSecret: slack.signingSecret, port: 0 },
      redisUrl: redis.url,
      logLevel: 'error',
      teamGroups,
      allowVolatileRedis: true,
    },
    lifecycle: partnerConnect,
    clock: () => world.now(),
    log: pino({ level: 'error' }, { write: (line: string) => void faults.push(line) }),
    pace: { ...testPace, ...pace },
  });
  others.add(bot);
  return { ...bot, faults };
}

const others = new Set<Bot>();

/** Ends every second bot, also after a test that failed. */
export async function stopOthers(): Promise<void> {
  for (const bot of others) await bot.stop();
  others.clear();
}

export interface Opened {
  readonly id: PartnerId;
  /** The name of its channel. */
  readonly channel: string;
}

/** Partners whose set-up is complete, each in a channel of its own that was there before. */
export async function openMany(world: Stage, prefix: string, count: number): Promise<readonly Opened[]> {
  const { slack, cast, bot } = world;
  const pat = patOf(world);
  const opened = Array.from({ length: count }, (_, n) => {
    const name = `${prefix}-${n}`;
    const { id } = slack.newChannel(name, cast.pat, { withBot: true });
    return { id: partnerId.parse(name), channel: name, adopt: { channel: channelId.parse(id), name } };
  });
  for (const { id, channel, adopt } of opened) {
    const create: Command = {
      type: 'CreatePartner',
      id,
      name: channel,
      integrationType: 'read',
      clouds: ['aws'],
      people: [{ person: pat.person, name: pat.name, home: true, team: teamId.parse('pdm') }],
      invitations: [],
      adopt,
    };
    allowed(await bot.onboarding.execute(id, create, pat));
  }
  await quiet(world);
  return opened;
}

/** Closes each partner, and says so in its channel at an instant. */
export async function closeAll(world: Stage, partners: readonly Opened[], at: Instant): Promise<void> {
  const close: readonly Command[] = [
    { type: 'ClosePartner', reason: 'paused' },
    { type: 'RecordFact', fact: { type: 'DeliveryFailed', key: 'closed', problem: 'Not yet', retryAt: at } },
  ];
  for (const { id } of partners) allowed(await world.bot.onboarding.execute(id, close, patOf(world)));
}

/** How often a channel was told that its onboarding is closed. */
export const toldClosed = ({ slack }: Pick<Stage, 'slack'>, { channel }: Opened): number =>
  slack.messagesIn(channel).filter((m) => JSON.stringify(m.metadata ?? '').includes(':closed:')).length;
