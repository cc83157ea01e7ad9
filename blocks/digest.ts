import type { Button, KnownBlock } from '@slack/types';
import type { CalendarDate } from '../src/domain/ids';
import type { Digest, Part } from '../src/domain/reminders/digest';
import type { Lifecycle } from '../src/lifecycle/schema';
import { bugEntry } from './bug-words';
import { claimLine } from './claims';
import { entryBlocks, entryLine, morning, mostHeadings, rowsEach, type Drawing } from './digest-entries';
import { context, header, section } from './kit';
import { show } from './navigation';
import { picture, type Picture } from './picture';
import { takenOverLines } from './taken-over';
import { count, fitLines, longDate, name, oneLine } from './text';

/** A person's morning: what is theirs with all their partners, as a direct message to somebody of the databricks side. */
export function digestMessage({ parts }: Digest, lifecycle: Lifecycle, today: CalendarDate): Picture {
  const busy = parts.filter((part) => thingsIn(part) > 0);
  const shown = busy.slice(0, mostHeadings);
  const left = busy.slice(mostHeadings);
  const most = rowsEach(shown.length);
  const total = busy.reduce((n, part) => n + thingsIn(part), 0);
  const taken = takenOverLines(parts, lifecycle);
  const opening = total > 0 ? `${count(total, 'thing')} for you` : 'Handed over to you';
  const blocks: KnownBlock[] = [
    header(opening),
    ...(taken.length > 0 ? [section(fitLines(taken))] : []),
    ...shown.flatMap((part) => partBlocks(part, most, { partner: part.partner, lifecycle, today })),
    ...(left.length > 0 ? [section(`And ${fitLines(left.map(leftLine), 1500)}`)] : []),
    context('One message a working day, and none when there is nothing. `/pc reminders` shows what comes next.'),
  ];
  const said = busy.flatMap((part) => spokenPart(part, { partner: part.partner, lifecycle, today }));
  return picture([opening, ...taken, ...said], blocks);
}

const thingsIn = ({ entries, bugs, unanswered, claims, passedTarget }: Part): number =>
  entries.length + bugs.length + unanswered.length + claims.length + (passedTarget ? 1 : 0);

const leftLine = (part: Part): string => `*${name(part.partner.name)}*: ${count(thingsIn(part), 'thing')}`;

function partBlocks(part: Part, most: number, drawing: Drawing): KnownBlock[] {
  const { partner, entries, bugs, unanswered, claims } = part;
  const place = partner.channel.is === 'ready' ? ` · <#${partner.channel.id}>` : '';
  const waiting = unanswered.map((email) => `✉️ ${oneLine(email, 200)} has not answered the invitation to the channel`);
  const asked = claims.map((claim) => claimLine(claim, partner, drawing.lifecycle));
  const lines = bugs.map((bug) => bugEntry(bug, drawing.lifecycle, morning(drawing)));
  const passed = passedLines(part);
  const heading = fitLines([`*${name(partner.name)}*${place}`, ...lines, ...passed, ...asked, ...waiting], 1500);
  const more = moreOf(part);
  return [section(heading, more), ...entryBlocks(entries, most, drawing)];
}

/** What the button beside a partner opens: what is told only once, or presses most. */
function moreOf({ partner: { id, name: called }, passedTarget, bugs, claims }: Part): Button {
  if (passedTarget) return show(id, { s: 'plan' }, 'Plan', { label: `Plan of ${called}` });
  if (bugs.length > 0) return show(id, { s: 'bugs' }, 'Bugs', { label: `Bugs of ${called}` });
  if (claims.length > 0) return show(id, { s: 'people' }, 'People', { label: `People of ${called}` });
  return show(id, { s: 'status' }, 'Status', { label: `Status of ${called}` });
}

/** That the target is over, which is told once; under Plan a date is proposed, or made the target. */
export const passedLines = ({ passedTarget }: Part): readonly string[] =>
  passedTarget
    ? [
        `📅 The target GA date, ${longDate(passedTarget)}, has passed and no date is agreed: choose another under *Plan*, to propose it or as the new target`,
      ]
    : [];

function spokenPart(part: Part, drawing: Drawing): readonly string[] {
  const { partner, entries, bugs, unanswered, claims } = part;
  const said = [
    ...bugs.map((bug) => bugEntry(bug, drawing.lifecycle, morning(drawing))),
    ...passedLines(part),
    ...entries.map((entry) => entryLine(entry, drawing)),
    ...claims.map((claim) => claimLine(claim, partner, drawing.lifecycle)),
    ...unanswered.map((email) => `${oneLine(email, 200)} has not answered the invitation`),
  ];
  return said.map((line) => `${name(partner.name)}: ${line}`);
}
