import type { GaEvent, PartnerEvent, ReminderEvent, RolloutEvent, TestRunEvent, UxEvent } from '../src/domain/events';
import type { ItemId } from '../src/domain/ids';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { changed } from './sign-offs';
import { longDate, name, oneLine } from './text';
import { labelledValue, role, shownEvidence } from './words';

/** Sentences of the log about items and sign-offs. */

/** Who tells what to whom. */
export interface Teller {
  readonly who: string;
  /** Whether the author is this person. */
  readonly acts: (person: string) => boolean;
  readonly behalf: string;
  /** The item's title; nothing when the reader may not know of it. */
  readonly item: (id: ItemId) => string | undefined;
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly reader: Side;
}

export function tellItem(
  event: Exclude<
    Extract<PartnerEvent, { item: ItemId }>,
    GaEvent | RolloutEvent | ReminderEvent | TestRunEvent | UxEvent
  >,
  item: string,
  teller: Teller,
): string {
  const { who, behalf, lifecycle } = teller;
  switch (event.type) {
    case 'ItemDone': {
      const { byId } = lookup(lifecycle);
      const placed = byId.get(event.item);
      const value =
        event.value === undefined
          ? []
          : [placed ? labelledValue(placed, event.value, lifecycle.zone) : oneLine(event.value)];
      const given = [...value, ...(event.evidence ? [shownEvidence(event.evidence)] : [])].join(', ');
      return `${who} marked ${item} done${behalf}${given && `: ${given}`}`;
    }
    case 'ItemReopened':
      return `${who} reopened ${item}${behalf}${event.reason ? `: ${oneLine(event.reason)}` : ''}`;
    case 'ItemBlocked':
      return `${who} said that ${item} is blocked${behalf}: ${oneLine(event.reason)}`;
    case 'ItemUnblocked':
      return `${who} said that ${item} is no longer blocked${behalf}`;
    case 'ItemNotNeeded':
      return `${who} said that ${item} is not needed${behalf}: ${oneLine(event.reason)}`;
    case 'ItemOwnerSet':
      if (!event.owner) return `${who} left ${item} to nobody in particular${behalf}`;
      return teller.acts(event.owner.person)
        ? `${who} took on ${item}${behalf}`
        : `${who} gave ${item} to ${name(event.owner.name)}${behalf}`;
    case 'ItemDueSet':
      return event.due
        ? `${who} set ${item} due on ${longDate(event.due)}${behalf}`
        : `${who} took the due date off ${item}${behalf}`;
    case 'ItemEvidenceSet':
      return `${who} added to ${item}${behalf}: ${shownEvidence(event.evidence)}`;
    case 'ItemAudienceSet':
      return event.internal ? `${who} hid ${item} from the partner` : `${who} showed ${item} to the partner`;
  }
}

export function tellSignOff(
  event: Extract<PartnerEvent, { signOff: ItemId }>,
  gate: string,
  { who, partner, lifecycle, reader }: Teller,
): string {
  switch (event.type) {
    case 'SignOffGiven':
      return `${who} gave ${gate} as ${role(event.team, lifecycle)}${event.comment ? `: “${oneLine(event.comment)}”` : ''}`;
    case 'SignOffTakenBack':
      return `${who} took back ${gate}: ${oneLine(event.reason)}`;
    case 'SignOffReopened':
      return `${gate} must be given again, since ${changed(event.because, partner, lifecycle, reader)} changed`;
  }
}
