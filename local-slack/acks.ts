import { z } from 'zod';
import { readJson } from '../src/domain/json';
import type { Desk } from './api/method';
import { faultsOf } from './block-kit/check';
import { checkView } from './block-kit/view';
import type { Outcome } from './dispatch';
import { refuse, SlackError } from './errors';
import type { View } from './modals';
import { say } from './response-url';
import type { Channel, Person } from './state';
import type { Traffic } from './traffic';

/** What the bot's acknowledgement does, and what the person sees when there is none. */

/** Slack's name for what went wrong with a dispatch; nothing when the bot took it. */
export function trouble(outcome: Outcome): string | undefined {
  if (outcome.status === 200) return undefined;
  if (outcome.status === 'timeout') return 'operation_timeout';
  return outcome.status === 'unreachable' ? 'dispatch_unreachable' : `dispatch_failed (HTTP ${outcome.status})`;
}

function parsed(body: string): unknown {
  if (!body.trimStart().startsWith('{')) return { text: body };
  return readJson(body) ?? refuse('invalid_json');
}

/** Runs what an ack asks for; a bad one is logged as a refusal and shown to the person. */
function strictly(desk: Desk, traffic: Traffic, what: string, person: Person, body: string, run: () => void): boolean {
  const began = performance.now();
  try {
    run();
    return true;
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    traffic.called({
      method: `ack:${what}`,
      args: { body },
      at: Date.now(),
      ms: performance.now() - began,
      status: 200,
      answer: { ok: false, error: error.code, ...error.extra },
      injected: false,
    });
    desk.ws.notify(person.id, `${what} failed with the error "${error.code}"`);
    return false;
  }
}

/** Shows what the bot answers a command with; or, as Slack does, that it failed. */
export function afterCommand(
  desk: Desk,
  traffic: Traffic,
  person: Person,
  channel: Channel,
  command: string,
  outcome: Outcome,
): void {
  const failed = trouble(outcome);
  if (failed !== undefined) return desk.ws.notify(person.id, `${command} failed with the error "${failed}"`);
  if (outcome.body.trim() === '') return undefined;
  strictly(desk, traffic, command, person, outcome.body, () =>
    say(desk, { user: person.id, channelId: channel.id }, parsed(outcome.body)),
  );
  return undefined;
}

const submissionAck = z.discriminatedUnion('response_action', [
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string().min(1)).refine((errors) => Object.keys(errors).length > 0, 'is empty'),
  }),
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('clear') }),
]);

/** Closes a submitted form, or does with it what the bot asks for. When the bot does not answer, the form stays. */
export function afterSubmission(desk: Desk, traffic: Traffic, person: Person, view: View, outcome: Outcome): void {
  const failed = trouble(outcome);
  if (failed !== undefined) return desk.ws.notify(person.id, `We had some trouble connecting. Try again? (${failed})`);
  const body = outcome.body.trim();
  if (body === '' || body === '{}') {
    desk.modals.close(view, false);
    return undefined;
  }
  const what = `submitting "${view.request.title.text}"`;
  strictly(desk, traffic, what, person, body, () => obey(desk, person, view, parsed(body)));
  return undefined;
}

function obey(desk: Desk, person: Person, view: View, ack: unknown): void {
  const result = submissionAck.safeParse(ack, { reportInput: true });
  if (!result.success) return refuse('invalid_arguments', ...faultsOf(result.error));
  const answer = result.data;
  switch (answer.response_action) {
    case 'clear':
      desk.modals.close(view, true);
      return undefined;
    case 'errors':
      return showErrors(desk, view, answer.errors);
    case 'update':
    case 'push': {
      const checked = checkView(answer.view, 'modal');
      if (!checked.ok) return refuse('invalid_arguments', ...checked.faults);
      if (answer.response_action === 'update') desk.modals.update(view, checked.value);
      else desk.modals.push(person.id, checked.value);
      return undefined;
    }
  }
}

/** Errors belong to input blocks; a key that names none would show nowhere. */
function showErrors(desk: Desk, view: View, errors: Record<string, string>): void {
  const inputs = new Set(view.blocks.filter((b) => b.type === 'input').map((b) => b.block_id));
  const lost = Object.keys(errors).filter((id) => !inputs.has(id));
  if (lost.length > 0)
    refuse('invalid_arguments', ...lost.map((id) => `no input block has the block_id "${id}" [json-pointer:/errors]`));
  desk.modals.setErrors(view, errors);
}
