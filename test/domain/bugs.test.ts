import { principalOf } from '../../src/domain/actor';
import { agenda } from '../../src/domain/agenda';
import { holderOf } from '../../src/domain/bugs/court';
import { bugNamed, codeOf } from '../../src/domain/bugs/numbers';
import { openBugs } from '../../src/domain/bugs/order';
import { movesFor } from '../../src/domain/bugs/powers';
import { haltingBugs } from '../../src/domain/bugs/severity';
import type { BugCommand, ReportBug } from '../../src/domain/commands';
import { evolveBug } from '../../src/domain/evolve/bugs';
import { channelDigest, channelDigestAt } from '../../src/domain/reminders/channel-digest';
import { digestFor } from '../../src/domain/reminders/digest';
import { bugIn, bugReport } from '../support/bugs';
import {
  acme,
  bot,
  channel,
  channelReady,
  clock,
  colleague,
  create,
  eng,
  given,
  givenUnder,
  grouped,
  lena,
  marketing,
  type Member,
  pat,
  paul,
  psa,
  type Story,
  team,
  upTo,
  visitor,
} from '../support/given';
import { deliver } from '../support/launching';
import { partnerConnect, tinyLifecycle } from '../support/lifecycle';

/** Bugs: anybody reports, the side whose turn it is solves, the other side verifies. */

const onBug = <T extends Exclude<BugCommand, ReportBug>['type']>(type: T) => ({ type, bug: 'ACME-1' }) as const;
const acknowledged = onBug('AcknowledgeBug');
const started = onBug('StartBug');
const resolved = { ...onBug('ResolveBug'), note: 'The page is back.' };
const verified = onBug('VerifyBug');
const closed = onBug('CloseBug');
const reopened = { ...onBug('ReopenBug'), reason: 'Blank again.' };
const toPartner = { ...onBug('HandOverBug'), to: 'partner', reason: 'Your endpoint answers 500.' } as const;
const toHome = { ...onBug('HandOverBug'), to: 'databricks', reason: 'You call the wrong one.' } as const;

const open = given(acme, channelReady);
const one = open.and(paul.does(bugReport()));
const holder = (story: Story) => holderOf(bugIn(story), story.partner, story.lifecycle)?.name;
const moves = (who: Member, story: Story) =>
  movesFor(principalOf(who.actor, story.partner, story.lifecycle), bugIn(story));

