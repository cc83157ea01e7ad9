import { agenda } from '../../src/domain/agenda';
import { addDays } from '../../src/domain/calendar';
import { openTasks } from '../../src/domain/maintenance/steps';
import { stepViews } from '../../src/domain/maintenance/views';
import { waveBoard } from '../../src/domain/rollout/board';
import { regionsOf } from '../../src/domain/rollout/regions';
import { uncoveredRegions } from '../../src/domain/rollout/standing';
import { instantOf } from '../../src/domain/working-days';
import {
  clock,
  date,
  eng,
  given,
  acme,
  internal,
  lena,
  pat,
  paul,
  psa,
  rollingOut,
  type Story,
} from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';
import { cancelled, confirm, launched, plan, rescheduled } from '../support/maintaining';

/** A cloud that comes after the launch: a task of maintenance, and waves of its own in the days before it is due. */

const at = clock('2027-09-07T10:00');
const due = '2027-10-06';
const adding = (...clouds: readonly string[]) => plan('configuration-change', { changes: ['adds-cloud'], clouds, due });
const added = launched().and(eng.does(adding('gcp'), at));

const wavesOf = ({ partner }: Story) => partner.rollout?.waves.filter((wave) => wave.expansion !== undefined) ?? [];
const stateAt = (story: Story, when: ReturnType<typeof clock>) =>
  waveBoard(story.partner, lifecycle, when)
    ?.waves.filter((wave) => wave.expansion !== undefined)
    .map(({ state }) => state);

/** All that comes before the waves. */
const validated = added.and(
  paul.does(confirm('m2', 'handed-over')),
  eng.does(confirm('m2', 'applied')),
  paul.does(confirm('m2', 'tested')),
  eng.does(confirm('m2', 'again:signoff-engineering')),
  psa.does(confirm('m2', 'again:signoff-psa')),
);
const rolled = validated.and(
  wavesOf(validated).flatMap(({ id: wave, on, regions }) => rollingOut({ wave, on, regions: Object.keys(regions) })),
);

