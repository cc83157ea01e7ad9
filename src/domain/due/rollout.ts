import type { Lifecycle } from '../../lifecycle/schema';
import { earliest, latest } from '../earliest';
import type { Instant } from '../ids';
import { stepsBeforeRollout } from '../maintenance/steps';
import type { Assignment, Partner } from '../partner';
import { changedAt } from '../reminders/due';
import { startTimes } from '../rollout/days';
import { fitOf, type Fit } from '../rollout/fit';
import { fallenGates, isRolledOut, nextWave, soakOf } from '../rollout/standing';
import type { Rollout, Wave } from '../rollout/state';
import { timed, type Candidate, type What } from '../timed';
import { audibleTo, engineers, engineersAndCoordinators, morningBefore } from './people';

/** What time brings up in a rollout, for those who roll out and for the coordinator. */

interface Situation {
  readonly partner: Partner;
  readonly rollout: Rollout;
  readonly lifecycle: Lifecycle;
  readonly now: Instant;
  readonly fit: Fit;
}

/**
 * What engineering and the coordinators are told of the waves: that one may start, is late, is held, or that the rest does
 * not fit.
 */
export function rolloutPrompts(partner: Partner, lifecycle: Lifecycle, now: Instant): readonly Candidate[] {
  const { rollout } = partner;
  if (!rollout || partner.closed || isRolledOut(partner, lifecycle)) return [];
  const situation = { partner, rollout, lifecycle, now, fit: fitOf(partner, lifecycle, now) };
  return [...unfit(situation), ...held(situation), ...ofNextWave(situation)];
}

/** Nothing is asked of a wave that could not start anyway; what holds it is told instead. */
function ofNextWave(situation: Situation): readonly Candidate[] {
  const { partner, rollout, lifecycle } = situation;
  const wave = nextWave(partner);
  if (!wave || rollout.halted || fallenGates(partner, lifecycle).length > 0) return [];
  if (stepsBeforeRollout(partner, lifecycle).length > 0) return [];
  return [...waveDue(wave, situation), ...waveLate(wave, situation)];
}

/** At its hour, or when the wave before has soaked; before they sleep to those who would sleep through it. */
function waveDue(wave: Wave, { partner, rollout, lifecycle, now }: Situation): readonly Candidate[] {
  const { opens, closes } = startTimes(wave.on, lifecycle);
  const soaked = rollout.waves.flatMap((w) => soakOf(w, lifecycle) ?? []);
  const since = [opens, ...soaked].reduce(latest);
  if (latest(now, since) >= closes) return [];
  return engineers(partner, lifecycle).flatMap((who) => {
    const awake = audibleTo(who, latest(now, since), partner, lifecycle);
    const early = audibleTo(who, latest(now, morningBefore(who, opens, partner, lifecycle)), partner, lifecycle);
    const at = awake !== undefined && awake < closes ? awake : early;
    if (at === undefined || at >= closes) return [];
    return ofWave('wave-due', wave, who, partner, earliest(at, since), at);
  });
}

/** Its time is over. When what remains no longer fits, that is told instead. */
function waveLate(wave: Wave, { partner, lifecycle, now, fit }: Situation): readonly Candidate[] {
  const { closes } = startTimes(wave.on, lifecycle);
  if (!fit.fits) return [];
  return engineersAndCoordinators(partner, lifecycle).flatMap((who) => {
    const at = audibleTo(who, latest(now, closes), partner, lifecycle);
    return at === undefined ? [] : ofWave('wave-late', wave, who, partner, closes, at);
  });
}

function ofWave(
  about: 'wave-due' | 'wave-late',
  wave: Wave,
  who: Assignment,
  partner: Partner,
  since: Instant,
  at: Instant,
): readonly Candidate[] {
  const topic = `${about}:${who.person}`;
  const told = partner.told[topic];
  // A later day was told of already: the clock was set back.
  if (told !== undefined && (told === `${wave.on} ${wave.id}` || told.slice(0, wave.on.length) > wave.on)) return [];
  return [toPerson(topic, `${wave.on} ${wave.id}`, who, { about, wave: wave.id }, since, at)];
}

/** Told once for each plan, and again when it gets worse. */
function unfit({ partner, rollout, lifecycle, now, fit }: Situation): readonly Candidate[] {
  const marker = (short: number) => `${rollout.plannedAt}:${String(short).padStart(3, '0')}`;
  return engineersAndCoordinators(partner, lifecycle).flatMap((who) => {
    const topic = `does-not-fit:${who.person}`;
    const what = { about: 'does-not-fit' } as const;
    const told = partner.told[topic] ?? '';
    const due = fit.fits || told >= marker(fit.short) ? undefined : audibleTo(who, now, partner, lifecycle);
    const next = fit.until === undefined ? undefined : audibleTo(who, latest(now, fit.until), partner, lifecycle);
    const news = { short: fit.short, at: due, since: rollout.plannedAt };
    const worse = { short: fit.short + 1, at: next, since: fit.until ?? now };
    return [news, worse].flatMap(({ short, at, since }) =>
      at === undefined || told >= marker(short) ? [] : [toPerson(topic, marker(short), who, what, since, at)],
    );
  });
}

/** What fell after the date was agreed. Told once, and again when more falls. */
function held({ partner, rollout, lifecycle, now }: Situation): readonly Candidate[] {
  const fallen = fallenGates(partner, lifecycle);
  if (fallen.length === 0) return [];
  const since = fallen.map((gate) => changedAt(gate, partner) ?? rollout.plannedAt).reduce(latest);
  return engineersAndCoordinators(partner, lifecycle).flatMap((who) => {
    const topic = `held:${who.person}`;
    const at = audibleTo(who, now, partner, lifecycle);
    if (at === undefined || Number(partner.told[topic] ?? -1) >= since) return [];
    return [toPerson(topic, String(since), who, { about: 'held' }, since, at)];
  });
}

function toPerson(
  topic: string,
  marker: string,
  { person, name }: Assignment,
  what: What,
  since: Instant,
  notBefore: Instant,
): Candidate {
  return { due: timed(topic, marker, { to: { is: 'person', person, name }, what, since }), notBefore };
}