describe('Reporting a bug', () => {
  test.each([
    ['a partner engineer', paul],
    ['somebody of the partner without a role', visitor],
    ['somebody of the workspace without a role', colleague],
    ['the coordinator', pat],
  ])('%s may', (_, who) => {
    open.when(who.does(bugReport())).thenEvents({
      type: 'BugReported',
      bug: 'ACME-1',
      title: 'Sign-up fails',
      what: 'A blank page after the button.',
      severity: 'S2',
      side: 'databricks',
    });
  });

  test('it comes to the side that is suspected, and to whoever is on duty there', () => {
    expect(holder(one)).toBe('Eng');
    expect(holder(open.and(pat.does(bugReport({ suspected: 'partner' }))))).toBe('Paul');
  });

  test('it keeps where, whom, since when, the message and the failed test case', () => {
    const since = clock('2027-03-01T09:00');
    const more = {
      suspected: 'partner',
      clouds: ['gcp', 'aws', 'moon'],
      regions: ' us-west-2\n',
      customers: 'two',
      since,
      message: 'https://home.slack.com/archives/C1/p1',
      testCase: { case: 'P100', run: 'joint-1' },
      form: 'V1',
    } as const;
    open.when(paul.does(bugReport(more))).thenEvents({
      ...bugReport(),
      type: 'BugReported',
      bug: 'ACME-1',
      side: 'partner',
      ...more,
      clouds: ['aws', 'gcp'],
      regions: 'us-west-2',
    });
  });

  test.each([
    ['no title', { title: ' \u200b ' }, /title/, 'title'],
    ['an enormous title', { title: 'x'.repeat(101) }, /100 characters/, 'title'],
    ['nothing that happens', { what: '\n ' }, /what happens/, 'what'],
    ['more than a text field takes', { what: 'x'.repeat(3001) }, /3,000 characters/, 'what'],
    ['a severity that is none', { severity: 'S9' }, /severity/, 'severity'],
    ['a time to come', { since: clock('2027-03-02T09:00') }, /still to come/, 'since'],
    ['a test case that is none', { testCase: { case: 'P999' } }, /no test case P999/, 'testCase'],
  ])('refuses %s', (_, more, why, field) => {
    open.when(paul.does(bugReport(more))).thenRefused(why, field);
  });

  test('a title stays on one line', () => {
    expect(bugIn(open.and(paul.does(bugReport({ title: 'Sign-up\n fails' })))).title).toBe('Sign-up fails');
  });

  test('the same form twice is one bug, another form another one', () => {
    const reported = open.and(paul.does(bugReport({ form: 'V1' })));
    reported.when(paul.does(bugReport({ form: 'V1' }))).thenNothing();
    expect(Object.keys(reported.and(paul.does(bugReport({ form: 'V2' }))).partner.bugs)).toEqual(['ACME-1', 'ACME-2']);
  });

  test('the same message is one bug as long as that is open', () => {
    const message = 'https://home.slack.com/archives/C1/p1';
    const reported = open.and(eng.does(bugReport({ message })));
    reported.when(pat.does(bugReport({ message }))).thenRefused(/is ACME-1 already/);
    reported.and(eng.does(resolved), lena.does(verified), eng.does(closed), pat.does(bugReport({ message })));
  });

  test('on a closed partner is refused, and says who can resume it', () => {
    open
      .and(pat.does({ type: 'ClosePartner', reason: 'paused' }))
      .when(paul.does(bugReport()))
      .thenRefused(/closed.*Pat/);
  });

  test('a lifecycle without a procedure has no bugs', () => {
    const members = create({ people: create().people.filter(({ team }) => ['pdm', 'psa'].includes(team)) });
    givenUnder(tinyLifecycle(), pat.does(members))
      .when(pat.does(bugReport()))
      .thenRefused(/no procedure/);
  });

  test('without a channel it is recorded all the same', () => {
    const gone = open.and({
      actor: { kind: 'bot' },
      command: { type: 'RecordFact', fact: { type: 'ChannelDeleted' } },
    });
    expect(bugIn(gone.and(paul.does(bugReport()))).status).toEqual({ is: 'reported' });
  });
});

describe('Numbers', () => {
  test('count on, whatever became of the bugs before', () => {
    const story = one.and(
      pat.does({ ...onBug('ResolveBug'), note: 'Not a bug.' }),
      paul.does(verified),
      pat.does(closed),
      paul.does(bugReport()),
    );
    expect(Object.keys(story.partner.bugs)).toEqual(['ACME-1', 'ACME-2']);
  });

  test.each(['ACME-1', 'acme-1', ' #1 ', '1', 'ACME-01'])('%j is the first', (typed) => {
    expect(bugNamed(one.partner, typed)?.number).toBe('ACME-1');
  });

  test.each(['ACME-2', 'GLOBEX-1', 'one', '', '1x', '__proto__'])('%j is none', (typed) => {
    expect(bugNamed(one.partner, typed)).toBeUndefined();
  });

  test.each([
    ['acme-analytics', 'ACME'],
    ['partner-4f2a', 'PARTNER'],
    ['3m', '3M'],
    ['abcdefghijklmnop', 'ABCDEFGHIJKL'],
  ])('those of %s open with %s', (slug, code) => {
    expect(codeOf(slug)).toBe(code);
  });
});

