import { acme, useAcme } from '../support/acme';
import { bugReport } from '../support/bugs';
import { eventually, expectAllWell, form, inTime, newest, newestShows, shows } from '../support/story';
import { hour, minute } from '../support/world';

/** Bugs after the launch and before: reported by either side, solved by one, verified by the other, in a thread of their own. */

const { world, as, opened, acmeNow, given } = useAcme();
const bugOf = async (number: string) => (await acmeNow()).bugs[number];

/** Lines that the bot wrote into threads, oldest first. */
const lines = (): readonly string[] =>
  as('mia')
    .messages()
    .filter((m) => m.thread && m.from === 'partner-connect')
    .map((m) => m.text);
const line = (text: string): Promise<string> => eventually(world, () => lines().findLast((one) => one.includes(text)));

/** The message that shows a bug to everybody in the channel, as it is now. */
const message = (number: string): string =>
  as('mia')
    .messages()
    .filter((m) => !m.thread && !m.ephemeral && m.text.includes(`${number} ·`) && m.text.includes('Steps:'))
    .map((m) => m.text)
    .at(-1) ?? '';
const messageShows = async (number: string, wanted: RegExp): Promise<void> => {
  await inTime(world, () => wanted.test(message(number)) || undefined).catch((error: unknown) => {
    throw new Error(`${number} does not show ${String(wanted)}, but:\n${message(number)}`, { cause: error });
  });
};

beforeAll(() => opened());

afterAll(() => expectAllWell(world, 'chat.postMessage thread_not_found', 'chat.update message_not_found'));

describe('A bug that a Databricks person makes of a message', () => {
  test('the shortcut opens the form with the message in it, and the bug keeps its address', async () => {
    await as('lena').type('Our sign-up page is *blank* since this morning & nobody can connect <here>');
    const enzo = as('eng');
    await enzo.shortcut('Escalate as bug', 'page is blank since');
    expect(await form(world, enzo)).toContain(
      'Our sign-up page is *blank* since this morning & nobody can connect <here>',
    );
    await enzo
      .fill({
        Title: 'Sign-up is blank',
        Severity: 'S2 · Main journey broken',
        'Where is it suspected?': 'Acme',
        Clouds: ['AWS'],
        'Customers affected': 'All of the EU',
      })
      .submit();
    await enzo.sees('ACME-1 · Sign-up is blank is reported.');
    await enzo.close();
    expect((await bugOf('ACME-1'))?.message).toMatch(/^https:\/\/.*slack\.com\/archives\/C\w+\/p\d+$/);
  });

  test('it stands in the channel for both sides; its thread begins with whose turn it is', async () => {
    await messageShows('ACME-1', /S2 Main journey broken · not acknowledged yet · with Acme: Paul Reed/);
    expect(message('ACME-1')).toContain('Where: AWS');
    const first = await line('Enzo Gray reported ACME-1 (S2): Sign-up is blank.');
    expect(first).toMatch(/Next: acknowledge by .* · @Paul Reed/);
  });

  test('the same message again shows the bug that it is', async () => {
    const pat = as('pat');
    for (const text of ['page is blank since', 'ACME-1 · Sign-up is blank']) {
      await pat.shortcut('Escalate as bug', text);
      await newestShows(world, pat, /ACME-1 · Sign-up is blank/);
      expect(pat.view()).toBeUndefined();
      await world.pass(minute);
    }
  });

  test('external people have no shortcut: for them there is the button', async () => {
    const paul = as('paul');
    await paul.shortcut('Escalate as bug', 'page is blank since');
    expect(paul.notices().join()).toContain('there is no message shortcut');
  });
});

