import type { Button, KnownBlock } from '@slack/types';
import { few } from '../src/domain/few';
import { openInvitations } from '../src/domain/invitations';
import { coordinatingTeam, roleTitle, sideOfTeam } from '../src/domain/lookup';
import type { Assignment, Invitation, Partner } from '../src/domain/partner';
import { may } from '../src/domain/policy';
import type { Lifecycle, Side, Team } from '../src/lifecycle/schema';
import { sides } from '../src/lifecycle/schema';
import { openClaims, waitingClaims } from './claims';
import { heading } from './heading';
import { withdrawals } from './invitations';
import { button, confirmation, row, section } from './kit';
import { show, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import { count, day, fitLines, name, oneLine, truncate } from './text';
import { role, side } from './words';

/** People a coordinator can remove, shown at once. */
const pageSize = 20;

const from = { s: 'people' as const };

/** Who is who, by side and team; nobody is pinged. */
export function peopleMessage(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  { page: wanted = 0 }: { readonly page?: number | undefined } = {},
): Picture {
  const coordinates = may.coordinate(viewer.who) && !partner.closed;
  const known = inOrder(partner, lifecycle);
  const pages = coordinates ? Math.max(1, Math.ceil(known.length / pageSize)) : 1;
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const shown = known.slice(page * pageSize, (page + 1) * pageSize);
  const turnTo = (n: number, text: string) => show(partner.id, { ...from, page: n }, text, { suffix: text });
  const blocks: KnownBlock[] = [
    ...heading(partner, 'People'),
    ...(coordinates ? openClaims(partner, lifecycle, viewer) : waitingClaims(partner, lifecycle)),
    ...sides.flatMap((which) =>
      coordinates ? rowsOf(which, shown, partner, lifecycle, viewer) : listOf(which, partner, lifecycle),
    ),
    ...(viewer.who.side === 'databricks' ? invitations(partner) : []),
    ...(coordinates ? withdrawals(partner, Object.keys(partner.invitations), from) : []),
    ...row(
      page > 0 ? turnTo(page - 1, 'Previous') : undefined,
      page < pages - 1 ? turnTo(page + 1, 'Next') : undefined,
    ),
    ...(partner.closed ? [] : ownRoles(partner, lifecycle, viewer)),
    ...(partner.closed ? [] : row(...changes(partner, coordinates))),
    ...row(...surfaces(partner.id, lifecycle, 'people')),
  ];
  const said = known.map((a) => `${name(a.name)}, ${role(a.team, lifecycle)}${gone(a)}`);
  return picture([`People of ${name(partner.name)}: ${count(known.length, 'role')} held`, ...said], blocks);
}

const gone = ({ active }: Assignment): string => (active ? '' : ' ⚠️ deactivated');

const teamsOf = (which: Side, { teams }: Lifecycle): readonly Team[] => teams.filter((t) => t.side === which);

/** Everybody, by side and team; people of teams that the lifecycle no longer has come last. */
function inOrder(partner: Partner, lifecycle: Lifecycle): readonly Assignment[] {
  const order = sides.flatMap((which) => teamsOf(which, lifecycle).map((t) => t.id));
  const place = (a: Assignment) => (order.includes(a.team) ? order.indexOf(a.team) : order.length);
  return partner.people.toSorted((a, b) => place(a) - place(b));
}

/** A row a person, with a button to remove them. */
function rowsOf(
  which: Side,
  shown: readonly Assignment[],
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
): KnownBlock[] {
  const people = shown.filter((a) => sideOfTeam(a.team, lifecycle) === which);
  const vacant = vacancies(which, partner, lifecycle);
  return [
    section(fitLines([`*${side(which, lifecycle)}*`, ...groupLines(which, lifecycle), ...(vacant ? [vacant] : [])])),
    ...people.map((a) =>
      section(`${name(a.name)} · ${role(a.team, lifecycle)}${gone(a)}`, removal(a, partner, lifecycle, viewer)),
    ),
  ];
}

function removal(a: Assignment, partner: Partner, lifecycle: Lifecycle, { who }: Viewer): Button | undefined {
  if (a.person === who.person) return undefined;
  const title = roleTitle(a.team, lifecycle);
  return button(
    'Remove',
    'remove-person',
    { p: partner.id, person: a.person, team: a.team, from },
    {
      label: `Remove ${a.name}`,
      confirm: confirmation('Remove from the list?', `${truncate(a.name, 100)} will no longer be ${title}.`, 'Remove'),
    },
  );
}

/** A line a team. */
function listOf(which: Side, partner: Partner, lifecycle: Lifecycle): KnownBlock[] {
  const lines = teamsOf(which, lifecycle).flatMap((t) => {
    const held = partner.people.filter((a) => a.team === t.id);
    const names = held.map((a) => `${name(a.name)}${gone(a)}`);
    const group = t.userGroup === undefined ? [] : ['everybody in its Slack user group'];
    const all = [...few(names, 8), ...group];
    return all.length === 0 ? [] : [`${role(t.id, lifecycle)}: ${all.join(', ')}`];
  });
  const vacant = vacancies(which, partner, lifecycle);
  return [section(fitLines([`*${side(which, lifecycle)}*`, ...lines, ...(vacant ? [vacant] : [])]))];
}

const groupLines = (which: Side, lifecycle: Lifecycle): readonly string[] =>
  teamsOf(which, lifecycle)
    .filter((t) => t.userGroup !== undefined)
    .map((t) => `${role(t.id, lifecycle)}: everybody in its Slack user group`);

function vacancies(which: Side, partner: Partner, lifecycle: Lifecycle): string {
  const vacant = teamsOf(which, lifecycle).filter(
    (t) => t.userGroup === undefined && !partner.people.some((a) => a.team === t.id && a.active),
  );
  const roles = vacant.map((t) => role(t.id, lifecycle));
  return vacant.length === 0 ? '' : `_Nobody yet:_ ${few(roles, 10).join(', ')}`;
}

const mostOwn = 10;

/** What people may do with their own roles. */
function ownRoles(partner: Partner, lifecycle: Lifecycle, { who }: Viewer): KnownBlock[] {
  const mine = partner.people.filter((a) => a.person === who.person && a.active).slice(0, mostOwn);
  const buttons = mine.flatMap(({ team: id, person }, n) => {
    const title = roleTitle(id, lifecycle);
    const confirm = confirmation('Step down?', `You will no longer be ${title}.`, 'Step down');
    const handOver = button(`Hand over: ${title}…`, 'hand-over', { p: partner.id, team: id, from }, { suffix: n });
    const value = { p: partner.id, person, team: id, from };
    return isLastCoordinator(id, partner, lifecycle)
      ? [handOver]
      : [handOver, button(`Step down: ${title}`, 'remove-person', value, { suffix: n, confirm })];
  });
  return row(...buttons);
}

/** Somebody must go on coordinating: the last one hands the role over. */
const isLastCoordinator = (id: string, { people }: Partner, lifecycle: Lifecycle): boolean =>
  id === coordinatingTeam(lifecycle).id && people.filter((a) => a.team === id && a.active).length < 2;

const changes = (partner: Partner, coordinates: boolean): readonly Button[] => [
  ...(coordinates
    ? [
        button('Assign…', 'assign-person', { p: partner.id, from }),
        button('Invite…', 'invite-person', { p: partner.id, from }),
      ]
    : []),
  button('Claim a role…', 'claim-role', { p: partner.id, from }),
];

/** What an invitation's state means. */
const invitationWords: Readonly<Record<Invitation['status'], string>> = {
  planned: 'not sent yet',
  invited: 'invited, not accepted yet',
  accepted: 'accepted, not approved yet',
  approved: 'accepted and approved',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

function invitations(partner: Partner): KnownBlock[] {
  const lines = openInvitations(partner).map(
    ([email, { status, at }]) => `${oneLine(email, 200)}: ${invitationWords[status]} · ${day(at)}`,
  );
  return lines.length === 0 ? [] : [section(fitLines(['*Invitations*', ...lines], 2000))];
}