describe('Solving a bug', () => {
  test('goes from reported to closed, each side doing its part', () => {
    const story = one
      .when(eng.does(acknowledged))
      .thenEvents({ type: 'BugAcknowledged', bug: 'ACME-1' })
      .when(eng.does(started))
      .thenEvents({ type: 'BugStarted', bug: 'ACME-1' })
      .when(eng.does({ ...onBug('MitigateBug'), note: 'Switched off.' }))
      .thenEvents({ type: 'BugMitigated', bug: 'ACME-1', note: 'Switched off.' })
      .when(eng.does(resolved))
      .thenEvents({ type: 'BugResolved', bug: 'ACME-1', note: 'The page is back.' });
    expect(holder(story)).toBe('Paul');
    const seen = story.when(paul.does(verified)).thenEvents({ type: 'BugVerified', bug: 'ACME-1' });
    expect(bugIn(seen).side).toBe('databricks');
    const end = seen.when(eng.does(closed)).thenEvents({ type: 'BugClosed', bug: 'ACME-1' });
    expect(openBugs(end.partner, end.lifecycle)).toEqual([]);
  });

  test('twice changes nothing; what is mitigated is resolved next, not started', () => {
    const begun = one.and(eng.does(acknowledged), eng.does(started));
    begun.when(psa.does(started)).thenNothing();
    const mitigated = begun.and(eng.does(onBug('MitigateBug')));
    mitigated.when(eng.does(onBug('MitigateBug'))).thenNothing();
    mitigated.when(eng.does(started)).thenRefused(/is mitigated already/);
    begun.when(eng.does({ ...onBug('MitigateBug'), note: 'x'.repeat(3001) })).thenRefused(/3,000 characters/, 'note');
  });

  test('whoever takes it on has it, until it goes to the other side', () => {
    const psas = one.and(psa.does(acknowledged));
    expect(holder(psas)).toBe('Psa');
    expect(holder(psas.and(eng.does(started)))).toBe('Eng');
    expect(holder(psas.and(psa.does(toPartner)))).toBe('Paul');
    expect(holder(psas.and(psa.does(toPartner), paul.does(toHome)))).toBe('Eng');
  });

  test('when whoever has it leaves, it is with those on duty', () => {
    const left = one.and(psa.does(acknowledged), {
      actor: { kind: 'bot' },
      command: { type: 'RecordFact', fact: { type: 'PersonDeactivated', person: psa.actor.person, name: 'Psa' } },
    });
    expect(holder(left)).toBe('Eng');
    const removed = one.and(
      psa.does(acknowledged),
      pat.does({ type: 'RemovePerson', person: psa.actor.person, team: team('psa') }),
    );
    expect(holder(removed)).toBe('Eng');
  });

  test('who holds a team through a user group can have it as well', () => {
    const somebody = grouped('engineering');
    expect(holder(one.and(somebody.does(acknowledged)))).toBe('Grouped');
  });

  test('two people acknowledging at once: the second hears who was first', () => {
    const story = one.and(eng.does(acknowledged));
    story.when(psa.does(acknowledged)).thenRefused(/Eng has acknowledged ACME-1 already/);
    story.when(eng.does(acknowledged)).thenNothing();
  });

  test('is for the side whose turn it is; the coordinator may for the other, and the log says so', () => {
    for (const command of [acknowledged, started, resolved, toPartner])
      one.when(paul.does(command)).thenRefused(/with Databricks now: Eng/);
    const theirs = one.and(eng.does(toPartner));
    theirs.when(eng.does(acknowledged)).thenRefused(/with Acme now: Paul/);
    const { events } = theirs.when(pat.does(acknowledged));
    expect(events[0]?.onBehalfOf).toBe('partner-engineering');
    expect(holder(theirs.and(pat.does(acknowledged)))).toBe('Paul');
  });

  test('is not for people who are on nobody’s list', () => {
    for (const who of [colleague, visitor])
      for (const command of [acknowledged, verified, reopened]) one.when(who.does(command)).thenRefused(/people list/);
  });

  test('handing it over needs a reason, and puts the other side to acknowledging it', () => {
    one.when(eng.does({ ...toPartner, reason: ' ' })).thenRefused(/why it is theirs/, 'reason');
    one.when(eng.does(toHome)).thenNothing();
    expect(bugIn(one.and(eng.does(acknowledged), eng.does(toPartner)))).toMatchObject({
      status: { is: 'reported' },
      side: 'partner',
    });
  });

  test('resolving needs a word on what was done; resolving what is resolved says who did', () => {
    one.when(eng.does({ ...resolved, note: '' })).thenRefused(/what was done/, 'note');
    const done = one.and(eng.does(resolved));
    done.when(eng.does(resolved)).thenNothing();
    done.when(psa.does(resolved)).thenRefused(/resolved already by Eng. Acme verifies/);
    done.when(psa.does(acknowledged)).thenRefused(/resolved already/);
  });

  test('nobody verifies for their own side, not even the coordinator', () => {
    one.when(lena.does(verified)).thenRefused(/not resolved yet/);
    const done = one.and(eng.does(resolved));
    for (const who of [eng, pat, marketing]) done.when(who.does(verified)).thenRefused(/Acme verifies it: Paul/);
    done.and(lena.does(verified)).when(lena.does(verified)).thenNothing();
  });

  test('it is closed only when it is verified', () => {
    one.when(eng.does(closed)).thenRefused(/resolved and verified first/);
    one
      .and(eng.does(resolved))
      .when(eng.does(closed))
      .thenRefused(/verified first, by Acme/);
  });

  test('reopened, it goes back to those who resolved it, and to be acknowledged', () => {
    one.when(eng.does(reopened)).thenNothing();
    const done = one.and(psa.does(resolved));
    done.when(paul.does({ ...reopened, reason: '' })).thenRefused(/what happens again/, 'reason');
    for (const story of [done, done.and(paul.does(verified)), done.and(paul.does(verified), eng.does(closed))]) {
      const again = story.and(paul.does(reopened));
      expect(bugIn(again)).toMatchObject({ side: 'databricks', turns: [] });
      expect(bugIn(again).status).toEqual({ is: 'reported' });
      expect(holder(again)).toBe('Psa');
    }
  });

  test('a duplicate is closed and names the other; it can be reopened', () => {
    const two = one.and(eng.does(bugReport()));
    const same = (of: string, of2 = 'ACME-2') => ({ type: 'MarkBugDuplicate', bug: of2, of }) as const;
    two.when(eng.does(same('ACME-2'))).thenRefused(/of itself/, 'of');
    two.when(eng.does(same('ACME-7'))).thenRefused(/no bug ACME-7/, 'of');
    two.when(eng.does(same(''))).thenRefused(/choose a bug/, 'of');
    const dup = two.when(paul.does(same('ACME-1'))).thenEvents({ type: 'BugDuplicate', bug: 'ACME-2', of: 'ACME-1' });
    dup.when(paul.does(same('ACME-1'))).thenNothing();
    dup.when(paul.does(same('ACME-2', 'ACME-1'))).thenRefused(/itself a duplicate of ACME-1/, 'of');
    const again = dup.and(paul.does({ type: 'ReopenBug', bug: 'ACME-2', reason: 'Not the same.' }));
    expect(bugIn(again, 'ACME-2').status).toEqual({ is: 'reported' });
  });

  test('a resolved bug that turns out to be a duplicate goes back to those who resolved it, when it is reopened', () => {
    const same = { type: 'MarkBugDuplicate', bug: 'ACME-1', of: 'ACME-2' } as const;
    const dup = one.and(eng.does(bugReport()), psa.does(resolved), paul.does(same));
    const by = expect.objectContaining({ name: 'Psa' });
    expect(bugIn(dup).status).toMatchObject({ is: 'closed', duplicateOf: 'ACME-2', resolution: { by } });
    const again = dup.and(paul.does(reopened));
    expect(bugIn(again)).toMatchObject({ status: { is: 'reported' }, side: 'databricks' });
    expect(holder(again)).toBe('Psa');
  });

  test('a log that verifies or closes what nobody resolved changes nothing by it', () => {
    const { partner, now } = one;
    const by = { kind: 'bot' } as const;
    for (const type of ['BugVerified', 'BugClosed'] as const)
      expect(evolveBug(partner, { type, bug: 'ACME-1' }, now, by)).toBe(partner);
  });

  test('another severity needs a reason', () => {
    const to = (severity: string, reason = 'A way around.') =>
      ({ ...onBug('ChangeBugSeverity'), severity, reason }) as const;
    one.when(paul.does(to('S9'))).thenRefused(/choose a severity/, 'severity');
    one.when(paul.does(to('S3', ' '))).thenRefused(/Please say why/, 'reason');
    one.when(paul.does(to('S2'))).thenNothing();
    one.when(paul.does(to('S3'))).thenEvents({
      type: 'BugSeverityChanged',
      bug: 'ACME-1',
      severity: 'S3',
      reason: 'A way around.',
    });
  });

  test('steps are ticked in the order of the procedure, also after it is resolved', () => {
    const tick = (...steps: readonly string[]) => ({ ...onBug('TickBugSteps'), steps }) as const;
    const ticked = one
      .when(eng.does(tick('fix', 'confirm', 'dance')))
      .thenEvents({ type: 'BugStepsTicked', bug: 'ACME-1', steps: ['confirm', 'fix'] });
    ticked.when(eng.does(tick('confirm', 'fix'))).thenNothing();
    const end = ticked.and(eng.does(resolved), paul.does(tick('confirm', 'fix', 'verify')), paul.does(verified));
    end
      .and(eng.does(closed))
      .when(eng.does(tick()))
      .thenRefused(/closed/);
  });

  test('two people who tick steps at once lose no tick', () => {
    const form = { ...onBug('TickBugSteps'), shown: ['confirm'] } as const;
    one
      .and(eng.does({ ...onBug('TickBugSteps'), steps: ['confirm'] }))
      .and(eng.does({ ...form, steps: ['confirm', 'contain'] }))
      .when(paul.does({ ...form, steps: ['fix'] }))
      .thenEvents({ type: 'BugStepsTicked', bug: 'ACME-1', steps: ['contain', 'fix'] });
  });

  test('an update needs words', () => {
    one.when(eng.does({ ...onBug('UpdateBug'), note: '' })).thenRefused(/how it goes/, 'note');
    one.when(paul.does({ ...onBug('UpdateBug'), note: 'Hello?' })).thenRefused(/with Databricks now/);
  });

  test('there is nothing to do about a bug that is none', () => {
    for (const number of ['ACME-2', 'GLOBEX-1', '__proto__', ''])
      one.when(eng.does({ type: 'StartBug', bug: number })).thenRefused(/has no bug/);
  });

  test('buttons are drawn for what a person may do', () => {
    const manage = ['steps', 'severity', 'duplicate'];
    expect(moves(eng, one)).toEqual(['acknowledge', 'resolve', 'update', 'hand-over', ...manage]);
    expect(moves(paul, one)).toEqual(manage);
    expect(moves(visitor, one)).toEqual([]);
    const done = one.and(eng.does(resolved));
    expect(moves(paul, done)).toEqual(['verify', 'reopen', ...manage]);
    expect(moves(pat, done)).toEqual(['reopen', ...manage]);
  });
});

