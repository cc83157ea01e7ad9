import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { origin, views, type Origin, type ViewName } from '../../blocks/memory';
import { isRefusal, type Refusal } from '../../src/domain/refusal';
import type { PartnerId } from '../../src/domain/ids';
import { partnerFor } from '../visit';
import * as bugs from './bugs';
import * as calls from './calls';
import * as ux from './ux';
import { declineGa, proposeGa } from './ga';
import { handIn } from './hand-in';
import { handOverMany } from './hand-over';
import { item } from './item';
import { cancelTask, moveTask, planMaintenance, stepBack } from './maintenance';
import { closePartner, editPartner, newPartner, reopenPartner } from './partner';
import { assignPerson, claimRole, handOver, invitePerson } from './people';
import { chooseLive, halt, moveWave, planAgain, regionFailed, resume, rollBack } from './rollout';
import { declineEntry, editEntry, proposeEntry, withdrawEntry } from './roadmap';
import { mute, remind, snooze, unmute } from './reminders';
import { signOff, takeBack } from './sign-offs';
import type { Submission, Submitted } from './submission';
import { addTodo, handOverTodo, caseForm, capabilities, results, startRound } from './tests';

/** What to draw anew after a form was accepted, and where: a private message, or the Home tab. */
export type Redraw = Origin & { readonly partner?: PartnerId | undefined };
export type Answered =
  | Refusal
  | { readonly next?: ModalView; readonly redraw?: Redraw; readonly after?: () => Promise<void> };

type Decoded = (memory: unknown, submission: Submission) => Promise<Answered | undefined>;

/** Decodes what a form remembers before its handler runs, and says what to draw anew afterwards. */
const on =
  <S extends z.ZodType>(
    schema: S,
    handler: (memory: z.output<S>, submission: Submission) => Promise<Submitted>,
  ): Decoded =>
  async (carried, submission) => {
    const memory = schema.safeParse(carried);
    if (!memory.success) return undefined;
    const barred = await accessProblem(carried, submission);
    if (barred) return barred;
    const done = await handler(memory.data, submission);
    if (isRefusal(done) || done.after) return done;
    const from = openedFrom.safeParse(carried);
    return from.success ? { ...done, redraw: { ...from.data.origin, partner: from.data.p } } : done;
  };

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
export const viewHandlers: { readonly [N in ViewName]: Decoded } = {
  'new-partner': on(views['new-partner'], newPartner),
  'edit-partner': on(views['edit-partner'], editPartner),
  item: on(views.item, item),
  'hand-in': on(views['hand-in'], handIn),
  'sign-off': on(views['sign-off'], signOff),
  'take-back': on(views['take-back'], takeBack),
  'assign-person': on(views['assign-person'], assignPerson),
  'invite-person': on(views['invite-person'], invitePerson),
  'claim-role': on(views['claim-role'], claimRole),
  'hand-over': on(views['hand-over'], handOver),
  'hand-over-many': on(views['hand-over-many'], handOverMany),
  'close-partner': on(views['close-partner'], closePartner),
  'reopen-partner': on(views['reopen-partner'], reopenPartner),
  snooze: on(views.snooze, snooze),
  mute: on(views.mute, mute),
  unmute: on(views.unmute, unmute),
  remind: on(views.remind, remind),
  'ga-propose': on(views['ga-propose'], proposeGa),
  'ga-decline': on(views['ga-decline'], declineGa),
  'wave-choose': on(views['wave-choose'], chooseLive),
  'wave-failed': on(views['wave-failed'], regionFailed),
  'wave-back': on(views['wave-back'], rollBack),
  'wave-move': on(views['wave-move'], moveWave),
  'rollout-plan': on(views['rollout-plan'], planAgain),
  'rollout-halt': on(views['rollout-halt'], halt),
  'rollout-resume': on(views['rollout-resume'], resume),
  'roadmap-propose': on(views['roadmap-propose'], proposeEntry),
  'roadmap-edit': on(views['roadmap-edit'], editEntry),
  'roadmap-decline': on(views['roadmap-decline'], declineEntry),
  'roadmap-withdraw': on(views['roadmap-withdraw'], withdrawEntry),
  'maintenance-plan': on(views['maintenance-plan'], planMaintenance),
  'maintenance-move': on(views['maintenance-move'], moveTask),
  'maintenance-cancel': on(views['maintenance-cancel'], cancelTask),
  'step-back': on(views['step-back'], stepBack),
  'bug-report': on(views['bug-report'], bugs.reportBug),
  'bug-mitigate': on(views['bug-mitigate'], bugs.mitigateBug),
  'bug-resolve': on(views['bug-resolve'], bugs.resolveBug),
  'bug-update': on(views['bug-update'], bugs.updateBug),
  'bug-hand-over': on(views['bug-hand-over'], bugs.handOverBug),
  'bug-reopen': on(views['bug-reopen'], bugs.reopenBug),
  'bug-steps': on(views['bug-steps'], bugs.bugSteps),
  'bug-severity': on(views['bug-severity'], bugs.bugSeverity),
  'bug-duplicate': on(views['bug-duplicate'], bugs.bugDuplicate),
  results: on(views.results, results),
  'round-start': on(views['round-start'], startRound),
  capabilities: on(views.capabilities, capabilities),
  case: on(views.case, caseForm),
  'ux-review': on(views['ux-review'], ux.reviewUx),
  'design-hand-in': on(views['design-hand-in'], ux.handInDesign),
  'design-send-back': on(views['design-send-back'], ux.sendDesignBack),
  'call-schedule': on(views['call-schedule'], calls.scheduleCall),
  'call-change': on(views['call-change'], calls.changeCall),
  'call-cancel': on(views['call-cancel'], calls.cancelCall),
  'call-outcome': on(views['call-outcome'], calls.callOutcome),
  'todo-add': on(views['todo-add'], addTodo),
  'todo-hand-over': on(views['todo-hand-over'], handOverTodo),
};

/** Runs the handler of a submitted form; nothing when this version of the bot no longer knows the form. */
export async function runView(
  callbackId: string,
  memory: string,
  submission: Submission,
): Promise<Answered | undefined> {
  const name = viewNames.safeParse(callbackId);
  return name.success ? viewHandlers[name.data](JSON.parse(memory || '{}'), submission) : undefined;
}

const viewNames = z.custom<ViewName>((name) => typeof name === 'string' && Object.hasOwn(views, name));
