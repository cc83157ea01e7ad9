import type { z } from 'zod';
import { actionName, actions, type ActionName, type ActionValue } from '../../blocks/ids';
import { readJson } from '../../src/domain/json';
import type { Clicked } from '../payloads';
import * as artifacts from './artifacts';
import * as bugs from './bugs';
import * as calls from './calls';
import type { ActionHandler, Click, Reply } from './click';
import * as ga from './ga';
import { handOverMany } from './hand-over';
import * as home from './home';
import * as items from './items';
import * as maintenance from './maintenance';
import * as partner from './partner';
import * as people from './people';
import * as plan from './plan';
import * as reminders from './reminders';
import * as roadmap from './roadmap';
import * as rollout from './rollout';
import * as show from './show';
import * as signOffs from './sign-offs';
import * as tests from './tests';
import * as ux from './ux';

/** Every button and menu of the bot. The type asks for a handler for each entry of `blocks/ids.ts`. */
export const actionHandlers: { readonly [N in ActionName]: ActionHandler<N> } = {
  show: show.show,
  partners: show.partners,
  home: home.home,
  help: home.help,
  'new-partner': home.newPartner,
  'item-done': items.itemDone,
  'item-open': items.itemOpen,
  'hand-in': artifacts.handIn,
  'artifact-get': artifacts.getArtifact,
  'sign-off': signOffs.signOff,
  'take-back': signOffs.takeBack,
  'assign-person': people.assignPerson,
  'invite-person': people.invitePerson,
  'withdraw-invitation': people.withdrawInvitation,
  'claim-role': people.claimRole,
  'hand-over': people.handOver,
  'hand-over-many': handOverMany,
  'remove-person': people.removePerson,
  'confirm-claim': people.confirmClaim,
  'decline-claim': people.declineClaim,
  'edit-partner': partner.editPartner,
  'close-partner': partner.closePartner,
  'reopen-partner': partner.reopenPartner,
  'retry-set-up': partner.retrySetUp,
  snooze: reminders.snooze,
  mute: reminders.mute,
  unmute: reminders.unmute,
  remind: reminders.remind,
  'ga-propose': ga.proposeGa,
  'ga-accept': ga.acceptGa,
  'ga-decline': ga.declineGa,
  'ga-withdraw': ga.withdrawGa,
  'plan-date': plan.planDate,
  'use-target': plan.useTarget,
  launch: ga.launch,
  'wave-start': rollout.startWave,
  'wave-live': rollout.markLive,
  'wave-choose': rollout.chooseLive,
  'wave-failed': rollout.regionFailed,
  'wave-finish': rollout.finishWave,
  'wave-back': rollout.rollBack,
  'wave-move': rollout.moveWave,
  'tile-seen': rollout.tileSeen,
  'rollout-plan': rollout.planAgain,
  'rollout-halt': rollout.halt,
  'rollout-resume': rollout.resume,
  'roadmap-propose': roadmap.proposeEntry,
  'roadmap-accept': roadmap.acceptEntry,
  'roadmap-decline': roadmap.declineEntry,
  'roadmap-edit': roadmap.editEntry,
  'roadmap-done': roadmap.finishEntry,
  'roadmap-withdraw': roadmap.withdrawEntry,
  'maintenance-plan': maintenance.planMaintenance,
  'maintenance-move': maintenance.moveTask,
  'maintenance-cancel': maintenance.cancelTask,
  'step-done': maintenance.stepDone,
  'step-back': maintenance.stepBack,
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
  results: tests.results,
  'round-start': tests.startRound,
  capabilities: tests.capabilities,
  'case-open': tests.openCase,
  'ux-review': ux.reviewUx,
  'design-hand-in': ux.handInDesign,
  'design-send-back': ux.sendDesignBack,
  'call-schedule': calls.scheduleCall,
  'call-change': calls.changeCall,
  'call-cancel': calls.cancelCall,
  'call-outcome': calls.callOutcome,
  'todo-add': tests.addTodo,
  'todo-hand-over': tests.handOverTodo,
  'todo-done': tests.finishTodo,
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
