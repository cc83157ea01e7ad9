import { dateOf, longDate } from '../calendar';
import type { RolloutCommand } from '../commands';
import { few } from '../few';
import { stateOf } from '../item-state';
import type { Placed } from '../lookup';
import { stepsBeforeRollout } from '../maintenance/steps';
import { isRefusal, refuse, type Refusal } from '../refusal';
import { dayProblem, startTimes } from '../rollout/days';
import { fallenGates, regionsThatAre, soakOf } from '../rollout/standing';
import { waveNumber, type Rollout, type Wave } from '../rollout/state';
import { timeOfDay } from '../working-days';
import { accept, already, missingList, readNeeded } from './context';
import type { Context, Decision } from './context';

type WaveCommand = Extract<
  RolloutCommand,
  { type: 'StartWave' | 'MarkRegionsLive' | 'MarkRegionFailed' | 'FinishWave' | 'RollBackWave' }
>;
type Of<T extends RolloutCommand['type']> = Extract<RolloutCommand, { type: T }>;

export const isWaveCommand = (command: RolloutCommand): command is WaveCommand =>
  ['StartWave', 'MarkRegionsLive', 'MarkRegionFailed', 'FinishWave', 'RollBackWave'].includes(command.type);

/** Planning anew gives waves other regions and days: what was asked of one is not done to another. */
export const noSuchWave = (id: string): Refusal =>
  refuse(`There is no wave ${waveNumber(id)} any more: the rollout was planned anew.`);

/** Decides what those who roll out do with one wave. */
export function decideWave(command: WaveCommand, placed: Placed, rollout: Rollout, context: Context): Decision {
  const wave = rollout.waves.find((w) => w.id === command.wave);
  if (!wave) return noSuchWave(command.wave);
  if (command.type === 'StartWave') return startWave(command, wave, placed, rollout, context);
  if (command.type === 'RollBackWave') return rollBack(command, wave, rollout);
  if (wave.startedAt === undefined) return refuse(`Wave ${waveNumber(wave.id)} has not started.`);
  switch (command.type) {
    case 'MarkRegionsLive':
      return markLive(command, wave);
    case 'MarkRegionFailed':
      return markFailed(command, wave);
    case 'FinishWave':
      return finish(wave);
  }
}

function startWave(
  { on: seen }: Of<'StartWave'>,
  wave: Wave,
  placed: Placed,
  rollout: Rollout,
  context: Context,
): Decision {
  if (wave.startedAt !== undefined) return already;
  if (seen !== undefined && seen !== wave.on)
    return refuse(
      `Wave ${waveNumber(wave.id)} was planned for ${longDate(seen)} then, and is planned for ${longDate(wave.on)} now. Open Rollout to see the plan as it is.`,
    );
  const problem =
    heldUp(placed, rollout, context) ?? notItsTurn(wave, rollout, context) ?? notItsTime(wave, rollout, context);
  return problem === undefined ? accept({ type: 'WaveStarted', wave: wave.id }) : refuse(problem);
}

/** What holds every wave: a halt, a gate that fell, a block. */
function heldUp(placed: Placed, { halted }: Rollout, context: Context): string | undefined {
  const { partner, lifecycle } = context;
  if (halted) return `The rollout is halted: ${halted.reason}. It must be resumed first.`;
  const fallen = fallenGates(partner, lifecycle);
  if (fallen.length > 0) return `No wave may start until these stand again: ${missingList(fallen, context)}.`;
  const before = stepsBeforeRollout(partner, lifecycle).map(({ title }) => `“${title}”`);
  if (before.length > 0) return `No wave may start until this is done: ${before.join(', ')}.`;
  const { status } = stateOf(placed, partner);
  return status.is === 'blocked' ? `“${placed.item.title}” is blocked: ${status.reason}. Unblock it first.` : undefined;
}

