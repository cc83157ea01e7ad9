import { trouble } from '../acks';
import type { Desk } from '../api/method';
import type { Interactive } from '../block-kit/elements';
import { type InputValue, valuesOf } from '../inputs';
import type { Interactions, Surface } from '../interactions';
import type { View } from '../modals';
import type { Channel, Message, Person } from '../state';
import type { Traffic } from '../traffic';
import { enter, type Entry } from './enter';
import { described, find, type Found, precise, sameWords, type Target } from './find';
import { type Patience, patience, Seat } from './seat';
import { NotYet, until } from './until';

export type Kind = (element: Interactive) => boolean;
export const isMenu: Kind = (element) => element.type !== 'button';

/** How one person gets hold of what they act on: finds it, waits for it, fills it in, presses it. */
export class Hands extends Seat {
  constructor(
    person: Person,
    desk: Desk,
    traffic: Traffic,
    readonly interactions: Interactions,
  ) {
    super(person, desk, traffic);
  }

  /** Before anything is done: who is deactivated does nothing, and what they were told last is gone. */
  protected begin(): void {
    if (this.person.deleted) throw new Error(`${this.person.name} is deactivated`);
    const { notices } = this.desk.ws;
    for (let i = notices.length - 1; i >= 0; i -= 1) if (notices[i]?.user === this.person.id) notices.splice(i, 1);
  }

  /** The channel in view, when they may write there. */
  protected writable(): Channel {
    const channel = this.channel();
    if (channel.archived) throw new Error(`#${channel.name} is archived: nobody can write there`);
    if (!channel.members.includes(this.person.id))
      throw new NotYet(
        `${this.person.name} is not in #${channel.name}: join it first with slack.join(person, channel)`,
      );
    return channel;
  }

  /** Waits for what they want to act on; of a modal's own two buttons says which. */
  protected async seek(target: Target, what: 'button', kind: Kind, wait: Patience): Promise<Found | 'submit' | 'close'>;
  protected async seek(target: Target, what: 'menu' | 'input', kind: Kind, wait: Patience): Promise<Found>;
  protected async seek(target: Target, what: string, kind: Kind, wait: Patience): Promise<Found | 'submit' | 'close'> {
    const timeoutMs = wait.timeoutMs ?? patience;
    const { ws } = this.desk;
    return until(
      ws,
      () => (what === 'button' ? this.#modalButton(target) : undefined) ?? find(ws, this.surfaces(), target, kind),
      timeoutMs,
      () => this.report(`${this.person.name} finds no ${what} ${described(target)} within ${timeoutMs} ms`),
    );
  }

  /** The modal's own two buttons are not part of its blocks. */
  #modalButton(target: Target): 'submit' | 'close' | undefined {
    const request = this.view()?.request;
    const { text, near, action_id } = precise(target);
    if (!request || text === undefined || near !== undefined || action_id !== undefined) return undefined;
    if (request.submit && sameWords(request.submit.text, text)) return 'submit';
    return sameWords(request.close?.text ?? 'Cancel', text) ? 'close' : undefined;
  }

  protected async openView(purpose: string): Promise<View> {
    return until(
      this.desk.ws,
      () => this.view(),
      patience,
      () => this.report(`${this.person.name} has no modal open ${purpose}`),
    );
  }

  protected async fillIn(entries: Record<string, Entry>, wait: Patience): Promise<void> {
    this.begin();
    await this.openView('to fill in');
    for (const [label, wanted] of Object.entries(entries)) {
      const found = await this.seek(label, 'input', isMenu, wait);
      await this.set(found, wanted).catch((error: unknown) => {
        throw new Error(this.report(`"${label}": ${error instanceof Error ? error.message : String(error)}`));
      });
    }
  }

  protected async set(found: Found, wanted: Entry): Promise<void> {
    const { surface, placed } = found;
    const { block, element } = placed;
    const value = enter(this.desk.ws, this.person, element, wanted);
    if (element.type !== 'overflow') this.remember(surface, placed.block.block_id, element, value);
    const silent = block.type === 'input' && block.dispatch_action !== true;
    if (!silent) await this.act(found, value);
  }

  protected remember(surface: Surface, blockId: string | undefined, element: Interactive, value: InputValue): void {
    if (blockId === undefined || element.action_id === undefined) throw new Error('an input without ids');
    const values = surface.kind === 'view' ? surface.view.values : surface.values;
    (values[blockId] ??= {})[element.action_id] = value;
    if (surface.kind === 'view') this.desk.modals.touched(surface.view);
    else this.entered.set(surface.message.ts, valuesOf(surface.message.blocks ?? [], values));
  }

  protected async act({ surface, placed }: Found, value: InputValue | undefined): Promise<void> {
    const act = { block: placed.block, element: placed.element, ...(value ? { value } : {}) };
    return this.#troubles(await this.interactions.act(this.person, surface, act));
  }

  protected async useShortcut(callbackId: string, on?: { channel: Channel; message: Message }): Promise<void> {
    const { manifest, ws } = this.desk;
    const type = on === undefined ? 'global' : 'message';
    const known = manifest.shortcuts.some((s) => s.callback_id === callbackId && s.type === type);
    if (!known || ws.isExternal(this.person))
      return ws.notify(this.person.id, `there is no ${type} shortcut ${callbackId} for ${this.person.name}`);
    const outcome = on
      ? this.interactions.messageShortcut(this.person, callbackId, on.channel, on.message)
      : this.interactions.globalShortcut(this.person, callbackId);
    return this.#troubles(await outcome);
  }

  #troubles(outcome: Parameters<typeof trouble>[0]): void {
    const failed = trouble(outcome);
    if (failed !== undefined) this.desk.ws.notify(this.person.id, `That did not work: ${failed}`);
  }

  protected messageShowing(words: string): Message {
    const found = this.messages().findLast((m) => !m.ephemeral && m.text.includes(words));
    const message = found ? this.desk.ws.message(this.channel(), found.ts) : undefined;
    if (!message) throw new Error(this.report(`${this.person.name} sees no message with "${words}"`));
    return message;
  }
}
