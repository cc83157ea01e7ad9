import { gaMessage } from '../../blocks/ga';
import { noticeMessage } from '../../blocks/notice';
import { partnerCard } from '../../blocks/partner-card';
import { statusMessage } from '../../blocks/status';
import { timedMessage } from '../../blocks/timed';
import type { Person } from '../../src/domain/actor';
import { cardOf } from '../../src/domain/card';
import { itemId } from '../../src/domain/ids';
import { day } from '../../src/domain/time';
import type { What } from '../../src/domain/timed';
import { internal } from '../support/given';
import { agreed, atWave, rolled, waveOf } from './launching';
import { ana, lee, notices, pat, shown, type Story } from './support';

const picture = (what: What, { state, lifecycle, now }: Story) => timedMessage({ what }, state, lifecycle, now);

/** Every wave is live and has soaked. */
function complete(): Story {
  const story = agreed();
  const { length } = story.state.rollout?.waves ?? [];
  for (let n = 1; n <= length; n += 1) rolled(story, n);
  return story.later(day / 2);
}

test('the countdown says what is done and what is missing', () => {
  const story = agreed();
  story.later(15 * day);
  const drawn = picture({ about: 'countdown', days: 7 }, story);
  const text = shown(drawn);
  expect(text).toMatch(/^# T-7 · Acme Analytics\n⏱️ GA is on \*Tue 18 May 2027\*, in 7 days\.\n/);
  expect(text.match(/T-7/g)).toHaveLength(1);
  expect(drawn.text).toMatch(/^⏱️ T-7 · GA of Acme Analytics is on Tue 18 May 2027, in 7 days\.\n/);
  expect(text).not.toContain('This is the look at');
  expect(text).toContain('items done: nothing is missing.');
  expect(text).toContain('⬜ *Wave 2* · Wed 12 May 2027 · planned · 1 region');
  expect(text).not.toContain('Go or no-go');
});

test('told early because nobody works on its day, or late, it says the days that are left and which look it is', () => {
  const early = agreed();
  early.later(18 * day);
  const text = shown(picture({ about: 'countdown', days: 3 }, early));
  expect(text).toContain('# T-4 · Acme Analytics');
  expect(text).toContain('GA is on *Tue 18 May 2027*, in 4 days.');
  expect(text).toContain('This is the look at T-3, which is on Sat 15 May 2027. Nobody works on that day.');
  early.later(3 * day);
  expect(shown(picture({ about: 'countdown', days: 4 }, early))).toContain(
    'This is the look at T-4, which was on Fri 14 May 2027. It comes late.',
  );
});

test('on the eve each team is go or no-go, and whoever has something to do is mentioned', () => {
  const signOff = itemId.parse('signoff-partner');
  const story = complete().as(ana, { type: 'TakeBackSignOff', signOff, reason: 'Broken' });
  const text = shown(picture({ about: 'countdown', days: 1 }, story));
  expect(text).toContain('⬜ *Partner sign-off* · Partner lead · <@UANA>');
  expect(text).toContain('⛔ Partner lead: *no-go*, missing Partner sign-off');
  expect(text).toContain('✅ Engineering: go');
  expect(shown(picture({ about: 'countdown', days: 1 }, agreed()))).toContain(
    '⏳ Engineering: *not yet*, the rollout is not complete',
  );
});

test('an internal item is not counted in the channel', () => {
  const item = itemId.parse('signoff-product');
  const story = agreed().as(pat, { type: 'SetItemAudience', item, internal: true });
  const { text } = picture({ about: 'countdown', days: 1 }, story);
  expect(text).toContain('26 of 26 items done');
  expect(picture({ about: 'countdown', days: 1 }, agreed()).text).toContain('27 of 27 items done');
});

test('an incomplete rollout is said loudly, to those who can end it', () => {
  const story = rolled(agreed(), 1);
  expect(picture({ about: 'rollout-incomplete' }, story).text).toMatch(
    /^🚨 The rollout of Acme Analytics is not complete: GA on Tue 18 May 2027 is not announced like this\.\nNot live: 15 regions in 4 waves\.[\s\S]*<@UPAT> <@ULEE>$/,
  );
});

test('the launch card has the links in the order in which they go out', () => {
  const text = shown(picture({ about: 'launch-day', ready: true }, complete()));
  const places = ['partner-docs', 'mini-site', 'partner-directory-logo', 'launch-blog'].map((id) =>
    text.indexOf(`https://acme.example/${id}`),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text).toContain('press *Launched* · <@UPAT>\n[Launched]');
});

test('told after the launch day, the card says that the day is past', () => {
  const late = complete();
  late.later(3 * day);
  const text = shown(picture({ about: 'launch-day', ready: true }, late));
  expect(text).toMatch(/^# Launch · Acme Analytics\n🚀 \*Acme Analytics can be launched\*/);
  expect(text).toContain('The launch day (Tue 18 May 2027) is past.');
  expect(text).toContain('[Launched]');
  const halted = late.as(ana, { type: 'HaltRollout', reason: 'Errors' });
  expect(shown(picture({ about: 'launch-day', ready: false }, halted))).toContain(
    '⛔ *Acme Analytics is not launched, and its launch day (Tue 18 May 2027) is past.*',
  );
});

test.each([
  ['on its day', 0, '18 May 2027, 21 days ago.', '18 May 2027'],
  ['late', 2, '20 May 2027, 21 days ago; the agreed date was 18 May 2027.', '20 May 2027'],
])('three weeks after a launch %s, GA date, status and card say when it was', (_, after, said, on) => {
  const story = complete();
  story.later(after * day).as(pat, { type: 'Launch' });
  story.later(21 * day);
  const { state, lifecycle } = story;
  const viewer = story.viewer(ana);
  expect(shown(gaMessage(state, lifecycle, viewer))).toContain(`✅ *Launched* on ${said}`);
  expect(shown(statusMessage(state, lifecycle, viewer))).toContain(`Launched: *${on}*, 21 days ago`);
  const card = shown(partnerCard(cardOf(state, lifecycle), state.id, lifecycle));
  expect(card).toContain(`Launched: *${on}*`);
  expect(card).not.toContain('GA date (agreed)');
});

test('a launch that is internal stays unknown to the partner', () => {
  const item = itemId.parse('ga');
  const story = complete();
  story.as(pat, { type: 'Launch' }, { type: 'SetItemAudience', item, internal: true });
  const { state, lifecycle } = story;
  expect(shown(statusMessage(state, lifecycle, story.viewer(ana)))).not.toContain('Launched');
  expect(shown(partnerCard(cardOf(state, lifecycle), state.id, lifecycle))).not.toContain('Launched');
  expect(shown(statusMessage(state, lifecycle, story.viewer(lee)))).toContain('Launched: *18 May 2027*, today');
});

test('an internal rollout is told of in no message of the channel, nor with the date', () => {
  const story = agreed();
  const { lifecycle } = story;
  const ga = (reader: Person) => shown(gaMessage(story.state, lifecycle, story.viewer(reader)));
  const eve = () => shown(picture({ about: 'countdown', days: 1 }, story));
  const launchDay = () => shown(picture({ about: 'launch-day', ready: true }, story));
  expect([...notices(story), eve(), launchDay()].filter((text) => /Rollout:|rollout is/.test(text))).toHaveLength(3);

  story.as(pat, internal('rollout'));
  const told = [...notices(story), eve()];
  story.as(pat, { type: 'HaltRollout', reason: 'Errors' });
  expect(ga(lee)).toMatch(/The rollout is halted[^]*not started are planned anew/);
  for (const text of [...told, eve(), launchDay(), ga(ana)]) expect(text).not.toMatch(/rollout|wave|region/i);
  expect(launchDay()).toContain('is not launched.*\n⚠️ A step is not finished.');
  expect(eve()).toContain('⏳ Engineering: *not yet*\n');
});

test('while an internal rollout is halted or not complete the countdown does not say that nothing is missing', () => {
  const told = (story: Story) => shown(picture({ about: 'countdown', days: 1 }, story.as(pat, internal('rollout'))));
  const halted = told(complete().as(ana, { type: 'HaltRollout', reason: 'Errors' }));
  const open = told(agreed());
  for (const text of [halted, open]) {
    expect(text).toContain('✅ 27 of 27 items done.');
    expect(text.replaceAll('[Rollout]', '')).not.toMatch(/nothing is missing|rollout|wave|region|halt/i);
  }
  expect(told(complete())).toContain('✅ 27 of 27 items done: nothing is missing.');
});

test('without a complete rollout there is no launch card, but the reason', () => {
  const story = rolled(agreed(), 1).as(ana, { type: 'HaltRollout', reason: 'Errors' });
  const text = shown(picture({ about: 'launch-day', ready: true }, story));
  expect(text).toContain('⛔ *Launch day (Tue 18 May 2027), and Acme Analytics is not launched.*');
  expect(text).toContain('⏸️ The rollout is halted: “Errors”\n⚠️ The rollout is not complete.');
  expect(text).not.toContain('[Launched]');
});

test('the launch is announced with thanks, and pings nobody', () => {
  const story = complete();
  story.later(day).as(pat, { type: 'Launch' });
  const pending = story.state.outbox['launched'];
  if (!pending) throw new Error('The launch is not told');
  const { text } = noticeMessage(pending, story.state, story.lifecycle);
  expect(text).toMatch(/^🎉 Acme Analytics is live in Partner Connect\.\n/);
  expect(text).toMatch(/Thank you, Pat Doe, Lee Park, Ana Lima/);
  expect(text).not.toContain('<@');
});

test('engineering is asked to start, told when it is late, and what can be done when it no longer fits', () => {
  const story = atWave(agreed(), 1);
  const { id: wave } = waveOf(story, 1);
  const due = picture({ about: 'wave-due', wave }, story);
  expect(due.text).toMatch(/^🔔 Wave 1 of Acme Analytics may be started now, until <!date/);
  expect(shown(due)).toContain('[Start] [Move…] [Rollout]');
  expect(due.text).not.toContain('First:');
  story.later(day);
  const late = picture({ about: 'wave-late', wave }, story);
  expect(late.text).toContain('was planned for Tue 11 May 2027 and was not started.');
  expect(shown(late)).toContain('[Move…] [Plan again…] [Rollout]');
  story.later(day);
  expect(shown(picture({ about: 'does-not-fit' }, story))).toContain('[Plan fewer waves…] [Move GA…] [Rollout]');
});

test('whoever forgot to finish a wave is told so with the prompt of the next', () => {
  const story = atWave(agreed(), 1).as(lee, { type: 'StartWave', wave: 'w1' });
  const { id: wave } = waveOf(story, 2);
  expect(picture({ about: 'wave-due', wave }, atWave(story, 2)).text).toContain(
    'First: finish wave 1, which is watched for 4 hours then.',
  );
});

test('while the rollout is halted nothing is called complete', () => {
  const story = agreed().as(ana, { type: 'HaltRollout', reason: 'Errors' });
  const text = shown(picture({ about: 'countdown', days: 7 }, story));
  expect(text).toContain('27 of 27 items done.\n⚠️ The rollout is halted.');
});

test('what is overtaken says so', () => {
  const story = agreed();
  expect(picture({ about: 'wave-due', wave: 'w99' }, story).text).toContain('was planned again');
  expect(picture({ about: 'does-not-fit' }, story).text).toContain('fits again');
  expect(picture({ about: 'held' }, story).text).toContain('no longer held');
  const signOff = itemId.parse('signoff-engineering');
  story.as(lee, { type: 'TakeBackSignOff', signOff, reason: 'Broken' });
  expect(picture({ about: 'held' }, story).text).toMatch(
    /at risk: 5 waves held\.\nGiven again first: Engineering sign-off\./,
  );
});
