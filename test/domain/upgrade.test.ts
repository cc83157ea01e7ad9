import type { Partner } from '../../src/domain/partner';
import { itemsFor, itemsOf } from '../../src/domain/progress';
import { digestFor } from '../../src/domain/reminders/digest';
import { renamedItems } from '../../src/domain/upgrade';
import type { Lifecycle } from '../../src/lifecycle/schema';
import {
  acme,
  blocked,
  bot,
  channel,
  clock,
  create,
  date,
  done,
  dueOn,
  given,
  internal,
  item,
  legal,
  lena,
  mia,
  page,
  pat,
  product,
  psa,
  reopened,
  signed,
  takenBack,
  upTo,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';

type Item = Lifecycle['phases'][number]['items'][number];

/** The default lifecycle after somebody edited its items. */
const edited = (edit: (item: Item) => readonly Item[]): Lifecycle => ({
  ...partnerConnect,
  phases: partnerConnect.phases.map((phase) => ({ ...phase, items: phase.items.flatMap(edit) })),
});

/** An item is called otherwise: its old id stands under `formerly`, and who named it names the new one. */
function renamed(from: string, to: string): Lifecycle {
  const follow = (ids: readonly string[]) => ids.map((id) => (id === from ? to : id));
  return edited((item) => {
    const own = item.id === from ? { id: to, formerly: [from] } : {};
    const named = { ...item, needs: follow(item.needs), ...own };
    return [named.kind === 'task' ? named : { ...named, basis: { ...named.basis, items: follow(named.basis.items) } }];
  });
}

const standing = (story: ReturnType<typeof given>, id: string) =>
  itemsOf(story.partner, story.lifecycle).find((i) => i.id === id)?.standing;

describe('a renamed item', () => {
  const lifecycle = renamed('design-review', 'design-approved');
  const before = given(acme, upTo('signoff-product'), product.does(dueOn('design-review', '2027-05-01')));
  const story = before.under(lifecycle);

  test('keeps its state, before and after the renaming is recorded', () => {
    expect(standing(story, 'design-approved')).toBe('done');
    expect(standing(story, 'signoff-product')).toBe('done');
    const after = story.and(mia.does(done('mini-site', { link: page })));
    expect(standing(after, 'design-approved')).toBe('done');
    expect(after.partner.items).not.toHaveProperty('design-review');
    expect(after.partner.items['design-approved']).toEqual(before.partner.items['design-review']);
  });

  test('is recorded by the bot with the next event, once, and not with a refusal or a repetition', () => {
    const after = story
      .when(mia.does(done('mini-site', { link: page })))
      .thenEvents(
        { type: 'ItemRenamed', from: 'design-review', to: 'design-approved' },
        { type: 'ItemDone', item: 'mini-site', evidence: { link: page } },
      );
    expect(after.log.at(-2)?.by).toEqual({ kind: 'bot' });
    after.when(mia.does(done('launch-blog', { link: page }))).thenEvents({
      type: 'ItemDone',
      item: 'launch-blog',
      evidence: { link: page },
    });
    story.when(pat.does(done('partner-registered'))).thenNothing();
    story.when(lena.does(done('partner-registered'))).thenRefused(/can be done by Pat/);
  });

  test('goes on being what a sign-off rests on', () => {
    const after = story.and(mia.does(done('mini-site', { link: page })));
    expect(after.partner.signOffs['signoff-product']).toMatchObject({
      basis: { items: { 'design-approved': before.partner.items['design-review']?.revision } },
    });
    after
      .when(product.does(reopened('design-approved')))
      .thenEvents(
        { type: 'ItemReopened', item: 'design-approved' },
        { type: 'SignOffReopened', signOff: 'signoff-product', because: 'design-approved' },
      );
  });

  test('answers to its old id, which buttons on old messages still carry', () => {
    story
      .when(product.does(reopened('design-review')))
      .thenEvents(
        { type: 'ItemRenamed', from: 'design-review', to: 'design-approved' },
        { type: 'ItemReopened', item: 'design-approved' },
        { type: 'SignOffReopened', signOff: 'signoff-product', because: 'design-approved' },
      );
  });

  test('stays internal from the first moment', () => {
    const hidden = given(acme, pat.does(internal('design-review'))).under(lifecycle);
    expect(itemsFor('partner', hidden.partner, lifecycle).map((i) => i.id)).not.toContain('design-approved');
    hidden.when(lena.does(blocked('design-approved', 'why'))).thenRefused(/no longer on the checklist/);
  });

  test('is not brought up anew with those who heard of it under its old id', () => {
    const late = given(pat.does(create({ targetGaDate: date('2027-10-01') }))).and();
    const heard = (partner: Partner, lifecycleNow: Lifecycle) =>
      digestFor(pat.actor.person, [partner], lifecycleNow, clock('2027-05-18T09:00'))?.parts[0];
    const isThis = (part: ReturnType<typeof heard>, id: string) =>
      part?.entries.some(({ view, isNews }) => view.id === id && isNews) ?? false;
    const first = heard(late.partner, partnerConnect);
    expect(isThis(first, 'core-integration-validated')).toBe(true);
    const told = late.and(
      (first?.marks ?? []).map((mark) => bot.does({ type: 'Told', ...mark, channel: channel('D1'), ts: '1.1' })),
    );
    const now = renamed('core-integration-validated', 'core-validated');
    expect(isThis(heard(told.partner, now), 'core-validated')).toBe(false);
    const asked = given(acme, legal.does({ type: 'SetReminder', item: item('mini-site'), on: date('2027-04-06') }));
    const reminded = asked.and(
      bot.does({
        type: 'Told',
        topic: `asked mini-site ${legal.actor.person}`,
        marker: '2027-04-06',
        channel: channel('D1'),
        ts: '1.1',
      }),
    );
    const under = (partner: Partner) =>
      digestFor(legal.actor.person, [partner], renamed('mini-site', 'site'), clock('2027-04-07T09:00'));
    expect(under(asked.partner)?.parts[0]?.entries.map(({ view }) => view.id)).toEqual(['site']);
    expect(under(reminded.partner)).toBeUndefined();
  });

  test('that nobody had touched needs no record', () => {
    expect(renamedItems(given(acme).partner, lifecycle)).toEqual([]);
  });
});

describe('a renamed sign-off', () => {
  const lifecycle = renamed('signoff-psa', 'signoff-architects');
  const story = given(acme, upTo('signoff-psa')).under(lifecycle);

  test('stays given, can be taken back, and is announced under its new name', () => {
    expect(standing(story, 'signoff-architects')).toBe('done');
    const after = story.and(mia.does(blocked('mini-site', 'why')));
    expect(Object.entries(after.partner.outbox).map(([key, { notice }]) => [key, notice])).toEqual([
      ['sign-off-given:signoff-architects', { kind: 'sign-off-given', signOff: 'signoff-architects' }],
    ]);
    const back = after.and(psa.does(takenBack('signoff-psa')));
    expect(back.partner.outbox).toEqual({});
    expect(standing(back, 'signoff-architects')).toBe('ready');
    back.and(psa.does(signed('signoff-architects', { criteria: ['p200', 'p201'] })));
  });
});

test('an item renamed twice is found under either old id', () => {
  const once = renamed('mini-site', 'site');
  const twice = {
    ...once,
    phases: once.phases.map((phase) => ({
      ...phase,
      items: phase.items.map((item) =>
        item.id === 'site' ? { ...item, id: 'page', formerly: ['site', 'mini-site'] } : item,
      ),
    })),
  };
  const start = given(acme, upTo('mini-site'));
  expect(standing(start.under(twice), 'page')).toBe('done');
  const after = start.under(once).and(pat.does(blocked('launch-blog', 'why')));
  expect(standing(after.under(twice), 'page')).toBe('done');
});

describe('an item that is added', () => {
  const added = edited((item) => {
    if (item.id !== 'tile-added' || item.kind !== 'task') return [item];
    return [item, { ...item, id: 'tile-reviewed', title: 'Tile is reviewed', needs: ['tile-added'] }];
  });

  test('is open, and nothing else changes', () => {
    const before = given(acme, upTo('joint-validation'));
    const story = before.under(added);
    expect(standing(story, 'tile-reviewed')).toBe('ready');
    for (const { id, standing: was } of itemsOf(before.partner, partnerConnect)) expect(standing(story, id)).toBe(was);
  });
});

describe('an item that is removed', () => {
  const removed = edited((item) => {
    if (item.id === 'joint-validation') return [];
    const left = { ...item, needs: item.needs.filter((id) => id !== 'joint-validation') };
    return [
      left.kind === 'task'
        ? left
        : { ...left, basis: { ...left.basis, items: left.basis.items.filter((id) => id !== 'joint-validation') } },
    ];
  });
  const before = given(acme, upTo('signoff-engineering'));
  const story = before.under(removed);

  test('is gone from the checklist, and kept in the state, for the day it comes back', () => {
    story.when(pat.does(done('joint-validation'))).thenRefused(/no longer on the checklist/);
    const after = story.and(mia.does(blocked('launch-blog', 'why')));
    expect(after.partner.items['joint-validation']).toEqual(before.partner.items['joint-validation']);
    expect(standing(after.under(partnerConnect), 'joint-validation')).toBe('done');
  });

  test('leaves the sign-off that rested on it given', () => {
    expect(standing(story.and(mia.does(blocked('launch-blog', 'why'))), 'signoff-engineering')).toBe('done');
  });
});

test('no longer anything: a partner survives a lifecycle that has none of its items', () => {
  const empty = edited(() => []);
  const story = given(acme, upTo('ga')).under(empty);
  expect(itemsOf(story.partner, empty)).toEqual([]);
  story.and(pat.does({ type: 'ClosePartner', reason: 'paused' }));
});
