import type { KnownBlock, ModalView } from '@slack/types';
import { waveBoard } from '../src/domain/rollout/board';
import { optedIn, optInRegionsOf } from '../src/domain/rollout/regions';
import { closed, reasonInput, seen, emptyForm, type Form } from './form-parts';
import { input, menu, modal, option, paragraph, section } from './kit';
import { count, name, oneLine } from './text';
import { regionsInput } from './wave-forms';
import { goalOf } from './wave-words';
import { author } from './words';

/** The forms of the whole rollout: plan again, halt, resume. */

/** Plans anew what has not started: with other opt-in regions, or in fewer waves. */
export function planAgainModal({ partner, lifecycle, viewer, memory }: Form<'rollout-plan'>): ModalView {
  const board = waveBoard(partner, lifecycle, viewer.now, viewer.who.side);
  if (!board || partner.closed)
    return emptyForm(
      'rollout-plan',
      memory,
      'Plan again',
      partner.closed ? closed : 'There is no rollout to plan yet.',
    );
  const started = board.waves.filter((wave) => wave.startedAt !== undefined).length;
  const kept =
    started === 0
      ? ''
      : ` ${count(started, 'wave')} that started ${started === 1 ? 'stays as it is' : 'stay as they are'}.`;
  const optIn = optInRegionsOf(partner, lifecycle);
  const most = Array.from({ length: lifecycle.rollout.maxWaves }, (_, n) =>
    option(count(n + 1, 'wave'), String(n + 1)),
  );
  // When there are too many waves for the days that are left, as many as fit are proposed.
  const fitting = board.fits.fits ? undefined : most[board.fits.days.length - 1];
  const blocks: KnownBlock[] = [
    section(`Waves that have not started are planned anew before *${goalOf(board)}*.${kept}`),
    ...(optIn.length === 0
      ? []
      : [regionsInput('optInRegions', 'Government and other opt-in regions', optIn, optedIn(partner, lifecycle))]),
    input('mostWaves', 'At most', menu(most, fitting?.value, 'As many as the plan likes'), {
      hint: 'Fewer waves are larger ones: more regions at once when something is wrong.',
    }),
    reasonInput('Why is it planned again?'),
  ];
  return modal('rollout-plan', memory, 'Plan again', blocks, 'Plan');
}

/** Anybody on either side may halt; it is never refused. */
export function haltModal({ partner, memory }: Form<'rollout-halt'>): ModalView {
  const { rollout } = partner;
  if (!rollout) return emptyForm('rollout-halt', memory, 'Halt', 'There is no rollout to halt yet.');
  if (rollout.halted) {
    const { by, reason } = rollout.halted;
    return emptyForm(
      'rollout-halt',
      memory,
      'Halt',
      `It is halted already, by ${author(by)}: “${oneLine(reason, 600)}”`,
    );
  }
  const blocks = [
    section(
      `No further wave of *${name(partner.name)}* starts until an engineer resumes. What is live stays live; rolling back is another step.`,
    ),
    reasonInput('What is wrong?', 'Both sides see it at once.'),
  ];
  return modal('rollout-halt', memory, 'Halt the rollout', blocks, 'Halt');
}

export function resumeModal({ partner, memory }: Form<'rollout-resume'>): ModalView {
  const halted = partner.rollout?.halted;
  if (!halted || partner.closed)
    return emptyForm(
      'rollout-resume',
      memory,
      'Resume',
      partner.closed ? closed : 'The rollout is not halted (any more).',
    );
  const blocks = [
    section(`Halted by ${author(halted.by)}: “${oneLine(halted.reason, 600)}”`),
    input('note', 'What was done about it', paragraph(), { hint: seen }),
  ];
  return modal('rollout-resume', memory, 'Resume the rollout', blocks, 'Resume');
}
