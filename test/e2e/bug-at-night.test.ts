import { itemId } from '../../src/domain/ids';
import { acme, date, useAcme } from '../support/acme';
import { eventually, expectAllWell, inTime, newest, newestShows, openSignOffs, publicTexts } from '../support/story';

/** An outage at three in the morning, while the tile is rolled out. */

const { world, as, opened, at, told, acmeNow, given, agreedOn } = useAcme();

beforeAll(async () => {
  await opened();
  await agreedOn(date('2027-03-02'));
  await at(date('2027-02-23'), '10:30');
  const regions = Object.keys((await acmeNow()).rollout?.waves[0]?.regions ?? {});
  await given(
    world.cast.eng,
    { type: 'StartWave', wave: 'w1' },
    { type: 'MarkRegionsLive', wave: 'w1', regions },
    { type: 'FinishWave', wave: 'w1' },
  );
});

afterAll(() => expectAllWell(world));

test('Paul reports an outage with the button of the card; the waves that have not started are halted', async () => {
  await at(date('2027-02-24'), '03:00');
  const paul = as('paul');
  await paul.click('Report a bug');
  await paul
    .fill({
      Title: 'Nobody can connect',
      'What happens': 'Every call answers 500.',
      Severity: 'S1 · Outage or security',
    })
    .submit();
  await paul.sees('Waves that have not started are halted until an engineer resumes.');
  await paul.close();
  expect(await told('The rollout is halted')).toContain('ACME-1 (S1): Nobody can connect');
  const { rollout } = await acmeNow();
  expect(rollout?.halted).toBeDefined();
  expect(rollout?.waves[0]?.finishedAt).toBeDefined();
});

test('quiet hours or not, the ladder is climbed, and both sides can see it', async () => {
  await at(date('2027-02-24'), '03:15');
  expect(await told('⏰ ACME-1 · Nobody can connect (S1) is not acknowledged')).toContain('@Enzo Gray');
  await at(date('2027-02-24'), '03:30');
  await eventually(world, async () => (await told('⏰ ACME-1')).includes('@Pat Doe') || undefined);
});

test('an engineer wakes up and takes it; the climb ends', async () => {
  await as('eng').click({ text: 'Acknowledge', near: 'ACME-1' });
  await told('Enzo Gray acknowledged ACME-1.');
  const before = publicTexts(as('mia')).filter((text) => text.includes('⏰')).length;
  await at(date('2027-02-24'), '04:20');
  expect(publicTexts(as('mia')).filter((text) => text.includes('⏰'))).toHaveLength(before);
});

test('what can wait for the morning names people in the night, and pings nobody', async () => {
  const signOff = itemId.parse('signoff-psa');
  await given(world.cast.psa, { type: 'TakeBackSignOff', signOff, reason: 'A second look.' });
  const undone = await told('was taken back by Sara Quinn');
  expect(undone).toContain('Next: Solution architect sign-off · Partner solution architecture · Sara Quinn');
  expect(undone).not.toContain('@');
  await given(world.cast.psa, { type: 'GiveSignOff', signOff, criteria: ['p200', 'p201'] });
});

test('it shows at the sign-offs that it touches, and no wave starts', async () => {
  const petra = await openSignOffs(world, world.cast.product, acme);
  await newestShows(world, petra, /Product sign-off[^]*🔴 Open: ACME-1 · Nobody can connect/);
  const ppa = newest(petra).split('PPA confirmation')[1] ?? '';
  expect(ppa).not.toContain('ACME-1');
  await at(date('2027-02-24'), '10:05');
  const enzo = as('eng');
  await enzo.type('/pc rollout');
  await newestShows(world, enzo, /Halted/);
  expect(newest(enzo)).not.toContain('[Start]');
});

test('resolving and verifying it does not resume; a named engineer does', async () => {
  await as('eng').click({ text: 'Resolved', near: 'ACME-1' });
  await as('eng').fill({ 'What was done': 'Certificate renewed.' }).submit();
  await told('resolved ACME-1: Certificate renewed.');
  await inTime(world, () => publicTexts(as('mia')).find((text) => text.includes('resolved, to be verified')));
  await as('paul').click({ text: 'Verified', near: 'ACME-1' });
  await told('Paul Reed verified ACME-1.');
  expect((await acmeNow()).rollout?.halted).toBeDefined();
  const enzo = as('eng');
  await enzo.click({ text: 'Resume', near: 'The rollout is halted' });
  await enzo.fill({ 'What was done about it': 'Certificate renewed.' }).submit();
  await told('The rollout of Acme was resumed by Enzo Gray.');
  await enzo.type('/pc rollout');
  await newestShows(world, enzo, '[Start]');
});