describe('A cloud that is added after the launch', () => {
  test('is rolled out to its regions alone, within the days before the task is due', () => {
    expect(added.partner.clouds).toEqual(['aws', 'gcp']);
    const regions = wavesOf(added).flatMap((wave) => Object.keys(wave.regions));
    expect(regions.toSorted()).toEqual([...regionsOf({ clouds: ['gcp'] }, lifecycle)].toSorted());
    for (const { on } of wavesOf(added)) {
      expect(on >= addDays(date(due), -7)).toBe(true);
      expect(on <= addDays(date(due), -1)).toBe(true);
    }
    expect(wavesOf(added).length).toBeGreaterThan(2);
    expect(wavesOf(added).map(({ id }) => id)[0]).toBe('w6');
    expect(added.partner.rollout?.waves.slice(0, 5).every(({ finishedAt }) => finishedAt !== undefined)).toBe(true);
  });

  test('holds its waves until all else of the task is done', () => {
    const [first] = wavesOf(added);
    if (!first) throw new Error('No wave');
    const start = { type: 'StartWave', wave: first.id } as const;
    const morning = clock(`${first.on}T11:00`);
    expect(new Set(stateAt(added, morning))).toEqual(new Set(['held']));
    added
      .when(eng.does(start, morning))
      .thenRefused(
        /No wave may start until this is done: “New configuration is handed over”, .*“Validated again: Engi/,
      );
    const prompts = (story: Story) =>
      agenda(story.partner, lifecycle, morning).due.filter(({ key }) => key.startsWith('wave-due'));
    expect(prompts(added)).toEqual([]);
    expect(stateAt(validated, morning)?.[0]).toBe('due');
    expect(prompts(validated).length).toBeGreaterThan(0);
    validated.when(lena.does(start, morning)).thenRefused(/in the hands of Eng/);
    validated.when(eng.does(start, morning)).thenEvents({ type: 'WaveStarted', wave: first.id });
  });

  test('can be halted by anybody, and resumed by engineering', () => {
    const halted = validated.and(lena.does({ type: 'HaltRollout', reason: 'Errors in GCP.' }));
    const [first] = wavesOf(halted);
    halted
      .when(eng.does({ type: 'StartWave', wave: first?.id ?? '' }, clock(`${first?.on}T11:00`)))
      .thenRefused(/halted: Errors in GCP/);
    halted.and(eng.does({ type: 'ResumeRollout' }));
  });

  test('is over when engineering says so, once every region is live and was watched', () => {
    const rollout = confirm('m2', 'rollout:regions');
    validated.when(eng.does(rollout)).thenRefused(/Not every new region is live yet/);
    rolled.when(eng.does(rollout)).thenRefused(/watched until/);
    rolled.when(paul.does(rollout, clock(`${due}T09:00`))).thenRefused(/confirmed by Eng/);
    const over = rolled
      .when(eng.does(rollout, clock(`${due}T09:00`)))
      .thenEvents(
        { type: 'MaintenanceStepDone', task: 'm2', step: 'rollout:regions' },
        { type: 'MaintenanceCompleted', task: 'm2' },
      );
    expect(over.partner.rollout?.expansion).toBeUndefined();
    expect(uncoveredRegions(over.partner, lifecycle)).toEqual([]);
    const last = over.partner.rollout?.waves.at(-1)?.id ?? '';
    over
      .when(eng.does({ type: 'RollBackWave', wave: last, reason: 'Late.' }))
      .thenRefused(/is launched: the rollout is over/);
  });

  test('a wave of it is rolled back as any other, and keeps belonging to it', () => {
    const [last] = wavesOf(rolled).slice(-1);
    const back = rolled.and(eng.does({ type: 'RollBackWave', wave: last?.id ?? '', reason: 'Errors.' }));
    expect(wavesOf(back)).toHaveLength(wavesOf(rolled).length);
    back
      .when(eng.does(confirm('m2', 'rollout:regions'), clock(`${due}T09:00`)))
      .thenRefused(/Not every new region is live/);
  });

  test('moves with its task', () => {
    const moved = added.and(eng.does(rescheduled('m2', '2027-11-03')));
    expect(moved.partner.rollout?.ga).toBe('2027-11-03');
    for (const { on } of wavesOf(moved)) expect(on >= '2027-10-27').toBe(true);
    added
      .when(eng.does(rescheduled('m2', '2028-01-03')))
      .thenRefused(/To be live on 3 Jan 2028 the rollout runs from 27 Dec 2027 .* freeze/, 'due');
  });

  test('is planned in fewer waves when engineering asks', () => {
    const fewer = added.and(
      eng.does({ type: 'PlanRollout', optInRegions: [], mostWaves: 1, reason: 'It is a small one.' }),
    );
    expect(wavesOf(fewer)).toHaveLength(1);
    expect(fewer.partner.rollout?.expansion).toBe('m2');
  });

  test('is cancelled with its task, unless a wave of it has started', () => {
    const gone = added
      .when(pat.does(cancelled('m2')))
      .thenEvents(
        { type: 'MaintenanceCancelled', task: 'm2', reason: 'Not needed.' },
        { type: 'DetailsChanged', clouds: ['aws'] },
      );
    expect(wavesOf(gone)).toEqual([]);
    expect(gone.partner.rollout?.expansion).toBeUndefined();
    rolled.when(pat.does(cancelled('m2'))).thenRefused(/Wave 6 of its regions has started/);
  });

  test('says nothing of its waves to a partner who may not know of the rollout, but whom to ask', () => {
    const day = rescheduled('m2', '2028-01-03');
    added.when(lena.does(day)).thenRefused(/no day for a wave/, 'due');
    rolled.when(lena.does(cancelled('m2'))).thenRefused(/^Wave 6 of its regions/);
    const hidden = pat.does(internal('rollout'));
    added
      .and(hidden)
      .when(lena.does(day))
      .thenRefused(
        /^Before 3 Jan 2028 there is no day for what comes right before it\. Please choose a later day, or ask Pat \([^)]*\)\.$/,
        'due',
      );
    rolled
      .and(hidden)
      .when(lena.does(cancelled('m2')))
      .thenRefused(/^What has begun for it must be finished or undone first\. Ask Pat \([^)]*\)\.$/);
    added
      .and(hidden)
      .when(eng.does(day))
      .thenRefused(/no day for a wave/, 'due');
    rolled
      .and(hidden)
      .when(pat.does(cancelled('m2')))
      .thenRefused(/^Wave 6 of its regions/);
  });

  test('is planned by the coordinator or those who roll out; the others read whom to ask', () => {
    for (const who of [paul, lena, psa])
      launched()
        .when(who.does(adding('gcp'), at))
        .thenRefused(/A cloud is added by Pat or Eng \(.*\): please ask them/, 'changes');
    for (const who of [pat, eng]) expect(launched().and(who.does(adding('gcp'), at)).partner.clouds).toContain('gcp');
    // What else changes is planned by anybody on the people list.
    launched().and(paul.does(plan('configuration-change', { changes: ['hostname'], due }), at));
  });

  test('is asked for, and is news', () => {
    const story = launched();
    story.when(eng.does(adding(), at)).thenRefused(/choose a cloud that Acme does not support yet/, 'clouds');
    story.when(eng.does(adding('aws'), at)).thenRefused(/does not support yet/, 'clouds');
    story
      .when(eng.does(plan('configuration-change', { changes: ['hostname'], clouds: ['gcp'], due }), at))
      .thenRefused(/tick “Adds a cloud” as well/, 'changes');
    story
      .when(eng.does(plan('configuration-change', { changes: ['adds-cloud'], clouds: ['gcp'], due: '2027-09-07' }), at))
      .thenRefused(/To be live on 7 Sep 2027 .* there is no day for a wave/, 'due');
    added.when(eng.does(adding('gcp'))).thenNothing();
    const again = plan('configuration-change', { changes: ['adds-cloud'], clouds: ['gcp'], due: '2027-10-20' });
    added.when(eng.does(again)).thenRefused(/“M2 Configuration change” adds a cloud already/, 'clouds');
    added.when(eng.does(adding('azure'))).thenRefused(/“M2 Configuration change” adds a cloud already/, 'clouds');
  });
});

