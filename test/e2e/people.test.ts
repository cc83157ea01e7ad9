import { personOf, teamId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { acme, useAcme } from '../support/acme';
import {
  eventually,
  expectAllWell,
  form,
  given,
  newest,
  newestShows,
  open,
  partnerNamed,
  row,
  shows,
  workUpTo,
} from '../support/story';
import { minute } from '../support/world';

/** Who is who: claims, handing over, user groups, people who leave. */

const { world, as } = useAcme({ groups: { engineering: 'eng', legal: 'legal' } });

beforeAll(async () => {
  const { cast, slack } = world;
  await open(world, 'Acme', {
    'Solution architect': cast.psa,
    'People of the partner': 'lena@acme.example\npaul@acme.example',
  });
  slack.accept(cast.lena);
  slack.accept(cast.paul);
  for (const who of [cast.eng, cast.legal, cast.colleague]) slack.join(who, acme);
  await world.settled();
});
beforeEach(() => world.pass(minute));
// What is under way to somebody while their account is closed, Slack refuses.
afterAll(() => expectAllWell(world, 'conversations.invite already_in_channel'));

/** Somebody opens People; those of the partner with the card's button. */
async function look(who: keyof typeof world.cast) {
  const session = as(who);
  if (world.cast[who].teamId === world.slack.team.id) await session.type('/pc people');
  else await session.click('People');
  await world.settled();
  return session;
}

async function claims(who: keyof typeof world.cast, role: string) {
  const session = await look(who);
  await session.click('Claim a role');
  await form(world, session);
  await session.fill({ Role: role }).submit();
  return session;
}

async function invited(who: 'mia') {
  await given(world, 'Acme', world.cast.pat, { type: 'InvitePartnerPerson', email: world.cast[who].email });
  await shows(world, world.slack.as(world.cast.pat).in('@bot'), `${world.cast[who].email}: invited`);
  return world.cast[who];
}

const mayTick = async (who: 'legal' | 'colleague') => {
  const session = as(who);
  await session.type('/pc gtm');
  return /PPA\) is signed[^\n]*\n\s*\[Done\]/.test(newest(session));
};

describe('a claim of a partner’s person', () => {
  test('counts for nothing until the PDM has confirmed it', async () => {
    const lena = await claims('lena', 'Partner lead');
    await newestShows(world, lena, 'Lena Fox asks to be Partner lead');
    const pat = world.slack.as(world.cast.pat).in('@bot');
    await pat.sees('Lena Fox asks to be Partner lead for Acme');
    expect((await partnerNamed(world, 'Acme')).people.map((a) => a.name)).not.toContain('Lena Fox');
    expect(world.slack.messagesIn(acme).some((m) => m.text.includes('asks to be'))).toBe(false);
    await pat.click('Confirm');
    await pat.sees('Confirmed: Lena Fox is Partner lead of Acme now.');
    await lena.sees('@Lena Fox is Partner lead of Acme now.');
    expect(newest(await look('lena'))).toMatch(/Partner lead: Lena Fox/);
  });

  test('can be declined, and then nothing changes; an answered claim says so', async () => {
    await claims('paul', 'Partner marketer');
    const pat = world.slack.as(world.cast.pat).in('@bot');
    await pat.sees('Paul Reed asks to be Partner marketer');
    const message = pat.things(1);
    await pat.click('Decline');
    await pat.sees('Declined: Paul Reed is not Partner marketer of Acme, and nothing else changes.');
    await as('paul').sees('@Paul Reed, thank you for offering to be Partner marketer of Acme: it was not confirmed.');
    expect(message.length).toBeGreaterThan(1);
    expect((await partnerNamed(world, 'Acme')).claims).toEqual([]);
  });

  test('nobody but the PDM can confirm', async () => {
    await claims('paul', 'Partner engineer');
    const sara = await look('psa');
    expect(newest(sara)).toMatch(/Paul Reed asks to be Partner engineer/);
    expect(newest(sara)).not.toContain('[Confirm]');
    const pat = await look('pat');
    await pat.click({ text: 'Confirm', near: 'Paul Reed asks to be Partner engineer' });
    await pat.sees('Confirmed');
  });

  test('roles of the other side are not offered', async () => {
    const paul = await look('paul');
    await paul.click('Claim a role');
    expect(await form(world, paul)).not.toContain('Engineer\n');
    await expect(paul.fill({ Role: 'Product manager' })).rejects.toThrow('there is no option');
    await paul.close();
  });
});

