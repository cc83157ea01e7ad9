import type { HandOverRole } from '../../src/domain/commands';
import { leaversFor, rolesToHandOver } from '../../src/domain/desk/roles';
import type { Partner } from '../../src/domain/partner';
import { digestFor, digestTopic } from '../../src/domain/reminders/digest';
import {
  acme,
  bot,
  channel,
  channelReady,
  clock,
  colleague,
  deactivated,
  eng,
  given,
  lena,
  type Member,
  pat,
  paul,
  psa,
  team,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

/** Roles are passed on many at once, each with its partner by itself; also those of somebody who left. */

const passing = (role: string, to: Member, more: Pick<HandOverRole, 'from'> = {}): HandOverRole => ({
  type: 'HandOverRole',
  team: team(role),
  to: to.picked,
  together: true,
  ...more,
});
const of = (who: Member) => ({ from: who.actor.person });
const assigned = (who: Member, role: string, before: Member) => ({
  type: 'PersonAssigned',
  person: who.actor.person,
  name: who.actor.name,
  team: role,
  inPlaceOf: before.actor.person,
  together: true,
});
const removed = (who: Member, role: string) => ({
  type: 'PersonRemoved',
  person: who.actor.person,
  name: who.actor.name,
  team: role,
});

describe('one’s own role, with others', () => {
  test('counts at once, and the channel reads it without a ping', () => {
    const after = given(acme, channelReady)
      .when(pat.does(passing('pdm', colleague)))
      .thenEvents(assigned(colleague, 'pdm', pat), removed(pat, 'pdm'));
    expect(Object.values(after.partner.outbox)).toMatchObject([
      { notice: { kind: 'role-given', name: 'Colleague', before: 'Pat', quiet: true } },
    ]);
  });

  test('twice changes nothing; of a role that somebody else has by now it is refused', () => {
    const story = given(acme, pat.does(passing('pdm', colleague)));
    story.when(pat.does(passing('pdm', colleague))).thenNothing();
    story.when(pat.does(passing('pdm', psa))).thenRefused(/You do not hold Partner development/);
  });
});

describe('the role of somebody who left', () => {
  test('is passed on by the coordinator, and by nobody else', () => {
    const story = given(acme, deactivated(eng));
    story
      .when(pat.does(passing('engineering', colleague, of(eng))))
      .thenEvents(assigned(colleague, 'engineering', eng), removed(eng, 'engineering'));
    story
      .when(psa.does(passing('engineering', colleague, of(eng))))
      .thenRefused(/Only the Partner development manager/);
    story
      .when(lena.does(passing('engineering', colleague, of(eng))))
      .thenRefused(/Only the Partner development manager/);
  });

  test('outside counts at once when the coordinator says so', () => {
    given(acme, deactivated(lena))
      .when(pat.does(passing('partner-lead', paul, of(lena))))
      .thenEvents(assigned(paul, 'partner-lead', lena), removed(lena, 'partner-lead'));
  });

  test('of somebody who is still there is not', () => {
    given(acme)
      .when(pat.does(passing('engineering', colleague, of(eng))))
      .thenRefused(/Eng is still there, and can hand Engineering over/);
  });

  test('the last coordinator’s is for whoever takes it on themselves, like a claim, and for nobody else', () => {
    const story = given(acme, deactivated(pat));
    story
      .when(colleague.does(passing('pdm', colleague, of(pat))))
      .thenEvents({ ...assigned(colleague, 'pdm', pat), tookOver: true }, removed(pat, 'pdm'));
    story.when(psa.does(passing('pdm', colleague, of(pat)))).thenRefused(/nobody holds that role yet/);
    story.when(paul.does(passing('pdm', paul, of(pat)))).thenRefused(/Paul is on the Partner side/, 'person');
    // Its other roles wait for a coordinator.
    given(acme, deactivated(pat), deactivated(eng))
      .when(colleague.does(passing('engineering', colleague, of(eng))))
      .thenRefused(/Only the Partner development manager/);
  });

  test('that was given to somebody else meanwhile says so; to whoever has it, nothing changes', () => {
    const story = given(acme, deactivated(eng), pat.does(passing('engineering', colleague, of(eng))));
    story.when(pat.does(passing('engineering', colleague, of(eng)))).thenNothing();
    story.when(pat.does(passing('engineering', psa, of(eng)))).thenRefused(/handed over or given up meanwhile/);
  });

  test('keeps to its side', () => {
    given(acme, deactivated(eng))
      .when(pat.does(passing('engineering', lena, of(eng))))
      .thenRefused(/Lena is on the Partner side/, 'person');
  });
});

describe('what can be handed over', () => {
  const shown = (who: Member, from: Member, ...partners: readonly Partner[]) =>
    rolesToHandOver(who.actor, from.actor.person, partners, partnerConnect).map((role) => role.team);
  const leavers = (who: Member, ...partners: readonly Partner[]) =>
    leaversFor(who.actor.person, partners, partnerConnect).map(({ name, roles }) => `${name} ${roles}`);

  test('is one’s own', () => {
    const { partner } = given(acme, pat.does({ type: 'AssignPerson', picked: pat.picked, team: team('legal') }));
    expect(shown(pat, pat, partner)).toEqual(['pdm', 'legal']);
    expect(shown(pat, eng, partner)).toEqual([]);
    expect(shown(lena, lena, partner)).toEqual([]);
  });

  test('and, of who left, what one coordinates, or could take over', () => {
    const { partner } = given(acme, deactivated(eng));
    expect(shown(pat, eng, partner)).toEqual(['engineering']);
    expect(shown(psa, eng, partner)).toEqual([]);
    expect(leavers(pat, partner, partner)).toEqual(['Eng 2']);
    expect(leavers(psa, partner)).toEqual([]);
    const orphaned = given(acme, deactivated(eng), deactivated(pat)).partner;
    expect(shown(psa, pat, orphaned)).toEqual(['pdm']);
    expect(shown(psa, eng, orphaned)).toEqual([]);
    expect(leavers(psa, orphaned).toSorted()).toEqual(['Eng 1', 'Pat 1']);
  });

  test('people of a partner who left are no leavers here', () => {
    expect(leavers(pat, given(acme, deactivated(lena)).partner)).toEqual([]);
  });
});

describe('whoever takes over', () => {
  const morning = clock('2027-03-02T09:00');
  const handed = given(acme, channelReady, pat.does(passing('pdm', colleague)));
  const digest = (partners: readonly Partner[], who = colleague) =>
    digestFor(who.actor.person, partners, partnerConnect, morning);

  test('hears of all of it in one digest', () => {
    const told = digest([handed.partner, handed.partner]);
    expect(told?.parts.map(({ takenOver }) => takenOver)).toMatchObject([
      [{ team: 'pdm', takenOverFrom: 'Pat' }],
      [{ team: 'pdm', takenOverFrom: 'Pat' }],
    ]);
  });

  test('and not again; a role that is gone by then is not told of', () => {
    const told = (digest([handed.partner])?.parts ?? []).flatMap(({ marks }) => marks);
    const facts = [{ topic: digestTopic(colleague.actor.person), marker: '2027-03-02' }, ...told];
    const after = handed.and(
      facts.map(({ topic, marker }) => bot.does({ type: 'Told', topic, marker, channel: channel('D1'), ts: '1.1' })),
    );
    expect(digest([after.partner])?.parts.flatMap(({ takenOver }) => takenOver) ?? []).toEqual([]);
    const gone = handed.and(colleague.does(passing('pdm', psa)));
    expect(digest([gone.partner])).toBeUndefined();
    expect(digest([gone.partner], psa)?.parts).toMatchObject([{ takenOver: [{ takenOverFrom: 'Colleague' }] }]);
  });

  test('by themselves knows it', () => {
    const own = given(acme, deactivated(pat), colleague.does(passing('pdm', colleague, of(pat))));
    expect(digest([own.partner])?.parts.flatMap(({ takenOver }) => takenOver) ?? []).toEqual([]);
  });
});
