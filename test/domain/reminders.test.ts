import { roleFacts } from '../../src/domain/account';
import { longDate } from '../../src/domain/calendar';
import type { ReminderCommand } from '../../src/domain/commands';
import { channelDigests } from '../../src/domain/due/digest';
import { evolve } from '../../src/domain/evolve';
import { instant, later, type Instant } from '../../src/domain/ids';
import { lookup } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { channelDigest, channelDigestAt } from '../../src/domain/reminders/channel-digest';
import { comingUp } from '../../src/domain/reminders/coming';
import { digestFor, type Entry } from '../../src/domain/reminders/digest';
import { forecast } from '../../src/domain/reminders/forecast';
import type { Mark } from '../../src/domain/reminders/ladder';
import { nextGate } from '../../src/domain/reminders/wishes';
import { isWorkingDay } from '../../src/domain/working-days';
import { bugReport } from '../support/bugs';
import {
  acme,
  before,
  blocked,
  bot,
  can,
  cases,
  channel,
  channelReady,
  clock,
  colleague,
  create,
  date,
  done,
  dueOn,
  given,
  item,
  lena,
  legal,
  owned,
  pat,
  paul,
  psa,
  results,
  shown,
  signed,
  takenBack,
  team,
  upTo,
  visitor,
  type Member,
  type Story,
} from '../support/given';
import { deliver } from '../support/launching';
import { partnerConnect } from '../support/lifecycle';

const target = pat.does(create({ targetGaDate: date('2027-10-01') }));
/** partner-registered (Pat) and core-integration-validated (Psa) are due on Fri 14 May 2027. */
const opened = () => given(target, channelReady);

const line = ({ view, why }: Entry): string => `${why} ${view.id}`;
const digestOf = (who: Member, partner: Partner, at: string): readonly string[] =>
  digestFor(who.actor.person, [partner], partnerConnect, clock(at))?.parts.flatMap((p) => p.entries.map(line)) ?? [];
const channelOf = (partner: Partner, at: string) => channelDigest(partner, partnerConnect, clock(at));
const inChannel = (partner: Partner, at: string): readonly string[] =>
  channelOf(partner, at)?.people.map((p) => `${p.name}: ${p.entries.map(line).join(', ')}`) ?? [];

const tell = (partner: Partner, marks: readonly Mark[], at: Instant): Partner =>
  marks.reduce<Partner>(
    (state, mark) =>
      evolve(state, { at, by: { kind: 'bot' }, event: { type: 'Told', ...mark, channel: channel('C1'), ts: '1.1' } }),
    partner,
  );

const wish = (type: ReminderCommand['type'], id: string, day: string): ReminderCommand => {
  if (type === 'SnoozeItem') return { type, item: item(id), until: date(day) };
  if (type === 'SetReminder') return { type, item: item(id), on: date(day) };
  throw new Error(type);
};

const unanswered = (partner: Partner, at: string, who = pat) =>
  digestFor(who.actor.person, [partner], partnerConnect, clock(at))?.parts.map((p) => p.unanswered);
const gtm = () => given(target, channelReady, upTo('quarter-selected'));
/** Due on Fri 14 May 2027 with Psa. */
const late = () => opened().and(pat.does(done('partner-registered')));
const escalated = (story: Story, at: string, who = pat) => digestOf(who, story.partner, at);
const snooze = (until: string) => wish('SnoozeItem', 'partner-registered', until);
const mine = (partner: Partner, at: string) => digestOf(pat, partner, at).filter((said) => said.includes('registered'));
const zoned = () =>
  given(target, channelReady).and(
    pat.does({ type: 'AssignPerson', picked: { ...psa.picked, zone: 'Asia/Tokyo' }, team: team('legal') }),
  );