describe('handing over', () => {
  test('on the databricks side it counts at once', async () => {
    const sara = await look('psa');
    await sara.click('Hand over: Solution architect');
    await form(world, sara);
    await sara.fill({ 'To whom': world.cast.colleague }).submit();
    await newestShows(world, sara, /Solution architect: Cora Hill/);
    await sara.sees('@Cora Hill is Solution architect of Acme now, in place of Sara Quinn.');
  });

  test('on the partner’s side the PDM confirms it, and the old holder stays until then', async () => {
    const { slack, cast } = world;
    slack.accept(await invited('mia'));
    await world.settled();
    const lena = await look('lena');
    await lena.click('Hand over: Partner lead');
    await form(world, lena);
    await lena.fill({ 'To whom': cast.mia }).submit();
    await newestShows(world, lena, /Mia Stone asks to be Partner lead in place of Lena Fox/);
    expect(newest(lena)).toMatch(/Partner lead: Lena Fox/);
    const pat = slack.as(cast.pat).in('@bot');
    await pat.sees('Mia Stone asks to be Partner lead in place of Lena Fox');
    await pat.click('Confirm');
    await pat.sees('Confirmed');
    expect(newest(await look('mia'))).toMatch(/Partner lead: Mia Stone/);
  });

  test('to somebody of the other side, to an app or to oneself it is refused at the field', async () => {
    const pat = await look('pat');
    await pat.click('Hand over: Partner development manager');
    await form(world, pat);
    await pat.fill({ 'To whom': world.cast.paul }).submit();
    expect(pat.modal()).toMatch(/! Paul Reed is on the Partner side|! Paul Reed is on the .* side and cannot act/);
    await pat.fill({ 'To whom': world.cast.pat }).submit();
    expect(pat.modal()).toMatch(/! Please choose somebody else/);
    await pat.fill({ 'To whom': world.slack.bot.userId }).submit();
    expect(pat.modal()).toMatch(/! .* is an app/);
    await pat.close();
  });
});

describe('teams that are Slack user groups', () => {
  test('a member may do what the team may, without being on the list', async () => {
    await workUpTo(world, 'Acme', 'technical-review-meeting');
    const enzo = as('eng');
    await enzo.type('/pc checklist');
    await enzo.click({ text: 'Open', near: row('Technical review meeting') });
    await form(world, enzo);
    await enzo.fill({ 'What happens': 'Done', Meeting: Date.parse('2026-12-01T18:00:00Z') / 1000 }).submit();
    await newestShows(world, enzo, /✅ Technical review meeting is held · done/);
  });

  test('a change of its members, told by Slack, counts at once', async () => {
    const { slack, cast } = world;
    await workUpTo(world, 'Acme', 'ppa-signed');
    expect([await mayTick('legal'), await mayTick('colleague')]).toEqual([true, false]);
    // The same handle is the same group.
    slack.setUserGroup(slack.userGroup({ handle: 'group-legal', people: [] }), [cast.colleague]);
    await world.settled();
    expect([await mayTick('legal'), await mayTick('colleague')]).toEqual([false, true]);
  });
});

/** The list of people has such an entry: events take their time. */
const known = (is: (a: Partner['people'][number]) => boolean) =>
  eventually(world, async () => (await partnerNamed(world, 'Acme')).people.some(is) || undefined);

describe('people who leave', () => {
  test('a deactivated person is noticed: the PDM hears of it, and the list says so', async () => {
    const { slack, cast } = world;
    const gone = slack.person({ name: 'Gil Gone', email: 'gil@databricks.example' });
    await given(world, 'Acme', cast.pat, {
      type: 'AssignPerson',
      picked: { person: personOf(gone.teamId, gone.id), name: gone.name, home: true },
      team: teamId.parse('product'),
    });
    await eventually(world, () => slack.channel(acme).members.includes(gone.id) || undefined);
    await world.settled();
    slack.deactivate(gone);
    const pat = slack.as(cast.pat).in('@bot');
    await pat.sees('Gil Gone was deactivated in Slack and was Product manager for Acme');
    expect(newest(await look('pat'))).toMatch(/Gil Gone · Product manager ⚠️ deactivated/);
    slack.reactivate(gone);
    await known((a) => a.name === 'Gil Gone' && a.active);
    expect(newest(await look('pat'))).toMatch(/Gil Gone · Product manager\n/);
  });

  test('somebody who becomes a guest holds the role no longer: the PDM hears of it', async () => {
    const { slack, cast } = world;
    const gus = slack.person({ name: 'Gus Guest', email: 'gus@databricks.example' });
    await given(world, 'Acme', cast.pat, {
      type: 'AssignPerson',
      picked: { person: personOf(gus.teamId, gus.id), name: gus.name, home: true },
      team: teamId.parse('marketing'),
    });
    await world.settled();
    const session = slack.as(gus).in('general');
    await session.type('/pc status');
    await newestShows(world, session, 'Your partners');
    gus.guest = true;
    slack.change(gus, {});
    await world.settled();
    // What was drawn for them before shows them nothing any more, and says so.
    await session.click('All partners');
    await newestShows(world, session, 'This list is not for guests');
    await slack.as(cast.pat).in('@bot').sees('Gus Guest is on the other side in Slack now and was Marketing manager');
    await known((a) => a.name === 'Gus Guest' && !a.active);
  });

  test('somebody who was renamed is called by their new name', async () => {
    world.slack.change(world.cast.colleague, { name: 'Cora Stone' });
    await known((a) => a.name === 'Cora Stone');
    expect(newest(await look('pat'))).toContain('Cora Stone · Solution architect');
  });

  test('the last PDM cannot be removed, and when gone, a colleague takes over at once', async () => {
    const { slack, cast } = world;
    expect(newest(await look('pat'))).not.toContain('Step down: Partner development manager');
    await world.settled();
    slack.deactivate(cast.pat);
    await world.settled();
    const cora = await claims('colleague', 'Partner development manager');
    await newestShows(world, cora, /Cora Stone · Partner development manager/);
  });
});
