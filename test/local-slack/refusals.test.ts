import { refusalOf, refusedBy } from '../../local-slack/browser/refusals';

/** What the inspector says of what was refused. */

const request = (status: number | 'timeout' | 'unreachable', answer = '') => ({
  type: 'view_submission',
  body: {},
  retry: 0,
  at: 0,
  ms: 1,
  status,
  answer,
});

test('a call is refused in Slack’s word, with the reason: of the local Slack, the scope it takes, or what the word means', () => {
  const errors = ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'];
  expect(refusalOf({ ok: false, error: 'invalid_blocks', errors })).toEqual({
    error: 'invalid_blocks',
    why: errors[0],
  });
  expect(refusalOf({ ok: false, error: 'missing_scope', needed: 'pins:write' }).why).toBe(
    'it takes the scope pins:write',
  );
  expect(refusalOf({ ok: false, error: 'not_in_channel' }).why).toBe('the bot is not in the channel');
  expect(refusalOf({ ok: false, error: 'something_new' })).toEqual({ error: 'something_new' });
});

test('a request is refused by the bot with words at a field, with an error, or by silence; one that it takes is not', () => {
  const errors = { holds: 'Please tick all.', comment: 'Too long.' };
  const words = JSON.stringify({ response_action: 'errors', errors });
  expect(refusedBy(request(200, words))).toEqual({ error: 'errors', why: 'Please tick all.; Too long.' });
  expect(refusedBy(request(500, 'oh'))).toEqual({ error: 'HTTP 500', why: 'oh' });
  expect(refusedBy(request('timeout'))?.why).toBe('the bot did not answer in time');
  for (const taken of ['', 'Done', '{"response_action":"clear"}'])
    expect(refusedBy(request(200, taken))).toBeUndefined();
});
