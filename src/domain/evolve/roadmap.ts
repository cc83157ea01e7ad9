import type { Author, RoadmapEvent } from '../events';
import type { Instant } from '../ids';
import type { Partner } from '../partner';
import { mostDropped, type RoadmapEntry, type RoadmapNotice, type RoadmapStatus } from '../roadmap/state';
import { notify } from './outbox';

/** Keeps what both sides plan; of what came to nothing only the newest. */
export function evolveRoadmap(partner: Partner, event: RoadmapEvent, at: Instant, by: Author): Partner {
  const tell = (after: Partner, what: RoadmapNotice['what']): Partner =>
    notify(after, { kind: 'roadmap', entry: event.entry, what, by }, at);
  const settle = (status: RoadmapStatus): Partner =>
    tell(
      change(partner, event.entry, (entry) => ({ ...entry, status })),
      status.is,
    );
  switch (event.type) {
    case 'RoadmapProposed':
      return tell(propose(partner, event, at, by), 'proposed');
    case 'RoadmapChanged':
      return tell(
        change(partner, event.entry, (entry) => edited(entry, event)),
        // Nobody answered yet: what they are told of is the proposal.
        partner.roadmap.entries.some(({ id, status }) => id === event.entry && status.is === 'proposed')
          ? 'proposed'
          : 'changed',
      );
    case 'RoadmapAccepted':
      return settle({ is: 'accepted', at, by });
    case 'RoadmapDeclined':
      return kept(settle({ is: 'declined', at, by, reason: event.reason }));
    case 'RoadmapDone':
      return settle({ is: 'done', at, by });
    case 'RoadmapWithdrawn':
      return kept(settle({ is: 'withdrawn', at, by, reason: event.reason }));
  }
}

type Of<T extends RoadmapEvent['type']> = Extract<RoadmapEvent, { type: T }>;

function propose(partner: Partner, event: Of<'RoadmapProposed'>, at: Instant, by: Author): Partner {
  const { type: _, entry: id, owner, note, ...rest } = event;
  const { entries, lastNumber } = partner.roadmap;
  const entry: RoadmapEntry = {
    id,
    ...rest,
    ...(owner && { owner }),
    ...(note !== undefined && { note }),
    at,
    by,
    status: { is: 'proposed' },
    revision: 0,
  };
  const number = Number(id.slice(1)) || 0;
  return { ...partner, roadmap: { entries: [...entries, entry], lastNumber: Math.max(lastNumber, number) } };
}

function edited({ owner: before, ...entry }: RoadmapEntry, event: Of<'RoadmapChanged'>): RoadmapEntry {
  const { title, quarter, side, owner, note } = event;
  const holder = owner === undefined ? before : owner;
  return {
    ...entry,
    ...(holder && { owner: holder }),
    ...(title !== undefined && { title }),
    ...(quarter !== undefined && { quarter }),
    ...(side !== undefined && { side }),
    ...(note !== undefined && { note }),
    revision: entry.revision + 1,
  };
}

function change(partner: Partner, id: string, to: (entry: RoadmapEntry) => RoadmapEntry): Partner {
  const { roadmap } = partner;
  return {
    ...partner,
    roadmap: { ...roadmap, entries: roadmap.entries.map((entry) => (entry.id === id ? to(entry) : entry)) },
  };
}

/** Without the oldest of what came to nothing. */
function kept(partner: Partner): Partner {
  const { roadmap } = partner;
  const dropped = roadmap.entries.filter(({ status: { is } }) => is === 'declined' || is === 'withdrawn');
  const gone = new Set(dropped.slice(0, Math.max(0, dropped.length - mostDropped)).map(({ id }) => id));
  return { ...partner, roadmap: { ...roadmap, entries: roadmap.entries.filter(({ id }) => !gone.has(id)) } };
}
