import { channelDigestMessage } from '../../blocks/channel-digest';
import { describe as describeEvent } from '../../blocks/history';
import { maintenanceMessage } from '../../blocks/maintenance';
import { planMaintenanceModal } from '../../blocks/maintenance-forms';
import { noticeMessage } from '../../blocks/notice';
import { partnersMessage } from '../../blocks/partners';
import { roadmapMessage } from '../../blocks/roadmap';
import { statusMessage } from '../../blocks/status';
import { principalOf, type Person } from '../../src/domain/actor';
import { dateOf } from '../../src/domain/calendar';
import { itemId } from '../../src/domain/ids';
import { channelDigest } from '../../src/domain/reminders/channel-digest';
import { summaryOf } from '../../src/domain/summary';
import { clock, date, eng, internal, lena, pat, paul, visitor, type Member, type Story } from '../support/given';
import { partnerConnect as lifecycle } from '../support/lifecycle';
import { cancelled, confirm, launched, plan, rescheduled, takeStepBack } from '../support/maintaining';
import { shown } from './support';

/** What people see of maintenance and the roadmap. */

const viewer = (actor: Person, { partner, now }: Story) => ({
  who: principalOf(actor, partner, lifecycle),
  today: dateOf(now, lifecycle.zone),
  now,
  zone: lifecycle.zone,
});
const screen = ({ actor }: Member, story: Story): string =>
  shown(maintenanceMessage(story.partner, lifecycle, viewer(actor, story)));
const roadmap = ({ actor }: Member, story: Story): string =>
  shown(roadmapMessage(story.partner, lifecycle, viewer(actor, story)));
const said = (story: Story, key: string): string => {
  const pending = story.partner.outbox[key];
  return pending ? shown(noticeMessage(pending, story.partner, lifecycle)) : '';
};

test('a list of partners says since when one is live, instead of a date to come', () => {
  const { partner } = launched();
  const page = { title: 'All partners', all: true, today: date('2027-09-20') };
  const list = shown(partnersMessage([summaryOf(partner, lifecycle)], page));
  expect(list).toContain('Live · live since 1 Sep 2027');
  expect(list).not.toContain('GA 1 Sep');
});

