import { acme, useAcme } from '../support/acme';
import {
  eventually,
  expectAllWell,
  form,
  inTime,
  newest,
  newestShows,
  openSignOffs,
  openTests,
  optionsOf,
  record,
  signOff,
  startRound,
} from '../support/story';
import { day, hour, minute } from '../support/world';

/** Joint calls and rounds: scheduled, moved, cancelled with their calendar files; a failure, a second round, a sign-off. */

const { world, as, opened, acmeNow, workUpTo } = useAcme();
const seconds = (text: string) => Date.parse(text) / 1000;

async function look(who: keyof typeof world.cast) {
  const session = as(who);
  if (session.person.teamId === world.slack.team.id) await session.type('/pc calls');
  else await (await openTests(world, session.person, acme)).click('Calls');
  await newestShows(world, session, 'Acme · Calls');
  return session;
}

/** A calendar file that was sent to the channel, its long lines unfolded. */
async function calendar(name: string): Promise<string> {
  await eventually(world, () => world.slack.files().includes(name) || undefined);
  return world.slack.content(name).toString().replaceAll('\r\n ', '');
}

beforeAll(async () => {
  await opened();
  await workUpTo('joint-validation');
});
beforeEach(() => world.pass(minute));
afterAll(() => expectAllWell(world, 'conversations.invite already_in_channel'));

