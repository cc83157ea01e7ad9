import type { Person } from '../../src/domain/actor';
import { userOf, workspaceOf, type ItemId } from '../../src/domain/ids';
import { lookup } from '../../src/domain/lookup';
import { isRefusal, refuse, type Refusal } from '../../src/domain/refusal';
import { problemOf } from '../../src/slack/problems';
import { execute, type Submission, type ViewHandler } from './submission';

/** Gives a sign-off; whether this person may is decided now, on what Slack says of them now. */
export const signOff: ViewHandler<'sign-off'> = async ({ p, i }, submission) => {
  const { answers } = submission;
  const actor = await signerNow(submission, i);
  if (isRefusal(actor)) return actor;
  return execute({ ...submission, actor }, p, {
    type: 'GiveSignOff',
    signOff: i,
    criteria: answers.many('criteria'),
    ...answers.given('comment'),
  });
};

async function signerNow({ services, actor }: Submission, signOffId: ItemId): Promise<Person | Refusal> {
  const { people, lifecycle, log } = services;
  const teams = lookup(lifecycle).byId.get(signOffId)?.teams ?? [];
  try {
    return await people.actorNow(userOf(actor.person), workspaceOf(actor.person), teams);
  } catch (error) {
    log.warn({ problem: problemOf(error) }, 'Slack cannot be asked who signs');
    return refuse(
      'Slack does not tell just now who is in which team, and a sign-off must be certain. Please try again in a minute.',
    );
  }
}

/** Takes a sign-off back with a reason. */
export const takeBack: ViewHandler<'take-back'> = ({ p, i }, submission) =>
  execute(submission, p, { type: 'TakeBackSignOff', signOff: i, reason: submission.answers.text('reason') });
