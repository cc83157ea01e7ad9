import { acme, useAcme } from '../support/acme';
import { expectAllWell, form, newest, newestShows, open, said } from '../support/story';

/** What can be typed, where, and what everything else is answered with. */

const { world, as, opened } = useAcme();

beforeAll(async () => {
  await opened({ 'Target GA date': '2027-03-01', 'Internal notes': 'A secret.' });
  await open(world, 'Globex');
});
afterAll(() => expectAllWell(world));

/** Types a command, and returns the answer that only they see. */
async function typed(who: keyof typeof world.cast, text: string, channel = acme): Promise<string> {
  const session = as(who, channel);
  await session.type(text);
  await world.settled();
  return newest(session);
}

test('`/pc help` lists every command, and `?` does too', async () => {
  for (const text of ['/pc help', '/pc ?', '/pc HELP']) {
    const answer = await typed('pat', text);
    for (const command of ['new', 'status', 'checklist', 'gtm', 'signoff', 'people', 'log', 'close', 'reopen'])
      expect(answer).toContain(`/pc ${command}`);
  }
});

test('a typo is answered with what was probably meant; an unknown word with help', async () => {
  expect(await typed('pat', '/pc statsu')).toContain('I do not know /pc statsu. Did you mean /pc status?');
  expect(await typed('pat', '/pc cheklist')).toContain('Did you mean /pc checklist?');
  const unknown = await typed('pat', '/pc <!channel>`dance`');
  expect(unknown).toContain('I do not know');
  expect(unknown).not.toContain('Did you mean');
  expect(unknown).not.toContain('@channel');
  expect(await typed('pat', '/pc toString')).toContain('I do not know');
  expect(await typed('pat', '/pc __proto__')).toContain('I do not know');
});

test('`/pc` alone, and `/pc status`, tell where the partner of this channel stands', async () => {
  for (const text of ['/pc', '/pc   ', '/pc status', '/pc  STATUS ']) {
    const answer = await typed('psa', text);
    expect(answer).toMatch(/^Acme\n/);
    expect(answer).toMatch(/Target GA date: 1 Mar 2027, in 98 days/);
    expect(answer).toMatch(
      /Next[\s\S]*Company is a registered[^\n]*\n[^\n]*Databricks · Partner development · (you|Pat Doe)/,
    );
    expect(answer).not.toContain('A secret');
  }
});

test('outside a partner’s channel it lists mine; with `all` everybody’s; with a name that one', async () => {
  expect(await typed('pat', '/pc status', 'general')).toMatch(/Your partners[\s\S]*Acme[\s\S]*Globex/);
  expect(await typed('colleague', '/pc status', 'general')).toContain('You are on no partner');
  expect(await typed('colleague', '/pc status all', 'general')).toMatch(/All partners[\s\S]*Acme[\s\S]*Globex/);
  expect(await typed('colleague', '/pc status aCME ', 'general')).toMatch(/^Acme\n/);
  expect(await typed('eng', '/pc status Globex')).toMatch(/^Globex\n/);
  expect(await typed('eng', '/pc checklist Globex', 'general')).toMatch(/^Globex · Checklist/);
  expect(await typed('pat', '/pc people', 'general')).toContain('Your partners');
});

test('a command that is about one partner says where it works', async () => {
  expect(await typed('pat', '/pc checklist', 'general')).toMatch(
    /Your partners[\s\S]*\/pc checklist is about one partner: type it in the partner’s channel, or with the name, as in \/pc checklist Acme\./,
  );
  expect(await typed('pat', '/pc status', 'general')).not.toContain('is about one partner');
});

test('what names no item is answered so, not with partners', async () => {
  expect(await typed('pat', '/pc remind the moon')).toContain(
    'No open item of Acme is called “the moon”. /pc remind alone lets you choose one.',
  );
  expect(await typed('pat', '/pc remind Globi')).toContain('Did you mean “Globex”?');
});

