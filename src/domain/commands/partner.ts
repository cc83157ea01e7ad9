import type { CalendarDate, ChannelId, PartnerId, TeamId } from '../ids';
import type { Picked } from './people';

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

export type PartnerCommand =
  | ChangeDetails
  | { readonly type: 'ClosePartner'; readonly reason: string; readonly note?: string }
  | { readonly type: 'ReopenPartner'; readonly note?: string }
  | { readonly type: 'RetrySetUp' };