describe('The life of a bug', () => {
  test('Paul acknowledges it with the button of its message, which changes in place', async () => {
    await as('paul').click({ text: 'Acknowledge', near: 'ACME-1' });
    await messageShows('ACME-1', /acknowledged · with Acme: Paul Reed/);
    await line('Paul Reed acknowledged ACME-1.');
    // One post in the channel, however much happens.
    const posts = as('mia')
      .messages()
      .filter((m) => !m.thread && !m.ephemeral && m.text.includes('ACME-1 ·') && m.text.includes('Steps:'));
    expect(posts).toHaveLength(1);
  });

  test('two people at once: the second hears who was first', async () => {
    // An old picture of the message still has the button.
    await given(world.cast.pat, bugReport({ title: 'Logo is crooked', severity: 'S4' }));
    await messageShows('ACME-2', /Logo is crooked/);
    const [enzo, sara] = [as('eng'), as('psa')];
    await enzo.type('/pc bug acme-2');
    await sara.type('/pc bug 2');
    await Promise.all([newestShows(world, enzo, /Acknowledge/), newestShows(world, sara, /Acknowledge/)]);
    await enzo.click({ text: 'Acknowledge', near: 'ACME-2' });
    await newestShows(world, enzo, /acknowledged · with Databricks: Enzo Gray/);
    await sara.click({ text: 'Acknowledge', near: 'ACME-2' });
    await newestShows(world, sara, 'Enzo Gray has acknowledged ACME-2 already and sees to it.');
  });

  test('who is not on the side whose turn it is hears whose turn it is', async () => {
    const enzo = as('eng');
    await enzo.click({ text: 'Start', near: 'ACME-1' });
    await newestShows(world, enzo, /ACME-1 is with Acme now: Paul Reed/);
  });

  test('it is handed over with a reason, and the clock shows in whose court it is', async () => {
    const paul = as('paul');
    await paul.click({ text: 'Hand over', near: 'ACME-1' });
    expect(await form(world, paul)).toContain('It becomes the turn of Databricks');
    await paul.fill({ 'Why is it theirs?': 'Your call has no `region` in it.' }).submit();
    expect(paul.modal()).toBeUndefined();
    await messageShows('ACME-1', /not acknowledged yet · with Databricks: Enzo Gray/);
    expect(await line('handed ACME-1 over to Databricks')).toMatch(/@Enzo Gray/);
  });

  test('Enzo starts, ticks steps, says how it goes, mitigates and resolves it', async () => {
    const enzo = as('eng');
    await enzo.type('/pc bug ACME-1');
    await newestShows(world, enzo, /Confirm: See it happen/);
    await enzo.click({ text: 'Acknowledge', near: 'ACME-1' });
    await enzo.click({ text: 'Start', near: 'ACME-1' });
    await newestShows(world, enzo, /in progress · with Databricks: Enzo Gray/);
    await enzo.click({ text: 'Steps', near: 'ACME-1' });
    // While his form is open, Paul ticks another one: neither tick is lost.
    await given(world.cast.paul, { type: 'TickBugSteps', bug: 'ACME-1', steps: ['contain'] });
    await enzo.fill({ 'Tick what is done': ['Confirm'] }).submit();
    await newestShows(world, enzo, /Steps: ✅ Confirm · ✅ Contain · ⬜ Tell customers/);
    await enzo.click({ text: 'Update', near: 'ACME-1' });
    await enzo.fill({ 'How does it go?': 'Found: an old build.' }).submit();
    await line('Enzo Gray on ACME-1: Found: an old build.');
    await enzo.click({ text: 'Mitigated', near: 'ACME-1' });
    await enzo.fill({ 'What was done against the harm': 'Rolled back.' }).submit();
    await newestShows(world, enzo, /mitigated, not resolved/);
    await enzo.click({ text: 'Resolved', near: 'ACME-1' });
    await enzo.submit();
    expect(enzo.modal()).toMatch(/!/);
    await enzo.fill({ 'What was done': 'New build is out.' }).submit();
    await messageShows('ACME-1', /resolved, to be verified · with Acme: Paul Reed/);
    expect(await line('resolved ACME-1: New build is out.')).toContain('Next: verify · @Paul Reed');
  });

  test('the same side cannot verify; the partner does, or says what is still broken', async () => {
    const enzo = as('eng');
    await enzo.click({ text: 'Verified', near: 'ACME-1' });
    await newestShows(world, enzo, /so Acme verifies it: Paul Reed/);
    const paul = as('paul');
    await paul.click({ text: 'Reopen', near: 'ACME-1' });
    await paul.fill({ 'What happens again, or still?': 'Blank in Safari.' }).submit();
    await messageShows('ACME-1', /not acknowledged yet · with Databricks: Enzo Gray/);
    await given(world.cast.eng, { type: 'ResolveBug', bug: 'ACME-1', note: 'Safari too.' });
    await messageShows('ACME-1', /to be verified/);
    await paul.click({ text: 'Verified', near: 'ACME-1' });
    await messageShows('ACME-1', /verified, to be closed · with Databricks/);
    await as('eng').click({ text: 'Close', near: 'ACME-1' });
    await messageShows('ACME-1', /· closed/);
    await line('Enzo Gray closed ACME-1.');
  });

  test('the list has the open ones, and the closed ones with the time they took', async () => {
    const lena = as('lena');
    await shows(world, lena, /Open bugs\s+🐞 ACME-2 · S4 · Logo is crooked/);
    await lena.click({ text: 'Bugs', near: 'Open bugs' });
    await newestShows(world, lena, /Acme · Bugs\n1 bug open, 1 closed/);
    await lena.click('Closed bugs');
    await newestShows(
      world,
      lena,
      /ACME-1 · Sign-up is blank · S2\n.*acknowledged in .* working minute.* · resolved in/s,
    );
    await lena.click({ text: 'Open', near: 'ACME-1' });
    await newestShows(world, lena, /Closed /);
    const pat = as('pat');
    await pat.in('general').type('/pc bug ACME-2');
    await newestShows(world, pat, /ACME-2 · Logo is crooked/);
    await pat.type('/pc log');
  });

  test('a duplicate is closed and names the other; another severity has another time', async () => {
    await given(world.cast.lena, bugReport({ title: 'Logo hangs', severity: 'S3' }));
    await messageShows('ACME-3', /S3 Degraded/);
    const pat = as('pat');
    await pat.click({ text: 'Severity', near: 'ACME-3' });
    await pat.fill({ Severity: 'S4 · Cosmetic', 'Why?': 'It is a logo.' }).submit();
    await messageShows('ACME-3', /S4 Cosmetic/);
    await line('Pat Doe changed ACME-3 to S4: It is a logo.');
    await pat.click({ text: 'Duplicate', near: 'ACME-3' });
    await pat.fill({ 'Is the same as': 'ACME-2 · Logo is crooked' }).submit();
    await messageShows('ACME-3', /Duplicate of ACME-2/);
  });
});

