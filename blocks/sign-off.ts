import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { criteriaOf, unmetGuidelines, type CriterionView } from '../src/domain/criteria';
import { ownWord } from '../src/domain/decide/sign-offs';
import { lookup } from '../src/domain/lookup';
import type { Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import { itemsFor, itemsOf, type ItemView } from '../src/domain/progress';
import type { GuidelineView } from '../src/domain/ux/review';
import type { Lifecycle } from '../src/lifecycle/schema';
import { closed, type Form } from './form-parts';
import { context, header, input, modal, option, paragraph, section } from './kit';
import type { Viewer } from './picture';
import { basisLine, touchingBugs } from './sign-offs';
import { fitLines, moment, oneLine, typed } from './text';
import { guidelineLine } from './ux-words';
import { author, missing, title, whoCan } from './words';

/** The confirmation of a sign-off: what it rests on, what must hold, and a word if one likes. */
export function signOffModal({ partner, lifecycle, viewer, memory }: Form<'sign-off'>): ModalView {
  const gate = itemsFor(viewer.who.side, partner, lifecycle).find((i) => i.id === gateId(memory.i, lifecycle));
  if (!gate || gate.item.kind === 'task')
    return modal('sign-off', memory, 'Sign off', [section('This sign-off is no longer asked for.')]);
  const problem = whyNot(gate, partner, lifecycle, viewer);
  const basis = basisLine(gate, partner, lifecycle, viewer.who.side);
  const bugs = touchingBugs(gate, partner, lifecycle);
  const blocks: KnownBlock[] = [
    header(gate.item.title),
    ...(gate.item.help ? [section(typed(gate.item.help, 1500))] : []),
    ...(basis ? [context(`Rests on: ${basis}. If that changes, the sign-off is asked for again.`)] : []),
    ...(bugs.length > 0 ? [section(fitLines(bugs))] : []),
  ];
  if (problem) return modal('sign-off', memory, 'Sign off', [...blocks, section(problem)]);
  const asked = criteriaOf(gate, partner, lifecycle);
  const unmet = unmetGuidelines(asked);
  if (unmet.length > 0) return modal('sign-off', memory, 'Sign off', [...blocks, ...unmetBlocks(unmet)]);
  return modal('sign-off', memory, 'Sign off', [...blocks, ...inputs(asked)], 'Sign off');
}

function whyNot(gate: ItemView, partner: Partner, lifecycle: Lifecycle, { who }: Viewer): string | undefined {
  if (partner.closed) return closed;
  if (gate.signOff?.is === 'given') return `It was given by ${author(gate.signOff.by)}, ${moment(gate.signOff.at)}.`;
  if (!may.sign(who, gate))
    return `It can be given by ${whoCan(partner, lifecycle, gate.teams)}. Nobody can sign on behalf of others.`;
  if (!may.signOnTrust(who, gate)) return typed(ownWord(gate, lifecycle), 600);
  const { status } = gate.state;
  if (status.is === 'blocked') return `It is blocked: ${oneLine(status.reason, 600)}`;
  return gate.standing === 'waiting' ? `It is not possible yet. First: ${missing(gate, lifecycle)}.` : undefined;
}

/** Criteria are about guidelines, and cannot be ticked against them. */
const unmetBlocks = (unmet: readonly GuidelineView[]): KnownBlock[] => [
  section(
    '*Not possible yet*: these UX guidelines are not met, or not reviewed. *UX review*, under Tests, has the list.',
  ),
  ...unmet.slice(0, 20).map((view) => section(guidelineLine(view))),
];

function inputs(all: readonly CriterionView[]): (InputBlock | KnownBlock)[] {
  const comment = input('comment', 'Comment', paragraph(), { hint: 'Both sides see it.' });
  const read = all.flatMap((c) => (c.testCase ? [`${readMark(c)} ${typed(c.criterion.text, 280)}`] : []));
  const results = read.length > 0 ? [section(`*As the test results say*\n${read.join('\n')}`)] : [];
  const criteria = all.flatMap((c) => (c.testCase ? [] : [c.criterion]));
  if (criteria.length === 0) return [...results, comment];
  const written = criteria.map(({ id, text }) => ({ id, lines: twoLines(text) }));
  // What fits no label is written out above, and numbered.
  const fits = written.every(({ lines }) => lines !== undefined);
  const options = fits
    ? written.map(({ id, lines }) => option(lines?.[0] ?? '', id, lines?.[1]))
    : criteria.map(({ id, text }, n) => option(`${n + 1}. ${text}`, id));
  return [
    ...results,
    ...(fits ? [] : [section(criteria.map(({ text }, n) => `${n + 1}. ${typed(text, 280)}`).join('\n'))]),
    input(
      'criteria',
      'Please tick what holds',
      { type: 'checkboxes', options: options.slice(0, 10) },
      { hint: 'All of it must hold to sign off.', optional: false },
    ),
    comment,
  ];
}

const readMark = ({ testCase }: CriterionView): string => (testCase?.applicability.applies === 'no' ? '➖' : '✅');

/** Where a sentence is broken, the best first: before a word that joins its parts or behind a comma, else between any words. */
const breaks = [
  /^(.{1,75})\s+((?:and|but|or|so|that|when|which|without)\s.*)$/s,
  /^(.{1,74},)\s+(\S.*)$/s,
  /^(.{1,75})\s+(\S.*)$/s,
];

/** Puts a sentence on a label and the line under it, which hold 75 characters each; nothing when it is too long. */
function twoLines(text: string): readonly [string, string?] | undefined {
  if (text.length <= 75) return [text];
  for (const at of breaks) {
    const [, first, second] = at.exec(text) ?? [];
    if (first !== undefined && second !== undefined && second.length <= 75) return [first, second];
  }
  return undefined;
}

/** An old message may name the gate by a former id. */
const gateId = (id: string, lifecycle: Lifecycle): string => lookup(lifecycle).byId.get(id)?.id ?? id;

/** Asks why a sign-off is taken back. */
export function takeBackModal({ partner, lifecycle, memory }: Form<'take-back'>): ModalView {
  const gate = itemsOf(partner, lifecycle).find((i) => i.id === gateId(memory.i, lifecycle));
  if (gate?.signOff?.is !== 'given' || partner.closed) {
    const why = partner.closed ? closed : 'It is not given (any more).';
    return modal('take-back', memory, 'Take back', [section(why)]);
  }
  // The reader is not known here, and the gate may have been made internal since the button was drawn.
  const given = gate.internal
    ? 'This sign-off was given.'
    : `*${title(gate)}* was given by ${author(gate.signOff.by)}, ${moment(gate.signOff.at)}.`;
  return modal(
    'take-back',
    memory,
    'Take back',
    [
      section(given),
      input('reason', 'Why is it taken back?', paragraph(), {
        optional: false,
        hint: 'Both sides see it; everybody who relied on the sign-off will want to know.',
      }),
    ],
    'Take back',
  );
}
