import { agenda } from '../../src/domain/agenda';
import type { CallDetails } from '../../src/domain/commands';
import { instant, later, type Instant } from '../../src/domain/ids';
import { hour } from '../../src/domain/time';
import {
  acme,
  before,
  blocked,
  bot,
  channel,
  channelReady,
  clock,
  colleague,
  eng,
  given,
  internal,
  item,
  jointRound,
  lena,
  mia,
  pat,
  paul,
  psa,
  reopened,
  results,
  round,
  acmeCases,
  team,
  visitor,
  type Story,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

const tuesday = clock('2027-03-09T10:00');
const wednesday = clock('2027-03-10T11:30');

const at = (starts: Instant, more: Partial<CallDetails> = {}): CallDetails => ({
  starts,
  attendees: [eng, paul].map(({ actor }) => actor.person),
  ...more,
});
const scheduled = (about: string, details = at(tuesday)) =>
  ({ type: 'ScheduleCall', about: item(about), ...details }) as const;
const changed = (details: CallDetails, reason?: string) =>
  ({ type: 'ChangeCall', call: 'c1', ...details, ...(reason !== undefined && { reason }) }) as const;
const cancelled = (reason = 'Somebody is ill.') => ({ type: 'CancelCall', call: 'c1', reason }) as const;
const outcome = (is: 'fine' | 'problems', note?: string) =>
  ({ type: 'RecordOutcome', call: 'c1', outcome: is, ...(note !== undefined && { note }) }) as const;

const review = 'technical-review-meeting';
const ready = given(acme, channelReady, before(review));
const planned = ready.and(eng.does(scheduled(review)));

describe('scheduling a call', () => {
  test('takes a time to come, and people of both sides', () => {
    ready.when(eng.does(scheduled(review, at(clock('2027-03-01T08:00'))))).thenRefused(/past/, 'starts');
    ready.when(eng.does(scheduled(review, at(clock('2028-04-01T08:00'))))).thenRefused(/more than a year/, 'starts');
    const ours = [eng, psa].map(({ actor }) => actor.person);
    ready
      .when(eng.does(scheduled(review, at(tuesday, { attendees: ours }))))
      .thenRefused(/both sides: nobody of Partner/, 'attendees');
    ready
      .when(eng.does(scheduled(review, at(tuesday, { link: 'javascript:alert(1)' }))))
      .thenRefused(/not a web address/, 'link');
    ready.when(eng.does(scheduled(review, at(tuesday, { agenda: ' API ' })))).thenEvents({
      type: 'CallScheduled',
      call: 'c1',
      about: review,
      starts: tuesday,
      minutes: 60,
      agenda: 'API',
      attendees: [eng, paul].map(({ picked: { person, name } }) => ({ person, name })),
    });
  });

  test('is for those who do what it is about', () => {
    for (const who of [mia, psa, colleague]) ready.when(who.does(scheduled(review))).thenRefused(/can arrange it/);
    for (const who of [eng, paul, pat, lena]) ready.and(who.does(scheduled(review)));
    ready.when(eng.does(scheduled('integration-built'))).thenRefused(/can arrange it/);
    ready.when(paul.does(scheduled('integration-built'))).thenRefused(/needs no call/);
  });

  test('one at a time; the same again is nothing new', () => {
    planned.when(paul.does(scheduled(review))).thenNothing();
    planned
      .when(paul.does(scheduled(review, at(wednesday))))
      .thenRefused(/scheduled already, for Tue 9 Mar 2027, 10:00/);
  });

  test('about one thing stands in no way of a call about another; who is to come is on the people list', () => {
    planned.when(pat.does(scheduled('design-review'))).thenEvents(expect.objectContaining({ call: 'c2' }));
    const attendees = [eng, paul, visitor].map(({ actor }) => actor.person);
    ready
      .when(eng.does(scheduled(review, at(tuesday, { attendees }))))
      .thenRefused(/not on the people list/, 'attendees');
  });

  test('about what is internal there is none for the partner; one that is not there is refused', () => {
    const hidden = planned.and(pat.does(internal(review)));
    for (const command of [scheduled(review), changed(at(wednesday)), cancelled(), outcome('fine')])
      hidden.when(paul.does(command)).thenRefused(/There is no call about this any more/);
    hidden.and(eng.does(changed(at(wednesday))));
    ready.when(eng.does(cancelled())).thenRefused(/This call is not there/);
    ready.when(eng.does(scheduled('no-such-item'))).thenRefused(/There is no call about this any more/);
  });

  test('a validation call names its round', () => {
    const joint = given(acme, before('joint-validation'));
    expect(joint.and(eng.does(scheduled('joint-validation'))).partner.calls[0]).toMatchObject({ round: 1 });
    const [first, ...others] = acmeCases();
    const failed = joint.and(
      eng.does(round(acmeCases())),
      eng.does(results(1, 'pass', others)),
      eng.does(results(1, 'fail', first ? [first] : [], 'No.')),
    );
    expect(failed.and(eng.does(scheduled('joint-validation'))).partner.calls[0]).toMatchObject({ round: 2 });
    // A round that was begun, and in which nothing was tried yet, is the one that the call is for.
    const again = failed.and(eng.does(round(acmeCases())), eng.does(scheduled('joint-validation')));
    expect(again.partner.calls[0]).toMatchObject({ round: 2 });
    given(acme, before('joint-validation'), jointRound())
      .when(eng.does(scheduled('joint-validation')))
      .thenRefused(/done already/);
  });
});

describe('what holds of a call', () => {
  test('each change raises its sequence, so that calendars take it; nothing changed is no change', () => {
    const moved = planned.and(paul.does(changed(at(wednesday), 'I am away.')));
    expect(moved.partner.calls[0]).toMatchObject({ starts: wednesday, sequence: 1 });
    moved.when(eng.does(changed(at(wednesday)))).thenNothing();
    const off = moved.and(eng.does(cancelled()));
    expect(off.partner.calls[0]).toMatchObject({ sequence: 2, over: { is: 'cancelled', reason: 'Somebody is ill.' } });
    off.when(eng.does(cancelled())).thenNothing();
    off.when(eng.does(changed(at(tuesday)))).thenRefused(/was cancelled/);
    off.and(eng.does(scheduled(review)));
  });

  test('two people who change different things at once undo nothing of each other', () => {
    const both = planned.and(
      paul.does({ type: 'ChangeCall', call: 'c1', starts: wednesday }),
      eng.does({ type: 'ChangeCall', call: 'c1', agenda: 'API' }),
    );
    expect(both.partner.calls[0]).toMatchObject({ starts: wednesday, agenda: 'API', sequence: 2 });
    const without = both.and(eng.does({ type: 'ChangeCall', call: 'c1', agenda: '' }));
    expect(without.partner.calls[0]?.agenda).toBeUndefined();
    // The time that it has may have begun.
    both.and(eng.does({ type: 'ChangeCall', call: 'c1', agenda: 'More' }, later(wednesday, hour)));
  });

  test('a change is checked as a new call is; the same people in another order are no change', () => {
    planned.when(eng.does(changed(at(clock('2027-03-01T08:00'))))).thenRefused(/past/, 'starts');
    planned.when(eng.does(changed(at(wednesday), 'x'.repeat(3001)))).thenRefused(/3,000 characters/, 'reason');
    const attendees = [paul, eng].map(({ actor }) => actor.person);
    planned.when(eng.does(changed(at(tuesday, { attendees })))).thenNothing();
    planned
      .and(eng.does(outcome('fine'), tuesday))
      .when(eng.does(changed(at(wednesday))))
      .thenRefused(/is over/);
  });

  test('who is no longer on the people list is left out of it with the next change', () => {
    const attendees = [eng, paul, psa].map(({ actor }) => actor.person);
    const gone = { type: 'RemovePerson', person: psa.actor.person, team: team('psa') } as const;
    const story = ready.and(eng.does(scheduled(review, at(tuesday, { attendees }))), pat.does(gone));
    const after = story.and(eng.does({ type: 'ChangeCall', call: 'c1', agenda: 'API' }));
    expect(after.partner.calls[0]?.attendees.map(({ name }) => name)).toEqual(['Eng', 'Paul']);
  });

  test('a cancellation says why', () => {
    planned.when(eng.does(cancelled(' '))).thenRefused(/say why/, 'reason');
  });

  test('how it went is told once it has begun; problems say what', () => {
    planned.when(eng.does(outcome('fine'))).thenRefused(/not begun yet/);
    planned.when(eng.does(outcome('problems', ' '), tuesday)).thenRefused(/what was found/, 'note');
    const held = planned.and(eng.does(outcome('problems', 'No API yet.'), tuesday));
    held.when(eng.does(outcome('problems', 'No API yet.'))).thenNothing();
    held.when(eng.does(outcome('fine'))).thenRefused(/is over/);
    held.and(eng.does(scheduled(review, at(wednesday))));
  });

  test('a technical review that went fine does its item, with the time of the call', () => {
    planned
      .when(paul.does(outcome('fine'), tuesday))
      .thenEvents(
        { type: 'CallHeld', call: 'c1', outcome: 'fine' },
        { type: 'ItemDone', item: review, value: '2027-03-09T10:00-08:00' },
      );
  });

  test('it does no item that waits for something, is blocked, or asks for more than a call', () => {
    const held = { type: 'CallHeld', call: 'c1', outcome: 'fine' };
    for (const what of [pat.does(reopened('engineering-commitment', 'They left.')), pat.does(blocked(review, 'ill'))])
      planned
        .and(what)
        .when(paul.does(outcome('fine'), tuesday))
        .thenEvents(held);
    given(acme, channelReady, before('design-review'), pat.does(scheduled('design-review')))
      .when(pat.does(outcome('fine'), tuesday))
      .thenEvents(held);
  });

  test('a validation call did not go fine when a case failed in it', () => {
    const [first] = acmeCases();
    const story = given(acme, before('joint-validation'), eng.does(scheduled('joint-validation'))).and(
      eng.does(round(acmeCases()), tuesday),
      eng.does(results(1, 'fail', first ? [first] : [], 'No.')),
    );
    story.when(eng.does(outcome('fine'))).thenRefused(/P100 failed: problems were found/, 'outcome');
    story.and(eng.does(outcome('problems', 'P100 has no redirect.')));
  });
});

describe('what is told of a call', () => {
  const told = (story: Story) => story.and(bot.does(delivered('call:c1')));
  const delivered = (key: string) => ({ type: 'MessageDelivered', key, channel: channel('C1'), ts: '1.1' }) as const;
  const outbox = ({ partner }: Story) => Object.keys(partner.outbox).filter((key) => key.startsWith('call'));

  test('the message comes first, its file after it in the thread', () => {
    expect(outbox(planned)).toEqual(['call:c1']);
    const after = told(planned);
    expect(after.partner.outbox['call-file:c1']?.notice).toEqual({ kind: 'call-file', call: 'c1', thread: '1.1' });
    expect(outbox(after.and(bot.does(delivered('call-file:c1'))))).toEqual([]);
  });

  test('of a call that was cancelled before anybody heard of it, nothing', () => {
    expect(outbox(planned.and(eng.does(cancelled())))).toEqual([]);
    expect(outbox(planned.and(paul.does(changed(at(wednesday))), eng.does(cancelled())))).toEqual([]);
    expect(outbox(told(planned).and(eng.does(cancelled())))).toEqual(['call:c1']);
  });

  test('moved twice before people heard of it: from the time that they know', () => {
    const twice = told(planned).and(
      paul.does(changed(at(wednesday))),
      paul.does(changed(at(clock('2027-03-11T09:00')))),
    );
    expect(twice.partner.calls[0]?.movedFrom).toBe(tuesday);
    expect(twice.and(paul.does(changed(at(tuesday)))).partner.calls[0]?.movedFrom).toBeUndefined();
  });

  test('moved while the message about it was under way: people hear of that too', () => {
    const since = planned.partner.outbox['call:c1']?.at;
    const under = planned.and(paul.does(changed(at(wednesday)), instant.parse(planned.now + 1000)));
    under.when(bot.does({ ...delivered('call:c1'), ...(since && { since }) })).thenNothing();
    under
      .when(bot.does({ type: 'DeliveryFailed', key: 'call:c1', ...(since && { since }), problem: 'x' }))
      .thenNothing();
    expect(outbox(told(under))).toEqual(['call-file:c1']);
  });

  test('nothing, while what it is about is internal', () => {
    const hidden = planned.and(pat.does(internal(review)));
    expect(due(hidden, planned.now)).toEqual([]);
    expect(due(hidden, tuesday)).toEqual([]);
  });
});

describe('reminders', () => {
  const settled = planned.and(
    bot.does({ type: 'MessageDelivered', key: 'call:c1', channel: channel('C1'), ts: '1.1' }),
    bot.does({ type: 'MessageDelivered', key: 'call-file:c1', channel: channel('C1'), ts: '1.1' }),
  );
  const dayBefore = instant.parse(tuesday - 24 * hour);
  const hourBefore = instant.parse(tuesday - hour);
  const end = instant.parse(tuesday + hour);
  const tell = (story: Story, key: string, when: Instant) => {
    const [topic = '', marker = ''] = key.split('=');
    return story.and(bot.does({ type: 'Told', topic, marker, channel: channel('C1'), ts: '1.2' }, when));
  };

  test('come a day and an hour before, and at the end to ask how it went; each once', () => {
    expect(due(settled, instant.parse(dayBefore - 1))).toEqual([]);
    expect(next(settled, instant.parse(dayBefore - 1))).toBe(dayBefore);
    expect(due(settled, dayBefore)).toEqual([`call-day:c1=${tuesday}`]);
    const day = tell(settled, `call-day:c1=${tuesday}`, dayBefore);
    expect(due(day, dayBefore)).toEqual([]);
    expect(next(day, dayBefore)).toBe(hourBefore);
    expect(due(day, hourBefore)).toEqual([`call-hour:c1=${tuesday}`]);
    const both = tell(day, `call-hour:c1=${tuesday}`, hourBefore);
    expect(due(both, tuesday)).toEqual([]);
    expect(due(both, end)).toEqual([`call-over:c1=${tuesday}`]);
  });

  test('missed time is caught up by the nearest one only', () => {
    expect(due(settled, hourBefore)).toEqual([`call-hour:c1=${tuesday}`]);
    expect(due(settled, tuesday)).toEqual([]);
  });

  test('what was missed for long is not caught up at night', () => {
    const missed = tell(settled, `call-hour:c1=${tuesday}`, hourBefore);
    expect(due(missed, clock('2027-03-09T23:30'))).toEqual([]);
    expect(due(missed, clock('2027-03-10T08:30'))).toEqual([`call-over:c1=${tuesday}`]);
  });

  test('of a call about something internal nothing is said in the channel, nor of one that ended during a pause', () => {
    const hidden = settled.and(pat.does(internal(review)));
    for (const when of [dayBefore, hourBefore, end]) expect(due(hidden, when)).toEqual([]);
    const paused = settled.and(
      pat.does({ type: 'ClosePartner', reason: 'paused' }, instant.parse(dayBefore - hour)),
      pat.does({ type: 'ReopenPartner' }, later(end, hour)),
    );
    expect(due(paused, later(end, 2 * hour))).toEqual([]);
  });

  test('what was announced within that time is not repeated', () => {
    const short = given(
      acme,
      channelReady,
      before(review),
      eng.does(scheduled(review), instant.parse(tuesday - 2 * hour)),
    );
    expect(due(short, instant.parse(tuesday - 2 * hour))).toEqual(['call:c1']);
    expect(due(short, hourBefore)).toEqual(['call:c1', `call-hour:c1=${tuesday}`]);
  });

  test('a moved call is reminded of at its new time, a cancelled or told one not at all', () => {
    const moved = tell(settled, `call-day:c1=${tuesday}`, dayBefore).and(
      paul.does(changed(at(wednesday))),
      bot.does({ type: 'MessageDelivered', key: 'call:c1', channel: channel('C1'), ts: '1.1' }),
      bot.does({ type: 'MessageDelivered', key: 'call-file:c1', channel: channel('C1'), ts: '1.1' }),
    );
    expect(due(moved, hourBefore)).toEqual([]);
    expect(due(moved, instant.parse(wednesday - 24 * hour))).toEqual([`call-day:c1=${wednesday}`]);
    expect(due(settled.and(eng.does(cancelled())), end)).toEqual(['call:c1']);
    expect(due(settled.and(eng.does(outcome('fine'), tuesday)), end)).toEqual(['call-over:c1']);
  });
});

const keysOf = (all: readonly { readonly key: string }[]) => all.map(({ key }) => key);
/** Of calls, what is due. */
const due = (story: Story, now: Instant) =>
  keysOf(agenda(story.partner, partnerConnect, now).due).filter((key) => key.startsWith('call'));
/** When something of calls is due next, if that is what comes first. */
function next({ partner }: Story, now: Instant): Instant | undefined {
  const quiet = { ...partner, people: [] };
  return agenda(quiet, partnerConnect, now).nextAt;
}
