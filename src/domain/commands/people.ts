import type { PersonKey, TeamId } from '../ids';

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
