import type { z } from 'zod';
import { actionName, actions, type ActionName } from '../../blocks/ids';
import type { Clicked } from '../payloads';
import * as bugs from './bugs';
import * as calls from './calls';
import * as ux from './ux';
import type { Click, Reply } from './click';
import { acceptGa, declineGa, launch, proposeGa, withdrawGa } from './ga';
import { getArtifact, handIn } from './artifacts';
import { handOverMany } from './hand-over';
import { help, home, newPartner } from './home';
import { itemDone, itemOpen } from './items';
import { cancelTask, moveTask, planMaintenance, stepBack, stepDone } from './maintenance';
import { closePartner, editPartner, reopenPartner, retrySetUp } from './partner';
import {
  assignPerson,
  claimRole,
  confirmClaim,
  declineClaim,
  handOver,
  invitePerson,
  removePerson,
  withdrawInvitation,
} from './people';
import { planDate, useTarget } from './plan';
import {
  chooseLive,
  finishWave,
  halt,
  markLive,
  moveWave,
  planAgain,
  regionFailed,
  resume,
  rollBack,
  startWave,
  tileSeen,
} from './rollout';
import { acceptEntry, declineEntry, editEntry, finishEntry, proposeEntry, withdrawEntry } from './roadmap';
import { mute, remind, snooze, unmute } from './reminders';
import { partners, show } from './show';
import { signOff, takeBack } from './sign-offs';
import { addTodo, handOverTodo, capabilities, finishTodo, openCase, results, startRound } from './tests';

type Decoded = (carried: unknown, click: Click) => Promise<Reply | undefined>;

/** Decodes what a button carries before its handler runs. */
const on =
  <S extends z.ZodType>(schema: S, handler: (value: z.output<S>, click: Click) => Promise<Reply>): Decoded =>
  async (carried, click) => {
    const value = schema.safeParse(carried);
    return value.success ? handler(value.data, click) : undefined;
  };

