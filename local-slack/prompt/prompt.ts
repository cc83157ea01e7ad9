import type { LocalSlack, Session } from '..';
import { commands, help } from './commands';
import { placeOf, screenOf } from './screen';
import type { Terminal } from './terminal';

export type PromptOptions = Partial<Pick<Terminal, 'messages' | 'upcoming' | 'services'>> & {
  readonly output?: NodeJS.WritableStream;
};

/** Somebody at the terminal: does what they type, and shows what they see. */
export class Prompt implements Terminal {
  me: Session;
  readonly messages: number;
  readonly upcoming: Terminal['upcoming'];
  readonly services: Terminal['services'];
  readonly print: Terminal['print'];
  #last = '';

  constructor(
    readonly slack: LocalSlack,
    { output = process.stdout, messages = 6, upcoming, services }: PromptOptions,
  ) {
    this.upcoming = upcoming;
    this.services = services;
    const [first] = slack.people().filter((person) => person.teamId === slack.team.id);
    if (!first) throw new Error('there is nobody in this workspace to be');
    this.me = slack.as(first);
    this.messages = messages;
    this.print = (text) => void output.write(`${text}\n`);
  }

  get label(): string {
    const { name } = this.me.person;
    return `${name} ${this.me.modal() === undefined ? placeOf(this.me) : '(modal)'}> `;
  }

  welcome(): void {
    this.print(`${help}\n`);
    this.#look();
  }

  /** Does one line; false to stop. */
  async run(line: string): Promise<boolean> {
    const [word = '', ...rest] = line.trim().split(' ');
    if (word === 'quit' || word === 'exit') return false;
    try {
      if (await this.#do(word, rest.join(' ').trim(), line.trim())) {
        await this.slack.settled({ quietMs: 150 });
        this.#look();
      }
    } catch (error) {
      this.print(`? ${error instanceof Error ? error.message : String(error)}`);
    }
    return true;
  }

  /** True when what is in view should be shown again. */
  async #do(word: string, about: string, line: string): Promise<boolean> {
    if (word === '') return false;
    if (word.startsWith('/')) {
      await this.me.type(line);
      return true;
    }
    const command = commands.get(word);
    if (command) return command(this, about);
    this.print(`? There is no "${word}". To write a message: say ${line}\n${help}`);
    return false;
  }

  #look(): void {
    this.#last = screenOf(this.me, this.messages);
    this.print(`\n${this.#last}`);
  }

  /** Shows what is in view again when it is not what was shown last; true when it did. */
  refresh(): boolean {
    if (screenOf(this.me, this.messages) === this.#last) return false;
    this.#look();
    return true;
  }
}
