import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { bugOf, isOpen, isUnsolved } from '../src/domain/bugs/numbers';
import { originalOf, type Bug } from '../src/domain/bugs/state';
import type { Partner } from '../src/domain/partner';
import { otherSide } from '../src/domain/sides';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugTitle, severityWords, statusWords } from './bug-words';
import { closed, type Form } from './form-parts';
import { input, menu, modal, option, paragraph, radios, section } from './kit';
import { oneLine } from './text';
import { sideName } from './words';

/** What is asked when something is done about a bug. Who may is decided when the form is submitted. */

const both = 'It stands in the thread of the bug, for both sides.';

const note = (label: string, optional = false): InputBlock =>
  input('note', label, paragraph(), { hint: both, optional });
const reason = (label: string): InputBlock => input('reason', label, paragraph(), { hint: both, optional: false });

/** What the form is about, or why there is none. */
function opening(partner: Partner, number: string, isFit: (bug: Bug) => boolean): Bug | KnownBlock {
  const bug = bugOf(partner.bugs, number);
  if (partner.closed) return section(closed);
  if (!bug) return section(`There is no bug ${oneLine(number, 20)}.`);
  return isFit(bug) ? bug : section(`*${bugTitle(bug)}* is ${statusWords[bug.status.is]} by now.`);
}

const isBug = (of: Bug | KnownBlock): of is Bug => 'number' in of;
const heading = (bug: Bug): KnownBlock => section(`*${bugTitle(bug)}*`);

export function mitigateModal({ partner, memory }: Form<'bug-mitigate'>): ModalView {
  const bug = opening(partner, memory.bug, isUnsolved);
  if (!isBug(bug)) return modal('bug-mitigate', memory, 'Mitigated', [bug]);
  const blocks = [heading(bug), note('What was done against the harm', true)];
  return modal('bug-mitigate', memory, 'Mitigated', blocks, 'Mitigated');
}

export function resolveModal({ partner, lifecycle, memory }: Form<'bug-resolve'>): ModalView {
  const bug = opening(partner, memory.bug, isUnsolved);
  if (!isBug(bug)) return modal('bug-resolve', memory, 'Resolved', [bug]);
  const other = sideName(otherSide(bug.side), partner, lifecycle);
  const blocks = [heading(bug), section(`Then ${other} verifies it.`), note('What was done')];
  return modal('bug-resolve', memory, 'Resolved', blocks, 'Resolved');
}

export function updateBugModal({ partner, memory }: Form<'bug-update'>): ModalView {
  const bug = opening(partner, memory.bug, isUnsolved);
  if (!isBug(bug)) return modal('bug-update', memory, 'Update', [bug]);
  return modal('bug-update', memory, 'Update', [heading(bug), note('How does it go?')], 'Post');
}

export function handOverBugModal({ partner, lifecycle, memory }: Form<'bug-hand-over'>): ModalView {
  const bug = opening(partner, memory.bug, isUnsolved);
  if (!isBug(bug)) return modal('bug-hand-over', memory, 'Hand over', [bug]);
  const other = sideName(memory.to, partner, lifecycle);
  const blocks = [
    heading(bug),
    section(`It becomes the turn of *${other}*: their clocks run from now on, and yours stand still.`),
    reason('Why is it theirs?'),
  ];
  return modal('bug-hand-over', memory, 'Hand over', blocks, 'Hand over');
}

export function reopenBugModal({ partner, memory }: Form<'bug-reopen'>): ModalView {
  const bug = opening(partner, memory.bug, (one) => !isUnsolved(one));
  if (!isBug(bug)) return modal('bug-reopen', memory, 'Reopen', [bug]);
  return modal('bug-reopen', memory, 'Reopen', [heading(bug), reason('What happens again, or still?')], 'Reopen');
}

export function bugStepsModal({ partner, lifecycle, memory }: Form<'bug-steps'>): ModalView {
  const bug = opening(partner, memory.bug, isOpen);
  const steps = lifecycle.sop?.steps ?? [];
  if (!isBug(bug)) return modal('bug-steps', memory, 'Steps', [bug]);
  if (steps.length === 0) return modal('bug-steps', memory, 'Steps', [section('The procedure has no steps.')]);
  const options = steps.map(({ id, title, help }) => option(title, id, help));
  const ticked = options.filter(({ value }) => bug.steps.includes(value ?? ''));
  const boxes = input('steps', 'Tick what is done', {
    type: 'checkboxes',
    options,
    ...(ticked.length > 0 && { initial_options: ticked }),
  });
  return modal('bug-steps', memory, 'Steps', [heading(bug), boxes], 'Save');
}

export function severityModal({ partner, lifecycle, memory }: Form<'bug-severity'>): ModalView {
  const bug = opening(partner, memory.bug, isOpen);
  if (!isBug(bug)) return modal('bug-severity', memory, 'Severity', [bug]);
  const blocks = [
    heading(bug),
    section(`It is ${severityWords(bug.severity, lifecycle)} now. Its times change with it.`),
    severityInput(lifecycle, bug.severity),
    reason('Why?'),
  ];
  return modal('bug-severity', memory, 'Severity', blocks, 'Change');
}

/** The severities, each with what it means. */
export function severityInput({ sop }: Lifecycle, chosen?: string): InputBlock {
  const options = (sop?.severities ?? []).map(({ id, title, meaning }) => option(`${id} · ${title}`, id, meaning));
  return input('severity', 'Severity', radios(options, chosen), { optional: false });
}

export function duplicateModal({ partner, memory }: Form<'bug-duplicate'>): ModalView {
  const bug = opening(partner, memory.bug, isOpen);
  if (!isBug(bug)) return modal('bug-duplicate', memory, 'Duplicate', [bug]);
  const others = Object.values(partner.bugs)
    .filter((other) => other.number !== bug.number && originalOf(other) === undefined)
    .toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.reportedAt - a.reportedAt);
  if (others.length === 0)
    return modal('bug-duplicate', memory, 'Duplicate', [heading(bug), section('There is no other bug.')]);
  const options = others.map((one) => option(`${one.number} · ${one.title}`, one.number));
  const blocks = [
    heading(bug),
    input('of', 'Is the same as', menu(options, undefined, 'Choose a bug'), {
      optional: false,
      hint: 'This one is closed; the other one goes on.',
    }),
  ];
  return modal('bug-duplicate', memory, 'Duplicate', blocks, 'Close as duplicate');
}
