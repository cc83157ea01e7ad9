import { agenda } from '../../src/domain/agenda';
import { openTasks } from '../../src/domain/maintenance/steps';
import { stepViews } from '../../src/domain/maintenance/views';
import { channelDigest } from '../../src/domain/reminders/channel-digest';
import { digestFor } from '../../src/domain/reminders/digest';
import { isWorkingDay } from '../../src/domain/working-days';
import {
  acme,
  clock,
  colleague,
  date,
  eng,
  given,
  internal,
  item,
  lena,
  mia,
  pat,
  paul,
  product,
  psa,
  upTo,
  visitor,
  type Member,
  type Story,
} from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';
import { cancelled, confirm, launched, launchedAt, plan, rescheduled, takeStepBack } from '../support/maintaining';

/** After the launch: credentials come round by themselves, changes say what must be validated again. */

const monday = clock('2027-09-06T10:00');
const openOf = ({ partner }: Story) => openTasks(partner).map(({ id, kind, due }) => [id, kind, due]);
const steps = (story: Story, task: string) =>
  openTasks(story.partner)
    .filter(({ id }) => id === task)
    .flatMap((found) => stepViews(found, story.partner, lifecycle));
const standings = (story: Story, task: string) => steps(story, task).map(({ step, standing }) => [step.id, standing]);

describe('A kind that comes back', () => {
  test('begins with the launch: credentials are due within 90 days, on a working day', () => {
    const story = launched();
    expect(story.now).toBe(launchedAt);
    expect(openOf(story)).toEqual([['m1', 'credential-rotation', '2027-11-30']]);
  });

  test('is not planned by the launch beside one that was planned before', () => {
    const early = given(acme, paul.does(plan('credential-rotation', { due: '2027-10-01' })), upTo('ga'));
    expect(openOf(early)).toEqual([['m1', 'credential-rotation', '2027-10-01']]);
  });

  test('is done step by step, each by its side, with old and new credentials side by side in between', () => {
    const story = launched();
    expect(standings(story, 'm1')).toEqual([
      ['provided', 'ready'],
      ['updated', 'waiting'],
      ['retired', 'waiting'],
    ]);
    expect(steps(story, 'm1').map(({ due }) => due)).toEqual(['2027-11-22', '2027-11-24', '2027-11-30']);
    story
      .when(eng.does(confirm('m1', 'updated')))
      .thenRefused(/not possible yet\. First: “New credentials are provided”/);
    story.when(eng.does(confirm('m1', 'provided'))).thenRefused(/confirmed by Paul \(Partner engineering\)/);
    story.when(pat.does(confirm('m1', 'provided'))).thenRefused(/confirmed by Paul/);
    story.when(mia.does(confirm('m1', 'provided'))).thenRefused(/confirmed by Paul/);
    const provided = story
      .when(paul.does(confirm('m1', 'provided')))
      .thenEvents({ type: 'MaintenanceStepDone', task: 'm1', step: 'provided' });
    provided.when(paul.does(confirm('m1', 'provided'))).thenNothing();
    provided.when(lena.does(confirm('m1', 'updated'))).thenRefused(/confirmed by Eng \(Engineering\)/);
    expect(standings(provided, 'm1')[1]).toEqual(['updated', 'ready']);
  });

  test('the lead of a side acts for it, and the coordinator for theirs; both are noted', () => {
    const provided = launched().when(lena.does(confirm('m1', 'provided')));
    expect(provided.events[0]?.onBehalfOf).toBe('partner-engineering');
    const updated = provided.accepted().when(pat.does(confirm('m1', 'updated')));
    expect(updated.events[0]?.onBehalfOf).toBe('engineering');
  });

  test('is over with its last step, and planned again at once: 90 days on, on a working day', () => {
    launched()
      .and(paul.does(confirm('m1', 'provided')), eng.does(confirm('m1', 'updated')))
      .when(paul.does(confirm('m1', 'retired'), clock('2027-10-04T10:00')))
      .thenEvents(
        { type: 'MaintenanceStepDone', task: 'm1', step: 'retired' },
        { type: 'MaintenanceCompleted', task: 'm1' },
        {
          type: 'MaintenancePlanned',
          task: 'm2',
          kind: 'credential-rotation',
          // The 2nd of January is a Sunday, and the last of December a holiday.
          due: '2027-12-30',
          changes: [],
          clouds: [],
          after: 'm1',
        },
      )
      .when(paul.does(confirm('m1', 'retired')))
      .thenNothing();
  });

  test('comes back also when one is cancelled, unless it is ended for good', () => {
    const story = launched();
    const again = story.when(pat.does(cancelled('m1'))).accepted();
    expect(openOf(again)).toEqual([['m2', 'credential-rotation', '2027-11-30']]);
    const ended = story.when(pat.does(cancelled('m1', true))).accepted();
    expect(openOf(ended)).toEqual([]);
    // Somebody takes it up again.
    const taken = ended.when(paul.does(plan('credential-rotation', { due: '2027-10-01' }))).accepted();
    expect(openOf(taken)).toEqual([['m2', 'credential-rotation', '2027-10-01']]);
  });

  test('is not planned beside the one that is open', () => {
    launched()
      .when(paul.does(plan('credential-rotation', { due: '2027-10-01' })))
      .thenRefused(/“M1 Credential rotation” is planned already, due 30 Nov 2027\. Reschedule that one/);
    launched()
      .when(paul.does(plan('credential-rotation', { due: '2027-11-30' })))
      .thenNothing();
  });
});

