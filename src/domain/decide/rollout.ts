import { addDays, dateOf, longDate } from '../calendar';
import type { RolloutCommand } from '../commands';
import type { RolloutEvent } from '../events';
import type { CalendarDate } from '../ids';
import { may } from '../policy';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { dayProblem, soakedAt, spaced, startTimes } from '../rollout/days';
import { planRollout, recordedWaves, type PlannedWave } from '../rollout/plan';
import { optInRegionsOf } from '../rollout/regions';
import { isRolledOut, rolloutItem, targetDay } from '../rollout/standing';
import { waveNumber, type Rollout, type Wave } from '../rollout/state';
import { accept, already, readNeeded, readText, whoCan } from './context';
import type { Context, Decision } from './context';
import { confirmTile, decideWave, isWaveCommand, noSuchWave } from './waves';

type Of<T extends RolloutCommand['type']> = Extract<RolloutCommand, { type: T }>;

/** Decides on the rollout: anybody may halt it, the partner confirms, those who roll out do the rest. */
export function decideRollout(command: RolloutCommand, context: Context): Decision {
  if (command.type === 'HaltRollout') return halt(command, context);
  if (command.type === 'ConfirmTile') return confirmTile(command, context);
  const { partner, lifecycle, who } = context;
  const placed = rolloutItem(partner, lifecycle);
  if (!placed) return refuse('This lifecycle has no rollout by region.');
  if (!may.sign(who, placed))
    return refuse(`The rollout is in the hands of ${whoCan(context, placed.teams)}. Anybody can halt it.`);
  if (command.type === 'ResumeRollout') return resume(command, context);
  if (isRolledOut(partner, lifecycle)) return refuse(`${partner.name} is launched: the rollout is over.`);
  if (command.type === 'PlanRollout') return planAnew(command, context);
  const { rollout } = partner;
  if (!rollout) return refuse('There is no rollout yet: it is planned when both sides agree on the GA date.');
  if (isWaveCommand(command)) return decideWave(command, placed, rollout, context);
  return move(command, rollout, context);
}

/** Never blocked by anything: the one who sees the harm decides. */
function halt({ reason }: Of<'HaltRollout'>, { partner }: Context): Decision {
  if (!partner.rollout) return refuse('There is no rollout to halt yet.');
  if (partner.rollout.halted) return already;
  const why = readNeeded(reason, 'reason', 'Please say what is wrong, so that engineering can look into it.');
  if (isRefusal(why)) return why;
  return accept({ type: 'RolloutHalted', reason: why });
}

function resume({ note }: Of<'ResumeRollout'>, { partner }: Context): Decision {
  if (!partner.rollout?.halted) return already;
  const said = readText(note, 'note');
  return isRefusal(said) ? said : accept({ type: 'RolloutResumed', ...(said && { note: said }) });
}

function planAnew(command: Of<'PlanRollout'>, context: Context): Decision {
  const { partner, lifecycle, at } = context;
  const ga = targetDay(partner, lifecycle);
  if (!ga) return refuse('The rollout is planned when both sides agree on the GA date.');
  const problem = wishProblem(command, context);
  if (problem) return problem;
  const { optInRegions, mostWaves } = command;
  const { expansion } = partner.rollout ?? {};
  const wish = { optInRegions, expansion, ...(mostWaves && { mostWaves }) };
  const plan = planRollout({ partner, lifecycle, ga, now: at, ...wish });
  if (!plan.possible) return refuse(plan.why);
  return replan(plan.waves, ga, command.reason, context);
}

function wishProblem({ optInRegions, mostWaves }: Of<'PlanRollout'>, { partner, lifecycle }: Context) {
  const known = optInRegionsOf(partner, lifecycle);
  const unknown = optInRegions.find((region) => !known.includes(region));
  if (unknown !== undefined)
    return refuse(`${unknown} is no region that ${partner.name} could opt in to.`, 'optInRegions');
  const most = lifecycle.rollout.maxWaves;
  if (mostWaves !== undefined && (!Number.isInteger(mostWaves) || mostWaves < 1 || mostWaves > most))
    return refuse(`Please choose between 1 and ${most} waves.`, 'mostWaves');
  return undefined;
}

