import { handedOverModal, type HandedOver } from '../../blocks/hand-over';
import { decodeRole } from '../../blocks/ids';
import type { HandOverRole } from '../../src/domain/commands';
import { isRefusal, refuse } from '../../src/domain/refusal';
import { pick, type Submission, type ViewHandler } from './submission';

/** So many partners are written to at once. */
const atOnce = 10;

/** Hands over each chosen role by itself: what is refused of one partner stops none of the others. */
export const handOverMany: ViewHandler<'hand-over-many'> = async ({ person }, submission) => {
  const { actor, answers, services } = submission;
  if (!actor.home) return refuse('Your roles are under People in the channel of your onboarding.');
  const to = await pick(submission, answers.one('person'), 'person');
  if (isRefusal(to)) return to;
  if (!to.home) return refuse(`${to.name} is not on the ${services.lifecycle.sides.databricks} side.`, 'person');
  const roles = answers.many('roles').flatMap((value) => decodeRole(value) ?? []);
  if (roles.length === 0) return refuse('Please choose at least one role.', 'roles');
  const from = person !== undefined && person !== actor.person ? { from: person } : {};
  const outcomes: HandedOver[] = [];
  for (let n = 0; n < roles.length; n += atOnce) {
    const some = roles.slice(n, n + atOnce);
    const done = some.map(({ p, team }) =>
      handOne(submission, p, { type: 'HandOverRole', team, to, ...from, together: true }),
    );
    outcomes.push(...(await Promise.all(done)));
  }
  return { next: handedOverModal(outcomes, to.name, services.lifecycle) };
};

async function handOne(
  { services: { onboarding }, actor }: Submission,
  id: Parameters<typeof onboarding.load>[0],
  command: HandOverRole,
): Promise<HandedOver> {
  const done = await onboarding.execute(id, command, actor);
  const { team } = command;
  if (!isRefusal(done)) return { partner: done.partner.name, team, is: done.events.length > 0 ? 'done' : 'already' };
  const partner = onboarding.known(id) ?? (await onboarding.load(id));
  return { partner: partner?.name ?? 'A partner', team, is: 'refused', why: done.message };
}
