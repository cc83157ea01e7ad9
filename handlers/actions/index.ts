import type { z } from 'zod';
import { actionName, actions, type ActionName, type ActionValue } from '../../blocks/ids';
import { readJson } from '../../src/domain/json';
import type { Clicked } from '../payloads';
import { getArtifact, handIn } from './artifacts';
import * as bugs from './bugs';
import * as calls from './calls';
import type { ActionHandler, Click, Reply } from './click';
import { acceptGa, declineGa, launch, proposeGa, withdrawGa } from './ga';
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
import { mute, remind, snooze, unmute } from './reminders';
import { acceptEntry, declineEntry, editEntry, finishEntry, proposeEntry, withdrawEntry } from './roadmap';
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
import { partners, show } from './show';
import { signOff, takeBack } from './sign-offs';
import { addTodo, handOverTodo, capabilities, finishTodo, openCase, results, startRound } from './tests';
import * as ux from './ux';

/** Every button and menu of the bot. The type asks for a handler for each entry of `blocks/ids.ts`. */
export const actionHandlers: { readonly [N in ActionName]: ActionHandler<N> } = {
  show,
  partners,
  home,
  help,
  'new-partner': newPartner,
  'item-done': itemDone,
  'item-open': itemOpen,
  'hand-in': handIn,
  'artifact-get': getArtifact,
  'sign-off': signOff,
  'take-back': takeBack,
  'assign-person': assignPerson,
  'invite-person': invitePerson,
  'withdraw-invitation': withdrawInvitation,
  'claim-role': claimRole,
  'hand-over': handOver,
  'hand-over-many': handOverMany,
  'remove-person': removePerson,
  'confirm-claim': confirmClaim,
  'decline-claim': declineClaim,
  'edit-partner': editPartner,
  'close-partner': closePartner,
  'reopen-partner': reopenPartner,
  'retry-set-up': retrySetUp,
  snooze,
  mute,
  unmute,
  remind,
  'ga-propose': proposeGa,
  'ga-accept': acceptGa,
  'ga-decline': declineGa,
  'ga-withdraw': withdrawGa,
  'plan-date': planDate,
  'use-target': useTarget,
  launch,
  'wave-start': startWave,
  'wave-live': markLive,
  'wave-choose': chooseLive,
  'wave-failed': regionFailed,
  'wave-finish': finishWave,
  'wave-back': rollBack,
  'wave-move': moveWave,
  'tile-seen': tileSeen,
  'rollout-plan': planAgain,
  'rollout-halt': halt,
  'rollout-resume': resume,
  'roadmap-propose': proposeEntry,
  'roadmap-accept': acceptEntry,
  'roadmap-decline': declineEntry,
  'roadmap-edit': editEntry,
  'roadmap-done': finishEntry,
  'roadmap-withdraw': withdrawEntry,
  'maintenance-plan': planMaintenance,
  'maintenance-move': moveTask,
  'maintenance-cancel': cancelTask,
  'step-done': stepDone,
  'step-back': stepBack,
  'bug-report': bugs.reportBug,
  'bug-acknowledge': bugs.acknowledgeBug,
  'bug-start': bugs.startBug,
  'bug-mitigate': bugs.mitigateBug,
  'bug-resolve': bugs.resolveBug,
  'bug-update': bugs.updateBug,
  'bug-hand-over': bugs.handOverBug,
  'bug-verify': bugs.verifyBug,
  'bug-close': bugs.closeBug,
  'bug-reopen': bugs.reopenBug,
  'bug-steps': bugs.bugSteps,
  'bug-severity': bugs.bugSeverity,
  'bug-duplicate': bugs.bugDuplicate,
  results,
  'round-start': startRound,
  capabilities,
  'case-open': openCase,
  'ux-review': ux.reviewUx,
  'design-hand-in': ux.handInDesign,
  'design-send-back': ux.sendDesignBack,
  'call-schedule': calls.scheduleCall,
  'call-change': calls.changeCall,
  'call-cancel': calls.cancelCall,
  'call-outcome': calls.callOutcome,
  'todo-add': addTodo,
  'todo-hand-over': handOverTodo,
  'todo-done': finishTodo,
};

/**
 * Decodes what a click carries and runs its handler; nothing when this version of the bot no longer knows it. A menu
 * of items carries the partner in its block and the item in its option, since an option holds 150 characters only; a date
 * picker holds nothing but the date.
 */
export async function runAction(clicked: Clicked, click: Click): Promise<Reply | undefined> {
  const name = actionName(clicked.action_id);
  return name && run(name, carriedBy(clicked, name), click);
}

const carried: { readonly [N in ActionName]: z.ZodType<ActionValue<N>> } = actions;

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the handler to the schema of its name
async function run<N extends ActionName>(name: N, value: unknown, click: Click): Promise<Reply | undefined> {
  const decoded = carried[name].safeParse(value);
  return decoded.success ? actionHandlers[name](decoded.data, click) : undefined;
}

function carriedBy(
  { block_id: block, value, selected_option: chosen, selected_date: date }: Clicked,
  name: ActionName,
): unknown {
  if (chosen && (name === 'item-open' || name === 'case-open')) return { ...inBlock(block), i: chosen.value };
  if (date !== undefined && date !== null) return { ...inBlock(block), date };
  return readJson(value ?? chosen?.value ?? '{}');
}

function inBlock(id: string): object {
  const carried = readJson(id);
  return typeof carried === 'object' && carried !== null ? carried : {};
}