describe('A partner who never answers', () => {
  test('Paul reports with the button of the card; the bug is handed to Acme, and nobody there sees to it', async () => {
    const paul = as('paul');
    await paul.click('Report a bug');
    await paul
      .fill({
        Title: '<!channel> *Tile* fails & <@U1|you>',
        'What happens': 'It says <script>.',
        Severity: 'S2 · Main journey broken',
        'Test case that failed': 'P100 · A new user in a new workspace creates a connection',
      })
      .submit();
    await paul.sees('is reported.');
    await paul.close();
    await messageShows('ACME-4', /<!channel> .Tile. fails & <@U1\|you>/);
    expect(message('ACME-4')).toContain('test case P100');
    const raw = world.slack.messagesIn(acme).find(({ text }) => text.includes('ACME-4'));
    expect(JSON.stringify(raw)).not.toContain('<!channel>');
    await given(world.cast.eng, { type: 'HandOverBug', bug: 'ACME-4', to: 'partner', reason: 'Yours.' });
    await line('handed ACME-4 over to Acme');
  });

  test('the ladder is climbed in the thread, rung by rung, each once, up to the leads of both sides', async () => {
    const late = () => lines().filter((one) => one.includes('⏰ ACME-4') && one.includes('is not acknowledged'));
    const climbs = async (ms: number, rungs: number) => {
      await world.pass(ms);
      return eventually(world, () => (late().length >= rungs ? late().at(-1) : undefined));
    };
    expect(await climbs(2 * hour + minute, 1)).toMatch(/it was due by .*\nIt is with Acme · @Paul Reed/);
    expect(await climbs(hour, 2)).toContain('@Paul Reed');
    expect(await climbs(hour, 3)).toContain('@Pat Doe');
    expect(await climbs(2 * hour, 4)).toContain('@Lena Fox');
    // The day's working hours are over: it goes on in the morning.
    await world.pass(6 * hour);
    expect(late()).toHaveLength(4);
    expect(await climbs(12 * hour, 5)).toMatch(/@Lena Fox @Pat Doe/);
    await world.pass(8 * hour);
    expect(late()).toHaveLength(5);
  });

  test('an answer ends the climb', async () => {
    await as('paul').click({ text: 'Acknowledge', near: 'ACME-4' });
    await messageShows('ACME-4', /acknowledged · with Acme/);
    const before = lines().filter((one) => one.includes('is not acknowledged')).length;
    await world.pass(6 * hour);
    expect(lines().filter((one) => one.includes('is not acknowledged'))).toHaveLength(before);
  });
});

