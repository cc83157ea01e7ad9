import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { origin, views, type Origin, type ViewMemory, type ViewName } from '../../blocks/memory';
import type { PartnerId } from '../../src/domain/ids';
import { readJson } from '../../src/domain/json';
import { isRefusal, type Refusal } from '../../src/domain/refusal';
import { partnerFor } from '../visit';
import * as bugs from './bugs';
import * as calls from './calls';
import { declineGa, proposeGa } from './ga';
import { handIn } from './hand-in';
import { handOverMany } from './hand-over';
import { item } from './item';
import { cancelTask, moveTask, planMaintenance, stepBack } from './maintenance';
import { closePartner, editPartner, newPartner, reopenPartner } from './partner';
import { assignPerson, claimRole, handOver, invitePerson } from './people';
import { mute, remind, snooze, unmute } from './reminders';
import { declineEntry, editEntry, proposeEntry, withdrawEntry } from './roadmap';
import { chooseLive, halt, moveWave, planAgain, regionFailed, resume, rollBack } from './rollout';
import { signOff, takeBack } from './sign-offs';
import type { Submission, ViewHandler } from './submission';
import { addTodo, handOverTodo, caseForm, capabilities, results, startRound } from './tests';
import * as ux from './ux';

/** What to draw anew after a form was accepted, and where: a private message, or the Home tab. */
export type Redraw = Origin & { readonly partner?: PartnerId | undefined };
export type Answered =
  | Refusal
  | { readonly next?: ModalView; readonly redraw?: Redraw; readonly after?: () => Promise<void> };

/** Why somebody may not look at the form's partner (any more): a form can stay open while the person leaves the company. */
async function accessProblem(carried: unknown, { services, actor }: Submission): Promise<Refusal | undefined> {
  const form = ofPartner.safeParse(carried);
  if (!form.success || actor.home) return undefined;
  const { p, at } = form.data;
  const here = await partnerFor(services, actor, p, at);
  // The channel has another id by now, or was made anew: who is on the people list goes on.
  const partner = isRefusal(here) ? await partnerFor(services, actor, p, undefined) : here;
  return isRefusal(partner) ? partner : undefined;
}

const ofPartner = views['close-partner'].pick({ p: true, at: true }).strip();
const openedFrom = z.object({ p: views.item.shape.p.optional(), origin });

/** Every form of the bot. The type asks for a handler for each entry of `blocks/memory.ts`. */
export const viewHandlers: { readonly [N in ViewName]: ViewHandler<N> } = {
  'new-partner': newPartner,
  'edit-partner': editPartner,
  item,
  'hand-in': handIn,
  'sign-off': signOff,
  'take-back': takeBack,
  'assign-person': assignPerson,
  'invite-person': invitePerson,
  'claim-role': claimRole,
  'hand-over': handOver,
  'hand-over-many': handOverMany,
  'close-partner': closePartner,
  'reopen-partner': reopenPartner,
  snooze,
  mute,
  unmute,
  remind,
  'ga-propose': proposeGa,
  'ga-decline': declineGa,
  'wave-choose': chooseLive,
  'wave-failed': regionFailed,
  'wave-back': rollBack,
  'wave-move': moveWave,
  'rollout-plan': planAgain,
  'rollout-halt': halt,
  'rollout-resume': resume,
  'roadmap-propose': proposeEntry,
  'roadmap-edit': editEntry,
  'roadmap-decline': declineEntry,
  'roadmap-withdraw': withdrawEntry,
  'maintenance-plan': planMaintenance,
  'maintenance-move': moveTask,
  'maintenance-cancel': cancelTask,
  'step-back': stepBack,
  'bug-report': bugs.reportBug,
  'bug-mitigate': bugs.mitigateBug,
  'bug-resolve': bugs.resolveBug,
  'bug-update': bugs.updateBug,
  'bug-hand-over': bugs.handOverBug,
  'bug-reopen': bugs.reopenBug,
  'bug-steps': bugs.bugSteps,
  'bug-severity': bugs.bugSeverity,
  'bug-duplicate': bugs.bugDuplicate,
  results,
  'round-start': startRound,
  capabilities,
  case: caseForm,
  'ux-review': ux.reviewUx,
  'design-hand-in': ux.handInDesign,
  'design-send-back': ux.sendDesignBack,
  'call-schedule': calls.scheduleCall,
  'call-change': calls.changeCall,
  'call-cancel': calls.cancelCall,
  'call-outcome': calls.callOutcome,
  'todo-add': addTodo,
  'todo-hand-over': handOverTodo,
};

/** Runs the handler of a submitted form; nothing when this version of the bot no longer knows the form. */
export async function runView(
  callbackId: string,
  memory: string,
  submission: Submission,
): Promise<Answered | undefined> {
  const name = viewNames.safeParse(callbackId);
  return name.success ? run(name.data, readJson(memory || '{}'), submission) : undefined;
}

const memories: { readonly [N in ViewName]: z.ZodType<ViewMemory<N>> } = views;

/** Decodes what a form remembers before its handler runs, and says what to draw anew afterwards. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the handler to the schema of its name
async function run<N extends ViewName>(
  name: N,
  carried: unknown,
  submission: Submission,
): Promise<Answered | undefined> {
  const memory = memories[name].safeParse(carried);
  if (!memory.success) return undefined;
  const barred = await accessProblem(carried, submission);
  if (barred) return barred;
  const done = await viewHandlers[name](memory.data, submission);
  if (isRefusal(done) || done.after) return done;
  const from = openedFrom.safeParse(carried);
  return from.success ? { ...done, redraw: { ...from.data.origin, partner: from.data.p } } : done;
}

const viewNames = z.custom<ViewName>((name) => typeof name === 'string' && Object.hasOwn(views, name));
