import { digestMessage } from '../../blocks/digest';
import { noticeMessage } from '../../blocks/notice';
import { peopleMessage } from '../../blocks/people';
import { claimRoleModal, handOverModal } from '../../blocks/people-forms';
import type { Person } from '../../src/domain/actor';
import { calendarDate, personOf, teamId } from '../../src/domain/ids';
import { withUserGroups } from '../../src/domain/user-groups';
import { ana, lee, mia, omar, opened, pat, pick, shown, underWay, type Story } from './support';

const people = (actor: Person, story: Story, page = 0): string =>
  shown(peopleMessage(story.state, story.lifecycle, story.viewer(actor), { page }));

const marketing = teamId.parse('partner-marketing');
const claimed = (): Story => underWay().as(omar, { type: 'ClaimRole', team: marketing });

test('a coordinator sees who is who, answers claims, and can change it all', () => {
  expect(people(pat, claimed()).replace(/<!date[^>]+>/g, 'DATE')).toBe(`# Acme Analytics · People
*Omar Aziz* asks to be Partner marketer · since today
[Confirm] [Decline]
*Databricks*
_Nobody yet:_ Solution architect, Legal counsel, Marketing manager
Pat Doe · Partner development manager
Lee Park · Engineer [Remove]
Mia Chen · Product manager [Remove]
*Partner*
_Nobody yet:_ Partner engineer, Partner marketer
Ana Lima · Partner lead [Remove]
*Invitations*
ana@acme.example: not sent yet · DATE
[Withdraw ana@acme.example]
[Hand over: Partner development manager…]
[Assign…] [Invite…] [Claim a role…]
[Status] [Checklist] [Sign-offs] [Tests] [Artifacts] [GA date] [Log]`);
});

test('a team that is a Slack user group is not vacant', () => {
  const { state, lifecycle } = underWay();
  const grouping = withUserGroups(lifecycle, new Map([[teamId.parse('legal'), 'S1']]));
  for (const who of [pat, ana]) {
    const text = shown(peopleMessage(state, grouping, underWay().viewer(who), { page: 0 }));
    expect(text).toContain('Legal counsel: everybody in its Slack user group');
    expect(text).toContain('_Nobody yet:_ Solution architect, Marketing manager');
  }
});

test('everybody else sees who is who, and what concerns themselves', () => {
  expect(people(ana, claimed())).toBe(`# Acme Analytics · People
*Omar Aziz* asks to be Partner marketer: waits for confirmation
*Databricks*
Partner development manager: Pat Doe
Engineer: Lee Park
Product manager: Mia Chen
_Nobody yet:_ Solution architect, Legal counsel, Marketing manager
*Partner*
Partner lead: Ana Lima
_Nobody yet:_ Partner engineer, Partner marketer
[Hand over: Partner lead…] [Step down: Partner lead]
[Claim a role…]
[Status] [Checklist] [Sign-offs] [Tests] [Artifacts] [GA date] [Log]`);
});

test('deactivated people are marked', () => {
  const story = underWay().fact({ type: 'PersonDeactivated', person: lee.person, name: lee.name });
  expect(people(ana, story)).toContain('Engineer: Lee Park ⚠️ deactivated');
  expect(people(ana, story)).toContain('_Nobody yet:_ Engineer, Solution architect');
});

test('a hundred people come in pages, each with a way to remove them', () => {
  const story = opened();
  const crowd = Array.from({ length: 100 }, (_, n) => ({
    ...pick(mia),
    person: personOf('T1', `U${n}`),
    name: `Person ${n}`,
  }));
  story.as(pat, ...crowd.map((picked) => ({ type: 'AssignPerson' as const, picked, team: teamId.parse('product') })));
  const pages = Array.from({ length: 6 }, (_, page) => people(pat, story, page));
  const removable = pages.flatMap((page) => page.match(/Person \d+ · Product manager \[Remove]/g) ?? []);
  expect(new Set(removable).size).toBe(100);
  expect(pages[0]).toContain('[Next]');
  expect(pages[5]).not.toContain('[Next]');
});

test('a claim goes to the coordinator, and settles', () => {
  const story = claimed();
  const [pending] = Object.values(story.state.outbox);
  if (!pending) throw new Error('Nobody is told of the claim');
  expect(shown(noticeMessage(pending, story.state, story.lifecycle)))
    .toBe(`*Omar Aziz* asks to be Partner marketer for *Acme Analytics*.
(Please confirm only when you know who this is: names in Slack prove nothing.)
[Confirm] [Decline] [People]`);
  story.as(pat, { type: 'AnswerClaim', person: omar.person, team: marketing, accept: true });
  expect(shown(noticeMessage(pending, story.state, story.lifecycle))).toContain('was answered already');
});

test('a declined claim tells who made it, and what next; a digest brings up one that waits', () => {
  const story = claimed();
  const [claim] = story.state.claims;
  if (!claim) throw new Error('No claim');
  const part = {
    partner: story.state,
    entries: [],
    bugs: [],
    unanswered: [],
    claims: [claim],
    takenOver: [],
    marks: [],
  };
  const digest = digestMessage(
    { person: pat.person, parts: [part] },
    story.lifecycle,
    calendarDate.parse('2027-03-04'),
  );
  expect(shown(digest)).toContain(
    '🙋 *Omar Aziz* asks to be Partner marketer: please confirm or decline under People [People]',
  );
  story.as(pat, { type: 'AnswerClaim', person: omar.person, team: marketing, accept: false });
  const [pending] = Object.values(story.state.outbox);
  if (!pending) throw new Error('Nobody is told');
  expect(shown(noticeMessage(pending, story.state, story.lifecycle))).toContain('it was not confirmed.');
});

test('a role is claimed among those of one’s own side', () => {
  const story = underWay();
  const modal = claimRoleModal(story.form(ana, {}));
  expect(shown(modal)).toBe(`Which role is yours? It is confirmed by Pat Doe (Partner development).
Role: <Partner engineer | Partner marketer>`);
});

test('a role is handed over by its holder', () => {
  const story = underWay();
  const team = teamId.parse('partner-lead');
  const form = (actor: Person) => handOverModal(story.form(actor, { team }));
  expect(shown(form(ana))).toContain(
    'Hand over *Partner lead* to a colleague on your side. It takes effect once Databricks has confirmed it.',
  );
  expect(shown(form(omar))).toBe('You do not hold *Partner lead* (any more).');
});
