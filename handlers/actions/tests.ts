import { caseModal } from '../../blocks/case';
import { capabilitiesModal, handOverTodoModal, resultsModal, roundModal, todoModal } from '../../blocks/test-forms';
import { executeFor, opening, type ActionHandler } from './click';

/** Test runs: what needs a form; who may do it is decided when the form is submitted. */

export const results: ActionHandler<'results'> = opening(resultsModal);

export const startRound: ActionHandler<'round-start'> = opening(roundModal);

export const capabilities: ActionHandler<'capabilities'> = opening(capabilitiesModal);

export const openCase: ActionHandler<'case-open'> = opening(caseModal);

export const addTodo: ActionHandler<'todo-add'> = opening(todoModal);

export const handOverTodo: ActionHandler<'todo-hand-over'> = opening(handOverTodoModal);

export const finishTodo: ActionHandler<'todo-done'> = ({ p, todo, from }, click) =>
  executeFor({ p }, click, { type: 'FinishTodo', todo }, from);
