import { z } from 'zod';
import { confirm, option, optionGroup, overflowOption, plainText, richOption } from './text';

/** Interactive elements and inputs. */

const actionId = z.string().min(1).max(255).optional();
const placeholder = plainText(150).optional();
const focus = z.boolean().optional();
const date = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const dispatchConfig = z
  .strictObject({
    trigger_actions_on: z
      .array(z.enum(['on_enter_pressed', 'on_character_entered']))
      .min(1)
      .max(2),
  })
  .optional();

const base = { action_id: actionId, confirm: confirm.optional() };
const pick = { ...base, focus_on_load: focus, placeholder };
const many = { max_selected_items: z.int().min(1).optional() };
const typed = { action_id: actionId, focus_on_load: focus, placeholder, dispatch_action_config: dispatchConfig };
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();

type Choices = {
  options?: { value: string }[] | undefined;
  option_groups?: { options: { value: string }[] }[] | undefined;
};

const complain = (ctx: z.RefinementCtx, path: string[], message: string): void => {
  ctx.addIssue({ code: 'custom', path, message });
};

function checkChoices(e: Choices & { initial?: unknown[] }, ctx: z.RefinementCtx, initialKey: string): void {
  if ((e.options === undefined) === (e.option_groups === undefined))
    complain(ctx, [], 'exactly one of options and option_groups is required');
  const all = e.options ?? e.option_groups?.flatMap((group) => group.options) ?? [];
  const known = new Set(all.map((o) => JSON.stringify(o)));
  for (const initial of e.initial ?? [])
    if (!known.has(JSON.stringify(initial))) complain(ctx, [initialKey], 'must be one of the provided options');
}

const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const fewOptions = z.array(richOption).min(1).max(10);

const button = z.strictObject({
  type: z.literal('button'),
  ...base,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});
const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...base,
  options: z.array(overflowOption).min(1).max(5),
});
const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...pick, ...choices, initial_option: option.optional() })
  .superRefine((e, ctx) =>
    checkChoices({ ...e, initial: e.initial_option ? [e.initial_option] : [] }, ctx, 'initial_option'),
  );
const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...pick,
    ...many,
    ...choices,
    initial_options: z.array(option).min(1).max(100).optional(),
  })
  .superRefine((e, ctx) => checkChoices({ ...e, initial: e.initial_options ?? [] }, ctx, 'initial_options'));
const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...pick,
  initial_user: z.string().min(1).optional(),
});
const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...pick,
  ...many,
  initial_users: z.array(z.string().min(1)).min(1).optional(),
});
const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...pick,
  initial_channel: z.string().min(1).optional(),
  response_url_enabled: z.boolean().optional(),
});
const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...pick,
  initial_conversation: z.string().min(1).optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter,
});
const radio = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...base,
    focus_on_load: focus,
    options: fewOptions,
    initial_option: richOption.optional(),
  })
  .superRefine((e, ctx) =>
    checkChoices({ options: e.options, initial: e.initial_option ? [e.initial_option] : [] }, ctx, 'initial_option'),
  );
const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...base,
    focus_on_load: focus,
    options: fewOptions,
    initial_options: z.array(richOption).min(1).optional(),
  })
  .superRefine((e, ctx) =>
    checkChoices({ options: e.options, initial: e.initial_options ?? [] }, ctx, 'initial_options'),
  );
const datepicker = z.strictObject({ type: z.literal('datepicker'), ...pick, initial_date: date.optional() });
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...pick,
  initial_time: time.optional(),
  timezone: z.string().optional(),
});
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...base,
  focus_on_load: focus,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});
const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    multiline: z.boolean().optional(),
    initial_value: z.string().max(3000).optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .superRefine((e, ctx) => {
    if ((e.min_length ?? 0) > (e.max_length ?? 3000)) complain(ctx, ['min_length'], 'must not exceed max_length');
    if ((e.initial_value?.length ?? 0) > (e.max_length ?? 3000))
      complain(ctx, ['initial_value'], 'must not be longer than max_length');
  });
const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...typed,
  initial_value: z.string().optional(),
});
const urlInput = z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() });
const numberInput = z.strictObject({
  type: z.literal('number_input'),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});
const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: actionId,
  filetypes: z.array(z.string().min(1)).optional(),
  max_files: z.int().min(1).max(10).optional(),
});
export const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: z.url().max(3000),
  alt_text: z.string().min(1).max(2000),
});

const pickers = [
  staticSelect,
  multiStaticSelect,
  usersSelect,
  multiUsersSelect,
  channelsSelect,
  conversationsSelect,
  radio,
  checkboxes,
  datepicker,
  timepicker,
] as const;

export const actionsElement = z.discriminatedUnion('type', [button, overflow, ...pickers, datetimepicker]);
export const accessory = z.discriminatedUnion('type', [button, overflow, ...pickers, imageElement]);
export const inputElement = z.discriminatedUnion('type', [
  ...pickers,
  datetimepicker,
  plainTextInput,
  emailInput,
  urlInput,
  numberInput,
  fileInput,
]);

export type Button = z.infer<typeof button>;
export type InputElement = z.infer<typeof inputElement>;
export type ActionElement = z.infer<typeof actionsElement>;
/** Anything with an action_id. */
export type Interactive = InputElement | ActionElement;
