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
export type Input = z.infer<typeof input>;

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
export type DrawnInput = z.infer<typeof drawn>;
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
export type ViewPayload = z.infer<typeof viewPayload>;

export const eventPayloads = {
  mention: z.object({
    user: z.string(),
    user_team: maybe(z.string()),
    text: z.string().default(''),
    channel: z.string(),
    ts: maybe(z.string()),
    thread_ts: maybe(z.string()),
  }),
  homeOpened: z.object({ user: z.string(), tab: z.string() }),
  channelEvent: z.object({ channel: z.string() }),
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
