import { z } from 'zod';
import type { Lifecycle } from '../../lifecycle/schema';
import type { Picked } from '../commands';
import { few } from '../few';
import type { TeamId } from '../ids';
import { lookup } from '../lookup';
import { refuse, type Refusal } from '../refusal';

/** A person acts for one side only: members of the workspace for databricks, everybody else for the partner. */
export function sideProblem(
  picked: Picked,
  team: TeamId,
  { lifecycle }: { readonly lifecycle: Lifecycle },
): Refusal | undefined {
  const known = lookup(lifecycle).teams.get(team);
  if (!known) return refuse('That team is no longer part of the lifecycle. Please choose another one.', 'team');
  const side = picked.home ? 'databricks' : 'partner';
  if (known.side === side && picked.notIn?.includes(team))
    return refuse(
      `${known.title} is who is in its Slack user group, and ${picked.name} is not. Add them there.`,
      'person',
    );
  if (known.side === side) return undefined;
  const { sides } = lifecycle;
  return refuse(
    `${picked.name} is on the ${sides[side]} side and cannot act as ${known.role} for ${sides[known.side]}.`,
    'person',
  );
}

/** Returns what is wrong with email addresses to invite, if anything is. */
export function invitationProblem(...emails: readonly string[]): Refusal | undefined {
  const wrong = emails.filter((email) => !address.safeParse(email).success).map((email) => `“${email.slice(0, 80)}”`);
  if (wrong.length === 0) return undefined;
  const [are, they] = wrong.length > 1 ? ['are not email addresses', 'They'] : ['is not an email address', 'It'];
  return refuse(`${few(wrong, mostNamed).join(', ')} ${are}. ${they} should look like ana@example.com.`, 'invitations');
}

const address = z.email().max(150);
const mostNamed = 5;
