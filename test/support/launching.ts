import * as fc from 'fast-check';
import { agenda, type Due } from '../../src/domain/agenda';
import { addDays, dateOf } from '../../src/domain/calendar';
import type { Command, Fact, RolloutCommand } from '../../src/domain/commands';
import { instant, later, type Instant } from '../../src/domain/ids';
import { isRefusal } from '../../src/domain/refusal';
import { hour } from '../../src/domain/time';
import { audibleFrom, instantOf, isQuiet } from '../../src/domain/working-days';
import {
  accepted,
  bot,
  channel,
  create,
  eng,
  everybody,
  gaDay,
  lena,
  pat,
  proposed,
  reopened,
  signed,
  takenBack,
  type Member,
  type Move,
  type Story,
} from './given';
import { partnerConnect } from './lifecycle';

/** Random stories on the way to the launch: what people do, and what time brings up meanwhile. */

export const { calendar, reminders, zone } = partnerConnect;

/** One thing that happens: how long after the one before, what, and numbers that choose whom and which. */
export interface Happening {
  readonly hours: number;
  readonly what: string;
  readonly who: number;
  readonly n: number;
}

const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];

/** Commands by what they are called; each may find nothing to do. */
const deeds: Readonly<Record<string, (story: Story, n: number) => Command | undefined>> = {
  propose: (story, n) => proposed(addDays(dateOf(story.now, zone), (n % 25) + 4)),
  accept: ({ partner }) => accepted(partner.gaProposal?.date ?? gaDay),
  decline: ({ partner }) => ({ type: 'DeclineGaDate', date: partner.gaProposal?.date ?? gaDay, reason: 'Too soon.' }),
  withdraw: ({ partner }) => ({ type: 'WithdrawGaDate', date: partner.gaProposal?.date ?? gaDay }),
  launch: () => ({ type: 'Launch' }),
  plan: (_, n) => ({
    type: 'PlanRollout',
    optInRegions: n % 3 === 0 ? ['aws/us-gov-west-1'] : [],
    ...(n % 4 > 0 && { mostWaves: n % 4 }),
    reason: 'Better so.',
  }),
  move: (story, n) =>
    ofWave(story, n, (wave) => ({
      type: 'MoveWave',
      wave,
      on: addDays(dateOf(story.now, zone), n % 9),
      reason: 'Better so.',
    })),
  start: (story, n) => ofWave(story, n, (wave) => ({ type: 'StartWave', wave })),
  live: (story, n) =>
    ofWave(story, n, (wave) => ({
      type: 'MarkRegionsLive',
      wave,
      regions: Object.keys(story.partner.rollout?.waves.find(({ id }) => id === wave)?.regions ?? {}),
    })),
  failed: (story, n) =>
    ofWave(story, n, (wave) => ({
      type: 'MarkRegionFailed',
      wave,
      region: Object.keys(story.partner.rollout?.waves.find(({ id }) => id === wave)?.regions ?? {})[0] ?? '',
      note: 'It does not answer.',
    })),
  finish: (story, n) => ofWave(story, n, (wave) => ({ type: 'FinishWave', wave })),
  confirm: (story, n) => ofWave(story, n, (wave) => ({ type: 'ConfirmTile', wave })),
  back: (story, n) => ofWave(story, n, (wave) => ({ type: 'RollBackWave', wave, reason: 'Errors.' })),
  halt: () => ({ type: 'HaltRollout', reason: 'Customers see errors.' }),
  resume: () => ({ type: 'ResumeRollout' }),
  fall: () => takenBack('signoff-engineering'),
  stand: () => signed('signoff-engineering'),
  reopen: () => reopened('mini-site', 'It is gone.'),
  clouds: (_, n) => ({
    type: 'ChangeDetails',
    name: 'Acme',
    integrationType: 'read',
    clouds: [['aws'], ['aws', 'gcp'], ['gcp'], ['azure', 'aws']][n % 4] ?? ['aws'],
    targetGaDate: null,
    notes: '',
  }),
  close: () => ({ type: 'ClosePartner', reason: 'paused' }),
  open: () => ({ type: 'ReopenPartner' }),
};

/** The waves to choose from: mostly the one whose turn it is. */
function ofWave({ partner }: Story, n: number, make: (wave: string) => RolloutCommand): Command | undefined {
  const waves = partner.rollout?.waves ?? [];
  const turn = waves.find((wave) => wave.finishedAt === undefined) ?? waves.at(-1);
  const wave = n % 5 === 0 ? pick(waves, Math.floor(n / 5)) : turn;
  return wave && make(wave.id);
}

/** Who would do such a thing; now and then anybody tries. */
const usual: Readonly<Record<string, Member>> = { propose: lena, withdraw: lena, fall: eng, stand: eng, confirm: lena };
const byPat = new Set(['accept', 'decline', 'launch', 'clouds', 'close', 'open', 'reopen']);

