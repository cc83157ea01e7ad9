import type { ModalView } from '@slack/types';
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
import type { ViewMemory } from '../../blocks/memory';
import { bugOf } from '../../src/domain/bugs/numbers';
import { otherSide } from '../../src/domain/sides';
import type { Partner } from '../../src/domain/partner';
import type { Lifecycle } from '../../src/lifecycle/schema';
import { executeAndShow, onPartner, originOf, placeOf, type ActionHandler, type Click } from './click';

/** Opens the form for a bug; anybody who sees the button may report one. */
export const reportBug: ActionHandler<'bug-report'> = ({ p, testCase }, click) =>
  onPartner({ p }, click, ({ partner, services }) => ({
    modal: reportBugModal(partner, services.lifecycle, { p, ...placeOf(click), ...(testCase && { testCase }) }),
  }));

type OnBug = ActionValue<'bug-start'>;

/** What one click does to a bug; who may is decided in the domain. */
const doing = (type: 'AcknowledgeBug' | 'StartBug' | 'VerifyBug' | 'CloseBug') => (value: OnBug, click: Click) =>
  onPartner(value, click, (visited) => executeAndShow(click, visited, { type, bug: value.bug }, value.from));

export const acknowledgeBug: ActionHandler<'bug-acknowledge'> = doing('AcknowledgeBug');
export const startBug: ActionHandler<'bug-start'> = doing('StartBug');
export const verifyBug: ActionHandler<'bug-verify'> = doing('VerifyBug');
export const closeBug: ActionHandler<'bug-close'> = doing('CloseBug');

/** What needs a form. */
const asking =
  (form: (partner: Partner, lifecycle: Lifecycle, memory: ViewMemory<'bug-update'>) => ModalView) =>
  ({ p, bug, from }: OnBug, click: Click) =>
    onPartner({ p }, click, ({ partner, services }) => ({
      modal: form(partner, services.lifecycle, { p, bug, ...originOf(click, from) }),
    }));

export const mitigateBug: ActionHandler<'bug-mitigate'> = asking((partner, _, memory) =>
  mitigateModal(partner, memory),
);
export const resolveBug: ActionHandler<'bug-resolve'> = asking(resolveModal);
export const updateBug: ActionHandler<'bug-update'> = asking((partner, _, memory) => updateBugModal(partner, memory));
export const handOverBug: ActionHandler<'bug-hand-over'> = asking((partner, lifecycle, memory) => {
  const to = otherSide(bugOf(partner.bugs, memory.bug)?.side ?? 'partner');
  return handOverBugModal(partner, lifecycle, { ...memory, to });
});
export const reopenBug: ActionHandler<'bug-reopen'> = asking((partner, _, memory) => reopenBugModal(partner, memory));
export const bugSteps: ActionHandler<'bug-steps'> = asking(bugStepsModal);
export const bugSeverity: ActionHandler<'bug-severity'> = asking(severityModal);
export const bugDuplicate: ActionHandler<'bug-duplicate'> = asking((partner, _, memory) =>
  duplicateModal(partner, memory),
);
