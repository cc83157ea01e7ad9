import type { SameDay } from '../blocks/plan';
import { plannedDate } from '../src/domain/back-plan';
import type { CalendarDate } from '../src/domain/ids';
import type { Visit } from './visit';

/** More names than a warning needs. */
const mostNames = 20;

/**
 * Who else launches on the day that a plan is drawn for. Only for people of the databricks side: to others it is not known
 * that there are other partners.
 */
export async function sameDay(
  { services, partner, viewer }: Visit,
  chosen: CalendarDate | undefined,
): Promise<SameDay | undefined> {
  const date = chosen ?? plannedDate(partner, services.lifecycle);
  if (viewer.who.side !== 'databricks' || date === undefined) return undefined;
  const { summaries, next } = await services.onboarding.list(`ga:${date}`, { limit: mostNames });
  const names = summaries.filter(({ id }) => id !== partner.id).map(({ name }) => name);
  return { names, incomplete: next !== undefined };
}
