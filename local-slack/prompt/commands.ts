import { fileAt, fill, numbered } from './elements';
import { accept, become, described, go } from './people';
import type { Command, Terminal } from './terminal';
import { clock, plans, play } from './time';

/** What can be typed at the terminal. */

export const help = `/pc …              a slash command          say …        a message (@bot mentions the bot)
click <n>          press a button           set <n> <value>  fill, or choose by how it begins (several: a, b; empty: -; a file: its path)
submit, close      the open modal           look         show everything again
be <person>        become someone           go <channel> go there (go @bot: direct messages)
upload <path> …    share a file, with a word    shortcut <name>  a message shortcut, on the newest message
people, channels   who and what there is    accept <email>   join as an invited external person
clock              what time it is          clock +1h, +1d   let time pass; clock next: until something is due
plans              what the bot does next   play             everybody does their part until GA; play gates: until it can be agreed
start empty        forget everything and start with an empty workspace
help, quit`;

/** Does something: what is in view is shown again. */
const act =
  (does: (terminal: Terminal, about: string) => Promise<void> | void): Command =>
  async (terminal, about) => {
    await does(terminal, about);
    return true;
  };

/** Only says something. */
const tell =
  (linesOf: (terminal: Terminal) => readonly string[] | Promise<readonly string[]>): Command =>
  async (terminal) => {
    for (const line of await linesOf(terminal)) terminal.print(line);
    return false;
  };

function upload({ me }: Terminal, about: string): Promise<void> {
  const [path, text] = parted(about);
  return me.upload(fileAt(path), text);
}

function set(terminal: Terminal, about: string): Promise<void> {
  const [number, value] = parted(about);
  return fill(terminal, numbered(terminal, number), value.trim());
}

const start: Command = async ({ services }, about) => {
  if (about !== 'empty' || !services?.startEmpty) throw new Error('start empty forgets everything kept here');
  await services.startEmpty();
  return false;
};

/** The first word, and what comes after it. */
function parted(about: string): readonly [string, string] {
  const [first = '', ...rest] = about.split(' ');
  return [first, rest.join(' ')];
}

/** What each word does. A slash command is none of them: it is the bot's. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['say', act(({ me }, about) => me.type(about))],
  ['upload', act(upload)],
  ['shortcut', act(({ me }, about) => me.shortcut(about, ''))],
  ['click', act((terminal, number) => terminal.me.clickOn(numbered(terminal, number)))],
  ['set', act(set)],
  ['submit', act(({ me }) => me.submit())],
  ['close', act(({ me }) => me.close())],
  ['be', act(become)],
  ['go', act(go)],
  ['look', act(() => undefined)],
  ['accept', act(accept)],
  ['clock', clock],
  ['plans', tell(plans)],
  ['play', act(play)],
  ['start', start],
  ['people', tell(({ slack }) => slack.people().map(({ id }) => described(slack, id)))],
  ['channels', tell(({ slack }) => slack.channels().map((c) => `#${c.name}${c.archived ? ' (archived)' : ''}`))],
  ['help', tell(() => [help])],
]);
