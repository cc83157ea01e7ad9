import { acme, date, useAcme } from '../support/acme';
import { eventually, expectAllWell, form, newest, newestShows, shows, signOff } from '../support/story';

/** A launch that does not go as planned: nobody starts, a sign-off falls, the day comes too early, the date moves. */

const { world, as, opened, at, inChannel, told, acmeNow, agreedOn } = useAcme();
const ga = date('2027-03-02');
const askedOf = (who: 'eng' | 'pat', text: string) =>
  eventually(world, () =>
    as(who)
      .in('@bot')
      .messages()
      .map((m) => m.text)
      .findLast((message) => message.includes(text)),
  );

test('the stage: a date is agreed, and five waves are planned', async () => {
  await opened();
  await agreedOn(ga);
  expect((await acmeNow()).rollout?.waves).toHaveLength(5);
  await told('The GA date is agreed');
});

test('a form that stays open while somebody becomes a guest is not theirs to submit any more', async () => {
  const { slack } = world;
  const gil = slack.person({ name: 'Gil Gone', email: 'gil@databricks.example' });
  const session = slack.as(gil).in('general');
  await session.type('/pc rollout Acme');
  await session.click('Halt');
  await form(world, session);
  Object.assign(gil, { guest: true });
  slack.change(gil, {});
  await world.settled();
  await session.fill({ 'What is wrong?': 'Nothing' }).submit();
  expect(session.modal()).toContain('This is from another channel, or out of date');
  expect((await acmeNow()).rollout?.halted).toBeUndefined();
  await session.close();
});

test('nobody starts the first wave: what remains no longer fits, and those who can do something are told', async () => {
  await at(date('2027-02-23'), '10:00');
  await askedOf('eng', 'Wave 1 of Acme may be started now');
  await at(date('2027-02-23'), '15:00');
  for (const who of ['eng', 'pat'] as const) {
    const text = await askedOf(who, 'no longer fits before GA on Tue 2 Mar 2027');
    expect(text).toContain('5 waves still to start, and 4 days left');
  }
  // A click on the old prompt explains itself; the wave has not started by itself.
  const enzo = as('eng').in('@bot');
  await enzo.click({ text: 'Start', near: 'Wave 1 of Acme may be started' });
  await enzo.sees(/too late for that: move it/);
});

test('Enzo plans fewer waves, with a reason', async () => {
  const enzo = as('eng').in('@bot');
  await enzo.click({ text: 'Plan fewer waves', near: 'no longer fits' });
  await enzo.fill({ 'At most': '3 waves', 'Why is it planned again?': 'The first day was missed.' }).submit();
  expect(enzo.modal()).toBeUndefined();
  const { rollout } = await acmeNow();
  expect(rollout?.waves.map(({ on }) => on)).toEqual(['2027-02-24', '2027-02-25', '2027-02-26']);
  await newestShows(world, enzo, /0 of 3 waves finished/);
});

test('a sign-off is taken back: the waves are held, visibly, until it is given again', async () => {
  const lena = as('lena');
  await lena.click('Sign-offs');
  await world.settled();
  await lena.click({ text: 'Take back', near: 'Partner sign-off' });
  await lena.fill({ 'Why is it taken back?': 'Sign-up broke.' }).submit();
  await askedOf('eng', 'The launch of Acme is at risk: 3 waves held');
  await shows(world, as('mia'), 'Held: something that the GA date rests on must be given again');
  await lena.click('GA date');
  await newestShows(world, lena, 'Something that the date rests on fell');

  await at(date('2027-02-24'), '10:00');
  // The prompt of the plan before is not for the wave of today.
  const direct = as('eng').in('@bot');
  await direct.click({ text: 'Start', near: 'Wave 1 of Acme may be started' });
  await direct.sees(/was planned for 23 Feb 2027 then, and is planned for 24 Feb 2027 now/);
  const enzo = as('eng');
  await enzo.type('/pc rollout');
  await newestShows(world, enzo, /⏸️ Wave \d · Wed 24 Feb 2027 · held/);
  expect(newest(enzo)).not.toContain('[Start]');
  await signOff(world, world.cast.lena, acme, { gate: 'Partner sign-off' });
  await enzo.type('/pc rollout');
  await newestShows(world, enzo, '[Start]');
});

test('a wave is rolled back with a reason, and can be started again on another day', async () => {
  const enzo = as('eng');
  await enzo.click({ text: 'Start', near: 'Wed 24 Feb 2027' });
  await newestShows(world, enzo, /going live/);
  await enzo.click('Roll back');
  await enzo.fill({ 'Why is it rolled back?': 'Wrong logo.' }).submit();
  await told('Rolled back: wave 1');
  await newestShows(world, enzo, 'Rolled back: Wrong logo.');
});

test('the eve comes and the rollout is not complete: it is said loudly, and launch day announces nothing', async () => {
  await at(date('2027-03-01'), '17:00');
  const loud = await told('🚨 The rollout of Acme is not complete');
  expect(loud).toContain(`@${world.cast.pat.name}`);
  await at(ga, '09:00');
  const day = await told('Launch day (Tue 2 Mar 2027), and Acme is not launched.');
  expect(day).toContain('The rollout is not complete.');
  expect(inChannel('is live in')).toHaveLength(0);
});

test('both sides move the date; the channel reads what that means, and the waves are planned anew', async () => {
  const pat = as('pat');
  await pat.type('/pc ga');
  await newestShows(world, pat, 'Moving the date needs both sides again');
  await pat.click('Move the date');
  await pat.fill({ 'GA date': '2027-03-16', 'A word to the other side': 'Two more weeks.' }).submit();
  expect(pat.modal()).toBeUndefined();
  await told('proposes Tue 16 Mar 2027');
  const lena = as('lena');
  await lena.click({ text: 'Accept', near: 'Tue 16 Mar 2027' });
  const moved = await told('The GA date is moved');
  expect(moved).toContain('from Tue 2 Mar 2027 to Tue 16 Mar 2027');
  const { rollout } = await acmeNow();
  expect(rollout?.waves.every(({ on }) => on >= '2027-03-09' && on <= '2027-03-15')).toBe(true);
});

test('nothing was told twice, Slack refused nothing, nothing broke', () => {
  for (const once of ['🚨', 'not launched.', 'The GA date is agreed', 'The GA date is moved'])
    expect(inChannel(once)).toHaveLength(1);
  expectAllWell(world);
});
