import { addDays } from '../../src/domain/calendar';
import { openTasks } from '../../src/domain/maintenance/steps';
import { date, useAcme } from '../support/acme';
import { eventually, expectAllWell, form, inTime, newest, newestShows, publicTexts, shows } from '../support/story';

/** After the launch: credentials come round, a cloud is added, both sides plan ahead. Nobody forgets, nobody acts for the other side. */

const { world, as, opened, at, acmeNow, given, workUpTo } = useAcme();
const ga = date('2027-03-02');

/** The channel is told something, within a while: messages keep a distance of a second, by the clock that tests set. */
const told = (text: string | RegExp): Promise<string> =>
  inTime(world, () =>
    publicTexts(as('mia')).findLast((message) =>
      typeof text === 'string' ? message.includes(text) : text.test(message),
    ),
  );
const tasks = async () => openTasks(await acmeNow()).map(({ id, kind, due }) => [id, kind, due]);
const submitted = (who: keyof typeof world.cast): void => expect(as(who).modal()).toBeUndefined();

/** Every gate is given, every region live, and Acme launched. */
async function launch(): Promise<void> {
  const { cast } = world;
  await opened({ 'Target GA date': ga });
  await workUpTo('ga-date-agreed');
  await given(cast.lena, { type: 'ProposeGaDate', date: ga });
  await given(cast.pat, { type: 'AcceptGaDate', date: ga });
  for (const { id: wave, on, regions } of (await acmeNow()).rollout?.waves ?? []) {
    await at(on, '10:00');
    await given(
      cast.eng,
      { type: 'StartWave', wave },
      { type: 'MarkRegionsLive', wave, regions: Object.keys(regions) },
      { type: 'FinishWave', wave },
    );
  }
  await at(ga, '09:30');
  await given(cast.pat, { type: 'Launch' });
  await world.settled();
}

beforeAll(launch, 60_000);
afterAll(() => expectAllWell(world));

describe('A credential rotation', () => {
  test('is planned by the launch, and the card tells both sides', async () => {
    expect(await tasks()).toEqual([['m1', 'credential-rotation', '2027-05-28']]);
    await shows(world, as('mia'), 'M1 Credential rotation · due 28 May 2027 · next: “New credentials are provided”');
    await as('lena').click('Maintenance');
    await newestShows(world, as('lena'), /⬜ New credentials are provided · Partner · Partner engineering · Paul Reed/);
    expect(newest(as('lena'))).toContain('🔒 Old credentials are retired');
  });

  test('is moved by those who have a part in it, to a working day', async () => {
    const paul = as('paul');
    await paul.click('Maintenance');
    await newestShows(world, paul, 'M1 Credential rotation');
    await paul.click({ text: 'Reschedule', near: 'M1' });
    await paul.fill({ 'New day': '2027-03-20', 'Why does it move?': 'Our audit is in April.' }).submit();
    expect(await form(world, paul)).toMatch(/20 Mar 2027 is no working day: choose 19 Mar 2027 or 22 Mar 2027/);
    await paul.fill({ 'New day': '2027-03-22' }).submit();
    submitted('paul');
    expect(await told('M1 Credential rotation is due on 22 Mar 2027 now')).toContain('Our audit is in April.');
  });

  test('comes in the digest of its people when its first step is near; Done is one click', async () => {
    await at(date('2027-03-10'), '09:00');
    const digest = await told('New credentials are provided · M1 Credential rotation · due 15 Mar 2027, in 5 days');
    expect(digest).toContain(`@${world.cast.paul.name}, this is yours`);
    const paul = as('paul');
    await paul.click({ text: 'Done', near: 'New credentials are provided · M1' });
    await newestShows(world, paul, '✅ New credentials are provided');
    const next = await told('✅ New credentials are provided · M1 Credential rotation, says Paul Reed');
    expect(next).toContain('Next: Databricks uses the new credentials · Databricks · Engineering · Enzo Gray');
    expect(next).toContain(`@${world.cast.eng.name}`);
  });

  test('nobody confirms for the other side', async () => {
    const paul = as('paul');
    await paul.click({ text: 'Done', near: 'Next: Databricks uses the new credentials' });
    await paul.sees('“Databricks uses the new credentials” is confirmed by Enzo Gray (Engineering).');
    const enzo = as('eng');
    await enzo.click({ text: 'Done', near: 'Next: Databricks uses the new credentials' });
    await newestShows(world, enzo, '✅ Databricks uses the new credentials');
    await told('Next: Old credentials are retired · Partner · Partner engineering · Paul Reed');
  });

  test('a step that does not hold is taken back, and done again', async () => {
    const enzo = as('eng');
    await enzo.type('/pc maintain');
    await newestShows(world, enzo, 'Old credentials are retired');
    await enzo.click({ text: 'Not done after all', near: 'M1' });
    await enzo.fill({ 'Why is it not done after all?': 'One workspace still has the old ones.' }).submit();
    submitted('eng');
    await told(/↩️ Databricks uses the new credentials is not done after all .*“One workspace/);
    await newestShows(world, enzo, '⬜ Databricks uses the new credentials');
    await enzo.click({ text: 'Done', near: 'M1' });
    await newestShows(world, enzo, '✅ Databricks uses the new credentials');
  });

  test('what is late climbs, and the last step ends it: the next one is planned', async () => {
    await at(date('2027-03-24'), '09:00');
    const pat = world.slack.as(world.cast.pat).in('@bot');
    await eventually(world, () => /Old credentials are retired · M1 .*overdue/.test(pat.text()) || undefined);
    const paul = as('paul');
    await paul.click('Maintenance');
    await newestShows(world, paul, 'Old credentials are retired');
    await paul.click({ text: 'Done', near: 'M1' });
    await newestShows(world, paul, '✅ M1 Credential rotation · done');
    expect(await told('✅ M1 Credential rotation is done.')).toContain('The next one is due on 22 Jun 2027.');
    expect(await tasks()).toEqual([['m2', 'credential-rotation', '2027-06-22']]);
    await paul.click({ text: 'Done', near: 'Next: Old credentials are retired' });
    await paul.sees(/“M1 Credential rotation” is done already|✅ M1 Credential rotation · done/);
  });
});

