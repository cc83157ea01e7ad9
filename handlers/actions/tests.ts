import { caseModal } from '../../blocks/case';
import { capabilitiesModal, resultsModal, roundModal, todoModal } from '../../blocks/test-forms';
import { executeAndShow, onPartner, originOf, type ActionHandler } from './click';

/** Test runs: what needs a form; who may do it is decided when the form is submitted. */

export const results: ActionHandler<'results'> = ({ p, run, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: resultsModal(partner, services.lifecycle, viewer, { p, run, ...originOf(click, from) }),
  }));

export const startRound: ActionHandler<'round-start'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: roundModal(partner, services.lifecycle, viewer, { p, ...originOf(click, from) }),
  }));

export const capabilities: ActionHandler<'capabilities'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner, services }) => ({
    modal: capabilitiesModal(partner, services.lifecycle, { p, ...originOf(click, from) }),
  }));

export const openCase: ActionHandler<'case-open'> = ({ p, i, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: caseModal(partner, services.lifecycle, viewer, { p, i, ...originOf(click, from) }),
  }));

export const addTodo: ActionHandler<'todo-add'> = ({ p, from }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => ({
    modal: todoModal(partner, services.lifecycle, viewer, { p, ...originOf(click, from) }),
  }));

export const finishTodo: ActionHandler<'todo-done'> = ({ p, todo, from }, click) =>
  onPartner({ p }, click, (visited) => executeAndShow(click, visited, { type: 'FinishTodo', todo }, from));
