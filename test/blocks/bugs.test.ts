import { bugMessage, bugView } from '../../blocks/bug';
import { duplicateModal, severityModal } from '../../blocks/bug-forms';
import { reportBugModal } from '../../blocks/bug-report';
import { bugEntry } from '../../blocks/bug-words';
import { bugsMessage } from '../../blocks/bugs';
import { channelDigestMessage } from '../../blocks/channel-digest';
import { digestMessage } from '../../blocks/digest';
import { noticeMessage } from '../../blocks/notice';
import { signOffsMessage } from '../../blocks/sign-offs';
import { statusMessage } from '../../blocks/status';
import { testsMessage } from '../../blocks/tests';
import { checkBlocks } from '../../local-slack/block-kit/check';
import { checkView } from '../../local-slack/block-kit/view';
import { principalOf } from '../../src/domain/actor';
import { bugCardOf } from '../../src/domain/bugs/card';
import type { ReportBug } from '../../src/domain/commands';
import { caseId, later, teamId } from '../../src/domain/ids';
import { channelDigest } from '../../src/domain/reminders/channel-digest';
import { digestFor } from '../../src/domain/reminders/digest';
import { nextMorning } from '../../src/domain/reminders/mornings';
import { day } from '../../src/domain/time';
import { bugReport } from '../support/bugs';
import { acme as gAcme, before, channelReady as gReady, gaDay, given, paul } from '../support/given';
import { ana, lee, omar, opened, pat, pick, shown, type Story } from './support';

/** What is shown of bugs, to whom, and that many of them still fit. */

const report = (more: Partial<ReportBug> = {}): ReportBug =>
  bugReport({ what: 'A *blank* page.\nThen nothing.', severity: 'S1', ...more });
const withAna = (): Story =>
  opened().as(pat, { type: 'AssignPerson', picked: pick(ana), team: teamId.parse('partner-engineering') });
const one = (more: Partial<ReportBug> = {}): Story => withAna().as(ana, report(more));
const bug = ({ state }: Story, number = 'ACME-1') => {
  const found = state.bugs[number];
  if (!found) throw new Error(`No bug ${number}`);
  return found;
};
const drawn = (story: Story) =>
  shown(bugMessage(bugCardOf(bug(story), story.state, story.lifecycle), story.state, story.lifecycle));

describe('The message of a bug', () => {
  test('says what is wrong, where, with whom it is and until when, for both sides', () => {
    const story = one({
      clouds: ['aws'],
      regions: 'us-west-2',
      customers: 'Two banks',
      message: 'https://home.slack.com/archives/C1/p1',
      testCase: { case: 'P100', run: 'joint-1' },
    });
    expect(drawn(story).replaceAll(/<!date[^>]*>/g, '<date>')).toBe(`🔴 *ACME-1 · Sign-up fails*
S1 Outage or security · not acknowledged yet · with *Databricks*: Lee Park
⏱️ Acknowledge by <date> · resolve by <date>
A ∗blank∗ page.
Then nothing.
Where: AWS, us-west-2
Customers: Two banks
From <https://home.slack.com/archives/C1/p1|this message>, test case P100 (joint-1)
Reported by Ana Lima, <date>
Steps: ⬜ Confirm · ⬜ Contain · ⬜ Tell customers · ⬜ Fix · ⬜ Verify · ⬜ Review
[Acknowledge] [Resolved…] [Update…] [Hand over…] [Steps…] [Severity…] [Duplicate…]
[Details] [Bugs]`);
  });

  test('its buttons follow its state', () => {
    const buttons = (story: Story) => drawn(story).split('\n').slice(-2, -1)[0];
    const story = one().as(lee, { type: 'AcknowledgeBug', bug: 'ACME-1' });
    expect(buttons(story)).toMatch(/^\[Start\] \[Resolved…\]/);
    expect(buttons(story.as(lee, { type: 'StartBug', bug: 'ACME-1' }))).toMatch(/^\[Mitigated…\]/);
    expect(buttons(story.as(lee, { type: 'ResolveBug', bug: 'ACME-1', note: 'Mended.' }))).toMatch(
      /^\[Verified\] \[Reopen…\]/,
    );
    expect(buttons(story.as(ana, { type: 'VerifyBug', bug: 'ACME-1' }))).toMatch(/^\[Close\] \[Reopen…\]/);
    expect(buttons(story.as(lee, { type: 'CloseBug', bug: 'ACME-1' }))).toBe('[Reopen…]');
  });
});