describe('A digest', () => {
  test.each([
    ['2027-05-07T09:00', []],
    ['2027-05-10T09:00', ['soon partner-registered']],
    ['2027-05-14T09:00', ['today partner-registered']],
    ['2027-05-17T09:00', ['overdue partner-registered']],
  ])('at %s says %j', (at, entries) => {
    expect(digestOf(pat, opened().partner, at)).toEqual(entries);
  });

  test('brings up what is ahead when it comes near, then some working days later, then when it is due', () => {
    const days = ['10', '11', '12', '13', '14', '17'];
    let { partner } = opened();
    const said = days.map((day) => {
      const at = clock(`2027-05-${day}T09:00`);
      const [part] = digestFor(pat.actor.person, [partner], partnerConnect, at)?.parts ?? [];
      partner = tell(partner, part?.marks ?? [], at);
      return part?.entries.map(line) ?? [];
    });
    const [ahead, due, over] = ['soon', 'today', 'overdue'].map((why) => [`${why} partner-registered`]);
    expect(said).toEqual([ahead, [], [], ahead, due, over]);
  });

  test('lists what is ahead and told already beside what is news', () => {
    const at = clock('2027-05-10T09:00');
    const { marks = [] } = digestFor(pat.actor.person, [opened().partner], partnerConnect, at)?.parts[0] ?? {};
    const told = tell(opened().partner, marks, at);
    expect(digestOf(pat, told, '2027-05-11T09:00')).toEqual([]);
    const asked = given(target, channelReady).and(pat.does(wish('SetReminder', 'fit-assessment', '2027-05-11')));
    const both = tell(asked.partner, marks, at);
    expect(digestOf(pat, both, '2027-05-11T09:00')).toEqual(['soon partner-registered', 'asked fit-assessment']);
  });

  test('brings up a sign-off at once when it comes to wait anew', () => {
    const story = given(acme, channelReady, before('signoff-psa'));
    const at = clock('2027-03-02T09:00');
    const { marks = [] } = digestFor(psa.actor.person, [story.partner], partnerConnect, at)?.parts[0] ?? {};
    expect(digestOf(psa, tell(story.partner, marks, at), '2027-03-03T09:00')).toEqual([]);
    const tuesday = clock('2027-03-02T15:00');
    const anew = story.and(
      psa.does(signed('signoff-psa'), tuesday),
      psa.does(takenBack('signoff-psa'), later(tuesday, 24 * 60 * 60_000)),
    );
    expect(digestOf(psa, tell(anew.partner, marks, at), '2027-03-04T09:00')).toEqual(['sign signoff-psa']);
  });

  test('tells a person nothing of what is others’, finished, blocked, not possible or optional', () => {
    const story = opened();
    expect(digestOf(legal, story.partner, '2027-06-01T09:00')).toEqual([]);
    expect(digestOf(psa, story.partner, '2027-05-14T09:00')).toEqual(['today core-integration-validated']);
    const dealt = story.and(
      pat.does(done('partner-registered')),
      psa.does(blocked('core-integration-validated', 'No.')),
    );
    expect(digestOf(pat, dealt.partner, '2027-05-14T09:00')).toEqual([]);
    expect(digestOf(psa, dealt.partner, '2027-05-14T09:00')).toEqual([]);
  });

  test('lists a sign-off that waits to be given, whatever its date', () => {
    const story = given(acme, channelReady, before('signoff-psa'));
    expect(digestOf(psa, story.partner, '2027-03-02T09:00')).toEqual(['sign signoff-psa']);
  });

  test('brings what nobody has to the coordinator', () => {
    const people = create().people.filter((p) => p.team !== 'psa');
    const story = given(pat.does(create({ targetGaDate: date('2027-10-01'), people })));
    expect(digestOf(pat, story.partner, '2027-05-14T09:00')).toEqual([
      'today partner-registered',
      'unassigned core-integration-validated',
    ]);
  });

  test('says nothing of a closed partner, nor to somebody deactivated or taken off the list', () => {
    const story = opened();
    const at = '2027-05-14T09:00';
    expect(digestOf(pat, story.and(pat.does({ type: 'ClosePartner', reason: 'paused' })).partner, at)).toEqual([]);
    const fact = { type: 'PersonDeactivated', person: psa.actor.person, name: 'Psa' } as const;
    expect(digestOf(psa, story.and(bot.does(fact)).partner, at)).toEqual([]);
    expect(digestOf(pat, story.and(bot.does(fact)).partner, at)).toContain('unassigned core-integration-validated');
    expect(digestOf(paul, story.partner, at)).toEqual([]);
    const guest = roleFacts({ person: psa.actor.person, name: 'Psa' }, 'partner', partnerConnect);
    expect(digestOf(psa, story.partner, at)).not.toEqual([]);
    expect(digestOf(psa, story.and(...guest.map((one) => bot.does(one))).partner, at)).toEqual([]);
  });

  test('covers all partners of a person, the most urgent first', () => {
    const near = given(pat.does(create({ name: 'Late', targetGaDate: date('2027-09-20') }))).partner;
    const digest = digestFor(pat.actor.person, [opened().partner, near], partnerConnect, clock('2027-05-14T09:00'));
    expect(digest?.parts.map((p) => p.partner.name)).toEqual(['Late', 'Acme']);
  });

  test('asks the coordinator once about an invitation that nobody answered', () => {
    const story = given(pat.does(create({ invitations: ['ana@acme.example'] })), channelReady).and(
      bot.does({ type: 'InvitationSent', email: 'ana@acme.example', invite: 'I1' }, clock('2027-03-01T12:00')),
    );
    expect(unanswered(story.partner, '2027-03-03T09:00')).toBeUndefined();
    expect(unanswered(story.partner, '2027-03-04T09:00')).toEqual([['ana@acme.example']]);
    expect(unanswered(story.partner, '2027-03-04T09:00', psa)).toBeUndefined();
    const marks = digestFor(pat.actor.person, [story.partner], partnerConnect, clock('2027-03-04T09:00'))?.parts[0]
      ?.marks;
    expect(unanswered(tell(story.partner, marks ?? [], clock('2027-03-04T09:00')), '2027-03-08T09:00')).toBeUndefined();
    const accepted = story.and(bot.does({ type: 'InvitationAccepted', email: 'ana@acme.example' }));
    expect(unanswered(accepted.partner, '2027-03-04T09:00')).toBeUndefined();
  });
});

