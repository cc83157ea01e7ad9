import { teamId, type ItemId, type PersonKey, type TeamId } from '../src/domain/ids';
import { coordinatingTeam, lookup } from '../src/domain/lookup';
import type { Notice, Partner, Pending } from '../src/domain/partner';
import { itemsFor, nextSteps, type ItemView } from '../src/domain/progress';
import type { Lifecycle } from '../src/lifecycle/schema';
import { button, context, row } from './kit';
import { show } from './navigation';
import { callNotice, callOverNotice } from './call-notices';
import { claimButtons, claimWords } from './claims';
import { designNotice } from './ux-notices';
import { bugLine } from './bug-notices';
import { roadmapNotice } from './roadmap-notices';
import { maintenanceNotice } from './maintenance-notice';
import { gaNotice } from './ga-notices';
import { told } from './message';
import type { Picture } from './picture';
import { rolloutNotice } from './rollout-notices';
import { changed } from './sign-offs';
import { mention, name, oneLine } from './text';
import { author, role, team, title, whoCan } from './words';

/** How many people one notice may ping. */
const mostMentions = 2;

/**
 * Tells what happened: in the shared channel, where both sides read, or to the coordinator alone. Drawn from the state at
 * sending time, so that nobody is told of what is no longer so.
 */
export function noticeMessage({ notice, again = false }: Pending, partner: Partner, lifecycle: Lifecycle): Picture {
  switch (notice.kind) {
    case 'sign-off-given':
    case 'sign-off-undone':
      return signOffNotice(notice.signOff, again, partner, lifecycle);
    case 'closed':
    case 'reopened':
      return closingNotice(notice, partner, lifecycle);
    case 'took-over':
      return tookOverNotice(notice, partner, lifecycle);
    case 'role-given':
      return roleGivenNotice(notice, partner, lifecycle);
    case 'claim-declined':
      return claimDeclinedNotice(notice, partner, lifecycle);
    case 'claim':
      return claimNotice(notice.person, notice.team, partner, lifecycle);
    case 'deactivated':
      return deactivatedNotice(notice, partner, lifecycle);
    case 'channel-lost':
      return lostNotice(partner);
    case 'ga-proposed':
    case 'ga-withdrawn':
    case 'ga-declined':
    case 'ga-agreed':
    case 'ga-moved':
    case 'launched':
      return gaNotice(notice, partner, lifecycle);
    case 'design':
      return designNotice(notice.item, partner, lifecycle);
    case 'call':
    case 'call-file':
      return callNotice(notice.call, partner, lifecycle);
    case 'call-over':
      return callOverNotice(notice.call, partner, lifecycle);
    case 'rollout-halted':
    case 'rollout-resumed':
    case 'wave-rolled-back':
      return rolloutNotice(notice, partner, lifecycle);
    case 'bug':
      return bugLine(notice, partner, lifecycle);
    case 'maintenance':
      return maintenanceNotice(notice, partner, lifecycle);
    case 'roadmap':
      return roadmapNotice(notice, partner, lifecycle);
  }
}

/** What a sign-off's notice says; of one that the partner may not see, only that something moved. */
function signOffNotice(id: ItemId, again: boolean, partner: Partner, lifecycle: Lifecycle): Picture {
  const items = itemsFor('partner', partner, lifecycle);
  const gate = items.find((i) => i.id === lookup(lifecycle).byId.get(id)?.id);
  const buttons = row(show(partner.id, { s: 'sign-offs' }), show(partner.id, { s: 'status' }));
  if (!gate) return told(['The sign-offs have changed.'], ...buttons);
  const { signOff } = gate;
  if (signOff?.is === 'given') {
    const by = signOff.by.kind === 'person' ? signOff.by.person : undefined;
    const comment = signOff.comment ? [`“${oneLine(signOff.comment, 600)}”`] : [];
    const given = `✅ *${title(gate)}* was given${again ? ' again' : ''} by ${author(signOff.by)} (${role(lifecycle, signOff.team)}).`;
    return told([given, ...comment, ...nextLines(after(gate, items), partner, lifecycle, by)], ...buttons);
  }
  const why =
    signOff?.is === 'taken-back'
      ? `was taken back by ${author(signOff.by)}: “${oneLine(signOff.reason, 600)}”`
      : signOff?.is === 'reopened'
        ? `must be given again, since ${changed(signOff.because, partner, lifecycle, 'partner')} changed.`
        : 'is not given.';
  const next = gate.standing === 'ready' ? nextLines([gate], partner, lifecycle) : [];
  return told([`↩️ *${title(gate)}* ${why}`, ...next], ...buttons);
}

