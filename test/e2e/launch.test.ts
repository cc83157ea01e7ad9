import { addDays, dateOf } from '../../src/domain/calendar';
import { acme, date, useAcme } from '../support/acme';
import { partnerConnect } from '../support/lifecycle';
import { eventually, expectAllWell, newest, newestShows, open, publicTexts, shows } from '../support/story';

/** From the fifth gate to the launch: dates are asked for and answered, waves go out, time does what it should. */

const { world, as, opened, at, inChannel, told, acmeNow, workUpTo } = useAcme();
const ga = date('2027-03-02');

const waves = async () => (await acmeNow()).rollout?.waves ?? [];
const wave = async (n: number) => {
  const found = (await waves())[n - 1];
  if (!found) throw new Error(`There is no wave ${n}`);
  return found;
};

test('the stage: both sides are there, every gate is given', async () => {
  await opened({ 'Target GA date': '2027-03-16' });
  await workUpTo('ga-date-agreed');
  await shows(world, as('lena'), /5 of 5 given/);
});

test('Pat tries dates on the plan before anybody is asked', async () => {
  const pat = as('pat');
  await pat.type('/pc plan 2026-12-25');
  expect(newest(pat)).toMatch(/Not possible.*freeze/);
  await pat.choose({ action_id: 'plan-date' }, '2027-03-09');
  await newestShows(world, pat, 'If GA is on Tue 9 Mar 2027');
  expect(newest(pat)).toMatch(/Agree by 2 Mar 2027/);
  expect(newest(pat)).toMatch(/Wave 1: .* region/);
  await pat.click('Use as target');
  await newestShows(world, pat, 'the target');
  expect((await acmeNow()).targetGaDate).toBe('2027-03-09');
});

test('another launch on that day is told to Pat, from anywhere, and to nobody of the partner', async () => {
  await open(world, 'Globex', { 'Target GA date': '2027-03-09' });
  const pat = as('pat').in('general');
  await pat.type('/pc plan acme 2027-03-09');
  await newestShows(world, pat, 'Also on that day: GA of Globex.');
  const lena = as('lena');
  await lena.click('GA date');
  await newestShows(world, lena, 'Target: 9 Mar 2027');
  await lena.click('Plan');
  await newestShows(world, lena, 'If GA is on Tue 9 Mar 2027');
  expect(lena.text()).not.toContain('Globex');
  expect(newest(lena)).not.toContain('[Use as target]');
});

test('Pat proposes, Lena declines with a reason; she proposes another date, and Pat accepts it', async () => {
  const pat = as('pat');
  await at(date('2027-02-08'), '10:00');
  await pat.click('Propose as GA date');
  await pat.fill({ 'GA date': '2027-02-10' }).submit();
  expect(pat.modal()).toMatch(/at least 7 days ahead/);
  await pat.fill({ 'GA date': '2027-03-09', 'A word to the other side': 'After your fair.' }).submit();
  const asked = await told('proposes Tue 9 Mar 2027 as the GA date');
  expect(asked).toContain(`@${world.cast.lena.name}`);
  expect(asked).toContain('After your fair.');

  const lena = as('lena');
  await lena.click({ text: 'Decline', near: '9 Mar 2027' });
  await lena.fill({ 'Why not?': 'Our fair is that week: the week before suits us.' }).submit();
  await told('was declined as the GA date by Lena Fox: “Our fair is that week');

  // The old button explains itself.
  await world.settled();
  await lena.click({ text: 'Accept', near: 'proposes Tue 9 Mar 2027' });
  await lena.sees('is not proposed any more');

  await lena.click('GA date');
  await newestShows(world, lena, 'No date is agreed yet');
  await lena.click('Propose a date');
  // A Sunday is warned of first, and what was typed stays.
  await lena.fill({ 'GA date': addDays(ga, -2), 'A word to the other side': 'Before the fair.' }).submit();
  expect(lena.modal()).toMatch(/28 Feb 2027 is no working day\..*propose it all the same, or choose another day/s);
  expect(lena.modal()).toContain('Before the fair.');
  await lena.fill({ 'GA date': ga }).submit();
  await told('Lena Fox (Partner) proposes Tue 2 Mar 2027');
  await shows(world, as('mia'), 'Proposed GA date: Tue 2 Mar 2027, waits for Databricks');
  await pat.click({ text: 'Accept', near: 'Tue 2 Mar 2027' });
  await told('The GA date is agreed: Tue 2 Mar 2027.');
  await shows(world, as('mia'), 'GA date (agreed): 2 Mar 2027');
});

