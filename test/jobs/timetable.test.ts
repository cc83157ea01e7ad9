import { Timetable } from '../../jobs/timetable';
import { instant, later, partnerId, type Attendee, type Instant } from '../../src/domain/ids';

const [a, b, c] = [partnerId.parse('a'), partnerId.parse('b'), partnerId.parse('c')];
const real = (): Instant => instant.parse(Date.now());
beforeEach(() => void jest.useFakeTimers({ now: 5_000_000 }));
afterEach(() => jest.useRealTimers());
const still = instant.parse(1_000_000);

function stage(clock: () => Instant, lostAfterMs = 30_000) {
  const handed: (readonly Attendee[])[] = [];
  const handOut = (ids: readonly Attendee[]) => void handed.push(ids);
  return { timetable: new Timetable({ clock, aheadMs: 5000, lostAfterMs, handOut }), handed };
}

test('whose time has come is handed out once, and once more when it comes anew', () => {
  const { timetable } = stage(() => still);
  const due = { id: a, at: still };
  expect(timetable.tell([due])).toEqual([a]);
  expect(timetable.tell([due, { id: b, at: still }])).toEqual([b]);
  expect(timetable.tell([{ id: a, at: later(still, -1) }])).toEqual([a]);
  expect(timetable.tell([])).toEqual([]);
  expect(timetable.tell([due])).toEqual([a]);
});

test('who may have been lost is handed out again', () => {
  const { timetable } = stage(() => still, 0);
  const due = { id: a, at: still };
  expect([timetable.tell([due]), timetable.tell([due])]).toEqual([[a], [a]]);
});

test('whose time is near is handed out at that instant, once, at the sooner of two', () => {
  const { timetable, handed } = stage(real);
  const now = real();
  expect(timetable.tell([{ id: a, at: later(now, 40) }])).toEqual([]);
  timetable.plan(b, later(now, 60));
  timetable.plan(b, later(now, 20));
  timetable.plan(b, later(now, 60));
  timetable.plan(c, later(now, 90));
  jest.advanceTimersByTime(89);
  expect(handed.flat()).toEqual([b, a]);
  jest.advanceTimersByTime(2);
  expect(handed.flat()).toEqual([b, a, c]);
  // Handed out at its instant: the next tick need not.
  expect(timetable.tell([{ id: c, at: later(now, 90) }])).toEqual([]);
});

test('while the clock stands still nobody’s instant comes; who was planned by a process that ends is not handed out', () => {
  const [standing, ended] = [stage(() => still), stage(real)];
  standing.timetable.plan(a, later(still, 10));
  ended.timetable.plan(a, later(real(), 10));
  ended.timetable.stop();
  jest.advanceTimersByTime(1000);
  expect([standing.handed, ended.handed]).toEqual([[], []]);
});
