import type { Picture, Viewer } from '../blocks/picture';
import type { Surface } from '../blocks/surface';
import { bugMessage, bugView, noBugView } from '../blocks/bug';
import { artifactsMessage } from '../blocks/artifacts';
import { bugsMessage } from '../blocks/bugs';
import { callsMessage } from '../blocks/calls';
import { checklistMessage } from '../blocks/checklist';
import { maintenanceMessage } from '../blocks/maintenance';
import { logMessage } from '../blocks/log';
import { peopleMessage } from '../blocks/people';
import { roadmapMessage } from '../blocks/roadmap';
import { remindersMessage } from '../blocks/reminders';
import { setUpMessage } from '../blocks/set-up';
import { gaMessage } from '../blocks/ga';
import { planMessage } from '../blocks/plan';
import { rolloutMessage } from '../blocks/rollout';
import { signOffsMessage } from '../blocks/sign-offs';
import { statusMessage } from '../blocks/status';
import { testsMessage } from '../blocks/tests';
import { uxMessage } from '../blocks/ux';
import { standing, type Person } from '../src/domain/actor';
import { bugCardOf } from '../src/domain/bugs/card';
import { bugOf } from '../src/domain/bugs/numbers';
import { dateOf } from '../src/domain/calendar';
import type { PartnerId } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { refuse, type Refusal } from '../src/domain/refusal';
import { deskFor } from './desk';
import { logPage } from './log-page';
import { sameDay } from './same-day';
import type { Services } from './services';

/** A person looking at a partner: what every private message is drawn for. */
export interface Visit {
  readonly services: Services;
  readonly actor: Person;
  readonly partner: Partner;
  readonly viewer: Viewer;
}

/** Returns a person's look at a partner, now. */
export function visit(services: Services, actor: Person, partner: Partner): Visit {
  const now = services.clock();
  const viewer = {
    standing: standing(actor, partner, services.lifecycle),
    today: dateOf(now, services.lifecycle.zone),
    now,
  };
  return { services, actor, partner, viewer };
}

/**
 * Whether a person may look at a partner from where they are: people of the workspace from anywhere, everybody else only
 * from the partner's own channel, or in a form with a role of the side that they are on now.
 */
export function mayLook(
  partner: Partner,
  actor: Person,
  channel: string | undefined,
  { lifecycle }: Pick<Services, 'lifecycle'>,
): boolean {
  const here = partner.channel.is !== 'none' && partner.channel.id === channel;
  return actor.home || here || (channel === undefined && standing(actor, partner, lifecycle).teams.size > 0);
}

/** Returns the partner a button or form names, if this person may look at it from where they are. */
export async function partnerFor(
  services: Services,
  actor: Person,
  id: PartnerId,
  channel: string | undefined,
): Promise<Partner | Refusal> {
  const partner = await services.onboarding.load(id);
  if (partner && mayLook(partner, actor, channel, services)) return partner;
  return refuse('This is from another channel, or out of date. Use the buttons on the pinned card instead.');
}

/** Draws a private message as its viewer may see it. */
export async function draw(to: Surface, visited: Visit): Promise<Picture> {
  const { services, partner, viewer } = visited;
  const { lifecycle } = services;
  switch (to.s) {
    case 'status':
      return statusMessage(partner, lifecycle, viewer);
    case 'checklist':
      return checklistMessage(partner, lifecycle, viewer, to);
    case 'sign-offs':
      return signOffsMessage(partner, lifecycle, viewer);
    case 'people':
      return peopleMessage(partner, lifecycle, viewer, to);
    case 'set-up':
      return viewer.standing.side === 'databricks'
        ? setUpMessage(partner, lifecycle)
        : statusMessage(partner, lifecycle, viewer);
    case 'ga':
      return gaMessage(partner, lifecycle, viewer);
    case 'rollout':
      return rolloutMessage(partner, lifecycle, viewer);
    case 'roadmap':
      return roadmapMessage(partner, lifecycle, viewer, to);
    case 'maintenance':
      return maintenanceMessage(partner, lifecycle, viewer, to);
    case 'artifacts':
      return artifactsMessage(partner, lifecycle, viewer);
    case 'ux':
      return uxMessage(partner, lifecycle, viewer);
    case 'calls':
      return callsMessage(partner, lifecycle, viewer);
    case 'tests':
      return testsMessage(partner, lifecycle, viewer);
    case 'plan':
      return planMessage(partner, lifecycle, viewer, to.date, await sameDay(visited, to.date));
    case 'bugs':
      return bugsMessage(partner, lifecycle, viewer, to);
    case 'bug':
    case 'bug-message': {
      const bug = bugOf(partner.bugs, to.bug);
      if (!bug) return noBugView(to.bug, partner);
      return to.s === 'bug'
        ? bugView(bug, partner, lifecycle, viewer)
        : bugMessage(bugCardOf(bug, partner, lifecycle), partner, lifecycle);
    }
    case 'reminders':
      return remindersMessage(partner, lifecycle, viewer, to);
    case 'home':
      return deskFor(services, visited.actor, to);
    case 'log': {
      const { entries, older } = await logPage(visited, to.before);
      return logMessage(partner, lifecycle, viewer, entries, older);
    }
  }
}
