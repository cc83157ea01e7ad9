import { artifactsMessage } from '../blocks/artifacts';
import { bugMessage, bugView, noBugView } from '../blocks/bug';
import { bugsMessage } from '../blocks/bugs';
import { callsMessage } from '../blocks/calls';
import { checklistMessage } from '../blocks/checklist';
import { gaMessage } from '../blocks/ga';
import { logMessage } from '../blocks/log';
import { maintenanceMessage } from '../blocks/maintenance';
import { peopleMessage } from '../blocks/people';
import type { Picture } from '../blocks/picture';
import { planMessage } from '../blocks/plan';
import { remindersMessage } from '../blocks/reminders';
import { roadmapMessage } from '../blocks/roadmap';
import { rolloutMessage } from '../blocks/rollout';
import { setUpMessage } from '../blocks/set-up';
import { signOffsMessage } from '../blocks/sign-offs';
import { statusMessage } from '../blocks/status';
import type { Surface } from '../blocks/surface';
import { testsMessage } from '../blocks/tests';
import { uxMessage } from '../blocks/ux';
import { bugCardOf } from '../src/domain/bugs/card';
import { bugOf } from '../src/domain/bugs/numbers';
import { deskFor } from './desk';
import { logPage } from './log-page';
import { sameDay } from './same-day';
import type { Visit } from './visit';

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
      return viewer.who.side === 'databricks'
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
      return logMessage(partner, lifecycle, viewer, entries, { older, newer: to.before !== undefined });
    }
  }
}
