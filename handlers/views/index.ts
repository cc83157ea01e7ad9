import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { origin, views, type Origin, type ViewMemory, type ViewName } from '../../blocks/memory';
import type { PartnerId } from '../../src/domain/ids';
import { readJson } from '../../src/domain/json';
import { isRefusal, type Refusal } from '../../src/domain/refusal';
import { partnerFor } from '../visit';
import * as bugs from './bugs';
import * as calls from './calls';
import * as ga from './ga';
import { handIn } from './hand-in';
import { handOverMany } from './hand-over';
import { item } from './item';
import * as maintenance from './maintenance';
import * as partner from './partner';
import * as people from './people';
import * as reminders from './reminders';
import * as roadmap from './roadmap';
import * as rollout from './rollout';
import * as signOffs from './sign-offs';
import type { Submission, ViewHandler } from './submission';
import * as tests from './tests';
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
  'new-partner': partner.newPartner,
  'edit-partner': partner.editPartner,
  item,
  'hand-in': handIn,
  'sign-off': signOffs.signOff,
  'take-back': signOffs.takeBack,
  'assign-person': people.assignPerson,
  'invite-person': people.invitePerson,
  'claim-role': people.claimRole,
  'hand-over': people.handOver,
  'hand-over-many': handOverMany,
  'close-partner': partner.closePartner,
  'reopen-partner': partner.reopenPartner,
  snooze: reminders.snooze,
  mute: reminders.mute,
  unmute: reminders.unmute,
  remind: reminders.remind,
  'ga-propose': ga.proposeGa,
  'ga-decline': ga.declineGa,
  'wave-choose': rollout.chooseLive,
  'wave-failed': rollout.regionFailed,
  'wave-back': rollout.rollBack,
  'wave-move': rollout.moveWave,
  'rollout-plan': rollout.planAgain,
  'rollout-halt': rollout.halt,
  'rollout-resume': rollout.resume,
  'roadmap-propose': roadmap.proposeEntry,
  'roadmap-edit': roadmap.editEntry,
  'roadmap-decline': roadmap.declineEntry,
  'roadmap-withdraw': roadmap.withdrawEntry,
  'maintenance-plan': maintenance.planMaintenance,
  'maintenance-move': maintenance.moveTask,
  'maintenance-cancel': maintenance.cancelTask,
  'step-back': maintenance.stepBack,
  'bug-report': bugs.reportBug,
  'bug-mitigate': bugs.mitigateBug,
  'bug-resolve': bugs.resolveBug,
  'bug-update': bugs.updateBug,
  'bug-hand-over': bugs.handOverBug,
  'bug-reopen': bugs.reopenBug,
  'bug-steps': bugs.bugSteps,
  'bug-severity': bugs.bugSeverity,
  'bug-duplicate': bugs.bugDuplicate,
  results: tests.results,
  'round-start': tests.startRound,
  capabilities: tests.capabilities,
  case: tests.caseForm,
  'ux-review': ux.reviewUx,
  'design-hand-in': ux.handInDesign,
  'design-send-back': ux.sendDesignBack,
  'call-schedule': calls.scheduleCall,
  'call-change': calls.changeCall,
  'call-cancel': calls.cancelCall,
  'call-outcome': calls.callOutcome,
  'todo-add': tests.addTodo,
  'todo-hand-over': tests.handOverTodo,
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