describe('A target date that passes', () => {
  const passed = (partner: Partner, at: string, who = pat) =>
    digestFor(who.actor.person, [partner], partnerConnect, clock(at))?.parts[0]?.passedTarget;
  const ready = given(target, channelReady, before('ga-date-agreed'));

  test('is told to the coordinator, the next working morning and once', () => {
    expect(passed(ready.partner, '2027-10-01T09:00')).toBeUndefined();
    expect(passed(ready.partner, '2027-10-04T09:00')).toBe('2027-10-01');
    expect(passed(ready.partner, '2027-10-04T09:00', psa)).toBeUndefined();
    const at = clock('2027-10-04T09:00');
    const { marks = [] } = digestFor(pat.actor.person, [ready.partner], partnerConnect, at)?.parts[0] ?? {};
    expect(passed(tell(ready.partner, marks, at), '2027-10-05T09:00')).toBeUndefined();
    const forecasts = forecast(ready.partner, partnerConnect, clock('2027-09-30T12:00'), { side: 'databricks' });
    const targets = forecasts.filter((one) => one.to === 'person' && one.part.passedTarget !== undefined);
    expect(targets.map(({ at: when }) => when)).toEqual([at]);
  });

  test('is told of nobody’s while a date is proposed or agreed, nor once it was moved', () => {
    const proposes = pat.does({ type: 'ProposeGaDate', date: date('2027-11-02') }, clock('2027-09-30T10:00'));
    expect(passed(ready.and(proposes).partner, '2027-10-04T09:00')).toBeUndefined();
    const moved = { ...ready.partner, targetGaDate: date('2027-11-02') };
    expect(passed(moved, '2027-10-04T09:00')).toBeUndefined();
    expect(passed(moved, '2027-11-03T09:00')).toBe('2027-11-02');
  });
});

describe('A GA date that was declined', () => {
  const declined = given(
    pat.does(create()),
    channelReady,
    before('ga-date-agreed'),
    pat.does({ type: 'ProposeGaDate', date: date('2027-06-01') }, clock('2027-03-02T10:00')),
    lena.does({ type: 'DeclineGaDate', date: date('2027-06-01'), reason: 'A fair.' }, clock('2027-03-02T11:00')),
  );

  test('is with those who proposed it, who hear of it the next morning', () => {
    expect(digestOf(pat, declined.partner, '2027-03-03T09:00')).toContain('answer ga-date-agreed');
    expect(inChannel(declined.partner, '2027-03-03T09:00').join()).not.toContain('ga-date-agreed');
  });

  test('waits for nobody any more once another one is proposed', () => {
    const again = declined.and(pat.does({ type: 'ProposeGaDate', date: date('2027-06-08') }));
    expect(again.partner.gaDeclined).toBeUndefined();
    expect(digestOf(pat, again.partner, '2027-03-03T09:00')).not.toContain('answer ga-date-agreed');
  });
});

describe('A claim that nobody answers', () => {
  const claimedOn = clock('2027-03-01T12:00');
  const story = given(target, channelReady).and(
    visitor.does({ type: 'ClaimRole', team: team('partner-marketing') }, claimedOn),
  );
  const part = (partner: Partner, at: string, who: Member) =>
    digestFor(who.actor.person, [partner], partnerConnect, clock(at))?.parts[0];
  const claims = (partner: Partner, at: string, who = pat) => part(partner, at, who)?.claims.map((c) => c.name) ?? [];

  test('is brought up again after three working days, and after three more', () => {
    expect(claims(story.partner, '2027-03-03T09:00')).toEqual([]);
    expect(claims(story.partner, '2027-03-04T09:00')).toEqual(['Visitor']);
    expect(claims(story.partner, '2027-03-04T09:00', psa)).toEqual([]);
    const at = '2027-03-04T09:00';
    const told = tell(story.partner, part(story.partner, at, pat)?.marks ?? [], clock(at));
    expect([claims(told, '2027-03-08T09:00'), claims(told, '2027-03-09T09:00')]).toEqual([[], ['Visitor']]);
    const answered = { type: 'AnswerClaim', person: visitor.actor.person, team: team('partner-marketing') } as const;
    expect(claims(story.and(pat.does({ ...answered, accept: false })).partner, at)).toEqual([]);
  });

  test('goes to whoever takes over the coordination, the next morning', () => {
    const handed = story.and(
      pat.does({ type: 'HandOverRole', team: team('pdm'), to: colleague.picked }, clock('2027-03-01T15:00')),
    );
    expect(claims(handed.partner, '2027-03-02T09:00', colleague)).toEqual(['Visitor']);
    expect(claims(handed.partner, '2027-03-04T09:00')).toEqual([]);
    const at = '2027-03-02T09:00';
    const heard = tell(handed.partner, part(handed.partner, at, colleague)?.marks ?? [], clock(at));
    expect([claims(heard, '2027-03-04T09:00', colleague), claims(heard, '2027-03-05T09:00', colleague)]).toEqual([
      [],
      ['Visitor'],
    ]);
  });
});

