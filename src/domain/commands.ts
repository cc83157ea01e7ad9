import type { ArtifactCommand } from './commands/artifacts';
import type { BugCommand } from './commands/bugs';
import type { MaintenanceCommand } from './commands/maintenance';
import type { CallCommand } from './commands/calls';
import type { UxCommand } from './commands/ux';
import type { TestRunCommand, TodoCommand } from './commands/test-runs';
import type { RoadmapCommand } from './commands/roadmap';
import type { PartnerEvent } from './events';
import type { CalendarDate, ChannelId, ItemId, PartnerId, PersonKey, TeamId } from './ids';

/** What people and the bot ask for. Time and actor come in beside the command. */

export type { BugCommand, ReportBug } from './commands/bugs';

/** A person somebody picked, with what Slack says of them. */
export interface Picked {
  readonly person: PersonKey;
  readonly name: string;
  /** A full member of the bot's own workspace or organisation. */
  readonly home: boolean;
  /** Teams that only the members of a Slack user group hold, of which this person is none. */
  readonly notIn?: readonly TeamId[];
  /** Their own time zone, when Slack tells it. */
  readonly zone?: string;
}

export interface CreatePartner {
  readonly type: 'CreatePartner';
  readonly id: PartnerId;
  readonly name: string;
  readonly integrationType: string;
  readonly clouds: readonly string[];
  readonly people: readonly (Picked & { readonly team: TeamId })[];
  readonly invitations: readonly string[];
  readonly targetGaDate?: CalendarDate;
  readonly notes?: string;
  /** An existing channel to use instead of a new one. */
  readonly adopt?: { readonly channel: ChannelId; readonly name: string };
}

/** What is absent stays as it is. */
export interface ChangeDetails {
  readonly type: 'ChangeDetails';
  readonly name?: string;
  readonly integrationType?: string;
  readonly clouds?: readonly string[];
  readonly targetGaDate?: CalendarDate | null;
  readonly notes?: string;
}

export type ItemCommand =
  | {
      readonly type: 'CompleteItem';
      readonly item: ItemId;
      readonly link?: string;
      readonly note?: string;
      readonly value?: string;
    }
  | { readonly type: 'ReopenItem'; readonly item: ItemId; readonly reason?: string }
  | { readonly type: 'BlockItem'; readonly item: ItemId; readonly reason: string }
  | { readonly type: 'UnblockItem'; readonly item: ItemId }
  | { readonly type: 'MarkItemNotNeeded'; readonly item: ItemId; readonly reason: string }
  | { readonly type: 'SetItemOwner'; readonly item: ItemId; readonly owner: PersonKey | null }
  | { readonly type: 'SetItemDue'; readonly item: ItemId; readonly due: CalendarDate | null }
  | { readonly type: 'SetItemEvidence'; readonly item: ItemId; readonly link?: string; readonly note?: string }
  | { readonly type: 'SetItemAudience'; readonly item: ItemId; readonly internal: boolean };

export type SignOffCommand =
  | {
      readonly type: 'GiveSignOff';
      readonly signOff: ItemId;
      readonly comment?: string;
      /** Ids of the criteria that were ticked. */
      readonly criteria: readonly string[];
    }
  | { readonly type: 'TakeBackSignOff'; readonly signOff: ItemId; readonly reason: string };

/** Passes a role on: one's own, or that of somebody whose account is closed. */
export interface HandOverRole {
  readonly type: 'HandOverRole';
  readonly team: TeamId;
  readonly to: Picked;
  /** Whose role it is; absent when it is one's own. */
  readonly from?: PersonKey;
  /** One of several: whoever takes over hears of all of them together, the next morning. */
  readonly together?: true;
}

export type PeopleCommand =
  | { readonly type: 'AssignPerson'; readonly picked: Picked; readonly team: TeamId }
  | { readonly type: 'RemovePerson'; readonly person: PersonKey; readonly team: TeamId }
  | { readonly type: 'ClaimRole'; readonly team: TeamId }
  | HandOverRole
  | { readonly type: 'AnswerClaim'; readonly person: PersonKey; readonly team: TeamId; readonly accept: boolean }
  | { readonly type: 'InvitePartnerPerson' | 'WithdrawInvitation'; readonly email: string };

