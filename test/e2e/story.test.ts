import {
  everybody,
  expectAllWell,
  finish,
  newest,
  newestShows,
  open,
  publicTexts,
  record,
  reviewGuidelines,
  sayCapabilities,
  shows,
  signOff,
  startRound,
} from '../support/story';
import { hour, minute, useWorld } from '../support/world';

/** One partner, from `/pc new` to the agreed GA date, with every click made by the person whose turn it is. */

const world = useWorld();
const acme = 'pc-acme';
const as = (who: keyof typeof world.cast) => world.slack.as(world.cast[who]).in(acme);

const phases = {
  prerequisites: 'Prerequisites',
  scheduling: 'Scheduling',
  gtm: 'Go-to-market',
  onboarding: 'Onboarding',
};

/** Somebody finishes an item a little later. */
async function done(
  who: keyof typeof world.cast,
  phase: keyof typeof phases,
  item: string,
  fields?: Parameters<typeof finish>[3]['fields'],
) {
  await world.settled();
  await world.pass(hour);
  await finish(world, world.cast[who], acme, { item, phase: phases[phase], ...(fields && { fields }) });
}

describe('a partner from first contact to the agreed GA date', () => {
  test('Pat opens the onboarding, and finds its channel set up', async () => {
    const { slack, cast } = world;
    const channel = await open(world, 'Acme', {
      ...everybody(cast),
      'People of the partner': 'lena@acme.example\npaul@acme.example, mia@acme.example',
      'Target GA date': '2027-03-01',
      'Internal notes': 'Their runway is short.',
    });
    expect(channel).toBe(acme);
    const made = slack.channel(acme);
    expect(made.topic).toBe('Acme · Partner Connect onboarding');
    expect(made.purpose).toContain('Acme');
    expect(made.bookmarks.map((b) => b.title)).toEqual(['Databricks partner portal']);
    const home = [cast.pat, cast.eng, cast.psa, cast.product, cast.legal, cast.marketing];
    expect(made.members).toEqual(expect.arrayContaining(home.map((p) => p.id)));
    expect(made.members).toHaveLength(home.length + 1);

    const pat = as('pat');
    const cards = pat.messages().filter((m) => m.pinned);
    expect(cards).toHaveLength(1);
    expect(cards[0]?.text).toMatch(/^Acme\n/);
    expect(cards[0]?.text).toContain('Target GA date: 1 Mar 2027');

    const invites = slack.invites(acme);
    expect(invites.map((i) => i.email)).toEqual(['lena@acme.example', 'paul@acme.example', 'mia@acme.example']);
    expect(invites.every((i) => !i.externalLimited)).toBe(true);
    for (const { email } of invites) await shows(world, pat, `${email}: invited`);
  });

  test('each invitation’s state is told: accepted, approved, declined; the channel’s id changes on sharing', async () => {
    const { slack, cast } = world;
    const pat = as('pat');
    const before = slack.channel(acme).id;

    const invite = slack.accept(cast.lena, { approvalRequired: true });
    await shows(world, pat, 'lena@acme.example: accepted; an admin may still');
    slack.approve(invite, cast.pat, { newChannelId: true });
    await shows(world, pat, 'lena@acme.example: accepted and approved');
    expect(slack.channel(acme).id).not.toBe(before);

    slack.accept(cast.paul);
    slack.decline(cast.mia);
    await shows(world, pat, 'mia@acme.example: declined');
    await world.settled();
    await world.pass(minute);
    await pat.type('/pc people');
    await pat.click('Invite');
    await pat.fill({ Email: 'mia@acme.example' }).submit();
    await shows(world, pat, 'mia@acme.example: invited');
    await world.settled();
    slack.accept(cast.mia);
    await world.settled();
    expect(slack.channel(acme).members).toEqual(expect.arrayContaining([cast.lena.id, cast.paul.id, cast.mia.id]));
  });

  test.each([
    ['lena', 'Partner lead'],
    ['paul', 'Partner engineer'],
    ['mia', 'Partner marketer'],
  ] as const)('%s claims %s on the card, and Pat confirms in a direct message', async (who, role) => {
    const { cast } = world;
    await world.pass(minute);
    const person = as(who).in(acme);
    await person.type('/pc status');
    expect(person.notices()).toEqual(['/pc is not a valid command']);
    await person.click('People');
    await world.settled();
    await person.click('Claim a role');
    await person.fill({ Role: role }).submit();
    await person.sees(`${cast[who].name} asks to be ${role}`);

    const pat = as('pat').in('@bot');
    await pat.sees(`${cast[who].name} asks to be ${role} for Acme`);
    await pat.click('Confirm');
    await pat.sees('Confirmed');
    await world.settled();
    await pat.in(acme).type('/pc people');
    expect(newest(pat)).toMatch(new RegExp(`${cast[who].name} · ${role}`));
  });

  test('phases 0 and 1: both sides schedule', async () => {
    await done('pat', 'prerequisites', 'Company is a registered Databricks partner');
    await done('psa', 'prerequisites', 'Core integration is validated');
    await done('pat', 'scheduling', 'Product fits Partner Connect');
    await done('paul', 'scheduling', 'Technical Due Diligence form', { Link: 'https://acme.example/tdd' });
    await done('lena', 'scheduling', 'Partner commits engineers');
    await done('eng', 'scheduling', 'Technical review meeting', { Meeting: Date.parse('2026-12-01T18:00:00Z') / 1000 });
    await done('pat', 'scheduling', 'Engineering quarter is chosen', { Quarter: '2027Q1' });

    await as('pat').type('/pc status');
    expect(newest(as('pat'))).toContain('Under way: Go-to-market, Onboarding');
    expect(newest(as('pat'))).toMatch(/5\/5 Scheduling/);
  });

  test('phases 2 and 3: go-to-market beside the build', async () => {
    await done('legal', 'gtm', 'Partnership agreement (PPA) is signed');
    await done('mia', 'gtm', 'mini site is live', { Link: 'https://acme.example/databricks' });
    await done('mia', 'gtm', 'logo is in the partner', { Link: 'https://acme.example/partners' });
    await done('marketing', 'gtm', 'launch blog is ready', { Link: 'https://acme.example/blog' });
    await done('paul', 'gtm', 'Partner docs are published', { Link: 'https://docs.acme.example' });

    await done('paul', 'onboarding', 'UX guidelines are read');
    await done('product', 'onboarding', 'Design review is passed', { Link: 'https://acme.example/mocks' });
    await done('paul', 'onboarding', 'Integration is built');
    await done('paul', 'onboarding', 'Certification test suite passes', { Link: 'https://acme.example/report' });
    await done('paul', 'onboarding', 'Artifacts are handed in');
    await done('eng', 'onboarding', 'Tile is added');
    await done('eng', 'onboarding', 'Production workspace shows', { Workspace: 'acme-prod' });
    const { paul, eng } = world.cast;
    await sayCapabilities(world, paul, acme);
    await record(world, paul, acme, { run: 'Record partner’s run' });
    await world.pass(hour);
    await startRound(world, eng, acme, 1);
    await record(world, eng, acme, { run: 'Record round 1' });
  });

  test('the card was edited in place all along, and is still the only one', async () => {
    await shows(world, as('lena'), /9\/9 Onboarding/);
    const cards = world.slack.messagesIn(acme).filter((m) => m.text.startsWith('Acme: '));
    expect(cards).toHaveLength(1);
    expect(cards[0]?.edited).toBeDefined();
    expect(world.slack.channel(acme).pins.map((pin) => pin.ts)).toEqual([cards[0]?.ts]);
  });

  test('phase 4: each sign-off is given by its own side, announced once, and pings only who is next', async () => {
    const { slack, cast } = world;
    // Later in the morning, when everybody may be pinged.
    await world.pass(4 * hour);
    const give = async (who: keyof typeof cast, gate: string, comment?: string) => {
      await world.pass(minute);
      await signOff(world, cast[who], acme, { gate, ...(comment !== undefined && { comment }) });
      await as('mia').sees(`${gate} was given by`);
    };
    await give('eng', 'Engineering sign-off', 'All green.');
    await give('psa', 'Solution architect sign-off');
    await reviewGuidelines(world, cast.product, acme);
    await give('product', 'Product sign-off');
    await give('lena', 'Partner sign-off', 'We stand behind it.');
    await give('legal', 'PPA confirmation');

    await shows(world, as('mia'), /5 of 5 given/);
    const announced = slack.messagesIn(acme).filter((m) => m.text.includes('was given by'));
    expect(announced.map((m) => m.text.split('\n')[0])).toEqual([
      expect.stringContaining('Engineering sign-off'),
      expect.stringContaining('Solution architect sign-off'),
      expect.stringContaining('Product sign-off'),
      expect.stringContaining('Partner sign-off'),
      expect.stringContaining('PPA confirmation'),
    ]);
    // Enzo has signed; of the others, two at most are next, and nobody is pinged twice in one turn.
    const pinged = announced.map((m) => [...m.text.matchAll(/<@(\w+)>/g)].map(([, id]) => id));
    expect(pinged).toEqual([[cast.psa.id, cast.product.id], [cast.lena.id], [cast.legal.id], [], [cast.pat.id]]);
  });

  test('a sign-off is taken back with a reason, and a change of what another rests on reopens that one alone', async () => {
    const { cast } = world;
    await world.pass(hour);
    const petra = as('product');
    await petra.type('/pc signoff');
    await petra.click({ text: 'Take back', near: 'Product sign-off' });
    await petra.fill({ 'Why is it taken back?': 'The sign-up asks for a password twice.' }).submit();
    await petra.sees(/Product sign-off was taken back by Petra Lowe: “The sign-up asks for a password twice.”/);

    await world.pass(hour);
    const run = 'Record partner’s run';
    const paul = await record(world, cast.paul, acme, { run, failed: ['P600'], note: 'The second one is empty.' });
    await paul.sees(/Partner sign-off must be given again, since “Partner has run every test case” changed/);
    await shows(world, as('mia'), /3 of 5 given/);

    await record(world, cast.paul, acme, { run });
    await world.pass(hour);
    await signOff(world, cast.lena, acme, { gate: 'Partner sign-off' });
    await signOff(world, cast.product, acme, { gate: 'Product sign-off' });
    await shows(world, as('mia'), /5 of 5 given/);
  });

  test('both sides agree on the GA date, at least seven days ahead: one proposes it, the other accepts', async () => {
    await world.settled();
    await world.pass(hour);
    const pat = as('pat');
    await pat.type('/pc ga');
    await pat.click('Propose a date');
    await pat.fill({ 'GA date': '2026-11-28' }).submit();
    expect(pat.modal()).toMatch(/! .*7 days ahead/);
    await pat.fill({ 'GA date': '2027-03-02' }).submit();
    const lena = as('lena');
    await lena.sees('proposes Tue 2 Mar 2027 as the GA date');
    await lena.click({ text: 'Accept', near: 'Tue 2 Mar 2027' });
    await as('mia').sees('The GA date is agreed: Tue 2 Mar 2027.');
    await shows(world, as('mia'), 'GA date (agreed): 2 Mar 2027');
    await lena.type('@bot status');
    await newestShows(world, lena, 'GA date (agreed): 2 Mar 2027');
    // From here to live: launch.test.ts.
  });

  test('the log tells it all, newest first, a page at a time', async () => {
    const pat = as('pat');
    await pat.type('/pc log');
    const pages = [newest(pat)];
    while (newest(pat).includes('[Older')) {
      await pat.click({ text: /older/i.exec(newest(pat))?.[0] ?? 'Older' });
      await world.settled();
      pages.push(newest(pat));
    }
    const all = pages.join('\n');
    const inOrder = [
      'The sign-up asks for a password twice',
      'Enzo Gray gave Engineering sign-off as Engineer: “All green.”',
      'acme.example/tdd',
      'Pat Doe made Lena Fox Partner lead',
      'mia@acme.example was declined',
      'The channel pc-acme is ready',
      'Pat Doe opened the onboarding of Acme',
    ];
    const places = inOrder.map((text) => all.indexOf(text));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('people of the partner never saw anything internal, nor that there is another partner', async () => {
    const { slack, cast } = world;
    const globex = await open(world, 'Globex', {
      'People of the partner': 'rita@globex.example',
      'Internal notes': 'They compete with Acme.',
    });
    slack.accept(cast.rival);
    await world.settled();
    const rita = as('rival').in(globex);
    await rita.type('@bot status Acme');
    await rita.click('Log');
    await world.settled();
    const answers = rita.messages().filter((m) => m.from !== cast.rival.name);
    expect(answers.map((m) => m.text).join()).toContain('Globex');
    expect(answers.map((m) => m.text).join()).not.toContain('Acme');
    for (const who of ['lena', 'paul', 'mia'] as const) {
      const session = as(who).in(acme);
      await session.click('Log');
      await world.settled();
      for (const internal of ['runway', 'Globex', 'invitation', 'Internal', 'internal'])
        expect(session.text()).not.toContain(internal);
    }
    expect(publicTexts(as('lena')).length).toBeGreaterThan(5);
  });

  test('Slack refused nothing, nothing broke, and every answer came within a second', () => {
    expectAllWell(world);
    expect(world.slack.requests().filter((r) => r.status !== 200 || r.ms > 1000)).toEqual([]);
  });
});
