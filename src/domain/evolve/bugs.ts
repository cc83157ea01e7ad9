import { isUnsolved } from '../bugs/numbers';
import { resolutionOf, type Bug } from '../bugs/state';
import type { Author, BugEvent } from '../events';
import type { Instant, PersonKey } from '../ids';
import type { Partner } from '../partner';
import { otherSide } from '../sides';
import { notify } from './outbox';

/** Folds what happened to a bug, and puts it as a line into the bug's thread. */
export function evolveBug(partner: Partner, event: BugEvent, at: Instant, by: Author): Partner {
  const before = Object.hasOwn(partner.bugs, event.bug) ? partner.bugs[event.bug] : undefined;
  const after = event.type === 'BugReported' ? reported(event, at, by) : before && change(before, event, at, by);
  if (!after) return partner;
  const changes = (before?.changes ?? 0) + 1;
  const bugs = { ...partner.bugs, [event.bug]: { ...after, changes } };
  return notify({ ...partner, bugs }, { kind: 'bug', bug: event.bug, n: changes, event, by }, at);
}

function reported(event: Extract<BugEvent, { type: 'BugReported' }>, at: Instant, by: Author): Bug {
  const { type: _, bug: number, ...told } = event;
  return {
    ...told,
    number,
    reportedAt: at,
    reportedBy: by,
    status: { is: 'reported' },
    sideSince: at,
    openedAt: at,
    turns: [],
    updatedAt: at,
    steps: [],
    changes: 0,
  };
}

/** Returns nothing for what cannot have happened to this bug. */
function change(bug: Bug, event: Exclude<BugEvent, { type: 'BugReported' }>, at: Instant, by: Author): Bug | undefined {
  const resolution = resolutionOf(bug);
  switch (event.type) {
    case 'BugAcknowledged':
      return { ...takenOn(bug, at, by), status: { is: 'acknowledged' } };
    case 'BugStarted':
      return { ...takenOn(bug, at, by), status: { is: 'in-progress' } };
    case 'BugMitigated':
      return { ...takenOn(bug, at, by), status: { is: 'mitigated' } };
    case 'BugResolved': {
      const status = { is: 'resolved', resolution: { at, by, side: bug.side } } as const;
      return { ...passedTo(otherSide(bug.side), takenOn(bug, at, by), at), status };
    }
    case 'BugVerified':
      // Those who resolved it close it.
      return resolution && { ...passedTo(otherSide(bug.side), bug, at), status: { is: 'verified', resolution } };
    case 'BugClosed':
      return resolution && { ...bug, status: { is: 'closed', at, resolution }, updatedAt: at };
    case 'BugDuplicate': {
      const status = { is: 'closed', at, duplicateOf: event.of, ...(resolution && { resolution }) } as const;
      return { ...bug, status, updatedAt: at };
    }
    case 'BugReopened':
      return reopened(bug, at);
    case 'BugHandedOver':
      return { ...passedTo(event.to, bug, at), status: { is: 'reported' } };
    case 'BugSeverityChanged':
      return { ...bug, severity: event.severity };
    case 'BugStepsTicked':
      return { ...bug, steps: event.steps };
    case 'BugUpdated':
      return { ...bug, updatedAt: at };
  }
}

/** Whoever does something about it on the side whose turn it is has it from then on. */
function takenOn(bug: Bug, at: Instant, by: Author): Bug {
  const owns = by.kind === 'person' && by.side === bug.side;
  const owner = owns ? { person: by.person, name: by.name } : bug.owner;
  return { ...bug, ...(owner && { owner }), updatedAt: at, acknowledgedAt: bug.acknowledgedAt ?? at };
}

/** It is the other side's turn; the time that this side had it is kept. */
function passedTo(side: Bug['side'], bug: Bug, at: Instant): Bug {
  const { owner: _, ...nobodys } = bug;
  const turns = [...bug.turns, { side: bug.side, from: bug.sideSince, to: at }];
  return { ...nobodys, turns, side, sideSince: at, updatedAt: at };
}

/** Its clocks begin anew, for the side that thought it was resolved. */
function reopened(bug: Bug, at: Instant): Bug {
  const { owner: _, ...nobodys } = bug;
  const { by, side = bug.side } = resolutionOf(bug) ?? {};
  const owner = by?.kind === 'person' && by.side === side ? { person: by.person, name: by.name } : undefined;
  return {
    ...nobodys,
    ...(owner && { owner }),
    status: { is: 'reported' },
    side,
    sideSince: at,
    openedAt: at,
    turns: [],
    updatedAt: at,
  };
}

/** While an onboarding was closed nobody was told of its bugs: the clocks of those that are not solved begin anew. */
export const restarted = (bugs: Partner['bugs'], at: Instant): Partner['bugs'] =>
  Object.fromEntries(
    Object.entries(bugs).map(([number, bug]) => [
      number,
      isUnsolved(bug) ? { ...bug, sideSince: at, openedAt: at, turns: [], updatedAt: at } : bug,
    ]),
  );

/** Who leaves the people list leaves the bugs behind: they are with whoever is on duty again. */
export function releaseBugs(partner: Partner, person: PersonKey): Partner {
  if (partner.people.some((a) => a.person === person)) return partner;
  const bugs = Object.entries(partner.bugs).map(([number, bug]): [string, Bug] => {
    const { owner, ...nobodys } = bug;
    return [number, owner?.person === person ? nobodys : bug];
  });
  return { ...partner, bugs: Object.fromEntries(bugs) };
}