/** What is next after a sign-off: what waited for it, then the other gates; else whatever comes first. */
function after(gate: ItemView, items: readonly ItemView[]): readonly ItemView[] {
  const steps = nextSteps(items).filter((i) => !i.optional);
  const rank = (i: ItemView) => (i.needs.includes(gate.id) ? 0 : i.item.kind === 'task' ? 2 : 1);
  const near = steps.filter((i) => rank(i) < 2).toSorted((a, b) => rank(a) - rank(b));
  return near.length > 0 ? near.slice(0, mostMentions) : steps.slice(0, 1);
}

/** Says whose turn it is, and pings them: people who are here, each once, and not the one who acted. */
function nextLines(
  items: readonly ItemView[],
  partner: Partner,
  lifecycle: Lifecycle,
  actor?: PersonKey,
): readonly string[] {
  if (partner.closed) return [];
  const pinged = new Set<string>();
  return items.map((i) => {
    const { person, team: id } = i.turn;
    const here = person && partner.people.some((a) => a.person === person.person && a.active);
    const ping = here && person.person !== actor && !pinged.has(person.person);
    if (ping) pinged.add(person.person);
    const who = ping ? mention(person.person) : here ? name(person.name) : '';
    return `Next: *${title(i)}* · ${team(lifecycle, id)}${who && ` · ${who}`}`;
  });
}

