import type { Fault } from '../../local-slack';
import { escaped, everybody, open, partnerNamed, shows, submitNew } from '../support/story';
import { minute, useWorld } from '../support/world';

/** A set-up that stops half-way is resumed, never doubled, and shown. */

const world = useWorld();
const pat = () => world.slack.as(world.cast.pat).in('@bot');

afterEach(async () => {
  world.slack.heal();
  await world.settled();
  const close = () => world.slack.as(world.cast.pat).close({ all: true });
  while (world.slack.as(world.cast.pat).view()) await close();
});

/** Every method of a set-up, in the order in which it calls them. */
const methods = [
  'conversations.create',
  'conversations.join',
  'conversations.setTopic',
  'conversations.setPurpose',
  'conversations.invite',
  'conversations.inviteShared',
  'bookmarks.list',
  'bookmarks.add',
  'chat.postMessage',
  'pins.add',
  'conversations.open',
];

const report = (name: string, text: string): RegExp => new RegExp(`${escaped(name)} · Set-up\\s+${text}`);

/** What there must be exactly one of, whatever went wrong on the way. */
function expectOneOfEach(name: string, slug: string, email: string): void {
  const { slack, cast } = world;
  const channels = slack.channels().filter((c) => c.name.startsWith(`pc-${slug}`));
  expect(channels.map((c) => c.name)).toEqual([`pc-${slug}`]);
  const [channel] = channels;
  expect(channel?.topic).toContain(name);
  expect(channel?.purpose).toContain(name);
  expect(channel?.members).toEqual(expect.arrayContaining([cast.pat.id, cast.eng.id]));
  expect(channel?.bookmarks).toHaveLength(1);
  expect(channel?.pins).toHaveLength(1);
  expect(channel?.messages.filter((m) => m.text.startsWith(`${name}: `))).toHaveLength(1);
  expect(slack.invites(`pc-${slug}`).map((i) => i.email)).toEqual([email]);
  const reports = slack
    .as(cast.pat)
    .direct()
    .filter((m) => !m.ephemeral && m.text.startsWith(`${name} · Set-up`));
  expect(reports).toHaveLength(1);
}

describe('trouble with Slack at every call of the set-up at once', () => {
  test.each<{ kind: string; fault: Fault; patienceMs?: number }>([
    { kind: '500', fault: { status: 500 } },
    { kind: 'internal_error', fault: { error: 'internal_error' } },
    { kind: 'nothing', fault: 'drop' },
    { kind: 'never', fault: 'hang', patienceMs: 1000 },
  ])('Slack answers $kind: the set-up is resumed', async ({ kind, fault, patienceMs }) => {
    const { slack, cast } = world;
    if (patienceMs !== undefined) await world.restartBot({ pace: { slackTimeoutMs: patienceMs } });
    const name = `Late ${kind.replace('_', ' ')}`;
    const slug = name.toLowerCase().replace(' ', '-').replace(' ', '-');
    const email = `lena@${slug}.example`;
    for (const method of methods) slack.fail(method, fault);
    await submitNew(world, name, { ...everybody(cast), 'People of the partner': email });
    await pat().sees('Onboarding opened');
    await pat().close();
    if (kind !== 'internal_error') {
      // Whether an invitation went out cannot be found out: a person decides.
      await shows(world, pat(), report(name, '1 thing did not work'), minute);
      await pat().sees(/did not say whether the invitation went out/);
      await pat().click('Try again');
    }
    await shows(world, pat(), report(name, 'All is set up'), minute);
    expectOneOfEach(name, slug, email);
    if (patienceMs !== undefined) await world.restartBot();
  });

  test('Slack does it and drops the connection: nothing is done twice', async () => {
    const { slack, cast } = world;
    for (const method of methods)
      slack.fail(method, 'drop-after-doing', { times: method === 'chat.postMessage' ? 2 : 1 });
    const email = 'lena@dropped.example';
    await submitNew(world, 'Dropped', { ...everybody(cast), 'People of the partner': email });
    await pat().sees('Onboarding opened');
    await pat().close();
    await shows(world, pat(), report('Dropped', '1 thing did not work'), minute);
    await pat().sees(/did not say whether the invitation went out/);
    // It did go out: that she accepts it tells so, and nobody has to do anything.
    slack.accept(slack.person({ name: 'Lena Drop', email, team: { name: 'Dropped' } }));
    await shows(world, pat(), report('Dropped', 'All is set up'), minute);
    await pat().sees(`${email}: accepted`);
    expectOneOfEach('Dropped', 'dropped', email);
  });

  test.each(methods)('%s alone is answered with nothing, after it was done', async (method) => {
    const { slack, cast } = world;
    const slug = `lost-${method.replace('.', '-').toLowerCase()}`;
    const name = slug.replaceAll('-', ' ');
    const email = `lena@${slug}.example`;
    slack.fail(method, 'drop-after-doing');
    await submitNew(world, name, { ...everybody(cast), 'People of the partner': email });
    await pat().sees('Onboarding opened');
    await pat().close();
    if (method === 'conversations.inviteShared') {
      await shows(world, pat(), report(name, '1 thing did not work'));
      slack.accept(slack.person({ name: 'Lena Lost', email, team: { name: 'Lost' } }));
    }
    await shows(world, pat(), report(name, 'All is set up'));
    expectOneOfEach(name, slug, email);
  });

  test('the bot restarts in the middle of it', async () => {
    const { slack, cast } = world;
    const email = 'lena@restarted.example';
    for (const method of ['conversations.setPurpose', 'chat.postMessage']) slack.fail(method, 'drop-after-doing');
    await submitNew(world, 'Restarted', { ...everybody(cast), 'People of the partner': email });
    await world.restartBot();
    await pat().close();
    await world.pass(minute);
    await shows(world, pat(), report('Restarted', 'All is set up'));
    expectOneOfEach('Restarted', 'restarted', email);
  });
});