describe('What nobody expected', () => {
  test('an empty form, and a title too long to read', async () => {
    const pat = as('pat');
    await pat.type('/pc bug');
    await form(world, pat);
    await pat.submit();
    expect(pat.modal()).toMatch(/Title.*\n?.*!/s);
    await pat.fill({ Title: ' \u200b ', 'What happens': ' ', Severity: 'S4 · Cosmetic' }).submit();
    expect(pat.modal()).toMatch(/! Please (give it a title|say what happens)/);
    await expect(pat.fill({ Title: 'x'.repeat(101) })).rejects.toThrow('at most 100');
    await pat.close();
  });

  test('the shortcut outside a partner’s channel', async () => {
    const cora = world.slack.as(world.cast.colleague).in('general');
    await cora.type('The canteen is closed');
    await cora.shortcut('Escalate as bug', 'canteen');
    await cora.sees('This message is in no channel of a partner.');
  });

  test('a number that is none, and a person of another partner', async () => {
    const pat = as('pat');
    await pat.type('/pc bug ACME-99');
    await newestShows(world, pat, 'I know no bug ACME-99.');
    const rita = world.slack.as(world.cast.rival);
    expect(() => rita.in(acme).messages()).toThrow();
  });

  test('Slack takes a line and its answer is lost: it is found in the thread, not written again', async () => {
    await world.settled();
    world.slack.fail('chat.postMessage', 'drop-after-doing');
    await given(world.cast.eng, { type: 'UpdateBug', bug: 'ACME-2', note: 'Only once.' });
    await line('Only once.');
    await inTime(world, async () => Object.keys((await acmeNow()).outbox).length === 0 || undefined, minute);
    expect(lines().filter((one) => one.includes('Only once.'))).toHaveLength(1);
    expect(world.slack.calls('conversations.replies').length).toBeGreaterThan(0);
  });

  test('somebody deletes the message of a bug: it is posted anew, and its thread goes on there', async () => {
    const { channel } = await acmeNow();
    if (channel.is !== 'ready') throw new Error('no channel');
    const ts = (await acmeNow()).living['bug:ACME-2']?.ts ?? '';
    const there = world.slack.channel(acme);
    there.messages = there.messages.filter((m) => m.ts !== ts);
    await given(world.cast.eng, { type: 'UpdateBug', bug: 'ACME-2', note: 'Measured it.' });
    await messageShows('ACME-2', /Logo is crooked/);
    await line('Enzo Gray on ACME-2: Measured it.');
  });

  test('the channel is archived: what is reported is recorded, and said', async () => {
    const pat = world.slack.as(world.cast.pat);
    await world.settled();
    world.slack.archive(acme, world.cast.colleague);
    await eventually(world, async () => (await acmeNow()).channel.is === 'archived' || undefined);
    await pat.in('general').type('/pc bug Acme');
    await pat.fill({ Title: 'All is quiet', 'What happens': 'Nothing.', Severity: 'S1 · Outage or security' }).submit();
    await pat.sees('The channel was archived, so nobody reads it there.');
    await pat.close();
    await world.pass(16 * minute);
    const enzo = world.slack.as(world.cast.eng).in('@bot');
    await enzo.sees(/⏰ ACME-5 · All is quiet \(S1\) is not acknowledged/);
    world.slack.unarchive(acme, world.cast.colleague);
    await messageShows('ACME-5', /All is quiet/);
  });

  test('of a closed partner none is reported, and nothing is done about those that there are', async () => {
    await given(world.cast.pat, { type: 'ClosePartner', reason: 'paused' });
    const pat = as('pat');
    await pat.type('/pc bug');
    expect(await form(world, pat)).toContain('is closed: no bug can be reported until it is reopened.');
    await pat.close();
    await as('paul').click({ text: 'Update', near: 'ACME-4' });
    expect(await form(world, as('paul'))).toContain('nothing changes until it is reopened');
    expect(newest(as('paul'))).toBeDefined();
  });
});
