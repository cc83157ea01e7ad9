import { homeCast, partnerCast, partnerName } from '../../local-slack/seed';
import { travel } from '../../local-slack/time';
import { addDays, dateOf } from '../domain/calendar';
import { later, personOf, userOf, type CalendarDate, type Instant } from '../domain/ids';
import { coordinatingTeam, lookup, roleTitle } from '../domain/lookup';
import type { Partner } from '../domain/partner';
import { dayProblem, windowDates } from '../domain/rollout/days';
import { day, hour } from '../domain/time';
import { forSide, instantOf, isWorkingDay, previousWorkingDay } from '../domain/working-days';
import type { Lifecycle } from '../lifecycle/schema';
import { channelOf, quietAfterMs } from './act';
import type { Deed, Early } from './deeds';
import { play, timeIn, type Theatre } from './play';
import { sceneOf } from './scenes';
import { staging, type Scene } from './staging';
import { working } from './working';

/**
 * A story to start with: a partner half way through onboarding. It is told by doing it: everybody opens, fills in and clicks what
 * they would, in the workspace, on the days on which they would; the clock begins months ago and arrives at today.
 */
export interface Story {
  readonly begins: Instant;
  /** The present. */
  readonly ends: Instant;
  readonly ga: CalendarDate;
  /** Some are ahead of their time, in days before GA: so there is something of everything to see. */
  readonly early: Early;
}

/** How far ahead the launch is when the story ends, at least: by then the integration is about to be built. */
const daysToGa = 45;
/** The days of a week on which a launch suits: not at its edges. */
const launchDays = [2, 3, 4];
const enoughWaveDays = 4;

/** So many days before the story ends people do what is not due until later. */
const early = {
  'design-review': 41,
  'ppa-signed': 23,
  'mini-site': 15,
  'ppa-confirmed': 9,
  'integration-built': 6,
  'certification-passed': -3,
};

/** Plans the story so that it arrives at this instant; nothing when the lifecycle has teams that nobody here plays. */
export function storyOf(lifecycle: Lifecycle, now: Instant): Story | undefined {
  const played = new Set([...homeCast, ...partnerCast].map(({ team }) => team));
  if (!lifecycle.teams.every(({ id }) => played.has(id))) return undefined;
  const { calendar, zone } = lifecycle;
  const ga = launchDayFrom(addDays(dateOf(now, zone), daysToGa), lifecycle);
  const firstDue = Math.max(
    ...lookup(lifecycle).placed.map(({ item }) => (item.due && 'daysBeforeGa' in item.due ? item.due.daysBeforeGa : 0)),
  );
  const opening = previousWorkingDay(addDays(ga, -firstDue - 6), calendar);
  const ahead = Math.round((Date.parse(ga) - Date.parse(dateOf(now, zone))) / day);
  const beforeGa = Object.entries(early).map(([item, days]) => [item, ahead + days]);
  return { begins: instantOf(opening, '09:40', zone), ends: now, ga, early: Object.fromEntries(beforeGa) };
}

/** The first day from then on that is good for a launch, with enough days for waves before it. */
function launchDayFrom(from: CalendarDate, lifecycle: Lifecycle): CalendarDate {
  let date = from;
  for (let n = 0; n < 60; n += 1, date = addDays(date, 1)) {
    const weekday = new Date(date).getUTCDay();
    const days = windowDates(date, lifecycle).filter((day) => dayProblem(day, date, lifecycle) === undefined);
    if (launchDays.includes(weekday) && isWorkingDay(date, lifecycle.calendar) && days.length >= enoughWaveDays)
      return date;
  }
  return date;
}

