import type { Side } from '../../lifecycle/schema';
import type { RoadmapCommand, Whose } from '../commands';
import type { Named } from '../ids';
import { lookup } from '../lookup';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { isOpen, proposerOf, type RoadmapEntry } from '../roadmap/state';
import { leadsOf } from '../roles';
import { otherSide, sideTitle } from '../sides';
import { accept, already, readNeeded, readText } from './context';
import type { Context, Decision } from './context';
import { readQuarter } from './readings';

type Of<T extends RoadmapCommand['type']> = Extract<RoadmapCommand, { type: T }>;

/** Decides on the roadmap: either side proposes, the other one accepts or declines, whoever does it says when it is done. */
export function decideRoadmap(command: RoadmapCommand, context: Context): Decision {
  const { partner, who } = context;
  if (!may.takePart(who))
    return refuse(
      `Only people on the people list of ${partner.name} work on the roadmap. Is a role yours? Claim it under People.`,
    );
  if (command.type === 'ProposeRoadmapEntry') return propose(command, context);
  const entry = partner.roadmap.entries.find(({ id }) => id === command.entry);
  if (!entry) return refuse('This is no longer on the roadmap. Open Roadmap to see what is.');
  switch (command.type) {
    case 'ChangeRoadmapEntry':
      return change(command, entry, context);
    case 'AcceptRoadmapEntry':
      return acceptEntry(command, entry, context);
    case 'DeclineRoadmapEntry':
      return decline(command, entry, context);
    case 'FinishRoadmapEntry':
      return finish(entry, context);
    case 'WithdrawRoadmapEntry':
      return withdraw(command, entry, context);
  }
}

/** More than two sides can plan at once. */
const mostOpen = 50;
const longestTitle = 150;

function propose(command: Of<'ProposeRoadmapEntry'>, context: Context): Decision {
  const { partner, who } = context;
  const title = readTitle(command.title);
  if (isRefusal(title)) return title;
  const quarter = readQuarter(command.quarter, 'quarter', context.today);
  if (isRefusal(quarter)) return quarter;
  const whose = readWhose(command.whose, context);
  if (isRefusal(whose)) return whose;
  const note = readText(command.note, 'note');
  if (isRefusal(note)) return note;
  const { entries, lastNumber } = partner.roadmap;
  const open = entries.filter(isOpen);
  const same = open.find((e) => e.title === title && e.quarter === quarter);
  if (same && proposerOf(same) === who.side) return already;
  if (same) return refuse(`“${title}” is on the roadmap for ${quarter} already: the other side proposed it.`, 'title');
  if (open.length >= mostOpen)
    return refuse(`${mostOpen} entries are open already. Finish or withdraw some of them first.`);
  const entry = `r${lastNumber + 1}`;
  return accept({ type: 'RoadmapProposed', entry, title, quarter, ...whose, ...(note && { note }) });
}

function readTitle(typed: string): string | Refusal {
  const text = readText(typed, 'title', longestTitle);
  if (isRefusal(text)) return text;
  return text.replaceAll(/\s+/g, ' ') || refuse('Please say in a few words what it is.', 'title');
}

interface Owned {
  readonly side: Side;
  readonly owner?: Named;
}

const isSide = (whose: Whose): whose is Side => whose === 'databricks' || whose === 'partner';

function readWhose(whose: Whose, { partner, lifecycle }: Context): Owned | Refusal {
  if (isSide(whose)) return { side: whose };
  const { teams } = lookup(lifecycle);
  const role = partner.people.find((a) => a.person === whose && a.active && teams.has(a.team));
  const side = role && teams.get(role.team)?.side;
  return role && side
    ? { side, owner: { person: role.person, name: role.name } }
    : refuse('That person is not on the people list (any more). Please choose somebody who is.', 'whose');
}