describe('what only a person can mend is shown, and tried again when they say so', () => {
  test('a colleague who cannot be invited, and an invitation that Slack refuses', async () => {
    const { slack, cast } = world;
    slack.fail('conversations.invite', { error: 'cant_invite' });
    slack.fail('conversations.inviteShared', { error: 'connection_limit_exceeded' });
    await submitNew(world, 'Refused', { ...everybody(cast), 'People of the partner': 'lena@refused.example' });
    await pat().close();
    await shows(world, pat(), report('Refused', '2 things did not work'));
    await pat().sees(/Pat Doe is in the channel: This person cannot be invited/);
    await pat().sees(/lena@refused.example: The workspace has reached its number of Slack Connect channels/);
    const calls = slack.calls('conversations.inviteShared').length;
    await world.pass(60 * minute);
    await world.settled();
    expect(slack.calls('conversations.inviteShared')).toHaveLength(calls);

    // Anybody of the workspace may look; only the coordinator may try again.
    slack.join(cast.colleague, 'pc-refused');
    const cora = slack.as(cast.colleague).in('pc-refused');
    await cora.type('/pc setup');
    await cora.click('Try again');
    await cora.sees(/Only the Partner development manager can try the set-up again: Pat Doe/);

    await pat().click('Try again');
    await shows(world, pat(), report('Refused', 'All is set up'));
    expect(slack.invites('pc-refused')).toHaveLength(1);
  });

  test('a wrong address is withdrawn, and then nothing needs a hand', async () => {
    const { slack, cast } = world;
    slack.fail('conversations.inviteShared', { error: 'invalid_email' });
    await submitNew(world, 'Mistyped', { ...everybody(cast), 'People of the partner': 'lena@mistyped.exampel' });
    await pat().close();
    await shows(world, pat(), /lena@mistyped.exampel: Slack does not take this email address/);
    await pat().click('Withdraw lena@mistyped.exampel');
    await shows(world, pat(), report('Mistyped', 'All is set up'));
    expect((await partnerNamed(world, 'Mistyped')).invitations).toMatchObject({
      'lena@mistyped.exampel': { status: 'withdrawn' },
    });
    await pat().type('/pc log Mistyped');
    await pat().sees('Pat Doe withdrew the invitation of lena@mistyped.exampel');
  });

  test('somebody who is gone by then can be taken off the list, and the set-up is whole', async () => {
    const { slack, cast } = world;
    const gone = slack.person({ name: 'Gil Gone', email: 'gil@databricks.example' });
    slack.fail('conversations.invite', { error: 'cant_invite' });
    slack.fail('conversations.invite', { error: 'user_not_found' });
    await submitNew(world, 'Goner', { Engineer: gone });
    await pat().close();
    await shows(world, pat(), /Gil Gone is in the channel: Slack does not know this person any more/);
    await pat().click('Try again');
    await shows(world, pat(), report('Goner', 'All is set up'));
    expect(slack.channel('pc-goner').members).toContain(cast.pat.id);
  });
});

