import { guestPicture, homeView } from '../blocks/home';
import type { Picture } from '../blocks/picture';
import type { Surface } from '../blocks/surface';
import type { Person } from '../src/domain/actor';
import { userOf, workspaceOf, type PartnerId } from '../src/domain/ids';
import { problemOf } from '../src/slack/problems';
import { deskFor } from './desk';
import { draw } from './draw';
import type { Services } from './services';
import { visit } from './visit';

/**
 * The Home tab: the desk, or a screen that was opened from it. It is drawn when somebody opens it, clicks on it or submits
 * a form that they opened there, for them alone.
 */

/** Shows the desk, or a partner's screen, on the Home tab of a person. */
export async function showHome(
  services: Services,
  actor: Person,
  to: Surface = { s: 'home' },
  id?: PartnerId,
): Promise<void> {
  if (!actor.home) return welcomeGuest(services, actor);
  const user = userOf(actor.person);
  const partner = to.s === 'home' || id === undefined ? undefined : await services.onboarding.load(id);
  return partner
    ? publish(services, user, await draw(to, visit(services, actor, partner)))
    : publish(services, user, await deskFor(services, actor, to.s === 'home' ? to : {}), { back: false });
}

/** Puts a picture on the Home tab, under a way back to the desk unless it is the desk. */
export async function publish(
  { client, log }: Services,
  user: string,
  picture: Picture,
  { back = true }: { readonly back?: boolean } = {},
): Promise<void> {
  try {
    await client.views.publish({ user_id: user, view: homeView(picture, { back }) });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind !== 'rate-limited') throw error;
    // It says as of when it is, and is drawn again when they open it next.
    log.info({ user, problem }, 'a Home tab stays as it was');
  }
}

/** Guests read nothing of any partner there. People of other workspaces have no Home tab, whatever an event says. */
async function welcomeGuest(services: Services, actor: Person): Promise<void> {
  if (workspaceOf(actor.person) === services.identity.teamId)
    await publish(services, userOf(actor.person), guestPicture(), { back: false });
}
