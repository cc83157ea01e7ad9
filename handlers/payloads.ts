import { z } from 'zod';

/** Slack's payloads, as far as the bot relies on them. Checked here, at the border; nothing else reads raw bodies. */

/** What Slack may leave out, or send as null. */
const maybe = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

export const commandPayload = z.object({
  user_id: z.string(),
  team_id: z.string().optional(),
  channel_id: z.string(),
  text: z.string().default(''),
});

const user = z.object({ id: z.string(), team_id: maybe(z.string()) });

export const actionPayload = z.object({
  user,
  channel: maybe(z.object({ id: z.string() })),
  container: maybe(z.object({ is_ephemeral: z.boolean().optional() })),
  view: maybe(z.object({ type: z.string() })),
  trigger_id: z.string(),
  response_url: maybe(z.string()),
});
export type ActionPayload = z.infer<typeof actionPayload>;

/** The one action of a click: what it is called and what it carries. */
export const clicked = z.object({
  action_id: z.string(),
  block_id: z.string().default(''),
  value: maybe(z.string()),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
});
export type Clicked = z.infer<typeof clicked>;

/** A shortcut in the menu of a message. */
export const shortcutPayload = z.object({
  user,
  team: z.object({ domain: z.string() }).nullish(),
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: maybe(z.string()),
  channel: maybe(z.object({ id: z.string() })),
  message: maybe(
    z.looseObject({
      ts: z.string(),
      thread_ts: maybe(z.string()),
      text: maybe(z.string()).transform((text = '') => text),
      files: maybe(z.array(z.object({ id: z.string() }))),
    }),
  ),
});
export type ShortcutPayload = z.infer<typeof shortcutPayload>;

const option = z.object({ value: z.string() });

/** One input of a submitted form, whatever its kind. */
const input = z.object({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: z.string().nullish(),
  selected_conversation: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_date_time: z.int().nonnegative().nullish().catch(undefined),
  files: z.array(z.object({ id: z.string() })).nullish(),
});

/** What an input of a form showed when the form was opened. */
const drawn = z.object({
  action_id: z.string(),
  initial_value: z.string().nullish(),
  initial_option: option.nullish(),
  initial_options: z.array(option).optional(),
  initial_user: z.string().nullish(),
  initial_conversation: z.string().nullish(),
  initial_date: z.string().nullish(),
  initial_date_time: z.number().nullish(),
  options: z.array(option).optional(),
});
const formBlock = z.object({ element: drawn.optional().catch(undefined) });

export const viewPayload = z.object({
  user,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().nullish(),
    blocks: z.array(formBlock).default([]),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), input)) }).nullish(),
  }),
});

/** The answers of a submitted form by field name. */
export class Answers {
  readonly #inputs: ReadonlyMap<string, z.infer<typeof input>>;
  readonly #drawn: ReadonlyMap<string, z.infer<typeof drawn>>;

  constructor(payload: z.infer<typeof viewPayload>) {
    const blocks = Object.values(payload.view.state?.values ?? {});
    this.#inputs = new Map(blocks.flatMap((block) => Object.entries(block)));
    const elements = payload.view.blocks.flatMap(({ element }) => element ?? []);
    this.#drawn = new Map(elements.map((element) => [element.action_id, element]));
  }

  /**
   * Whether the person changed a field. What they left as it was drawn is not theirs to save: somebody else may have
   * changed it since.
   */
  changed(field: string): boolean {
    const [now, before] = [this.#inputs.get(field), this.#drawn.get(field)];
    if (now === undefined) return false;
    const initial = before && {
      value: before.initial_value,
      selected_option: before.initial_option,
      selected_options: before.initial_options,
      selected_user: before.initial_user,
      selected_conversation: before.initial_conversation,
      selected_date: before.initial_date,
      selected_date_time: before.initial_date_time,
    };
    return contentOf(now) !== contentOf(initial ?? {});
  }

  /** Whether a choice was among those that the form offered. */
  offered(field: string, choice: string): boolean {
    return this.#drawn.get(field)?.options?.some(({ value }) => value === choice) ?? false;
  }

  /** What was typed or chosen in a field; nothing when it was left empty. */
  one(field: string): string | undefined {
    const i = this.#inputs.get(field);
    const chosen =
      i?.value ?? i?.selected_option?.value ?? i?.selected_user ?? i?.selected_conversation ?? i?.selected_date;
    return chosen || undefined;
  }

  /** The same of several fields, by their names; those that were left empty are absent. */
  given<F extends string>(...fields: readonly F[]): { readonly [K in F]?: string } {
    const given: { [K in F]?: string } = {};
    for (const field of fields) {
      const answer = this.one(field);
      if (answer !== undefined) given[field] = answer;
    }
    return given;
  }

  /** The same; an empty text when it was left empty. */
  text(field: string): string {
    return this.one(field) ?? '';
  }

  many(field: string): readonly string[] {
    return this.#inputs.get(field)?.selected_options?.map((o) => o.value) ?? [];
  }

  /** What was chosen in a field when the form was opened. */
  shown(field: string): readonly string[] {
    return this.#drawn.get(field)?.initial_options?.map((o) => o.value) ?? [];
  }

  /** The ids of the files in a file input. */
  files(field: string): readonly string[] {
    return this.#inputs.get(field)?.files?.map(({ id }) => id) ?? [];
  }

  /** A chosen date and time, in seconds since 1970. */
  seconds(field: string): number | undefined {
    return this.#inputs.get(field)?.selected_date_time ?? undefined;
  }

  /** The form's first field. */
  firstField(): string | undefined {
    return this.#inputs.keys().next().value;
  }

  /** Whether the form had this field at all. */
  asked(field: string): boolean {
    return this.#inputs.has(field);
  }
}

/** An answer in one comparable form; nothing and an empty text are the same. */
function contentOf(i: z.infer<typeof input>): string {
  const one = i.value || i.selected_user || i.selected_conversation || i.selected_date || i.selected_option?.value;
  const many = (i.selected_options ?? []).map(({ value }) => value).toSorted();
  return JSON.stringify([one || null, i.selected_date_time ?? null, many]);
}

const shortEvent = { channel: z.string() };
export const eventPayloads = {
  app_mention: z.object({
    user: z.string(),
    user_team: maybe(z.string()),
    text: z.string().default(''),
    channel: z.string(),
    ts: maybe(z.string()),
    thread_ts: maybe(z.string()),
  }),
  homeOpened: z.object({ user: z.string(), tab: z.string() }),
  channelEvent: z.object(shortEvent),
  memberJoined: z.object({ user: z.string(), channel: z.string() }),
  channelRenamed: z.object({ channel: z.object({ id: z.string(), name: z.string() }) }),
  channelIdChanged: z.object({ old_channel_id: z.string(), new_channel_id: z.string() }),
  invitation: z.object({
    invite: z.object({ id: z.string(), recipient_email: maybe(z.string()) }),
    approval_required: maybe(z.boolean()),
    channel: maybe(z.object({ id: z.string() })),
  }),
  userGroup: z.object({
    subteam_id: maybe(z.string()),
    subteam: maybe(z.object({ id: z.string() })),
  }),
} as const;

/** What a person typed: Slack wraps addresses (`<http://acme.io|acme.io>`) and escapes three characters. */
export const plainOf = (text: string): string =>
  text
    .replaceAll(/<(?:[^|>]*\|)?([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
