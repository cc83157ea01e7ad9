import { gaMessage } from '../../blocks/ga';
import { declineGaModal, proposeGaModal } from '../../blocks/ga-forms';
import { noticeMessage } from '../../blocks/notice';
import type { Person } from '../../src/domain/actor';
import { calendarDate, itemId, personOf, teamId } from '../../src/domain/ids';
import { day } from '../../src/domain/time';
import { channel, date, done, internal } from '../support/given';
import { agreed, ga, rolled, signedOff } from './launching';
import { ana, lee, mia, omar, opened, pat, shown, underWay, type Story } from './support';

const asked = (): Story => signedOff().as(pat, { type: 'ProposeGaDate', date: ga, reason: 'After the <fair>.' });

const view = (actor: Person, story: Story): string =>
  shown(gaMessage(story.state, story.lifecycle, story.viewer(actor)));

const noticeOf = (story: Story, kind: string) => {
  const pending = Object.values(story.state.outbox).find(({ notice }) => notice.kind === kind);
  if (!pending) throw new Error(`Nothing is told of ${kind}`);
  return noticeMessage(pending, story.state, story.lifecycle);
};

test('says what is missing, with a way to it: the coordinator may waive, others open', () => {
  const text = view(pat, underWay());
  expect(text).toContain(
    'Target: *16 Aug 2027*, in 161 days (a plan)\nTo keep it, agree by *9 Aug 2027, in 154 days*.',
  );
  expect(text).toContain(
    "*Partner's launch blog is ready* · Partner marketing or Marketing · nobody yet · ready [Done or waive…]",
  );
  expect(text).toContain('🔒 *Partner sign-off* · Partner lead · Ana Lima · not yet [Open…]');
  expect(view(ana, underWay())).not.toContain('waive');
});

test('that something internal is missing is said to the partner, but not what', () => {
  const story = underWay().as(pat, { type: 'SetItemAudience', item: itemId.parse('signoff-psa'), internal: true });
  expect(view(ana, story)).toContain('(… and a step on the Databricks side.)');
  expect(view(ana, story)).not.toContain('Solution architect');
  expect(view(pat, story)).not.toContain('a step on the');
});

