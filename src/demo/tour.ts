import type { Step } from '../../local-slack/browser/protocol';
import { criteriaOf, unmetGuidelines } from '../domain/criteria';
import { userOf, type Instant, type Named } from '../domain/ids';
import { isLaunched } from '../domain/item-state';
import { coordinatingTeam, isTeamOf, lookup, milestoneOf } from '../domain/lookup';
import type { Partner } from '../domain/partner';
import { itemsOf, nextSteps, type ItemView } from '../domain/progress';
import { agreedDate } from '../domain/rollout/standing';
import { sideOfProposal } from '../domain/rollout/state';
import { otherSide } from '../domain/sides';
import type { Lifecycle, Side } from '../lifecycle/schema';

/**
 * A guided tour in five steps. What each says, and whether it is done, follows from what happened since the tour began,
 * whoever did it and however; nobody has to keep to it.
 */

/** What is known of what happened. */
export interface Sight {
  readonly partner: Partner;
  readonly lifecycle: Lifecycle;
  /** When the tour began, in simulated time. */
  readonly since: Instant;
  /** Private messages that people opened since then, by who did: `status`, `checklist`, `sign-offs`, `ga`. */
  readonly opened: ReadonlySet<`${string} ${string}`>;
}

export interface TourStep {
  readonly title: string;
  readonly text: string;
  readonly isDone: boolean;
  /** Whom to be: a Slack user id. */
  readonly as?: string;
  /** What to type, or the button to press, or how far to let time pass. */
  readonly type?: string;
  readonly press?: string;
  /** Which of several such buttons: what it is about. */
  readonly about?: string;
  readonly move?: Step;
}

/** What a visitor reads first: what this is, and where to begin. */
export const welcomeTo = ({ partner, lifecycle }: Sight): TourStep => ({
  title: 'Welcome',
  text: `This bot takes technology partners to their launch in ${lifecycle.programme}. Here it has a Slack of its own, on your machine: ${partner.name} is half way. Be anyone with a click on their initials, and let time pass with the buttons at the top.`,
  isDone: false,
});

/** While the story is told: what there is to watch. */
export const storyWelcome = ({ programme }: Lifecycle): TourStep => ({
  title: 'Welcome',
  text: `This bot takes technology partners to their launch in ${programme}. Here it has a Slack of its own, on your machine. You are watching how a partner gets half way there, by real commands and clicks: months in some seconds. Then you can be anyone.`,
  isDone: false,
});

/** Where nothing is yet: how to begin. `who` runs the onboardings. */
export const emptyWelcome = (
  { programme }: Lifecycle,
  who: { readonly id: string; readonly name: string },
): TourStep => ({
  title: 'Welcome to an empty Slack',
  text: `This bot takes technology partners to their launch in ${programme}. Be ${who.name} and type /pc new: it opens a partner, makes its channel, and invites who is to take part.`,
  isDone: false,
  as: who.id,
  type: '/pc new',
});

/** Returns the five steps as they are now. */
export function tourOf(sight: Sight): readonly TourStep[] {
  return [status(sight), tick(sight), signOff(sight), agree(sight), countdown(sight)];
}

function status({ partner, lifecycle, opened }: Sight): TourStep {
  const title = 'Ask where a partner stands';
  if ([...opened].some((one) => one.endsWith(' status')))
    return {
      title,
      text: 'There it is: what is done, what is next, and whose turn it is. /pc help lists what else one can ask.',
      isDone: true,
    };
  const who = holder(coordinatingTeam(lifecycle).id, partner);
  return {
    title,
    text: `Be ${who?.name ?? 'the coordinator'}, who looks after ${partner.name}. Type /pc status in its channel. The answer is for your eyes only: what is done, what is next, and whose turn it is.`,
    isDone: false,
    ...asked(who),
    type: '/pc status',
  };
}

function tick(sight: Sight): TourStep {
  const { partner, lifecycle, since, opened } = sight;
  const items = itemsOf(partner, lifecycle).filter(({ item }) => item.kind === 'task' && !milestoneOf(item));
  const title = 'Tick something off';
  const ticked = items.find(({ state }) => state.status.is === 'done' && state.status.at >= since);
  if (ticked)
    return {
      title,
      text: `“${ticked.item.title}” is done. The pinned card says so to both sides, and the log who did it and when.`,
      isDone: true,
    };
  const ready = items.filter((i) => i.standing === 'ready' && !i.optional && i.turn.person);
  // Their checklist opens where their first one is.
  const firsts = ready.filter((i) => nextSteps(ready).find(isTurnOf(i.turn.person))?.id === i.id);
  const item = firsts.find((i) => i.turn.side === 'partner') ?? firsts[0];
  const who = item?.turn.person;
  const isOpen = who !== undefined && opened.has(`${userOf(who.person)} checklist`);
  const outside =
    item?.turn.side === 'partner' ? ' works for the partner: commands are not for people outside, buttons are' : '';
  return {
    title,
    text:
      item && who
        ? `Be ${who.name}, who${outside || ' has an item to do'}. Press Checklist on the pinned card; then ${how(item)} “${item.item.title}”. The card follows, for everybody.`
        : 'Press Checklist on the pinned card, and see what is done and what waits for what.',
    isDone: false,
    ...asked(who),
    ...(item && isOpen ? { press: needsForm(item) ? 'Open' : 'Done', about: item.item.title } : { press: 'Checklist' }),
  };
}

