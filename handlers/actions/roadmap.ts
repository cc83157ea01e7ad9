import { declineEntryModal, editEntryModal, proposeEntryModal, withdrawEntryModal } from '../../blocks/roadmap-forms';
import { executeFor, opening, type ActionHandler } from './click';

export const proposeEntry: ActionHandler<'roadmap-propose'> = opening(proposeEntryModal);

export const acceptEntry: ActionHandler<'roadmap-accept'> = ({ p, entry, revision, from }, click) =>
  executeFor({ p }, click, { type: 'AcceptRoadmapEntry', entry, revision }, from);

export const finishEntry: ActionHandler<'roadmap-done'> = ({ p, entry, from }, click) =>
  executeFor({ p }, click, { type: 'FinishRoadmapEntry', entry }, from);

export const editEntry: ActionHandler<'roadmap-edit'> = opening(editEntryModal);

export const declineEntry: ActionHandler<'roadmap-decline'> = opening(declineEntryModal);

export const withdrawEntry: ActionHandler<'roadmap-withdraw'> = opening(withdrawEntryModal);
