import { describe as tell } from '../../blocks/history';
import { logMessage } from '../../blocks/log';
import type { PartnerEvent } from '../../src/domain/events';
import { calendarDate, channelId, itemId, teamId } from '../../src/domain/ids';
import type { Side } from '../../src/lifecycle/schema';
import { configuration, fault, image, report } from '../support/artifacts';
import { done } from '../support/given';
import { tinyLifecycle } from '../support/lifecycle';
import { ana, edited, lee, mia, omar, opened, pat, pick, shown, Story, underWay } from './support';

/** The newest events as sentences, newest first. */
const told = (story: Story, side: Side = 'databricks', most = 1): readonly (string | undefined)[] =>
  story.log
    .slice(-most)
    .reverse()
    .map((recorded) => tell(recorded, story.state, story.lifecycle, side));

const item = itemId.parse('mini-site');
const marketing = teamId.parse('partner-marketing');
const link = 'https://acme.example/databricks';

describe('Files that were handed in', () => {
  const handedIn = () =>
    underWay().as(
      pat,
      configuration({}, { findings: [fault()] }),
      report(['P100', 'P300'], { failed: ['P300'] }),
      image('logo'),
    );

  test('are told with what came of them', () => {
    expect(told(handedIn(), 'partner', 3)).toEqual([
      'Pat Doe handed in a logo for Partner engineering: logo.png',
      'Pat Doe handed in a certification report for Partner engineering: test-reports.zip, 1 of 2 cases passed',
      'Pat Doe handed in a configuration file for Partner engineering: acme.json, with 1 fault',
    ]);
  });

  test('are internal where the items that wait for them are', () => {
    const story = handedIn();
    const items = ['certification-passed', 'artifacts-submitted'].map((id) => itemId.parse(id));
    story.as(pat, ...items.map((item) => ({ type: 'SetItemAudience' as const, item, internal: true })));
    expect(told(story, 'partner', 5)).toEqual(Array.from({ length: 5 }));
    expect(told(story, 'databricks', 5)).not.toContain(undefined);
  });
});

describe('What happened is told in a sentence', () => {
  test.each([
    [
      "Pat Doe marked *Partner's Databricks mini site is live* done for Partner marketing: <https://acme.example/databricks|acme.example/databricks> · after 5 working days with Partner marketing",
      (s: Story) => s.as(pat, done('mini-site', { link })),
    ],
    [
      "Ana Lima said that *Partner's Databricks mini site is live* is blocked: No designer · after 5 working days with Partner marketing",
      (s: Story) => s.as(ana, { type: 'BlockItem', item, reason: 'No designer' }),
    ],
    [
      "Pat Doe said that *Partner's Databricks mini site is live* is not needed: They have one · after 5 working days with Partner marketing",
      (s: Story) => s.as(pat, { type: 'MarkItemNotNeeded', item, reason: 'They have one' }),
    ],
    [
      "Pat Doe took on *Partner's Databricks mini site is live* for Partner marketing",
      (s: Story) => s.as(pat, { type: 'SetItemOwner', item, owner: pat.person }),
    ],
    [
      "Pat Doe gave *Partner's Databricks mini site is live* to Ana Lima for Partner marketing",
      (s: Story) => s.as(pat, { type: 'SetItemOwner', item, owner: ana.person }),
    ],
    [
      "Pat Doe set *Partner's Databricks mini site is live* due on 1 Jun 2027 for Partner marketing",
      (s: Story) => s.as(pat, { type: 'SetItemDue', item, due: calendarDate.parse('2027-06-01') }),
    ],
    [
      'Pat Doe reopened *Product fits Partner Connect*: New facts',
      (s: Story) => s.as(pat, { type: 'ReopenItem', item: itemId.parse('fit-assessment'), reason: 'New facts' }),
    ],
    ['Omar Aziz asked to be Partner marketer', (s: Story) => s.as(omar, { type: 'ClaimRole', team: marketing })],
    [
      'Ana Lima asked that Omar Aziz takes over as Partner lead',
      (s: Story) => s.as(ana, { type: 'HandOverRole', team: teamId.parse('partner-lead'), to: pick(omar) }),
    ],
    [
      'Lee Park stepped down as Engineer',
      (s: Story) => s.as(lee, { type: 'RemovePerson', person: lee.person, team: teamId.parse('engineering') }),
    ],
    [
      'Pat Doe removed Mia Chen as Product manager',
      (s: Story) => s.as(pat, { type: 'RemovePerson', person: mia.person, team: teamId.parse('product') }),
    ],
    [
      'Pat Doe changed the clouds to AWS, Azure and the target GA date to none',
      (s: Story) => s.as(pat, { ...edited, clouds: ['aws', 'azure'] }),
    ],
    [
      'Pat Doe closed the onboarding: Paused for now. Back in spring',
      (s: Story) => s.as(pat, { type: 'ClosePartner', reason: 'paused', note: 'Back in spring' }),
    ],
    [
      'The Slack account of Lee Park was deactivated',
      (s: Story) => s.fact({ type: 'PersonDeactivated', person: lee.person, name: lee.name }),
    ],
  ])('%s', (sentence, happens) => {
    const story = underWay();
    happens(story);
    expect(told(story)).toEqual([sentence]);
    expect(told(story, 'partner')).toEqual([sentence]);
  });
});

