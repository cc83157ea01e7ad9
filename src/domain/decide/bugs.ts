import { bugOf, isOpen, isUnsolved } from '../bugs/numbers';
import { originalOf, type Bug } from '../bugs/state';
import { afterForm } from '../choices';
import type { BugCommand } from '../commands';
import { teamId } from '../ids';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { sideTitle } from '../sides';
import { reportBug } from './bug-report';
import { accept, already, readNeeded, readText, whoCan } from './context';
import type { Context, Decision } from './context';

type Of<T extends BugCommand['type']> = Extract<BugCommand, { type: T }>;

/** Decides what becomes of a bug: anybody reports, the side whose turn it is solves, the other side verifies. */
export function decideBug(command: BugCommand, context: Context): Decision {
  const { lifecycle, partner, who } = context;
  if (!lifecycle.sop) return refuse('Bugs are not escalated here: the lifecycle has no procedure for them.');
  if (command.type === 'ReportBug') return reportBug(command, lifecycle.sop, context);
  const bug = bugOf(partner.bugs, command.bug);
  if (!bug)
    return refuse(`${partner.name} has no bug ${command.bug.slice(0, 20)}. \`/pc bugs\` lists those there are.`);
  if (!may.takePart(who))
    return refuse(`Only people on the people list of ${partner.name} can do this. Write into the thread of the bug.`);
  switch (command.type) {
    case 'AcknowledgeBug':
    case 'StartBug':
    case 'MitigateBug':
    case 'ResolveBug':
    case 'UpdateBug':
    case 'HandOverBug':
      return respond(command, bug, context);
    case 'VerifyBug':
      return verify(command, bug, context);
    case 'CloseBug':
      return close(command, bug, context);
    case 'ReopenBug':
      return reopen(command, bug);
    case 'MarkBugDuplicate':
      return markDuplicate(command, bug, context);
    case 'ChangeBugSeverity':
      return changeSeverity(command, bug, context);
    case 'TickBugSteps':
      return tick(command, bug, context);
  }
}

type Response = Of<'AcknowledgeBug' | 'StartBug' | 'MitigateBug' | 'ResolveBug' | 'UpdateBug' | 'HandOverBug'>;

/** What only the side does whose turn it is; a coordinator may for the other side, and the log says so. */
function respond(command: Response, bug: Bug, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  if (!isUnsolved(bug)) return settled(command, bug, context);
  const theirs = who.side !== bug.side;
  const onDuty = lifecycle.sop?.teams[bug.side].onDuty ?? [];
  if (theirs && !who.coordinates)
    return refuse(`${bug.number} is with ${sideTitle(bug.side, partner, lifecycle)} now: ${whoCan(context, onDuty)}.`);
  const decision = answer(command, bug, context);
  const behalf = theirs ? lifecycle.teams.find(({ id }) => id === onDuty[0]) : undefined;
  return isRefusal(decision) || !behalf ? decision : { ...decision, onBehalfOf: teamId.parse(behalf.id) };
}

function answer(command: Response, bug: Bug, context: Context): Decision {
  const { number } = bug;
  switch (command.type) {
    case 'AcknowledgeBug':
      if (bug.status.is === 'reported') return accept({ type: 'BugAcknowledged', bug: number });
      return bug.owner?.person === context.who.person || !bug.owner ? already : taken(bug);
    case 'StartBug':
      if (bug.status.is === 'in-progress') return already;
      if (bug.status.is === 'mitigated')
        return refuse(`${number} is mitigated already. What is left is to resolve it.`);
      return accept({ type: 'BugStarted', bug: number });
    case 'MitigateBug': {
      const note = readText(command.note, 'note');
      if (isRefusal(note)) return note;
      if (bug.status.is === 'mitigated') return already;
      return accept({ type: 'BugMitigated', bug: number, ...(note && { note }) });
    }
    case 'ResolveBug': {
      const note = readNeeded(command.note, 'note', 'Please say what was done; the other side verifies it.');
      if (isRefusal(note)) return note;
      return accept({ type: 'BugResolved', bug: number, note });
    }
    case 'UpdateBug': {
      const note = readText(command.note, 'note');
      if (isRefusal(note)) return note;
      return note ? accept({ type: 'BugUpdated', bug: number, note }) : refuse('Please say how it goes.', 'note');
    }
    case 'HandOverBug': {
      const reason = readText(command.reason, 'reason');
      if (isRefusal(reason)) return reason;
      if (command.to === bug.side) return already;
      if (!reason) return refuse('Please say why it is theirs; they will want to know what you found.', 'reason');
      return accept({ type: 'BugHandedOver', bug: number, to: command.to, reason });
    }
  }
}

