import { proposeGaModal } from '../../blocks/ga-forms';
import { backPlan } from '../../src/domain/back-plan';
import { isRefusal } from '../../src/domain/refusal';
import { formFor, visit } from '../visit';
import { chosenDay, execute, type ViewHandler } from './submission';

/** A day against which something speaks is proposed when that was read: the form says so first, and asks once more. */
export const proposeGa: ViewHandler<'ga-propose'> = async (memory, submission) => {
  const { answers, services, actor } = submission;
  const { p, sure } = memory;
  const date = chosenDay(answers, 'date');
  if (isRefusal(date)) return date;
  const partner = sure === date ? undefined : await services.onboarding.load(p);
  if (partner) {
    const visited = visit(services, actor, partner);
    const { today, now, who } = visited.viewer;
    const { impossible, conflicts } = backPlan(partner, services.lifecycle, date, {
      today,
      now,
      reader: who.side,
    });
    // What cannot be is refused at once, by the rules.
    if (conflicts.length > 0 && impossible.length === 0)
      return { next: proposeGaModal(formFor(visited, memory), date) };
  }
  return execute(submission, p, { type: 'ProposeGaDate', date, ...answers.given('reason') });
};

export const declineGa: ViewHandler<'ga-decline'> = ({ p, date }, submission) =>
  execute(submission, p, { type: 'DeclineGaDate', date, reason: submission.answers.text('reason') });
