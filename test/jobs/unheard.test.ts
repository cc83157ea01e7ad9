import { goneFacts, recipientOf } from '../../jobs/deliver/gone';
import { lostFacts } from '../../jobs/deliver/lost';
import type { LocalSlack } from '../../local-slack';
import { agenda } from '../../src/domain/agenda';
import type { Fact } from '../../src/domain/commands';
import { channelId, personOf } from '../../src/domain/ids';
import type { SlackClient } from '../../src/slack/client';
import { post } from '../../src/slack/post';
import {
  acme,
  bot,
  clock,
  eng,
  given,
  lena,
  pat,
  takenBack,
  team,
  upTo,
  type Move,
  type Story,
} from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';
import { slackAndClient } from './slack';

/** What the bot makes of a channel or a person that Slack refuses, when nothing told it why. */

let slack: LocalSlack;
let client: SlackClient;

beforeAll(async () => {
  ({ slack, client } = await slackAndClient());
});
afterAll(() => slack.stop());

const fact = (one: Fact): Move => bot.does(one);
const card = { text: 'Acme', blocks: [] };

describe('A channel', () => {
  const [name, other] = ['pc-acme', 'pc-other'];
  const owner = () => slack.person({ name: 'Olga', email: 'olga@databricks.example' });

  /** Acme in a channel of the workspace, with its card there. */
  async function ready({ isAdopted = false, wasIn = true, isPrivate = false } = {}): Promise<Story> {
    const { id } = slack.newChannel(name, owner(), { withBot: true, isPrivate });
    const channel = channelId.parse(id);
    const { ts } = await post(client, { channel }, card, 'p-acme:card');
    const adopt = isAdopted ? { adopt: { channel, name } } : {};
    return given(
      { ...acme, command: { ...acme.command, ...adopt } },
      isAdopted ? [] : fact({ type: 'ChannelReady', channel, name }),
      wasIn ? fact({ type: 'StepDone', step: 'join' }) : [],
      fact({ type: 'LivingMessageShown', message: 'card', channel, ts, shows: 'x' }),
    );
  }
  const found = async ({ partner }: Story) => lostFacts({ client }, partner);

  afterEach(() => {
    for (const one of [name, other, 'pc-new'])
      if (slack.channels().some((c) => c.name === one)) slack.deleteChannel(one);
  });

  test('that is as it was says nothing', async () => {
    expect(await found(await ready())).toEqual([]);
  });

  test('into which the bot has not come yet was not left by it', async () => {
    const story = await ready({ wasIn: false });
    slack.removeBot(name);
    expect(await found(story)).toEqual([]);
    expect(await found(story.and(fact({ type: 'StepDone', step: 'join' })))).toEqual([{ type: 'ChannelLeft' }]);
  });

  test('that is called otherwise is told by its new name alone', async () => {
    const story = await ready();
    slack.renameChannel(name, 'pc-new');
    expect(await found(story)).toEqual([{ type: 'ChannelRenamed', name: 'pc-new' }]);
  });

  test('that somebody made anew under its name is not it', async () => {
    const story = await ready();
    const ts = story.partner.living['card']?.ts ?? '';
    slack.deleteChannel(name);
    const { id } = slack.newChannel(name, owner(), { withBot: true });
    expect(await found(story)).toEqual([{ type: 'ChannelDeleted' }]);
    // Not even with a card of another partner in it that was posted in the same instant.
    const { ts: other } = await post(client, { channel: id }, card, 'p-other:card');
    const message = slack.channel(name).messages.find((m) => m.ts === other);
    Object.assign(message ?? {}, { ts });
    expect(await found(story)).toEqual([{ type: 'ChannelDeleted' }]);
  });

  test('that was there before may be private: if the bot was in it, it was put out', async () => {
    const story = await ready({ isAdopted: true, isPrivate: true });
    slack.removeBot(name);
    expect(await found(story)).toEqual([{ type: 'ChannelLeft' }]);
  });

  test('that was there before, and in which the bot never was, is lost to nobody', async () => {
    const story = await ready({ isAdopted: true, isPrivate: true, wasIn: false });
    slack.removeBot(name);
    expect(await found(story)).toEqual([]);
  });

  test('that has another id is known by the card in it, also among very many', async () => {
    const olga = owner();
    for (let n = 0; n < 1000; n += 1) slack.newChannel(`many-${n}`, olga);
    const story = await ready();
    slack.changeChannelId(name);
    expect(await found(story)).toEqual([{ type: 'ChannelIdChanged', channel: slack.channel(name).id }]);
  });
});

describe('A person', () => {
  const facts = (person: typeof pat.actor.person, { partner } = given(acme)) =>
    goneFacts({ client, lifecycle }, partner, person);

  test('of whom Slack knows nothing is gone; who holds nothing here is not asked for', async () => {
    const gone = { type: 'PersonDeactivated', person: pat.actor.person, name: 'Pat' };
    expect(await facts(pat.actor.person)).toEqual([gone]);
    const calls = slack.calls('users.info').length;
    expect(await facts(personOf('THOME', 'UNOBODY'))).toEqual([]);
    expect(slack.calls('users.info')).toHaveLength(calls);
  });

  test('is who an entry of the agenda is for: invited, reported to, told privately, or prompted', () => {
    const agreed = given(acme, upTo('ga-date-agreed'));
    const fell = agreed.and(lena.does(takenBack('signoff-partner')));
    const claimed = given(acme, lena.does({ type: 'ClaimRole', team: team('partner-marketing') }));
    const of = (story: Story, at = '2027-03-01T12:00') =>
      agenda(story.partner, lifecycle, clock(at)).due.flatMap(
        (due) => recipientOf(due, story.partner, lifecycle) ?? [],
      );
    const joined = given(
      acme,
      fact({ type: 'ChannelReady', channel: channelId.parse('C1'), name: 'pc-acme' }),
      fact({ type: 'StepDone', step: 'join' }),
    );
    expect(of(joined)).toContain(eng.actor.person);
    const report = { kind: 'living', key: 'set-up', shows: '' } as const;
    expect(recipientOf(report, joined.partner, lifecycle)).toBe(pat.actor.person);
    expect(recipientOf({ ...report, key: 'card' }, joined.partner, lifecycle)).toBeUndefined();
    expect(of(claimed)).toEqual([pat.actor.person]);
    expect(of(fell)).toContain(eng.actor.person);
  });
});
