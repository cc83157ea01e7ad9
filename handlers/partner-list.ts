import { partnersMessage } from '../blocks/partners';
import type { Picture } from '../blocks/picture';
import type { Person } from '../src/domain/actor';
import { dateOf } from '../src/domain/calendar';
import type { Services } from './services';

const pageSize = 10;

/** Draws a page of the partners a person works with, or of all; `word` is the command that asked for one of them. */
export async function partnerList(
  { onboarding, clock, lifecycle }: Services,
  actor: Person,
  {
    after,
    all = false,
    word,
  }: { readonly after?: string | undefined; readonly all?: boolean; readonly word?: string } = {},
): Promise<Picture> {
  const { summaries, next } = await onboarding.list(all ? 'open' : `person:${actor.person}`, {
    limit: pageSize,
    ...(after !== undefined && { after }),
  });
  return partnersMessage(summaries, {
    title: all ? 'All partners' : 'Your partners',
    all,
    ...(word !== undefined && { word }),
    today: dateOf(clock(), lifecycle.zone),
    ...(next !== undefined && { next }),
  });
}
