import { principalOf } from '../../src/domain/actor';
import { artifactKinds } from '../../src/domain/artifacts/state';
import { handInProblem } from '../../src/domain/decide/artifacts';
import { refuse } from '../../src/domain/refusal';
import { takeFiles } from '../hand-in';
import type { ViewHandler } from './submission';

/** Files are downloaded and read after the form was acknowledged; whoever may not hand them in is told before. */
export const handIn: ViewHandler<'hand-in'> = async ({ p, origin }, { services, actor, answers }) => {
  const { lifecycle } = services;
  const partner = await services.onboarding.load(p);
  if (!partner) return refuse('This partner is not known here any more.');
  // The configuration comes first: by it the report is judged.
  const files = artifactKinds.flatMap((wanted) => answers.files(wanted).map((file) => ({ file, wanted })));
  if (files.length === 0) return refuse('Please choose a file.');
  const kinds = files.map(({ wanted }) => wanted);
  const problem = handInProblem(kinds, { partner, lifecycle, who: principalOf(actor, partner, lifecycle) });
  if (problem) return problem;
  return { after: () => takeFiles({ services, actor, partner: p, files, origin }) };
};