describe('Planning', () => {
  test('the other side is told, bad input has its word at the field, and the same twice is one task', async () => {
    const lena = as('lena');
    await lena.click('Maintenance');
    await newestShows(world, lena, 'Plan or report');
    await lena.click('Other maintenance');
    await lena.fill({ 'What is to be done': '  ', Due: '2027-04-30' }).submit();
    expect(await form(world, lena)).toContain('Please say in a few words what is to be done.');
    await lena.fill({ 'What is to be done': 'Rename <the> *connector*', Due: '2027-03-01' }).submit();
    expect(await form(world, lena)).toContain('1 Mar 2027 is past.');
    await lena.fill({ Due: '2027-04-30' }).submit();
    submitted('lena');
    await told(/Lena Fox planned M3 Rename <the> .connector., due on 30 Apr 2027/);

    await lena.click('Credential rotation');
    await lena.fill({ Due: '2027-04-30' }).submit();
    expect(await form(world, lena)).toMatch(/“M2 Credential rotation” is planned already, due 22 Jun 2027/);
    await lena.close();
    await lena.click({ text: 'Cancel', near: 'M3' });
    await lena.fill({ 'Why is it cancelled?': 'We keep the name.' }).submit();
    await told(/M3 Rename .* was cancelled by Lena Fox: “We keep the name\.”/);
  });

  test('a cloud is added: the task says what must be validated again, and its regions have waves of their own', async () => {
    await as('lena').click('Maintenance');
    await newestShows(world, as('lena'), 'Plan or report');
    await as('lena').click('Configuration change');
    expect(await form(world, as('lena'))).toMatch(/A cloud is added by .*Pat Doe.*: please ask them/);
    await as('lena').close();
    const pat = as('pat');
    await pat.type('/pc maintain');
    await newestShows(world, pat, 'Plan or report');
    await pat.click('Configuration change');
    await pat.fill({ 'What changes': ['Adds a cloud'], 'Which clouds': ['Google Cloud'], Due: '2027-04-28' }).submit();
    submitted('pat');
    const planned = await told('Pat');
    expect(planned).toBeDefined();
    await told(/M4 Configuration change, due on 28 Apr 2027/);
    await newestShows(world, pat, 'To be validated again: Engineering sign-off, Solution architect sign-off');
    await pat.type('/pc status');
    await newestShows(world, pat, /🔁 To be validated again: Engineering sign-off, .* · test cases P100, P200/);
    await pat.type('/pc rollout');
    await newestShows(world, pat, /before Wed 28 Apr 2027, when the new regions are due/);
    expect(newest(pat)).toMatch(/⏸️ Held: .*“New configuration is handed over”/);
    const { rollout } = await acmeNow();
    const news = rollout?.waves.filter(({ expansion }) => expansion === 'm4') ?? [];
    expect(news.length).toBeGreaterThan(0);
    for (const { on } of news) expect(on >= addDays(date('2027-04-28'), -7)).toBe(true);
    await as('lena').click('Rollout');
    await newestShows(world, as('lena'), '[Halt');
  });
});

