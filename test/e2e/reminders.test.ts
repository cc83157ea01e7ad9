import { calendarDate } from '../../src/domain/ids';
import { instantOf } from '../../src/domain/working-days';
import { secondBot } from '../jobs/support';
import { acme, useAcme } from '../support/acme';
import { partnerConnect } from '../support/lifecycle';
import { actorOf, eventually, expectAllWell, newest, newestShows } from '../support/story';
import { hour } from '../support/world';

/** Mornings pass, and people are told what is theirs. It is Monday 23 November 2026, 09:00 in Los Angeles, at first. */

const { world, as, opened, acmeNow, workUpTo } = useAcme();

/** The direct messages that somebody has from the bot, without the set-up's reports. */
const digests = (who: keyof typeof world.cast): readonly string[] =>
  as(who)
    .in('@bot')
    .messages()
    .map((m) => m.text)
    .filter((text) => /things? for you/.test(text));

const inChannel = () =>
  world.slack
    .messagesIn(acme)
    .filter((m) => /these are yours|this is yours|Late, for both/.test(JSON.stringify(m.blocks)));

/** Puts the clock to a time of day in Los Angeles, some days on. */
async function until(date: string, time = '09:00'): Promise<void> {
  await world.pass(instantOf(calendarDate.parse(date), time, partnerConnect.zone) - world.now());
}

test('a PDM opens an onboarding whose plan is near', async () => {
  await opened({ 'Target GA date': '2027-04-12' });
  expect(digests('pat')).toEqual([]);
});

test('nobody hears anything in the evening; in the morning each hears once what is theirs, in their own zone', async () => {
  await until('2026-11-23', '17:30');
  expect(digests('pat')).toEqual([]);
  await until('2026-11-24', '08:59');
  expect(digests('pat')).toEqual([]);
  await until('2026-11-24');
  await eventually(world, () => digests('pat')[0]);
  await eventually(world, () => digests('psa')[0]);
  expect(digests('pat')).toHaveLength(1);
  expect(digests('pat')[0]).toContain('Company is a registered Databricks partner');
  expect(digests('pat')[0]).not.toContain('Core integration');
  expect(digests('psa')[0]).toContain('Core integration is validated');
  expect(digests('legal')).toEqual([]);
  await until('2026-11-24', '14:00');
  expect(digests('pat')).toHaveLength(1);
});

test('Done and Snooze work from the digest', async () => {
  const sara = as('psa').in('@bot');
  await sara.click({ text: 'Done', near: 'Core integration is validated' });
  await newestShows(world, sara, '✅ Core integration is validated');

  const pat = as('pat').in('@bot');
  await pat.click({ text: 'Snooze', near: 'Company is a registered' });
  await pat.fill({ Until: '2026-12-02' }).submit();
  expect(pat.modal()).toBeUndefined();
  expect(Object.values((await acmeNow()).reminders.snoozed)).toEqual(['2026-12-02']);
  await until('2026-11-25');
  expect(digests('pat')).toHaveLength(1);
});

test('nothing comes on Thanksgiving and on the weekend', async () => {
  const count = digests('psa').length + digests('pat').length + digests('eng').length;
  for (const date of ['2026-11-26', '2026-11-28', '2026-11-29']) await until(date);
  expect(digests('psa').length + digests('pat').length + digests('eng').length).toBe(count);
  await until('2026-12-02');
  expect(await eventually(world, () => digests('pat')[1])).toContain('Company is a registered Databricks partner');
});

test('the partner’s people hear in the channel, each mentioned once, and have buttons there', async () => {
  const { cast } = world;
  await workUpTo('technical-due-diligence');
  await until('2026-12-09');
  const [message] = await eventually(world, () => (inChannel().length > 0 ? inChannel() : undefined));
  const drawn = JSON.stringify(message?.blocks);
  expect(drawn.match(new RegExp(`<@${cast.paul.id}>`, 'g'))).toHaveLength(1);
  expect(drawn).not.toContain(`<@${cast.mia.id}>`);
  await until('2026-12-09', '15:00');
  expect(inChannel()).toHaveLength(1);

  const paul = as('paul');
  await paul.click({ text: 'Mute', near: 'Technical Due Diligence' });
  await paul.submit();
  await until('2026-12-10', '15:00');
  expect(inChannel()).toHaveLength(1);
  await paul.click({ text: 'Reminders' });
  await newestShows(world, paul, /Technical Due Diligence form is filled in is muted/);
  await paul.click({ text: 'Unmute' });
  await paul.submit();
  await world.settled();
  expect(inChannel()).toHaveLength(1);
  await until('2026-12-11', '15:00');
  expect(inChannel()).toHaveLength(1);
  await until('2026-12-14');
  await eventually(world, () => (inChannel().length === 2 ? true : undefined));
});

test('what stays late climbs: to the PDM, to the channel, to the lead; what was missed meanwhile is told once, then weekly', async () => {
  await until('2026-12-30');
  const toPat = digests('pat').at(-1);
  expect(toPat).toMatch(/Technical Due Diligence.*with Paul Reed/);
  const last = JSON.stringify(inChannel().at(-1)?.blocks);
  expect(last).toContain('Late, for both sides to see');
  expect(last).toContain(`<@${world.cast.lena.id}>`);
  const many = inChannel().length;
  await until('2027-01-06', '15:00');
  await world.settled();
  expect(inChannel()).toHaveLength(many);
  await until('2027-01-07');
  await world.settled();
  expect(inChannel()).toHaveLength(many + 1);
  expect(JSON.stringify(inChannel().at(-1)?.blocks)).not.toContain('Late, for both');
  expect(digests('pat').filter((text) => /Technical Due Diligence/.test(text))).toHaveLength(1);
});

test('/pc reminders shows what comes, /pc snooze, mute, unmute and remind open their forms', async () => {
  const pat = as('pat');
  await pat.type('/pc reminders');
  expect(newest(pat)).toContain('Acme · Reminders');
  expect(newest(pat)).toMatch(/in the channel, to Paul Reed/);
  for (const word of ['snooze', 'mute', 'unmute', 'remind']) {
    await pat.type(`/pc ${word}`);
    await pat.sees('Modal');
    await pat.close();
  }
  await pat.type('/pc remind technical due');
  await pat.fill({ On: '2027-01-20' }).submit();
  expect((await acmeNow()).reminders.asked).toEqual({
    [`${actorOf(world, world.cast.pat).person} technical-due-diligence`]: '2027-01-20',
  });
});

test('two bots side by side send each digest once', async () => {
  const second = await secondBot(world);
  await until('2027-01-14');
  await world.settled();
  await second.stop();
  await world.restartBot();
  await world.settled();
  expect(digests('psa').filter((text, n, all) => all.indexOf(text) !== n)).toEqual([]);
  const today = inChannel().filter((m) => Number(m.ts) * 1000 > world.now() - hour);
  expect(today).toHaveLength(1);
  expect(digests('pat').length).toBeLessThan(10);
});

test('Slack refused nothing, and nothing broke', () => {
  expectAllWell(world);
});
