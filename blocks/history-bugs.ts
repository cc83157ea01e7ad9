import type { BugEvent } from '../src/domain/events';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { oneLine } from './text';
import { sideName } from './words';

/** Sentences about a bug: in the log, and as lines of the bug's own thread. */

const mostNote = 600;

export function tellBug(
  event: BugEvent,
  who: string,
  { partner, lifecycle }: { readonly partner: Partner; readonly lifecycle: Lifecycle },
): string {
  const bug = bugName(event.bug);
  switch (event.type) {
    case 'BugReported':
      return `${who} reported ${bug} (${oneLine(event.severity, 20)}): ${oneLine(event.title)}`;
    case 'BugAcknowledged':
      return `${who} acknowledged ${bug}`;
    case 'BugStarted':
      return `${who} works on ${bug}`;
    case 'BugMitigated':
      return `${who} mitigated ${bug}${quoted(event.note)}`;
    case 'BugResolved':
      return `${who} resolved ${bug}${quoted(event.note)}`;
    case 'BugVerified':
      return `${who} verified ${bug}${quoted(event.note)}`;
    case 'BugClosed':
      return `${who} closed ${bug}${quoted(event.note)}`;
    case 'BugReopened':
      return `${who} reopened ${bug}${quoted(event.reason)}`;
    case 'BugDuplicate':
      return `${who} closed ${bug} as a duplicate of ${bugName(event.of)}`;
    case 'BugHandedOver':
      return `${who} handed ${bug} over to ${sideName(event.to, partner, lifecycle)}${quoted(event.reason)}`;
    case 'BugSeverityChanged':
      return `${who} changed ${bug} to ${oneLine(event.severity, 20)}${quoted(event.reason)}`;
    case 'BugStepsTicked':
      return `${who} ticked steps of ${bug}: ${steps(event.steps, lifecycle) || 'none'}`;
    case 'BugUpdated':
      return `${who} on ${bug}${quoted(event.note)}`;
  }
}

const bugName = (number: string): string => oneLine(number, 20);

const quoted = (note: string | undefined): string => (note ? `: ${oneLine(note, mostNote)}` : '');

/** Steps that are ticked, by title. */
const steps = (ticked: readonly string[], { sop }: Lifecycle): string =>
  ticked.map((id) => oneLine(sop?.steps.find((step) => step.id === id)?.title ?? id, 100)).join(', ');
