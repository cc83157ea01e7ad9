import type { Lifecycle } from '../../lifecycle/schema';
import { authorOf, principalOf, type Actor } from '../actor';
import { dateOf } from '../calendar';
import type { Command, CreatePartner, RecordFact } from '../commands';
import type { RecordedEvent } from '../events';
import { evolve } from '../evolve';
import { heldUntil } from '../held';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { renamedItems } from '../upgrade';
import { decideArtifacts } from './artifacts';
import { decideBug } from './bugs';
import { decideCall } from './calls';
import { consequences } from './consequences';
import { already, nothingChanges, type Context, type Decision } from './context';
import { recordFact } from './facts';
import { decideGa } from './ga';
import { decideItem } from './items';
import { decideMaintenance } from './maintenance';
import { createPartner, decidePartner } from './partner';
import { decidePeople, isOrphaned } from './people';
import { decideReminders } from './reminders';
import { decideRoadmap } from './roadmap';
import { decideRollout } from './rollout';
import { decideSignOff } from './sign-offs';
import { decideTestRuns } from './test-runs';
import { decideTodos } from './todos';
import { decideUx } from './ux';

/** Who acts, when, and under which lifecycle. */
export interface Occasion {
  readonly actor: Actor;
  readonly at: Instant;
  readonly lifecycle: Lifecycle;
}

/**
 * Returns the events that a command leads to (none when it is so already), or why it is refused. Pure: the same
 * command on the same partner at the same time always gives the same answer.
 */
export function decide(
  command: Command,
  partner: Partner | undefined,
  occasion: Occasion,
): readonly RecordedEvent[] | Refusal {
  const { actor, at, lifecycle } = occasion;
  const renames = partner ? renamedItems(partner, lifecycle) : [];
  const by = { kind: 'bot' } as const;
  const upgrades = renames.map((event): RecordedEvent => ({ at, by, event }));
  const current = upgrades.reduce<Partner | undefined>(evolve, partner);

  const decision = decideCommand(command, current, occasion);
  if (isRefusal(decision)) return decision;
  if (decision.events.length === 0) return [];
  const author = authorOf(actor, current, lifecycle);
  const { onBehalfOf } = decision;
  const events = decision.events.map((event): RecordedEvent => {
    const held = heldUntil(event, current, lifecycle);
    return { at, by: author, ...(onBehalfOf && { onBehalfOf }), ...(held && { held }), event };
  });
  return [...upgrades, ...events, ...consequences(current, events, occasion)];
}

function decideCommand(command: Command, partner: Partner | undefined, { actor, at, lifecycle }: Occasion): Decision {
  const today = dateOf(at, lifecycle.zone);
  if (command.type === 'CreatePartner') {
    if (partner) return already;
    return createPartner(command, { lifecycle, today, home: actor.kind === 'person' && actor.home });
  }
  if (!partner) return refuse('This partner is not known here. Type `/pc status` to see yours.');
  if (command.type === 'RecordFact') return recordFact(command.fact, partner);
  if (actor.kind !== 'person') return refuse('Only a person can do this.');
  const context = { partner, lifecycle, actor, at, today, who: principalOf(actor, partner, lifecycle) };
  if (partner.closed && !goesOnWhenClosed(command, partner, lifecycle)) return nothingChanges(context);
  return byFeature(command, context);
}

/** What people ask for with a partner that is there. */
type Asked = Exclude<Command, CreatePartner | RecordFact>;

/**
 * Closing and reopening answer for themselves; a halt is never blocked by anything; and where nobody coordinates any more,
 * somebody must be able to take over, or nobody could reopen it.
 */
function goesOnWhenClosed(command: Asked, partner: Partner, lifecycle: Lifecycle): boolean {
  switch (command.type) {
    case 'ClosePartner':
    case 'ReopenPartner':
    case 'HaltRollout':
      return true;
    default:
      return command.type === 'ClaimRole' && isOrphaned(command.team, partner, lifecycle);
  }
}

/** Each feature decides on its own commands. */
function byFeature(command: Asked, context: Context): Decision {
  switch (command.type) {
    case 'ClosePartner':
    case 'ReopenPartner':
    case 'ChangeDetails':
    case 'RetrySetUp':
      return decidePartner(command, context);
    case 'GiveSignOff':
    case 'TakeBackSignOff':
      return decideSignOff(command, context);
    case 'AssignPerson':
    case 'RemovePerson':
    case 'ClaimRole':
    case 'HandOverRole':
    case 'AnswerClaim':
    case 'InvitePartnerPerson':
    case 'WithdrawInvitation':
      return decidePeople(command, context);
    case 'ProposeGaDate':
    case 'AcceptGaDate':
    case 'DeclineGaDate':
    case 'WithdrawGaDate':
    case 'Launch':
      return decideGa(command, context);
    case 'PlanRollout':
    case 'MoveWave':
    case 'StartWave':
    case 'MarkRegionsLive':
    case 'MarkRegionFailed':
    case 'FinishWave':
    case 'ConfirmTile':
    case 'RollBackWave':
    case 'HaltRollout':
    case 'ResumeRollout':
      return decideRollout(command, context);
    case 'SnoozeItem':
    case 'MuteItem':
    case 'UnmuteItem':
    case 'MutePartner':
    case 'UnmutePartner':
    case 'SetReminder':
      return decideReminders(command, context);
    case 'SubmitConfiguration':
    case 'SubmitReport':
    case 'SubmitImage':
      return decideArtifacts(command, context);
    case 'ReportBug':
    case 'AcknowledgeBug':
    case 'StartBug':
    case 'MitigateBug':
    case 'ResolveBug':
    case 'VerifyBug':
    case 'CloseBug':
    case 'ReopenBug':
    case 'MarkBugDuplicate':
    case 'HandOverBug':
    case 'ChangeBugSeverity':
    case 'TickBugSteps':
    case 'UpdateBug':
      return decideBug(command, context);
    case 'PlanMaintenance':
    case 'ConfirmMaintenanceStep':
    case 'ReopenMaintenanceStep':
    case 'RescheduleMaintenance':
    case 'CancelMaintenance':
      return decideMaintenance(command, context);
    case 'SayCapabilities':
    case 'OverrideCase':
    case 'DropOverride':
    case 'StartRound':
    case 'RecordResults':
      return decideTestRuns(command, context);
    case 'AddTodo':
    case 'HandOverTodo':
    case 'FinishTodo':
      return decideTodos(command, context);
    case 'ProposeRoadmapEntry':
    case 'ChangeRoadmapEntry':
    case 'AcceptRoadmapEntry':
    case 'DeclineRoadmapEntry':
    case 'FinishRoadmapEntry':
    case 'WithdrawRoadmapEntry':
      return decideRoadmap(command, context);
    case 'ScheduleCall':
    case 'ChangeCall':
    case 'CancelCall':
    case 'RecordOutcome':
      return decideCall(command, context);
    case 'ReviewGuidelines':
    case 'HandInDesign':
    case 'SendDesignBack':
      return decideUx(command, context);
    default:
      return decideItem(command, context);
  }
}