describe('The roadmap', () => {
  test('the partner proposes by a button, and Databricks accepts in the channel', async () => {
    const lena = as('lena');
    await lena.click('Roadmap');
    await newestShows(world, lena, 'Nothing is on the roadmap yet.');
    await lena.click('Propose…');
    await lena
      .fill({ What: 'Lineage in Unity Catalog', Quarter: '2027Q3', 'Who does it': 'Paul Reed (Partner engineering)' })
      .submit();
    submitted('lena');
    await newestShows(world, lena, /R1 Lineage in Unity Catalog · 2027Q3 · Acme · Paul Reed/);
    const asked = await told('Lena Fox proposes for the roadmap: R1 Lineage in Unity Catalog');
    expect(asked).toContain(`@${world.cast.pat.name}`);

    await lena.click({ text: 'Accept', near: 'R1 Lineage' });
    await lena.sees('Your side proposed this; the answer is up to');
    await lena.click('Roadmap');
    await lena.click({ text: 'Edit', near: 'R1' });
    await lena.fill({ Quarter: '2027Q4' }).submit();
    submitted('lena');
    await told(/proposes for the roadmap: R1 .* 2027Q4/);
    const pat = as('pat');
    await pat.type('/pc roadmap');
    await newestShows(world, pat, 'R1 Lineage in Unity Catalog · 2027Q4');
    await pat.click({ text: 'Accept', near: 'R1 Lineage' });
    await newestShows(world, pat, '🗺️ R1 Lineage in Unity Catalog');
    await told(/R1 Lineage in Unity Catalog .* is on the roadmap: accepted by/);
    await pat.type('/pc status');
    await newestShows(world, pat, '🗺️ 1 agreed');
  });

  test('Databricks proposes, the partner declines with a reason', async () => {
    const pat = as('pat');
    await pat.type('/pc roadmap');
    await pat.click('Propose…');
    await pat.fill({ What: 'A demo for the summit', Quarter: '2027Q2', 'Who does it': 'Acme' }).submit();
    submitted('pat');
    await told('proposes for the roadmap: R2 A demo for the summit');
    const lena = as('lena');
    await lena.click({ text: 'Decline', near: 'R2 A demo' });
    await lena.fill({ 'Why not?': 'We are at another fair then.' }).submit();
    submitted('lena');
    await told(/R2 A demo for the summit .* was declined by Lena Fox: “We are at another fair then\.”/);
    await pat.click({ text: 'Withdraw', near: 'R2' });
    expect(await form(world, pat)).toContain('settled or no longer on the roadmap');
    await pat.close();
  });

  test('is done when the side that does it says so, and is kept', async () => {
    const paul = as('paul');
    await paul.click('Roadmap');
    await newestShows(world, paul, 'R1 Lineage');
    await paul.click({ text: 'Done', near: 'R1' });
    await newestShows(world, paul, /✅ R1 Lineage in Unity Catalog .* · done/);
    await told('R1 Lineage in Unity Catalog · 2027Q4 · Acme · Paul Reed is done, says Paul Reed.');
  });

  test('both leads are reminded to review it before the next quarter, once', async () => {
    await at(date('2027-06-17'), '08:59');
    expect(publicTexts(as('mia')).filter((text) => text.includes('before 2027Q3'))).toEqual([]);
    await at(date('2027-06-17'), '09:00');
    const review = await told('Review the roadmap before 2027Q3');
    expect(review).toContain(`@${world.cast.lena.name}`);
    expect(review).toContain(`@${world.cast.pat.name}`);
  });
});

test('credentials come round again in the digest, and the log tells it all in words', async () => {
  await told('New credentials are provided · M2 Credential rotation · overdue since 14 Jun 2027');
  const pat = as('pat');
  await pat.type('/pc log');
  await newestShows(world, pat, /said that R1 Lineage in Unity Catalog is done|declined R2/);
  await pat.click('Older');
  await newestShows(world, pat, /M2 Credential rotation comes back after M1, due on 22 Jun 2027/);
  expect(publicTexts(as('mia')).filter((text) => text.includes('Review the roadmap before 2027Q3'))).toHaveLength(1);
});