test('the waves lie within the week before GA, on working days; both sides see the board', async () => {
  const planned = await waves();
  expect(planned.length).toBeGreaterThan(2);
  for (const { on } of planned) {
    expect(on >= addDays(ga, -7) && on <= addDays(ga, -1)).toBe(true);
  }
  const lena = as('lena');
  await lena.click('Rollout');
  await newestShows(world, lena, /Wave 1 · .* · planned/);
  expect(newest(lena)).toContain('[Halt');
  expect(newest(lena)).not.toMatch(/\[Start|\[Move|\[Plan again/);
});

test('T-7 is told in the morning of its day, once', async () => {
  const day = addDays(ga, -7);
  await at(day, '08:59');
  expect(inChannel(/T-7/)).toHaveLength(0);
  await at(day, '09:00');
  const text = await told('T-7');
  expect(text).toContain('GA is on Tue 2 Mar 2027, in 7 days.');
  expect(inChannel('GA is on Tue 2 Mar 2027')).toHaveLength(1);
});

/** Enzo is asked by direct message at the hour of a wave, starts it, and marks all of it live. */
async function roll(n: number): Promise<void> {
  const { on } = await wave(n);
  await at(on, '10:00');
  const enzo = as('eng').in('@bot');
  await eventually(world, () => enzo.text().includes(`Wave ${n} of Acme may be started now`) || undefined);
  await enzo.click({ text: 'Start', near: `Wave ${n} of Acme` });
  await newestShows(world, enzo, new RegExp(`Wave ${n} · .* going live`));
}

test('a wave is prompted, started, marked live, finished, and confirmed by the partner', async () => {
  await roll(1);
  const enzo = as('eng').in('@bot');
  await enzo.click({ text: 'All live', near: 'Wave 1' });
  await newestShows(world, enzo, /Wave 1 · .*live/);
  await enzo.click('Finish');
  await newestShows(world, enzo, /Wave 1 · .*soaking/);

  const paul = as('paul');
  await paul.click('Rollout');
  await newestShows(world, paul, /Wave 1 · .*soaking/);
  await paul.click('I see the tile');
  await newestShows(world, paul, 'The tile was seen by Paul Reed');
  await shows(world, as('mia'), /Wave 1 · .* finished · .* live · tile seen/);
});

test('a region fails; the partner halts; nothing starts until a named engineer resumes', async () => {
  await roll(2);
  const enzo = as('eng').in('@bot');
  await enzo.click({ text: 'Region failed', near: 'Wave 2' });
  const [region = ''] = Object.keys((await wave(2)).regions);
  await enzo.fill({ Region: region, 'What was seen': 'The tile is blank.' }).submit();
  await newestShows(world, enzo, `❌ ${region}: The tile is blank.`);

  const lena = as('lena');
  await lena.click('Halt');
  await lena.fill({ 'What is wrong?': 'Sign-ups of that region end on an error page.' }).submit();
  const halted = await told('The rollout is halted by Lena Fox');
  expect(halted).toContain(`@${world.cast.eng.name}`);
  await shows(world, as('mia'), 'Halted by Lena Fox');

  await lena.click({ text: 'Resume', near: 'halted by Lena Fox' });
  await lena.fill({ 'What was done about it': 'Nothing.' }).submit();
  expect(lena.modal()).toMatch(/in the hands of Enzo Gray/);
  await lena.close();

  await enzo.in(acme).type('/pc rollout');
  await newestShows(world, enzo, 'Halted by Lena Fox');
  await enzo.click('Resume');
  await enzo.fill({ 'What was done about it': 'Redirect mended; tried again.' }).submit();
  await told('resumed by Enzo Gray');
  await newestShows(world, enzo, 'a region failed');
  await enzo.click({ text: 'All live', near: 'Wave 2' });
  await newestShows(world, enzo, /Wave 2 · .* going live/);
  await enzo.click('Finish');
  await newestShows(world, enzo, /Wave 2 · .*soaking/);
});

test('the other waves follow on their days; the rollout is complete', async () => {
  for (let n = 3; n <= (await waves()).length; n += 1) {
    await roll(n);
    const enzo = as('eng').in('@bot');
    await enzo.click({ text: 'All live', near: `Wave ${n}` });
    await newestShows(world, enzo, /\[Finish/);
    await enzo.click('Finish');
    await newestShows(world, enzo, new RegExp(`Wave ${n} · .*soaking`));
  }
  await shows(world, as('mia'), 'Complete: every region is live');
});

test('T-1 says go or no-go by team', async () => {
  const eve = addDays(ga, -1);
  if (dateOf(world.now(), partnerConnect.zone) < eve) await at(eve, '09:00');
  const text = await told(/T-1 ·/);
  expect(text).toMatch(/✅ Product: go/);
  expect(text).not.toContain(': no-go');
  expect(inChannel(/the look at T-3,/)).toHaveLength(1);
  expect(inChannel('🚨')).toHaveLength(0);
});

test('on launch day there is one command card; Pat launches, and both sides read it', async () => {
  await at(ga, '09:00');
  const card = await told('Launch day of Acme');
  expect(card).toMatch(/1\. Partner docs[^\n]*acme\.example/);
  expect(inChannel('Launch day of Acme')).toHaveLength(1);
  const lena = as('lena');
  await lena.click('Launched');
  await lena.sees(/Only the .* can launch/);
  const pat = as('pat');
  await pat.click('Launched');
  const announced = await told('Acme is live in Partner Connect');
  expect(announced).toMatch(/Thank you, .*Lena Fox/);
  await pat.type('/pc status');
  expect(newest(pat)).toContain('Under way: Live');
});

test('nothing was told twice, Slack refused nothing, nothing broke', () => {
  const texts = publicTexts(as('mia')).filter((text) => /T-\d|agreed: |is live in|halted by/.test(text));
  expect(new Set(texts).size).toBe(texts.length);
  expectAllWell(world);
});
