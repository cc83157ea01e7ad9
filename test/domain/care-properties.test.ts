import * as fc from 'fast-check';
import { addDays, dateOf } from '../../src/domain/calendar';
import type { Command } from '../../src/domain/commands';
import { later } from '../../src/domain/ids';
import { lookup } from '../../src/domain/lookup';
import { openTasks, stepsOf } from '../../src/domain/maintenance/steps';
import { stepViews } from '../../src/domain/maintenance/views';
import { isRefusal } from '../../src/domain/refusal';
import { proposerOf } from '../../src/domain/roadmap/state';
import { hour } from '../../src/domain/time';
import { isWorkingDay } from '../../src/domain/working-days';
import { everybody, lena, pat, type Story } from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';
import { launched } from '../support/maintaining';

/** Whatever people do after the launch, in whatever order. */

const happening = fc.record({
  who: fc.oneof(fc.constantFrom(...everybody), fc.constantFrom(pat, lena)),
  kind: fc.nat({ max: 11 }),
  n: fc.nat({ max: 1000 }),
  hours: fc.integer({ min: 1, max: 900 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function commandOf({ partner, now }: Story, { kind, n }: Happening): Command {
  const tasks = partner.maintenance.tasks;
  const task = openTasks(partner)[n % 3] ?? tasks[n % Math.max(1, tasks.length)];
  const id = task?.id ?? 'm1';
  const steps = task ? stepsOf(task, partner, lifecycle) : [];
  const next = steps.find((step) => !task?.done[step.id]) ?? steps[0];
  const entries = partner.roadmap.entries;
  const entry = entries[n % Math.max(1, entries.length)];
  const kinds = lifecycle.maintenance.kinds;
  const day = addDays(dateOf(now, lifecycle.zone), n % 200);
  switch (kind) {
    case 0: {
      const chosen = kinds[n % kinds.length];
      const change = chosen?.changes[n % Math.max(1, chosen.changes.length)];
      return {
        type: 'PlanMaintenance',
        kind: chosen?.id ?? '',
        title: `No. ${n}`,
        ...(n % 2 === 0 && { due: day }),
        changes: change ? [change.id] : [],
        clouds: change?.addsCloud ? ['gcp'] : [],
      };
    }
    case 1:
      return { type: 'RescheduleMaintenance', task: id, due: day, reason: 'Later.' };
    case 2:
      return { type: 'CancelMaintenance', task: id, reason: 'No.', forGood: n % 4 === 0 };
    case 3:
      return { type: 'ReopenMaintenanceStep', task: id, step: steps[n % 3]?.id ?? '', reason: 'No.' };
    case 4:
      return {
        type: 'ProposeRoadmapEntry',
        title: `No. ${n % 7}`,
        quarter: `2029Q${1 + (n % 4)}`,
        whose: n % 2 ? 'partner' : 'databricks',
      };
    case 5:
      return { type: 'AcceptRoadmapEntry', entry: entry?.id ?? 'r1', revision: entry?.revision ?? 0 };
    case 6:
      return { type: n % 2 ? 'DeclineRoadmapEntry' : 'WithdrawRoadmapEntry', entry: entry?.id ?? 'r1', reason: 'No.' };
    case 7:
      return { type: 'FinishRoadmapEntry', entry: entry?.id ?? 'r1' };
    default:
      return { type: 'ConfirmMaintenanceStep', task: id, step: next?.id ?? '' };
  }
}

/** The story after each happening that came to something. */
function live(happenings: readonly Happening[], seen: (was: Story, now: Story) => void): Story {
  return happenings.reduce((was, one) => {
    const at = later(was.now, one.hours * hour);
    const outcome = was.when(one.who.does(commandOf(was, one), at));
    if (isRefusal(outcome.decision)) return was.after([], at);
    const now = outcome.accepted();
    // What is decided once is not decided again.
    expect(isNothingOrRefused(now.when(one.who.does(commandOf(was, one), at)).decision)).toBe(true);
    seen(was, now);
    return now;
  }, launched());
}

const isNothingOrRefused = (decision: unknown): boolean =>
  isRefusal(decision) || (Array.isArray(decision) && decision.length === 0);

test('a task that comes back never does so twice, numbers are given once, and what is due is due on working days', () => {
  const kindsBack = lifecycle.maintenance.kinds.filter(({ everyDays }) => everyDays !== undefined).map(({ id }) => id);
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const story = live(happenings, (_, { partner }) => {
        const open = openTasks(partner);
        for (const kind of kindsBack) expect(open.filter((task) => task.kind === kind).length).toBeLessThanOrEqual(1);
        for (const task of open) {
          expect(isWorkingDay(task.due, lifecycle.calendar)).toBe(true);
          for (const { due } of stepViews(task, partner, lifecycle))
            expect(isWorkingDay(due, lifecycle.calendar)).toBe(true);
        }
      });
      const numbers = story.log.flatMap(({ event }) => {
        if (event.type === 'MaintenancePlanned') return [event.task];
        return event.type === 'RoadmapProposed' ? [event.entry] : [];
      });
      expect(new Set(numbers).size).toBe(numbers.length);
      const followed = story.log.flatMap(({ event }) =>
        event.type === 'MaintenancePlanned' && event.after !== undefined ? [event.after] : [],
      );
      expect(new Set(followed).size).toBe(followed.length);
    }),
    { numRuns: 60 },
  );
});

test('each step is confirmed by its side, in its turn; each proposal is answered by the other side', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      live(happenings, (was, now) => {
        for (const { event, by } of now.log.slice(was.log.length)) {
          if (by.kind !== 'person') continue;
          if (event.type === 'MaintenanceStepDone') {
            const task = was.partner.maintenance.tasks.find(({ id }) => id === event.task);
            const step = task && stepsOf(task, was.partner, lifecycle).find(({ id }) => id === event.step);
            const sides = step?.teams.map((team) => lookup(lifecycle).teams.get(team)?.side);
            expect(sides).toContain(by.side);
            expect(step?.needs.every((need) => task?.done[need])).toBe(true);
          }
          if (event.type === 'RoadmapAccepted' || event.type === 'RoadmapDeclined') {
            const entry = was.partner.roadmap.entries.find(({ id }) => id === event.entry);
            expect(entry && proposerOf(entry)).not.toBe(by.side);
          }
        }
      });
    }),
    { numRuns: 60 },
  );
});
