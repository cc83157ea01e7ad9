import type { Lifecycle } from '../../lifecycle/schema';
import type { Principal } from '../actor';
import { longDate } from '../calendar';
import type { ChangeDetails, CreatePartner, PartnerCommand } from '../commands';
import type { PartnerEvent } from '../events';
import type { CalendarDate } from '../ids';
import { coordinatingTeam } from '../lookup';
import { may } from '../policy';
import { isRefusal, refuse, together, type Refusal } from '../refusal';
import { sameSet } from '../same-set';
import { slugOf } from '../slug';
import { invitationProblem, sideProblem } from './checks';
import { accept, already, nothingChanges, onlyCoordinator, readText, tidy } from './context';
import type { Context, Decision } from './context';
import { assigned } from './people';

/** Why somebody cannot open an onboarding: known before they fill in the form. */
export const openingProblem = (home: boolean): Refusal | undefined =>
  home ? undefined : refuse('Only people of this workspace can open an onboarding.');

/** Why somebody cannot change the details: known before they fill in the form, which holds the internal notes. */
export function detailsBarred(who: Principal, of: Parameters<typeof onlyCoordinator>[0]): Refusal | undefined {
  if (!may.coordinate(who)) return onlyCoordinator(of, 'change the details');
  return of.partner.closed ? nothingChanges(of) : undefined;
}

/** Why somebody cannot close an onboarding, or reopen it: known before they fill in the form. */
export const closingBarred = (who: Principal, of: Parameters<typeof onlyCoordinator>[0]): Refusal | undefined =>
  may.coordinate(who)
    ? undefined
    : onlyCoordinator(of, of.partner.closed ? 'reopen an onboarding' : 'close an onboarding');

/** What is wrong with what an onboarding is to be opened with, fault by fault. */
export function newPartnerProblems(
  command: Omit<CreatePartner, 'type' | 'id'>,
  lifecycle: Lifecycle,
  today: CalendarDate,
): readonly Refusal[] {
  const { id, role } = coordinatingTeam(lifecycle);
  const addresses = invitationProblem(...addressesOf(command));
  const people = command.people.flatMap((picked) => {
    const wrongSide = sideProblem(picked, picked.team, { lifecycle });
    return wrongSide ? [refuse(wrongSide.message, picked.team)] : [];
  });
  return [
    ...detailsProblems(command, lifecycle, today),
    ...(command.people.some((p) => p.team === id) ? [] : [refuse(`Please choose the ${role}.`, id)]),
    ...people,
    ...(addresses ? [addresses] : []),
  ];
}

const addressesOf = ({ invitations }: Pick<CreatePartner, 'invitations'>): readonly string[] => [
  ...new Set(invitations.map((email) => email.trim().toLowerCase()).filter(Boolean)),
];

/** Opens an onboarding. The caller is a member of the workspace; whoever opens one names its coordinator. */
export function createPartner(
  command: CreatePartner,
  { lifecycle, today, home }: { lifecycle: Lifecycle; today: CalendarDate; home: boolean },
): Decision {
  const problem = openingProblem(home) ?? together(newPartnerProblems(command, lifecycle, today));
  if (problem) return problem;
  const name = tidy(command.name);
  const notes = tidy(command.notes ?? '');
  const { integrationType, clouds, targetGaDate, adopt } = command;
  const people = command.people.filter(
    (p, n) => command.people.findIndex((q) => q.person === p.person && q.team === p.team) === n,
  );
  return accept(
    {
      type: 'PartnerCreated',
      id: command.id,
      name,
      slug: slugOf(name, command.id),
      integrationType,
      clouds: [...new Set(clouds)],
      ...(targetGaDate && { targetGaDate }),
      ...(notes && { notes }),
      ...(adopt && { adopt: { ...adopt } }),
    },
    ...people.map((p) => assigned(p, p.team)),
    ...addressesOf(command).map((email) => ({ type: 'InvitationPlanned' as const, email })),
  );
}

