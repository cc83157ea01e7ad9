import type { GaEvent, ReminderEvent, RolloutEvent } from '../src/domain/events';
import { count, longDate, name, oneLine } from './text';
import { waveName } from './wave-words';

/** Sentences of the log about the GA date, the rollout and reminders. */

export function tellGa(event: GaEvent, who: string): string {
  switch (event.type) {
    case 'GaDateProposed':
      return `${who} proposed ${longDate(event.date)} as the GA date${event.reason ? `: ${oneLine(event.reason)}` : ''}`;
    case 'GaDateAccepted':
      return `${who} accepted ${longDate(event.date)}: the GA date is agreed`;
    case 'GaDateDeclined':
      return `${who} declined ${longDate(event.date)} as the GA date: ${oneLine(event.reason)}`;
    case 'GaDateWithdrawn':
      return `${who} withdrew ${longDate(event.date)} as the GA date`;
    case 'Launched':
      return `${who} launched: GA`;
  }
}

export function tellRollout(event: RolloutEvent, who: string): string {
  switch (event.type) {
    case 'RolloutPlanned': {
      const what = event.task === undefined ? 'rollout' : 'rollout of the new regions';
      const how = `in ${count(event.waves.length, 'wave')} before ${longDate(event.ga)}`;
      return event.reason
        ? `${who} planned the ${what} anew, ${how}: ${oneLine(event.reason)}`
        : `The ${what} is planned ${how}`;
    }
    case 'WaveStarted':
      return `${who} started ${waveName(event.wave)}`;
    case 'RegionsLive':
      return `${who} marked ${event.regions.length === 1 ? oneLine(event.regions[0] ?? '') : `${event.regions.length} regions`} live in ${waveName(event.wave)}`;
    case 'RegionFailed':
      return `${who} marked ${oneLine(event.region)} failed: ${oneLine(event.note)}`;
    case 'WaveFinished':
      return `${who} finished ${waveName(event.wave)}`;
    case 'TileConfirmed':
      return `${who} confirmed that the tile shows after ${waveName(event.wave)}`;
    case 'WaveRolledBack':
      return `${who} rolled back ${waveName(event.wave)}: ${oneLine(event.reason)}`;
    case 'RolloutHalted':
      return `${who} halted the rollout: ${oneLine(event.reason)}`;
    case 'RolloutResumed':
      return `${who} resumed the rollout${event.note ? `: ${oneLine(event.note)}` : ''}`;
    case 'RolloutCompleted':
      return 'The rollout is complete';
  }
}

/** What people asked of their own reminders. */
export function tellReminder(event: ReminderEvent, who: string, item: string | undefined): string | undefined {
  switch (event.type) {
    case 'ItemSnoozed':
      return item && `${who} put off reminders of ${item} until ${longDate(event.until)}`;
    case 'ItemMuted':
      return item && `${who} muted reminders of ${item}`;
    case 'ItemUnmuted':
      return item && `${who} wants reminders of ${item} again`;
    case 'PartnerMuted':
      return `${who} muted reminders for ${name(event.name)}${event.until ? ` until ${longDate(event.until)}` : ''}`;
    case 'PartnerUnmuted':
      return `${who} wants reminders again`;
    case 'ReminderSet':
      return item && `${who} asked to be reminded of ${item} on ${longDate(event.on)}`;
  }
}
