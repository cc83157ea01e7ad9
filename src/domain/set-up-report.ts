import type { Lifecycle } from '../lifecycle/schema';
import { isBugMessage } from './bugs/thread';
import { openInvitations } from './invitations';
import { keptBy } from './kept';
import type { Partner } from './partner';
import { coordinators } from './roles';
import { setUpSteps, type StepView } from './set-up';

/** What the set-up report to the coordinator shows: each step, and each invitation's state. */
export interface SetUpReport {
  readonly layout: 1;
  readonly name: string;
  /** Who it is for: after a hand-over the report goes to the new coordinator. */
  readonly to?: string;
  /** Its state, id and name. */
  readonly channel: string;
  readonly steps: readonly {
    readonly key: string;
    readonly is: string;
    readonly problem?: string;
    readonly retries: boolean;
  }[];
  readonly invitations: readonly { readonly email: string; readonly status: string }[];
  /** Messages that only a person can help to deliver. */
  readonly undelivered: readonly { readonly key: string; readonly problem: string }[];
}

/** Hangs on nothing that is done about items. Made once, until something changes on which it does. */
export const setUpReportOf = keptBy((partner, lifecycle) => {
  const { name, people, channel, invitations } = partner;
  const views = setUpSteps(partner, lifecycle);
  return { name, people, channel, invitations, views, undelivered: undeliveredOf(partner, lifecycle) };
}, reportOn);

type ReportParts = Pick<Partner, 'name' | 'people' | 'channel' | 'invitations'> &
  Pick<SetUpReport, 'undelivered'> & { readonly views: readonly StepView[] };

function reportOn(partner: ReportParts, lifecycle: Lifecycle): SetUpReport {
  const to = coordinators(partner, lifecycle)[0];
  return {
    layout: 1,
    name: partner.name,
    ...(to && { to: to.person }),
    channel:
      partner.channel.is === 'none' ? 'none' : `${partner.channel.is} ${partner.channel.id} ${partner.channel.name}`,
    steps: partner.views.map(({ key, state }) => ({
      key,
      is: state.is,
      ...(state.is === 'failed' && { problem: state.problem }),
      retries: state.is === 'failed' && state.retryAt !== undefined,
    })),
    invitations: openInvitations(partner).map(([email, { status }]) => ({ email, status })),
    undelivered: partner.undelivered,
  };
}

/** Always the same nothing: a message that comes and goes does not make the report anew. */
const nothing: SetUpReport['undelivered'] = [];

const undeliveredOf = keptBy(
  ({ outbox, undelivered, steps }) => ({ outbox, undelivered, steps }),
  ({ outbox, undelivered, steps }): SetUpReport['undelivered'] => {
    const all = [
      ...Object.entries(outbox).map(([key, { failed }]) => ({ key, failed })),
      ...Object.entries(undelivered).map(([key, failed]) => ({ key, failed })),
      ...Object.entries(steps).flatMap(([key, failed]) =>
        isBugMessage(key) && failed.is === 'failed' ? [{ key, failed }] : [],
      ),
    ].flatMap(({ key, failed }) => (failed && failed.retryAt === undefined ? [{ key, problem: failed.problem }] : []));
    return all.length > 0 ? all : nothing;
  },
);