function move({ wave: id, on, reason }: Of<'MoveWave'>, rollout: Rollout, context: Context): Decision {
  const wave = rollout.waves.find((w) => w.id === id);
  if (!wave) return noSuchWave(id);
  if (wave.startedAt !== undefined) return refuse('This wave has started: it can be rolled back, not moved.');
  if (wave.on === on) return already;
  const problem = moveProblem(wave, on, rollout, context);
  if (problem) return problem;
  const waves = rollout.waves
    .filter((w) => w.startedAt === undefined)
    .map((w) => ({ wave: w.id, regions: Object.keys(w.regions), on: w.id === id ? on : w.on }));
  return replan(waves, rollout.ga, reason, context);
}

/** One wave a day, in their order, each with time to soak before the next, on a day that can hold a wave. */
function moveProblem(wave: Wave, on: CalendarDate, rollout: Rollout, context: Context): Refusal | undefined {
  const { lifecycle, at } = context;
  const problem = dayProblem(on, rollout.ga, lifecycle);
  if (problem !== undefined) return refuse(`The wave cannot run then: ${problem}.`, 'on');
  if (startTimes(on, lifecycle).closes <= at) return refuse(`On ${longDate(on)} it is too late to start.`, 'on');
  const place = rollout.waves.indexOf(wave);
  const [before, after] = [rollout.waves[place - 1], rollout.waves[place + 1]];
  const dayBefore = before && dayOf(before, lifecycle.zone);
  if (before && dayBefore !== undefined && (on <= dayBefore || spaced([dayBefore, on], lifecycle).length < 2))
    return refuse(
      `Wave ${waveNumber(before.id)} comes before it, on ${longDate(dayBefore)}: the first day after it is ${longDate(addDays(dayBefore, 1))}.`,
      'on',
    );
  if (before?.finishedAt !== undefined && soakedAt(before.finishedAt, lifecycle) >= startTimes(on, lifecycle).closes)
    return refuse(`Wave ${waveNumber(before.id)} is still watched on that day.`, 'on');
  if (after && (on >= after.on || spaced([on, after.on], lifecycle).length < 2))
    return refuse(
      `Wave ${waveNumber(after.id)} comes after it, on ${longDate(after.on)}. Move that one first, or plan the rest anew.`,
      'on',
    );
  return undefined;
}

const dayOf = ({ startedAt, on }: Wave, zone: string): CalendarDate =>
  startedAt === undefined ? on : dateOf(startedAt, zone);

/** A plan replaces the one before, for a reason that everybody can read; the same plan again is nothing new. */
function replan(waves: readonly PlannedWave[], ga: CalendarDate, reason: string, { partner }: Context): Decision {
  const { rollout } = partner;
  if (rollout?.ga === ga && sameWaves(waves, rollout)) return already;
  const why = readNeeded(reason, 'reason', 'Please say why the plan changes; both sides read it.');
  if (isRefusal(why)) return why;
  const task = rollout?.expansion;
  const planned: RolloutEvent = {
    type: 'RolloutPlanned',
    ga,
    ...(task !== undefined && { task }),
    waves: recordedWaves(waves),
    reason: why,
  };
  return accept(planned);
}

function sameWaves(waves: readonly PlannedWave[], rollout: Rollout): boolean {
  const left = rollout.waves.filter((w) => w.startedAt === undefined);
  return (
    left.length === waves.length &&
    waves.every((w, n) => asText(w.on, w.regions) === asText(left[n]?.on, Object.keys(left[n]?.regions ?? {})))
  );
}

const asText = (on: CalendarDate | undefined, regions: readonly string[]): string => [on, ...regions].join(' ');
