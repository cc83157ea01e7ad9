import { afterCommand, afterSubmission } from '../acks';
import type { Desk } from '../api/method';
import type { Interactive } from '../block-kit/elements';
import { interactives } from '../block-kit/walk';
import { addFile, type NewFile, postFiles } from '../files';
import type { InputValue } from '../inputs';
import type { Interactions, Surface } from '../interactions';
import type { View } from '../modals';
import type { Channel, Message, Person } from '../state';
import type { Traffic } from '../traffic';
import { enter, type Entry, faultOf } from './enter';
import { blocksOf, described, type Found, stands, type Target } from './find';
import { Hands, isMenu, type Kind } from './hands';
import { type Patience, patience } from './seat';
import { speak } from './speak';
import { until } from './until';

/** What one person does at their Slack. */

export type Filling = Promise<void> & { submit: () => Promise<void>; click: (target: Target) => Promise<void> };

export class Session extends Hands {
  readonly #openedAt: string;

  constructor(person: Person, desk: Desk, traffic: Traffic, interactions: Interactions) {
    super(person, desk, traffic, interactions);
    this.#openedAt = desk.ws.ts();
  }

  // What they do

  /** A slash command when it starts with '/', else a message. */
  async type(text: string, { thread }: { thread?: string } = {}): Promise<void> {
    this.begin();
    const channel = await until(
      this.desk.ws,
      () => this.writable(),
      patience,
      () => this.report(`${this.person.name} cannot write there`),
    );
    if (!text.startsWith('/')) return void speak(this.desk.ws, this.person, channel, text, thread);
    const [command = '', ...rest] = text.split(' ');
    const { ws, manifest } = this.desk;
    if (thread !== undefined) return ws.notify(this.person.id, `${command} cannot be used in threads`);
    if (!manifest.commands.has(command) || ws.isExternal(this.person))
      return ws.notify(this.person.id, `${command} is not a valid command`);
    const outcome = await this.interactions.command(this.person, channel, command, rest.join(' ').trim());
    return afterCommand(this.desk, this.traffic, this.person, channel, command, outcome);
  }

  /** Shares a file in the channel, with a word beside it. */
  async upload(files: NewFile | NewFile[], text = ''): Promise<void> {
    this.begin();
    const { ws } = this.desk;
    const made = [files].flat().map((file) => addFile(ws, this.person.id, file));
    postFiles(ws, this.person, this.writable(), made, text);
  }

  /** A button by its text, in the open modal if there is one, else in the newest message that has it. */
  async click(target: Target, wait: Patience = {}): Promise<void> {
    this.begin();
    const found = await this.seek(target, 'button', (element) => element.type === 'button', wait);
    if (found === 'submit') return this.submit();
    if (found === 'close') return this.close();
    return this.act(found, undefined);
  }

  /** An option of a menu; the menu by its label, placeholder, action_id or the text beside it. */
  async choose(target: Target, wanted: Entry, wait: Patience = {}): Promise<void> {
    this.begin();
    const found = await this.seek(target, 'menu', isMenu, wait);
    return this.set(found, wanted);
  }

  /** Inputs of the open modal by label (placeholder or action_id will do); `null` empties one. */
  fill(entries: Record<string, Entry>, wait: Patience = {}): Filling {
    const filled = this.fillIn(entries, wait);
    return Object.assign(filled, {
      submit: () => filled.then(() => this.submit()),
      click: (target: Target) => filled.then(() => this.click(target)),
    });
  }

  async submit(): Promise<void> {
    this.begin();
    const view = await this.openView('to submit');
    if (!view.request.submit) throw new Error(this.report('this modal has no submit button'));
    const errors = Object.fromEntries(
      view.blocks.flatMap((block) => {
        const fault = block.type === 'input' ? faultOf(block, valueIn(view, block.block_id, block.element)) : undefined;
        return fault === undefined || block.block_id === undefined ? [] : [[block.block_id, fault]];
      }),
    );
    this.desk.modals.setErrors(view, errors);
    if (Object.keys(errors).length > 0) return undefined;
    const outcome = await this.interactions.submit(this.person, view);
    return afterSubmission(this.desk, this.traffic, this.person, view, outcome);
  }

  /** Closes the open modal with its close button; `all` with the X, which takes the whole stack. */
  async close({ all = false }: { all?: boolean } = {}): Promise<void> {
    this.begin();
    const view = await this.openView('to close');
    const clears = all || view.request.clear_on_close === true;
    for (const closed of this.desk.modals.close(view, clears))
      if (closed.request.notify_on_close === true) await this.interactions.closed(this.person, closed, clears);
  }

  /** A global shortcut, or a message shortcut on the newest message that shows `on`, by its name. */
  async shortcut(name: string, on?: string): Promise<void> {
    this.begin();
    const type = on === undefined ? 'global' : 'message';
    const shortcut = this.desk.manifest.shortcuts.find((s) => s.name === name && s.type === type);
    if (!shortcut) return this.desk.ws.notify(this.person.id, `there is no ${type} shortcut ${name}`);
    const message = on === undefined ? undefined : this.messageShowing(on);
    return this.useShortcut(shortcut.callback_id, message && { channel: this.channel(), message });
  }
  /** A global shortcut by its callback id, or a message shortcut on a message. */
  async runShortcut(callbackId: string, on?: { channel: Channel; message: Message }): Promise<void> {
    this.begin();
    return this.useShortcut(callbackId, on);
  }

  /**
   * Everything that can be acted on, in the order in which it stands: in the modal, else in the last messages of the
   * channel in view, and then in what the bot said directly.
   */
  things(lastMessages = 3): Found[] {
    const last = this.surfaces().slice(0, lastMessages).reverse();
    const isHere = (surface: Surface) => surface.kind === 'view' || surface.channel.id === this.channel().id;
    const surfaces = [...last.filter(isHere), ...last.filter((surface) => !isHere(surface))];
    return surfaces.flatMap((surface) => interactives(blocksOf(surface)).map((placed) => ({ surface, placed })));
  }
  async clickOn(found: Found): Promise<void> {
    this.begin();
    return this.act(found, undefined);
  }
  async setOn(found: Found, wanted: Entry): Promise<void> {
    this.begin();
    return this.set(found, wanted);
  }
  /** Enters a value without telling the bot yet. */
  enterOn({ surface, placed }: Found, wanted: Entry): void {
    this.remember(
      surface,
      placed.block.block_id,
      placed.element,
      enter(this.desk.ws, this.person, placed.element, wanted),
    );
  }

  /** The modal that is open, or is about to open. */
  async opened(): Promise<View> {
    return this.openView('yet');
  }

  /** Waits until one of these buttons is there; returns the first of them that is. */
  async oneOf<T extends Target>(...targets: readonly T[]): Promise<T> {
    const { ws } = this.desk;
    const isButton: Kind = (element) => element.type === 'button';
    return until(
      ws,
      () => targets.find((target) => stands(ws, this.surfaces(), target, isButton)),
      patience,
      () => this.report(`${this.person.name} finds none of ${targets.map(described).join(', ')}`),
    );
  }

  /** Closes this screen: what was visible to them alone since it was opened is gone, as in Slack. */
  leave(): void {
    this.desk.ws.forgetWhispers(this.person.id, this.#openedAt);
  }
}

function valueIn(view: View, blockId: string | undefined, element: Interactive): InputValue | undefined {
  return view.values[blockId ?? '']?.[element.action_id ?? ''];
}
