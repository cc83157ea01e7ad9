import { agenda } from '../../src/domain/agenda';
import { backPlan } from '../../src/domain/back-plan';
import { dateOf } from '../../src/domain/calendar';
import { audibleTo } from '../../src/domain/due/people';
import { forecast } from '../../src/domain/reminders/forecast';
import { dayProblem } from '../../src/domain/rollout/days';
import { forSide, holidaysOn, isWorkingDay } from '../../src/domain/working-days';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { ga, signedOff } from '../blocks/launching';
import {
  acme,
  channelReady,
  clock,
  create,
  date,
  eng,
  givenUnder,
  pat,
  psa,
  takenBack,
  team,
  upTo,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

/** Holidays of one side: what both do together keeps off them, and people are told on their own working days. */

const lifecycle: Lifecycle = {
  ...partnerConnect,
  calendar: {
    ...partnerConnect.calendar,
    holidays: [
      { date: '2027-05-13', title: 'Ascension', side: 'partner' },
      { date: '2027-05-14', title: 'Company day', side: 'databricks' },
    ],
  },
};
const [thursday, friday] = [date('2027-05-13'), date('2027-05-14')];

test('are no working days for what both do, and working days for the other side', () => {
  const works = (one: Lifecycle) => [thursday, friday].map((day) => isWorkingDay(day, one.calendar));
  expect(works(lifecycle)).toEqual([false, false]);
  expect(works(forSide(lifecycle, 'databricks'))).toEqual([true, false]);
  expect(works(forSide(lifecycle, 'partner'))).toEqual([false, true]);
  expect(forSide(partnerConnect, 'partner')).toBe(partnerConnect);
  expect(holidaysOn(thursday, lifecycle.calendar)).toHaveLength(1);
});

test('are named with their side where a plan meets them, and no wave is planned on them', () => {
  const { state, now } = signedOff(lifecycle);
  const asked = { today: dateOf(now, lifecycle.zone), now, reader: 'partner' as const };
  expect(backPlan(state, lifecycle, thursday, asked).conflicts).toEqual([
    '13 May 2027 is a holiday (Partner): Ascension.',
  ]);
  expect(dayProblem(thursday, ga, lifecycle)).toContain('is a holiday (Ascension)');
  expect(dayProblem(friday, ga, lifecycle)).toContain('is a holiday (Company day)');
});

test('hold the digests of their own side only', () => {
  const story = givenUnder(lifecycle, pat.does(create({ targetGaDate: date('2027-10-01') })), channelReady);
  const coming = forecast(story.partner, lifecycle, clock('2027-05-12T12:00'), { side: 'databricks', days: 3 });
  const days = (to: 'person' | 'channel') =>
    new Set(coming.filter((one) => one.to === to).map(({ at }) => dateOf(at, lifecycle.zone)));
  expect([...days('person')]).toEqual([thursday]);
  expect([...days('channel')].includes(thursday)).toBe(false);
});

test('hold what comes at its hour for people of their own side only', () => {
  const { partner } = givenUnder(lifecycle, acme, channelReady, upTo('ga-date-agreed', lifecycle)).and(
    psa.does(takenBack('signoff-psa'), clock('2027-05-12T22:00')),
  );
  const held = (day: string) =>
    agenda(partner, lifecycle, clock(`${day}T13:00`)).due.flatMap((due) =>
      due.kind === 'timed' && due.to.is === 'person' ? [`${due.what.about} ${due.to.name}`] : [],
    );
  expect([held(thursday), held(friday)]).toEqual([['held Eng', 'held Pat'], []]);
  const paul = partner.people.filter(({ name }) => name === 'Paul');
  const told = (day: string) => paul.map((who) => audibleTo(who, clock(`${day}T13:00`), partner, lifecycle));
  expect([told(thursday), told(friday)]).toEqual([[clock('2027-05-14T08:00')], [clock('2027-05-14T13:00')]]);
});

test('Who has two roles, and a time zone by one of them, is left alone in their night as who has one', () => {
  const role = { type: 'AssignPerson', picked: { ...eng.picked, zone: 'Asia/Kolkata' }, team: team('legal') } as const;
  const { partner } = givenUnder(lifecycle, acme, pat.does(role));
  const told = partner.people
    .filter(({ person }) => person === eng.actor.person)
    .map((who) => audibleTo(who, clock('2027-05-10T10:00'), partner, lifecycle));
  expect(told).toEqual([clock('2027-05-11T08:00', 'Asia/Kolkata'), clock('2027-05-11T08:00', 'Asia/Kolkata')]);
});