export interface Telling {
  /** How much of the story's time has passed, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** Tells the story in a workspace whose clock stands at its beginning. Resolves in the present. */
export async function tellStory(theatre: Theatre, story: Story, { onProgress, signal }: Telling = {}): Promise<void> {
  const { slack } = theatre;
  const { ends } = story;
  const played = new Set<Scene>();
  const progress = () => onProgress?.(Math.min(1, (slack.now() - story.begins) / (ends - story.begins)));
  try {
    await open(theatre, story);
    progress();
    for (const player of partnerCast) {
      await travel(slack, later(timeIn(slack), 2 * hour), theatre);
      await join(theatre, player);
      progress();
    }
    const { id } = await found(theatre);
    await play(theatre, id, {
      early: story.early,
      until: ends,
      signal,
      beforeDeed: async (deed, partner) => {
        const scene = deed.do === 'finish' ? sceneOf(deed.item, 'before') : undefined;
        if (!scene || played.has(scene)) return false;
        played.add(scene);
        await scene.play(staging(theatre, partner, ends));
        return true;
      },
      onDeed: async (deed, partner) => {
        progress();
        await talk(deed, partner, theatre);
        const scene = deed.do === 'finish' ? sceneOf(deed.item, 'after') : undefined;
        await scene?.play(staging(theatre, partner, ends));
      },
    });
  } finally {
    // Whatever became of the story, time is what it is.
    slack.advance(-slack.ahead);
    await slack.followed();
    await theatre.upcoming.done();
  }
}

/** Priya opens the onboarding, and its channel is set up. */
async function open({ slack, lifecycle, upcoming }: Theatre, { ga }: Story): Promise<void> {
  const roles = homeCast
    .filter(({ team }) => team !== coordinatingTeam(lifecycle).id)
    .map(({ team, name }) => [team, slack.find(name)] as const);
  const type = lifecycle.integrationTypes.find(({ id }) => id === 'write') ?? lifecycle.integrationTypes[0];
  const clouds = lifecycle.clouds.filter(({ id }) => id !== 'gcp');
  const priya = slack.apart(player(coordinatingTeam(lifecycle).id)).in('general');
  await priya.type(
    `Morning! ${partnerName} want to be in ${lifecycle.programme} by ${ga}. I open their onboarding now.`,
  );
  await priya.type('/pc new');
  await priya
    .fill({
      name: partnerName,
      integrationType: type?.title ?? '',
      clouds: clouds.map(({ title }) => title),
      ...Object.fromEntries(roles),
      invitations: partnerCast.map(({ email }) => email).join('\n'),
      targetGaDate: ga,
      notes: 'They launch at their own fair in spring. Finance wants a quote from us.',
    })
    .submit();
  await priya.close();
  await slack.followed();
  await upcoming.done();
  await travel(slack, slack.now() + 10_000, { upcoming });
  priya.leave();
}

/** Somebody of the partner accepts the invitation and claims their role; Priya confirms it. */
async function join(theatre: Theatre, { name, team }: (typeof partnerCast)[number]): Promise<void> {
  const { slack, lifecycle } = theatre;
  const person = slack.find(name);
  const { channelId } = slack.accept(person);
  const channel = slack.channels().find(({ id }) => id === channelId)?.name ?? '';
  const session = slack.apart(person).in(channel);
  await session.click('People');
  await session.click({ action_id: 'claim-role' });
  await session.fill({ team: roleTitle(team, lifecycle) }).submit();
  await slack.settled({ quietMs: quietAfterMs });
  if (session.modal() !== undefined) throw new Error(`${name} could not claim their role: ${session.modal()}`);
  session.leave();
  // She is told in her working hours.
  const coordinator = slack.find(player(coordinatingTeam(lifecycle).id));
  const by = personOf(coordinator.teamId, coordinator.id);
  const soon = later(timeIn(slack), hour / 4);
  await travel(slack, working(soon, by, await found(theatre), forSide(lifecycle, 'databricks')), theatre);
  const priya = slack.apart(coordinator).in('@bot');
  await priya.click({ action_id: 'confirm-claim', value: personOf(person.teamId, person.id) });
  await slack.settled({ quietMs: quietAfterMs });
  priya.leave();
}

const player = (team: string): string => homeCast.find((one) => one.team === team)?.name ?? '';

async function found({ partners }: Theatre): Promise<Partner> {
  const partner = (await partners.open()).find(({ name }) => name === partnerName);
  if (!partner) throw new Error(`${partnerName} was not opened`);
  return partner;
}

/** What people say when something is done; the bot has no part in it. */
const words: Readonly<Record<string, string>> = {
  'technical-due-diligence': 'The form is in. We keep no copies of customer data: the third page says how.',
  'technical-review-meeting': 'Good meeting! Evan, I like that the sign-up asks for nothing but the email.',
  'design-review': 'The second version is right: the connection is the first thing one sees.',
  'ux-guidelines-reviewed': 'Read. The one on email verification changes our plan a little, for the better.',
};

async function talk(deed: Deed, partner: Partner, { slack }: Theatre): Promise<void> {
  const said = deed.do === 'finish' || deed.do === 'tell-of-call' ? words[deed.item] : undefined;
  if (said === undefined) return;
  await slack
    .apart(slack.find(userOf(deed.by)))
    .in(channelOf(partner, slack))
    .type(said);
}
