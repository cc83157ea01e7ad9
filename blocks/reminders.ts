import type { KnownBlock } from '@slack/types';
import { few } from '../src/domain/few';
import { userOf } from '../src/domain/ids';
import type { Partner } from '../src/domain/partner';
import { comingUp, type Coming } from '../src/domain/reminders/coming';
import { dutiesFor } from '../src/domain/reminders/duty';
import { forecast, forecastDays, type Planned } from '../src/domain/reminders/forecast';
import { awayUntil, hasMuted, isAway, snoozedUntil } from '../src/domain/reminders/wishes';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugEntry } from './bug-words';
import { claimLine } from './claims';
import { passedLines } from './digest';
import { entryLine } from './digest-entries';
import { button, context, header, row, section } from './kit';
import { show, surfaces } from './navigation';
import { picture, type Picture, type Viewer } from './picture';
import type { Surface } from './surface';
import { fitLines, longDate, moment, name, oneLine } from './text';
import { timedMessage } from './timed';
import { title } from './words';

/** Messages of the forecast that are shown at once. */
const pageSize = 12;

const to = (page: number): Surface => ({ s: 'reminders', page });

/** What will be sent about a partner in the next days, to whom, and what the viewer asked of their own reminders. */
export function remindersMessage(
  partner: Partner,
  lifecycle: Lifecycle,
  viewer: Viewer,
  { page: wanted = 0 }: { readonly page?: number | undefined } = {},
): Picture {
  const planned = allPlanned(partner, lifecycle, viewer);
  const pages = Math.max(1, Math.ceil(planned.length / pageSize));
  const page = Math.min(Math.max(0, wanted), pages - 1);
  const lines = planned.slice(page * pageSize, (page + 1) * pageSize).map((message) => ({
    when: moment(message.at),
    ...('due' in message ? atItsHour(message, lifecycle) : told(message, partner, lifecycle)),
  }));
  const wishes = wishLines(partner, lifecycle, viewer);
  const nothing = partner.closed
    ? 'This onboarding is closed: nobody is reminded of anything.'
    : `Nothing is due to be sent in the next ${forecastDays} days.`;
  const blocks: KnownBlock[] = [
    header(`${partner.name} · Reminders`),
    section(planned.length === 0 ? nothing : `What comes in the next ${forecastDays} days, if nobody does anything:`),
    ...lines.map(({ when, who, what }) => section(fitLines([`${when} · ${who}`, ...what], 900))),
    ...(wishes.length > 0 ? [section(fitLines(['*Your own*', ...wishes], 2000))] : []),
    ...row(
      page > 0 ? show(partner.id, to(page - 1), 'Earlier', { suffix: 'earlier' }) : undefined,
      page < pages - 1 ? show(partner.id, to(page + 1), 'Later', { suffix: 'later' }) : undefined,
    ),
    ...(partner.closed ? [] : row(...controls(partner, { s: 'reminders' }))),
    context('Direct messages list all partners of a person together. Times are shown in your own time zone.'),
    ...row(...surfaces(partner.id, lifecycle)),
  ];
  const said = lines.map(({ who, what }) => `${who}: ${what.join('; ')}`);
  return picture([`Reminders of ${name(partner.name)}`, ...(said.length > 0 ? said : [nothing]), ...wishes], blocks);
}

/** The buttons with which people say what they want to hear of. */
const controls = (partner: Partner, from: Surface) => [
  button('Snooze…', 'snooze', { p: partner.id, from }),
  button('Mute…', 'mute', { p: partner.id, from }),
  button('Unmute…', 'unmute', { p: partner.id, from }),
  button('Remind me…', 'remind', { p: partner.id, from }),
];

/** Digests, and what comes at its hour, in order. People of the partner's side may know of what goes to the channel alone. */
function allPlanned(partner: Partner, lifecycle: Lifecycle, { who, now }: Viewer): readonly (Planned | Coming)[] {
  const { side } = who;
  const timed = partner.closed ? [] : comingUp(partner, lifecycle, now, forecastDays);
  const seen = timed.filter(({ due }) => side === 'databricks' || due.to.is !== 'person');
  return [...forecast(partner, lifecycle, now, { side }), ...seen].toSorted((a, b) => a.at - b.at);
}

/** Marks what comes at its hour; some messages open with it themselves. */
const clock = '⏰';

function atItsHour({ at, due, partner }: Coming, lifecycle: Lifecycle): ReturnType<typeof told> {
  // Some open with the partner's name, or with what has happened before what comes next.
  const said = timedMessage(due, partner, lifecycle, at).text.split('\n').slice(0, 2).join(' · ').replace('. · ', '. ');
  const what = withoutPings(said, partner);
  const who = due.to.is === 'person' ? `direct message to *${name(due.to.name)}*` : 'in the channel';
  return { who, what: [what.startsWith(clock) ? what : `${clock} ${what}`] };
}

/** Who will be mentioned then is only named now. */
const withoutPings = (text: string, { people }: Partner): string =>
  text.replace(/<@(\w+)>/g, (_, user) => {
    const known = people.find((a) => userOf(a.person) === user);
    return known ? name(known.name) : 'somebody';
  });

function told(
  planned: Planned,
  partner: Partner,
  lifecycle: Lifecycle,
): { readonly who: string; readonly what: readonly string[] } {
  const drawing = { partner, lifecycle, today: planned.date };
  if (planned.to === 'person') {
    const { entries, bugs, unanswered, claims } = planned.part;
    const waiting = unanswered.map((email) => `✉️ ${oneLine(email, 200)} has not answered the invitation`);
    return {
      who: `direct message to *${name(planned.name)}*`,
      what: [
        ...bugs.map((bug) => bugEntry(bug, lifecycle, planned.at)),
        ...passedLines(planned.part),
        ...entries.map((entry) => entryLine(entry, drawing)),
        ...claims.map((claim) => claimLine(claim, partner, lifecycle)),
        ...waiting,
      ],
    };
  }
  const { people, notes } = planned.digest;
  const names = few(
    people.map((p) => name(p.name)),
    5,
  );
  return {
    who: `in the channel${names.length > 0 ? `, to *${names.join('*, *')}*` : ''}`,
    what: [
      ...people.flatMap((p) => p.bugs).map((bug) => bugEntry(bug, lifecycle, planned.at)),
      ...[...people.flatMap((p) => p.entries), ...notes].map((entry) => entryLine(entry, drawing)),
    ],
  };
}

/** What somebody put off or muted here: nobody else's business. */
function wishLines(partner: Partner, lifecycle: Lifecycle, { who, today }: Viewer): readonly string[] {
  const { person, side } = who;
  const away = isAway(partner, person, today) ? awayUntil(partner, person) : undefined;
  const items = dutiesFor(side, partner, lifecycle).filter((i) => i.standing !== 'done' && i.standing !== 'not-needed');
  return [
    ...(away === undefined ? [] : [`🔕 Everything is muted${away === 'always' ? '' : ` until ${longDate(away)}`}`]),
    ...items.filter((i) => hasMuted(partner, person, i)).map((i) => `🔕 *${title(i)}* is muted`),
    ...items.flatMap((i) => {
      const until = snoozedUntil(partner, person, i, lifecycle);
      return until === undefined || until <= today ? [] : [`💤 *${title(i)}* is put off until ${longDate(until)}`];
    }),
  ];
}