describe('Clouds that are changed among the details', () => {
  const edit = (...clouds: readonly string[]) => ({ type: 'ChangeDetails', clouds }) as const;

  test('are planned by the bot in the same way, with a task that says what must be validated again', () => {
    const outcome = launched().when(pat.does(edit('aws', 'gcp'), at));
    expect(outcome.events.map(({ event }) => event.type)).toEqual([
      'DetailsChanged',
      'MaintenancePlanned',
      'RolloutPlanned',
    ]);
    const story = outcome.accepted();
    expect(openTasks(story.partner).map(({ id, changes, clouds }) => [id, changes, clouds])).toContainEqual([
      'm2',
      ['adds-cloud'],
      ['gcp'],
    ]);
    expect(wavesOf(story).length).toBeGreaterThan(0);
  });

  test('join what is under way', () => {
    const joined = added.and(pat.does(edit('aws', 'gcp', 'azure')));
    expect(openTasks(joined.partner)).toHaveLength(2);
    expect(uncoveredRegions(joined.partner, lifecycle)).toEqual([]);
  });

  test('before the launch are a matter of the launch’s own rollout', () => {
    const story = given(acme).and(pat.does(edit('aws', 'gcp')));
    expect(story.partner.maintenance.tasks).toEqual([]);
  });

  test('when one goes, nothing is rolled out', () => {
    const outcome = launched()
      .when(pat.does(edit('gcp', 'aws'), at))
      .accepted();
    const fewer = outcome.when(pat.does(edit('gcp')));
    expect(fewer.events.map(({ event }) => event.type)).not.toContain('MaintenancePlanned');
  });
});

test('the steps before the waves are due before their first day', () => {
  const [task] = openTasks(added.partner).filter(({ id }) => id === 'm2');
  if (!task) throw new Error('No task');
  const [first] = wavesOf(added);
  const steps = stepViews(task, added.partner, lifecycle);
  for (const { step, due: by } of steps) expect(step.rollsOut || by <= (first?.on ?? '')).toBe(true);
  expect(steps.at(-1)?.due).toBe(due);
  expect(instantOf(date(due), '09:00', lifecycle.zone)).toBeGreaterThan(added.now);
});