describe('The channel’s digest', () => {
  test('has the people of the partner’s side, each with what is theirs', () => {
    expect(inChannel(gtm().partner, '2027-07-02T09:00')).toEqual(['Paul: today ux-guidelines-reviewed']);
    expect(digestOf(pat, gtm().partner, '2027-07-02T09:00')).toEqual([]);
  });

  test('never shows what is internal, which goes to the coordinator instead', () => {
    const story = gtm().and(
      pat.does({ type: 'SetItemAudience', item: item('ux-guidelines-reviewed'), internal: true }),
    );
    expect(channelOf(story.partner, '2027-07-12T09:00')).toBeUndefined();
    expect(digestOf(pat, story.partner, '2027-07-12T09:00')).toEqual(['unassigned ux-guidelines-reviewed']);
  });

  test('waits for the next morning with what somebody brings up during the day, but not with what was missed', () => {
    const story = gtm();
    const dated = (at: string) =>
      story.and(paul.does(dueOn('ux-guidelines-reviewed', '2027-03-10'), clock(at))).partner;
    const next = clock('2027-03-10T09:00');
    const at = (partner: Partner, now: string) => channelDigestAt(partner, partnerConnect, clock(now));
    expect(at(dated('2027-03-09T15:00'), '2027-03-09T15:00')).toBe(next);
    expect(at(dated('2027-03-09T08:30'), '2027-03-09T15:00')).toBe(clock('2027-03-09T15:00'));
    expect(at(dated('2027-03-09T08:30'), '2027-03-09T18:00')).toBe(next);
    expect(at(dated('2027-03-09T08:30'), '2027-03-09T08:59')).toBe(clock('2027-03-09T09:00'));
    // In a crowded morning it may come a little late, whatever was done meanwhile; what the bot does never holds it up.
    expect(at(dated('2027-03-09T09:10'), '2027-03-09T09:30')).toBe(clock('2027-03-09T09:30'));
    const moved = { type: 'PersonMoved', person: legal.actor.person, name: 'Legal', zone: 'Asia/Tokyo' } as const;
    const noted = story.and(
      paul.does(dueOn('ux-guidelines-reviewed', '2027-03-10'), clock('2027-03-09T08:30')),
      bot.does(moved, clock('2027-03-09T14:00')),
    );
    expect(at(noted.partner, '2027-03-09T15:00')).toBe(clock('2027-03-09T15:00'));
  });

  test('mentions whoever has two roles once', () => {
    const twice = gtm().and(pat.does({ type: 'AssignPerson', picked: paul.picked, team: team('partner-marketing') }));
    expect(inChannel(twice.partner, '2027-07-02T09:00')).toEqual(['Paul: today ux-guidelines-reviewed']);
  });

  test('comes for what somebody asked to be reminded of, when nothing else is near', () => {
    const asked = given(acme, channelReady).and(lena.does(wish('SetReminder', 'mini-site', '2027-04-06')));
    const eve = clock('2027-04-05T12:00');
    expect(channelDigestAt(asked.partner, partnerConnect, eve)).toBe(clock('2027-04-06T09:00'));
    expect(inChannel(asked.partner, '2027-04-06T09:00')).toEqual(['Lena: asked mini-site']);
  });

  test('that comes late mentions nobody who has gone home by then', () => {
    const at = (name: string) => (name === 'Lena' ? 'Europe/Lisbon' : 'Europe/Athens');
    const people = create().people.map((p) => (p.team.startsWith('partner') ? { ...p, zone: at(p.name) } : p));
    const created = pat.does(create({ targetGaDate: date('2027-10-01'), people }));
    const { partner } = given(created, channelReady, upTo('quarter-selected'));
    const told = (hour: string) =>
      channelDigest(partner, partnerConnect, clock(`2027-07-02T${hour}`, 'Europe/Lisbon'))?.people.map((p) => p.name);
    expect([told('09:00'), told('15:59'), told('16:00')]).toEqual([['Paul'], ['Paul'], undefined]);
  });

  test('that Slack refused waits for the next morning; one that failed, for its next attempt', () => {
    const story = gtm().and(paul.does(dueOn('ux-guidelines-reviewed', '2027-03-09'), clock('2027-03-08T12:00')));
    const morning = clock('2027-03-09T09:00');
    const digest = (then: Story, now: Instant) =>
      channelDigests(then.partner, partnerConnect, now).map(({ due, notBefore }) => [due.date, notBefore]);
    expect(digest(story, morning)).toEqual([['2027-03-09', morning]]);
    const failed = { type: 'DeliveryFailed', key: 'digest:channel=2027-03-09', problem: 'No.' } as const;
    const retryAt = clock('2027-03-09T09:02');
    expect(digest(story.and(bot.does({ ...failed, retryAt }, morning)), morning)).toEqual([['2027-03-09', retryAt]]);
    const refused = story.and(bot.does(failed, morning));
    expect(digest(refused, morning)).toEqual([['2027-03-09', clock('2027-03-10T09:00')]]);
  });

  test.each([
    ['who is up by then is told with the lead', 'Europe/Berlin', 'Europe/Lisbon'],
    [
      'whoever would be woken is told in their own morning, and the lead’s has nothing for them',
      'America/Chicago',
      'America/Chicago',
    ],
    ['so is who has gone home', 'Pacific/Auckland', 'Pacific/Auckland'],
  ])('comes in the morning of the lead: %s (%s)', (_, zone, told) => {
    const at = (name: string) => (name === 'Lena' ? 'Europe/Lisbon' : zone);
    const people = create().people.map((p) => (p.team.startsWith('partner') ? { ...p, zone: at(p.name) } : p));
    const created = pat.does(create({ targetGaDate: date('2027-10-01'), people }));
    const { partner } = given(created, channelReady, upTo('quarter-selected'));
    for (const there of ['Europe/Lisbon', zone]) {
      const digest = channelDigest(partner, partnerConnect, clock('2027-07-02T09:00', there), there);
      expect(digest?.people.map((p) => p.name)).toEqual(there === told ? ['Paul'] : undefined);
    }
    const planned = forecast(partner, partnerConnect, clock('2027-07-01T23:00', told), { side: 'partner' });
    expect(planned[0]).toMatchObject({ to: 'channel', at: clock('2027-07-02T09:00', told) });
  });

  test('is due on the next morning when a sign-off waits for the partner, near its date when it waits for Databricks', () => {
    const next = (story: Story) => channelDigestAt(story.partner, partnerConnect, story.now);
    expect(next(given(target, channelReady, upTo('partner-validation')))).toBe(clock('2027-03-02T09:00'));
    expect(next(given(target, channelReady, upTo('ppa-signed')))).toBe(clock('2027-06-28T09:00'));
  });

  test('is empty when nothing is near, and of a closed partner', () => {
    expect(channelOf(gtm().partner, '2027-06-01T09:00')).toBeUndefined();
    const shut = gtm().and(pat.does({ type: 'ClosePartner', reason: 'paused' }));
    expect(channelOf(shut.partner, '2027-07-02T09:00')).toBeUndefined();
  });
});

