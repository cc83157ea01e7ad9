import { checkBlocks } from '../../local-slack/block-kit/check';
import { checkView } from '../../local-slack/block-kit/view';

const text = (length: number, type = 'plain_text') => ({ type, text: 'x'.repeat(length) });
const section = (length: number) => ({ type: 'section', text: text(length, 'mrkdwn') });
const button = (more: object = {}) => ({ type: 'button', text: text(3), action_id: 'a', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (value: string) => ({ text: text(3), value });
const input = (element: object, more: object = {}) => ({ type: 'input', label: text(3), element, ...more });
const select = (count: number, more: object = {}) => ({
  type: 'static_select',
  action_id: 's',
  options: Array.from({ length: count }, (_, n) => option(String(n))),
  ...more,
});
const modal = (blocks: object[], more: object = {}) => ({ type: 'modal', title: text(24), blocks, ...more });

function faults(blocks: unknown, surface: 'message' | 'modal' | 'home' = 'message'): string[] {
  const checked = checkBlocks(blocks, surface);
  return checked.ok ? [] : checked.faults;
}
function viewFaults(view: unknown): string[] {
  const checked = checkView(view, 'modal');
  return checked.ok ? [] : checked.faults;
}

describe('what Slack takes', () => {
  test.each<[string, object[]]>([
    ['a section of 3000 characters', [section(3000)]],
    ['50 blocks', Array.from({ length: 50 }, () => section(1))],
    ['25 elements', [actions(...Array.from({ length: 25 }, (_, n) => button({ action_id: `b${n}` })))]],
    ['100 options', [actions(select(100))]],
    ['the same action_id in two blocks', [actions(button()), actions(button())]],
    ['a button of 75 characters', [actions(button({ text: text(75), value: 'v'.repeat(2000) }))]],
    ['an input in a message', [input({ type: 'plain_text_input' })]],
  ])('%s', (_, blocks) => {
    expect(faults(blocks)).toEqual([]);
  });

  test('a modal of 100 blocks', () => {
    expect(viewFaults(modal(Array.from({ length: 100 }, () => section(1))))).toEqual([]);
  });
});

describe('what Slack refuses, with the place and the rule', () => {
  test.each<[string, unknown, string]>([
    ['3001 characters', [section(3001)], 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    ['an empty text', [section(0)], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['51 blocks', Array.from({ length: 51 }, () => section(1)), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [
      '26 elements',
      [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `b${n}` })))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a long button',
      [actions(button({ text: text(76) }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      [actions(button({ value: 'v'.repeat(2001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'mrkdwn on a button',
      [actions(button({ text: text(3, 'mrkdwn') }))],
      'must be plain_text [json-pointer:/blocks/0/elements/0/text/type]',
    ],
    [
      'a mrkdwn header',
      [{ type: 'header', text: text(3, 'mrkdwn') }],
      'must be plain_text [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a long header',
      [{ type: 'header', text: text(151) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      '101 options',
      [actions(select(101))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    ['no options', [actions(select(0))], 'at least 1 items required [json-pointer:/blocks/0/elements/0/options]'],
    [
      'an initial option that is none',
      [actions(select(2, { initial_option: option('7') }))],
      'must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    [
      'six overflow options',
      [actions({ type: 'overflow', options: ['1', '2', '3', '4', '5', '6'].map(option) })],
      'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'eleven checkboxes',
      [actions({ type: 'checkboxes', options: Array.from({ length: 11 }, (_, n) => option(String(n))) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'eleven context elements',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => text(1)) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => text(1)) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a section of nothing',
      [{ type: 'section' }],
      'missing required field: text (or fields) [json-pointer:/blocks/0]',
    ],
    ['a missing field', [{ type: 'header' }], 'missing required field [json-pointer:/blocks/0/text]'],
    ['an unknown key', [{ type: 'divider', colour: 'red' }], 'unexpected field: colour [json-pointer:/blocks/0]'],
    ['an unknown block', [{ type: 'fireworks' }], 'unsupported type here [json-pointer:/blocks/0/type]'],
    [
      'a text input among actions',
      [actions({ type: 'plain_text_input' })],
      'unsupported type here [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a date that is none',
      [actions({ type: 'datepicker', initial_date: '2027-02-30' })],
      'Invalid ISO date [json-pointer:/blocks/0/elements/0/initial_date]',
    ],
    [
      'one block_id twice',
      [
        { type: 'divider', block_id: 'b' },
        { type: 'divider', block_id: 'b' },
      ],
      'block_id "b" is used more than once [json-pointer:/blocks]',
    ],
    [
      'one action_id twice in a block',
      [actions(button(), button())],
      'action_id "a" is used more than once in one block [json-pointer:/blocks/0]',
    ],
    ['no array', { type: 'divider' }, 'must be array [json-pointer:/blocks]'],
    [
      'two tables',
      [1, 2].map(() => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] })),
      'only one table is allowed in a message [json-pointer:/blocks]',
    ],
  ])('%s', (_, blocks, fault) => {
    expect(faults(blocks)).toEqual([fault]);
  });

  test('a table is for messages', () => {
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] };
    expect(faults([table])).toEqual([]);
    expect(faults([table], 'home')).toEqual(['block type table is not allowed on a home [json-pointer:/blocks/0]']);
  });

  test.each<[string, object, string]>([
    [
      'a long title',
      modal([section(1)], { title: text(25) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a long submit',
      modal([section(1)], { submit: text(25) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'inputs without submit',
      modal([input({ type: 'plain_text_input' })]),
      'a modal with input blocks must have submit [json-pointer:/view/submit]',
    ],
    [
      'too much metadata',
      modal([section(1)], { private_metadata: 'x'.repeat(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'a long callback_id',
      modal([section(1)], { callback_id: 'x'.repeat(256) }),
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      '101 blocks',
      modal(Array.from({ length: 101 }, () => section(1))),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    ['an unknown key', modal([section(1)], { colour: 'red' }), 'unexpected field: colour [json-pointer:/view]'],
    [
      'two elements that want the focus',
      modal(
        [1, 2].map(() => input({ type: 'plain_text_input', focus_on_load: true })),
        { submit: text(3) },
      ),
      'only one element can set focus_on_load [json-pointer:/view/blocks]',
    ],
    [
      'more than 250 KB',
      modal(
        Array.from({ length: 90 }, () => section(2900)),
        {},
      ),
      'view_too_large: more than 250 KB [json-pointer:/view]',
    ],
  ])('in a modal: %s', (_, view, fault) => {
    expect(viewFaults(view)).toEqual([fault]);
  });
});
