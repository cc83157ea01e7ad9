import { declineEntryModal, editEntryModal, proposeEntryModal, withdrawEntryModal } from '../../blocks/roadmap-forms';
import { executeAndShow, onPartner, originOf, type ActionHandler } from './click';

export const proposeEntry: ActionHandler<'roadmap-propose'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: proposeEntryModal(partner, services.lifecycle, viewer, { p, ...originOf(click, from) }),
  }));

export const acceptEntry: ActionHandler<'roadmap-accept'> = ({ p, entry, revision, from }, click) =>
  onPartner({ p }, click, (visited) =>
    executeAndShow(click, visited, { type: 'AcceptRoadmapEntry', entry, revision }, from),
  );

export const finishEntry: ActionHandler<'roadmap-done'> = ({ p, entry, from }, click) =>
  onPartner({ p }, click, (visited) => executeAndShow(click, visited, { type: 'FinishRoadmapEntry', entry }, from));

export const editEntry: ActionHandler<'roadmap-edit'> = ({ p, entry, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: editEntryModal(partner, services.lifecycle, viewer, { p, entry, ...originOf(click, from) }),
  }));

export const declineEntry: ActionHandler<'roadmap-decline'> = ({ p, entry, from }, click) =>
  onPartner({ p }, click, ({ partner, services }) => ({
    modal: declineEntryModal(partner, services.lifecycle, { p, entry, ...originOf(click, from) }),
  }));

export const withdrawEntry: ActionHandler<'roadmap-withdraw'> = ({ p, entry, from }, click) =>
  onPartner({ p }, click, ({ partner, services }) => ({
    modal: withdrawEntryModal(partner, services.lifecycle, { p, entry, ...originOf(click, from) }),
  }));
