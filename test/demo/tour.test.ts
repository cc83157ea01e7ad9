import { deedsOf } from '../../src/demo/deeds';
import { foresee } from '../../src/demo/foresight';
import { tourOf, type Sight } from '../../src/demo/tour';
import { later, userOf } from '../../src/domain/ids';
import { bugReport } from '../support/bugs';
import {
  accepted,
  acme,
  acmeWaves,
  before,
  channelReady,
  clock,
  done,
  given,
  lena,
  pat,
  product,
  proposed,
  rollingOut,
  signed,
  start,
  upTo,
  type Story,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';
import { allMet } from '../support/runs';

/** The tour follows what happened, whoever did it; plans and deeds follow the state alone. */

const nothing: Sight['opened'] = new Set();
const tour = (story: Story, since = story.now, opened: Sight['opened'] = nothing) =>
  tourOf({ partner: story.partner, lifecycle: partnerConnect, since, opened });
const step = (n: number, ...[story, since, opened]: Parameters<typeof tour>) => {
  const found = tour(story, since, opened)[n - 1];
  if (!found) throw new Error(`There is no step ${n}`);
  return found;
};

describe('The tour', () => {
  const begun = given(acme, channelReady);
  const user = userOf(pat.actor.person);

  test('begins with the coordinator asking for the status, and sees that it was asked, by whatever means', () => {
    expect(step(1, begun)).toMatchObject({ as: user, type: '/pc status', isDone: false });
    expect(step(1, begun, begun.now, new Set([`${user} status`] as const)).isDone).toBe(true);
    expect(step(1, begun, begun.now, new Set(['ULENA status'] as const)).isDone).toBe(true);
  });

  test('ticking is done by an item that was finished since the tour began, not by one before', () => {
    const ticked = begun.and(pat.does(done('partner-registered')));
    expect(step(2, begun).isDone).toBe(false);
    expect(step(2, ticked, begun.now).isDone).toBe(true);
    expect(step(2, ticked, later(ticked.now, 1)).isDone).toBe(false);
  });

  test('for ticking it takes one to a person of the partner where one can do something, and to their buttons', () => {
    const ready = given(acme, channelReady, ...upTo('fit-assessment'));
    const since = later(ready.now, 1);
    const evan = step(2, ready, since);
    expect(evan.text).toContain('Paul');
    expect(evan).toMatchObject({ press: 'Checklist' });
    expect(step(2, ready, since, new Set([`${evan.as ?? ''} checklist`] as const))).toMatchObject({
      press: 'Open',
    });
  });

  test('signing off takes one to who may give the next sign-off', () => {
    const ready = given(acme, channelReady, ...upTo('design-review'), product.does(allMet(partnerConnect)));
    expect(step(3, ready)).toMatchObject({ as: userOf(product.actor.person), type: '/pc signoff', isDone: false });
    expect(step(3, ready.and(product.does(signed('signoff-product'))), ready.now).isDone).toBe(true);
  });

  test('the GA date: what is left is played, then one side proposes and the other accepts', () => {
    expect(step(4, begun)).toMatchObject({ move: 'gates', isDone: false });
    expect(step(4, begun).text).toMatch(/\d+ things are left/);
    const ready = given(acme, channelReady, ...before('ga-date-agreed'));
    expect(step(4, ready)).toMatchObject({ as: user, type: '/pc ga', isDone: false });
    expect(step(4, ready, ready.now, new Set([`${user} ga`] as const))).toMatchObject({ press: 'Propose a date…' });
    const asked = ready.and(pat.does(proposed()));
    expect(step(4, asked)).toMatchObject({ as: userOf(lena.actor.person), press: 'Accept', isDone: false });
    const agreed = asked.and(lena.does(accepted()));
    expect(step(4, agreed).isDone).toBe(true);
    expect(step(5, agreed)).toMatchObject({ move: 'ga', isDone: false });
  });

  test('says that a step is done, and asks for nothing more of it', () => {
    const ticked = given(acme, channelReady, ...upTo('technical-due-diligence'));
    const steps = tour(ticked, start, new Set([`${user} status`] as const));
    expect(steps[0]).toMatchObject({ text: expect.stringContaining('There it is'), isDone: true });
    expect(steps[1]).toMatchObject({ text: expect.stringContaining('is done'), isDone: true });
    expect(steps[0]).not.toHaveProperty('type');
    expect(steps[1]).not.toHaveProperty('press');
    const signing = given(acme, channelReady, ...upTo('signoff-product'));
    expect(step(3, signing, start).text).toContain('“Product sign-off” is given');
    expect(step(3, signing, start)).not.toHaveProperty('type');
  });

  test('is over when the partner is launched', () => {
    const launched = given(acme, channelReady, ...upTo('ga'));
    expect(tour(launched, start).map(({ isDone }) => isDone)).toEqual([false, true, true, true, true]);
  });
});

describe('What the bot plans', () => {
  test('are the messages of two weeks, the soonest first, with what comes at its hour among them', () => {
    const agreed = given(acme, channelReady, ...upTo('ga-date-agreed'));
    const eve = clock('2027-08-24T12:00');
    const plans = foresee(agreed.partner, partnerConnect, eve);
    expect(plans.map(({ at }) => at)).toEqual(plans.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(plans.every(({ at }) => at > eve && at <= later(eve, 15 * 24 * 3_600_000))).toBe(true);
    const said = plans.map(({ what }) => what).join('\n');
    for (const wanted of ['T-7', 'the look at T-3', 'T-1']) expect(said).toContain(wanted);
  });

  test('name bugs, with their times as text', () => {
    const report = bugReport({ severity: 'S3', suspected: 'databricks' });
    const reported = given(acme, channelReady, lena.does(report));
    const said = foresee(reported.partner, partnerConnect, reported.now).map(({ what }) => what);
    expect(said.some((what) => what.includes('ACME-1'))).toBe(true);
    expect(said.filter((what) => /<!|unanswered/.test(what))).toEqual([]);
  });

  test('are none of a closed partner', () => {
    const closed = given(acme, channelReady, pat.does({ type: 'ClosePartner', reason: 'paused' }));
    expect(foresee(closed.partner, partnerConnect, closed.now)).toEqual([]);
  });
});

describe('What diligent people would do', () => {
  test('comes in working hours of who does it, the earliest first, and nothing after the launch', () => {
    const deeds = deedsOf(given(acme, channelReady).partner, partnerConnect, start);
    expect(deeds.map(({ do: what }) => what)).toEqual(['finish', 'finish']);
    expect(deeds.every(({ at }) => at >= start)).toBe(true);
    expect(deedsOf(given(acme, channelReady, ...upTo('ga')).partner, partnerConnect, start)).toEqual([]);
  });

  test('a bug is acknowledged within hours, mended in a week or, when it is grave, by the next day, and verified', () => {
    const next = ({ partner, now }: Story) =>
      deedsOf(partner, partnerConnect, now).find((deed) => 'bug' in deed && deed.bug === 'ACME-1');
    const days = (severity: string) => {
      const reported = given(acme, channelReady, lena.does(bugReport({ severity, suspected: 'databricks' })));
      expect(next(reported)).toMatchObject({ do: 'acknowledge' });
      const taken = reported.and(pat.does({ type: 'AcknowledgeBug', bug: 'ACME-1' }));
      const resolve = next(taken);
      expect(resolve).toMatchObject({ do: 'resolve' });
      const mended = taken.and(pat.does({ type: 'ResolveBug', bug: 'ACME-1', note: 'Mended.' }));
      expect(next(mended)).toMatchObject({ do: 'verify' });
      return ((resolve?.at ?? 0) - taken.now) / (24 * 3_600_000);
    };
    expect(days('S2')).toBeLessThan(2);
    expect(days('S3')).toBeGreaterThan(6);
  });

  test('a wave is started after the one before has soaked, on its day', () => {
    const agreed = given(acme, channelReady, ...upTo('ga-date-agreed'));
    const [first, second] = acmeWaves();
    if (!first || !second) throw new Error('There are too few waves');
    const begin = deedsOf(agreed.partner, partnerConnect, agreed.now).find((deed) => deed.do === 'start');
    expect(begin).toMatchObject({ wave: first.wave });
    expect(begin && begin.at > clock(`${first.on}T10:00`)).toBe(true);
    const rolled = agreed.and(...rollingOut(first));
    const next = deedsOf(rolled.partner, partnerConnect, rolled.now).find((deed) => deed.do === 'start');
    expect(next).toMatchObject({ wave: second.wave });
    expect(next && next.at >= clock(`${second.on}T10:00`)).toBe(true);
  });
});
