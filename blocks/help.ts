import type { KnownBlock } from '@slack/types';
import type { Lifecycle } from '../src/lifecycle/schema';
import { context, header, section } from './kit';
import { picture, type Picture } from './picture';
import { namedLink, oneLine } from './text';

export interface HelpFor {
  /** What was typed and is no command. */
  readonly unknown?: string | undefined;
  /** The command nearest to it. */
  readonly suggestion?: string | undefined;
  readonly inPartnerChannel: boolean;
  /** Whether this person can type commands; people of the partner mention the bot instead. */
  readonly types: boolean;
}

/** What can be typed behind `/pc`, and what it is for. */
export const commands: readonly (readonly [command: string, what: string])[] = [
  ['new', 'open an onboarding'],
  ['status', 'where a partner stands, and whose turn it is'],
  ['checklist', 'all items by phase, to tick and to change'],
  ['gtm', 'the go-to-market items'],
  ['signoff', 'the sign-offs: who may give them, who did'],
  ['artifacts', 'configuration file, certification report, logo and icon: hand them in, read what is wrong'],
  ['tests', 'the test cases by run: record results, start a joint round'],
  ['calls', 'technical review, design review and validation calls: schedule, move, say how they went'],
  ['ux', 'the UX guidelines as a review list, and the design review'],
  ['ga', 'the GA date: propose, accept, decline, move'],
  ['plan', 'what a GA date would mean, such as `/pc plan 2027-03-01`'],
  ['rollout', 'the waves, region by region; halt and resume'],
  ['maintain', 'maintenance: plan, report, confirm a step'],
  ['bug', 'report a bug; `/pc bug ACME-12` shows one'],
  ['bugs', 'the open bugs, the most urgent first; the closed ones'],
  ['roadmap', 'what both sides plan by quarter: propose, accept, decline'],
  ['people', 'who is who on both sides'],
  ['log', 'what happened, newest first'],
  ['setup', 'how the set-up of the channel goes'],
  ['reminders', 'what is sent in the next days, and to whom'],
  ['snooze', 'put reminders of an item off until a day'],
  ['mute', 'hear nothing of an item, or of a partner; `unmute` ends it'],
  ['remind', 'be reminded of an item on a day'],
  ['edit', 'change name, integration type, clouds and target GA date'],
  ['close', 'end an onboarding, with a reason'],
  ['reopen', 'resume a closed one'],
];

/** What is not for people of the partner. */
const typedOnly = new Set(['new', 'setup', 'edit', 'close', 'reopen']);

/** What can be typed behind `/pc`, or behind a mention of the bot; for a typo no more than what was probably meant. */
export function helpMessage(lifecycle: Lifecycle, help: HelpFor): Picture {
  if (help.suggestion !== undefined) {
    const text = `${openingLine(help)} ${help.types ? '`/pc help`' : '`help`'} lists all.`;
    return picture(text, [section(text)]);
  }
  return help.types ? commandHelp(lifecycle, help) : mentionHelp(lifecycle, help);
}

function commandHelp({ programme, links }: Lifecycle, help: HelpFor): Picture {
  const opening = openingLine(help);
  const table = commands.map(([command, what]) => `\`/pc ${command}\` – ${what}`).join('\n');
  const where = help.inPartnerChannel
    ? 'Here they are about this channel’s partner. To ask about another one, add its name: `/pc status Acme`.'
    : 'In a partner’s channel they are about that partner; anywhere else, add its name: `/pc status Acme`. `/pc status` alone lists your partners, `/pc status all` everybody’s. My *Home* tab shows what waits for you with all of them.';
  const useful = links.map(({ title, url }) => namedLink(url, title)).join(' · ');
  const blocks: KnownBlock[] = [
    ...(opening ? [section(opening)] : []),
    header(`${oneHeader(programme)} onboarding`),
    section(table),
    section(where),
    context('People of the partner cannot type commands: they use the buttons on the pinned card, or mention me.'),
    ...(useful && useful.length < 2900 ? [context(useful)] : []),
  ];
  return picture([...(opening ? [opening] : []), `Commands: ${commands.map(([c]) => `/pc ${c}`).join(', ')}`], blocks);
}

function mentionHelp({ programme }: Lifecycle, help: HelpFor): Picture {
  const opening = openingLine(help);
  const known = commands.filter(([command]) => !typedOnly.has(command));
  const table = known.map(([command, what]) => `\`${command}\` – ${what.replace('/pc ', '')}`).join('\n');
  const how =
    'Press a button on the pinned card: all you need is there. Or mention me with one of these words; the answer is for you alone.';
  return picture(
    [...(opening ? [opening] : []), how],
    [
      ...(opening ? [section(opening)] : []),
      header(`${oneHeader(programme)} onboarding`),
      section(how),
      section(table),
    ],
  );
}

const oneHeader = (text: string): string => text.replace(/\s+/g, ' ');

function openingLine({ unknown, suggestion, types }: HelpFor): string {
  if (unknown === undefined) return '';
  const word = (text: string) => `\`${types ? '/pc ' : ''}${oneLine(text, 60)}\``;
  const said = `I do not know ${word(unknown)}.`;
  return suggestion === undefined ? said : `${said} Did you mean ${word(suggestion)}?`;
}
