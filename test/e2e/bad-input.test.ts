import { eventually, expectAllWell, form, newest, newestShows, open, partnerNamed, submitNew } from '../support/story';
import { minute, useWorld } from '../support/world';

/** What people type that nobody expected: each gets a clear word, and nothing breaks. */

const world = useWorld();
const pat = () => world.slack.as(world.cast.pat);

beforeEach(() => world.pass(minute));
afterEach(async () => {
  await world.settled();
  while (pat().view()) await pat().close({ all: true });
});
afterAll(() => expectAllWell(world, 'conversations.create name_taken'));

describe('the name of a partner', () => {
  test.each([
    ['only spaces', '     ', /! Please give the partner's name/],
    ['nothing that can be seen', '\u200b\u2060\u00ad', /! Please give the partner's name/],
    ['150 characters', 'x'.repeat(150), /! Please keep the name to 60 characters/],
  ])('%s is refused at its field', async (_what, name, problem) => {
    await submitNew(world, name);
    expect(pat().modal()).toMatch(problem);
  });

  test('300 characters cannot even be typed', async () => {
    await expect(submitNew(world, 'x'.repeat(300))).rejects.toThrow('at most 150 characters');
  });

  test('markup and mentions in it stay text, everywhere', async () => {
    const name = '<!channel> & *Söns* 🎉';
    const channel = await open(world, name.replaceAll(/[*]/g, ''));
    expect(channel).toBe('pc-channel-sons');
    for (const message of world.slack.messagesIn(channel)) {
      expect(message.text).not.toContain('<!channel>');
      // In plain text it is no mention.
      const marked = JSON.stringify(message.blocks).matchAll(/"type":"mrkdwn","text":"((?:[^"\\\\]|\\\\.)*)"/g);
      expect([...marked].map(([, text]) => text).join()).not.toContain('<!channel>');
    }
    const session = pat().in(channel);
    await session.type('/pc status');
    expect(newest(session)).toMatch(/^<!channel> & Söns 🎉\n/);
  });

  test('twice the same partner, however it is written, is one', async () => {
    await open(world, 'Twice');
    await submitNew(world, '  tWICE ');
    expect(pat().modal()).toMatch(/! “Twice” is being onboarded already in #pc-twice/);
  });

  test('everybody’s channel is no channel of a partner', async () => {
    await submitNew(world, 'Loud', { 'Use an existing channel': 'general' });
    expect(pat().modal()).toContain('! That is everybody’s channel, and cannot be shared with a partner.');
  });

  test('two partners whose channels would be called alike get two channels', async () => {
    expect(await open(world, 'Same Name')).toBe('pc-same-name');
    expect(await open(world, 'Same-Name!')).toBe('pc-same-name-2');
  });
});

describe('the form of a new partner', () => {
  test.each(['lena', 'lena@', '@acme.example', 'lena@acme', 'le na@acme.example', '<!channel>@acme.example'])(
    '“%s” is not an email address',
    async (email) => {
      await submitNew(world, 'Mailless', { 'People of the partner': `ok@acme.example\n${email}` });
      expect(pat().modal()).toMatch(/! “.*” is not an email address. It should look like/);
      await expect(partnerNamed(world, 'Mailless')).rejects.toThrow('no partner');
    },
  );

  test('addresses may be pasted with their names, as mail programs write them', async () => {
    const pasted = '"Ana Lima" <ana@acme.example>; Bob Ray <BOB@acme.example>,bob@acme.example\nEva <eva@acme.example>';
    await submitNew(world, 'Pasted', { 'People of the partner': pasted });
    await pat().sees('Onboarding opened');
    const { invitations } = await partnerNamed(world, 'Pasted');
    expect(Object.keys(invitations)).toEqual(['ana@acme.example', 'bob@acme.example', 'eva@acme.example']);
  });

  test('all that is wrong is named at once, each at its field', async () => {
    await submitNew(world, '   ', {
      'People of the partner': 'lena\nok@acme.example\npaul@',
      'Target GA date': '2026-11-22',
      Engineer: world.slack.bot.userId,
      'Legal counsel': world.cast.lena,
      'Use an existing channel': 'general',
    });
    expect(pat().modal()).toMatch(/! Please give the partner's name/);
    expect(pat().modal()).toMatch(/! “lena”, “paul@” are not email addresses. They should look like/);
    expect(pat().modal()).toMatch(/! 22 Nov 2026 is not in the future/);
    expect(pat().modal()).toMatch(/! .* is an app. Please choose a person/);
    expect(pat().modal()).toMatch(/! Lena Fox is on the Partner side/);
    expect(pat().modal()).toMatch(/! That is everybody’s channel/);
  });

  test('a target that is near is taken, and what it means is said at once', async () => {
    await submitNew(world, 'Hasty', { 'Target GA date': '2026-11-29' });
    expect(pat().modal()).toMatch(/29 Nov 2026 is soon. You can leave it so/);
    expect(pat().modal()).toMatch(/Counted back from it, \d+ items are late already: Company is a registered/);
    expect(pat().modal()).toMatch(/from today the earliest GA date is 30 Nov 2026/);
    await pat().close();
    await eventually(world, () => world.slack.channels().find((c) => c.name === 'pc-hasty'));
    await pat().in('general').type('/pc edit Hasty');
    await form(world, pat());
    await pat()
      .fill({ Clouds: ['AWS', 'Google Cloud'] })
      .submit();
    expect(pat().modal()).not.toContain('is soon');
    await pat().close();
    await pat().in('general').type('/pc edit Hasty');
    await form(world, pat());
    await pat().fill({ 'Target GA date': '2026-12-02' }).submit();
    expect(pat().modal()).toMatch(/Target GA date is now 2 Dec 2026.*2 Dec 2026 is soon.*items are late already/s);
    await pat().close();
    await pat().in('general').type('/pc edit Hasty');
    await form(world, pat());
    await pat().fill({ 'Target GA date': '2027-11-29' }).submit();
    expect(pat().modal()).not.toContain('is soon');
  });

  test('a date in the past, and that of today, are refused at their field', async () => {
    for (const date of ['2026-11-23', '2020-02-29']) {
      await submitNew(world, 'Late', { 'Target GA date': date });
      expect(pat().modal()).toMatch(/Target GA date[^!]*! .*is not in the future. Please choose a later date/s);
      await pat().close();
    }
  });

  test('an app or a deactivated person cannot hold a role', async () => {
    const { slack } = world;
    await submitNew(world, 'Robots', { Engineer: slack.bot.userId });
    expect(pat().modal()).toMatch(/Engineer[^!]*! .* is an app. Please choose a person/s);
    await pat().close();
    const gone = slack.person({ name: 'Gil Gone', email: 'gil@databricks.example' });
    const session = pat().in('general');
    await session.type('/pc new');
    await session.fill({ Name: 'Ghosts', 'Integration type': 'Notebook', Clouds: ['AWS'], Engineer: gone });
    slack.deactivate(gone);
    await world.settled();
    await session.submit();
    expect(session.modal()).toMatch(/! Gil Gone is deactivated. Please choose somebody else/);
  });

  test('a person of another company cannot act for this side', async () => {
    await submitNew(world, 'Foreign', { Engineer: world.cast.lena });
    expect(pat().modal()).toMatch(/! Lena Fox is on the Partner side and cannot act|! Lena Fox is on the .* side/);
  });

  test('submitted twice at once, it opens one onboarding', async () => {
    const session = pat().in('general');
    await session.type('/pc new');
    await session.fill({ Name: 'Double', 'Integration type': 'Notebook', Clouds: ['AWS', 'Azure'] });
    await Promise.all([session.submit(), session.submit()]);
    await session.sees(/Double · Set-up\s+All is set up/);
    await world.settled();
    expect(world.slack.channels().filter((c) => c.name.startsWith('pc-double'))).toHaveLength(1);
    expect((await partnerNamed(world, 'Double')).people).toHaveLength(1);
  });

  test('what was typed stays in the form when something is refused', async () => {
    await submitNew(world, 'Kept', { 'People of the partner': 'oops', 'Internal notes': 'Long notes.' });
    expect(pat().modal()).toContain('Long notes.');
    await pat().fill({ 'People of the partner': null }).submit();
    await pat().sees('Onboarding opened');
    await eventually(world, () => world.slack.channels().find((c) => c.name === 'pc-kept'));
  });
});

describe('long and odd texts', () => {
  test('a reason of 3000 characters with markup is kept, shown in short, and breaks nothing', async () => {
    const session = pat().in('pc-twice');
    await session.type('/pc checklist');
    await session.choose('Open an item…', 'Company is a registered Databricks partner');
    await form(world, session);
    const reason = `<!here> <@U1> *_~\`&${'🎈é<'.repeat(740)}`.slice(0, 3000);
    await session.fill({ 'What happens': 'Blocked', Reason: reason }).submit();
    expect(session.modal()).toBeUndefined();
    await newestShows(world, session, /⛔ Company is a registered/);
    await session.click({ text: 'Open', near: '⛔' });
    expect(await form(world, session)).toContain('🎈é<');
    await session.close();
    await session.type('/pc log');
    await newestShows(world, session, 'is blocked');
  });
});
