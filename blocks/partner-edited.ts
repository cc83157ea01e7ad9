import type { ModalView } from '@slack/types';
import type { DetailsEvent, PartnerEvent } from '../src/domain/events';
import type { Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { followLine } from './artifact-results';
import { plain, section } from './kit';
import { soonTargetLines } from './soon-target';
import { fitLines, longDate, name, oneLine } from './text';

/** What the form of a partner's details turns into once it is saved: what is so now, and what came of it. */
export function partnerEditedModal(
  events: readonly { readonly event: PartnerEvent }[],
  partner: Partner,
  lifecycle: Lifecycle,
  when: Parameters<typeof soonTargetLines>[2],
): ModalView {
  const moved = events.some(({ event }) => event.type === 'DetailsChanged' && event.targetGaDate !== undefined);
  const soon = moved ? soonTargetLines(partner, lifecycle, when) : [];
  const lines = events.flatMap(({ event }) =>
    event.type === 'DetailsChanged' || event.type === 'NotesChanged'
      ? changes(event, lifecycle)
      : (followLine(event, partner, lifecycle, 'databricks') ?? planned(event)),
  );
  return {
    type: 'modal',
    callback_id: 'partner-edited',
    title: plain(lines.length > 0 ? 'Saved' : 'Nothing changed', 24),
    close: plain('Close', 24),
    blocks: [
      section(lines.length > 0 ? fitLines(lines) : 'Everything is as it was.'),
      ...(soon.length > 0 ? [section(fitLines(soon))] : []),
    ],
  };
}

type Edited = Extract<DetailsEvent, { type: 'DetailsChanged' | 'NotesChanged' }>;

function changes(event: Edited, lifecycle: Lifecycle): readonly string[] {
  if (event.type === 'NotesChanged') return ['✅ The internal notes are changed.'];
  const { name: called, integrationType, clouds, targetGaDate } = event;
  return [
    ...(called === undefined ? [] : [`✅ The name is now *${name(called)}*.`]),
    ...(integrationType === undefined
      ? []
      : [`✅ Integration type is now *${titleOf(lifecycle.integrationTypes, integrationType)}*.`]),
    ...(clouds === undefined
      ? []
      : [`✅ Clouds are now *${clouds.map((id) => titleOf(lifecycle.clouds, id)).join(', ')}*.`]),
    ...(targetGaDate === undefined
      ? []
      : [targetGaDate === null ? '✅ There is no target GA date now.' : targetWords(targetGaDate)]),
  ];
}

const targetWords = (date: NonNullable<Partner['targetGaDate']>): string =>
  `✅ Target GA date is now *${longDate(date)}*. It is a plan; both sides agree on the date under GA date.`;

/** Clouds that come after the launch are a task of maintenance. */
const planned = (event: PartnerEvent): readonly string[] =>
  event.type === 'MaintenancePlanned' && event.clouds.length > 0
    ? [`🔁 The new regions are planned under Maintenance, due ${longDate(event.due)}.`]
    : [];

const titleOf = (all: readonly { readonly id: string; readonly title: string }[], id: string): string =>
  oneLine(all.find((one) => one.id === id)?.title ?? id, 60);
