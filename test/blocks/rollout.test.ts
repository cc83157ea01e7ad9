import { checklistMessage } from '../../blocks/checklist';
import { gaMessage } from '../../blocks/ga';
import { describe as tell } from '../../blocks/history';
import { itemModal } from '../../blocks/item';
import { noticeMessage } from '../../blocks/notice';
import { partnerCard } from '../../blocks/partner-card';
import { planMessage } from '../../blocks/plan';
import { rolloutMessage } from '../../blocks/rollout';
import { haltModal, planAgainModal, resumeModal } from '../../blocks/rollout-forms';
import { statusMessage } from '../../blocks/status';
import { liveRegionsModal, moveWaveModal, regionFailedModal, rollBackModal } from '../../blocks/wave-forms';
import { checkBlocks } from '../../local-slack/block-kit/check';
import { checkView } from '../../local-slack/block-kit/view';
import type { Person } from '../../src/domain/actor';
import { cardOf } from '../../src/domain/card';
import { itemId } from '../../src/domain/ids';
import type { Wave } from '../../src/domain/rollout/state';
import { day } from '../../src/domain/time';
import { partnerConnect } from '../support/lifecycle';
import { agreed, atWave, rolled, signedOff, waveOf } from './launching';
import { ana, lee, omar, pat, shown, type Story } from './support';

const board = (actor: Person, story: Story): string =>
  shown(rolloutMessage(story.state, story.lifecycle, story.viewer(actor)));

/** The first wave has started, and its only region failed. */
function failing(): Story {
  const story = atWave(agreed(), 1);
  const [region = ''] = Object.keys(waveOf(story, 1).regions);
  return story.as(
    lee,
    { type: 'StartWave', wave: 'w1' },
    { type: 'MarkRegionFailed', wave: 'w1', region, note: 'Blank <tile>' },
  );
}

test('before a date is agreed the board says when it is planned', () => {
  expect(board(ana, signedOff())).toContain('planned once both sides agree on the GA date');
});

test('engineering starts a wave at its hour; nobody else is offered to', () => {
  const story = atWave(agreed(), 1);
  expect(board(lee, story)).toContain(
    '🔔 *Wave 1* · Tue 11 May 2027 · may be started now · 1 region\nAWS: us-west-1\n[Start] [Move…]',
  );
  for (const other of [pat, ana, omar]) expect(board(other, story)).not.toMatch(/\[(Start|Move…|Plan again…|Finish)\]/);
  for (const anybody of [pat, lee, ana, omar]) expect(board(anybody, story)).toContain('[Halt…]');
});

test('a failed region is named with what was seen, and can be tried again', () => {
  expect(board(lee, failing()))
    .toContain(`❌ *Wave 1* · Tue 11 May 2027 · a region failed · 0 of 1 region live, 1 failed
AWS: us-west-1
❌ aws/us-west-1: Blank &lt;tile&gt;
Nobody has said yet that the tile shows
[All live] [Finish] [Region failed…] [Roll back…]`);
});

test('a wave that was taken back says so until it is started again', () => {
  const story = rolled(agreed(), 1).as(lee, { type: 'RollBackWave', wave: 'w1', reason: 'Errors.' });
  expect(board(ana, story)).toContain('↩️ *Wave 1* · Tue 11 May 2027 · rolled back · 1 region');
});

test('the partner says with one button that the tile shows', () => {
  const story = rolled(agreed(), 1);
  expect(board(ana, story)).toContain('Nobody has said yet that the tile shows [I see the tile]');
  expect(board(lee, story)).not.toContain('I see the tile');
  story.as(omar, { type: 'ConfirmTile', wave: 'w1' });
  expect(board(ana, story)).toContain('The tile was seen by Omar Aziz');
  expect(board(ana, story)).not.toContain('[I see the tile]');
});

test('a halt stands above everything, and only engineering is offered to resume', () => {
  const story = failing().as(ana, { type: 'HaltRollout', reason: 'Errors' });
  expect(board(lee, story)).toMatch(
    /⏸️ \*Halted\* by Ana Lima, .*: “Errors”\nIt stays so until it is resumed by Lee Park/,
  );
  expect(board(lee, story)).toContain('[Resume…]');
  for (const other of [pat, ana]) expect(board(other, story)).not.toMatch(/\[(Resume…|Halt…)\]/);
  const pending = story.state.outbox['rollout-halted'];
  if (!pending) throw new Error('A halt is not told');
  expect(noticeMessage(pending, story.state, story.lifecycle).text).toBe(
    '⏸️ The rollout is halted by Ana Lima: “Errors”\nNo wave starts until an engineer resumes. Next: look into it, then resume · <@ULEE>',
  );
});