/** Every button and menu of the bot. The type asks for a handler for each entry of `blocks/ids.ts`. */
export const actionHandlers: { readonly [N in ActionName]: Decoded } = {
  show: on(actions.show, show),
  partners: on(actions.partners, partners),
  home: on(actions.home, home),
  help: on(actions.help, help),
  'new-partner': on(actions['new-partner'], newPartner),
  'item-done': on(actions['item-done'], itemDone),
  'item-open': on(actions['item-open'], itemOpen),
  'hand-in': on(actions['hand-in'], handIn),
  'artifact-get': on(actions['artifact-get'], getArtifact),
  'sign-off': on(actions['sign-off'], signOff),
  'take-back': on(actions['take-back'], takeBack),
  'assign-person': on(actions['assign-person'], assignPerson),
  'invite-person': on(actions['invite-person'], invitePerson),
  'withdraw-invitation': on(actions['withdraw-invitation'], withdrawInvitation),
  'claim-role': on(actions['claim-role'], claimRole),
  'hand-over': on(actions['hand-over'], handOver),
  'hand-over-many': on(actions['hand-over-many'], handOverMany),
  'remove-person': on(actions['remove-person'], removePerson),
  'confirm-claim': on(actions['confirm-claim'], confirmClaim),
  'decline-claim': on(actions['decline-claim'], declineClaim),
  'edit-partner': on(actions['edit-partner'], editPartner),
  'close-partner': on(actions['close-partner'], closePartner),
  'reopen-partner': on(actions['reopen-partner'], reopenPartner),
  'retry-set-up': on(actions['retry-set-up'], retrySetUp),
  snooze: on(actions.snooze, snooze),
  mute: on(actions.mute, mute),
  unmute: on(actions.unmute, unmute),
  remind: on(actions.remind, remind),
  'ga-propose': on(actions['ga-propose'], proposeGa),
  'ga-accept': on(actions['ga-accept'], acceptGa),
  'ga-decline': on(actions['ga-decline'], declineGa),
  'ga-withdraw': on(actions['ga-withdraw'], withdrawGa),
  'plan-date': on(actions['plan-date'], planDate),
  'use-target': on(actions['use-target'], useTarget),
  launch: on(actions.launch, launch),
  'wave-start': on(actions['wave-start'], startWave),
  'wave-live': on(actions['wave-live'], markLive),
  'wave-choose': on(actions['wave-choose'], chooseLive),
  'wave-failed': on(actions['wave-failed'], regionFailed),
  'wave-finish': on(actions['wave-finish'], finishWave),
  'wave-back': on(actions['wave-back'], rollBack),
  'wave-move': on(actions['wave-move'], moveWave),
  'tile-seen': on(actions['tile-seen'], tileSeen),
  'rollout-plan': on(actions['rollout-plan'], planAgain),
  'rollout-halt': on(actions['rollout-halt'], halt),
  'rollout-resume': on(actions['rollout-resume'], resume),
  'roadmap-propose': on(actions['roadmap-propose'], proposeEntry),
  'roadmap-accept': on(actions['roadmap-accept'], acceptEntry),
  'roadmap-decline': on(actions['roadmap-decline'], declineEntry),
  'roadmap-edit': on(actions['roadmap-edit'], editEntry),
  'roadmap-done': on(actions['roadmap-done'], finishEntry),
  'roadmap-withdraw': on(actions['roadmap-withdraw'], withdrawEntry),
  'maintenance-plan': on(actions['maintenance-plan'], planMaintenance),
  'maintenance-move': on(actions['maintenance-move'], moveTask),
  'maintenance-cancel': on(actions['maintenance-cancel'], cancelTask),
  'step-done': on(actions['step-done'], stepDone),
  'step-back': on(actions['step-back'], stepBack),
  'bug-report': on(actions['bug-report'], bugs.reportBug),
  'bug-acknowledge': on(actions['bug-acknowledge'], bugs.acknowledgeBug),
  'bug-start': on(actions['bug-start'], bugs.startBug),
  'bug-mitigate': on(actions['bug-mitigate'], bugs.mitigateBug),
  'bug-resolve': on(actions['bug-resolve'], bugs.resolveBug),
  'bug-update': on(actions['bug-update'], bugs.updateBug),
  'bug-hand-over': on(actions['bug-hand-over'], bugs.handOverBug),
  'bug-verify': on(actions['bug-verify'], bugs.verifyBug),
  'bug-close': on(actions['bug-close'], bugs.closeBug),
  'bug-reopen': on(actions['bug-reopen'], bugs.reopenBug),
  'bug-steps': on(actions['bug-steps'], bugs.bugSteps),
  'bug-severity': on(actions['bug-severity'], bugs.bugSeverity),
  'bug-duplicate': on(actions['bug-duplicate'], bugs.bugDuplicate),
  results: on(actions.results, results),
  'round-start': on(actions['round-start'], startRound),
  capabilities: on(actions.capabilities, capabilities),
  'case-open': on(actions['case-open'], openCase),
  'ux-review': on(actions['ux-review'], ux.reviewUx),
  'design-hand-in': on(actions['design-hand-in'], ux.handInDesign),
  'design-send-back': on(actions['design-send-back'], ux.sendDesignBack),
  'call-schedule': on(actions['call-schedule'], calls.scheduleCall),
  'call-change': on(actions['call-change'], calls.changeCall),
  'call-cancel': on(actions['call-cancel'], calls.cancelCall),
  'call-outcome': on(actions['call-outcome'], calls.callOutcome),
  'todo-add': on(actions['todo-add'], addTodo),
  'todo-hand-over': on(actions['todo-hand-over'], handOverTodo),
  'todo-done': on(actions['todo-done'], finishTodo),
};

/**
 * Decodes what a click carries and runs its handler; nothing when this version of the bot no longer knows it. A menu
 * of items carries the partner in its block and the item in its option, since an option holds 150 characters only; a date
 * picker holds nothing but the date.
 */
export async function runAction(clicked: Clicked, click: Click): Promise<Reply | undefined> {
  const name = actionName(clicked.action_id);
  if (name === undefined) return undefined;
  return actionHandlers[name](carriedBy(clicked, name), click);
}

function carriedBy({ block_id, value, selected_option: chosen, selected_date: date }: Clicked, name: ActionName) {
  if (chosen && (name === 'item-open' || name === 'case-open')) return { ...readJson(block_id), i: chosen.value };
  if (date !== undefined && date !== null) return { ...readJson(block_id), date };
  return readJson(value ?? chosen?.value ?? '{}');
}

function readJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