function notItsTurn(wave: Wave, { waves }: Rollout, { lifecycle, at }: Context): string | undefined {
  const before = waves.slice(0, waves.indexOf(wave));
  const unfinished = before.find(({ finishedAt }) => finishedAt === undefined);
  if (unfinished) return `Wave ${waveNumber(unfinished.id)} comes first: it is not finished.`;
  const soaking = before.find((w) => (soakOf(w, lifecycle) ?? at) > at);
  const until = soaking && soakOf(soaking, lifecycle);
  return soaking && until !== undefined
    ? `Wave ${waveNumber(soaking.id)} is watched until ${timeOfDay(until, lifecycle.zone)} on ${longDate(dateOf(until, lifecycle.zone))}.`
    : undefined;
}

/** A wave starts on its day, between the hours of the lifecycle, by its clock. */
function notItsTime({ on }: Wave, { ga }: Rollout, { lifecycle, at, today }: Context): string | undefined {
  const problem = dayProblem(on, ga, lifecycle);
  if (problem !== undefined) return `The wave cannot run on its day: ${problem}. Move it to another day.`;
  const { startAt, startBy } = lifecycle.rollout;
  if (today < on) return `It is planned for ${longDate(on)}. To start it today, move it to today.`;
  const { opens, closes } = startTimes(on, lifecycle);
  if (at >= closes)
    return `It could be started until ${startBy} on ${longDate(on)}. It is too late for that: move it to the next day.`;
  return at < opens ? `Waves start from ${startAt} on (${lifecycle.zone}).` : undefined;
}

function markLive({ regions }: Of<'MarkRegionsLive'>, wave: Wave): Decision {
  const foreign = regions.find((region) => !Object.hasOwn(wave.regions, region));
  if (foreign !== undefined) return refuse(`${foreign} is not in wave ${waveNumber(wave.id)}.`, 'regions');
  const news = [...new Set(regions)].filter((region) => wave.regions[region]?.is !== 'live');
  return news.length === 0 ? already : accept({ type: 'RegionsLive', wave: wave.id, regions: news });
}

function markFailed({ region, note }: Of<'MarkRegionFailed'>, wave: Wave): Decision {
  const state = Object.hasOwn(wave.regions, region) ? wave.regions[region] : undefined;
  if (!state) return refuse(`${region} is not in wave ${waveNumber(wave.id)}.`, 'region');
  const said = readNeeded(note, 'note', 'Please say what failed.');
  if (isRefusal(said)) return said;
  if (state.is === 'failed' && state.note === said) return already;
  return accept({ type: 'RegionFailed', wave: wave.id, region, note: said });
}

function finish(wave: Wave): Decision {
  if (wave.finishedAt !== undefined) return already;
  const open = regionsThatAre(wave, 'planned');
  return open.length > 0
    ? refuse(`Mark every region first, as live or as failed. Still open: ${few(open, mostNamed).join(', ')}.`)
    : accept({ type: 'WaveFinished', wave: wave.id });
}

const mostNamed = 5;

function rollBack({ reason }: Of<'RollBackWave'>, wave: Wave, { waves }: Rollout): Decision {
  if (wave.startedAt === undefined)
    return wave.rolledBack
      ? already
      : refuse(`Wave ${waveNumber(wave.id)} has not started: there is nothing to roll back.`);
  const later = waves.slice(waves.indexOf(wave) + 1).findLast(({ startedAt }) => startedAt !== undefined);
  if (later) return refuse(`Wave ${waveNumber(later.id)} came after it and is live. Roll that one back first.`);
  const why = readNeeded(reason, 'reason', 'Please say why it is rolled back.');
  if (isRefusal(why)) return why;
  return accept({ type: 'WaveRolledBack', wave: wave.id, reason: why });
}

/** The partner says that the tile shows: anybody on their side who looked. */
export function confirmTile({ wave: id }: Of<'ConfirmTile'>, { partner, lifecycle, who }: Context): Decision {
  if (who.side !== 'partner')
    return refuse(`Only somebody of ${lifecycle.sides.partner} can confirm that the tile shows.`);
  const wave = partner.rollout?.waves.find((w) => w.id === id);
  if (!wave) return noSuchWave(id);
  if (wave.startedAt === undefined)
    return refuse(`Wave ${waveNumber(wave.id)} has not started: there is no tile to see yet.`);
  return wave.confirmed ? already : accept({ type: 'TileConfirmed', wave: wave.id });
}
