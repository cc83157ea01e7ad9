import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Found, LocalSlack, Session } from '.';
import type { Step } from './browser/protocol';
import type { News, Services } from './browser/services';
import { nowhere, placeOf, screenOf } from './prompt-screen';
import { destination, momentLines, shownTime, travel, type Upcoming } from './time';

export interface PromptOptions {
  input?: NodeJS.ReadableStream;
  output?: NodeJS.WritableStream;
  /** How many messages of a channel are shown. */
  messages?: number;
  /** What the bot has to do next; without it the clock moves in one go. */
  upcoming?: Upcoming;
  /** What is offered about this bot. */
  services?: Services;
  /** Ends it. */
  signal?: AbortSignal;
}

const longestPlayMs = 10 * 60_000;

const help = `/pc …              a slash command          say …        a message (@bot mentions the bot)
click <n>          press a button           set <n> <value>  fill, or choose by how it begins (several: a, b; empty: -; a file: its path)
submit, close      the open modal           look         show everything again
be <person>        become someone           go <channel> go there (go @bot: direct messages)
upload <path> …    share a file, with a word    shortcut <name>  a message shortcut, on the newest message
people, channels   who and what there is    accept <email>   join as an invited external person
clock              what time it is          clock +1h, +1d   let time pass; clock next: until something is due
plans              what the bot does next   play             everybody does their part until GA; play gates: until it can be agreed
start empty        forget everything and start with an empty workspace
help, quit`;

/** Somebody at the terminal: does what they type, and shows what they see. */
export class Prompt {
  readonly #shown: number;
  readonly #upcoming: Upcoming | undefined;
  readonly #services: Services | undefined;
  readonly #print: (text: string) => void;
  #me: Session;
  #last = '';

  constructor(
    readonly slack: LocalSlack,
    { output = process.stdout, messages = 6, upcoming, services }: PromptOptions,
  ) {
    this.#upcoming = upcoming;
    this.#services = services;
    const [first] = slack.people().filter((person) => person.teamId === slack.team.id);
    if (!first) throw new Error('there is nobody in this workspace to be');
    this.#me = slack.as(first);
    this.#shown = messages;
    this.#print = (text) => void output.write(`${text}\n`);
  }

  get label(): string {
    const { name } = this.#me.person;
    return `${name} ${this.#me.modal() === undefined ? placeOf(this.#me) : '(modal)'}> `;
  }

  welcome(): void {
    this.#print(`${help}\n`);
    this.#look();
  }

  /** Does one line; false to stop. */
  async run(line: string): Promise<boolean> {
    const [word = '', ...rest] = line.trim().split(' ');
    const about = rest.join(' ').trim();
    if (word === 'quit' || word === 'exit') return false;
    try {
      if (await this.#do(word, about, line.trim())) {
        await this.slack.settled({ quietMs: 150 });
        this.#look();
      }
    } catch (error) {
      this.#print(`? ${error instanceof Error ? error.message : String(error)}`);
    }
    return true;
  }

  /** True when what is in view should be shown again. */
  async #do(word: string, about: string, line: string): Promise<boolean> {
    if (word === '') return false;
    if (word.startsWith('/')) {
      await this.#me.type(line);
      return true;
    }
    const { slack } = this;
    switch (word) {
      case 'say':
        await this.#me.type(about);
        return true;
      case 'upload': {
        const [path = '', ...text] = about.split(' ');
        await this.#me.upload(fileAt(path), text.join(' '));
        return true;
      }
      case 'shortcut':
        await this.#me.shortcut(about, '');
        return true;
      case 'click':
        await this.#me.clickOn(this.#thing(about));
        return true;
      case 'set': {
        const [number = '', ...value] = about.split(' ');
        await this.#set(this.#thing(number), value.join(' ').trim());
        return true;
      }
      case 'submit':
        await this.#me.submit();
        return true;
      case 'close':
        await this.#me.close();
        return true;
      case 'be':
        this.#me = slack.as(this.#someone(about));
        return true;
      case 'go':
        this.#go(about);
        return true;
      case 'look':
        return true;
      case 'accept':
        this.#accept(about);
        return true;
      case 'clock':
        return this.#clock(about);
      case 'plans':
        return this.#plans();
      case 'play':
        return this.#move(about === 'gates' ? 'gates' : 'ga');
      case 'start':
        if (about !== 'empty' || !this.#services?.startEmpty)
          throw new Error('start empty forgets everything kept here');
        await this.#services.startEmpty();
        return false;
      case 'people':
        for (const p of slack.people()) this.#print(this.#described(p.id));
        return false;
      case 'channels':
        for (const c of slack.channels()) this.#print(`#${c.name}${c.archived ? ' (archived)' : ''}`);
        return false;
      default:
        this.#print(word === 'help' ? help : `? There is no "${word}". To write a message: say ${line}\n${help}`);
        return false;
    }
  }

  async #plans(): Promise<boolean> {
    const { tz: zone } = this.#me.person;
    const plans = (await this.#services?.plan()) ?? [];
    for (const { at, what, partner } of plans) this.#print(`${shownTime(at, zone)}  ${partner ?? ''}: ${what}`);
    if (plans.length === 0) this.#print('Nothing is planned for the next days, if nobody does anything.');
    return false;
  }