test('a date that is none is not taken for a partner', async () => {
  for (const date of ['2027-02-30', '2027-13-45', '1.3.2027', '3/1/2027', '0001-01-01', '9999-12-31'])
    expect(await typed('pat', `/pc plan ${date}`)).toContain(`${date} is not a date that I can read`);
  expect(await typed('pat', '/pc plan Acme 2027-02-30', 'general')).toContain('2027-02-30 is not a date');
  expect(await typed('pat', '/pc plan Acme 2027-03-02', 'general')).toContain('If GA is on Tue 2 Mar 2027');
  expect(await typed('pat', '/pc plan 2027-03-02 Acme', 'general')).toContain('If GA is on Tue 2 Mar 2027');
  expect(await typed('pat', '/pc ga 2027-03-02')).toMatch(/If GA is on Tue 2 Mar 2027[\s\S]*Propose as GA date/);
  expect(await typed('pat', '/pc ga Acme 2.3.2027', 'general')).toContain('2.3.2027 is not a date that I can read');
  expect(await typed('pat', '/pc ga Acme', 'general')).toContain('Acme · GA date');
});

test('how a name begins is enough while only one does; one that is not quite a name is answered with those that are near', async () => {
  expect(await typed('eng', '/pc status acm', 'general')).toMatch(/^Acme\n/);
  expect(await typed('eng', '/pc status Akme', 'general')).toContain(
    'I know no partner called “Akme”. Type /pc status',
  );
  expect(await typed('eng', '/pc status Acmi', 'general')).toContain(
    'I know no partner called “Acmi”. Did you mean “Acme”?',
  );
  expect(await typed('eng', '/pc status <@U1>', 'general')).toContain('I know no partner called “<@U1>”');
  const enzo = as('eng', 'general');
  await enzo.type('/pc checklist Acmi');
  await enzo.click('Acme');
  await newestShows(world, enzo, /^Acme · Checklist/);
});

test('from the list one gets to a partner, and from mine to all', async () => {
  const cora = as('colleague', 'general');
  await cora.type('/pc status');
  await cora.click('All partners');
  await newestShows(world, cora, 'Globex');
  await cora.click({ text: 'Status', near: 'Acme' });
  await newestShows(world, cora, /^Acme\n/);
});

test('each surface opens with its command', async () => {
  expect(await typed('pat', '/pc checklist')).toMatch(/^Acme · Checklist/);
  expect(await typed('pat', '/pc gtm')).toMatch(/Partnership agreement \(PPA\) is signed/);
  expect(await typed('pat', '/pc signoff')).toMatch(/^Acme · (Sign-offs|Gates)/);
  expect(await typed('pat', '/pc sign-offs')).toMatch(/^Acme · (Sign-offs|Gates)/);
  expect(await typed('pat', '/pc people')).toMatch(/^Acme · People/);
  expect(await typed('pat', '/pc log')).toMatch(/^Acme · Log/);
  expect(await typed('pat', '/pc setup')).toMatch(/^Acme · Set-up/);
});

test('people of the partner mention the bot instead, also in a thread; what needs a form comes as a message with its button', async () => {
  const { slack } = world;
  const lena = as('lena');
  await lena.type('@bot status');
  await newestShows(world, lena, /^Acme\n/);
  await lena.type('@bot statsu');
  await newestShows(world, lena, 'I do not know statsu. Did you mean status?');
  await lena.type('Good morning @bot people, please');
  await newestShows(world, lena, 'I do not know people,');
  // What she cannot type is not offered to her.
  expect(newest(lena)).not.toContain('/pc');
  await lena.type('Good morning @bot people please');
  await newestShows(world, lena, /^Acme · People/);
  await lena.type('status @bot');
  await newestShows(world, lena, /^Acme\n/);
  await lena.type('@bot status Globex');
  await newestShows(world, lena, /^Acme\n/);
  await lena.type('@bot new');
  await newestShows(world, lena, 'Only people of this workspace can open an onboarding');
  await lena.type('@bot close');
  await newestShows(world, lena, 'Only the Partner development manager can close an onboarding');
  await lena.type('@bot bug');
  await newestShows(world, lena, /^Acme · Bugs[^]*\[Report a bug…\]/);
  for (const word of ['snooze', 'mute', 'unmute', 'remind']) {
    await lena.type(`@bot ${word}`);
    await newestShows(world, lena, /^Acme · Reminders[^]*\[Snooze…\] \[Mute…\] \[Unmute…\] \[Remind me…\]/);
    await lena.type('@bot status');
    await newestShows(world, lena, /^Acme\n/);
  }
  await lena.type('@bot setup');
  await newestShows(world, lena, /^Acme\n/);
  const [card] = slack.messagesIn(acme);
  await lena.type('@bot log', { thread: card?.ts ?? '' });
  await newestShows(world, lena, /^Acme · Log/);
  expect(said(lena)).not.toContain('Globex');
  expect(said(lena)).not.toContain('A secret');
});

