import { closePartnerModal, reopenPartnerModal } from '../../blocks/close';
import { helpMessage } from '../../blocks/help';
import { errorMessage, simpleMessage } from '../../blocks/message';
import { partnerCard } from '../../blocks/partner-card';
import { partnerForm } from '../../blocks/partner-form';
import { partnersMessage } from '../../blocks/partners';
import { setUpMessage } from '../../blocks/set-up';
import { cardOf } from '../../src/domain/card';
import { channelId, itemId } from '../../src/domain/ids';
import { summaryOf } from '../../src/domain/summary';
import { partnerConnect } from '../support/lifecycle';
import { ana, lee, notices, opened, pat, shown, type Story, underWay } from './support';

const setUp = (story: Story): string => shown(setUpMessage(story.state, story.lifecycle));

describe('The set-up', () => {
  test('tells what is done, what is pending, and what needs a hand', () => {
    const story = opened()
      .fact(
        { type: 'StepDone', step: 'join' },
        { type: 'StepDone', step: 'topic' },
        { type: 'StepDone', step: 'purpose' },
      )
      .fact({ type: 'StepDone', step: `invite:${pat.person}` })
      .fact({ type: 'StepFailed', step: `invite:${lee.person}`, problem: 'Lee Park is a guest here.' })
      .fact({ type: 'StepFailed', step: 'bookmarks', problem: 'Slack is slow.', retryAt: opened().now })
      .fact({ type: 'InvitationSent', email: 'ana@acme.example', invite: 'I1' });
    expect(setUp(story)).toBe(`# Acme Analytics · Set-up
2 things did not work, 2 still to do.
Channel: <#C0ACME>
*Needs a hand*
⚠️ *Lee Park is in the channel*: Lee Park is a guest here. Please mend it, then press Try again.
⚠️ *Bookmarks*: Slack is slow. I try again by myself.
*Still to do*
⬜ Card of the partner
⬜ Card is pinned
*Done*
✅ Channel
✅ Bot is in the channel
✅ Topic of the channel
✅ Purpose of the channel
✅ Pat Doe is in the channel
*Invitations to the partner*
✉️ ana@acme.example: invited; now they accept it, from the email that Slack sent
[Try again] [Status] [People]`);
  });

  test('asks for nothing while the onboarding is closed', () => {
    const lost = underWay().fact({ type: 'ChannelArchived' });
    expect(setUp(lost)).toMatch(/was archived\. Unarchive it.*\[Look again\]/s);
    expect(setUp(lost.as(pat, { type: 'ClosePartner', reason: 'paused' }))).not.toMatch(/Unarchive|Look again/);
  });

  test('tells of a message that only a person can help to deliver', () => {
    const story = underWay().as(pat, { type: 'ClosePartner', reason: 'paused' });
    const key = Object.keys(story.state.outbox)[0] ?? '';
    story.fact({ type: 'DeliveryFailed', key, problem: 'I am not in the channel.', retryAt: story.now });
    expect(setUp(story)).not.toContain('I am not in the channel.');
    story.fact({ type: 'DeliveryFailed', key, problem: 'I am not in the channel.' });
    expect(setUp(story)).toContain('⚠️ *A message*: I am not in the channel. Please mend it, then press Try again.');
  });

  test.each([
    ['InvitationAccepted' as const, '✉️ ana@acme.example: accepted; an admin may still have to approve it'],
    ['InvitationApproved' as const, '✅ ana@acme.example: accepted and approved; they can come in'],
    [
      'InvitationDeclined' as const,
      '⚠️ ana@acme.example: declined; talk to them, then invite them again with People, Invite',
    ],
  ])('an invitation after %s', (type, line) => {
    expect(setUp(opened().fact({ type, email: 'ana@acme.example' }))).toContain(line);
  });
});

