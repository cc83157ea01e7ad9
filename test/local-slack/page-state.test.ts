import type { ShownMessage, Told } from '../../local-slack/browser/protocol';
import { after, nothing, type State } from '../../local-slack/page/src/state';
import { linkedMessage } from '../../local-slack/page/src/ui/linked';

/** What the page makes of what it reads and of what it is told meanwhile, in whatever order the two arrive. */

const said = (ts: string, text: string): ShownMessage => ({
  channel: 'C1',
  ts,
  from: 'U1',
  text,
  values: {},
  ephemeral: false,
  edited: false,
});
const message = (ts: string, text: string): Told => ({ kind: 'message', message: said(ts, text) });
const read = (state: State, messages: readonly ShownMessage[], meanwhile: readonly Told[] = [], isOlder = false) =>
  after(state, { kind: 'read', place: 'C1', messages, hasMore: false, isOlder, meanwhile });
const textsIn = (state: State) => state.loaded.get('C1')?.messages.map(({ text }) => text);

describe('A channel that is read', () => {
  test('has what was posted, edited and removed after the answer was made and before it came', () => {
    const answer = [said('1.000000', 'one'), said('2.000000', 'two'), said('3.000000', 'three')];
    const gone: Told = { kind: 'gone', channel: 'C1', ts: '1.000000' };
    const meanwhile = [message('4.000000', 'four'), message('2.000000', 'two, edited'), gone];
    const before = meanwhile.reduce((state, told) => after(state, { kind: 'told', told }), nothing);
    expect(textsIn(before)).toBeUndefined();
    expect(textsIn(read(before, answer, meanwhile))).toEqual(['two, edited', 'three', 'four']);
  });

  test('has nothing twice when the answer has it already', () => {
    const answer = [said('1.000000', 'one'), said('2.000000', 'two')];
    expect(textsIn(read(nothing, answer, [message('2.000000', 'two')]))).toEqual(['one', 'two']);
  });

  test('does not bring back, when read again, what an edit had replaced', () => {
    const shown = read(nothing, [said('1.000000', 'one')]);
    const edited = after(shown, { kind: 'told', told: message('1.000000', 'one, edited') });
    const again = read(edited, [said('1.000000', 'one')], [message('1.000000', 'one, edited')]);
    expect(textsIn(again)).toEqual(['one, edited']);
  });

  test('keeps what is newer when older messages are read', () => {
    const shown = read(nothing, [said('3.000000', 'three')]);
    expect(textsIn(read(shown, [said('1.000000', 'one')], [message('4.000000', 'four')], true))).toEqual([
      'one',
      'three',
      'four',
    ]);
  });
});

describe('What goes wrong', () => {
  const failed = (state: State, text: string) => after(state, { kind: 'failed', text });

  test('a channel that could not be read says so until it is read', () => {
    const unread = after(nothing, { kind: 'unread', place: 'C1', why: 'Nobody answers.' });
    expect([...unread.unread]).toEqual([['C1', 'Nobody answers.']]);
    expect([...read(unread, []).unread]).toEqual([]);
  });

  test('is told once, however often it comes, and stays; what Slack says goes by itself', () => {
    const said: Told = { kind: 'notice', text: '/foo is not a valid command' };
    const state = after(failed(failed(nothing, 'Nobody answers.'), 'Nobody answers.'), { kind: 'told', told: said });
    expect(state.notices.map(({ text, isFault }) => [text, isFault])).toEqual([
      ['Nobody answers.', true],
      ['/foo is not a valid command', false],
    ]);
  });
});

test.each([
  ['https://home.slack.com/archives/C1/p1700000000000100', { channel: 'C1', ts: '1700000000.000100' }],
  [
    'https://home.slack.com/archives/C1/p1700000001000100?thread_ts=1700000000.000100&cid=C1',
    { channel: 'C1', ts: '1700000001.000100', thread: '1700000000.000100' },
  ],
  ['https://home.slack.com/archives/C1', undefined],
  ['https://slack.example/archives/C1/p1700000000000100', undefined],
])('the link %s leads to a message, or elsewhere', (address, place) => {
  expect(linkedMessage(address)).toEqual(place);
});
