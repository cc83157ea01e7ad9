import type { MaintenanceEvent, RoadmapEvent } from '../src/domain/events';
import { kindOf, stepsOf } from '../src/domain/maintenance/steps';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle, Side } from '../src/lifecycle/schema';
import { longDate, name, oneLine } from './text';
import { sideName } from './words';

/** Sentences of the log about maintenance and the roadmap. */

interface Reading {
  readonly who: string;
  readonly behalf: string;
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  readonly reader: Side;
}

export function tellMaintenance(event: MaintenanceEvent, reading: Reading): string | undefined {
  const { who, behalf, lifecycle } = reading;
  const task = taskOf(event.task, reading);
  switch (event.type) {
    case 'MaintenancePlanned': {
      const called = event.title ?? kindOf(event, lifecycle)?.title ?? event.kind;
      const it = `*${event.task.toUpperCase()} ${oneLine(called, 200)}*`;
      const due = longDate(event.due);
      return event.after === undefined
        ? `${who} planned ${it}, due on ${due}`
        : `${it} comes back after ${oneLine(event.after.toUpperCase(), 20)}, due on ${due}`;
    }
    case 'MaintenanceStepDone': {
      const step = stepOf(event.task, event.step, reading);
      return step && `${who}${behalf} confirmed ${step} of ${task}`;
    }
    case 'MaintenanceStepReopened': {
      const step = stepOf(event.task, event.step, reading);
      return step && `${who}${behalf} took back ${step} of ${task}: ${oneLine(event.reason)}`;
    }
    case 'MaintenanceRescheduled':
      return `${who} moved ${task} to ${longDate(event.due)}: ${oneLine(event.reason)}`;
    case 'MaintenanceCompleted':
      return `${task} is done`;
    case 'MaintenanceCancelled':
      return `${who} cancelled ${task}${event.forGood ? ' for good' : ''}: ${oneLine(event.reason)}`;
  }
}

function taskOf(id: string, { partner, lifecycle }: Reading): string {
  const task = partner.maintenance.tasks.find((t) => t.id === id);
  const title = task && (task.title ?? kindOf(task, lifecycle)?.title ?? task.kind);
  return `*${oneLine(id.toUpperCase(), 20)}${title ? ` ${oneLine(title, 200)}` : ''}*`;
}

/** Of a task that is no longer kept nobody knows any more what the partner may read. */
function stepOf(id: string, step: string, { partner, lifecycle, reader }: Reading): string | undefined {
  const task = partner.maintenance.tasks.find((t) => t.id === id);
  const known = task && stepsOf(task, partner, lifecycle).find((s) => s.id === step);
  if (!known) return reader === 'databricks' ? `“${oneLine(step, 60)}”` : 'a step';
  return reader === 'partner' && known.internal ? undefined : `“${oneLine(known.title, 350)}”`;
}

/** The words for a step in sentences about reminders. */
export function stepName(id: string, reading: Omit<Reading, 'who' | 'behalf'>): string | undefined {
  const [task = '', ...step] = id.split('/');
  const named = stepOf(task, step.join('/'), { ...reading, who: '', behalf: '' });
  return named && `${named} of *${oneLine(task.toUpperCase(), 20)}*`;
}

/** Sentences of the log about the roadmap. */
export function tellRoadmap(
  event: RoadmapEvent,
  { who, partner, lifecycle }: Omit<Reading, 'behalf' | 'reader'>,
): string {
  const entry = partner.roadmap.entries.find(({ id }) => id === event.entry);
  const known = entry ? ` ${oneLine(entry.title, 200)}` : '';
  const it = `*${oneLine(event.entry.toUpperCase(), 20)}${known}*`;
  switch (event.type) {
    case 'RoadmapProposed': {
      const proposed = `*${oneLine(event.entry.toUpperCase(), 20)} ${oneLine(event.title, 200)}*`;
      return `${who} proposed ${proposed} for ${oneLine(event.quarter, 10)}`;
    }
    case 'RoadmapAccepted':
      return `${who} accepted ${it}`;
    case 'RoadmapDeclined':
      return `${who} declined ${it}: ${oneLine(event.reason)}`;
    case 'RoadmapChanged': {
      const { title, quarter, side, owner, note } = event;
      const said = [
        ...(title === undefined ? [] : [`title “${oneLine(title, 200)}”`]),
        ...(quarter === undefined ? [] : [`quarter ${oneLine(quarter, 10)}`]),
        ...(side === undefined ? [] : [`done by ${sideName(side, partner, lifecycle)}`]),
        ...(owner === undefined ? [] : [owner === null ? 'no owner' : `owner ${name(owner.name)}`]),
        ...(note === undefined ? [] : ['another note']),
      ];
      return `${who} changed ${it}: ${said.join(', ')}`;
    }
    case 'RoadmapDone':
      return `${who} said that ${it} is done`;
    case 'RoadmapWithdrawn':
      return `${who} withdrew ${it}: ${oneLine(event.reason)}`;
  }
}
