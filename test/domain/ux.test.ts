import { readFileSync } from 'node:fs';
import type { UxCommand } from '../../src/domain/commands';
import { stateOf } from '../../src/domain/item-state';
import { lookup } from '../../src/domain/lookup';
import type { Partner } from '../../src/domain/partner';
import { guidelinesOf } from '../../src/domain/ux/review';
import { parseLifecycle } from '../../src/lifecycle/load';
import {
  acme,
  before,
  colleague,
  done,
  eng,
  given,
  lena,
  mia,
  page,
  pat,
  paul,
  product,
  signed,
  upTo,
} from '../support/given';
import { partnerConnect } from '../support/lifecycle';
import { allMet } from '../support/runs';

const reviewed = (
  is: 'met' | 'not-met' | 'not-applicable',
  guidelines: readonly string[],
  more: { comment?: string; link?: string } = {},
): UxCommand => ({ type: 'ReviewGuidelines', verdicts: guidelines.map((guideline) => ({ guideline, is, ...more })) });
const handedIn = (link = page, note?: string): UxCommand => ({
  type: 'HandInDesign',
  link,
  ...(note !== undefined && { note }),
});
const sentBack = (comment = 'The sign-in page comes first.'): UxCommand => ({ type: 'SendDesignBack', comment });
const is = ({ partner }: { readonly partner: Partner }) => {
  const placed = lookup(partnerConnect).byId.get('design-review');
  return placed && stateOf(placed, partner).status.is;
};

describe('the review list', () => {
  const story = given(acme);

  test('has every guideline of the lifecycle, for both sides the same', () => {
    const after = story.and(product.does(reviewed('not-met', ['signup-no-2fa'], { comment: 'It asks.', link: page })));
    const views = guidelinesOf(after.partner, partnerConnect);
    expect(views).toHaveLength(partnerConnect.uxGuidelines.length);
    expect(views.find((v) => v.guideline.id === 'signup-no-2fa')?.verdict).toMatchObject({
      is: 'not-met',
      comment: 'It asks.',
      link: page,
    });
  });

  test('what is not met or does not apply takes a word; a screenshot is a web address', () => {
    story.when(product.does(reviewed('not-met', ['signup-no-2fa']))).thenRefused(/not as it should be/, 'comment');
    story.when(product.does(reviewed('not-applicable', ['signup-no-2fa']))).thenRefused(/why/, 'reason');
    story
      .when(product.does(reviewed('met', ['signup-no-2fa'], { link: 'file:///etc' })))
      .thenRefused(/not a web address/, 'link');
    story.when(product.does(reviewed('met', ['made-up']))).thenRefused(/no longer on the list/, 'met');
    story.when(product.does(reviewed('met', ['home-tutorial', 'home-tutorial']))).thenRefused(/chosen twice/, 'met');
    story.when(product.does(reviewed('met', []))).thenRefused(/at least one/, 'met');
  });

  test('is for those who review, of either side; the same again is nothing new', () => {
    for (const who of [eng, mia, colleague])
      story.when(who.does(reviewed('met', ['home-tutorial']))).thenRefused(/^The review is for Product or Partner/);
    const own = story.and(paul.does(reviewed('met', ['home-tutorial'])));
    own.when(lena.does(reviewed('met', ['home-tutorial']))).thenNothing();
  });

  test('what the other side has settled, the partner does not change', () => {
    const settled = story.and(product.does(reviewed('not-met', ['home-tutorial'], { comment: 'None.' })));
    settled.when(paul.does(reviewed('met', ['home-tutorial']))).thenRefused(/only that side changes it/, 'met');
    settled.and(product.does(reviewed('met', ['home-tutorial'])));
    const confirmed = story.and(
      paul.does(reviewed('met', ['home-tutorial'])),
      product.does(reviewed('met', ['home-tutorial'])),
    );
    confirmed.when(product.does(reviewed('met', ['home-tutorial']))).thenNothing();
    confirmed
      .when(paul.does(reviewed('not-applicable', ['home-tutorial'], { comment: 'x' })))
      .thenRefused(/only that side/, 'not-applicable');
  });
});