test('what fell holds the waves, and is named only to those who may know of it', () => {
  const story = agreed().as(ana, { type: 'TakeBackSignOff', signOff: itemId.parse('signoff-partner'), reason: 'x' });
  expect(board(ana, story)).toContain('⏸️ *Held*: “Partner sign-off” must be given again');
  story.as(pat, { type: 'SetItemAudience', item: itemId.parse('signoff-partner'), internal: true });
  expect(board(ana, story)).toContain('⏸️ *Held*: a step on the Databricks side must be given again');
});

test('what no longer fits says so, with the choices', () => {
  const story = agreed();
  story.later(18 * day);
  expect(board(pat, story)).toMatch(
    /no longer fits before GA on Tue 18 May 2027\*: 5 waves still to start, and \d days? left/,
  );
  expect(board(pat, story)).toContain(
    'What can be done: plan fewer waves, with a reason, or agree on a later GA date.',
  );
});

test('why it was planned anew is read on the board by both sides, and in the log', () => {
  const story = agreed();
  expect(board(ana, story)).not.toContain('Planned anew');
  story.as(lee, { type: 'PlanRollout', optInRegions: [], mostWaves: 3, reason: 'A <short> week' });
  for (const reader of [ana, lee])
    expect(board(reader, story)).toMatch(/Planned anew by Lee Park, .*: “A &lt;short&gt; week”/);
  const [newest] = story.log.slice(-1);
  if (!newest) throw new Error('Nothing happened');
  expect(tell(newest, story.state, story.lifecycle, 'partner')).toBe(
    'Lee Park planned the rollout anew, in 3 waves before 18 May 2027: A &lt;short&gt; week',
  );
});

test('of a closed partner nothing is asked for', () => {
  const story = agreed();
  story.later(18 * day);
  story.as(pat, { type: 'ClosePartner', reason: 'paused' });
  expect(board(pat, story)).not.toMatch(/no longer fits|What can be done|Next:/);
});

test('stale forms explain themselves and cannot be submitted', () => {
  const story = rolled(agreed(), 1);
  const on = (wave: string) => story.form(lee, { wave });
  const gone = 'no longer on the board';
  const forms = [
    [liveRegionsModal(on('w1')), 'Nothing is left to mark'],
    [liveRegionsModal(on('w9')), gone],
    [regionFailedModal(on('w2')), 'has not started'],
    [rollBackModal(on('w2')), 'nothing to roll back'],
    [moveWaveModal(on('w1')), 'It has started already'],
    [resumeModal(story.form(lee, {})), 'not halted'],
    [haltModal(failing().as(ana, { type: 'HaltRollout', reason: 'x' }).form(lee, {})), 'halted already'],
  ] as const;
  for (const [form, why] of forms) {
    expect(shown(form)).toContain(why);
    expect(form.submit).toBeUndefined();
  }
});

test('government and China regions can be opted in when the rest is planned again', () => {
  const story = agreed(undefined, ['aws', 'azure']);
  const form = planAgainModal(story.form(lee, {}));
  expect(JSON.stringify(form.blocks)).toContain('aws/us-gov-west-1');
  expect(shown(form)).toMatch(/At most: <1 wave \| 2 waves/);
});

test('an internal rollout is the partner’s to see nowhere', () => {
  const story = rolled(agreed(), 1).as(pat, { type: 'SetItemAudience', item: itemId.parse('rollout'), internal: true });
  expect(board(ana, story)).toContain('This onboarding has no rollout.');
  expect(board(ana, story)).not.toContain('Wave');
  expect(board(lee, story)).toContain('*Wave 1*');
  expect(shown(partnerCard(cardOf(story.state, story.lifecycle), story.state.id, story.lifecycle))).not.toContain(
    'Wave',
  );
});

