import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { newestShows, open, partnerNamed } from '../support/story';
import { useWorld } from '../support/world';

/** Requests written by hand, signed as Slack signs them: other than those of the local Slack, or broken. */

const world = useWorld();
const acme = 'pc-acme';
beforeAll(() => open(world, 'Acme'));

const formType = 'application/x-www-form-urlencoded';

async function send(
  body: string,
  type: string,
  at = Math.floor(Date.now() / 1000),
  secret = world.slack.signingSecret,
) {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  const headers = {
    'content-type': type,
    'x-slack-request-timestamp': `${at}`,
    'x-slack-signature': `v0=${signature}`,
  };
  const answer = await fetch(world.url, { method: 'POST', headers, body });
  return { status: answer.status, body: await answer.text() };
}
const interact = (payload: object) =>
  send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), formType);
const type = (words: Readonly<Record<string, string>>) =>
  send(new URLSearchParams({ command: '/pc', trigger_id: '1.1', ...words }).toString(), formType);

const pat = () => ({ id: world.cast.pat.id, team_id: world.slack.team.id });
const here = () => ({ user_id: pat().id, team_id: pat().team_id, channel_id: world.slack.channel(acme).id });

test.each([
  ['the wrong secret', { secret: 'another' }],
  ['a time of six minutes ago', { at: -360 }],
])('%s: refused, and nothing is done', async (_, { secret, at = 0 }: { secret?: string; at?: number }) => {
  const body = new URLSearchParams({ command: '/pc', text: 'help', trigger_id: '1.1', ...here() }).toString();
  const answer = await send(body, formType, Math.floor(Date.now() / 1000) + at, secret);
  expect(answer).toMatchObject({ status: 401, body: '' });
});

describe('what nobody here listens to is acknowledged at once', () => {
  const user = { id: 'U1', team_id: 'T1' };
  const view = { id: 'V1', type: 'modal', callback_id: 'new-partner', private_metadata: '{}' };
  test.each<[string, object]>([
    ['a form that was closed', { type: 'view_closed', user, view, is_cleared: false }],
    ['options of a menu', { type: 'block_suggestion', user, action_id: 'a', block_id: 'b', value: 'x' }],
    ['a button of old', { type: 'interactive_message', user, actions: [{ name: 'a' }], callback_id: 'x' }],
    ['a step of a workflow', { type: 'workflow_step_edit', user }],
    ['a click that cannot be read', { type: 'block_actions', user, actions: [{}] }],
    ['a form that cannot be read', { type: 'view_submission', user, view: {} }],
  ])('%s', async (_, payload) => {
    expect((await interact(payload)).status).toBe(200);
    world.takeFaults();
  });

  test('a warning that there are too many events', async () => {
    const { status } = await send('{"type":"app_rate_limited","minute_rate_limited":1}', 'application/json');
    expect(status).toBe(200);
  });
});

test('a command of another name, with next to nothing else, is one', async () => {
  const { team_id: _, ...words } = here();
  const { status, body } = await type({ ...words, command: '/partner', text: 'statsu' });
  expect(status).toBe(200);
  expect(body).toContain('Did you mean `/pc status`?');
});

