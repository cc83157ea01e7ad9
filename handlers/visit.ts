import type { Viewer } from '../blocks/picture';
import { principalOf, type Person } from '../src/domain/actor';
import { dateOf } from '../src/domain/calendar';
import type { PartnerId } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { refuse, type Refusal } from '../src/domain/refusal';
import { zoneOf } from '../src/domain/reminders/mornings';
import type { Services } from './services';

/** A person looking at a partner: what every private message is drawn for. */
export interface Visit {
  readonly services: Services;
  readonly actor: Person;
  readonly partner: Partner;
  readonly viewer: Viewer;
}

/** Returns a person's look at a partner, now. */
export function visit(services: Services, actor: Person, partner: Partner): Visit {
  return { services, actor, partner, viewer: viewerOf(actor, partner, services) };
}

/** Returns what the form is drawn from that this person opens. */
export const formFor = <M>({ partner, viewer, services: { lifecycle } }: Visit, memory: M) => ({
  partner,
  lifecycle,
  viewer,
  memory,
});

/** Returns a person as somebody who looks at a partner, now. */
export function viewerOf(
  actor: Person,
  partner: Partner,
  { lifecycle, clock }: Pick<Services, 'lifecycle' | 'clock'>,
): Viewer {
  const now = clock();
  return {
    who: principalOf(actor, partner, lifecycle),
    today: dateOf(now, lifecycle.zone),
    now,
    zone: zoneOf(actor.person, [partner], lifecycle, actor.zone),
  };
}

/**
 * Whether a person may look at a partner from where they are: people of the workspace from anywhere, everybody else only
 * from the partner's own channel, or in a form with a role of the side that they are on now.
 */
export function mayLook(
  partner: Partner,
  actor: Person,
  channel: string | undefined,
  { lifecycle }: Pick<Services, 'lifecycle'>,
): boolean {
  const here = partner.channel.is !== 'none' && partner.channel.id === channel;
  return actor.home || here || (channel === undefined && principalOf(actor, partner, lifecycle).teams.size > 0);
}

/** Returns the partner a button or form names, if this person may look at it from where they are. */
export async function partnerFor(
  services: Services,
  actor: Person,
  id: PartnerId,
  channel: string | undefined,
): Promise<Partner | Refusal> {
  const partner = await services.onboarding.load(id);
  if (partner && mayLook(partner, actor, channel, services)) return partner;
  return refuse('This is from another channel, or out of date. Use the buttons on the pinned card instead.');
}