describe('The ladder', () => {
  test('tells the holder on every working day, the coordinator after two, the channel after five', () => {
    const story = late();
    for (const day of ['17', '18', '19', '20'])
      expect(digestOf(psa, story.partner, `2027-05-${day}T09:00`)).toEqual(['overdue core-integration-validated']);
    expect(escalated(story, '2027-05-17T09:00')).toEqual([]);
    expect(escalated(story, '2027-05-18T09:00')).toEqual(['escalated core-integration-validated']);
    expect(channelOf(story.partner, '2027-05-20T09:00')).toBeUndefined();
    expect(channelOf(story.partner, '2027-05-21T09:00')?.notes.map(line)).toEqual([
      'escalated core-integration-validated',
    ]);
  });

  test('tells the lead of the partner’s side after ten, of what the partner has', () => {
    const story = given(target, channelReady, upTo('quarter-selected'));
    expect(inChannel(story.partner, '2027-07-16T09:00')).toEqual(['Paul: overdue ux-guidelines-reviewed']);
    expect(inChannel(story.partner, '2027-07-19T09:00')).toEqual([
      'Lena: escalated ux-guidelines-reviewed',
      'Paul: overdue ux-guidelines-reviewed',
    ]);
  });

  test('tells the coordinator instead where nobody leads the partner’s side', () => {
    const led = given(target, channelReady, upTo('quarter-selected'));
    const alone = led.and(pat.does({ type: 'RemovePerson', person: lena.actor.person, team: team('partner-lead') }));
    const untold = (story: Story, at: string) =>
      digestFor(pat.actor.person, [story.partner], partnerConnect, clock(at))?.parts[0]?.marks.filter(({ topic }) =>
        topic.includes('ladder lead ux-guidelines-reviewed'),
      );
    expect(untold(alone, '2027-07-16T09:00')).toEqual([]);
    expect(untold(alone, '2027-07-19T09:00')).toHaveLength(1);
    expect(untold(led, '2027-07-19T09:00')).toEqual([]);
  });

  test('is told weekly once everybody on it has heard, until somebody responds', () => {
    const story = late();
    let { partner } = story;
    const told: string[] = [];
    for (let day = clock('2027-05-17T09:00'); day < clock('2027-06-19T09:00'); day = later(day, 24 * 60 * 60_000)) {
      const on = new Date(day).toISOString().slice(0, 10);
      if (!isWorkingDay(date(on), partnerConnect.calendar)) continue;
      const marks = digestFor(psa.actor.person, [partner], partnerConnect, day)?.parts[0]?.marks;
      if (!marks) continue;
      told.push(on.slice(5));
      partner = tell(partner, marks, day);
    }
    // Ten working days after Friday 14 May it is Friday 28 May; the 31st is Memorial Day.
    expect(told.slice(0, 10)).toEqual(
      ['17', '18', '19', '20', '21', '24', '25', '26', '27', '28'].map((d) => `05-${d}`),
    );
    expect(told.slice(10)).toEqual(['06-07', '06-14']);
    const responded = story.and(
      psa.does(shown('core-integration-validated', { note: 'Soon.' }), clock('2027-06-14T15:00')),
    );
    for (const on of ['2027-06-15', '2027-06-16'])
      expect(digestOf(psa, { ...partner, reminders: responded.partner.reminders }, `${on}T09:00`)).toEqual([
        'overdue core-integration-validated',
      ]);
  });

  test('tells each rung once', () => {
    const story = late();
    const at = clock('2027-05-18T09:00');
    const marks = digestFor(pat.actor.person, [story.partner], partnerConnect, at)?.parts[0]?.marks ?? [];
    expect(marks).toEqual([{ topic: 'ladder pdm core-integration-validated THOME:UPAT', marker: '2027-05-14' }]);
    expect(digestOf(pat, tell(story.partner, marks, at), '2027-05-19T09:00')).toEqual([]);
  });

  test.each([
    ['evidence', psa.does(shown('core-integration-validated', { note: 'Soon.' }), clock('2027-05-17T15:00'))],
    ['another owner', pat.does(owned('core-integration-validated', pat), clock('2027-05-17T15:00'))],
    ['a snooze', psa.does(wish('SnoozeItem', 'core-integration-validated', '2027-05-18'), clock('2027-05-17T15:00'))],
  ])('begins anew with %s', (_what, response) => {
    const story = late().and(response);
    const who = story.partner.items['core-integration-validated']?.owner ? psa : pat;
    expect(escalated(story, '2027-05-18T09:00', who)).toEqual([]);
    expect(escalated(story, '2027-05-21T09:00', pat)).toHaveLength(1);
  });

  test('begins anew with another owner who is no coordinator, and with results on the way', () => {
    const psas = { type: 'AssignPerson', picked: colleague.picked, team: team('psa') } as const;
    const owner = late().and(
      pat.does(psas),
      psa.does(owned('core-integration-validated', colleague), clock('2027-05-17T15:00')),
    );
    expect(escalated(owner, '2027-05-18T09:00')).toEqual([]);
    expect(escalated(owner, '2027-05-19T09:00')).toEqual(['escalated core-integration-validated']);
    // Due on Friday, 10 September.
    const trying = given(target, channelReady, before('partner-validation'), paul.does(can()));
    const climbs = (story: Story, day: string) =>
      escalated(story, `2027-09-${day}T09:00`).includes('escalated partner-validation');
    expect([climbs(trying, '13'), climbs(trying, '14')]).toEqual([false, true]);
    const tried = trying.and(paul.does(results('partner', 'pass', cases('P100')), clock('2027-09-13T15:00')));
    expect([climbs(tried, '14'), climbs(tried, '15')]).toEqual([false, true]);
  });

  test('begins anew from another due date', () => {
    const story = late().and(psa.does(dueOn('core-integration-validated', '2027-05-25'), clock('2027-05-17T15:00')));
    expect(digestOf(psa, story.partner, '2027-05-18T09:00')).toEqual([]);
    expect(escalated(story, '2027-05-26T09:00')).toEqual([]);
    expect(escalated(story, '2027-05-27T09:00')).toEqual(['escalated core-integration-validated']);
  });

  test('goes on when the holder has muted it', () => {
    const story = late().and(psa.does({ type: 'MuteItem', item: item('core-integration-validated') }));
    expect(digestOf(psa, story.partner, '2027-05-17T09:00')).toEqual([]);
    expect(escalated(story, '2027-05-18T09:00')).toEqual(['escalated core-integration-validated']);
    const away = late().and(psa.does({ type: 'MutePartner' }));
    expect(escalated(away, '2027-05-18T09:00')).toEqual(['escalated core-integration-validated']);
  });

  test('waits while the holder has put it off', () => {
    const story = late().and(
      psa.does(wish('SnoozeItem', 'core-integration-validated', '2027-05-24'), clock('2027-05-17T15:00')),
    );
    expect(escalated(story, '2027-05-25T09:00')).toEqual([]);
    expect(escalated(story, '2027-05-26T09:00')).toEqual(['escalated core-integration-validated']);
  });
});