export type PartnerCommand =
  | ChangeDetails
  | { readonly type: 'ClosePartner'; readonly reason: string; readonly note?: string }
  | { readonly type: 'ReopenPartner'; readonly note?: string }
  | { readonly type: 'RetrySetUp' };

export type GaCommand =
  | { readonly type: 'ProposeGaDate'; readonly date: CalendarDate; readonly reason?: string }
  /** Names the date, so that an answer to a proposal that was replaced meanwhile is not taken for this one. */
  | { readonly type: 'AcceptGaDate'; readonly date: CalendarDate }
  | { readonly type: 'DeclineGaDate'; readonly date: CalendarDate; readonly reason: string }
  | { readonly type: 'WithdrawGaDate'; readonly date: CalendarDate }
  | { readonly type: 'Launch' };

export type RolloutCommand =
  /** Plans (again) what has not started: with opt-in regions to include, and at most so many waves. */
  | {
      readonly type: 'PlanRollout';
      readonly optInRegions: readonly string[];
      readonly mostWaves?: number;
      readonly reason: string;
    }
  | { readonly type: 'MoveWave'; readonly wave: string; readonly on: CalendarDate; readonly reason: string }
  | { readonly type: 'StartWave'; readonly wave: string }
  | { readonly type: 'MarkRegionsLive'; readonly wave: string; readonly regions: readonly string[] }
  | { readonly type: 'MarkRegionFailed'; readonly wave: string; readonly region: string; readonly note: string }
  | { readonly type: 'FinishWave'; readonly wave: string }
  | { readonly type: 'ConfirmTile'; readonly wave: string }
  | { readonly type: 'RollBackWave'; readonly wave: string; readonly reason: string }
  | { readonly type: 'HaltRollout'; readonly reason: string }
  | { readonly type: 'ResumeRollout'; readonly note?: string };

export type ReminderCommand =
  | { readonly type: 'SnoozeItem'; readonly item: ItemId; readonly until: CalendarDate }
  | { readonly type: 'MuteItem' | 'UnmuteItem'; readonly item: ItemId }
  | { readonly type: 'MutePartner'; readonly until?: CalendarDate }
  | { readonly type: 'UnmutePartner' }
  | { readonly type: 'SetReminder'; readonly item: ItemId; readonly on: CalendarDate };

/** What Slack told us, or what a delivery came to. */
export interface RecordFact {
  readonly type: 'RecordFact';
  readonly fact: Fact;
}

export type Fact = Extract<
  PartnerEvent,
  {
    type:
      | 'PersonDeactivated'
      | 'PersonReactivated'
      | 'PersonRenamed'
      | 'PersonMoved'
      | 'InvitationSent'
      | 'InvitationAccepted'
      | 'InvitationApproved'
      | 'InvitationDeclined'
      | 'ChannelNamed'
      | 'ChannelReady'
      | 'ChannelIdChanged'
      | 'ChannelRenamed'
      | 'ChannelArchived'
      | 'ChannelUnarchived'
      | 'ChannelDeleted'
      | 'ChannelLeft'
      | 'ChannelRejoined'
      | 'StepDone'
      | 'StepFailed'
      | 'Told'
      | 'MessageDelivered'
      | 'LivingMessageShown'
      | 'DeliveryFailed';
  }
>;

export type Command =
  | CreatePartner
  | PartnerCommand
  | ItemCommand
  | SignOffCommand
  | PeopleCommand
  | GaCommand
  | RolloutCommand
  | ReminderCommand
  | ArtifactCommand
  | BugCommand
  | MaintenanceCommand
  | TestRunCommand
  | TodoCommand
  | RoadmapCommand
  | CallCommand
  | UxCommand
  | RecordFact;