describe('One bug, for one reader', () => {
  const buttons = (story: Story, who: typeof pat) =>
    shown(bugView(bug(story), story.state, story.lifecycle, story.viewer(who)));

  test('has the buttons of what they may do, what the steps mean and the procedure', () => {
    const story = one();
    expect(buttons(story, lee)).toContain('[Acknowledge] [Resolved…] [Update…] [Hand over…] [Steps…]');
    expect(buttons(story, ana)).toContain('[Steps…] [Severity…] [Duplicate…]');
    expect(buttons(story, ana)).not.toContain('[Acknowledge]');
    expect(buttons(story, omar)).not.toContain('[Steps…]');
    expect(buttons(story, lee)).toContain('*Contain*: Stop the harm: halt, roll back, switch off.');
    expect(buttons(story, lee)).toContain('Bug escalation SOP');
  });
});

describe('A line in the thread', () => {
  const lines = (story: Story) =>
    Object.values(story.state.outbox).flatMap((pending) =>
      pending.notice.kind === 'bug' ? [noticeMessage(pending, story.state, story.lifecycle).text] : [],
    );

  test('says whose turn it is only while that is so', () => {
    const story = one();
    expect(lines(story)).toEqual([expect.stringMatching(/^Ana Lima reported ACME-1 \(S1\): Sign-up fails\.\n/)]);
    expect(lines(story)[0]).toContain('<@ULEE>');
    story.as(lee, { type: 'AcknowledgeBug', bug: 'ACME-1' });
    expect(lines(story)).toEqual(['Ana Lima reported ACME-1 (S1): Sign-up fails.', 'Lee Park acknowledged ACME-1.']);
  });
});

describe('The list', () => {
  const list = (story: Story, closed = false) =>
    shown(bugsMessage(story.state, story.lifecycle, story.viewer(ana), { s: 'bugs', ...(closed && { closed }) }));
  const numbers = (text: string) => [...text.matchAll(/\*(ACME-\d+)/g)].map(([, number]) => number);

  test('is empty, and says so', () => {
    expect(list(withAna())).toContain('No bug is open.');
    expect(list(withAna(), true)).toContain('No bug is closed yet.');
  });

  test('names what was missed', () => {
    expect(list(one())).toContain('with *Databricks*: Lee Park · ⏰ is not acknowledged in time');
  });

  test('has the one whose time runs out first on top; then those that wait for a word, the longest first', () => {
    const story = one({ severity: 'S3' }).as(
      ana,
      report({ severity: 'S1' }),
      report({ severity: 'S2' }),
      report({ severity: 'S1' }),
    );
    expect(numbers(list(story))).toEqual(['ACME-2', 'ACME-4', 'ACME-3', 'ACME-1']);
    const resolved = (number: string) =>
      [
        { type: 'AcknowledgeBug', bug: number },
        { type: 'ResolveBug', bug: number, note: 'Mended.' },
      ] as const;
    story.as(lee, ...resolved('ACME-4'), ...resolved('ACME-2'));
    expect(numbers(list(story))).toEqual(['ACME-3', 'ACME-1', 'ACME-4', 'ACME-2']);
  });

  test('has the newest on top of those that are closed', () => {
    const duplicate = (bug: string) => ({ type: 'MarkBugDuplicate', bug, of: 'ACME-1' }) as const;
    const story = one().as(ana, report(), report(), duplicate('ACME-2'), duplicate('ACME-3'));
    expect(numbers(list(story, true))).toEqual(['ACME-3', 'ACME-2']);
  });

  test('tells of closed ones how long they took, and of duplicates what they are the same as', () => {
    const story = one()
      .as(lee, { type: 'AcknowledgeBug', bug: 'ACME-1' }, { type: 'ResolveBug', bug: 'ACME-1', note: 'Mended.' })
      .as(ana, { type: 'VerifyBug', bug: 'ACME-1' })
      .as(lee, { type: 'CloseBug', bug: 'ACME-1' })
      .as(ana, report(), { type: 'MarkBugDuplicate', bug: 'ACME-2', of: 'ACME-1' });
    expect(list(story, true)).toContain('acknowledged in 1 hour · resolved in 2 hours');
    expect(list(story, true)).toContain('Duplicate of ACME-1');
  });
});

