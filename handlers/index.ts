import type {
  AllMiddlewareArgs,
  AnyMiddlewareArgs,
  App,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackEventMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { guestPicture } from '../blocks/home';
import { simpleMessage } from '../blocks/message';
import { isRefusal, refuse, type Refusal } from '../src/domain/refusal';
import { runAction } from './actions';
import type { Click, Reply } from './actions/click';
import { apologise, openForm, orApologise, respond } from './answer';
import { runCommand } from './commands';
import { handlerOf } from './events';
import { NotTaken, untilDone } from './events/again';
import { UnderWay } from './events/under-way';
import {
  actionPayload,
  clicked,
  commandPayload,
  shortcutPayload,
  viewPayload,
  type ActionPayload,
  type ShortcutPayload,
  type ViewPayload,
} from './payloads';
import { isAtHome, redrawn, send } from './reply';
import type { Services } from './services';
import { runShortcut } from './shortcuts';
import type { ShortcutReply } from './shortcuts/shortcut';
import { runView, type Answered } from './views';
import { Answers } from './views/answers';

/**
 * The app's table of contents: `/pc` (commands/), buttons and menus (actions/), shortcuts of messages (shortcuts/), forms
 * (views/), events (events/).
 * Bolt asks every listener about every request, a third of its own time; so there is one for all, and a table behind
 * each kind. What needs only Redis is answered within the ack, what needs Slack after it: Slack waits for 3 s.
 * `track` is told of all that is under way.
 */
export function registerHandlers(
  app: App,
  services: Services,
  track: (work: () => Promise<void>) => Promise<void>,
): void {
  const events = new UnderWay();
  app.use((args) =>
    track(async () => {
      if ('event' in args) return onEvent(args, services, events);
      try {
        if ('command' in args) await onCommand(args, services);
        else if ('action' in args) await onAction(args, services);
        else if ('shortcut' in args) await onShortcut(args, services);
        else if (isSubmission(args)) await onSubmission(args, services);
      } catch (error) {
        // What cannot even be read has no address to apologise to; Slack is told that it arrived all the same.
        apologise(services, error, 'a request');
        await args.ack();
      }
    }),
  );
  app.error(async (error) => {
    // Told to the receiver, which lets Slack send it again.
    if (error instanceof NotTaken) throw error;
    services.log.error({ err: error }, 'listener');
  });
}

async function onCommand({ ack, body }: SlackCommandMiddlewareArgs, services: Services): Promise<void> {
  const answer = await answerCommand(body, services).catch((error: unknown) => ({
    picture: apologise(services, error, 'a command', { saves: false }),
  }));
  if ('picture' in answer) return ack({ response_type: 'ephemeral', ...answer.picture });
  await ack();
  const { trigger_id: trigger, response_url: url } = body;
  await orApologise(services, { url }, 'opening a form', () => openForm(services, trigger, answer.modal));
}

async function onAction({ ack, body, action }: SlackActionMiddlewareArgs, services: Services): Promise<void> {
  const payload = actionPayload.parse(body);
  const { response_url: url } = payload;
  const reply = await answerClick(payload, action, services).catch((error: unknown) => ({
    tell: apologise(services, error, 'a click'),
  }));
  await ack();
  await orApologise(services, { url, user: payload.user }, 'answering a click', () => send(reply, payload, services));
}

async function onShortcut({ ack, body }: SlackShortcutMiddlewareArgs, services: Services): Promise<void> {
  const payload = shortcutPayload.parse(body);
  const { response_url: url } = payload;
  const reply = await answerShortcut(payload, services).catch((error: unknown) => ({
    tell: apologise(services, error, 'a shortcut', { saves: false }),
  }));
  await ack();
  await orApologise(services, { url, user: payload.user }, 'answering a shortcut', async () => {
    if ('modal' in reply) await openForm(services, payload.trigger_id, reply.modal);
    else if (url !== undefined) await respond(url, reply.tell, false);
    if ('after' in reply) await reply.after?.();
  });
}

type Submission = SlackViewMiddlewareArgs<ViewSubmitAction>;

const isSubmission = (args: AnyMiddlewareArgs): args is Submission =>
  'view' in args && args.body.type === 'view_submission';

async function onSubmission({ ack, body }: Submission, services: Services): Promise<void> {
  const payload = viewPayload.parse(body);
  const answers = new Answers(payload);
  const answered = await answerView(payload, answers, services).catch((error: unknown) =>
    refuse(apologise(services, error, 'a form').text),
  );
  if (isRefusal(answered)) return ack({ response_action: 'errors', errors: atFields(answered, answers) });
  await ack(answered.next ? { response_action: 'update', view: answered.next } : undefined);
  const { redraw, after } = answered;
  if (after) await orApologise(services, { user: payload.user }, 'what follows a form', after);
  if (!redraw) return;
  const at = 'url' in redraw ? { url: redraw.url } : {};
  await orApologise(services, at, 'drawing a message anew', () => redrawn(payload.user, redraw, services));
}

async function onEvent(
  { event, body, context }: SlackEventMiddlewareArgs & Pick<AllMiddlewareArgs, 'context'>,
  services: Services,
  events: UnderWay,
): Promise<void> {
  const handler = handlerOf(event.type);
  if (!handler) return;
  const { retryNum: retry = 0 } = context;
  await events.take(body.event_id, () =>
    untilDone(services, { name: event.type, retry }, (late) => handler(event, services, late)),
  );
}

async function answerCommand(body: unknown, services: Services) {
  const { user_id: user, team_id: team, channel_id: channel, text } = commandPayload.parse(body);
  const [actor, partner] = await Promise.all([
    services.people.actor(user, team),
    services.onboarding.inChannel(channel),
  ]);
  return runCommand({ services, actor, channel, ...(partner && { partner }) }, text);
}

async function answerClick(payload: ActionPayload, action: unknown, services: Services): Promise<Reply> {
  const { user, channel, container, response_url: url } = payload;
  const click: Click = {
    services,
    actor: await services.people.actor(user.id, user.team_id),
    channel: channel?.id,
    url,
    ephemeral: container?.is_ephemeral === true,
    atHome: isAtHome(payload),
  };
  // Drawn while they were of the workspace.
  if (click.atHome && !click.actor.home) return { desk: guestPicture() };
  const reply = await runAction(clicked.parse(action), click);
  return (
    reply ?? { tell: simpleMessage('This button is out of date. Use the buttons on the pinned card, or `/pc status`.') }
  );
}

async function answerShortcut(payload: ShortcutPayload, services: Services): Promise<ShortcutReply> {
  const { user, channel } = payload;
  const [actor, partner] = await Promise.all([
    services.people.actor(user.id, user.team_id),
    channel && services.onboarding.inChannel(channel.id),
  ]);
  const reply = await runShortcut({ services, actor, payload, ...(partner && { partner }) });
  return reply ?? { tell: simpleMessage('This shortcut is out of date. Type `/pc help` to see what there is.') };
}

async function answerView(payload: ViewPayload, answers: Answers, services: Services): Promise<Answered> {
  const { user, view } = payload;
  const actor = await services.people.actor(user.id, user.team_id);
  const submission = { services, actor, answers, view: view.id };
  const answered = await runView(view.callback_id, view.private_metadata ?? '', submission);
  return answered ?? refuse('This form is out of date. Please open it again.');
}

/** At a field Slack shows a text as it stands: a command or a reference in it without its marks. */
const plainly = (message: string): string => message.replaceAll(/`(\/pc [^`]*|[0-9a-f]{8})`/g, '$1');

/** Slack shows an error at a field of the form only, one each: what concerns no single one stands at the first. */
function atFields(refusal: Refusal, answers: Answers): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { message, field } of [refusal, ...(refusal.others ?? [])]) {
    const at = field !== undefined && answers.asked(field) ? field : answers.firstField();
    if (at !== undefined) errors[at] ??= plainly(message).slice(0, 2000);
  }
  return errors;
}
