import { cardOf } from '../../src/domain/card';
import { gaDate } from '../../src/domain/ga-date';
import { lookup } from '../../src/domain/lookup';
import { atRisk, currentPhases, itemsFor, itemsOf, nextSteps, phaseProgress } from '../../src/domain/progress';
import { partnerSummary, summaryOf } from '../../src/domain/summary';
import {
  acme,
  before,
  blocked,
  bot,
  create,
  date,
  done,
  dueOn,
  eng,
  gaDay,
  given,
  givenUnder,
  itemIn,
  internal,
  mia,
  notNeeded,
  owned,
  pat,
  paul,
  psa,
  reopened,
  signed,
  takenBack,
  upTo,
  withPhases,
  type Story,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

const phases = (story: Story) => currentPhases(story.partner, story.lifecycle).map((phase) => phase.title);
const next = (story: Story) => nextSteps(itemsOf(story.partner, story.lifecycle)).map((i) => i.id);
const progress = (story: Story) =>
  Object.fromEntries(
    phaseProgress(itemsOf(story.partner, story.lifecycle), story.lifecycle).map((p) => [
      p.phase.id,
      `${p.done}/${p.total}`,
    ]),
  );

describe('the current phases', () => {
  test.each([
    ['nothing', [], ['Prerequisites']],
    ['one prerequisite', upTo('partner-registered'), ['Prerequisites']],
    ['the prerequisites', before('fit-assessment'), ['Scheduling']],
    ['scheduling', upTo('quarter-selected'), ['Go-to-market', 'Onboarding']],
    ['the design review', upTo('design-review'), ['Go-to-market', 'Onboarding', 'End-game']],
    ['all before the GA date', before('ga-date-agreed'), ['End-game']],
    ['the rollout', upTo('rollout'), ['End-game']],
    ['the launch', upTo('ga'), ['Live']],
  ])('after %s', (_, moves, titles) => {
    expect(phases(given(acme, moves))).toEqual(titles);
  });

  test('do not wait for what is optional or not needed', () => {
    const story = given(acme, upTo('ga'));
    expect(itemIn(story, 'self-test').standing).toBe('ready');
    expect(phases(story)).toEqual(['Live']);
  });
});

describe('what is next', () => {
  test('is what can be done now, in order, what is required first', () => {
    expect(next(given(acme))).toEqual(['partner-registered', 'core-integration-validated']);
    expect(next(given(acme, before('fit-assessment')))).toEqual(['fit-assessment']);
    expect(next(given(acme, before('signoff-psa')))).toEqual([
      'ppa-signed',
      'mini-site',
      'partner-directory-logo',
      'launch-blog',
      'partner-docs',
      'ux-guidelines-reviewed',
      'certification-passed',
      'workspace-provisioned',
      'signoff-psa',
      'self-test',
    ]);
    expect(next(given(acme, before('ga-date-agreed')))).toEqual(['ga-date-agreed', 'self-test']);
  });

  test('is first what is due first, and last what is due on no day', () => {
    const story = given(acme, before('signoff-psa'));
    const dated = story.and(
      ...[dueOn('launch-blog', '2027-06-02'), dueOn('partner-docs', '2027-06-01')].map((c) => pat.does(c)),
    );
    expect(next(dated).slice(0, 3)).toEqual(['partner-docs', 'launch-blog', 'ppa-signed']);
    expect(next(story.and(pat.does(dueOn('self-test', '2027-06-01')))).at(-1)).toBe('self-test');
  });

  test('is not what is blocked or not needed', () => {
    const story = given(acme, upTo('quarter-selected'));
    const after = story.and(mia.does(blocked('mini-site', 'why')), pat.does(notNeeded('launch-blog', 'why')));
    expect(next(story).filter((id) => !next(after).includes(id))).toEqual(['mini-site', 'launch-blog']);
  });
});

describe('whose turn it is', () => {
  test('is that of the team that owns the item, and of its first active person', () => {
    expect(itemIn(given(acme), 'core-integration-validated').turn).toEqual({
      side: 'databricks',
      team: 'psa',
      person: { person: psa.actor.person, name: 'Psa' },
    });
    expect(itemIn(given(acme), 'launch-blog').turn).toMatchObject({ side: 'partner', team: 'partner-marketing' });
  });

  test('names nobody when nobody holds the role', () => {
    const story = given(acme, bot.does({ type: 'PersonDeactivated', person: psa.actor.person, name: 'Psa' }));
    expect(itemIn(story, 'core-integration-validated').turn).toEqual({ side: 'databricks', team: 'psa' });
  });

  test('is the owner, while they are on the list', () => {
    const story = given(acme, pat.does(owned('joint-validation', paul)));
    const paulsTurn = { side: 'partner', team: 'partner-engineering', person: { name: 'Paul' } };
    expect(itemIn(story, 'joint-validation').turn).toMatchObject(paulsTurn);
    const left = story.and(bot.does({ type: 'PersonDeactivated', person: paul.actor.person, name: 'Paul' }));
    expect(itemIn(left, 'joint-validation').turn).toMatchObject({ side: 'databricks', person: { name: 'Eng' } });
  });

  test('is the owner on their own side, also when they act for a team of the other', () => {
    const story = given(acme, pat.does(owned('engineering-commitment', pat)));
    expect(itemIn(story, 'engineering-commitment').turn).toMatchObject({
      side: 'databricks',
      team: 'pdm',
      person: { name: 'Pat' },
    });
  });
});

describe('since when', () => {
  test('a ready item: since the last of what it needed was finished', () => {
    const story = given(acme, upTo('partner-registered'));
    expect(itemIn(story, 'partner-registered').since).toBe(story.now);
    expect(itemIn(story, 'core-integration-validated').since).toBe(story.partner.createdAt);
    const both = story.and(psa.does(done('core-integration-validated')));
    expect(itemIn(both, 'fit-assessment').since).toBe(both.now);
  });

  test('a reopened item: since then, or since what it needed was finished again', () => {
    const story = given(acme, upTo('fit-assessment')).and(pat.does(reopened('fit-assessment')));
    expect(itemIn(story, 'fit-assessment').since).toBe(story.now);
    const later = story.and(pat.does(reopened('partner-registered')), pat.does(done('partner-registered')));
    expect(itemIn(later, 'fit-assessment').since).toBe(later.now);
  });

  test('a blocked item, a sign-off taken back: since then', () => {
    const stopped = given(acme, mia.does(blocked('mini-site', 'why')));
    expect(itemIn(stopped.and(pat.does(done('partner-registered'))), 'mini-site').since).toBe(stopped.now);
    const back = given(acme, upTo('signoff-psa')).and(psa.does(takenBack('signoff-psa')));
    expect(itemIn(back.and(pat.does(internal('mini-site'))), 'signoff-psa').since).toBe(back.now);
    const held = back.and(psa.does(blocked('signoff-psa', 'why')));
    expect(itemIn(held.and(pat.does(internal('mini-site'))), 'signoff-psa').since).toBe(held.now);
  });
});

describe('progress', () => {
  test('counts what is done of what counts', () => {
    expect(progress(given(acme))).toEqual({
      prerequisites: '0/2',
      scheduling: '0/5',
      'go-to-market': '0/5',
      onboarding: '0/9',
      'end-game': '0/8',
    });
    expect(progress(given(acme, upTo('signoff-psa')))).toMatchObject({ prerequisites: '2/2', 'end-game': '1/8' });
  });

  test('counts what is optional once it is done, and not what is not needed', () => {
    const story = given(acme, upTo('integration-built'));
    expect(progress(story)).toMatchObject({ onboarding: '1/9' });
    expect(progress(story.and(paul.does(done('self-test'))))).toMatchObject({ onboarding: '2/10' });
    expect(progress(story.and(pat.does(notNeeded('mini-site', 'why'))))).toMatchObject({ 'go-to-market': '0/4' });
  });

  test('of a desktop application has no self-test', () => {
    const story = given(pat.does(create({ integrationType: 'desktop-application' })));
    expect(itemsOf(story.partner, partnerConnect).map((i) => i.id)).not.toContain('self-test');
    expect(itemsOf(given(acme).partner, partnerConnect).map((i) => i.id)).toContain('self-test');
  });
});

const risky = (story: Story) =>
  atRisk(itemsOf(story.partner, partnerConnect)).map((i) => [i.id, i.missing.map((m) => m.id)]);

describe('at risk', () => {
  test('is an agreed GA date after a sign-off was taken back', () => {
    const story = given(acme, upTo('ga-date-agreed'));
    expect(risky(story)).toEqual([]);
    expect(risky(story.and(eng.does(takenBack('signoff-engineering'))))).toEqual([
      ['ga-date-agreed', ['signoff-engineering']],
    ]);
    const card = cardOf(story.and(eng.does(takenBack('signoff-engineering'))).partner, partnerConnect);
    expect(card.atRisk).toEqual([{ title: 'GA date is agreed', missing: ['Engineering sign-off'] }]);
  });
});

describe('the GA date', () => {
  const target = given(pat.does(create({ targetGaDate: date('2027-10-01') })));

  test('is the target until one is agreed', () => {
    expect(gaDate(given(acme).partner, partnerConnect)).toBeUndefined();
    expect(gaDate(target.partner, partnerConnect)).toEqual({ date: '2027-10-01', agreed: false });
    const agreed = target.and(upTo('ga-date-agreed'));
    expect(gaDate(agreed.partner, partnerConnect)).toEqual({ date: '2027-09-01', agreed: true });
  });

  test('moves the due dates along, except those set by hand', () => {
    expect(itemIn(given(acme), 'rollout').due).toBeUndefined();
    expect(itemIn(target, 'rollout').due).toBe('2027-09-30');
    expect(itemIn(target, 'partner-registered').due).toBe('2027-05-14');
    const agreed = target.and(pat.does(dueOn('ga', '2027-08-30')), upTo('ga-date-agreed'));
    expect(itemIn(agreed, 'rollout').due).toBe('2027-08-31');
    expect(itemIn(agreed, 'ga').due).toBe('2027-08-30');
  });

  test('or the end of another item gives the due date', () => {
    const lifecycle = withPhases([
      {
        id: 'only',
        title: 'Only',
        items: [
          { id: 'first', title: 'First', doneBy: ['pdm'] },
          { id: 'second', title: 'Second', doneBy: ['pdm'], due: { daysAfter: 3, item: 'first' } },
        ],
      },
    ]);
    const people = create().people.filter((p) => p.team === 'pdm');
    const story = givenUnder(lifecycle, pat.does(create({ people })));
    expect(itemIn(story, 'second').due).toBeUndefined();
    expect(itemIn(story.and(pat.does(done('first'))), 'second').due).toBe('2027-03-04');
  });
});

describe('an ordered phase', () => {
  test('is ordered also across what is optional', () => {
    const items = ['one', 'two', 'three'].map((id) => ({ id, title: id, doneBy: ['pdm'], optional: id === 'two' }));
    const lifecycle = withPhases([{ id: 'only', title: 'Only', inOrder: true, items }]);
    expect(lookup(lifecycle).byId.get('three')?.needs).toEqual(['one']);
  });
});

describe('the partner sees', () => {
  const hidden = given(
    acme,
    upTo('ga-date-agreed'),
    pat.does(internal('fit-assessment')),
    pat.does(internal('ga-date-agreed')),
  );
  const reopenedFit = hidden.and(pat.does(reopened('fit-assessment')));

  test('no internal item, nor that something waits for one', () => {
    const items = itemsFor('partner', reopenedFit.partner, partnerConnect);
    expect(items.map((i) => i.id)).not.toContain('fit-assessment');
    expect(items.flatMap((i) => i.missing.map((m) => m.id))).not.toContain('fit-assessment');
    const ours = itemsFor('databricks', reopenedFit.partner, partnerConnect);
    expect(ours.find((i) => i.id === 'technical-due-diligence')?.missing.map((m) => m.id)).toEqual(['fit-assessment']);
  });

  test('no internal item on the card: neither as next, blocked, at risk, nor by its date', () => {
    const stopped = reopenedFit.and(pat.does(blocked('fit-assessment', 'budget doubts')));
    const text = JSON.stringify(cardOf(stopped.partner, partnerConnect));
    expect(text).not.toMatch(/fits|budget doubts|2027-09-01|GA date/);
  });

  test('no notes', () => {
    const story = given(pat.does(create({ notes: 'between us' })));
    expect(JSON.stringify(cardOf(story.partner, partnerConnect))).not.toContain('between us');
  });
});

describe('the card', () => {
  test('shows where Acme stands', () => {
    const story = given(acme, upTo('signoff-psa'), paul.does(blocked('mini-site', 'no designer')));
    const card = cardOf(story.partner, partnerConnect);
    expect(card).toMatchObject({
      name: 'Acme',
      phases: ['Go-to-market', 'Onboarding', 'End-game'],
      gates: [
        { title: 'Engineering sign-off', state: 'waiting' },
        { title: 'Solution architect sign-off', state: 'given' },
        { title: 'Product sign-off', state: 'waiting' },
        { title: 'Partner sign-off', state: 'waiting' },
        { title: 'PPA confirmation', state: 'waiting' },
      ],
      blocked: [{ title: "Partner's Databricks mini site is live", reason: 'no designer' }],
    });
    expect(card.next).toHaveLength(3);
    expect(card.next[0]).toEqual({ title: 'Partnership agreement (PPA) is signed', team: 'Legal', person: 'Legal' });
    expect(card).not.toHaveProperty('ga');
  });

  test('of a closed partner says why, and that it is nobody’s turn', () => {
    const story = given(acme, pat.does({ type: 'ClosePartner', reason: 'not-a-fit', note: 'too early' }));
    expect(cardOf(story.partner, partnerConnect)).toMatchObject({
      closed: { reason: 'Not a fit for Partner Connect', note: 'too early' },
      next: [],
    });
  });
});

test('what a change leaves as it was is the very same object before and after: little that is new has to be kept', () => {
  const story = given(acme, upTo('quarter-selected'));
  const known = itemsOf(story.partner, story.lifecycle);
  const after = story.and(pat.does(done('ppa-signed')));
  const changed = itemsOf(after.partner, after.lifecycle).filter((i) => !known.includes(i));
  expect(changed.map(({ id }) => id)).toEqual(['ppa-signed', 'ppa-confirmed', 'ga-date-agreed']);
});

describe('the summary', () => {
  test('has the shape in which it is kept', () => {
    for (const moves of [[], upTo('ga-date-agreed'), upTo('ga')])
      partnerSummary.parse(summaryOf(given(acme, moves).partner, partnerConnect));
    // As it was kept before it knew of the launch day.
    const before = { id: 'acme', name: 'Acme', phases: ['Live'], ga: { date: gaDay, agreed: true }, closed: false };
    expect(partnerSummary.parse(before)).toEqual(before);
  });
});

test('a sign-off that was a task before is not given by having been ticked', () => {
  const lifecycle = withPhases([
    {
      id: 'prepare',
      title: 'Prepare',
      items: [{ id: 'partner-registered', kind: 'sign-off', title: 'Registered', doneBy: ['pdm'], basis: {} }],
    },
  ]);
  const story = given(acme, upTo('partner-registered')).under(lifecycle);
  expect(itemIn(story, 'partner-registered').standing).toBe('ready');
  story.and(pat.does(signed('partner-registered')));
});