describe('Planning', () => {
  test('either side plans or reports; a day is proposed when nobody says when', () => {
    const story = launched()
      .when(paul.does(plan('access-token-rotation'), monday))
      .thenEvents({
        type: 'MaintenancePlanned',
        task: 'm2',
        kind: 'access-token-rotation',
        due: '2027-09-20',
        changes: [],
        clouds: [],
      });
    story.when(mia.does(plan('other', { title: '  Rename\n the connector ', note: 'By marketing.' }))).thenEvents({
      type: 'MaintenancePlanned',
      task: 'm3',
      kind: 'other',
      title: 'Rename the connector',
      note: 'By marketing.',
      due: '2027-09-20',
      changes: [],
      clouds: [],
    });
  });

  test('also before the launch, for there are credentials then', () => {
    given(acme).and(paul.does(plan('credential-rotation', { due: '2027-03-15' })));
  });

  test.each([
    ['2027-09-05', /5 Sep 2027 is past/],
    ['2027-09-11', /11 Sep 2027 is no working day: choose 10 Sep 2027 or 13 Sep 2027/],
    ['2027-10-11', /is a holiday \(Columbus Day\): choose 8 Oct 2027 or 12 Oct 2027/],
    ['2030-01-01', /within two years/],
  ])('refuses to be due on %s', (due, why) => {
    launched()
      .when(paul.does(plan('access-token-rotation', { due }), monday))
      .thenRefused(why, 'due');
    launched()
      .when(paul.does(rescheduled('m1', due), monday))
      .thenRefused(why, 'due');
  });

  test('asks for what its kind needs', () => {
    const story = launched();
    story.when(paul.does(plan('other', { title: ' ' }))).thenRefused(/in a few words/, 'title');
    story.when(paul.does(plan('other', { title: 'x'.repeat(121) }))).thenRefused(/120 characters/, 'title');
    story.when(paul.does(plan('configuration-change'))).thenRefused(/choose what changes/, 'changes');
    story
      .when(paul.does(plan('configuration-change', { changes: ['nothing'] })))
      .thenRefused(/what changes/, 'changes');
    story.when(paul.does(plan('moon-phase'))).thenRefused(/no longer part of the lifecycle/);
  });

  test('is for people on the list; of a closed partner nothing is planned', () => {
    launched()
      .when(visitor.does(plan('other', { title: 'x' })))
      .thenRefused(/Only people on the people list of Acme/);
    launched()
      .when(colleague.does(plan('other', { title: 'x' })))
      .thenRefused(/Only people on the people list/);
    launched()
      .and(pat.does({ type: 'ClosePartner', reason: 'paused' }))
      .when(paul.does(plan('other', { title: 'x' })))
      .thenRefused(/is closed/);
  });

  test('numbers are never given twice, and there is an end to it', () => {
    const many = Array.from({ length: 24 }, (_, n) => paul.does(plan('other', { title: `No. ${n}` })));
    const story = launched().and(...many);
    expect(new Set(story.partner.maintenance.tasks.map(({ id }) => id)).size).toBe(25);
    story.when(paul.does(plan('other', { title: 'One more' }))).thenRefused(/25 tasks are open already/);
    const fewer = story.and(pat.does(cancelled('m25')));
    fewer.when(paul.does(plan('other', { title: 'One more' }))).thenEvents(expect.objectContaining({ task: 'm26' }));
  });
});