  /** Lets time pass as the page does, and tells what it brings. */
  async #move(step: Step): Promise<boolean> {
    if (!this.#services) throw new Error('nobody here knows how to play');
    const { tz: zone } = this.#me.person;
    let last = '';
    const tell = ({ at, where, text }: News): void => {
      const time = shownTime(at, zone);
      this.#print(`${time === last ? '' : `It is ${time}\n`}  ${where}${where && ': '}${text}`);
      last = time;
    };
    const channel = placeOf(this.#me) === nowhere ? undefined : this.#me.channel().id;
    await this.#services.move(step, { channel, tell, signal: AbortSignal.timeout(longestPlayMs) });
    return true;
  }

  /** Shows the time, or lets it pass. */
  async #clock(words: string): Promise<boolean> {
    const { slack } = this;
    const upcoming = this.#upcoming;
    const { tz: zone } = this.#me.person;
    const to = words === '' ? undefined : await destination(slack, words, upcoming);
    if (to !== undefined)
      await travel(slack, to, { upcoming, tell: (moment) => this.#print(momentLines(moment, zone)) });
    else this.#print(words === 'next' ? 'Nothing is due by itself.' : `It is ${shownTime(slack.now(), zone)}`);
    return to !== undefined;
  }

  #look(): void {
    this.#last = screenOf(this.#me, this.#shown);
    this.#print(`\n${this.#last}`);
  }

  /** Shows what is in view again when it is not what was shown last; true when it did. */
  refresh(): boolean {
    if (screenOf(this.#me, this.#shown) === this.#last) return false;
    this.#look();
    return true;
  }

  #thing(number: string): Found {
    const found = this.#me.things(this.#shown)[Number(number) - 1];
    if (!found) throw new Error(`there is no number ${number} in view; look shows what there is`);
    return found;
  }

  async #set(found: Found, value: string): Promise<void> {
    const { type } = found.placed.element;
    const many = type.startsWith('multi_') || type === 'checkboxes';
    if (type === 'file_input') return this.#me.setOn(found, value === '-' || value === '' ? [] : fileAt(value));
    if (value === '-' || value === '') return this.#me.setOn(found, many ? [] : null);
    const parts = many ? value.split(',').map((part) => part.trim()) : [value];
    const [one = '', ...others] = parts.map((part) => inFull(part, this.#choices(found)));
    return this.#me.setOn(found, many ? [one, ...others] : one);
  }

  /** What can be chosen there, as it is shown. */
  #choices({ placed: { element } }: Found): readonly string[] {
    if (element.type.endsWith('users_select')) return this.slack.people().map(({ name }) => name);
    const options = 'options' in element ? (element.options ?? []) : [];
    const grouped = 'option_groups' in element ? (element.option_groups ?? []).flatMap((group) => group.options) : [];
    return [...options, ...grouped].map(({ text }) => text.text);
  }

  /** Whoever mistypes a channel stays where they are. */
  #go(channel: string): void {
    const from = placeOf(this.#me);
    try {
      this.#me.in(channel).channel();
    } catch (error) {
      if (from !== nowhere) this.#me.in(from);
      throw error;
    }
  }

  #someone(words: string) {
    const people = this.slack.people();
    const wanted = words.toLowerCase();
    const found =
      people.find((p) => p.name.toLowerCase() === wanted || p.email === wanted) ??
      people.find((p) => p.name.toLowerCase().includes(wanted));
    if (!found || wanted === '') throw new Error(`nobody is called "${words}"; people lists everyone`);
    return found;
  }

  #accept(email: string): void {
    const { slack } = this;
    const invite = slack.invites().findLast((i) => i.email === email && i.state === 'sent');
    if (!invite) {
      const open = slack.invites().flatMap((i) => (i.state === 'sent' && i.email !== undefined ? [i.email] : []));
      throw new Error(`no open invitation for ${email}; open are: ${open.join(', ') || 'none'}`);
    }
    const [name = email, domain = ''] = email.split('@');
    const known = slack.people().find((p) => p.email === email && p.teamId !== slack.team.id);
    const person = known ?? slack.person({ name, email, team: { name: domain } });
    slack.accept(person);
    const channel = slack.channel(invite.channelId);
    this.#me = slack.as(person).in(channel);
    this.#print(`You are now ${this.#described(person.id)}`);
  }

  #described(id: string): string {
    const person = this.slack.find(id);
    const team = person.teamId === this.slack.team.id ? this.slack.team.name : 'external';
    return `${person.name} <${person.email}> (${team}${person.deleted ? ', deactivated' : ''})`;
  }
}

/** The only choice that begins so; else what was typed, which says itself what is wrong with it. */
function inFull(typed: string, choices: readonly string[]): string {
  const wanted = typed.toLowerCase();
  if (choices.some((choice) => choice.toLowerCase() === wanted)) return typed;
  const [only, ...others] = choices.filter((choice) => choice.toLowerCase().startsWith(wanted));
  return only !== undefined && others.length === 0 ? only : typed;
}

/** A file of the disk; a path with spaces works for file inputs only. */
const fileAt = (path: string) => ({ name: basename(path), content: readFileSync(path) });