describe('the channel’s name', () => {
  test('a name that somebody else has is left to them: the next free one is taken', async () => {
    const { slack, cast } = world;
    slack.newChannel('pc-taken', cast.colleague);
    slack.newChannel('pc-taken-2', cast.colleague, { isPrivate: true });
    expect(await open(world, 'Taken')).toBe('pc-taken-3');
    expect(slack.channel('pc-taken').topic).toBe('');
  });

  test('a name of emoji and one of another script get a channel too', async () => {
    expect(await open(world, '🚀🚀')).toMatch(/^pc-partner-[a-z0-9]+$/);
    expect(await open(world, 'データ')).toMatch(/^pc-partner-[a-z0-9]+$/);
    expect(await open(world, 'Café Zoë & Söhne')).toBe('pc-cafe-zoe-sohne');
    // The channel of the one is no channel for the other.
    expect(await open(world, 'Café Zoë & Söhne!')).toBe('pc-cafe-zoe-sohne-2');
  });
});

describe('an existing channel is adopted', () => {
  test('a public one, whose history stays', async () => {
    const { slack, cast } = world;
    slack.newChannel('acme-talks', cast.pat, { members: [cast.colleague] });
    await slack.as(cast.colleague).in('acme-talks').type('We began here.');
    expect(await open(world, 'Adopted', { 'Use an existing channel': 'acme-talks' })).toBe('acme-talks');
    const texts = slack.messagesIn('acme-talks').map((m) => m.text);
    expect(texts[0]).toBe('We began here.');
    expect(slack.channels().some((c) => c.name === 'pc-adopted')).toBe(false);
  });

  test('a private one, once the bot was invited there', async () => {
    const { slack, cast } = world;
    slack.newChannel('secret-talks', cast.pat, { isPrivate: true });
    const session = await submitNew(world, 'Hidden', { 'Use an existing channel': 'secret-talks' });
    expect(session.modal()).toMatch(/! The bot cannot see that channel. Invite it there/);
    slack.inviteBot('secret-talks');
    await session.submit();
    await session.sees('Onboarding opened');
    await session.close();
    await shows(world, pat(), report('Hidden', 'All is set up'));
    expect(slack.channel('secret-talks').pins).toHaveLength(1);
  });

  test('not one that is archived, and not one that another partner has', async () => {
    const { slack, cast } = world;
    slack.newChannel('old-talks', cast.pat);
    slack.archive('old-talks', cast.pat);
    const session = await submitNew(world, 'Second', { 'Use an existing channel': 'old-talks' });
    expect(session.modal()).toMatch(/! That channel is archived/);
    await session.fill({ 'Use an existing channel': 'acme-talks' }).submit();
    expect(session.modal()).toMatch(/! .*is the channel of “Adopted” already/);
    await expect(partnerNamed(world, 'Second')).rejects.toThrow('no partner');
  });
});

test('who is invited may use apps, and so the buttons', () => {
  const invitations = world.slack.calls('conversations.inviteShared');
  expect(new Set(invitations.map(({ args }) => String(args['external_limited'])))).toEqual(new Set(['false']));
});

test('nothing of this broke the bot; what Slack refused is what it must be asked to find out', () => {
  const { slack } = world;
  const asked = slack.refusals().map(({ method, answer }) => `${method} ${answer.error}`);
  expect([...new Set(asked)].toSorted()).toEqual([
    'conversations.create name_taken',
    'conversations.info channel_not_found',
    'conversations.invite already_in_channel',
    'conversations.join method_not_supported_for_channel_type',
    'pins.add already_pinned',
  ]);
  expect(world.takeFaults()).toEqual([]);
});
