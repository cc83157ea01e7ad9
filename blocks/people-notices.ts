import { few } from '../src/domain/few';
import type { PersonKey, TeamId } from '../src/domain/ids';
import { isTeamOf } from '../src/domain/lookup';
import type { Notice, Partner } from '../src/domain/partner';
import type { Lifecycle } from '../src/lifecycle/schema';
import { claimButtons, claimWords } from './claims';
import { button, context, row } from './kit';
import { told } from './message';
import { show } from './navigation';
import type { Picture } from './picture';
import { mention, name } from './text';
import { role, whoCoordinates } from './words';

/** Whoever asked for a role, or is handed one, hears that it is theirs; both sides read who it is now. */
export function roleGivenNotice(
  { person, name: called, team: held, before, quiet }: Extract<Notice, { kind: 'role-given' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const still = partner.people.some((a) => a.person === person && a.team === held && a.active);
  const instead = before === undefined ? '' : `, in place of ${name(before)}`;
  return told(
    [
      still
        ? `${quiet ? `*${name(called)}*` : mention(person)} is ${role(held, lifecycle)} of *${name(partner.name)}* now${instead}.`
        : `*${name(called)}* was ${role(held, lifecycle)} of *${name(partner.name)}* for a while.`,
    ],
    ...row(
      show(partner.id, { s: 'status' }),
      show(partner.id, { s: 'checklist', page: 0 }),
      show(partner.id, { s: 'people' }),
    ),
  );
}

/** Whoever asked for a role hears that it is not theirs, and whom to ask. Nothing else changed. */
export function claimDeclinedNotice(
  { person, team: asked }: Extract<Notice, { kind: 'claim-declined' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const others = partner.people
    .filter((a) => a.team === asked && a.active && a.person !== person)
    .map((a) => name(a.name));
  const held = others.length > 0 ? ` ${few(others, 3).join(', ')} ${others.length === 1 ? 'holds' : 'hold'} it.` : '';
  const whom = whoCoordinates(partner, lifecycle);
  return told(
    [
      `${mention(person)}, thank you for offering to be ${role(asked, lifecycle)} of *${name(partner.name)}*: it was not confirmed.${held}`,
      `Nothing else changes. If this is a mistake, please talk to ${whom}, or claim the role that is yours.`,
    ],
    ...row(
      button('Claim a role…', 'claim-role', { p: partner.id, from: { s: 'people' } }),
      show(partner.id, { s: 'people' }),
    ),
  );
}

/** Nobody confirmed it, so everybody hears of it. */
export function tookOverNotice(
  { person, name: called, team: held }: Extract<Notice, { kind: 'took-over' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const still = partner.people.some((a) => a.person === person && a.team === held && a.active);
  const now = still
    ? `is ${role(held, lifecycle)} of *${name(partner.name)}* now`
    : `took over as ${role(held, lifecycle)}`;
  return told(
    [`*${name(called)}* ${now}: nobody held the role, so nobody could confirm it.`],
    ...row(show(partner.id, { s: 'people' }), show(partner.id, { s: 'status' })),
  );
}

/** To the coordinator: somebody claims a role. */
export function claimNotice(person: PersonKey, held: TeamId, partner: Partner, lifecycle: Lifecycle): Picture {
  const claim = partner.claims.find((c) => c.person === person && c.team === held);
  const people = show(partner.id, { s: 'people' });
  if (!claim) return told([`A claimed role at *${name(partner.name)}* was answered already.`], ...row(people));
  return told(
    [`${claimWords(claim, partner, lifecycle)} for *${name(partner.name)}*.`],
    context('Please confirm only when you know who this is: names in Slack prove nothing.'),
    ...row(...claimButtons(partner, claim), people),
  );
}

/** To the coordinator: whoever held a role can do so no longer. */
export function deactivatedNotice(
  { person, name: called, changedSide }: Extract<Notice, { kind: 'deactivated' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const roles = partner.people.filter((a) => a.person === person && !a.active).slice(0, 5);
  const held = roles.map((a) => role(a.team, lifecycle)).join(', ');
  // Of a partner's people all roles are with that partner.
  const isOfHome = roles.some((a) => isTeamOf('databricks', a.team, lifecycle));
  return told(
    [
      `⚠️ *${name(called)}* ${changedSide ? 'is on the other side in Slack now' : 'was deactivated in Slack'}${held && ` and was ${held} for *${name(partner.name)}*`}.`,
      ...(held ? ['Please give the role to somebody else, so that nothing waits for them.'] : []),
    ],
    ...row(
      show(partner.id, { s: 'people' }),
      isOfHome ? button('Hand over all their roles…', 'hand-over-many', { person }) : undefined,
    ),
  );
}
