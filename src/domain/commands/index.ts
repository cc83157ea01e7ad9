import type { ArtifactCommand } from './artifacts';
import type { BugCommand } from './bugs';
import type { CallCommand } from './calls';
import type { RecordFact } from './facts';
import type { GaCommand } from './ga';
import type { ItemCommand } from './items';
import type { MaintenanceCommand } from './maintenance';
import type { CreatePartner, PartnerCommand } from './partner';
import type { PeopleCommand } from './people';
import type { ReminderCommand } from './reminders';
import type { RoadmapCommand } from './roadmap';
import type { RolloutCommand } from './rollout';
import type { SignOffCommand } from './sign-offs';
import type { TestRunCommand, TodoCommand } from './test-runs';
import type { UxCommand } from './ux';

export type { ArtifactCommand } from './artifacts';
export type { BugCommand, ReportBug } from './bugs';
export type { CallCommand, CallDetails } from './calls';
export type { Fact, RecordFact } from './facts';
export type { GaCommand } from './ga';
export type { ItemCommand } from './items';
export type { MaintenanceCommand } from './maintenance';
export type { ChangeDetails, CreatePartner, PartnerCommand } from './partner';
export type { HandOverRole, PeopleCommand, Picked } from './people';
export type { ReminderCommand } from './reminders';
export type { RoadmapCommand, Whose } from './roadmap';
export type { RolloutCommand } from './rollout';
export type { SignOffCommand } from './sign-offs';
export type { Recorded, TestRunCommand, TodoCommand } from './test-runs';
export type { Reviewed, UxCommand } from './ux';

/** What people and the bot ask for. Time and actor come in beside the command. */
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
