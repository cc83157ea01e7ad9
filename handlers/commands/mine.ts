import { partnersMessage } from '../../blocks/partners';
import type { Picture } from '../../blocks/picture';
import type { Person } from '../../src/domain/actor';
import { dateOf } from '../../src/domain/calendar';
import type { Services } from '../services';

const pageSize = 10;

/** Draws a page of the partners a person works with, or of all. */
export async function minePicture(
  { onboarding, clock, lifecycle }: Services,
  actor: Person,
  { after, all = false }: { readonly after?: string | undefined; readonly all?: boolean } = {},
): Promise<Picture> {
  const { summaries, next } = await onboarding.list(all ? 'open' : `person:${actor.person}`, {
    limit: pageSize,
    ...(after !== undefined && { after }),
  });
  return partnersMessage(summaries, {
    title: all ? 'All partners' : 'Your partners',
    all,
    today: dateOf(clock(), lifecycle.zone),
    ...(next !== undefined && { next }),
  });
}