describe('a call', () => {
  test('is scheduled by either side, told in the zones of both, with a file in the thread', async () => {
    const paul = await look('paul');
    await paul.click({ text: 'Schedule', near: 'Joint validation call' });
    await form(world, paul);
    await paul.fill({ 'Date and time': seconds('2026-12-10T18:00:00Z'), Where: 'https://meet.example/acme' }).submit();
    expect(paul.modal()).toBeUndefined();
    const mia = as('mia');
    await mia.sees('Scheduled: Joint validation call, round 1');
    await mia.sees(/Thu 10 Dec 2026, 10:00 \(Databricks, America\/Los_Angeles\)/);
    await mia.sees('Accounts and connections that can be reset during the call');
    await world.settled();
    const file = await calendar('acme-c1-0.ics');
    expect(file).toContain('METHOD:PUBLISH');
    expect(file).toContain('DTSTART:20261210T180000Z');
  });

  test('is moved: the same entry, a higher sequence', async () => {
    const enzo = await look('eng');
    await enzo.click({ text: 'Change' });
    await form(world, enzo);
    await enzo.fill({ 'Date and time': seconds('2026-12-11T18:00:00Z'), Why: 'Paul is away.' }).submit();
    await as('mia').sees(/Moved: Joint validation call, round 1 \(it was Thu 10 Dec 2026, 10:00/);
    await world.settled();
    const uid = /UID:\S+/.exec(await calendar('acme-c1-0.ics'))?.[0] ?? 'none';
    expect(await calendar('acme-c1-1.ics')).toContain(uid);
    expect(await calendar('acme-c1-1.ics')).toMatch(/SEQUENCE:1[\s\S]*DTSTART:20261211T180000Z/);
  });

  test('is cancelled with a reason, and taken off calendars; another one is scheduled', async () => {
    const enzo = await look('eng');
    await enzo.click({ text: 'Cancel the call' });
    await form(world, enzo);
    await enzo.fill({ 'Why is it cancelled?': 'The tile is down.' }).submit();
    await as('mia').sees('Cancelled: Joint validation call, round 1');
    await world.settled();
    expect(await calendar('acme-c1-2.ics')).toMatch(/METHOD:CANCEL[\s\S]*SEQUENCE:2[\s\S]*STATUS:CANCELLED/);

    await look('eng');
    await enzo.click({ text: 'Schedule', near: 'Joint validation call' });
    await form(world, enzo);
    await enzo.fill({ 'Date and time': seconds('2026-12-03T18:00:00Z') }).submit();
    await world.settled();
    expect(await calendar('acme-c2-0.ics')).toContain('SEQUENCE:0');
  });

  test('the file goes out once, also when Slack does not answer', async () => {
    const { slack } = world;
    slack.fail('files.completeUploadExternal', 'drop-after-doing');
    const enzo = await look('eng');
    await enzo.click({ text: 'Change' });
    await form(world, enzo);
    await enzo.fill({ Agenda: 'All cases that are left' }).submit();
    await as('mia').sees('Changed: Joint validation call, round 1');
    await calendar('acme-c2-1.ics');
    await inTime(world, async () => Object.keys((await acmeNow()).outbox).length === 0 || undefined, minute);
    expect(slack.files().filter((name) => name === 'acme-c2-1.ics')).toHaveLength(1);
  });

  test('the channel is reminded a day and an hour before, and asked at the end', async () => {
    const starts = Date.parse('2026-12-03T18:00:00Z');
    await world.pass(starts - day - world.now() + minute);
    const mia = as('mia');
    await mia.sees('Within a day: Joint validation call, round 1');
    await world.pass(starts - hour - world.now() + minute);
    await mia.sees('Within the hour: Joint validation call, round 1');
    await world.pass(starts + hour - world.now() + minute);
    await mia.sees('How did it go? Joint validation call, round 1');
  });
});

describe('rounds', () => {
  test('round 1 has a failure: engineering cannot sign yet, and the next round tries that case only', async () => {
    const { eng } = world.cast;
    await startRound(world, eng, acme, 1);
    const run = 'Record round 1';
    const enzo = await record(world, eng, acme, { run, failed: ['P300'], note: 'The second <b> is empty.' });
    await openTests(world, eng, acme);
    expect(newest(enzo)).toMatch(/Joint round 1[^\n]*7 of 8 cases passed · failed: P300/);
    expect(newest(await openSignOffs(world, eng, acme))).toMatch(/🔒 Engineering sign-off/);

    await look('eng');
    await enzo.click({ text: 'How it went' });
    await form(world, enzo);
    await enzo.fill({ 'How it went': 'Fine' }).submit();
    expect(enzo.modal()).toMatch(/! P300 failed: problems were found/);
    await enzo
      .fill({ 'How it went': 'Problems were found', 'What was found, what was agreed': 'One is empty.' })
      .submit();
    const paul = as('paul');
    await paul.sees('The next round tries what is left: P300');
  });

  test('what failed becomes a bug, with its case', async () => {
    const paul = await openTests(world, world.cast.paul, acme);
    await paul.click({ text: 'Report a bug', near: 'The creator reuses the connection' });
    expect(await form(world, paul)).toContain('P300');
    await paul.close();
  });

  test('what failed becomes a to-do of somebody, until a day', async () => {
    const paul = await openTests(world, world.cast.paul, acme);
    await paul.click('To-do');
    await form(world, paul);
    const fields = { 'What is to be done': 'Fill the second one', 'By whom': 'Paul Reed', 'Until when': '2026-12-07' };
    await paul.fill(fields).submit();
    await newestShows(world, paul, /P300 Fill the second one · you · due 7 Dec 2026/);
    await paul.click('Hand over a to-do');
    await form(world, paul);
    await paul.fill({ 'By whom': 'Lena Fox' }).submit();
    await newestShows(world, paul, /P300 Fill the second one · Lena Fox · due 7 Dec 2026/);
    await paul.click({ text: 'Done', near: 'Fill the second one' });
    await eventually(world, () => !newest(paul).includes('Fill the second one') || undefined);
  });

  test('round 2 has the failed case only; when it passes, engineering signs', async () => {
    const { eng } = world.cast;
    const enzo = await openTests(world, eng, acme);
    await enzo.click('Start round 2');
    await form(world, enzo);
    expect(optionsOf(enzo, 'cases')).toHaveLength(8);
    await enzo.submit();
    const { tests } = await acmeNow();
    expect(tests.rounds.at(-1)).toMatchObject({ number: 2, cases: ['P300'] });
    await enzo.in(acme).type('/pc tests');
    await enzo.click('Record round 2');
    await form(world, enzo);
    await enzo.fill({ Passed: optionsOf(enzo, 'pass').filter((text) => text.startsWith('P300')) }).submit();
    expect(enzo.modal()).toBeUndefined();
    await signOff(world, eng, acme, { gate: 'Engineering sign-off' });
  });

  test('a result that changes reopens that sign-off, and is told', async () => {
    const { eng } = world.cast;
    await workUpTo('signoff-partner');
    await signOff(world, world.cast.lena, acme, { gate: 'Partner sign-off' });
    await record(world, eng, acme, { run: 'Record round 2', failed: ['P600'], note: 'Both are empty.' });
    await as('mia').sees('Engineering sign-off must be given again, since “Joint validation call is passed” changed.');
    const mia = await openSignOffs(world, world.cast.mia, acme);
    expect(newest(mia)).toMatch(/✅ Partner sign-off/);
    await mia.click('Status');
    await newestShows(world, mia, /Tests: 7 of 8 cases passed · joint round 2 · ❌ P600/);
  });

  test('the partner reads the note, not as markup', async () => {
    const mia = await openTests(world, world.cast.mia, acme);
    await mia.choose('Look at a case…', 'P300 · The creator reuses the connection');
    expect(await form(world, mia)).toContain('The second <b> is empty.');
    await mia.close();
  });
});
