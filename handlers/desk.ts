import { deskPicture } from '../blocks/home';
import type { Picture } from '../blocks/picture';
import type { Person } from '../src/domain/actor';
import { deskOf } from '../src/domain/desk/desk';
import { zoneOf } from '../src/domain/reminders/mornings';
import type { Services } from './services';

/** So many partners are read for a desk at most: whoever works with more has the list of all, and their digest. */
export const mostPartners = 200;

/** Draws the desk of a person of the workspace from their partners as they are now. */
export async function deskFor(
  { onboarding, clock, lifecycle }: Services,
  actor: Person,
  { page = 0 }: { readonly page?: number | undefined } = {},
): Promise<Picture> {
  const { partners, more } = await onboarding.openPartnersOf(actor.person, mostPartners);
  const now = clock();
  const zone = zoneOf(actor.person, partners, lifecycle);
  const desk = deskOf(actor.person, partners, lifecycle, now, zone);
  return deskPicture(desk, lifecycle, { now, zone, page, more });
}