test('no button leads to a rollout that is not there, nor the partner to an internal one', () => {
  const story = agreed();
  const screens = (reader: Person, { lifecycle }: Pick<Story, 'lifecycle'> = story) => {
    const { state } = story;
    const viewer = story.viewer(reader);
    return [
      statusMessage(state, lifecycle, viewer),
      gaMessage(state, lifecycle, viewer),
      planMessage(state, lifecycle, viewer, undefined, undefined),
    ].map(shown);
  };
  for (const text of screens(ana)) expect(text).toContain('[Rollout]');
  const phases = story.lifecycle.phases.map((p) => ({ ...p, items: p.items.filter(({ id }) => id !== 'rollout') }));
  for (const text of screens(lee, { lifecycle: { ...story.lifecycle, phases } }))
    expect(text).not.toContain('[Rollout]');
  story.as(pat, { type: 'SetItemAudience', item: itemId.parse('rollout'), internal: true });
  for (const text of screens(ana)) expect(text).not.toContain('[Rollout]');
  for (const text of screens(lee)) expect(text).toContain('[Rollout]');
});

test('milestones lead to where they are done', () => {
  const story = agreed();
  const checklist = (actor: Person) =>
    shown(checklistMessage(story.state, story.lifecycle, story.viewer(actor), { phase: 'end-game', page: 0 }));
  expect(checklist(lee)).toMatch(/Tile is rolled out to all regions\*.* \[Rollout\]/);
  const item = itemId.parse('rollout');
  const form = itemModal(story.form(lee, { i: item }));
  expect(shown(form)).toContain('It is not ticked here: it is done when every wave of *Rollout* is live.');
  expect(shown(form)).not.toMatch(/Done/);
});

test('the card has a line a wave, and nothing on it changes by itself', () => {
  const story = failing().as(ana, { type: 'HaltRollout', reason: 'Errors' });
  const card = () => partnerCard(cardOf(story.state, story.lifecycle), story.state.id, story.lifecycle);
  expect(shown(card())).toContain(`*Rollout*
⏸️ *Halted* by Ana Lima: “Errors”
❌ Wave 1 · Tue 11 May 2027 · a region failed · 1 region · aws/us-west-1
⬜ Wave 2 · Wed 12 May 2027 · planned · 1 region`);
  const before = JSON.stringify(card());
  story.later(30 * day);
  expect(JSON.stringify(card())).toBe(before);
});

describe('With seventy regions in twenty waves', () => {
  const lifecycle = { ...partnerConnect, rollout: { ...partnerConnect.rollout, maxWaves: 20 } };
  const story = agreed(lifecycle, ['aws', 'azure', 'gcp']);
  const [first] = story.state.rollout?.waves ?? [];
  if (!first || !story.state.rollout) throw new Error('Nothing is planned');
  const failed = { is: 'failed', note: '&<>'.repeat(900), at: story.now } as const;
  const waves = Array.from({ length: 24 }, (_, n): Wave => ({
    ...first,
    id: `w${n + 1}`,
    regions: Object.fromEntries(Array.from({ length: 70 }, (_, r) => [`azure/region-${'x'.repeat(30)}-${r}`, failed])),
    startedAt: story.now,
  }));
  const halted = { at: story.now, by: { kind: 'bot' }, reason: '<'.repeat(3000) } as const;
  story.partner = { ...story.state, rollout: { ...story.state.rollout, waves, halted } };

  test.each([
    ['an engineer', lee],
    ['the coordinator', pat],
    ['the partner', ana],
  ])('Slack takes the board of %s', (_who, actor) => {
    const picture = rolloutMessage(story.state, lifecycle, story.viewer(actor));
    expect(checkBlocks(picture.blocks, 'message')).toMatchObject({ ok: true });
    expect(picture.blocks.length).toBeLessThan(50);
    expect(picture.text.length).toBeLessThan(4000);
    expect(shown(picture)).toContain('… and 4 more waves');
  });

  test('Slack takes its forms and its card', () => {
    const form = story.form(lee, { wave: 'w1' });
    for (const view of [liveRegionsModal(form), regionFailedModal(form), rollBackModal(form)])
      expect(checkView(view, 'modal')).toMatchObject({ ok: true });
    const card = partnerCard(cardOf(story.state, lifecycle), story.state.id, lifecycle);
    expect(checkBlocks(card.blocks, 'message')).toMatchObject({ ok: true });
  });
});