describe('Bugs and the launch', () => {
  const agreed = given(acme, channelReady, upTo('ga-date-agreed'));
  const grave = bugReport({ severity: 'S1' });
  const events = (story: Story, from: Story) => story.log.slice(from.log.length).map(({ event }) => event.type);

  test('a grave one halts the waves; resolving it resumes nothing, a named engineer does', () => {
    const halted = agreed.and(paul.does(grave));
    expect(events(halted, agreed)).toEqual(['BugReported', 'RolloutHalted']);
    expect(halted.partner.rollout?.halted).toMatchObject({ reason: 'ACME-1 (S1): Sign-up fails', by: { kind: 'bot' } });
    const [wave] = halted.partner.rollout?.waves ?? [];
    const start = { type: 'StartWave', wave: wave?.id ?? '' } as const;
    halted.when(eng.does(start, clock(`${wave?.on}T11:00`))).thenRefused(/halted/);
    const done = halted.and(eng.does(resolved), lena.does(verified), eng.does(closed));
    expect(done.partner.rollout?.halted).toBeDefined();
    expect(done.and(eng.does({ type: 'ResumeRollout' })).partner.rollout?.halted).toBeUndefined();
  });

  test('one that is not so grave does not, until somebody finds that it is', () => {
    const minor = agreed.and(paul.does(bugReport({ severity: 'S2' })));
    expect(events(minor, agreed)).toEqual(['BugReported']);
    const worse = { ...onBug('ChangeBugSeverity'), severity: 'S1', reason: 'Data leaks.' } as const;
    expect(events(minor.and(eng.does(worse)), minor)).toEqual(['BugSeverityChanged', 'RolloutHalted']);
  });

  test('the lifecycle says which', () => {
    const { sop } = partnerConnect;
    if (!sop) throw new Error('no procedure');
    const severities = sop.severities.map((one) => ({ ...one, haltsRollout: one.id === 'S2' }));
    const strict = agreed.under({ ...partnerConnect, sop: { ...sop, severities } });
    expect(events(strict.and(paul.does(bugReport({ severity: 'S2' }))), strict)).toContain('RolloutHalted');
    expect(events(strict.and(paul.does(grave)), strict)).not.toContain('RolloutHalted');
  });

  test('whoever resumed knows of it: what else is done about it halts nothing again', () => {
    const resumed = agreed.and(paul.does(grave), eng.does({ type: 'ResumeRollout' }));
    const worked = resumed.and(eng.does(acknowledged), eng.does({ ...onBug('UpdateBug'), note: 'On it.' }));
    expect(worked.partner.rollout?.halted).toBeUndefined();
    const back = worked.and(eng.does(resolved), paul.does(reopened));
    expect(back.partner.rollout?.halted).toBeDefined();
  });

  test('before a rollout is planned, and after the launch, there is nothing to halt', () => {
    expect(events(one.and(paul.does(grave)), one)).toEqual(['BugReported']);
    const launched = given(acme, channelReady, upTo('ga'));
    expect(events(launched.and(paul.does(grave)), launched)).toEqual(['BugReported']);
  });

  test('it is shown where people sign as long as nobody has resolved it', () => {
    const halted = agreed.and(paul.does(grave));
    expect(haltingBugs(halted.partner, halted.lifecycle).map(({ number }) => number)).toEqual(['ACME-1']);
    expect(haltingBugs(one.partner, one.lifecycle)).toEqual([]);
    expect(haltingBugs(halted.and(eng.does(resolved)).partner, halted.lifecycle)).toEqual([]);
  });
});

