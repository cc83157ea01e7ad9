import {
  bugStepsModal,
  duplicateModal,
  handOverBugModal,
  mitigateModal,
  reopenBugModal,
  resolveModal,
  severityModal,
  updateBugModal,
} from '../../blocks/bug-forms';
import { reportBugModal } from '../../blocks/bug-report';
import type { ActionValue } from '../../blocks/ids';
import { bugOf } from '../../src/domain/bugs/numbers';
import { otherSide } from '../../src/domain/sides';
import { formFor } from '../visit';
import { executeFor, onPartner, opening, placeOf, type ActionHandler, type Click } from './click';

/** Opens the form for a bug; anybody who sees the button may report one. */
export const reportBug: ActionHandler<'bug-report'> = ({ p, testCase }, click) =>
  onPartner({ p }, click, (visited) => ({
    modal: reportBugModal(formFor(visited, { p, ...placeOf(click), ...(testCase && { testCase }) })),
  }));

type OnBug = ActionValue<'bug-start'>;

/** What one click does to a bug; who may is decided in the domain. */
const doing = (type: 'AcknowledgeBug' | 'StartBug' | 'VerifyBug' | 'CloseBug') => (value: OnBug, click: Click) =>
  executeFor(value, click, { type, bug: value.bug }, value.from);

export const acknowledgeBug: ActionHandler<'bug-acknowledge'> = doing('AcknowledgeBug');
export const startBug: ActionHandler<'bug-start'> = doing('StartBug');
export const verifyBug: ActionHandler<'bug-verify'> = doing('VerifyBug');
export const closeBug: ActionHandler<'bug-close'> = doing('CloseBug');

/** What needs a form. */

export const mitigateBug: ActionHandler<'bug-mitigate'> = opening(mitigateModal);
export const resolveBug: ActionHandler<'bug-resolve'> = opening(resolveModal);
export const updateBug: ActionHandler<'bug-update'> = opening(updateBugModal);
export const handOverBug: ActionHandler<'bug-hand-over'> = opening((form) => {
  const to = otherSide(bugOf(form.partner.bugs, form.memory.bug)?.side ?? 'partner');
  return handOverBugModal({ ...form, memory: { ...form.memory, to } });
});
export const reopenBug: ActionHandler<'bug-reopen'> = opening(reopenBugModal);
export const bugSteps: ActionHandler<'bug-steps'> = opening(bugStepsModal);
export const bugSeverity: ActionHandler<'bug-severity'> = opening(severityModal);
export const bugDuplicate: ActionHandler<'bug-duplicate'> = opening(duplicateModal);
