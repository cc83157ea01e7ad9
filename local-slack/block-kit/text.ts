import { z } from 'zod';

/** Composition objects: texts, options, confirmations. Limits as Slack documents them. */

export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

export const mrkdwn = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });

export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

export const option = z.strictObject({
  text: plainText(75),
  value: z.string().min(1).max(150),
  description: plainText(75).optional(),
});

/** Checkboxes and radio buttons may show mrkdwn. */
export const richOption = z.strictObject({
  text: anyText(75),
  value: z.string().min(1).max(150),
  description: anyText(75).optional(),
});

export const overflowOption = option.extend({ url: z.url().max(3000).optional() });

export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) });

export type Text = z.infer<ReturnType<typeof anyText>>;
export type Option = z.infer<typeof richOption>;
