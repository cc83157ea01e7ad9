import type { ReceiverEvent } from '@slack/bolt';
// Not from the package's front door, which also loads Express and whatever else one could receive with: a fifth of our start.
import App from '@slack/bolt/dist/App';
import { z } from 'zod';

const callback = z.object({ event: z.object({ type: z.string() }) });

/**
 * Bolt tells Slack that an event arrived before any listener runs; what a crash or an outage loses then, Slack never
 * sends again. Here Slack is told when the listeners are done, and not at all when they throw: it sends the event again
 * at once, after one minute and after five.
 */
export class HeldEventsApp extends App {
  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (!isListenedTo(event.body)) return event.ack();
    if (!isFact(event.body)) return super.processEvent(event);
    await super.processEvent({ ...event, ack: async () => undefined });
    return event.ack();
  }
}

const interactions: ReadonlySet<unknown> = new Set([
  'block_actions',
  'view_submission',
  'message_action',
  'shortcut',
  'event_callback',
]);

/** Whether it is of a kind that has listeners. All else, such as the closing of a form, Slack would report as failed. */
const isListenedTo = (body: ReceiverEvent['body']): boolean => 'command' in body || interactions.has(body['type']);

/** A mention asks for an answer, which takes calls to Slack and would come twice if it were sent again. */
function isFact(body: ReceiverEvent['body']): boolean {
  if (body['type'] !== 'event_callback') return false;
  const parsed = callback.safeParse(body);
  return parsed.success && parsed.data.event.type !== 'app_mention';
}