describe('Who puts an item off', () => {
  test('hears nothing of it until that day', () => {
    const story = opened().and(pat.does(snooze('2027-05-19')));
    expect(mine(story.partner, '2027-05-18T09:00')).toEqual([]);
    expect(mine(story.partner, '2027-05-19T09:00')).toEqual(['overdue partner-registered']);
  });

  test('does so at most until the next gate that needs it, also when that comes nearer later', () => {
    const gate = '2027-09-21';
    const placed = lookup(partnerConnect).byId.get('partner-registered');
    const story = opened();
    expect(placed && nextGate(placed, story.partner, partnerConnect)?.date).toBe(gate);
    const capped = story
      .when(pat.does(snooze('2027-12-01')))
      .thenEvents({ type: 'ItemSnoozed', item: 'partner-registered', ...whoIs(pat), until: gate });
    const nearer = capped.and(pat.does(dueOn('signoff-psa', '2027-06-01')));
    expect(mine(nearer.partner, '2027-05-28T09:00')).toEqual([]);
    expect(mine(nearer.partner, '2027-06-01T09:00')).toEqual(['overdue partner-registered']);
  });

  test('cannot do so when the gate waits already, nor until a day that is over', () => {
    opened()
      .when(pat.does(snooze('2027-03-01')))
      .thenRefused(/a day after today/, 'until');
    opened()
      .and(pat.does(dueOn('signoff-psa', '2027-03-01')))
      .when(pat.does(snooze('2027-03-05')))
      .thenRefused(new RegExp(`Solution architect sign-off” is due on ${longDate(date('2027-03-01'))}`), 'until');
  });

  test('does it for nobody else', () => {
    const story = opened().and(psa.does(snooze('2027-05-19')));
    expect(digestOf(pat, story.partner, '2027-05-17T09:00')).toEqual(['overdue partner-registered']);
  });
});