const taken = ({ number, owner }: Bug): Refusal =>
  refuse(`${owner?.name ?? 'Somebody'} has acknowledged ${number} already and sees to it.`);

/** What comes too late: the one who did it hears nothing new, everybody else who did. */
function settled(command: Response, bug: Bug, { partner, lifecycle, who }: Context): Decision {
  const { number, status, side } = bug;
  if (status.is !== 'resolved') return refuse(`${number} is ${status.is} already. If it happens again, reopen it.`);
  const { by } = status.resolution;
  if (command.type === 'ResolveBug' && by.kind === 'person' && by.person === who.person) return already;
  const resolver = by.kind === 'person' ? ` by ${by.name}` : '';
  return refuse(
    `${number} is resolved already${resolver}. ${sideTitle(side, partner, lifecycle)} verifies it, or reopens it.`,
  );
}

/** Nobody verifies what their own side resolved. */
function verify({ note }: Of<'VerifyBug'>, bug: Bug, context: Context): Decision {
  const { partner, lifecycle, who } = context;
  const { number, status, side } = bug;
  if (status.is === 'verified') return already;
  if (status.is !== 'resolved')
    return refuse(isOpen(bug) ? `${number} is not resolved yet.` : `${number} is closed already.`);
  const { side: resolver } = status.resolution;
  if (who.side === resolver)
    return refuse(
      `${number} was resolved by ${sideTitle(resolver, partner, lifecycle)}, so ${sideTitle(side, partner, lifecycle)} verifies it: ${whoCan(context, lifecycle.sop?.teams[side].onDuty ?? [])}.`,
    );
  const said = readText(note, 'note');
  return isRefusal(said) ? said : accept({ type: 'BugVerified', bug: number, ...(said && { note: said }) });
}

function close({ note }: Of<'CloseBug'>, bug: Bug, { partner, lifecycle }: Context): Decision {
  const { number, status, side } = bug;
  if (status.is === 'closed') return already;
  if (status.is === 'resolved')
    return refuse(`${number} is verified first, by ${sideTitle(side, partner, lifecycle)}.`);
  if (status.is !== 'verified') return refuse(`${number} is resolved and verified first.`);
  const said = readText(note, 'note');
  return isRefusal(said) ? said : accept({ type: 'BugClosed', bug: number, ...(said && { note: said }) });
}

function reopen({ reason }: Of<'ReopenBug'>, bug: Bug): Decision {
  if (isUnsolved(bug)) return already;
  const why = readNeeded(reason, 'reason', 'Please say what happens again, or still.');
  if (isRefusal(why)) return why;
  return accept({ type: 'BugReopened', bug: bug.number, reason: why });
}

function markDuplicate({ of }: Of<'MarkBugDuplicate'>, bug: Bug, { partner }: Context): Decision {
  const { number } = bug;
  const original = bugOf(partner.bugs, of);
  if (original && originalOf(bug) === original.number) return already;
  if (!isOpen(bug)) return refuse(`${number} is closed already.`, 'of');
  if (!original) return refuse(of ? `${partner.name} has no bug ${of.slice(0, 20)}.` : 'Please choose a bug.', 'of');
  if (original.number === number) return refuse('A bug is no duplicate of itself.', 'of');
  const before = originalOf(original);
  if (before !== undefined)
    return refuse(`${original.number} is itself a duplicate of ${before}. Choose that one.`, 'of');
  return accept({ type: 'BugDuplicate', bug: number, of: original.number });
}

function changeSeverity(command: Of<'ChangeBugSeverity'>, bug: Bug, { lifecycle }: Context): Decision {
  const { severity, reason } = command;
  if (!lifecycle.sop?.severities.some(({ id }) => id === severity))
    return refuse('Please choose a severity.', 'severity');
  if (severity === bug.severity) return already;
  if (!isOpen(bug)) return refuse(`${bug.number} is closed. Reopen it first.`);
  const why = readNeeded(reason, 'reason', 'Please say why; its times change with it.');
  if (isRefusal(why)) return why;
  return accept({ type: 'BugSeverityChanged', bug: bug.number, severity, reason: why });
}

/** In the order of the procedure; a step that has left the file stays ticked. */
function tick({ steps, shown }: Of<'TickBugSteps'>, bug: Bug, { lifecycle }: Context): Decision {
  if (!isOpen(bug)) return refuse(`${bug.number} is closed. Reopen it first.`);
  const known = lifecycle.sop?.steps.map(({ id }) => id) ?? [];
  const kept = bug.steps.filter((step) => !known.includes(step));
  const wanted = afterForm(bug.steps, steps, shown);
  const ticked = [...kept, ...known.filter((step) => wanted.has(step))];
  if (ticked.join() === bug.steps.join()) return already;
  return accept({ type: 'BugStepsTicked', bug: bug.number, steps: ticked });
}