export const anyHappening: fc.Arbitrary<Happening> = fc.record({
  hours: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 80 })),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('propose', 'accept') },
    { weight: 6, arbitrary: fc.constantFrom('start', 'live', 'finish', 'rollout') },
    { weight: 3, arbitrary: fc.constantFrom(...Object.keys(deeds)) },
  ),
  who: fc.nat(40),
  n: fc.nat(1000),
});

/** The command that a happening comes to, and who gives it. */
function moveOf(story: Story, { what, who, n }: Happening, at: Instant): Move | undefined {
  const command = deeds[what]?.(story, n);
  const member = who > 36 ? pick(everybody, n) : (usual[what] ?? (byPat.has(what) ? pat : eng));
  return command && member?.does(command, at);
}

/** A wave that goes as it should: started at its hour, marked, finished. */
function rollOn(story: Story): Story {
  const wave = story.partner.rollout?.waves.find(({ startedAt }) => startedAt === undefined);
  if (!wave) return story;
  const at = instantOf(wave.on, '11:00', zone);
  if (at < story.now) return story;
  const regions = Object.keys(wave.regions);
  const commands = [
    { type: 'StartWave', wave: wave.id },
    { type: 'MarkRegionsLive', wave: wave.id, regions },
    { type: 'FinishWave', wave: wave.id },
  ] as const;
  return commands.reduce((now, command) => attempt(now, eng.does(command, at)), elapse(story, at));
}

export function attempt(story: Story, move: Move): Story {
  const outcome = story.when(move);
  return isRefusal(outcome.decision) ? story : outcome.accepted();
}

/** Each step of a story: something was told or decided. */
export interface Step {
  readonly was: Story;
  readonly now: Story;
  readonly told?: Due;
}
export type Witness = (step: Step) => void;
let witness: Witness = () => {};

/** Goes through happenings; in between, what time brings up is told as soon as it is due. */
export function live(begin: Story, happenings: readonly Happening[], seen: Witness = () => {}): Story {
  witness = seen;
  const end = happenings.reduce((story, happening) => {
    if (happening.what === 'rollout') return rollOn(story);
    const at = later(story.now, happening.hours * hour);
    const then = elapse(story, at);
    const move = moveOf(then, happening, at);
    const now = move ? attempt(then, move) : then;
    if (now !== then) witness({ was: then, now });
    return deliver(now);
  }, deliver(begin));
  witness = () => {};
  return end;
}

/** Lets time pass, looking whenever something is due: as the bot does. */
export function elapse(story: Story, until: Instant): Story {
  let now = deliver(story);
  for (;;) {
    const { nextAt } = agenda(now.partner, now.lifecycle, now.now);
    if (nextAt === undefined || nextAt > until) return deliver(now.after([], until));
    now = deliver(now.after([], nextAt));
  }
}

/** Delivers what is due, and records it. */
export function deliver(story: Story): Story {
  let now = story;
  for (let n = 0; n < 200; n += 1) {
    const [due] = agenda(now.partner, now.lifecycle, now.now).due;
    if (!due) return now;
    const told = { channel: channel('C1'), ts: '1.1' };
    const also = due.kind === 'timed' ? (due.also ?? []) : [];
    const marks = also.map((mark) => bot.does({ type: 'Told', ...mark, ...told }, now.now));
    const next = now.and(bot.does(factOf(due), now.now), marks);
    witness({ was: now, now: next, told: due });
    now = next;
  }
  throw new Error('Delivering comes to no end');
}

function factOf(due: Due): Fact {
  const at = { channel: channel('C1'), ts: '1.1' };
  switch (due.kind) {
    case 'step':
      return due.step.kind === 'channel'
        ? { type: 'ChannelReady', channel: at.channel, name: 'pc-acme' }
        : { type: 'StepDone', step: due.key };
    case 'living':
      return { type: 'LivingMessageShown', message: due.key, shows: due.shows, ...at };
    case 'notice':
      return { type: 'MessageDelivered', key: due.key, ...at };
    case 'timed':
      return { type: 'Told', topic: due.topic, marker: due.marker, ...at };
    case 'digest':
      return { type: 'Told', topic: due.key.slice(0, due.key.lastIndexOf('=')), marker: due.date, ...at };
  }
}

/** The people of Acme, some of them far from California. */
export const worldwide = create({
  people: create().people.map((person) => ({
    ...person,
    ...(person.name === 'Eng' && { zone: 'Asia/Kolkata' }),
    ...(person.name === 'Pat' && { zone: 'Europe/Lisbon' }),
  })),
});

/** A moment at which everybody in California may be told, and the channel too. */
export const audibleMoment = (at: Instant): Instant =>
  audibleFrom(at, zone, { quietFrom: reminders.quietFrom, quietUntil: reminders.digestAt }, calendar);

export const isQuietIn = (at: Instant, where = zone): boolean => isQuiet(at, where, reminders, calendar);
export const anInstant = (at: number): Instant => instant.parse(Math.round(at));