describe('What is planned', () => {
  test('moves to another day with a reason, by those who have a part in it', () => {
    const story = launched();
    story
      .when(mia.does(rescheduled('m1', '2027-10-01')))
      .thenRefused(/those who have a part in it: Paul or Eng|Eng or Paul/);
    story.when(paul.does(rescheduled('m1', '2027-10-01', ' '))).thenRefused(/say why/, 'reason');
    story.when(paul.does(rescheduled('m1', '2027-11-30'))).thenNothing();
    const moved = story
      .when(paul.does(rescheduled('m1', '2027-10-01')))
      .thenEvents({ type: 'MaintenanceRescheduled', task: 'm1', due: '2027-10-01', reason: 'Holidays.' });
    expect(steps(moved, 'm1').map(({ due }) => due)).toEqual(['2027-09-24', '2027-09-28', '2027-10-01']);
  });

  test('is cancelled with a reason; nothing about it changes then', () => {
    const story = launched();
    story.when(pat.does(cancelled('m1', false, ''))).thenRefused(/say why/, 'reason');
    story.when(mia.does(cancelled('m1'))).thenRefused(/part in it/);
    const over = story.and(lena.does(cancelled('m1', true)));
    over.when(lena.does(cancelled('m1', true))).thenNothing();
    over.when(paul.does(confirm('m1', 'provided'))).thenRefused(/“M1 Credential rotation” is cancelled already/);
    over.when(paul.does(rescheduled('m1', '2027-10-01'))).thenRefused(/cancelled already/);
  });

  test('a step that is not done after all is taken back, unless another came after it', () => {
    const story = launched().and(paul.does(confirm('m1', 'provided')));
    story.when(eng.does(takeStepBack('m1', 'provided'))).thenRefused(/confirmed by Paul/);
    story.when(paul.does(takeStepBack('m1', 'provided', ' '))).thenRefused(/say why/, 'reason');
    story.when(paul.does(takeStepBack('m1', 'retired'))).thenNothing();
    const back = story.and(paul.does(takeStepBack('m1', 'provided')));
    expect(standings(back, 'm1')[0]).toEqual(['provided', 'ready']);
    story
      .and(eng.does(confirm('m1', 'updated')))
      .when(paul.does(takeStepBack('m1', 'provided')))
      .thenRefused(/“Databricks uses the new credentials” came after it/);
  });
});

describe('A configuration change', () => {
  const changed = (...changes: readonly string[]) =>
    launched().and(paul.does(plan('configuration-change', { changes, due: '2027-10-01' }), monday));

  test('says what must be validated again, and is not over before that is done by those who sign', () => {
    const story = changed('adds-unity-catalog', 'hostname');
    expect(standings(story, 'm2').map(([id]) => id)).toEqual([
      'handed-over',
      'applied',
      'tested',
      'again:signoff-engineering',
      'again:signoff-psa',
    ]);
    expect(steps(story, 'm2').find(({ step }) => step.id === 'tested')?.step.testCases).toEqual([
      'P100',
      'P101',
      'P200',
      // Not P201: the product lets nobody choose a destination.
      'P300',
    ]);
    const tested = story.and(
      paul.does(confirm('m2', 'handed-over')),
      eng.does(confirm('m2', 'applied')),
      paul.does(confirm('m2', 'tested')),
    );
    tested.when(pat.does(confirm('m2', 'again:signoff-psa'))).thenRefused(/confirmed by Psa/);
    tested
      .and(psa.does(confirm('m2', 'again:signoff-psa')))
      .when(eng.does(confirm('m2', 'again:signoff-engineering')))
      .thenEvents(
        { type: 'MaintenanceStepDone', task: 'm2', step: 'again:signoff-engineering' },
        { type: 'MaintenanceCompleted', task: 'm2' },
      );
  });

  test('a desktop application tries only what applies to it', () => {
    const desktop = changed('hostname').and(
      pat.does({ type: 'ChangeDetails', integrationType: 'desktop-application' }),
    );
    expect(standings(desktop, 'm2').map(([id]) => id)).toEqual(['handed-over', 'applied', 'again:signoff-engineering']);
  });

  test('before the launch it needs no task: sign-offs reopen by themselves', () => {
    given(acme)
      .when(paul.does(plan('configuration-change', { changes: ['hostname'] })))
      .thenRefused(/planned after the launch/, 'changes');
  });

  test('of a sign-off that is internal the partner does not know', () => {
    const story = changed('category').and(pat.does(internal('signoff-product')));
    const before = story.and(
      paul.does(confirm('m2', 'handed-over')),
      eng.does(confirm('m2', 'applied')),
      paul.does(confirm('m2', 'tested')),
    );
    before.when(paul.does(confirm('m2', 'again:signoff-product'))).thenRefused(/no longer part of “M2/);
    before.and(product.does(confirm('m2', 'again:signoff-product')));
  });
});

