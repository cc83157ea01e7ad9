import type { PartnerEvent } from '../events';

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
