import { declineGaModal, proposeGaModal } from '../../blocks/ga-forms';
import { formFor } from '../visit';
import { executeFor, onPartner, opening, originOf, type ActionHandler } from './click';

/** Opens the form that proposes a GA date; who may is decided when it is submitted. */
export const proposeGa: ActionHandler<'ga-propose'> = ({ p, date, from }, click) =>
  onPartner({ p }, click, (visited) => ({
    modal: proposeGaModal(formFor(visited, { p, ...originOf(click, from) }), date),
  }));

export const acceptGa: ActionHandler<'ga-accept'> = (value, click) =>
  executeFor(value, click, { type: 'AcceptGaDate', date: value.date }, value.from);

export const declineGa: ActionHandler<'ga-decline'> = opening(declineGaModal);

export const withdrawGa: ActionHandler<'ga-withdraw'> = (value, click) =>
  executeFor(value, click, { type: 'WithdrawGaDate', date: value.date }, value.from);

export const launch: ActionHandler<'launch'> = (value, click) =>
  executeFor(value, click, { type: 'Launch' }, value.from);