test('a click that says little, on what no longer is, gets a word', async () => {
  let told: (body: string) => void = () => undefined;
  const answer = new Promise<string>((resolve) => (told = resolve));
  const server = createServer((request, response) => {
    void text(request).then(told);
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const value = JSON.stringify({ p: 'nobody', to: { s: 'status' } });
  const click = { type: 'block_actions', user: { id: pat().id, team_id: null }, trigger_id: '1.1' };
  await interact({ ...click, response_url: url, actions: [{ action_id: 'show', value, selected_option: null }] });
  expect(await answer).toContain('out of date');
  server.closeAllConnections();
  server.close();
});

test('events without an id are taken for as many as they are', async () => {
  const event = (name: string) =>
    send(
      JSON.stringify({
        type: 'event_callback',
        team_id: world.slack.team.id,
        event: { type: 'channel_rename', channel: { id: world.slack.channel(acme).id, name } },
      }),
      'application/json',
    );
  for (const name of ['pc-acme-2', 'pc-acme-3']) {
    expect((await event(name)).status).toBe(200);
    expect((await partnerNamed(world, 'Acme')).channel).toMatchObject({ name });
  }
});

describe('a form with what Slack would not let anybody choose', () => {
  const submit = async (fields: Readonly<Record<string, object>>) => {
    const values = Object.fromEntries(
      Object.entries({
        name: { value: 'Odd' },
        integrationType: { selected_option: { value: 'read' } },
        clouds: { selected_options: [{ value: 'aws' }] },
        pdm: { selected_user: pat().id },
        ...fields,
      }).map(([field, input]) => [field, { [field]: input }]),
    );
    const view = { id: 'V0ODD', callback_id: 'new-partner', private_metadata: '{"channel":"C1"}', state: { values } };
    return JSON.parse((await interact({ type: 'view_submission', user: pat(), view })).body || '{}');
  };

  test.each<[string, string, object, RegExp]>([
    ['a day that there is not', 'targetGaDate', { selected_date: '2027-02-29' }, /There is no such day/],
    ['somebody whom Slack does not know', 'engineering', { selected_user: 'U0NOBODY' }, /does not know this person/],
  ])('%s is told at its field', async (_, field, input, problem) => {
    expect(await submit({ [field]: input })).toEqual({
      response_action: 'errors',
      errors: { [field]: expect.stringMatching(problem) },
    });
    await expect(partnerNamed(world, 'Odd')).rejects.toThrow('no partner');
    expect(world.faults).toEqual([]);
  });
});

test.each([
  ['remembers nothing that can be read', '{"p":'],
  ['remembers what none does now', '{"was":"once"}'],
])('a form that %s is out of date: the person is told so, and it is no fault', async (_, memory) => {
  const state = { values: { reason: { reason: { value: 'x' } } } };
  const view = { id: 'V0OLD', callback_id: 'close-partner', private_metadata: memory, state };
  const { body } = await interact({ type: 'view_submission', user: pat(), view });
  expect(body).toContain('This form is out of date. Please open it again.');
  expect(world.faults).toEqual([]);
});

test.each<[string, object, string]>([
  ['nothing', {}, 'Please choose a day.'],
  ['a day that there is not', { selected_date: '2027-02-29' }, 'There is no such day. Please choose one.'],
])('a form that asks for a day and gets %s says so at its field', async (_, due, problem) => {
  const { id: p } = await partnerNamed(world, 'Acme');
  const memory = JSON.stringify({ p, kind: 'credential-rotation' });
  const view = {
    id: 'V0DAY',
    callback_id: 'maintenance-plan',
    private_metadata: memory,
    state: { values: { due: { due } } },
  };
  const { body } = await interact({ type: 'view_submission', user: pat(), view });
  expect(JSON.parse(body)).toEqual({ response_action: 'errors', errors: { due: problem } });
});

test('a role that no menu offers is none', async () => {
  const fields = { person: { selected_user: pat().id }, roles: { selected_options: [{ value: 'not a role' }] } };
  const values = Object.fromEntries(Object.entries(fields).map(([field, input]) => [field, { [field]: input }]));
  const view = { id: 'V0ROLES', callback_id: 'hand-over-many', private_metadata: '{}', state: { values } };
  const { body } = await interact({ type: 'view_submission', user: pat(), view });
  expect(body).toContain('Please choose at least one role.');
  expect(world.faults).toEqual([]);
});

test('somebody of another company whom Slack does not show acts for the partner’s side', async () => {
  const lurker = { user_id: 'U0LURKER', channel_id: here().channel_id };
  expect((await type({ ...lurker, team_id: 'T0ELSEWHERE', text: 'status' })).body).toContain('Acme');
  expect((await type({ ...lurker, team_id: 'T0ELSEWHERE', text: 'new' })).body).toContain(
    'Only people of this workspace',
  );
  expect(world.faults).toEqual([]);
  // Whoever claims to be of ours is looked for in vain.
  expect((await type({ ...lurker, user_id: 'U0LIAR', team_id: pat().team_id, text: 'status' })).body).toContain(
    'Sorry',
  );
  world.takeFaults();
});

test.each<[string, Parameters<typeof world.slack.fail>[1], string]>([
  ['does not answer', 'drop', 'Slack does not answer me just now.*If it does not come up by itself, press it again'],
  ['has a fault', { error: 'internal_error' }, 'Slack does not answer me just now.*press it again in a minute'],
  ['asks to wait', { retryAfter: 30 }, 'Slack asks me to wait a moment.*press it again in 30 seconds'],
  ['waits for a form no longer', { error: 'expired_trigger_id' }, 'within three seconds only.*Please press it again'],
  ['opened one already', { error: 'exchanged_trigger_id' }, 'one form a click.*Close what is open, and press it again'],
  ['misses a scope', { error: 'missing_scope' }, 'until my access is mended.*Pressing it again will not help'],
  ['cannot read it', { error: 'invalid_arguments' }, 'a fault in it on my side.*Pressing it again will not help'],
])('a form while Slack %s: the person is told so, and what to do, with a reference', async (_, fault, told) => {
  const asker = world.slack.as(world.cast.pat).in('general');
  world.slack.fail('views.open', fault);
  await asker.type('/pc new');
  const words = `Sorry, the form did not open: .*${told}.*the reference [0-9a-f]{8}`;
  await newestShows(world, asker, new RegExp(words));
  world.takeFaults();
});
