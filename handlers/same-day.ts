import type { SameDay } from '../blocks/plan';
import { plannedDate } from '../src/domain/back-plan';
import type { CalendarDate } from '../src/domain/ids';
import type { Visit } from './visit';

const pageSize = 200;
/** As many pages of partners as are looked through, so that a plan is never slow. */
const mostPages = 5;

/**
 * Who else launches on the day that a plan is drawn for. Only for people of the databricks side: to others it is not known
 * that there are other partners.
 */
export async function sameDay(
  { services, partner, viewer }: Visit,
  chosen: CalendarDate | undefined,
): Promise<SameDay | undefined> {
  const date = chosen ?? plannedDate(partner, services.lifecycle);
  if (viewer.standing.side !== 'databricks' || date === undefined) return undefined;
  const names: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { summaries, next } = await services.onboarding.list('open', { limit: pageSize, after });
    names.push(...summaries.filter((s) => s.id !== partner.id && s.ga?.date === date).map((s) => s.name));
    if (next === undefined) return { names, incomplete: false };
    after = next;
  }
  return { names, incomplete: true };
}
