import * as fc from 'fast-check';
import { clocksOf, elapsed } from '../../src/domain/bugs/clocks';
import { isUnsolved } from '../../src/domain/bugs/numbers';
import { severityOf } from '../../src/domain/bugs/severity';
import { dateOf } from '../../src/domain/calendar';
import type { Command } from '../../src/domain/commands';
import { instant, userOf, type Instant } from '../../src/domain/ids';
import { isWorkingDay, timeOfDay } from '../../src/domain/working-days';
import type { Side } from '../../src/lifecycle/schema';
import { channelReady, eng, everybody, given, lena, pat, paul, psa, type Story } from '../support/given';
import { attempt, elapse, isQuietIn, worldwide } from '../support/launching';
import { partnerConnect } from '../support/lifecycle';
import { tales } from '../support/tales';

/** Bugs that went through it at random: their clocks, their ladder, their numbers. */

const { calendar, zone } = partnerConnect;
const quarter = 15 * 60_000;

interface Happening {
  readonly quarters: number;
  readonly what: string;
  readonly who: number;
  readonly n: number;
}

const sides = ['databricks', 'partner'] as const;
const severities = ['S1', 'S2', 'S3', 'S4'];

const deeds: Readonly<Record<string, (bug: string, n: number) => Command>> = {
  report: (_, n) => ({
    type: 'ReportBug',
    title: `Bug ${n}`,
    what: 'It fails.',
    severity: severities[n % 4] ?? 'S1',
    ...(n % 3 > 0 && { suspected: sides[n % 2] ?? 'partner' }),
  }),
  acknowledge: (bug) => ({ type: 'AcknowledgeBug', bug }),
  start: (bug) => ({ type: 'StartBug', bug }),
  mitigate: (bug) => ({ type: 'MitigateBug', bug }),
  resolve: (bug) => ({ type: 'ResolveBug', bug, note: 'Mended.' }),
  verify: (bug) => ({ type: 'VerifyBug', bug }),
  close: (bug) => ({ type: 'CloseBug', bug }),
  reopen: (bug) => ({ type: 'ReopenBug', bug, reason: 'Again.' }),
  update: (bug) => ({ type: 'UpdateBug', bug, note: 'On it.' }),
  over: (bug, n) => ({ type: 'HandOverBug', bug, to: sides[n % 2] ?? 'partner', reason: 'Yours.' }),
  severity: (bug, n) => ({ type: 'ChangeBugSeverity', bug, severity: severities[n % 4] ?? 'S1', reason: 'So it is.' }),
  duplicate: (bug, n) => ({ type: 'MarkBugDuplicate', bug, of: `ACME-${(n % 3) + 1}` }),
};

const anyHappening: fc.Arbitrary<Happening> = fc.record({
  quarters: fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 400 })),
  what: fc.oneof(
    fc.constantFrom('report', 'report', 'over', 'acknowledge', 'resolve', 'reopen', 'duplicate'),
    fc.constantFrom(...Object.keys(deeds)),
  ),
  who: fc.nat(20),
  n: fc.nat(1000),
});

/** Where those live who are not in California. */
const zones = new Map(worldwide.people.map((p) => [userOf(p.person), p.zone]));

const usual = [eng, psa, paul, lena, pat];

interface Tale {
  readonly end: Story;
  readonly steps: readonly { readonly before: Story; readonly after: Story }[];
}

/** Goes through happenings; in between, what time brings up is told as soon as it is due. */
function tell(happenings: readonly Happening[]): Tale {
  const steps: Tale['steps'][number][] = [];
  const end = happenings.reduce<Story>((story, { quarters, what, who, n }) => {
    const at = instant.parse(story.now + quarters * quarter);
    const then = elapse(story, at);
    steps.push({ before: story, after: then });
    const numbers = Object.keys(then.partner.bugs);
    const command = deeds[what]?.(numbers[n % Math.max(1, numbers.length)] ?? 'ACME-1', n);
    const member = who > 17 ? everybody[n % everybody.length] : usual[who % usual.length];
    const now = command && member ? attempt(then, member.does(command, at)) : then;
    steps.push({ before: then, after: now });
    return now;
  }, open);
  return { end, steps };
}