/** Decides what changes the partner as a whole. */
export function decidePartner(command: PartnerCommand, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  switch (command.type) {
    case 'ChangeDetails':
      return detailsBarred(who, context) ?? changeDetails(command, context);
    case 'ClosePartner': {
      if (!may.coordinate(who)) return onlyCoordinator(context, 'close an onboarding');
      if (partner.closed) return already;
      const known = lifecycle.closeReasons.find((reason) => reason.id === command.reason);
      if (!known) return refuse('Please choose why it is closed.', 'reason');
      const note = readText(command.note, 'note');
      if (isRefusal(note)) return note;
      if (known.needsNote && !note) return refuse('Please say in a few words why it is closed.', 'note');
      return accept({ type: 'PartnerClosed', reason: command.reason, ...(note && { note }) });
    }
    case 'ReopenPartner': {
      if (!may.coordinate(who)) return onlyCoordinator(context, 'reopen an onboarding');
      if (!partner.closed) return already;
      const note = readText(command.note, 'note');
      return isRefusal(note) ? note : accept({ type: 'PartnerReopened', ...(note && { note }) });
    }
    case 'RetrySetUp': {
      if (!may.coordinate(who)) return onlyCoordinator(context, 'try the set-up again');
      const failed = Object.values(partner.steps).some((step) => step.is === 'failed');
      const undelivered = Object.values(partner.outbox).some((pending) => pending.failed);
      const untold = Object.keys(partner.undelivered).length > 0;
      const lost = partner.channel.is === 'deleted' || partner.channel.is === 'left';
      return failed || undelivered || untold || lost ? accept({ type: 'SetUpRetried' }) : already;
    }
  }
}

function changeDetails(command: ChangeDetails, { partner, lifecycle, today }: Context): Decision {
  const { targetGaDate: target } = partner;
  const wanted = command.targetGaDate === undefined ? (target ?? null) : command.targetGaDate;
  const unchanged = wanted === (target ?? null);
  const { name = partner.name, integrationType = partner.integrationType, notes = partner.notes ?? '' } = command;
  const clouds = [...new Set(command.clouds ?? partner.clouds)];
  const details = { name, integrationType, notes, clouds, ...(wanted && !unchanged && { targetGaDate: wanted }) };
  const problem = together(detailsProblems(details, lifecycle, today));
  if (problem) return problem;
  const changes = {
    ...(tidy(name) !== partner.name && { name: tidy(name) }),
    ...(integrationType !== partner.integrationType && { integrationType }),
    ...(!sameSet(clouds, partner.clouds) && { clouds }),
    ...(!unchanged && { targetGaDate: wanted }),
  };
  const events: PartnerEvent[] = [];
  if (Object.keys(changes).length > 0) events.push({ type: 'DetailsChanged', ...changes });
  if (tidy(notes) !== (partner.notes ?? '')) events.push({ type: 'NotesChanged', notes: tidy(notes) });
  return accept(...events);
}

/** In UTF-16 units, as in JavaScript and Slack: an emoji counts as two or more. */
const longestName = 60;

type Details = Pick<CreatePartner, 'name' | 'integrationType' | 'clouds' | 'targetGaDate' | 'notes'>;

function detailsProblems(details: Details, lifecycle: Lifecycle, today: CalendarDate): readonly Refusal[] {
  const { integrationType, clouds, targetGaDate } = details;
  const known = lifecycle.integrationTypes.some((type) => type.id === integrationType);
  const unknown = clouds.filter((cloud) => !lifecycle.clouds.some((c) => c.id === cloud));
  const past = targetGaDate && targetGaDate <= today;
  const notes = readText(details.notes, 'notes', 2900);
  return [
    ...nameProblem(tidy(details.name)),
    ...(known ? [] : [refuse('Please choose an integration type.', 'integrationType')]),
    ...(clouds.length > 0 && unknown.length === 0 ? [] : [refuse('Please choose at least one cloud.', 'clouds')]),
    ...(past
      ? [refuse(`${longDate(targetGaDate)} is not in the future. Please choose a later date.`, 'targetGaDate')]
      : []),
    ...(isRefusal(notes) ? [notes] : []),
  ];
}

function nameProblem(name: string): readonly Refusal[] {
  if (!/[^\p{DI}\p{Z}\p{C}]/u.test(name)) return [refuse("Please give the partner's name.", 'name')];
  if (name.length > longestName) return [refuse(`Please keep the name to ${longestName} characters.`, 'name')];
  return /[\n\r]/.test(name) ? [refuse('Please keep the name on one line.', 'name')] : [];
}
