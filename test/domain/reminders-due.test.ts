import { itemsOf } from '../../src/domain/progress';
import {
  acme,
  clock,
  create,
  date,
  done,
  dueOn,
  given,
  givenUnder,
  itemIn,
  pat,
  upTo,
  withPhases,
} from '../support/given';

const aiming = (ga: string) => pat.does(create({ targetGaDate: date(ga) }));

describe('A due date of the plan', () => {
  test.each([
    ['a Sunday', '2027-08-02', 'rollout', '2027-07-30'],
    ['a holiday', '2027-09-07', 'rollout', '2027-09-03'],
    ['a working day', '2027-09-08', 'rollout', '2027-09-07'],
    ['the GA date itself, whatever day it is', '2027-08-01', 'ga', '2027-08-01'],
  ])('that would be %s', (_what, ga, item, due) => {
    expect(itemIn(given(aiming(ga)), item).due).toBe(due);
  });

  test('counted from the end of another item', () => {
    const lifecycle = withPhases([
      {
        id: 'only',
        title: 'Only',
        items: [
          { id: 'first', title: 'First', doneBy: ['pdm'] },
          { id: 'second', title: 'Second', doneBy: ['pdm'], needs: ['first'], due: { daysAfter: 5, item: 'first' } },
        ],
      },
    ]);
    const people = create().people.filter((p) => p.team === 'pdm');
    const story = givenUnder(lifecycle, pat.does(create({ people })));
    expect(itemIn(story, 'second').due).toBeUndefined();
    const ended = story.and(pat.does(done('first'), clock('2027-03-02T23:30')));
    expect(itemIn(ended, 'second').due).toBe('2027-03-05');
    expect(itemIn(ended.and(pat.does(dueOn('second', '2027-03-07'))), 'second').due).toBe('2027-03-07');
  });
});

describe('An item is in time', () => {
  test('until its due date, when it is possible before', () => {
    expect(itemIn(given(aiming('2027-10-01')), 'partner-registered')).toMatchObject({
      due: '2027-05-14',
      inTimeUntil: '2027-05-14',
    });
  });

  test('on the day it becomes possible, however near the GA date: nothing is overdue on the first day', () => {
    const story = given(aiming('2027-04-01'));
    expect(itemIn(story, 'partner-registered')).toMatchObject({ due: '2026-11-12', inTimeUntil: '2027-03-01' });
    expect(
      itemsOf(story.partner, story.lifecycle).filter((i) => i.inTimeUntil && i.inTimeUntil < '2027-03-01'),
    ).toEqual([]);
    const later = story.and(
      pat.does(done('partner-registered'), clock('2027-03-09T10:00')),
      pat.does(done('core-integration-validated')),
    );
    expect(itemIn(later, 'fit-assessment').inTimeUntil).toBe('2027-03-09');
  });

  test('as long as it is not possible, and again from the day it was reopened', () => {
    const story = given(aiming('2027-04-01'));
    expect(itemIn(story, 'fit-assessment').inTimeUntil).toBeUndefined();
    const blocked = story.and(
      pat.does({ type: 'BlockItem', item: itemIn(story, 'partner-registered').id, reason: 'No.' }),
    );
    expect(itemIn(blocked, 'partner-registered').inTimeUntil).toBeUndefined();
    const reopened = story.and(
      pat.does(done('partner-registered')),
      pat.does({ type: 'ReopenItem', item: itemIn(story, 'partner-registered').id }, clock('2027-03-20T10:00')),
    );
    expect(itemIn(reopened, 'partner-registered').inTimeUntil).toBe('2027-03-20');
  });

  test('always, without a due date', () => {
    expect(itemIn(given(acme, upTo('fit-assessment')), 'technical-due-diligence').inTimeUntil).toBeUndefined();
  });
});