describe('the design review', () => {
  const ready = given(acme, before('design-review'));

  test('is handed in with a link, sent back with comments, and repeated, until it passes', () => {
    ready.when(paul.does(handedIn(' '))).thenRefused(/link to the mocks/, 'link');
    const first = ready
      .when(paul.does(handedIn(page, 'All screens.')))
      .thenEvents({ type: 'DesignHandedIn', item: 'design-review', link: page, note: 'All screens.' });
    first.when(lena.does(handedIn(page, 'All screens.'))).thenNothing();
    first.when(product.does(sentBack(' '))).thenRefused(/what is to be changed/, 'comment');
    const back = first
      .when(product.does(sentBack()))
      .thenEvents({ type: 'DesignSentBack', item: 'design-review', comment: 'The sign-in page comes first.' });
    back.when(product.does(sentBack())).thenNothing();
    back.when(product.does(sentBack('More.'))).thenRefused(/No design waits/);
    const passed = back.and(paul.does(handedIn(`${page}/2`)), product.does(done('design-review')));
    expect(is(passed)).toBe('done');
    expect(passed.partner.items['design-review']?.evidence).toEqual({ link: `${page}/2` });
    passed.when(paul.does(handedIn(`${page}/3`))).thenRefused(/done already/);
  });

  test('is passed and sent back by the side that runs the programme only', () => {
    const first = ready.and(paul.does(handedIn()));
    for (const who of [paul, lena]) {
      first.when(who.does(done('design-review'))).thenRefused(/is for Databricks to pass/);
      first.when(who.does(sentBack())).thenRefused(/sent back by Databricks/);
    }
    first.and(pat.does(done('design-review')));
  });

  test('waits for what it needs', () => {
    given(acme)
      .when(paul.does(handedIn()))
      .thenRefused(/not possible yet\. First: /);
  });
});

describe('product’s sign-off is about the guidelines', () => {
  const ready = given(acme, upTo('design-review'));
  const gate = 'signoff-product';

  test('no criterion is ticked while a guideline of it is not met, or not reviewed', () => {
    ready
      .when(product.does(signed(gate)))
      .thenRefused(/not met or not reviewed: home-connection-visible, signup-/, 'criteria');
    const all = ready.and(product.does(allMet(partnerConnect)));
    const one = all.and(product.does(reviewed('not-met', ['signup-no-payment'], { comment: 'It asks for a card.' })));
    one.when(product.does(signed(gate))).thenRefused(/not reviewed: signup-no-payment\.$/, 'criteria');
    all.and(product.does(signed(gate)));
  });

  test('what is optional, or in no criterion, does not stand in the way', () => {
    const all = ready.and(product.does(allMet(partnerConnect)));
    all.and(
      product.does(reviewed('not-met', ['home-tutorial', 'environment-fast'], { comment: 'Slow.' })),
      product.does(signed(gate)),
    );
  });

  test('a changed verdict reopens it, and no other', () => {
    const given2 = ready.and(product.does(allMet(partnerConnect)), product.does(signed(gate)));
    given2.when(product.does(allMet(partnerConnect))).thenNothing();
    const after = given2.when(product.does(reviewed('not-met', ['signup-no-2fa'], { comment: 'It asks.' })));
    expect(after.events.slice(1).map(({ event }) => event)).toEqual([
      { type: 'SignOffReopened', signOff: gate, because: 'ux-review' },
    ]);
    const slow = given2.and(product.does(reviewed('not-met', ['environment-fast'], { comment: 'Slow.' })));
    expect(slow.partner.signOffs[gate]?.is).toBe('given');
  });
});

test('a lifecycle file that names an unknown guideline or case in a criterion is refused, with a hint', () => {
  const yaml = readFileSync('src/lifecycle/partner-connect.yml', 'utf8')
    .replace('guidelines: [home-connection-visible]', 'guidelines: [home-conection-visible]')
    .replace('testCase: P200,', 'testCase: P209,');
  const parsed = parseLifecycle(yaml, 'mine.yml');
  expect(parsed.ok ? [] : parsed.faults).toEqual([
    expect.stringMatching(/unknown test case 'P209'/),
    expect.stringMatching(/unknown UX guideline 'home-conection-visible'; did you mean 'home-connection-visible'\?/),
  ]);
});