describe('Elsewhere', () => {
  test('a grave one shows where people sign, to whoever has one it is said so, and status names it', () => {
    const story = one();
    const signOffs = shown(signOffsMessage(story.state, story.lifecycle, story.viewer(ana)));
    expect(signOffs.match(/🔴 Open: ACME-1 · Sign-up fails/g)).toHaveLength(4);
    const status = (who: typeof pat) => shown(statusMessage(story.state, story.lifecycle, story.viewer(who)));
    expect(status(lee)).toContain('🔴 *ACME-1 · Sign-up fails* · not acknowledged yet · with *you*');
    expect(status(ana)).toContain('with *Databricks*: Lee Park');
  });

  test('the form offers what there is: clouds of the partner, and test cases before the launch', () => {
    const story = withAna();
    const text = shown(reportBugModal(story.form(pat, {}), 'From a message'));
    expect(text).toContain('Clouds: ☐ AWS');
    expect(text).not.toContain('Azure');
    expect(text).toContain('P100 · A new user in a new workspace');
    expect(text).toContain('Acknowledged within 15 minutes, resolved within 8 hours.');
  });

  test('a test case that failed can be made a bug; its run goes along', () => {
    const failed = given(gAcme, gReady, before('partner-validation')).and(
      paul.does({
        type: 'RecordResults',
        run: { kind: 'partner' },
        results: [{ case: caseId.parse('P200'), is: 'fail', note: 'No rows.' }],
      }),
    );
    const { partner, lifecycle, now } = failed;
    const viewer = { who: principalOf(paul.actor, partner, lifecycle), today: gaDay, now, zone: lifecycle.zone };
    const drawn = testsMessage(partner, lifecycle, viewer);
    expect(JSON.stringify(drawn.blocks)).toContain('Report a bug');
    const carried = { p: partner.id, testCase: { case: 'P200', run: 'partner’s run' } };
    expect(shown(reportBugModal({ partner, lifecycle, viewer, memory: carried }))).toContain(
      '(P200 · The core integration',
    );
    expect(JSON.stringify(drawn.blocks)).toContain(JSON.stringify(JSON.stringify(carried)).slice(1, -1));
  });

  test('another severity starts from the one it has', () => {
    const story = one();
    const form = severityModal(story.form(pat, { bug: 'ACME-1' }));
    expect(shown(form)).toContain('<(S1 · Outage or security) | S2');
  });
});

describe('Three hundred bugs', () => {
  const crowd = withAna();
  for (let n = 0; n < 300; n += 1)
    crowd.as(
      ana,
      report({ title: `${'&'.repeat(90)} ${n}`, suspected: n % 2 ? 'partner' : 'databricks', severity: 'S3' }),
    );
  const { state, lifecycle, now } = crowd;
  const ok = (blocks: unknown) => expect(checkBlocks(blocks, 'message')).toMatchObject({ ok: true });

  test('fit into the list, page by page, and into status', () => {
    for (const page of [0, 1, 29, 99]) ok(bugsMessage(state, lifecycle, crowd.viewer(ana), { s: 'bugs', page }).blocks);
    ok(statusMessage(state, lifecycle, crowd.viewer(lee)).blocks);
  });

  test('fit into the digests', () => {
    const mine = digestFor(lee.person, [state], lifecycle, now);
    const theirs = channelDigest(state, lifecycle, nextMorning(now, lifecycle.zone, lifecycle));
    if (!mine || !theirs) throw new Error('no digest');
    const { today } = crowd.viewer(lee);
    for (const { blocks, text } of [
      digestMessage(mine, lifecycle, today),
      channelDigestMessage(state, theirs, lifecycle, today),
    ]) {
      ok(blocks);
      expect(text.length).toBeLessThan(4000);
    }
  });

  test('fit into the menu of duplicates', () => {
    const form = duplicateModal(crowd.form(pat, { bug: 'ACME-7' }));
    expect(checkView(form, 'modal')).toMatchObject({ ok: true });
  });
});

test('in a digest, a time that is over is said to have been, not to come', () => {
  const story = one();
  const [bug] = Object.values(story.state.bugs);
  if (!bug) throw new Error('There is a bug');
  expect(bugEntry(bug, story.lifecycle, bug.reportedAt)).toMatch(/· acknowledge by <!date/);
  expect(bugEntry(bug, story.lifecycle, later(bug.reportedAt, 30 * day))).toMatch(/· acknowledgement was due <!date/);
});