describe('The partner’s people', () => {
  const internal: readonly PartnerEvent[] = [
    { type: 'NotesChanged', notes: 'SECRET' },
    { type: 'ItemAudienceSet', item, internal: false },
    { type: 'InvitationSent', email: 'ana@acme.example', invite: 'I1' },
    { type: 'StepFailed', step: 'topic', problem: 'SECRET' },
    { type: 'SetUpRetried' },
    { type: 'ItemDone', item: itemId.parse('long-gone') },
  ];

  test.each(internal)('do not read of $type', (event) => {
    const story = opened().fact(event);
    expect(told(story)).toEqual([expect.any(String)]);
    expect(told(story, 'partner')).toEqual([undefined]);
  });

  test('do not read of items that are internal', () => {
    const story = underWay().as(pat, done('mini-site', { link }), { type: 'SetItemAudience', item, internal: true });
    expect(told(story, 'partner', 2)).toEqual([undefined, undefined]);
  });
});

test('items that were removed or renamed since are still told', () => {
  const story = new Story(tinyLifecycle()).as(pat, {
    ...edited,
    type: 'CreatePartner',
    id: opened().state.id,
    people: [{ ...pick(pat), team: teamId.parse('pdm') }],
    invitations: [],
    targetGaDate: calendarDate.parse('2027-09-01'),
  });
  story.fact({ type: 'ItemDone', item: itemId.parse('fit'), value: '<yes>' });
  expect(told(story)).toEqual(['The bot marked *fit* (no longer on the checklist) done: &lt;yes&gt;']);
});

test('bookkeeping is not told', () => {
  const channel = channelId.parse('C0ACME');
  const story = opened().fact(
    { type: 'StepDone', step: 'topic' },
    { type: 'LivingMessageShown', message: 'card', channel, ts: '1', shows: 'x' },
    { type: 'ChannelIdChanged', channel: channelId.parse('C0NEW') },
  );
  expect(told(story, 'databricks', 3)).toEqual([undefined, undefined, undefined]);
});

test('the log is read newest first, page by page', () => {
  const story = opened().as(pat, done('partner-registered'));
  const entries = story.log.map((recorded, n) => ({ n: n + 1, recorded })).reverse();
  const viewer = story.viewer(ana);
  const page = (from: number, older: boolean) =>
    shown(
      logMessage(story.state, story.lifecycle, viewer, entries.slice(from, from + 2), { older, newer: from > 0 }),
    ).replace(/<!date\^\d+\^[^|]+\|([^>]+)>/g, '$1');
  expect(page(0, true)).toBe(`# Acme Analytics · Log
1 Mar 2027, 19:00 UTC · Pat Doe marked *Company is a registered Databricks partner* done
1 Mar 2027, 19:00 UTC · The channel pc-acme-analytics is ready
[Older]
[Status] [Checklist] [Sign-offs] [Tests] [Artifacts] [GA date] [People]`);
  expect(page(2, true)).toContain('[Newest] [Older]');
  expect(page(99, false)).toContain('Nothing happened yet.');
});
