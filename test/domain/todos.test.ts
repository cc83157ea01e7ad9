import { itemId } from '../../src/domain/ids';
import type { Partner } from '../../src/domain/partner';
import { channelDigest } from '../../src/domain/reminders/channel-digest';
import { digestFor } from '../../src/domain/reminders/digest';
import { dueOf } from '../../src/domain/reminders/due';
import { forecast } from '../../src/domain/reminders/forecast';
import { seesTodos } from '../../src/domain/test-cases/summary';
import { openTodos, waitingFor } from '../../src/domain/test-cases/todos';
import {
  bot,
  can,
  caseOf,
  cases,
  channelReady,
  clock,
  create,
  date,
  eng,
  given,
  internal,
  mia,
  pat,
  paul,
  results,
  visitor,
  withPhases,
  type Member,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

/** To-dos for failed cases are reminded of like items of the checklist. */

const failed = given(
  pat.does(create({ targetGaDate: date('2027-10-01') })),
  channelReady,
  paul.does(can()),
  paul.does(results('partner', 'fail', cases('P100'), 'No redirect.')),
);
const adding = (owner?: Member, due?: string) =>
  ({
    type: 'AddTodo',
    case: caseOf('P100'),
    title: 'Mend the redirect',
    ...(owner && { owner: owner.actor.person }),
    ...(due && { due: date(due) }),
  }) as const;
const todo = itemId.parse('todo/t1');

const only = (all: readonly { readonly view: { readonly id: string }; readonly why: string }[]) =>
  all.filter(({ view }) => view.id.startsWith('todo/')).map(({ view, why }) => `${why} ${view.id}`);
const toHome = (who: Member, partner: Partner, at: string) =>
  only(
    digestFor(who.actor.person, [partner], partnerConnect, clock(`${at}T09:00`))?.parts.flatMap((p) => p.entries) ?? [],
  );
const inChannel = (partner: Partner, at: string) => {
  const digest = channelDigest(partner, partnerConnect, clock(`${at}T09:00`));
  return {
    people: digest?.people.flatMap((p) => only(p.entries).map((line) => `${p.name}: ${line}`)) ?? [],
    notes: only(digest?.notes ?? []),
  };
};

describe('A to-do is told to its owner', () => {
  const enzos = failed.and(eng.does(adding(eng, '2027-03-12')));

  test.each([
    ['2027-03-04', []],
    ['2027-03-08', ['soon todo/t1']],
    ['2027-03-12', ['today todo/t1']],
    ['2027-03-15', ['overdue todo/t1']],
  ])('of the databricks side in their own digest: on %s %j', (at, said) => {
    expect(toHome(eng, enzos.partner, at)).toEqual(said);
    expect(inChannel(enzos.partner, at).people).toEqual([]);
  });

  test('of the partner in the channel, and late it climbs like an item: coordinator, both sides, lead', () => {
    const pauls = failed.and(eng.does(adding(paul, '2027-03-12'))).partner;
    expect(inChannel(pauls, '2027-03-12').people).toEqual(['Paul: today todo/t1']);
    expect(toHome(pat, pauls, '2027-03-12')).toEqual([]);
    expect(toHome(pat, pauls, '2027-03-16')).toEqual(['escalated todo/t1']);
    expect(inChannel(pauls, '2027-03-19').notes).toEqual(['escalated todo/t1']);
    expect(inChannel(pauls, '2027-03-26').people).toContain('Lena: escalated todo/t1');
    expect(inChannel(pauls, '2027-03-26').people).not.toContain(`${mia.actor.name}: escalated todo/t1`);
  });

  test('until somebody ticks it', () => {
    const ticked = enzos.and(pat.does({ type: 'FinishTodo', todo: 't1' }));
    expect(toHome(eng, ticked.partner, '2027-03-12')).toEqual([]);
  });

  test('unless they put it off or muted it, and at most until the gate that waits for it', () => {
    const snoozed = enzos.and(eng.does({ type: 'SnoozeItem', item: todo, until: date('2027-03-18') }));
    expect(toHome(eng, snoozed.partner, '2027-03-17')).toEqual([]);
    expect(toHome(eng, snoozed.partner, '2027-03-18')).toEqual(['overdue todo/t1']);
    expect(toHome(eng, enzos.and(eng.does({ type: 'MuteItem', item: todo })).partner, '2027-03-12')).toEqual([]);
    const long = enzos.and(eng.does({ type: 'SnoozeItem', item: todo, until: date('2028-01-01') }));
    const [until] = Object.values(long.partner.reminders.snoozed);
    expect(until && until < date('2027-10-01')).toBe(true);
    const ticked = enzos.and(pat.does({ type: 'FinishTodo', todo: 't1' }));
    ticked.when(eng.does({ type: 'MuteItem', item: todo })).thenRefused(/no longer on the checklist/, 'item');
  });

  test('and is in the forecast of the next days', () => {
    const planned = forecast(enzos.partner, partnerConnect, clock('2027-03-05T12:00'), { side: 'databricks' });
    const days = planned.flatMap((m) => (m.to === 'person' && m.name === 'Eng' ? only(m.part.entries) : []));
    expect(days).toEqual(expect.arrayContaining(['soon todo/t1', 'today todo/t1', 'overdue todo/t1']));
  });
});

test('without a date it is due with the item that waits for the failed case', () => {
  const { partner } = failed.and(eng.does(adding(eng)));
  const item = waitingFor(partner, partnerConnect);
  const due = item && dueOf(item, partner, partnerConnect);
  expect(item?.id).toBe('partner-validation');
  expect(toHome(eng, partner, due ?? '')).toEqual(['today todo/t1']);
});

test('that nobody has, or nobody has any more, goes to whoever runs the onboarding', () => {
  const nobodys = failed.and(eng.does(adding(undefined, '2027-03-12'))).partner;
  expect(toHome(pat, nobodys, '2027-03-12')).toEqual(['unassigned todo/t1']);
  const { person } = eng.actor;
  const role = failed.partner.people.find((a) => a.person === person)?.team;
  const gone = failed
    .and(eng.does(adding(eng, '2027-03-12')))
    .and(...(role ? [pat.does({ type: 'RemovePerson', person, team: role })] : []));
  expect(toHome(pat, gone.partner, '2027-03-12')).toEqual(['unassigned todo/t1']);
  expect(toHome(eng, gone.partner, '2027-03-12')).toEqual([]);
  const closed = bot.does({ type: 'PersonDeactivated', person, name: 'Eng' });
  const left = failed.and(eng.does(adding(eng, '2027-03-12')), closed);
  expect(toHome(pat, left.partner, '2027-03-12')).toEqual(['unassigned todo/t1']);
});

test('of a run that the partner may not see, the partner is told nothing', () => {
  const hidden = failed.and(eng.does(adding(paul, '2027-03-12')), pat.does(internal('joint-validation')));
  for (const at of ['2027-03-12', '2027-03-19', '2027-03-26'])
    expect(inChannel(hidden.partner, at)).toEqual({ people: [], notes: [] });
  expect(toHome(pat, hidden.partner, '2027-03-12')).toEqual(['unassigned todo/t1']);
  hidden.when(paul.does({ type: 'MuteItem', item: todo })).thenRefused(/no longer on the checklist/, 'item');
  hidden.when(paul.does({ type: 'FinishTodo', todo: 't1' })).thenRefused(/not there/);
});

test('the partner is told of it where the lifecycle has no joint rounds to hide', () => {
  const phases = partnerConnect.phases.map((phase) => ({
    ...phase,
    items: phase.items.map((one) => (one.id === 'joint-validation' ? { ...one, milestone: undefined } : one)),
  }));
  const story = failed.and(eng.does(adding(paul, '2027-03-12'))).under(withPhases(phases));
  expect(seesTodos('partner', story.partner, story.lifecycle)).toBe(true);
});

describe('handing over', () => {
  const added = failed.and(paul.does(adding(paul)));
  const to = (owner: Member | null) =>
    ({ type: 'HandOverTodo', todo: 't1', owner: owner === null ? null : owner.actor.person }) as const;

  test('a to-do goes to anybody on the people list, by whoever takes part, and is theirs in the digest', () => {
    const handed = added.and(pat.does(to(eng)));
    expect(openTodos(handed.partner, partnerConnect).map(({ turn }) => turn.person?.person)).toEqual([
      eng.actor.person,
    ]);
    handed.when(pat.does(to(eng))).thenNothing();
    const nobodys = handed.and(paul.does(to(null)));
    expect(nobodys.partner.tests.todos[0]?.owner).toBeUndefined();
  });

  test('is refused for what is done or not there, to strangers and by them', () => {
    added.when(pat.does({ ...to(eng), todo: 't9' })).thenRefused(/not there/);
    added.when(pat.does(to(visitor))).thenRefused(/on the people list/, 'owner');
    added.when(visitor.does(to(eng))).thenRefused(/people list/);
    added
      .and(paul.does({ type: 'FinishTodo', todo: 't1' }))
      .when(pat.does(to(eng)))
      .thenRefused(/done already/, 'todo');
  });
});
