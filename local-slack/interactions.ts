import type { Desk } from './api/method';
import type { Block } from './block-kit/blocks';
import type { Interactive } from './block-kit/elements';
import type { BotLine, Outcome } from './dispatch';
import { handOver, messageInPayload } from './files';
import type { InputValue, Values } from './inputs';
import { type View, viewObject } from './modals';
import type { Channel, Message, Person } from './state';
import type { Ephemeral } from './workspace';

/** What a person does, in the payloads that Slack sends for it. */

export type Surface =
  | { kind: 'view'; view: View }
  | { kind: 'message'; channel: Channel; message: Message; values: Values }
  | { kind: 'ephemeral'; channel: Channel; message: Ephemeral; values: Values };

export interface Act {
  block: Block;
  element: Interactive;
  /** What the input holds now; for an overflow menu the option that was picked. */
  value?: InputValue;
}

export class Interactions {
  constructor(
    readonly desk: Desk,
    readonly line: BotLine,
  ) {}

  async command(person: Person, channel: Channel, command: string, text: string): Promise<Outcome> {
    const { ws, triggers } = this.desk;
    return this.line.send({
      kind: 'slash_commands',
      type: command,
      payload: {
        token: ws.app.verificationToken,
        team_id: ws.team.id,
        team_domain: ws.team.domain,
        channel_id: channel.id,
        channel_name: channel.name,
        user_id: person.id,
        user_name: person.handle,
        command,
        text,
        api_app_id: ws.app.appId,
        is_enterprise_install: 'false',
        response_url: triggers.mintResponseUrl({ user: person.id, channelId: channel.id }),
        trigger_id: triggers.mint(person.id),
      },
    });
  }

  async act(person: Person, surface: Surface, act: Act): Promise<Outcome> {
    return this.line.send({
      kind: 'interactive',
      type: 'block_actions',
      payload: {
        type: 'block_actions',
        ...this.#common(person),
        trigger_id: this.desk.triggers.mint(person.id, surface.kind === 'view' ? surface.view.id : undefined),
        ...this.#where(person, surface),
        actions: [this.#action(act)],
      },
    });
  }

  /** In a view's payloads `team` is the submitting person's own; the app's is `view.app_installed_team_id`. */
  async submit(person: Person, view: View): Promise<Outcome> {
    handOver(this.desk.ws, view.values);
    return this.line.send({
      kind: 'interactive',
      type: 'view_submission',
      payload: {
        type: 'view_submission',
        ...this.#common(person),
        team: this.#teamOf(person),
        trigger_id: this.desk.triggers.mint(person.id, view.id),
        view: viewObject(this.desk.ws, view),
        response_urls: [],
      },
    });
  }

  async closed(person: Person, view: View, isCleared: boolean): Promise<Outcome> {
    return this.line.send({
      kind: 'interactive',
      type: 'view_closed',
      payload: {
        type: 'view_closed',
        ...this.#common(person),
        team: this.#teamOf(person),
        view: viewObject(this.desk.ws, view),
        is_cleared: isCleared,
      },
    });
  }

  async globalShortcut(person: Person, callbackId: string): Promise<Outcome> {
    return this.line.send({
      kind: 'interactive',
      type: 'shortcut',
      payload: {
        type: 'shortcut',
        ...this.#common(person),
        action_ts: this.desk.ws.ts(),
        callback_id: callbackId,
        trigger_id: this.desk.triggers.mint(person.id),
      },
    });
  }

  async messageShortcut(person: Person, callbackId: string, channel: Channel, message: Message): Promise<Outcome> {
    const { triggers } = this.desk;
    const about = { user: person.id, channelId: channel.id, message: { ts: message.ts, ephemeral: false } };
    return this.line.send({
      kind: 'interactive',
      type: 'message_action',
      payload: {
        type: 'message_action',
        ...this.#common(person),
        action_ts: this.desk.ws.ts(),
        callback_id: callbackId,
        trigger_id: triggers.mint(person.id),
        response_url: triggers.mintResponseUrl(about),
        message_ts: message.ts,
        channel: { id: channel.id, name: channel.name },
        message: messageInPayload(this.desk.ws, message),
      },
    });
  }

  #teamOf(person: Person) {
    const { ws } = this.desk;
    const team = ws.teamOf(person.teamId) ?? ws.team;
    return { id: team.id, domain: team.domain };
  }

  #common(person: Person) {
    const { ws } = this.desk;
    return {
      user: { id: person.id, username: person.handle, name: person.handle, team_id: person.teamId },
      api_app_id: ws.app.appId,
      token: ws.app.verificationToken,
      team: { id: ws.team.id, domain: ws.team.domain },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  #where(person: Person, surface: Surface): Record<string, unknown> {
    const { ws, triggers } = this.desk;
    if (surface.kind === 'view')
      return { container: { type: 'view', view_id: surface.view.id }, view: viewObject(ws, surface.view) };
    const { channel, message, values } = surface;
    const ephemeral = surface.kind === 'ephemeral';
    return {
      container: {
        type: 'message',
        message_ts: message.ts,
        ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
        channel_id: channel.id,
        is_ephemeral: ephemeral,
      },
      channel: { id: channel.id, name: channel.kind === 'private' ? 'privategroup' : channel.name },
      ...(surface.kind === 'message' ? { message: messageInPayload(ws, surface.message) } : {}),
      state: { values },
      response_url: triggers.mintResponseUrl({
        user: person.id,
        channelId: channel.id,
        message: { ts: message.ts, ephemeral },
      }),
    };
  }

  #action({ block, element, value }: Act): Record<string, unknown> {
    const common = {
      action_id: element.action_id,
      block_id: block.block_id,
      action_ts: this.desk.ws.ts(),
      type: element.type,
    };
    const shown = 'placeholder' in element && element.placeholder ? { placeholder: element.placeholder } : {};
    if (element.type !== 'button') return { ...common, ...shown, ...value };
    return {
      ...common,
      text: element.text,
      ...(element.value === undefined ? {} : { value: element.value }),
      ...(element.url === undefined ? {} : { url: element.url }),
      ...(element.style === undefined ? {} : { style: element.style }),
      ...(element.confirm ? { confirm: element.confirm } : {}),
    };
  }
}
