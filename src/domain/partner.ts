import type { Artifacts } from './artifacts/state';
import type { Bug, BugNotice } from './bugs/state';
import type { Call, CallNotice } from './calls/state';
import type { Author, Basis, Evidence } from './events';
import type { CalendarDate, CaseId, ChannelId, Instant, ItemId, Named, PartnerId, PersonKey, TeamId } from './ids';
import type { Maintenance, MaintenanceNotice } from './maintenance/state';
import type { Roadmap, RoadmapNotice } from './roadmap/state';
import type { GaDeclined, GaNotice, GaProposal, Rollout, RolloutNotice } from './rollout/state';
import type { TestRuns } from './test-cases/state';
import type { UxReview } from './ux/state';

/** Everything known of a partner: the fold of its events. Plain data, so that a snapshot is its JSON. */
export interface Partner {
  readonly id: PartnerId;
  /** The number of events folded; a commit names the version it saw. */
  readonly version: number;
  readonly name: string;
  readonly slug: string;
  readonly createdAt: Instant;
  readonly integrationType: string;
  readonly clouds: readonly string[];
  /** Counts changes to what sign-offs rest on: integration type, clouds, and what the configuration file says. */
  readonly configuration: number;
  readonly targetGaDate?: CalendarDate;
  /** Internal: for the databricks side only. */
  readonly notes?: string;
  readonly closed?: { readonly at: Instant; readonly reason: string; readonly note?: string };
  /** When it was last reopened after it had been closed: nothing was anybody's turn before. */
  readonly reopenedAt?: Instant;
  readonly people: readonly Assignment[];
  readonly claims: readonly Claim[];
  readonly items: Readonly<Record<string, ItemState>>;
  readonly signOffs: Readonly<Record<string, SignOffState>>;
  /** What was handed in, as far as it was read. */
  readonly artifacts: Artifacts;
  readonly tests: TestRuns;
  readonly calls: readonly Call[];
  readonly ux: UxReview;
  /** A GA date that waits for the other side's answer. */
  readonly gaProposal?: GaProposal;
  /** The last proposal, when it was declined and none came after it: the side that made it is to propose another. */
  readonly gaDeclined?: GaDeclined;
  readonly rollout?: Rollout;
  readonly reminders: Reminders;
  /** By number, in the order of reporting. None is ever removed, so no number comes twice. */
  readonly bugs: Readonly<Record<string, Bug>>;
  readonly maintenance: Maintenance;
  readonly roadmap: Roadmap;
  readonly channel: Channel;
  /** The channel was there before the onboarding. */
  readonly adopted?: true;
  readonly invitations: Readonly<Record<string, Invitation>>;
  readonly steps: Readonly<Record<string, StepState>>;
  readonly living: Readonly<Record<string, LivingMessage>>;
  /** What was told of things that come with time: by topic, the marker told last. */
  readonly told: Readonly<Record<string, string>>;
  /** Messages that time brought up and that could not be delivered yet, by key. */
  readonly undelivered: Readonly<Record<string, Failed>>;
  /** Messages still to be delivered, by key. */
  readonly outbox: Readonly<Record<string, Pending>>;
  /** By key, what was no longer so before it was told: it may have been under way to Slack. */
  readonly withdrawn: Readonly<Record<string, Withdrawn>>;
}

export interface Assignment {
  readonly person: PersonKey;
  readonly name: string;
  readonly team: TeamId;
  readonly since: Instant;
  readonly active: boolean;
  /** The person's own time zone, when Slack knows it. */
  readonly zone?: string;
  /** They gave themselves the role. */
  readonly onOwnWord?: true;
  /** The name of whoever had the role before, when it came with others: they hear of them together. */
  readonly takenOverFrom?: string;
}

export interface Claim {
  readonly person: PersonKey;
  readonly name: string;
  readonly team: TeamId;
  readonly at: Instant;
  /** The holder who hands the role over. */
  readonly inPlaceOf?: PersonKey;
}

export type ItemStatus =
  | { readonly is: 'open'; readonly since?: Instant }
  | { readonly is: 'done'; readonly at: Instant; readonly by: Author; readonly value?: string }
  | { readonly is: 'blocked'; readonly since: Instant; readonly by: Author; readonly reason: string }
  | { readonly is: 'not-needed'; readonly at: Instant; readonly by: Author; readonly reason: string };

export interface ItemState {
  readonly status: ItemStatus;
  /** The version of the last change that a sign-off may rest on. */
  readonly revision: number;
  readonly owner?: Named;
  /** Set by hand; it wins over the lifecycle's. */
  readonly due?: CalendarDate;
  readonly evidence?: Evidence;
  /** Overrides the lifecycle's audience. */
  readonly internal?: boolean;
}

