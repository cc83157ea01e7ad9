import { agenda, isPrivate } from '../../src/domain/agenda';
import { cardOf } from '../../src/domain/card';
import type { Fact } from '../../src/domain/commands';
import { fingerprint } from '../../src/domain/fingerprint';
import { instant, later, type Instant } from '../../src/domain/ids';
import { itemsOf } from '../../src/domain/progress';
import { setUpSteps } from '../../src/domain/set-up';
import { setUpReportOf } from '../../src/domain/set-up-report';
import {
  acme,
  before,
  bot,
  channel,
  channelReady,
  clock,
  create,
  done,
  given,
  internal,
  lena,
  pat,
  paul,
  psa,
  reopened,
  signed,
  takenBack,
  team,
  upTo,
  withPhases,
  visitor,
  type Story,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

const ana = 'ana@example.com';
const small = pat.does(create({ people: [{ ...pat.picked, team: team('pdm') }], invitations: [ana] }));
/** What is due a little later, when changes have been merged into one edit. */
const due = (story: Story, now: Instant = later(story.now, 3000)) => agenda(story.partner, story.lifecycle, now);
const keys = (story: Story, now?: Instant) => due(story, now).due.map(({ key }) => key);
const minutes = (story: Story, n: number) => later(story.now, n * 60_000);
const stepDone = (step: string) => bot.does({ type: 'StepDone', step });
const failed = (step: string, retryAt?: Instant) =>
  bot.does({ type: 'StepFailed', step, problem: 'Slack did not answer.', ...(retryAt && { retryAt }) });

/** The living message is brought up to date. */
const living = (story: Story, message: 'card' | 'set-up', ts = '1.1'): Story => {
  const { partner, lifecycle } = story;
  const facts = message === 'card' ? cardOf(partner, lifecycle) : setUpReportOf(partner, lifecycle);
  const shows = fingerprint(facts);
  const at = message === 'card' ? channel('C1') : channel('D1');
  return story.and(bot.does({ type: 'LivingMessageShown', message, channel: at, ts, shows }));
};
const delivered = (key: string) => bot.does({ type: 'MessageDelivered', key, channel: channel('C1'), ts: '2.2' });

/** Everything of the set-up done, and both living messages up to date. */
function settled(story: Story): Story {
  const steps = setUpSteps(story.partner, partnerConnect)
    .filter(({ step }) => !['channel', 'connect', 'card'].includes(step.kind))
    .map(({ key }) => stepDone(key));
  const ready = living(story.and(channelReady), 'card').and(steps);
  return living(living(ready, 'card'), 'set-up');
}

describe('setting up the channel', () => {
  test('begins with the channel, then goes on in order', () => {
    const story = given(small);
    expect(keys(story)).toEqual(['channel']);
    const ready = story.and(channelReady);
    expect(keys(ready)).toEqual([
      'join',
      'topic',
      'purpose',
      `invite:${pat.actor.person}`,
      `connect:${ana}`,
      'bookmarks',
      'card',
    ]);
    const shown = living(ready.and(stepDone('join'), stepDone('topic'), stepDone('purpose')), 'card');
    expect(keys(shown)).toEqual([`invite:${pat.actor.person}`, `connect:${ana}`, 'bookmarks', 'pin']);
  });

  test('ends with nothing due', () => {
    const story = settled(given(small, bot.does({ type: 'InvitationSent', email: ana, invite: 'I1' })));
    expect(due(story)).toEqual({ due: [] });
  });

  test('reports to the coordinator once each step was tried, or at once when the channel cannot be made', () => {
    const story = given(small);
    expect(keys(story.and(failed('channel')))).toEqual(['set-up']);
    const steps = ['join', 'topic', 'purpose', `invite:${pat.actor.person}`, 'bookmarks', 'pin'].map(stepDone);
    const almost = living(story.and(channelReady, steps), 'card').and(stepDone('pin'));
    expect(keys(almost)).toEqual([`connect:${ana}`]);
    expect(keys(almost.and(failed(`connect:${ana}`)))).toEqual(['set-up']);
  });

  test('invites each person of the workspace once, whatever roles they hold, and nobody inactive', () => {
    const story = given(
      acme,
      pat.does({ type: 'AssignPerson', picked: psa.picked, team: team('legal') }),
      channelReady,
    ).and(bot.does({ type: 'PersonDeactivated', person: pat.actor.person, name: 'Pat' }));
    const invited = keys(story).filter((key) => key.startsWith('invite:'));
    expect(invited).toHaveLength(5);
    expect(new Set(invited).size).toBe(5);
    expect(invited).not.toContain(`invite:${pat.actor.person}`);
  });

  test('tries again when it is time, and not before', () => {
    const story = given(small);
    const retryAt = minutes(story, 10);
    const waiting = story.and(failed('channel', retryAt));
    expect(keys(waiting)).toEqual(['set-up']);
    expect(due(waiting).nextAt).toBe(retryAt);
    expect(keys(waiting, instant.parse(retryAt - 1))).toEqual(['set-up']);
    expect(keys(waiting, retryAt)).toEqual(['channel', 'set-up']);
    expect(due(waiting, retryAt)).not.toHaveProperty('nextAt');
  });

  test('looks again at the earliest of several times', () => {
    const story = given(small, channelReady);
    const after = story.and(failed('topic', minutes(story, 30)), failed('join', minutes(story, 10)));
    expect(due(after).nextAt).toBe(minutes(story, 10));
  });

  test('counts the attempts', () => {
    const story = given(small);
    const after = story.and(failed('channel', minutes(story, 1)), failed('channel', minutes(story, 2)));
    expect(after.partner.steps['channel']).toMatchObject({ is: 'failed', attempts: 2 });
  });

  test('leaves to people what only people can mend, until the coordinator asks to try again', () => {
    const story = given(small, failed('channel'));
    expect(due(living(story, 'set-up'))).toEqual({ due: [] });
    story.when(lena.does({ type: 'RetrySetUp' })).thenRefused(/Only the Partner development manager/);
    const again = story.when(pat.does({ type: 'RetrySetUp' })).thenEvents({ type: 'SetUpRetried' });
    expect(keys(again)).toEqual(['channel']);
    again.when(pat.does({ type: 'RetrySetUp' })).thenNothing();
  });

  test.each<readonly [string, Fact]>([
    ['channel', { type: 'ChannelReady', channel: channel('C1'), name: 'pc-acme' }],
    [`connect:${ana}`, { type: 'InvitationSent', email: ana, invite: 'I1' }],
    [`connect:${ana}`, { type: 'InvitationAccepted', email: ana }],
  ])('does not take %s again once it is there, also after a failed attempt', (step, fact) => {
    const story = given(small);
    const after = story.and(failed(step, minutes(story, 1)), bot.does(fact));
    expect(keys(after, minutes(after, 60))).not.toContain(step);
    const withChannel = after.and(step === 'channel' ? [] : [channelReady]);
    expect(keys(withChannel, minutes(after, 60))).not.toContain(step);
    withChannel.when(pat.does({ type: 'RetrySetUp' })).thenNothing();
  });

  test('invites again who had declined, also when an attempt had failed', () => {
    const story = given(small, channelReady, failed(`connect:${ana}`))
      .and(bot.does({ type: 'InvitationDeclined', email: ana }))
      .and(pat.does({ type: 'InvitePartnerPerson', email: ana }));
    expect(keys(story)).toContain(`connect:${ana}`);
  });

  test('pins the card anew when it had to be posted anew', () => {
    const story = settled(given(acme));
    expect(keys(living(story, 'card', '9.9'))).toContain('pin');
    expect(keys(living(story.and(pat.does(done('partner-registered'))), 'card'))).toEqual([]);
  });
});

describe('facts', () => {
  const email = ana;
  const ready: Fact = { type: 'ChannelReady', channel: channel('C1'), name: 'pc-acme' };
  const archived: Fact = { type: 'ChannelArchived' };
  const joined: Fact = { type: 'StepDone', step: 'join' };
  const sent: Fact = { type: 'InvitationSent', email, invite: 'I1' };
  const shown: Fact = { type: 'LivingMessageShown', message: 'card', channel: channel('C1'), ts: '1.1', shows: 'x' };

  test.each<readonly [string, Fact, readonly Fact[]]>([
    ['channel named', { type: 'ChannelNamed', name: 'pc-acme' }, []],
    ['channel ready', ready, []],
    ['channel id changed', { type: 'ChannelIdChanged', channel: channel('C2') }, [ready]],
    ['channel renamed', { type: 'ChannelRenamed', name: 'pc-acme-2' }, [ready]],
    ['channel archived', archived, [ready]],
    ['channel unarchived', { type: 'ChannelUnarchived' }, [ready, archived]],
    ['channel deleted', { type: 'ChannelDeleted' }, [ready]],
    ['bot put out of the channel', { type: 'ChannelLeft' }, [ready, joined]],
    ['bot in the channel again', { type: 'ChannelRejoined' }, [ready, joined, { type: 'ChannelLeft' }]],
    ['invitation sent', sent, []],
    ['invitation accepted', { type: 'InvitationAccepted', email }, [sent]],
    ['invitation approved', { type: 'InvitationApproved', email }, [sent]],
    ['invitation declined', { type: 'InvitationDeclined', email }, [sent]],
    ['step done', { type: 'StepDone', step: 'join' }, [ready]],
    ['living message shown', shown, [ready]],
  ])('%s is recorded once', (_, fact, earlier) => {
    given(
      small,
      earlier.map((e) => bot.does(e)),
    )
      .when(bot.does(fact))
      .thenEvents(fact)
      .when(bot.does(fact))
      .thenNothing();
  });

  test.each<readonly [string, Fact]>([
    ['an invitation that nobody planned', { type: 'InvitationSent', email: 'bob@example.com', invite: 'I1' }],
    ['an answer to no invitation', { type: 'InvitationAccepted', email: 'bob@example.com' }],
    [
      'a message that was not waited for',
      { type: 'MessageDelivered', key: 'closed', channel: channel('C1'), ts: '1.1' },
    ],
    ['a failure of what was not waited for', { type: 'DeliveryFailed', key: 'toString', problem: 'x' }],
    ['the archiving of no channel', archived],
    ['the unarchiving of a channel in use', { type: 'ChannelUnarchived' }],
    ['a bot that leaves before it came in', { type: 'ChannelLeft' }],
    ['a second channel', { type: 'ChannelReady', channel: channel('C2'), name: 'other' }],
  ])('%s is no news', (what, fact) => {
    const story = what === 'the archiving of no channel' ? given(small) : given(small, channelReady);
    story.when(bot.does(fact)).thenNothing();
  });

  test('an approved invitation stays approved', () => {
    const approved: Fact = { type: 'InvitationApproved', email };
    given(small, bot.does(sent), bot.does(approved))
      .when(bot.does({ type: 'InvitationAccepted', email }))
      .thenNothing();
  });

  test('an id that changes on sharing moves the card along', () => {
    const story = living(given(small, channelReady), 'card').and(
      bot.does({ type: 'ChannelIdChanged', channel: channel('C2') }),
    );
    expect(story.partner.living['card']?.channel).toBe('C2');
    expect(story.partner.channel).toMatchObject({ is: 'ready', id: 'C2' });
  });
});

const told = (story: Story) => Object.values(story.partner.outbox).map(({ notice }) => notice.kind);

describe('announcements', () => {
  const ready = settled(given(acme, before('signoff-psa')));
  test('a sign-off is announced once', () => {
    const after = ready.and(psa.does(signed('signoff-psa')));
    expect(keys(after)).toEqual(['card', 'sign-off-given:signoff-psa']);
    expect(keys(after.and(delivered('sign-off-given:signoff-psa')))).toEqual(['card']);
  });

  test('a sign-off that was undone before it was announced is never announced', () => {
    const signedOff = ready.and(psa.does(signed('signoff-psa')));
    expect(told(signedOff.and(psa.does(takenBack('signoff-psa'))))).toEqual([]);
    expect(told(signedOff.and(psa.does(reopened('core-integration-validated'))))).toEqual([]);
  });

  test('a sign-off that was announced and then undone is told to be undone', () => {
    const after = ready.and(
      psa.does(signed('signoff-psa')),
      delivered('sign-off-given:signoff-psa'),
      psa.does(takenBack('signoff-psa')),
    );
    expect(told(after)).toEqual(['sign-off-undone']);
  });

  test('when it is given, undone and given again in one go, only what holds is told', () => {
    const announced = ready.and(psa.does(signed('signoff-psa')), delivered('sign-off-given:signoff-psa'));
    const again = announced.and(psa.does(takenBack('signoff-psa')), psa.does(signed('signoff-psa')));
    expect(told(again)).toEqual(['sign-off-given']);
    // People know of the first; so when the second is undone as well, they must hear of that.
    const undone = again.and(psa.does(takenBack('signoff-psa')));
    expect(told(undone)).toEqual(['sign-off-undone']);
  });

  test('an internal sign-off is not announced in the channel', () => {
    const after = ready.and(pat.does(internal('signoff-psa')), psa.does(signed('signoff-psa')));
    expect(keys(after)).toEqual(['card']);
    expect(keys(after.and(pat.does(internal('signoff-psa', false))))).toContain('sign-off-given:signoff-psa');
  });

  test('what failed is tried again when it is time; what only people can mend waits for them, and shows', () => {
    const key = 'sign-off-given:signoff-psa';
    const after = living(ready.and(psa.does(signed('signoff-psa'))), 'card');
    const retryAt = minutes(after, 10);
    const fails = after.and(bot.does({ type: 'DeliveryFailed', key, problem: 'Slack is away.', retryAt }));
    expect(due(fails)).toEqual({ due: [], nextAt: retryAt });
    expect(keys(fails, retryAt)).toEqual([key]);
    const stuck = fails.and(bot.does({ type: 'DeliveryFailed', key, problem: 'The bot may not post.' }));
    expect(stuck.partner.outbox[key]?.failed).toMatchObject({ attempts: 2 });
    expect(keys(stuck)).toEqual(['set-up']);
    expect(setUpReportOf(stuck.partner, partnerConnect).undelivered).toEqual([
      { key, problem: 'The bot may not post.' },
    ]);
    expect(keys(stuck.and(pat.does({ type: 'RetrySetUp' })))).toEqual([key]);
  });

  test('what comes at its hour and failed is counted, shows, and is settled by what is told of it later', () => {
    const [key, other] = ['countdown:2027-09-01=7', 'roadmap-review=2027Q3'];
    const failed = (of: string, more: object = {}) =>
      bot.does({ type: 'DeliveryFailed', key: of, problem: 'Slack is away.', ...more });
    const after = given(
      acme,
      channelReady,
      failed(key, { retryAt: clock('2027-08-25T10:00') }),
      failed(key),
      failed(other),
    );
    expect(after.partner.undelivered).toEqual({
      [key]: { problem: 'Slack is away.', attempts: 2 },
      [other]: { problem: 'Slack is away.', attempts: 1 },
    });
    const told = {
      type: 'Told',
      topic: 'countdown:2027-09-01',
      marker: '3',
      channel: channel('C1'),
      ts: '1.1',
    } as const;
    expect(Object.keys(after.and(bot.does(told)).partner.undelivered)).toEqual([other]);
    after.when(failed('sign-off-given:signoff-psa')).thenNothing();
  });

  test('that are taken back while they are under way to Slack are corrected, once', () => {
    const at = given(acme, channelReady, before('signoff-psa')).and(psa.does(signed('signoff-psa')));
    const since = at.partner.outbox['sign-off-given:signoff-psa']?.at;
    const told = bot.does({
      type: 'MessageDelivered',
      key: 'sign-off-given:signoff-psa',
      ...(since && { since }),
      channel: channel('C1'),
      ts: '2.2',
    });
    const back = at.and(psa.does(takenBack('signoff-psa')));
    expect(Object.keys(back.partner.outbox)).toEqual([]);
    const posted = back.and(told);
    expect(Object.keys(posted.partner.outbox)).toEqual(['sign-off-undone:signoff-psa']);
    posted.when(told).thenNothing();
    // Given again meanwhile: what was posted is so.
    const again = back.and(psa.does(signed('signoff-psa'), minutes(back, 1)));
    again.when(told).thenNothing();
    expect(Object.keys(again.partner.outbox)).toEqual(['sign-off-given:signoff-psa']);
  });

  test('claims, departures and a lost channel are for the coordinator alone', () => {
    const after = settled(given(acme)).and(
      visitor.does({ type: 'ClaimRole', team: team('partner-marketing') }),
      bot.does({ type: 'PersonDeactivated', person: paul.actor.person, name: 'Paul' }),
      bot.does({ type: 'ChannelArchived' }),
    );
    const notices = due(after).due.filter((d) => d.kind === 'notice');
    expect(notices.map((d) => [d.pending.notice.kind, isPrivate(d.pending)])).toEqual([
      ['claim', true],
      ['deactivated', true],
      ['channel-lost', true],
    ]);
  });

  test('wake no coordinator: what comes at night or on a Saturday waits for their working hours', () => {
    const people = create().people.map((one) => ({ ...one, ...(one.name === 'Pat' && { zone: 'Europe/Lisbon' }) }));
    const claim = { type: 'ClaimRole', team: team('partner-marketing') } as const;
    const claimed = (at: string) =>
      settled(given(pat.does(create({ people })))).and(visitor.does(claim, clock(at, 'Europe/Lisbon')));
    for (const [at, told] of [
      ['2027-03-02T22:00', '2027-03-03T08:00'],
      ['2027-03-06T11:00', '2027-03-08T08:00'],
      ['2027-03-02T11:00', '2027-03-02T11:00'],
    ] as const) {
      const morning = clock(told, 'Europe/Lisbon');
      const key = `claim:${visitor.actor.person}:partner-marketing`;
      expect(keys(claimed(at), instant.parse(morning - 1))).not.toContain(key);
      expect(keys(claimed(at), morning)).toContain(key);
      const retryAt = later(morning, 60_000);
      const again = claimed(at).and(
        bot.does({ type: 'DeliveryFailed', key, problem: 'Slack was down.', retryAt }, morning),
      );
      expect(keys(again, instant.parse(retryAt - 1))).not.toContain(key);
      expect(keys(again, retryAt)).toContain(key);
    }
  });

  test('wake no coordinator either when they are tried again, nor one whose zone only another of their roles tells', () => {
    const { people } = create();
    const psa = people.filter(({ name }) => name === 'Pat').map((one) => ({ ...one, team: team('psa') }));
    const both = [...people, ...psa.map((one) => ({ ...one, zone: 'Europe/Lisbon' }))];
    const evening = clock('2027-03-02T17:50', 'Europe/Lisbon');
    const claim = { type: 'ClaimRole', team: team('partner-marketing') } as const;
    const claimed = settled(given(pat.does(create({ people: both })))).and(visitor.does(claim, evening));
    const key = `claim:${visitor.actor.person}:partner-marketing`;
    expect(keys(claimed, evening)).toContain(key);
    const retryAt = clock('2027-03-02T18:03', 'Europe/Lisbon');
    const failing = claimed.and(
      bot.does({ type: 'DeliveryFailed', key, problem: 'Slack was down.', retryAt }, evening),
    );
    expect(keys(failing, retryAt)).not.toContain(key);
    expect(keys(failing, clock('2027-03-03T08:00', 'Europe/Lisbon'))).toContain(key);
    // Nor when nobody could tell them all day.
    const late = clock('2027-03-03T23:00', 'Europe/Lisbon');
    expect(keys(failing, late)).not.toContain(key);
    expect(due(failing, late).nextAt).toBe(clock('2027-03-04T08:00', 'Europe/Lisbon'));
  });

  test('that Slack did not take for the coordinator are tried anew when the roles have changed', () => {
    const claimed = settled(given(acme)).and(visitor.does({ type: 'ClaimRole', team: team('partner-marketing') }));
    const [key = ''] = Object.keys(claimed.partner.outbox);
    const stuck = claimed.and(
      bot.does({ type: 'DeliveryFailed', key, problem: 'Slack refused it.' }),
      failed('set-up'),
    );
    expect(keys(stuck)).toEqual([]);
    const gone = stuck.and(bot.does({ type: 'PersonDeactivated', person: pat.actor.person, name: 'Pat' }));
    expect(keys(gone)).toEqual(['card', 'set-up', key, `deactivated:${pat.actor.person}`]);
  });

  test('go to everybody of the workspace when there is no coordinator, and wait when there is nobody', () => {
    const orphaned = settled(given(acme)).and(
      bot.does({ type: 'PersonDeactivated', person: pat.actor.person, name: 'Pat' }),
    );
    expect(keys(orphaned)).toContain(`deactivated:${pat.actor.person}`);
    const nobody = given(small).and(bot.does({ type: 'PersonDeactivated', person: pat.actor.person, name: 'Pat' }));
    expect(keys(nobody)).toEqual(['channel']);
  });
});

describe('the card', () => {
  const fresh = living(settled(given(acme)).and(pat.does(done('partner-registered'))), 'card');
  const changed = fresh.and(psa.does(done('core-integration-validated')));

  test('is posted at once, and edited three seconds after the first change it does not show', () => {
    expect(keys(given(acme, channelReady), given(acme, channelReady).now)).toContain('card');
    const editAt = later(changed.now, 3000);
    expect(due(changed, changed.now)).toEqual({ due: [], nextAt: editAt });
    expect(keys(changed, editAt)).toEqual(['card']);
    const again = changed.and(pat.does(done('fit-assessment'), later(changed.now, 2000)));
    expect(due(again, again.now).nextAt).toBe(editAt);
  });

  test('has the same items after a delivery as worked out from nothing', () => {
    itemsOf(changed.partner, changed.lifecycle);
    const { partner, lifecycle } = living(changed, 'card');
    expect(itemsOf(partner, lifecycle)).toBe(itemsOf(changed.partner, lifecycle));
    expect(itemsOf(partner, lifecycle)).toEqual(itemsOf(structuredClone(partner), lifecycle));
    const moved = living(changed, 'card').and(pat.does({ type: 'ChangeDetails', targetGaDate: null })).partner;
    expect(itemsOf(moved, lifecycle)).toEqual(itemsOf(structuredClone(moved), lifecycle));
  });

  test('is edited once for what changes together, also when something changed before that it does not show', () => {
    const quiet = fresh.and(pat.does({ type: 'ChangeDetails', notes: 'hush' }));
    const ticked = quiet.and(psa.does(done('core-integration-validated'), minutes(quiet, 60)));
    expect(due(ticked, ticked.now)).toEqual({ due: [], nextAt: later(ticked.now, 3000) });
  });

  test('is not edited when what changed does not show on it', () => {
    const owner = pat.does({
      type: 'ChangeDetails',
      name: 'Acme',
      integrationType: 'read',
      clouds: ['aws'],
      targetGaDate: null,
      notes: 'hush',
    });
    const unseen = settled(given(acme)).and(owner);
    expect(due(unseen)).toEqual({ due: [] });
    // Whether it does is found out when it may be edited.
    expect(due(unseen, unseen.now).nextAt).toBe(later(unseen.now, 3000));
    expect(due(unseen, later(unseen.now, 3000))).toEqual({ due: [] });
  });

  test('goes back to what it shows: nothing is due', () => {
    expect(due(changed.and(psa.does(reopened('core-integration-validated'))))).toEqual({ due: [] });
  });
});

describe('a lost channel', () => {
  const archived = bot.does({ type: 'ChannelArchived' });

  test('leaves nothing due but what is private', () => {
    const story = given(acme, channelReady, before('signoff-psa'), psa.does(signed('signoff-psa')));
    for (const type of ['ChannelArchived', 'ChannelDeleted', 'ChannelLeft'] as const) {
      const lost = story.and(stepDone('join'), bot.does({ type }), pat.does(done('ppa-signed')));
      expect(keys(lost)).toEqual(['channel-lost']);
    }
  });

  test('that is found again goes on where it stopped, and nobody hears that it was lost', () => {
    const story = settled(given(acme)).and(archived, bot.does({ type: 'ChannelUnarchived' }));
    // Slack does not say whether the bot is in it still.
    expect(keys(story)).toEqual(['join', 'set-up']);
    expect(keys(story.and(stepDone('join')))).toEqual([]);
    expect(story.partner.channel).toEqual({ is: 'ready', id: 'C1', name: 'pc-acme' });
  });

  test('that was deleted is made anew on request, and once everything is in it there is another report', () => {
    const made = settled(given(acme)).and(
      bot.does({ type: 'ChannelDeleted' }),
      delivered('channel-lost'),
      pat.does({ type: 'RetrySetUp' }),
    );
    expect(keys(made)).toEqual(['channel']);
    const steps = setUpSteps(made.partner, partnerConnect).filter(({ step }) => step.kind !== 'card');
    const ready = living(made.and(channelReady), 'card').and(steps.map(({ key }) => stepDone(key)));
    expect(keys(living(ready, 'card'))).toEqual(['set-up']);
  });

  describe('that the bot was put out of', () => {
    const out = settled(given(acme)).and(bot.does({ type: 'ChannelLeft' }));

    test('goes on when it is invited back, also with what had failed there', () => {
      const stuck = settled(given(acme)).and(failed('topic'), bot.does({ type: 'ChannelLeft' }));
      const back = stuck.and(bot.does({ type: 'ChannelRejoined' }));
      expect(back.partner.channel).toEqual({ is: 'ready', id: 'C1', name: 'pc-acme' });
      expect(keys(out.and(bot.does({ type: 'ChannelRejoined' })))).toEqual([]);
    });

    test('is joined by the bot itself when the coordinator wants it; one that is private asks for an invitation', () => {
      const asked = out.and(pat.does({ type: 'RetrySetUp' }));
      expect(keys(asked)).toEqual(['join', 'set-up']);
      const refused = asked.and(failed('join'), failed('invite:TX:UX'));
      expect(keys(refused)).toEqual(['set-up']);
      const invited = refused.and(bot.does({ type: 'ChannelRejoined' }));
      expect(Object.values(invited.partner.steps).filter(({ is }) => is === 'failed')).toEqual([]);
    });

    test('may be archived or deleted as well', () => {
      expect(out.and(bot.does({ type: 'ChannelArchived' })).partner.channel.is).toBe('archived');
      expect(out.and(bot.does({ type: 'ChannelDeleted' })).partner.channel.is).toBe('deleted');
    });
  });
});

describe('a closed partner', () => {
  const closed = { type: 'ClosePartner', reason: 'paused' } as const;

  test('has nothing due but its closing', () => {
    const story = settled(given(acme, before('signoff-psa'))).and(
      psa.does(signed('signoff-psa')),
      visitor.does({ type: 'ClaimRole', team: team('partner-marketing') }),
      pat.does(closed),
    );
    expect(keys(story)).toEqual(['card', 'closed']);
    const quiet = living(story, 'card').and(delivered('closed'));
    expect(due(quiet)).toEqual({ due: [] });
    const left = quiet.and(bot.does({ type: 'PersonDeactivated', person: paul.actor.person, name: 'Paul' }));
    expect(due(left)).toEqual({ due: [] });
  });

  test('that is half set up stops there', () => {
    expect(due(given(small, pat.does(closed)))).toEqual({ due: [] });
    expect(keys(given(small, channelReady, pat.does(closed)))).toEqual(['card', 'closed']);
  });

  test('that is reopened goes on, and says so once', () => {
    const story = living(settled(given(acme)).and(pat.does(closed)), 'card');
    expect(keys(story.and(delivered('closed'), pat.does({ type: 'ReopenPartner' })))).toEqual(['card', 'reopened']);
    expect(keys(story.and(pat.does({ type: 'ReopenPartner' })))).toEqual(['card']);
  });
});

const differing = (a: string, b: string) =>
  (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;

describe('fingerprints', () => {
  const { partner } = settled(given(acme, upTo('fit-assessment')));
  const card = cardOf(partner, partnerConnect);

  test('differ for cards that differ in a single character, wherever it stands', () => {
    const seen = new Set([fingerprint(card)]);
    const names = Array.from({ length: 20_000 }, (_, n) => String.fromCharCode(33 + (n % 90)) + String(n));
    for (const name of names) seen.add(fingerprint({ ...card, name }));
    for (const phase of names) seen.add(fingerprint({ ...card, phases: [phase] }));
    expect(seen.size).toBe(40_001);
  });

  test('are alike in length, and use all of it', () => {
    const samples = Array.from({ length: 4000 }, (_, n) => fingerprint({ ...card, name: `Acme ${n}` }));
    expect(new Set(samples.map((s) => s.length))).toEqual(new Set([16]));
    const bits = Array.from(
      { length: 64 },
      (_, bit) => samples.filter((s) => (BigInt(`0x${s}`) >> BigInt(bit)) & 1n).length,
    );
    for (const ones of bits) expect(Math.abs(ones - 2000)).toBeLessThan(250);
  });

  test('see a difference in the high bits of a character', () => {
    const far = ['\u0041', '\u8041', '\u4041', '\uc041'].map((name) => fingerprint({ ...card, name }));
    for (const a of far) for (const b of far) if (a !== b) expect(differing(a, b)).toBeGreaterThan(12);
  });
});

test('a notice of a sign-off that left the lifecycle is not sent', () => {
  const story = settled(given(acme, before('signoff-psa'))).and(psa.does(signed('signoff-psa')));
  expect(keys(story.under(withPhases([{ id: 'prepare', title: 'Prepare' }])))).not.toContain(
    'sign-off-given:signoff-psa',
  );
});