function closingNotice(
  notice: Extract<Notice, { kind: 'closed' | 'reopened' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  if (!partner.closed)
    return told(
      [
        `The onboarding of *${name(partner.name)}* goes on.`,
        ...(notice.kind === 'reopened' && notice.note ? [oneLine(notice.note, 1500)] : []),
      ],
      ...row(show(partner.id, { s: 'status' }), show(partner.id, { s: 'checklist', page: 0 })),
    );
  const { reason, note } = partner.closed;
  const why = oneLine(lifecycle.closeReasons.find((r) => r.id === reason)?.title ?? reason);
  const said = note ? [oneLine(note, 1500)] : [];
  return told(
    [`The onboarding of *${name(partner.name)}* is closed: ${why}.`, ...said],
    context(
      `Everything is kept. It can be reopened by ${whoCan(partner, lifecycle, [teamId.parse(coordinatingTeam(lifecycle).id)])}.`,
    ),
    ...row(show(partner.id, { s: 'status' }), show(partner.id, { s: 'log' })),
  );
}

/** Whoever asked for a role, or is handed one, hears that it is theirs; both sides read who it is now. */
function roleGivenNotice(
  { person, name: called, team: held, before }: Extract<Notice, { kind: 'role-given' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const still = partner.people.some((a) => a.person === person && a.team === held && a.active);
  const instead = before === undefined ? '' : `, in place of ${name(before)}`;
  return told(
    [
      still
        ? `${mention(person)} is ${role(lifecycle, held)} of *${name(partner.name)}* now${instead}.`
        : `*${name(called)}* was ${role(lifecycle, held)} of *${name(partner.name)}* for a while.`,
    ],
    ...row(
      show(partner.id, { s: 'status' }),
      show(partner.id, { s: 'checklist', page: 0 }),
      show(partner.id, { s: 'people' }),
    ),
  );
}

/** Whoever asked for a role hears that it is not theirs, and whom to ask. Nothing else changed. */
function claimDeclinedNotice(
  { person, team: asked }: Extract<Notice, { kind: 'claim-declined' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const others = partner.people.filter((a) => a.team === asked && a.active && a.person !== person).map((a) => a.name);
  const held = others.length > 0 ? ` ${fewNames(others)} ${others.length === 1 ? 'holds' : 'hold'} it.` : '';
  const whom = whoCan(partner, lifecycle, [teamId.parse(coordinatingTeam(lifecycle).id)]);
  return told(
    [
      `${mention(person)}, thank you for offering to be ${role(lifecycle, asked)} of *${name(partner.name)}*: it was not confirmed.${held}`,
      `Nothing else changes. If this is a mistake, please talk to ${whom}, or claim the role that is yours.`,
    ],
    ...row(
      button('Claim a role…', 'claim-role', { p: partner.id, from: { s: 'people' } }),
      show(partner.id, { s: 'people' }),
    ),
  );
}

const fewNames = (names: readonly string[]): string =>
  [...names.slice(0, 3).map((n) => name(n)), ...(names.length > 3 ? [`${names.length - 3} more`] : [])].join(', ');

/** Nobody confirmed it, so everybody hears of it. */
function tookOverNotice(
  { person, name: called, team: held }: Extract<Notice, { kind: 'took-over' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const still = partner.people.some((a) => a.person === person && a.team === held && a.active);
  const now = still
    ? `is ${role(lifecycle, held)} of *${name(partner.name)}* now`
    : `took over as ${role(lifecycle, held)}`;
  return told(
    [`*${name(called)}* ${now}: nobody held the role, so nobody could confirm it.`],
    ...row(show(partner.id, { s: 'people' }), show(partner.id, { s: 'status' })),
  );
}

function claimNotice(person: PersonKey, held: TeamId, partner: Partner, lifecycle: Lifecycle): Picture {
  const claim = partner.claims.find((c) => c.person === person && c.team === held);
  const people = show(partner.id, { s: 'people' });
  if (!claim) return told([`A claimed role at *${name(partner.name)}* was answered already.`], ...row(people));
  return told(
    [`${claimWords(claim, partner, lifecycle)} for *${name(partner.name)}*.`],
    context('Please confirm only when you know who this is: names in Slack prove nothing.'),
    ...row(...claimButtons(partner, claim), people),
  );
}

function deactivatedNotice(
  { person, name: called, changedSide }: Extract<Notice, { kind: 'deactivated' }>,
  partner: Partner,
  lifecycle: Lifecycle,
): Picture {
  const roles = partner.people.filter((a) => a.person === person && !a.active).slice(0, 5);
  const held = roles.map((a) => role(lifecycle, a.team)).join(', ');
  return told(
    [
      `⚠️ *${name(called)}* ${changedSide ? 'is on the other side in Slack now' : 'was deactivated in Slack'}${held && ` and was ${held} for *${name(partner.name)}*`}.`,
      ...(held ? ['Please give the role to somebody else, so that nothing waits for them.'] : []),
    ],
    ...row(show(partner.id, { s: 'people' })),
  );
}

function lostNotice({ id, name: called, channel }: Partner): Picture {
  const buttons = row(show(id, { s: 'set-up' }), show(id, { s: 'status' }));
  switch (channel.is) {
    case 'archived':
      return told(
        [
          `⚠️ The channel ${oneLine(channel.name)} of *${name(called)}* was archived.`,
          'Nothing can be posted there until somebody unarchives it; nothing is lost.',
        ],
        ...buttons,
      );
    case 'deleted':
      return told(
        [
          `⚠️ The channel ${oneLine(channel.name)} of *${name(called)}* was deleted.`,
          'The onboarding is kept. Open Set-up to make a new channel.',
        ],
        ...buttons,
      );
    default:
      return told([`The channel of *${name(called)}* is there again.`], ...buttons);
  }
}