describe('The card', () => {
  test('shows both sides the same, with a button to everything', () => {
    const story = underWay().as(ana, { type: 'BlockItem', item: itemId.parse('mini-site'), reason: 'No designer' });
    expect(shown(partnerCard(cardOf(story.state, story.lifecycle), story.state.id, story.lifecycle)))
      .toBe(`# Acme Analytics
Under way: *Go-to-market*, *Onboarding*
Target GA date: *16 Aug 2027*
*Progress*
▰▰▰▰▰ 2/2 Prerequisites
▰▰▰▰▰ 5/5 Scheduling
▱▱▱▱▱ 0/5 Go-to-market
▱▱▱▱▱ 0/9 Onboarding
▱▱▱▱▱ 0/8 End-game
*Gates: 0 of 5 given*
🔒 Engineering sign-off · not yet
🔒 Solution architect sign-off · not yet
🔒 Product sign-off · not yet
🔒 Partner sign-off · not yet
🔒 PPA confirmation · not yet
*Next*
• *UX guidelines are read* · Partner engineering · due 17 May 2027
• *Integration is built* · Partner engineering · due 28 Jun 2027
• *Partnership agreement (PPA) is signed* · Legal · due 19 Jul 2027
*Blocked*
⛔ *Partner's Databricks mini site is live*: No designer
[Status] [Checklist] [Sign-offs] [Tests] [Artifacts] [GA date] [People] [Log]
[Report a bug…] [Bugs]
(The buttons answer you alone. No role yet? Press *People*, then *Claim a role*. Members of the workspace can also type \`/pc help\`.)`);
  });

  test('has no buttons to what the lifecycle has none of', () => {
    const { state, lifecycle } = underWay();
    const phases = lifecycle.phases.map((phase) => ({
      ...phase,
      items: phase.items.map((item) => (item.kind === 'task' ? { ...item, artifacts: [] } : item)),
    }));
    const small = { ...lifecycle, phases, testCases: [] };
    expect(shown(partnerCard(cardOf(state, small), state.id, small))).toContain(
      '[Status] [Checklist] [Sign-offs] [GA date] [People] [Log]',
    );
  });

  test('of a closed partner says why', () => {
    const { state, lifecycle } = underWay().as(pat, {
      type: 'ClosePartner',
      reason: 'not-a-fit',
      note: 'No <API> yet',
    });
    const card = shown(partnerCard(cardOf(state, lifecycle), state.id, lifecycle));
    expect(card).toContain('*Closed*: Not a fit for Partner Connect\nNo &lt;API&gt; yet');
    expect(card).not.toContain('*Next*');
  });
});

describe('Notices', () => {
  test('closing and reopening are told in the channel', () => {
    const story = underWay().as(pat, { type: 'ClosePartner', reason: 'paused', note: 'Back in spring' });
    expect(notices(story)).toEqual([
      `The onboarding of *Acme Analytics* is closed: Paused for now.
Back in spring
(Everything is kept, and nobody is reminded of anything. It can be reopened by Pat Doe (Partner development).)
[Status] [Log]`,
    ]);
    const told = { key: 'closed', channel: channelId.parse('C0ACME'), ts: '1' };
    story.fact({ type: 'MessageDelivered', ...told }).as(pat, { type: 'ReopenPartner', note: 'They <hired>' });
    const [goesOn] = notices(story);
    expect(goesOn).toMatch(/^The onboarding of \*Acme Analytics\* goes on\.\nThey &lt;hired&gt;\n/);
    expect(goesOn).toMatch(
      /\nNext: \*UX guidelines are read\* · Partner engineering\n.*\n\[Status\] \[Checklist\] \[Plan\]$/,
    );
  });

  test('a deactivated person and a lost channel are told to the coordinator', () => {
    const story = underWay().fact(
      { type: 'PersonDeactivated', person: lee.person, name: lee.name },
      { type: 'ChannelArchived' },
    );
    expect(notices(story)).toEqual([
      `⚠️ *Lee Park* was deactivated in Slack and was Engineer for *Acme Analytics*.
Please give the role to somebody else, so that nothing waits for them.
[People] [Hand over all their roles…]`,
      `⚠️ The channel pc-acme-analytics of *Acme Analytics* was archived.
Nothing can be posted there until somebody unarchives it; nothing is lost.
[Set-up] [Status]`,
    ]);
    const out = underWay().fact({ type: 'StepDone', step: 'join' }, { type: 'ChannelLeft' });
    expect(notices(out)).toEqual([
      `⚠️ I was removed from <#C0ACME>, the channel of *Acme Analytics*.
I cannot post there until I am back; nothing is lost. Press *Come back in*; when the channel is private, invite me there with \`/invite\`.
[Come back in] [Set-up] [Status]`,
    ]);
  });
});

