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
import { executeFor, onPartner, opening, placeOf, type ActionHandler, type Click } from './click';

/** Opens the form for a bug; anybody who sees the button may report one. */
export const reportBug: ActionHandler<'bug-report'> = ({ p, testCase }, click) =>
  onPartner({ p }, click, ({ partner, services }) => ({
    modal: reportBugModal(partner, services.lifecycle, { p, ...placeOf(click), ...(testCase && { testCase }) }),
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

export const mitigateBug: ActionHandler<'bug-mitigate'> = opening((partner, _lifecycle, _viewer, memory) =>
  mitigateModal(partner, memory),
);
export const resolveBug: ActionHandler<'bug-resolve'> = opening((partner, lifecycle, _, memory) =>
  resolveModal(partner, lifecycle, memory),
);
export const updateBug: ActionHandler<'bug-update'> = opening((partner, _lifecycle, _viewer, memory) =>
  updateBugModal(partner, memory),
);
export const handOverBug: ActionHandler<'bug-hand-over'> = opening((partner, lifecycle, _, memory) => {
  const to = otherSide(bugOf(partner.bugs, memory.bug)?.side ?? 'partner');
  return handOverBugModal(partner, lifecycle, { ...memory, to });
});
export const reopenBug: ActionHandler<'bug-reopen'> = opening((partner, _lifecycle, _viewer, memory) =>
  reopenBugModal(partner, memory),
);
export const bugSteps: ActionHandler<'bug-steps'> = opening((partner, lifecycle, _, memory) =>
  bugStepsModal(partner, lifecycle, memory),
);
export const bugSeverity: ActionHandler<'bug-severity'> = opening((partner, lifecycle, _, memory) =>
  severityModal(partner, lifecycle, memory),
);
export const bugDuplicate: ActionHandler<'bug-duplicate'> = opening((partner, _lifecycle, _viewer, memory) =>
  duplicateModal(partner, memory),
);