function change(command: Of<'ChangeRoadmapEntry'>, entry: RoadmapEntry, context: Context): Decision {
  const problem = overProblem(entry);
  if (problem) return problem;
  if (entry.status.is === 'proposed' && proposerOf(entry) !== context.who.side)
    return refuse('The other side proposed this. Accept or decline it first; then it can be changed by both.');
  const title = command.title === undefined ? entry.title : readTitle(command.title);
  if (isRefusal(title)) return title;
  const quarter =
    command.quarter === undefined || command.quarter === entry.quarter
      ? entry.quarter
      : readQuarter(command.quarter, 'quarter', context.today);
  if (isRefusal(quarter)) return quarter;
  const whose = command.whose === undefined ? entry : readWhose(command.whose, context);
  if (isRefusal(whose)) return whose;
  const note = command.note === undefined ? (entry.note ?? '') : readText(command.note, 'note');
  if (isRefusal(note)) return note;
  const changes = {
    ...(title !== entry.title && { title }),
    ...(quarter !== entry.quarter && { quarter }),
    ...(whose.side !== entry.side && { side: whose.side }),
    ...(whose.owner?.person !== entry.owner?.person && { owner: whose.owner ? { ...whose.owner } : null }),
    ...(note !== (entry.note ?? '') && { note }),
  };
  return Object.keys(changes).length === 0 ? already : accept({ type: 'RoadmapChanged', entry: entry.id, ...changes });
}

function acceptEntry({ revision }: Of<'AcceptRoadmapEntry'>, entry: RoadmapEntry, context: Context): Decision {
  if (entry.status.is === 'accepted') return already;
  const problem = overProblem(entry) ?? notTheirs(entry, context);
  if (problem) return problem;
  if (entry.revision !== revision)
    return refuse(`“${entry.title}” was changed meanwhile. Open Roadmap and read it again before you accept it.`);
  return accept({ type: 'RoadmapAccepted', entry: entry.id });
}

function decline({ reason }: Of<'DeclineRoadmapEntry'>, entry: RoadmapEntry, context: Context): Decision {
  if (entry.status.is === 'declined') return already;
  const problem = overProblem(entry) ?? notTheirs(entry, context);
  if (problem) return problem;
  if (entry.status.is === 'accepted') return refuse('This was accepted already. It can be withdrawn, with a reason.');
  const why = readNeeded(reason, 'reason', 'Please say why, and what would suit you better.');
  if (isRefusal(why)) return why;
  return accept({ type: 'RoadmapDeclined', entry: entry.id, reason: why });
}

/** The answer is up to the lead of the side that did not propose it. */
function notTheirs(entry: RoadmapEntry, { partner, lifecycle, who }: Context): Refusal | undefined {
  const asked = otherSide(proposerOf(entry));
  if (who.side === asked && (who.leads || who.coordinates)) return undefined;
  const names = [...new Set(leadsOf(asked, partner, lifecycle).map((a) => a.name))].slice(0, 5).join(' or ');
  const whom = sideTitle(asked, partner, lifecycle);
  return refuse(
    who.side === asked
      ? `The answer for ${whom} is up to ${names || 'its lead, and nobody holds that role yet'}.`
      : `Your side proposed this; the answer is up to ${names ? `${names} (${whom})` : whom}.`,
  );
}

function finish(entry: RoadmapEntry, { partner, lifecycle, who }: Context): Decision {
  if (entry.status.is === 'done') return already;
  if (entry.status.is === 'proposed')
    return refuse(`“${entry.title}” is not accepted yet: it cannot be done before that.`);
  const problem = overProblem(entry);
  if (problem) return problem;
  if (who.side !== entry.side)
    return refuse(`Whether this is done is said by ${sideTitle(entry.side, partner, lifecycle)}, who do it.`);
  return accept({ type: 'RoadmapDone', entry: entry.id });
}

/** A proposal is taken back by the side that made it; what was accepted, by the lead of either. */
function withdraw({ reason }: Of<'WithdrawRoadmapEntry'>, entry: RoadmapEntry, { who }: Context): Decision {
  if (entry.status.is === 'withdrawn') return already;
  const problem = overProblem(entry);
  if (problem) return problem;
  if (entry.status.is === 'proposed' && proposerOf(entry) !== who.side)
    return refuse('The other side proposed this. You can decline it.');
  if (entry.status.is === 'accepted' && !who.leads && !who.coordinates)
    return refuse('Both sides agreed on this. The lead of either side can withdraw it.');
  const why = readNeeded(reason, 'reason', 'Please say why; the other side reads it.');
  if (isRefusal(why)) return why;
  return accept({ type: 'RoadmapWithdrawn', entry: entry.id, reason: why });
}

const overProblem = (entry: RoadmapEntry): Refusal | undefined =>
  isOpen(entry) ? undefined : refuse(`“${entry.title}” is ${entry.status.is} already: nothing about it changes.`);
