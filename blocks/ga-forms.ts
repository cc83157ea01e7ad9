import type { ModalView } from '@slack/types';
import { addDays } from '../src/domain/calendar';
import type { CalendarDate } from '../src/domain/ids';
import { gaStanding } from '../src/domain/rollout/ga-standing';
import { canMoveGa } from '../src/domain/rollout/plan';
import { seesRollout } from '../src/domain/rollout/powers';
import { otherSide } from '../src/domain/sides';
import { closed, emptyForm, type Form } from './form-parts';
import { warnings } from './ga';
import { onceDone } from './ga-missing';
import { input, modal, paragraph, section } from './kit';
import { dateAndDays, oneLine } from './text';
import { author, sideName } from './words';

const held = 'What has begun for the date that stands holds it: no other date can be agreed now.';
const heldByWaves =
  'Waves have started, and they run in the days before GA only: no other date can be agreed before they are rolled back. That is done under *Rollout*.';

/** One side proposes a GA date to the other; of a day that is given already, it says what speaks against it. */
export function proposeGaModal(
  { partner, lifecycle, viewer, memory }: Form<'ga-propose'>,
  date?: CalendarDate,
): ModalView {
  if (partner.closed) return emptyForm('ga-propose', memory, 'Propose a GA date', closed);
  const { launched, agreed, target, proposal } = gaStanding(partner, lifecycle, viewer.today);
  if (launched) return emptyForm('ga-propose', memory, 'Propose a GA date', 'The launch is over.');
  if (!canMoveGa(partner, lifecycle, viewer.today))
    return emptyForm(
      'ga-propose',
      memory,
      'Propose a GA date',
      seesRollout(viewer.who.side, partner, lifecycle) ? heldByWaves : held,
    );
  const earliest = addDays(viewer.today, lifecycle.ga.agreeDaysAhead);
  const wanted = date ?? proposal?.date ?? agreed ?? target;
  const initial = wanted !== undefined && wanted >= earliest ? wanted : undefined;
  const replaces = proposal
    ? ` It takes the place of ${dateAndDays(proposal.date, viewer.today)}, proposed before.`
    : '';
  const later = onceDone(partner, lifecycle);
  const against = initial === undefined ? [] : warnings(initial, lifecycle);
  return modal(
    'ga-propose',
    { ...memory, ...(initial !== undefined && against.length > 0 && { sure: initial }) },
    'Propose a GA date',
    [
      ...(against.length > 0
        ? [section(`${against.join('\n')}\nPress *Propose* to propose it all the same, or choose another day.`)]
        : []),
      section(
        `${sideName(otherSide(viewer.who.side), partner, lifecycle)} is asked to accept or decline it.${replaces}`,
      ),
      ...later.map((line) => section(line)),
      input(
        'date',
        'GA date',
        { type: 'datepicker', ...(initial && { initial_date: initial }) },
        {
          optional: false,
          hint: `It must be agreed at least ${lifecycle.ga.agreeDaysAhead} days ahead. Plan shows what a date means before anybody is asked.`,
        },
      ),
      input('reason', 'A word to the other side', paragraph(), {
        hint: agreed ? 'Why it is moved helps. Both sides see it.' : 'Both sides see it.',
      }),
    ],
    'Propose',
  );
}

/** Asks why a date is declined. */
export function declineGaModal({ partner, viewer, memory }: Form<'ga-decline'>): ModalView {
  const { gaProposal } = partner;
  if (partner.closed) return emptyForm('ga-decline', memory, 'Decline', closed);
  if (gaProposal?.date !== memory.date) {
    const gone = 'This proposal was answered, withdrawn or replaced. Open GA date to see what stands.';
    return emptyForm('ga-decline', memory, 'Decline', gone);
  }
  const { by, date, reason } = gaProposal;
  const said = reason ? `: “${oneLine(reason, 600)}”` : '';
  return modal(
    'ga-decline',
    memory,
    'Decline the GA date',
    [
      section(`*${dateAndDays(date, viewer.today)}*, proposed by ${author(by)}${said}`),
      input('reason', 'Why not?', paragraph(), {
        optional: false,
        hint: 'Both sides see it. A date that would do helps most.',
      }),
    ],
    'Decline',
  );
}