describe('Who mutes', () => {
  test('an item hears nothing of it until they unmute it', () => {
    const mute = { type: 'MuteItem', item: item('partner-registered') } as const;
    const story = opened().and(pat.does(mute));
    story.when(pat.does(mute)).thenNothing();
    expect(digestOf(pat, story.partner, '2027-06-17T09:00')).not.toContain('overdue partner-registered');
    const unmuted = story.and(pat.does({ type: 'UnmuteItem', item: item('partner-registered') }));
    expect(digestOf(pat, unmuted.partner, '2027-05-17T09:00')).toEqual(['overdue partner-registered']);
    unmuted.when(pat.does({ type: 'UnmuteItem', item: item('partner-registered') })).thenNothing();
  });

  test('a partner hears nothing of it until a day, or for good', () => {
    const until = opened().and(pat.does({ type: 'MutePartner', until: date('2027-05-18') }));
    expect(digestOf(pat, until.partner, '2027-05-17T09:00')).toEqual([]);
    expect(digestOf(pat, until.partner, '2027-05-18T09:00')).toContain('overdue partner-registered');
    const always = opened().and(pat.does({ type: 'MutePartner' }));
    expect(digestOf(pat, always.partner, '2028-05-18T09:00')).toEqual([]);
    const back = always.and(pat.does({ type: 'UnmutePartner' }));
    expect(digestOf(pat, back.partner, '2027-05-18T09:00')).toContain('overdue partner-registered');
    opened()
      .when(pat.does({ type: 'UnmutePartner' }))
      .thenNothing();
  });

  test('must be on the people list, and is told so', () => {
    opened()
      .when(visitor.does({ type: 'MutePartner' }))
      .thenRefused(/not on the people list of Acme/);
    opened()
      .and(pat.does({ type: 'SetItemAudience', item: item('partner-registered'), internal: true }))
      .when(lena.does({ type: 'MuteItem', item: item('partner-registered') }))
      .thenRefused(/no longer on the checklist/, 'item');
  });
});