const isTurnOf =
  (person: ItemView['turn']['person']) =>
  ({ turn }: ItemView): boolean =>
    turn.person?.person === person?.person;

const needsForm = (item: ItemView | undefined): boolean =>
  item?.item.kind === 'task' && (item.item.evidence !== undefined || item.item.value !== undefined);

const how = (item: ItemView): string => (needsForm(item) ? 'press Open, add a link, and save' : 'press Done at');

function signOff({ partner, lifecycle, since, opened }: Sight): TourStep {
  const gates = itemsOf(partner, lifecycle).filter(({ item }) => item.kind !== 'task');
  const title = 'Sign off';
  const signed = gates.find(({ signOff: given }) => given?.is === 'given' && given.at >= since);
  if (signed)
    return {
      title,
      text: `“${signed.item.title}” is given: the channel reads by whom, and who is next. If what it rests on changes, it is asked for again.`,
      isDone: true,
    };
  const isReviewed = (i: ItemView) => unmetGuidelines(criteriaOf(i, partner, lifecycle)).length === 0;
  const gate = gates.find((i) => i.standing === 'ready' && i.turn.person && isReviewed(i));
  const who = gate?.turn.person;
  const isOpen = who !== undefined && opened.has(`${userOf(who.person)} sign-offs`);
  return {
    title,
    text:
      gate && who
        ? `Be ${who.name}: only the right team can give “${gate.item.title}”, nobody can on its behalf. Type /pc signoff, press Sign off, and tick what holds.`
        : 'Type /pc signoff to see who signs what, and on what it rests.',
    isDone: false,
    ...asked(who),
    ...(isOpen
      ? { press: 'Sign off', ...(gate && { about: gate.item.title }) }
      : gate?.turn.side === 'partner'
        ? { press: 'Sign-offs' }
        : { type: '/pc signoff' }),
  };
}

/** Three moments of one step: what must be finished first, the proposal, the answer. */
function agree(sight: Sight): TourStep {
  const { partner, lifecycle } = sight;
  const title = 'Agree on the GA date';
  if (agreedDate(partner, lifecycle))
    return { title, text: 'Both sides have agreed, and the rollout is planned in waves.', isDone: true };
  const { gaProposal } = partner;
  if (gaProposal) {
    const side = otherSide(sideOfProposal(gaProposal));
    const who = answerer(side, sight);
    const text = `It takes both sides. Be ${who?.name ?? 'the other side'}, and press Accept below the question in the channel.`;
    return { title, text, isDone: false, ...asked(who), press: 'Accept' };
  }
  const { gaDate } = lookup(lifecycle);
  const item = itemsOf(partner, lifecycle).find(({ id }) => id === gaDate?.id);
  if (item && item.missing.length > 0) {
    const left = item.missing.length;
    const text = `Before that, ${left} ${left === 1 ? 'thing is' : 'things are'} left to do. Let the others do their part: time passes, and you see who does what, and whom the bot reminds.`;
    return { title, text, isDone: false, move: 'gates' };
  }
  const who = holder(coordinatingTeam(lifecycle).id, partner);
  const isOpen = who !== undefined && sight.opened.has(`${userOf(who.person)} ga`);
  const text = `All gates are given. Be ${who?.name ?? 'the coordinator'}, type /pc ga, press “Propose a date”, and choose a day at least ${lifecycle.ga.agreeDaysAhead} days ahead.`;
  return { title, text, isDone: false, ...asked(who), ...(isOpen ? { press: 'Propose a date…' } : { type: '/pc ga' }) };
}

function countdown({ partner, lifecycle }: Sight): TourStep {
  return {
    title: 'Play the countdown',
    text: isLaunched(partner, lifecycle)
      ? `${partner.name} is live. The channel has the whole way there: T-7, the waves region by region, go or no-go, the launch.`
      : 'Let time pass until GA. The bot counts down, asks engineering to start each wave at its hour, says go or no-go on the eve, and has the launch day’s card ready in the morning.',
    isDone: isLaunched(partner, lifecycle),
    move: 'ga',
  };
}

const asked = (who: Named | undefined): Pick<TourStep, 'as'> => (who ? { as: userOf(who.person) } : {});

const holder = (team: string, { people }: Partner): Named | undefined =>
  people.find((a) => a.team === team && a.active);

function answerer(side: Side, { partner, lifecycle }: Sight): Named | undefined {
  const able = lookup(lifecycle).gaDate?.teams.filter((team) => isTeamOf(side, team, lifecycle)) ?? [];
  return able.map((team) => holder(team, partner)).find((who) => who !== undefined);
}
