import { describe } from '../blocks/history';
import type { Services } from './services';
import type { Visit } from './visit';

type Entries = Awaited<ReturnType<Services['onboarding']['history']>>['entries'];

const shown = 12;
const chunk = 60;

/**
 * Returns a page of what the viewer may read in the log, newest first, and whether there is more of it. Bookkeeping
 * and what is internal are passed over, so that a page is full of what can be read.
 */
export async function logPage(
  { services, partner, viewer }: Visit,
  before: number | undefined,
): Promise<{ readonly entries: Entries; readonly older: boolean }> {
  const { onboarding, lifecycle } = services;
  const readable: Entries[number][] = [];
  let from = before;
  for (;;) {
    const page = await onboarding.history(partner.id, { limit: chunk, ...(from !== undefined && { before: from }) });
    readable.push(
      ...page.entries.filter(({ recorded }) => describe(recorded, partner, lifecycle, viewer.who.side) !== undefined),
    );
    from = page.entries.at(-1)?.n;
    // One more than fits tells that there is more.
    if (readable.length > shown || !page.older || from === undefined) break;
  }
  return { entries: readable.slice(0, shown), older: readable.length > shown };
}