describe('Lists and help', () => {
  test('my partners, whose turn it is, and more of them', () => {
    const story = underWay();
    const page = { title: 'Your partners', next: 'acme', all: false, today: story.viewer(pat).today };
    expect(shown(partnersMessage([summaryOf(story.state, story.lifecycle)], page))).toBe(`# Your partners
*Acme Analytics* · <#C0ACME>
Go-to-market, Onboarding · target GA 16 Aug 2027, in 161 days
Next: UX guidelines are read · Partner engineering [Status]
[More] [All partners]
(\`/pc status Acme\` shows one partner, \`/pc new\` opens an onboarding.)`);
    expect(shown(partnersMessage([], page))).toContain('You are on no partner’s list yet.');
  });

  test('a typo is answered with what was probably meant', () => {
    const help = helpMessage(partnerConnect, {
      unknown: 'statsu',
      suggestion: 'status',
      inPartnerChannel: true,
      types: true,
    });
    expect(shown(help)).toBe('I do not know `/pc statsu`. Did you mean `/pc status`? `/pc help` lists all.');
    expect(shown(helpMessage(partnerConnect, { unknown: '<!here>`', inPartnerChannel: false, types: true }))).toContain(
      '`/pc &lt;!here&gt;ˋ`',
    );
  });

  test('whoever cannot type commands is not told any', () => {
    const help = shown(helpMessage(partnerConnect, { unknown: 'hello', inPartnerChannel: true, types: false }));
    expect(help).toMatch(/^I do not know `hello`\.\n# Partner Connect onboarding\n/);
    expect(help).toContain('`status` – where a partner stands');
    expect(help).not.toMatch(/\/pc|`new`|`setup`|`edit`/);
  });

  test('a refusal is said as it is, and mentions nobody', () => {
    expect(simpleMessage('I know no “<!channel>”. Type `/pc status`.').text).toBe(
      'I know no “&lt;!channel&gt;”. Type `/pc status`.',
    );
    expect(shown(errorMessage('1a2b3c4d'))).toMatch(/may not have been saved.* the reference `1a2b3c4d`/);
    expect(shown(errorMessage('1a2b3c4d', { saves: false }))).toMatch(/^Sorry, something .* side\. Please try again/);
  });
});

describe('Forms of a partner', () => {
  test('a new one asks for everything at once; the opener coordinates', () => {
    const form = partnerForm(partnerConnect, { kind: 'new', opener: pat.person, memory: {} });
    expect(
      shown(form)
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual([
      'Name',
      'Integration type',
      'Clouds',
      'Partner development manager',
      'Engineer',
      'Solution architect',
      'Product manager',
      'Legal counsel',
      'Marketing manager',
      'People of the partner',
      'Target GA date',
      'Internal notes',
      'Use an existing channel',
    ]);
    expect(JSON.stringify(form)).toContain('"initial_user":"UPAT"');
  });

  test('fields are named so that a refusal finds its place', () => {
    const { blocks } = partnerForm(partnerConnect, { kind: 'new', opener: pat.person, memory: {} });
    const fields = blocks.map(({ block_id }) => block_id);
    expect(fields).toEqual(
      expect.arrayContaining([
        'name',
        'integrationType',
        'clouds',
        'targetGaDate',
        'notes',
        'invitations',
        'channel',
        'pdm',
      ]),
    );
  });

  test('editing starts from what is known', () => {
    const { state } = underWay();
    const form = partnerForm(partnerConnect, { kind: 'edit', partner: state, memory: { p: state.id } });
    expect(shown(form)).toContain('<(Read (BI, data quality)) | Write');
    expect(JSON.stringify(form)).toContain('"initial_date":"2027-08-16"');
  });

  test('closing asks why, reopening says why it was closed', () => {
    const story = underWay();
    expect(shown(closePartnerModal(story.form(pat, {})))).toContain(
      'Why: <Not a fit for Partner Connect | Paused for now',
    );
    expect(shown(reopenPartnerModal(story.form(pat, {})))).toBe('The onboarding of Acme Analytics is not closed.');
    story.as(pat, { type: 'ClosePartner', reason: 'paused' });
    const reopening = reopenPartnerModal(story.form(pat, {}));
    expect(shown(reopening)).toContain('*Acme Analytics* was closed: Paused for now.');
    expect(JSON.stringify(reopening)).toContain('It is shown in the shared channel.');
  });
});
