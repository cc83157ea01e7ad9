import type { Block } from './block-kit/blocks';
import type { ViewRequest } from './block-kit/view';
import { withIds } from './block-kit/walk';
import { refuse } from './errors';
import { type Values, valuesOf } from './inputs';
import type { Workspace } from './workspace';

/** Open modals, one stack a person, and Home tabs. */

export interface View {
  id: string;
  user: string;
  request: ViewRequest;
  blocks: Block[];
  values: Values;
  hash: string;
  rootId: string;
  previousId: string | null;
  /** Messages at fields, by block_id. */
  errors: Record<string, string>;
}

const deepest = 3;

export class Modals {
  readonly #stacks = new Map<string, View[]>();
  readonly #homes = new Map<string, View>();

  constructor(readonly ws: Workspace) {}

  stack(user: string): readonly View[] {
    return this.#stacks.get(user) ?? [];
  }
  top(user: string): View | undefined {
    return this.stack(user).at(-1);
  }
  home(user: string): View | undefined {
    return this.#homes.get(user);
  }
  find(by: { id?: string | undefined; externalId?: string | undefined }): View | undefined {
    return [...this.#stacks.values(), [...this.#homes.values()]]
      .flat()
      .find((view) => (by.id === undefined ? view.request.external_id === by.externalId : view.id === by.id));
  }

  /** A new root modal; one that was open is gone. */
  open(user: string, request: ViewRequest): View {
    this.#checkExternalId(request, undefined);
    const view = this.#make(user, request, null, undefined);
    this.#stacks.set(user, [view]);
    this.#tell(user);
    return view;
  }

  push(user: string, request: ViewRequest): View {
    const stack = this.#stacks.get(user) ?? [];
    const under = stack.at(-1);
    if (!under) return refuse('not_found');
    if (stack.length >= deepest) return refuse('push_limit_reached');
    this.#checkExternalId(request, undefined);
    const view = this.#make(user, request, under.id, under.rootId);
    stack.push(view);
    this.#tell(user);
    return view;
  }

  update(view: View, request: ViewRequest): View {
    this.#checkExternalId(request, view);
    view.request = request;
    view.blocks = withIds(request.blocks);
    view.values = valuesOf(view.blocks, view.values);
    view.errors = {};
    view.hash = this.#hash();
    this.#tell(view.user);
    return view;
  }

  publish(user: string, request: ViewRequest): View {
    const known = this.#homes.get(user);
    if (known) return this.update(known, request);
    const view = this.#make(user, request, null, undefined);
    this.#homes.set(user, view);
    this.#tell(user);
    return view;
  }

  /** Takes a view off its stack with everything above it; `all` clears the stack. Returns what was closed. */
  close(view: View, all: boolean): View[] {
    const stack = this.#stacks.get(view.user) ?? [];
    const from = all ? 0 : stack.indexOf(view);
    const closed = from < 0 ? [] : stack.splice(from);
    this.#tell(view.user);
    return closed;
  }

  setErrors(view: View, errors: Record<string, string>): void {
    view.errors = errors;
    this.#tell(view.user);
  }

  /** A person changed an input. */
  touched(view: View): void {
    this.#tell(view.user);
  }

  #make(user: string, request: ViewRequest, previousId: string | null, rootId: string | undefined): View {
    const id = this.ws.id('V');
    const blocks = withIds(request.blocks);
    return {
      id,
      user,
      request,
      blocks,
      values: valuesOf(blocks),
      hash: this.#hash(),
      rootId: rootId ?? id,
      previousId,
      errors: {},
    };
  }
  #checkExternalId(request: ViewRequest, itself: View | undefined): void {
    const id = request.external_id;
    if (id === undefined || id === '') return;
    const other = this.find({ externalId: id });
    if (other && other !== itself) refuse('duplicate_external_id');
  }
  #hash(): string {
    return `${this.ws.ts()}.${this.ws.id('h')}`;
  }
  #tell(user: string): void {
    this.ws.changed({ kind: 'view', user });
  }
}

/** A view as payloads and answers show it. */
export function viewObject(ws: Workspace, view: View): Record<string, unknown> {
  const { request } = view;
  return {
    id: view.id,
    team_id: ws.team.id,
    type: request.type,
    blocks: view.blocks,
    private_metadata: request.private_metadata ?? '',
    callback_id: request.callback_id ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: request.title,
    clear_on_close: request.clear_on_close ?? false,
    notify_on_close: request.notify_on_close ?? false,
    close: request.close ?? null,
    submit: request.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: ws.app.appId,
    external_id: request.external_id ?? '',
    app_installed_team_id: ws.team.id,
    bot_id: ws.app.botId,
  };
}