test('Who asks to be reminded of an item is reminded on that day, once, whosever turn it is', () => {
  const story = opened().and(legal.does(wish('SetReminder', 'partner-registered', '2027-04-06')));
  expect(digestOf(legal, story.partner, '2027-04-05T09:00')).toEqual([]);
  expect(digestOf(legal, story.partner, '2027-04-06T09:00')).toEqual(['asked partner-registered']);
  const marks = digestFor(legal.actor.person, [story.partner], partnerConnect, clock('2027-04-06T09:00'))?.parts[0]
    ?.marks;
  expect(digestOf(legal, tell(story.partner, marks ?? [], clock('2027-04-06T09:00')), '2027-04-07T09:00')).toEqual([]);
  opened()
    .when(legal.does(wish('SetReminder', 'partner-registered', '2027-03-01')))
    .thenRefused(/after today/, 'on');
});

test('Who muted an item, or put it off, ends that before they are reminded of it: else the reminder would never come', () => {
  const remind = (day: string) => legal.does(wish('SetReminder', 'partner-registered', day));
  const muted = opened().and(legal.does({ type: 'MuteItem', item: item('partner-registered') }));
  muted.when(remind('2027-04-06')).thenRefused(/have muted “Company is a registered .*Unmute it first/, 'item');
  const off = opened().and(legal.does(snooze('2027-05-19')));
  off.when(remind('2027-05-18')).thenRefused(/put this off until 19 May 2027\. Choose that day or a later one/, 'on');
  expect(digestOf(legal, off.and(remind('2027-05-19')).partner, '2027-05-19T09:00')).toEqual([
    'asked partner-registered',
  ]);
  const away = opened().and(legal.does({ type: 'MutePartner', until: date('2027-05-18') }));
  away.when(remind('2027-05-17')).thenRefused(/have muted Acme on that day/, 'on');
  expect(digestOf(legal, away.and(remind('2027-05-18')).partner, '2027-05-18T09:00')).toEqual([
    'asked partner-registered',
  ]);
});

describe('The forecast', () => {
  test('lists the digests of the next fourteen days, each rung once, in each person’s own morning', () => {
    const planned = forecast(zoned().partner, partnerConnect, clock('2027-05-13T12:00'), { side: 'databricks' });
    const said = planned.map((p) => [
      new Date(p.at).toISOString(),
      p.to === 'person'
        ? `${p.name}: ${p.part.entries.map(line).join(', ')}`
        : `channel: ${p.digest.notes.map(line).join(', ')}`,
    ]);
    expect(said.slice(0, 3)).toEqual([
      ['2027-05-14T00:00:00.000Z', 'Psa: today core-integration-validated'],
      ['2027-05-14T16:00:00.000Z', 'Pat: today partner-registered'],
      ['2027-05-17T00:00:00.000Z', 'Psa: overdue core-integration-validated'],
    ]);
    expect(said.filter(([, what]) => what?.includes('Pat') && what.includes('escalated'))).toHaveLength(1);
    expect(said.filter(([, what]) => what?.includes('channel'))).toHaveLength(1);
    expect(planned.every(({ at }) => at < instant.parse(clock('2027-05-28T00:00')))).toBe(true);
  });

  test('holds what comes at its hour of many bugs as of one', () => {
    const report = bugReport({ severity: 'S3', suspected: 'databricks' });
    const coming = (bugs: number) => {
      const reports = Array.from({ length: bugs }, () => paul.does(report));
      const { partner, now } = deliver(given(acme, channelReady, reports));
      return comingUp(partner, partnerConnect, now, 14).length;
    };
    expect(coming(1)).toBeGreaterThan(3);
    expect(coming(15)).toBe(15 * coming(1));
  });

  test('shows people of the partner the channel’s alone', () => {
    const planned = forecast(zoned().partner, partnerConnect, clock('2027-05-13T12:00'), { side: 'partner' });
    expect(planned.map(({ to }) => to)).toEqual(['channel']);
  });
});

const whoIs = ({ picked: { person, name } }: Member) => ({ person, name });

test('A gate that the partner may not know of is not named to them', () => {
  const story = opened().and(
    pat.does({ type: 'SetItemAudience', item: item('signoff-psa'), internal: true }),
    pat.does(dueOn('signoff-psa', '2027-03-01')),
  );
  const put = (who: Member) => story.when(who.does(wish('SnoozeItem', 'fit-assessment', '2027-03-05')));
  put(lena).thenRefused(/the next gate is due on 1 Mar 2027/, 'until');
  put(pat).thenRefused(/“Solution architect sign-off” is due/, 'until');
});
