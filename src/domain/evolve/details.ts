import type { DetailsEvent, PartnerCreated } from '../events';
import type { Instant } from '../ids';
import { noMaintenance } from '../maintenance/state';
import type { Partner } from '../partner';
import { noRoadmap } from '../roadmap/state';
import { noTestRuns } from '../test-cases/state';
import { noUxReview } from '../ux/state';
import { restarted } from './bugs';
import { announce, retract } from './outbox';
import { without } from './records';

/** Returns the partner with which a log begins. */
export function create(event: PartnerCreated, at: Instant): Partner {
  const { id, name, slug, integrationType, clouds, targetGaDate, notes, adopt } = event;
  return {
    id,
    version: 1,
    name,
    slug,
    createdAt: at,
    integrationType,
    clouds,
    configuration: 1,
    ...(targetGaDate && { targetGaDate }),
    ...(notes && { notes }),
    people: [],
    claims: [],
    items: {},
    signOffs: {},
    artifacts: {},
    tests: noTestRuns,
    calls: [],
    ux: noUxReview,
    ...(adopt && { adopted: true as const }),
    channel: adopt ? { is: 'ready', id: adopt.channel, name: adopt.name } : { is: 'none', triedNames: [] },
    bugs: {},
    reminders: { snoozed: {}, muted: [], away: {}, asked: {}, responded: {} },
    maintenance: noMaintenance,
    roadmap: noRoadmap,
    invitations: {},
    steps: {},
    living: {},
    told: {},
    undelivered: {},
    outbox: {},
    withdrawn: {},
  };
}

/** Changes the partner as a whole. After a pause the clocks of its bugs begin anew. */
export function evolveDetails(partner: Partner, event: DetailsEvent, at: Instant): Partner {
  switch (event.type) {
    case 'DetailsChanged': {
      const { name, integrationType, clouds, targetGaDate } = event;
      const { targetGaDate: before, ...rest } = partner;
      const target = targetGaDate === undefined ? before : targetGaDate;
      return {
        ...rest,
        ...(target && { targetGaDate: target }),
        ...(name !== undefined && { name }),
        ...(integrationType !== undefined && { integrationType }),
        ...(clouds !== undefined && { clouds }),
        // The channel's topic and purpose carry the name.
        ...(name !== undefined && { steps: without(partner.steps, 'topic', 'purpose') }),
        configuration: partner.configuration + (integrationType !== undefined || clouds !== undefined ? 1 : 0),
      };
    }
    case 'NotesChanged':
      return { ...partner, notes: event.notes };
    case 'PartnerClosed': {
      const { reason, note } = event;
      const closed = { ...partner, closed: { at, reason, ...(note && { note }) } };
      return announce(closed, { kind: 'closed' }, { kind: 'reopened' }, at);
    }
    case 'PartnerReopened': {
      const { closed: _, ...rest } = partner;
      const open = { ...rest, reopenedAt: at, bugs: restarted(partner.bugs, at) };
      const { note } = event;
      return retract(open, { kind: 'closed' }, { kind: 'reopened', ...(note && { note }) }, at);
    }
  }
}