describe('Reminders', () => {
  const entries = (who: Member, story: Story, at: ReturnType<typeof clock>) =>
    digestFor(who.actor.person, [story.partner], lifecycle, at)?.parts[0]?.entries.map(({ view, why }) => [
      view.id,
      why,
    ]) ?? [];
  const inChannel = (story: Story, at: ReturnType<typeof clock>) =>
    channelDigest(story.partner, lifecycle, at)?.people.map((p) => [
      p.name,
      p.entries.map(({ view, why, daysHeld }) => [view.id, why, daysHeld]),
    ]) ?? [];

  test('a step is in the digest of its people when it comes near, and climbs when it is late, as items do', () => {
    const story = launched();
    expect(inChannel(story, clock('2027-11-16T09:00'))).toEqual([]);
    expect(inChannel(story, clock('2027-11-17T09:00'))).toEqual([['Paul', [['m1/provided', 'soon', 0]]]]);
    expect(inChannel(story, clock('2027-11-22T09:00'))).toEqual([['Paul', [['m1/provided', 'today', 3]]]]);
    expect(entries(pat, story, clock('2027-11-23T09:00'))).toEqual([]);
    expect(entries(pat, story, clock('2027-11-24T09:00'))).toEqual([['m1/provided', 'escalated']]);
    const notes = channelDigest(story.partner, lifecycle, clock('2027-11-30T09:00'))?.notes ?? [];
    expect(notes.map(({ view }) => view.id)).toEqual(['m1/provided']);
    const provided = story.and(paul.does(confirm('m1', 'provided'), clock('2027-11-22T12:00')));
    expect(entries(eng, provided, clock('2027-11-23T09:00'))).toEqual([['m1/updated', 'soon']]);
    expect(inChannel(provided, clock('2027-11-23T09:00'))).toEqual([]);
  });

  test('the channel’s digest is looked for when the first step comes near', () => {
    const { due, nextAt } = agenda(launched().partner, lifecycle, clock('2027-11-15T12:00'));
    expect(due.filter(({ kind }) => kind === 'digest')).toEqual([]);
    // A day earlier: the day of the channel's zone may begin before that of the lifecycle's.
    expect(nextAt).toBe(clock('2027-11-16T09:00'));
  });

  test('a step is put off until its task is due at most', () => {
    const at = clock('2027-11-23T10:00');
    const snoozed = { type: 'SnoozeItem', item: item('m1/provided') } as const;
    launched()
      .when(paul.does({ ...snoozed, until: date('2027-12-24') }, at))
      .thenEvents(expect.objectContaining({ type: 'ItemSnoozed', item: 'm1/provided', until: '2027-11-30' }));
    launched()
      .when(paul.does({ ...snoozed, until: date('2027-12-24') }, clock('2027-11-30T10:00')))
      .thenRefused(/“M1 Credential rotation” is due on 30 Nov 2027/, 'until');
  });

  test('what was asked and told about a task goes with it', () => {
    const story = launched().and(
      paul.does({ type: 'MuteItem', item: item('m1/provided') }),
      paul.does({ type: 'SetReminder', item: item('m1/retired'), on: date('2027-11-25') }),
      pat.does(cancelled('m1', true)),
    );
    expect(story.partner.reminders.muted).toEqual([]);
    expect(story.partner.reminders.asked).toEqual({});
  });

  test('all due dates are working days', () => {
    const story = launched().and(
      paul.does(plan('configuration-change', { changes: ['adds-unity-catalog'], due: '2028-01-03' }), monday),
    );
    for (const task of openTasks(story.partner))
      for (const { due } of stepViews(task, story.partner, lifecycle))
        expect(isWorkingDay(due, lifecycle.calendar)).toBe(true);
  });
});