test('a guest of the workspace is on the partner’s side: only in its channel, and nothing of others', async () => {
  const { slack } = world;
  const guest = slack.person({ name: 'Gus Guest', email: 'gus@contractor.example', guest: true });
  slack.newChannel('guests', world.cast.pat, { members: [guest] });
  const gus = slack.as(guest).in('guests');
  await gus.type('/pc status Acme');
  expect(newest(gus)).toContain('This works in the channel of your onboarding');
  await gus.type('/pc new');
  expect(newest(gus)).toContain('Only people of this workspace can open an onboarding');
  slack.join(guest, acme);
  gus.in(acme);
  await gus.type('/pc status Globex');
  await newestShows(world, gus, /^Acme\n/);
  await gus.type('/pc log');
  await newestShows(world, gus, /^Acme · Log/);
  expect(newest(gus)).not.toMatch(/invited|internal/i);
  await gus.type('/pc edit');
  await newestShows(world, gus, 'Only the Partner development manager can change the details: Pat Doe');
  expect(gus.modal()).toBeUndefined();
  await gus.type('/pc setup');
  await newestShows(world, gus, /^Acme\n/);
});

test('a colleague without a role looks on: told so, and how to claim one; no form opens for what they may not do', async () => {
  const cora = as('colleague', 'general');
  await cora.type('/pc status Acme');
  await newestShows(world, cora, /You have no role with Acme yet. To do something here, claim.*\[Claim a role…\]/s);
  expect(await typed('colleague', '/pc edit Acme', 'general')).toContain(
    'Only the Partner development manager can change the details: Pat Doe',
  );
  expect(cora.modal()).toBeUndefined();
});

test('`/pc edit` answers what is so now', async () => {
  const pat = as('pat');
  await pat.type('/pc edit Globex');
  await form(world, pat);
  await pat.fill({ 'Target GA date': '2027-04-06' }).submit();
  expect(pat.modal()).toMatch(/Saved.*Target GA date is now 6 Apr 2027\. It is a plan/s);
  await pat.close();
  await pat.type('/pc edit Globex');
  await form(world, pat);
  await pat.submit();
  expect(pat.modal()).toContain('Nothing changed');
  await pat.close();
});

test('a closed partner: `/pc close` again says so, `/pc reopen` of an open one too', async () => {
  const pat = as('pat');
  // Before anybody fills in a form for nothing.
  const only = (what: string) => `Only the Partner development manager can ${what} an onboarding: Pat Doe`;
  expect(await typed('colleague', '/pc close Globex', 'general')).toContain(only('close'));
  await pat.type('/pc close Globex');
  await form(world, pat);
  await pat.fill({ Why: 'Not a fit for Partner Connect' }).submit();
  expect(await typed('pat', '/pc close Globex')).toContain(
    'The onboarding of Globex is closed, so nothing changes. Pat Doe (Partner development) can resume it with /pc reopen Globex.',
  );
  await pat.type('/pc new');
  await form(world, pat);
  await pat.fill({ Name: 'globex', 'Integration type': 'Notebook', Clouds: ['AWS'] }).submit();
  expect(pat.modal()).toContain(
    '! “Globex” was onboarded before in #pc-globex and is closed. Reopen it with /pc reopen Globex, or choose another name.',
  );
  await pat.close();
  expect(await typed('pat', '/pc reopen')).toContain('The onboarding of Acme is not closed');
  expect(await typed('colleague', '/pc reopen Globex', 'general')).toContain(only('reopen'));
  expect(await typed('colleague', '/pc status all', 'general')).not.toContain('Globex');
  expect(await typed('colleague', '/pc status Globex', 'general')).toMatch(/This onboarding is closed.*Not a fit/);
});