describe('Maintenance', () => {
  const provided = launched().and(paul.does(confirm('m1', 'provided')));

  test('says step by step what is next and whose turn it is, with a button for those whose it is', () => {
    expect(screen(eng, provided)).toMatch(
      new RegExp(
        [
          '🛠️ \\*M1 Credential rotation\\* · due 30 Nov 2027, in 90 days',
          '✅ New credentials are provided · done',
          '⬜ Databricks uses the new credentials · Databricks · Engineering · Eng · due 24 Nov 2027, in 84 days',
          '🔒 Old credentials are retired · Partner · Partner engineering · Paul · due 30 Nov 2027, in 90 days',
          '\\[Done\\] \\[Reschedule…\\] \\[Cancel…\\]',
        ].join('\n'),
      ),
    );
    expect(screen(paul, provided)).toContain('[Not done after all…] [Reschedule…] [Cancel…]');
    expect(screen(paul, provided)).not.toContain('[Done]');
  });

  test('offers those who are on no list nothing but to claim a role', () => {
    expect(screen(visitor, provided)).toContain('Claim it under *People*');
    expect(screen(visitor, provided)).not.toMatch(/\[Done\]|\[Cancel|\[Credential rotation/);
  });

  test('keeps what is over, and why', () => {
    const over = provided.and(pat.does(cancelled('m1', true, 'The product is retired.')));
    expect(screen(eng, over)).toContain('Nothing is planned.');
    expect(screen(eng, over)).toMatch(/➖ \*M1 Credential rotation\* · cancelled .* by Pat: The product is retired\./);
  });

  test('asks for the clouds where a change may add one, and says when it comes back', () => {
    const story = launched();
    const ask = (kind: string, who = pat) =>
      shown(
        planMaintenanceModal({
          partner: story.partner,
          lifecycle,
          viewer: viewer(who.actor, story),
          memory: { p: story.partner.id, kind },
        }),
      );
    expect(ask('configuration-change')).toMatch(/Which clouds: ☐ Azure ☐ Google Cloud/);
    const asked = ask('configuration-change', paul);
    expect(asked).not.toMatch(/Which clouds|Adds a cloud/);
    expect(asked).toMatch(/A cloud is added by .*Pat.*: please ask them\./);
    expect(ask('credential-rotation')).toContain('It comes back 90 days after it was done.');
    expect(ask('credential-rotation')).toContain('Open already: M1 Credential rotation.');
  });

  test('of a step about an internal sign-off the partner reads nothing', () => {
    const changed = launched().and(
      pat.does(internal('signoff-product')),
      paul.does(plan('configuration-change', { changes: ['category'], due: '2027-10-01' })),
      paul.does(confirm('m2', 'handed-over')),
      eng.does(confirm('m2', 'applied')),
      paul.does(confirm('m2', 'tested')),
    );
    const status = shown(statusMessage(changed.partner, lifecycle, viewer(paul.actor, changed)));
    for (const text of [screen(paul, changed), status, said(changed, 'maintenance:m2')])
      expect(text).not.toContain('Product sign-off');
    expect(said(changed, 'maintenance:m2')).toContain('Next: a step on the Databricks side');
    expect(screen(pat, changed)).toContain('Validated again: Product sign-off');
  });

  test('has its steps in the digest with a button of their own', () => {
    const at = clock('2027-11-17T09:00');
    const { partner } = launched();
    const digest = channelDigest(partner, lifecycle, at);
    if (!digest) throw new Error('Nothing to tell');
    const drawn = shown(channelDigestMessage(partner, digest, lifecycle, dateOf(at, lifecycle.zone)));
    expect(drawn).toContain('🟡 *New credentials are provided · M1 Credential rotation* · due 22 Nov 2027, in 5 days');
    expect(drawn).toContain('[Done] [Maintenance] [Snooze…] [Mute…]');
  });
});

test('the log tells all of it in words, and to the partner nothing internal', () => {
  const story = launched().and(
    paul.does({ type: 'SetReminder', item: itemId.parse('m1/provided'), on: date('2027-11-01') }),
    lena.does(confirm('m1', 'provided')),
    lena.does(takeStepBack('m1', 'provided', 'Typo.')),
    paul.does(rescheduled('m1', '2027-11-29')),
    pat.does(cancelled('m1')),
    paul.does({ type: 'ProposeRoadmapEntry', title: 'Lineage', quarter: '2027Q4', whose: paul.actor.person }),
    paul.does({ type: 'ChangeRoadmapEntry', entry: 'r1', quarter: '2028Q1', whose: 'databricks' }),
    pat.does({ type: 'DeclineRoadmapEntry', entry: 'r1', reason: 'No.' }),
  );
  const told = (reader: 'partner' | 'databricks') =>
    story.log.slice(-9).map((recorded) => describeEvent(recorded, story.partner, lifecycle, reader));
  expect(told('partner')).toEqual([
    'Paul asked to be reminded of “New credentials are provided” of *M1* on 1 Nov 2027',
    'Lena for Partner engineering confirmed “New credentials are provided” of *M1 Credential rotation*',
    'Lena for Partner engineering took back “New credentials are provided” of *M1 Credential rotation*: Typo.',
    'Paul moved *M1 Credential rotation* to 29 Nov 2027: Holidays.',
    'Pat cancelled *M1 Credential rotation*: Not needed.',
    '*M2 Credential rotation* comes back after M1, due on 30 Nov 2027',
    'Paul proposed *R1 Lineage* for 2027Q4',
    'Paul changed *R1 Lineage*: quarter 2028Q1, done by Databricks, no owner',
    'Pat declined *R1 Lineage*: No.',
  ]);
  expect(told('databricks')).toHaveLength(9);
});

describe('The roadmap', () => {
  const proposed = launched().and(
    paul.does({ type: 'ProposeRoadmapEntry', title: 'Lineage', quarter: '2027Q4', whose: paul.actor.person }),
  );

  test('asks the lead of the other side, and nobody else, for the answer', () => {
    expect(roadmap(pat, proposed)).toMatch(
      /R1 Lineage\* · 2027Q4 · Acme · Paul\n.*waits for \*Databricks\*\n\[Accept\] \[Decline…\]/,
    );
    expect(roadmap(eng, proposed)).not.toMatch(/\[Accept\]|\[Edit|\[Withdraw/);
    expect(roadmap(paul, proposed)).toContain('[Edit…] [Withdraw…]');
    expect(said(proposed, 'roadmap:r1')).toContain('Next: accept or decline · Databricks · <@UPAT>');
  });

  test('marks what is late, and keeps what is done', () => {
    const accepted = proposed.and(pat.does({ type: 'AcceptRoadmapEntry', entry: 'r1', revision: 0 }));
    const late = accepted.after([], clock('2028-01-10T10:00'));
    expect(roadmap(lena, late)).toContain('⚠️ the quarter is over');
    const done = late.and(lena.does({ type: 'FinishRoadmapEntry', entry: 'r1' }));
    expect(roadmap(pat, done)).toMatch(/\*Settled\*\n✅ \*R1 Lineage\* .* · done /);
  });
});