test('a proposal can be answered by the other side, withdrawn by the one that made it, and read by all', () => {
  expect(view(ana, asked())).toContain('by Pat Doe (Databricks), since today\n“After the &lt;fair&gt;.”');
  expect(view(ana, asked())).toContain('[Accept] [Decline…]');
  expect(view(pat, asked())).toContain('[Withdraw]');
  expect(view(pat, asked())).not.toContain('[Accept]');
  for (const other of [lee, omar]) {
    expect(view(other, asked())).toContain('(It can be answered by Ana Lima (Partner lead).)');
    expect(view(other, asked())).not.toMatch(/\[(Accept|Decline…|Withdraw|Propose)/);
  }
});

test('a day on which nobody works is warned of, before it is proposed, to those who answer, and when it is accepted', () => {
  const sunday = date('2027-05-23');
  const why = '23 May 2027 is no working day.';
  const ready = signedOff();
  const form = proposeGaModal(ready.form(pat, {}), sunday);
  expect(shown(form)).toContain(`⚠️ ${why}`);
  expect(form.private_metadata).toContain('"sure":"2027-05-23"');
  const story = ready.as(pat, { type: 'ProposeGaDate', date: sunday });
  expect(shown(noticeOf(story, 'ga-proposed'))).toContain(`⚠️ ${why}\nNext:`);
  expect(view(ana, story)).toContain(`⚠️ ${why}`);
  expect(JSON.stringify(gaMessage(story.state, story.lifecycle, story.viewer(ana)).blocks)).toContain(
    `${why} 23 May 2027 is then agreed by both sides`,
  );
  const working = proposeGaModal(ready.form(pat, {}), ga);
  expect(shown(working)).not.toContain('⚠️');
  expect(working.private_metadata).not.toContain('sure');
});

test('a date that was left without an answer for too long can be declined, withdrawn or replaced, not accepted', () => {
  const story = asked().later(20 * 24 * 3_600_000);
  expect(view(ana, story)).toContain('That is too near to be agreed now: it takes 7 days. Next: propose another date.');
  expect(view(ana, story)).toContain('[Decline…]');
  expect(view(ana, story)).not.toContain('[Accept]');
  expect(view(pat, story)).toContain('[Withdraw]');
});

test('of a closed onboarding nobody is said to owe an answer', () => {
  const shut = asked().as(pat, { type: 'ClosePartner', reason: 'paused' });
  expect(view(ana, shut)).toContain('(This onboarding is closed: nothing changes until it is reopened.)');
  expect(view(ana, shut)).not.toContain('waits for the answer');
});

test('an agreed date says what moving it would do', () => {
  const text = view(pat, agreed());
  expect(text).toContain('✅ Agreed: *18 May 2027*, in 22 days');
  expect(text).toMatch(/Moving the date needs both sides again.*5 waves not started are planned anew/);
  expect(text).toContain('[Move the date…]');
});

test('a wave that has started holds the date near, as exactly as the refusal says', () => {
  const story = rolled(agreed(), 1);
  // It ran on Wednesday 12 May; by then a date is agreed for the 19th at the earliest, and that is the latest too.
  expect(view(pat, story)).toContain('4 waves not started are planned anew. 1 has started: the date moves to');
  expect(view(pat, story)).toContain('[Move the date…]');
  story.later(3 * day);
  expect(view(pat, story)).toContain('1 has started: the date moves only after it is rolled back.');
  expect(view(pat, story)).not.toContain('[Move the date…]');
  // An old button says the same, instead of asking for a date that is refused.
  const form = proposeGaModal(story.form(pat, {}));
  expect(shown(form)).toContain('no other date can be agreed before they are rolled back');
  expect(form.submit).toBeUndefined();
});

test('what fell after the agreement puts it at risk', () => {
  const story = agreed().as(ana, {
    type: 'TakeBackSignOff',
    signOff: itemId.parse('signoff-partner'),
    reason: 'Broken',
  });
  const text = view(ana, story);
  expect(text).toContain('*At risk*\n⚠️ Something that the date rests on fell');
  expect(text).toContain('*Open although the date is agreed*\n⬜ *Partner sign-off*');
});

test('whoever proposes or answers a date reads that it can be accepted once what is missing is done', () => {
  const item = itemId.parse('signoff-product');
  const story = agreed().as(
    ana,
    { type: 'TakeBackSignOff', signOff: itemId.parse('signoff-partner'), reason: 'Broken' },
    { type: 'ProposeGaDate', date: calendarDate.parse('2027-06-01') },
  );
  const form = (of: Story) => shown(proposeGaModal(of.form(ana, {})));
  for (const drawn of [shown(noticeOf(story, 'ga-proposed')), form(story), view(pat, story)])
    expect(drawn).toContain('⏳ It can be accepted once this is done: Partner sign-off.');
  story.as(mia, { type: 'TakeBackSignOff', signOff: item, reason: 'Slow' });
  story.as(pat, { type: 'SetItemAudience', item, internal: true });
  for (const drawn of [shown(noticeOf(story, 'ga-proposed')), form(story)])
    expect(drawn).toContain('once this is done: Partner sign-off, a step on the Databricks side.');
  expect(form(agreed())).not.toContain('⏳');
});

test('a date that is internal is not the partner’s to see or to answer', () => {
  const story = asked().as(pat, { type: 'SetItemAudience', item: itemId.parse('ga-date-agreed'), internal: true });
  expect(view(ana, story)).not.toMatch(/18 May|Accept/);
  expect(view(pat, story)).toContain('18 May 2027');
});

test('the channel is asked, with buttons, and only those who answer are pinged', () => {
  const picture = noticeOf(asked(), 'ga-proposed');
  expect(shown(picture)).toBe(`📅 Pat Doe (Databricks) proposes *Tue 18 May 2027* as the GA date.
“After the &lt;fair&gt;.”
Next: Acme Analytics accepts or declines · <@UANA>
[Accept] [Decline…] [What it means] [GA date]`);
  expect(picture.text).toBe(`📅 Pat Doe (Databricks) proposes Tue 18 May 2027 as the GA date.
“After the &lt;fair&gt;.”
Next: Acme Analytics accepts or declines · <@UANA>`);
});

test('to accept is asked about the rollout only where there is one that both sides see', () => {
  const plans = (story: Story, { lifecycle }: Pick<Story, 'lifecycle'> = story) => {
    const pending = Object.values(story.state.outbox).find(({ notice }) => notice.kind === 'ga-proposed');
    if (!pending) throw new Error('Nothing is proposed');
    const drawn = [
      noticeMessage(pending, story.state, lifecycle),
      gaMessage(story.state, lifecycle, story.viewer(ana)),
    ];
    return drawn.map(({ blocks }) => /agreed by both sides[^"]*/.exec(JSON.stringify(blocks))?.[0]);
  };
  const both = (words: string) => [words, words];
  const story = asked();
  expect(plans(story)).toEqual(both('agreed by both sides, and the rollout is planned.'));
  const phases = story.lifecycle.phases.map((p) => ({ ...p, items: p.items.filter(({ id }) => id !== 'rollout') }));
  expect(plans(story, { lifecycle: { ...story.lifecycle, phases } })).toEqual(both('agreed by both sides.'));
  expect(plans(story.as(pat, internal('rollout')))).toEqual(both('agreed by both sides.'));
});

test('the channel is told of the answer: declined with the reason, agreed with what follows, moved', () => {
  const declined = asked().as(ana, { type: 'DeclineGaDate', date: ga, reason: 'Our fair.' });
  expect(noticeOf(declined, 'ga-declined').text).toBe(
    '✋ Tue 18 May 2027 was declined as the GA date by Ana Lima: “Our fair.”\nNext: propose another date · <@UPAT>',
  );
  const story = agreed();
  expect(noticeOf(story, 'ga-agreed').text).toBe(
    '✅ The GA date is agreed: Tue 18 May 2027.\nRollout: 5 waves planned, between Tue 11 May 2027 and Mon 17 May 2027.',
  );
  const key = Object.keys(story.state.outbox).find((k) => k.startsWith('ga-agreed')) ?? '';
  story.fact({ type: 'MessageDelivered', key, channel: channel('C0ACME'), ts: '1.1' });
  story
    .as(ana, { type: 'ProposeGaDate', date: date('2027-06-01') })
    .as(pat, { type: 'AcceptGaDate', date: date('2027-06-01') });
  expect(noticeOf(story, 'ga-moved').text).toContain('from Tue 18 May 2027 to Tue 1 Jun 2027');
});

test('whoever makes the announcement ready hears for which day, and that it is another one now', () => {
  const mia = { person: personOf('T0ACME', 'UMIA'), name: 'Mia Stone', home: false };
  const story = agreed().as(pat, { type: 'AssignPerson', picked: mia, team: teamId.parse('partner-marketing') });
  const next = 'Next: the announcement is made ready for that day · <@UMIA>';
  expect(noticeOf(story, 'ga-agreed').text).toContain(next);
  const key = Object.keys(story.state.outbox).find((k) => k.startsWith('ga-agreed')) ?? '';
  story.fact({ type: 'MessageDelivered', key, channel: channel('C0ACME'), ts: '1.1' });
  story
    .as(ana, { type: 'ProposeGaDate', date: date('2027-06-01') })
    .as(pat, { type: 'AcceptGaDate', date: date('2027-06-01') });
  expect(noticeOf(story, 'ga-moved').text).toContain(next);
});

test('the forms: a date that could be agreed is filled in; a stale one explains itself', () => {
  const story = asked();
  const propose = proposeGaModal(story.form(ana, {}), date('2027-06-01'));
  expect(JSON.stringify(propose.blocks)).toContain('"initial_date":"2027-06-01"');
  const past = proposeGaModal(story.form(ana, {}), date('2027-04-27'));
  expect(JSON.stringify(past.blocks)).not.toContain('initial_date');
  const stale = declineGaModal(story.form(ana, { date: date('2027-06-01') }));
  expect(shown(stale)).toContain('answered, withdrawn or replaced');
  expect(stale.submit).toBeUndefined();
});

test('without a date and without gates nothing is promised', () => {
  expect(view(ana, opened())).toMatch(/^# Acme Analytics · GA date\nNo date is agreed yet\.\n/);
  expect(view(pat, agreed().as(pat, { type: 'ClosePartner', reason: 'paused' }))).not.toMatch(/\[(Move|Accept|Open…)/);
  expect(view(pat, underWay().as(pat, done('ppa-signed')))).not.toContain('*Partnership agreement (PPA) is signed*');
});
