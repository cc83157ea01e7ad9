import type { KnownBlock, ModalView } from '@slack/types';
import { reaches, clocksOf } from '../src/domain/bugs/clocks';
import type { Bug } from '../src/domain/bugs/state';
import { isLaunched } from '../src/domain/item-state';
import type { Partner } from '../src/domain/partner';
import { seesRollout } from '../src/domain/rollout/powers';
import type { Lifecycle, Severity } from '../src/lifecycle/schema';
import { severityInput } from './bug-forms';
import { bugTitle } from './bug-words';
import { emptyForm, type Form } from './form-parts';
import { context, input, menu, modal, option, paragraph, section } from './kit';
import { lossOf } from './lost-channel';
import type { ViewMemory } from './memory';
import { fitLines, moment, name, namedLink, oneLine } from './text';
import { sideName } from './words';

/** The option of the form's field `suspected` that stands for neither side. */
const unknownSide = 'unknown';

/** Asks what is wrong. `what` is filled in already when a message is escalated. */
export function reportBugModal({ partner, lifecycle, memory }: Form<'bug-report'>, what?: string): ModalView {
  const { sop } = lifecycle;
  const title = 'Report a bug';
  if (partner.closed)
    return emptyForm(
      'bug-report',
      memory,
      title,
      `The onboarding of ${name(partner.name)} is closed: no bug can be reported until it is reopened.`,
    );
  if (!sop)
    return emptyForm(
      'bug-report',
      memory,
      title,
      'Bugs are not escalated here: the lifecycle has no procedure for them.',
    );
  const blocks: KnownBlock[] = [
    section(`A bug of *${name(partner.name)}*. Both sides see it, in the channel.`),
    input('title', 'Title', { type: 'plain_text_input', max_length: 100 }, { optional: false }),
    input('what', 'What happens', paragraph(what), {
      optional: false,
      hint: 'What you did, what you saw, what you expected.',
    }),
    severityInput(lifecycle),
    context(fitLines(sop.severities.map(meaning), 1900)),
    suspectedInput(partner, lifecycle),
    input('since', 'Since when', { type: 'datetimepicker' }),
    ...cloudsInput(partner, lifecycle),
    input('regions', 'Regions', { type: 'plain_text_input', max_length: 300 }),
    input('customers', 'Customers affected', { type: 'plain_text_input', max_length: 300 }),
    ...testCaseInput(partner, lifecycle, memory),
    ...(memory.message ? [context(`It keeps ${namedLink(memory.message, 'the message')} that you escalate.`)] : []),
    ...(sop.link ? [context(namedLink(sop.link.url, sop.link.title))] : []),
  ];
  return modal('bug-report', memory, title, blocks, 'Report');
}

function suspectedInput(partner: Partner, { sides }: Lifecycle): KnownBlock {
  const options = [
    option('Not known yet', unknownSide),
    option(sides.databricks, 'databricks'),
    option(partner.name, 'partner'),
  ];
  const hint = `Their turn it is first. While nobody knows, ${oneLine(sides.databricks)} looks.`;
  return input('suspected', 'Where is it suspected?', menu(options, unknownSide), { optional: false, hint });
}

function cloudsInput(partner: Partner, { clouds }: Lifecycle): KnownBlock[] {
  const known = clouds.filter(({ id }) => partner.clouds.includes(id)).slice(0, 10);
  const options = known.map(({ id, title }) => option(title, id));
  return options.length === 0 ? [] : [input('clouds', 'Clouds', { type: 'checkboxes', options })];
}

const meaning = ({ id, title, meaning, acknowledge, resolve }: Severity): string =>
  `*${id} ${oneLine(title)}*: ${oneLine(meaning)} Acknowledged within ${acknowledge}, resolved within ${resolve}.`;

/** Before the launch a bug can be linked to the test case that failed. */
function testCaseInput(partner: Partner, lifecycle: Lifecycle, { testCase }: ViewMemory<'bug-report'>): KnownBlock[] {
  if (isLaunched(partner, lifecycle) || lifecycle.testCases.length === 0) return [];
  const options = lifecycle.testCases.map(({ id, title }) => option(`${id} · ${title}`, id));
  return [input('testCase', 'Test case that failed', menu(options, testCase?.case, 'None'))];
}

/** Tells the number of a bug that was just reported, and what happens next. */
export function bugReportedModal(bug: Bug, { partner, lifecycle, memory }: Form<'bug-report'>): ModalView {
  const { channel } = partner;
  const [clock] = clocksOf(bug, lifecycle);
  const by = clock && ` by ${moment(reaches(clock, 1, lifecycle))}`;
  const whose = sideName(bug.side, partner, lifecycle);
  const place =
    channel.is === 'ready'
      ? `It stands in <#${channel.id}>; its thread is the place to talk about it.`
      : channel.is === 'none'
        ? 'The channel is not ready yet: it is posted there as soon as it is.'
        : `⚠️ ${lossOf({ channel })}, so nobody reads it there. It is recorded, and those who run the onboarding are told when its times are missed.`;
  // An internal rollout is told of to nobody outside, whoever reports.
  const halts =
    partner.rollout?.halted?.reason.startsWith(`${bug.number} `) && seesRollout('partner', partner, lifecycle);
  const halted = halts ? ['⏸️ Waves that have not started are halted until an engineer resumes.'] : [];
  const lines = [`*${bugTitle(bug)}* is reported.`, `Next: ${whose} acknowledges it${by ?? ''}.`, place, ...halted];
  return modal('bug-report', memory, 'Reported', [section(lines.join('\n'))]);
}
