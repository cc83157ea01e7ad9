import { toldModal } from '../blocks/home';
import type { Reply } from './actions/click';
import { openForm, respond } from './answer';
import { draw } from './draw';
import { publish, showHome } from './home';
import type { ActionPayload } from './payloads';
import type { Services } from './services';
import type { Redraw } from './views';
import { visit } from './visit';
import { tellDirectly } from './whisper';

/** Where what a click or a form came to is shown: on the message that was clicked, beside it, or on the Home tab. */

/** Whether a click was made on the Home tab. */
export const isAtHome = ({ view }: ActionPayload): boolean => view?.type === 'home';

/** Shows what a click came to. Throws when Slack does not take it. */
export async function send(reply: Reply, payload: ActionPayload, services: Services): Promise<void> {
  const { response_url: url, container, trigger_id: trigger } = payload;
  if (isAtHome(payload)) await sendHome(reply, payload, services);
  else if ('modal' in reply) await openForm(services, trigger, reply.modal);
  else if (url === undefined || 'desk' in reply) return;
  else if ('show' in reply) await respond(url, reply.show, container?.is_ephemeral === true);
  else if ('replace' in reply) await respond(url, reply.replace, true);
  else {
    await respond(url, reply.tell, false);
    await reply.after?.();
  }
}

/** On the Home tab a screen is drawn in place, and what is only told comes in a window of its own. */
async function sendHome(reply: Reply, { user, trigger_id: trigger }: ActionPayload, services: Services): Promise<void> {
  if ('modal' in reply) await openForm(services, trigger, reply.modal);
  else if ('tell' in reply) {
    // What they asked for is done or refused already: the window is only where they read it.
    await openForm(services, trigger, toldModal(reply.tell)).catch((error: unknown) => {
      services.log.warn({ err: error }, 'what was to be told in a window is told by direct message');
      return tellDirectly(services, user.id, reply.tell);
    });
    await reply.after?.();
  } else {
    if ('desk' in reply) await publish(services, user.id, reply.desk, { back: false });
    else await publish(services, user.id, 'show' in reply ? reply.show : reply.replace);
  }
}

/** Draws anew what a form was opened from. Throws when Slack does not take it. */
export async function redrawn(user: ActionPayload['user'], redraw: Redraw, services: Services): Promise<void> {
  const { partner: id, surface } = redraw;
  if ('home' in redraw) {
    const actor = await services.people.actor(user.id, user.team_id);
    return showHome(services, actor, surface, id);
  }
  if (id === undefined) return;
  const [actor, partner] = await Promise.all([
    services.people.actor(user.id, user.team_id),
    services.onboarding.load(id),
  ]);
  if (partner) await respond(redraw.url, await draw(surface, visit(services, actor, partner)), redraw.replace);
}