const inEveryTale = tales(fc.array(anyHappening, { minLength: 3, maxLength: 25 }), tell, 30);

// At a full quarter of an hour, and so is whatever people do.
const open = given(pat.does(worldwide), channelReady).after(
  [],
  instant.parse(Math.ceil(Date.parse('2027-03-11T18:00Z') / quarter) * quarter),
);

const counts = (at: Instant): boolean => {
  const time = timeOfDay(at, zone);
  return (
    isWorkingDay(dateOf(at, zone), calendar) && time >= calendar.workingHours.from && time < calendar.workingHours.until
  );
};

/** What a stop-watch would show: quarters of an hour in each court, all of them and those that count as working. */
interface Watch {
  readonly all: Record<Side, number>;
  readonly working: Record<Side, number>;
}
const newWatch = (): Watch => ({ all: { databricks: 0, partner: 0 }, working: { databricks: 0, partner: 0 } });

test('a clock runs for the side whose turn it is, within its hours, and for nobody else', () => {
  inEveryTale(({ steps }) => {
    const watches = new Map<string, { since: number; watch: Watch }>();
    for (const { before, after } of steps) {
      for (const bug of Object.values(before.partner.bugs)) {
        const known = watches.get(bug.number);
        const kept = known?.since === bug.openedAt ? known.watch : newWatch();
        watches.set(bug.number, { since: bug.openedAt, watch: kept });
        for (let at = before.now; at < after.now && isUnsolved(bug); at = instant.parse(at + quarter)) {
          kept.all[bug.side] += quarter;
          if (counts(at)) kept.working[bug.side] += quarter;
        }
      }
      for (const bug of Object.values(after.partner.bugs)) {
        const [, clock] = clocksOf(bug, partnerConnect);
        const known = watches.get(bug.number);
        if (!clock) expect(isUnsolved(bug)).toBe(false);
        else if (known?.since === bug.openedAt)
          expect({ bug: bug.number, spent: elapsed(clock, after.now, partnerConnect) }).toEqual({
            bug: bug.number,
            spent: known.watch[clock.span.working ? 'working' : 'all'][bug.side],
          });
      }
    }
  });
});

test('nobody is told twice, nor of what the other side has, nor after it is resolved, nor at night unless it is grave', () => {
  inEveryTale(({ steps }) => {
    const told = new Set<string>();
    for (const { before, after } of steps) {
      for (const { at, event } of after.log.slice(before.log.length)) {
        if (event.type !== 'Told' || !event.topic.startsWith('bug:')) continue;
        const [, number = '', , side, , , , user = ''] = event.topic.split(':');
        const bug = before.partner.bugs[number];
        if (!bug) throw new Error(`Told of ${number}, which there is not`);
        const key = `${event.topic} ${event.marker}`;
        expect({ key, again: told.has(key) }).toEqual({ key, again: false });
        told.add(key);
        expect({ key, unsolved: isUnsolved(bug), side: bug.side }).toEqual({ key, unsolved: true, side });
        if (!severityOf(bug, partnerConnect)?.passesQuietHours)
          expect({ key, quiet: isQuietIn(at, zones.get(user)) }).toEqual({ key, quiet: false });
      }
    }
  });
});

test('no number comes twice, and what it names stays', () => {
  inEveryTale(({ end, steps }) => {
    const titles = new Map<string, string>();
    for (const { after } of steps) {
      for (const bug of Object.values(after.partner.bugs)) {
        expect(titles.get(bug.number) ?? bug.title).toBe(bug.title);
        titles.set(bug.number, bug.title);
      }
      expect(Object.keys(after.partner.bugs)).toEqual(Array.from(titles, (_, n) => `ACME-${n + 1}`));
    }
    const reports = end.log.filter(({ event }) => event.type === 'BugReported').length;
    expect(titles.size).toBe(reports);
  });
});