describe('In the channel', () => {
  const due = ({ partner, lifecycle, now }: Story) => agenda(partner, lifecycle, now).due.map(({ key }) => key);

  test('the message comes first, then the lines of its thread', () => {
    expect(due(one)).toContain('bug:ACME-1');
    expect(due(one)).not.toContain('bug:ACME-1:1');
    const posted = one.and(
      bot.does({ type: 'LivingMessageShown', message: 'bug:ACME-1', channel: channel('C1'), ts: '1.1', shows: '' }),
    );
    expect(due(posted)).toContain('bug:ACME-1:1');
  });

  test('a new channel shows what is open, and not again what is closed', () => {
    const ended = [eng.does(resolved), paul.does(verified), eng.does(closed), paul.does(bugReport())];
    const moved = deliver(one.and(ended)).and(
      bot.does({ type: 'ChannelDeleted' }),
      pat.does({ type: 'RetrySetUp' }),
      bot.does({ type: 'ChannelReady', channel: channel('C2'), name: 'pc-acme-2' }),
    );
    expect(due(moved)).toContain('bug:ACME-2');
    expect(due(moved)).not.toContain('bug:ACME-1');
  });
});

describe('Bugs in the digest', () => {
  const morning = (day: string) => clock(`${day}T09:00`);
  const mine = ({ partner, lifecycle }: Story, who: Member, day: string) =>
    digestFor(who.actor.person, [partner], lifecycle, morning(day))?.parts[0]?.bugs.map(({ number }) => number) ?? [];
  const inChannel = ({ partner, lifecycle }: Story, day: string) =>
    channelDigest(partner, lifecycle, morning(day))?.people.flatMap(({ name, bugs }) =>
      bugs.map(({ number }) => `${name} ${number}`),
    ) ?? [];

  test('whoever has one is told of it, by direct message or in the channel', () => {
    expect(mine(one, eng, '2027-03-02')).toEqual(['ACME-1']);
    expect(mine(one, pat, '2027-03-02')).toEqual([]);
    expect(inChannel(one, '2027-03-02')).toEqual([]);
    const theirs = one.and(eng.does(toPartner));
    expect(mine(theirs, eng, '2027-03-02')).toEqual([]);
    expect(inChannel(theirs, '2027-03-02')).toEqual(['Paul ACME-1']);
    expect(channelDigestAt(theirs.partner, theirs.lifecycle, theirs.now)).toBe(morning('2027-03-02'));
  });

  test('one that waits to be verified or closed is told of now and then until it is', () => {
    const done = one.and(eng.does(resolved));
    // On the next morning, and then every third working day.
    const days = ['02', '03', '04', '05', '08'].map((day) => inChannel(done, `2027-03-${day}`));
    expect(days).toEqual([['Paul ACME-1'], [], [], ['Paul ACME-1'], []]);
    const seen = done.and(paul.does(verified));
    expect([inChannel(seen, '2027-03-02'), mine(seen, eng, '2027-03-02')]).toEqual([[], ['ACME-1']]);
    expect(mine(seen.and(eng.does(closed)), eng, '2027-03-02')).toEqual([]);
  });

  test('one that somebody works on is told of when its time is nearly over', () => {
    const slow = open.and(paul.does(bugReport({ severity: 'S4' })), eng.does(acknowledged));
    expect(mine(slow, eng, '2027-03-02')).toEqual([]);
    // The next word is due after 20 working days, on 29 March.
    expect(mine(slow, eng, '2027-03-23')).toEqual([]);
    expect(mine(slow, eng, '2027-03-24')).toEqual(['ACME-1']);
  });

  test('who muted the partner is not told', () => {
    expect(mine(one.and(eng.does({ type: 'MutePartner' })), eng, '2027-03-02')).toEqual([]);
  });
});