export type SignOffState =
  | {
      readonly is: 'given';
      readonly at: Instant;
      readonly by: Author;
      readonly team: TeamId;
      readonly comment?: string;
      readonly criteria: readonly string[];
      readonly basis: Basis;
    }
  | {
      readonly is: 'taken-back';
      readonly at: Instant;
      readonly by: Author;
      readonly reason: string;
    }
  | {
      readonly is: 'reopened';
      readonly at: Instant;
      readonly because: ItemId | CaseId | 'configuration' | 'ux-review';
    };

/** What people asked for about reminders, by person. */
export interface Reminders {
  /** `person item` to the date until which the person hears nothing of the item. */
  readonly snoozed: Readonly<Record<string, CalendarDate>>;
  /** `person item` of which the person wants to hear nothing. */
  readonly muted: readonly string[];
  /** Persons who want to hear nothing of this partner, until a date or for good. */
  readonly away: Readonly<Record<string, CalendarDate | 'always'>>;
  /** `person item` to the date on which the person wants to be reminded of the item. */
  readonly asked: Readonly<Record<string, CalendarDate>>;
  /** When a person last did something about an item, by item: the ladder begins anew then. */
  readonly responded: Readonly<Record<string, Instant>>;
  /** When a person last changed anything: what they bring up after the morning waits for the next one. */
  readonly changedAt?: Instant;
}

export type Channel =
  | { readonly is: 'none'; readonly triedNames: readonly string[] }
  | { readonly is: 'ready'; readonly id: ChannelId; readonly name: string }
  /** `left`: it is there, and the bot is not in it. */
  | {
      readonly is: 'archived' | 'deleted' | 'left';
      readonly id: ChannelId;
      readonly name: string;
      readonly at: Instant;
    };

/** Slack gives it an id when it is sent. That answer may be lost, and what becomes of the invitation is told all the same. */
export type Invitation =
  | { readonly status: 'planned'; readonly at: Instant }
  | { readonly status: 'invited'; readonly at: Instant; readonly invite: string }
  | {
      readonly status: 'accepted' | 'approved' | 'declined' | 'withdrawn';
      readonly at: Instant;
      readonly invite?: string;
    };

export type StepState =
  | { readonly is: 'done' }
  | { readonly is: 'failed'; readonly problem: string; readonly attempts: number; readonly retryAt?: Instant };

/** Edits are scarce in Slack (50 a minute for the whole workspace): changes within so long are shown by one. */
export const mergeEditsMs = 3000;

/** A message that is edited in place: where it is and what it shows. */
export interface LivingMessage {
  readonly channel: ChannelId;
  readonly ts: string;
  readonly shows: string;
  /** When the first of the changes came that the next edit will show together. */
  readonly staleSince?: Instant;
}

export type Notice =
  | { readonly kind: 'sign-off-given' | 'sign-off-undone'; readonly signOff: ItemId }
  | { readonly kind: 'closed' }
  | { readonly kind: 'reopened'; readonly note?: string }
  | { readonly kind: 'claim'; readonly person: PersonKey; readonly team: TeamId }
  | {
      readonly kind: 'deactivated';
      readonly person: PersonKey;
      readonly name: string;
      /** The account is there, but a guest's now, or no longer one. */
      readonly changedSide?: true;
    }
  | { readonly kind: 'took-over'; readonly person: PersonKey; readonly name: string; readonly team: TeamId }
  /** A claim was confirmed, or the role was handed over by whoever is named as `before`. */
  | {
      readonly kind: 'role-given';
      readonly person: PersonKey;
      readonly name: string;
      readonly team: TeamId;
      readonly before?: string;
      /** They hear of it otherwise, and are not mentioned. */
      readonly quiet?: true;
    }
  | { readonly kind: 'claim-declined'; readonly person: PersonKey; readonly name: string; readonly team: TeamId }
  | { readonly kind: 'channel-lost' }
  | CallNotice
  /** A design was handed in, or sent back. */
  | { readonly kind: 'design'; readonly item: ItemId }
  | GaNotice
  | RolloutNotice
  | BugNotice
  | MaintenanceNotice
  | RoadmapNotice;

export interface Pending {
  readonly notice: Notice;
  readonly at: Instant;
  /** People were told of it once before, and not yet that it was undone meanwhile. */
  readonly again?: boolean;
  readonly failed?: Failed;
}

/** A notice that nobody was to be told any more, and what tells that it is no longer so should it have been posted all the same. */
export interface Withdrawn {
  /** Since when the newest notice of this key had waited. */
  readonly since: Instant;
  readonly undone: Pending;
}

/** A delivery that failed; without `retryAt` only a person can help. */
export interface Failed {
  readonly problem: string;
  readonly attempts: number;
  readonly retryAt?: Instant;
}

/** The state of an item that nobody touched yet. */
export const untouched: ItemState = { status: { is: 'open' }, revision: 0 };
