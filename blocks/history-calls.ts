import { longTime } from '../src/domain/calls/times';
import type { CallEvent } from '../src/domain/events';
import type { Teller } from './history-items';
import { name, oneLine } from './text';

/** Sentences of the log about joint calls; nothing of one about an item that the reader may not know of. */
export function tellCall(event: CallEvent, { who, behalf, item, partner, lifecycle }: Teller): string | undefined {
  const about = event.type === 'CallScheduled' ? event.about : partner.calls.find((c) => c.id === event.call)?.item;
  const title = about && item(about);
  if (!title) return undefined;
  const when = 'starts' in event ? `${longTime(event.starts, lifecycle.zone)} (${lifecycle.zone})` : '';
  switch (event.type) {
    case 'CallScheduled': {
      const people = event.attendees.slice(0, 8).map((a) => name(a.name));
      return `${who} scheduled a call about ${title}${behalf}: ${when}, with ${people.join(', ')}`;
    }
    case 'CallChanged':
      return `${who} changed the call about ${title}${behalf}: ${when}${event.reason ? `. ${oneLine(event.reason)}` : ''}`;
    case 'CallCancelled':
      return `${who} cancelled the call about ${title}${behalf}: ${oneLine(event.reason)}`;
    case 'CallHeld': {
      const how = event.outcome === 'fine' ? 'it went fine' : 'problems were found';
      return `${who} said of the call about ${title}${behalf}: ${how}${event.note ? `. ${oneLine(event.note)}` : ''}`;
    }
  }
}
