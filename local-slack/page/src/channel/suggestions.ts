import type { ShownChannel, ShownPerson, Told } from '../../../browser/protocol';

/** What could be meant by what stands in the message box so far. */

type Commands = Extract<Told, { kind: 'hello' }>['commands'];

export interface Suggestion {
  text: string;
  note: string;
  /** What the message box holds when this is taken. */
  becomes: string;
  /** It stands there already: Enter sends. */
  isComplete: boolean;
}

const most = 40;

export function suggestionsFor(
  text: string,
  commands: Commands,
  people: ReadonlyMap<string, ShownPerson>,
  channel: ShownChannel,
): Suggestion[] {
  if (text.startsWith('/')) return commandsFor(text, commands).slice(0, most);
  const mention = /(^|\s)@([\w.-]*)$/.exec(text)?.[2];
  return mention === undefined ? [] : mentionsFor(text, mention, people, channel).slice(0, 8);
}

function commandsFor(text: string, commands: Commands): Suggestion[] {
  const fitting = commands.flatMap(({ command, description, hints }) => {
    const all = [
      { text: command, note: description },
      ...hints.map(({ word, note }) => ({ text: `${command} ${word}`, note })),
    ];
    const typed = text.trimStart().toLowerCase();
    return all.flatMap((one) => {
      const isComplete = one.text === typed.trimEnd();
      const fits = one.text.startsWith(typed) || isComplete;
      // A complete word without more to come needs no list.
      if (!fits) return [];
      return [{ ...one, becomes: isComplete ? text : one.text, isComplete }];
    });
  });
  // What is complete comes first, or Enter would make `/pc reminders` of `/pc remind`.
  return fitting.toSorted((one, other) => Number(other.isComplete) - Number(one.isComplete));
}

function mentionsFor(
  text: string,
  mention: string,
  people: ReadonlyMap<string, ShownPerson>,
  channel: ShownChannel,
): Suggestion[] {
  const start = text.slice(0, text.length - mention.length);
  const wanted = mention.toLowerCase();
  return [...people.values()].flatMap((person) => {
    if (!channel.members.includes(person.id)) return [];
    const handle = person.bot ? 'bot' : person.handle;
    const isMeant = handle.startsWith(wanted) || person.name.toLowerCase().startsWith(wanted);
    return isMeant ? [{ text: `@${handle}`, note: person.name, becomes: `${start}${handle} `, isComplete: false }] : [];
  });
}
