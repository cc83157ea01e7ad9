import type { ModalView } from '@slack/types';
import { kindsFor } from '../src/domain/artifacts/items';
import type { ArtifactKind } from '../src/domain/artifacts/state';
import { handInProblem } from '../src/domain/decide/artifacts';
import { kindTitles } from './artifact-words';
import type { Form } from './form-parts';
import { input, modal, section } from './kit';
import { simpleMessage } from './message';
import type { Picture } from './picture';
import { count, oneLine } from './text';

const wanted: Readonly<Record<ArtifactKind, { readonly filetypes: readonly string[]; readonly hint: string }>> = {
  configuration: { filetypes: ['json'], hint: 'The JSON file with which the certification suite is run.' },
  report: { filetypes: ['zip'], hint: 'The zip archive that the suite packs: test-reports.zip.' },
  logo: { filetypes: ['png', 'svg'], hint: 'PNG or SVG, about 4.4 times as wide as high.' },
  icon: { filetypes: ['png', 'svg'], hint: 'PNG or SVG, square, at least 128 × 128 pixels.' },
};

/** Asks for files. All of them are optional: each is handed in when it is ready. */
export function handInModal({ partner, lifecycle, viewer: { who }, memory }: Form<'hand-in'>): ModalView {
  const kinds = kindsFor(who.side, partner, lifecycle);
  const problem = handInProblem(kinds.slice(0, 1), { partner, lifecycle, who });
  if (problem) return modal('hand-in', memory, 'Hand in files', [section(oneLine(problem.message, 2000))]);
  if (kinds.length === 0)
    return modal('hand-in', memory, 'Hand in files', [section('No files are asked for in this onboarding.')]);
  const opening =
    'They are read at once, and you are told what is fine and what is not. Each upload is kept as a revision; the same file again changes nothing.';
  return modal(
    'hand-in',
    memory,
    'Hand in files',
    [
      section(opening),
      ...kinds.map((kind) =>
        input(
          kind,
          kindTitles[kind],
          { type: 'file_input', filetypes: [...wanted[kind].filetypes], max_files: 1 },
          { hint: wanted[kind].hint },
        ),
      ),
    ],
    'Hand in',
  );
}

/** Shown while files are downloaded and read. */
export const readingMessage = (files: number): Picture =>
  simpleMessage(`Reading ${count(files, 'file')}… What is fine and what is not follows here in a few seconds.`);
