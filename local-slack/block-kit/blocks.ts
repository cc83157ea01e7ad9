import { z } from 'zod';
import { accessory, actionsElement, imageElement, inputElement } from './elements';
import { anyText, mrkdwn, plainText } from './text';

/** Blocks, and which surface takes which. Block types that are not listed here are refused. */

const blockId = z.string().min(1).max(255).optional();

const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z.array(actionsElement).min(1).max(25),
});
const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [imageElement, plainText(2000), mrkdwn(2000)]))
    .min(1)
    .max(10),
});
const divider = z.strictObject({ type: z.literal('divider'), block_id: blockId });
const header = z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(150) });
const image = z.strictObject({
  type: z.literal('image'),
  block_id: blockId,
  image_url: z.url().max(3000),
  alt_text: z.string().min(1).max(2000),
  title: plainText(2000).optional(),
});
const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
});
const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .superRefine((block, ctx) => {
    if (block.text === undefined && block.fields === undefined)
      ctx.addIssue({ code: 'custom', path: [], message: 'missing required field: text (or fields)' });
  });
const markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id: blockId,
  text: z.string().min(1).max(12_000),
});

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();
const richPart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string(), style }),
  z.strictObject({ type: z.literal('link'), url: z.string().min(1), text: z.string().optional(), style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().min(1), style }),
  z.strictObject({ type: z.literal('emoji'), name: z.string().min(1), unicode: z.string().optional(), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().min(1),
    url: z.string().optional(),
    fallback: z.string().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
]);
const richSection = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(richPart) });
const border = z.union([z.literal(0), z.literal(1)]).optional();
const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        richSection,
        z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(richPart), border }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements: z.array(richPart), border }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          indent: z.literal([0, 1, 2, 3, 4, 5, 6, 7, 8]).optional(),
          offset: z.int().min(0).optional(),
          elements: z.array(richSection),
          border,
        }),
      ]),
    )
    .min(1),
});
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string() }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string() }),
  richText,
]);
const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
});

export const block = z.discriminatedUnion('type', [
  actions,
  context,
  divider,
  header,
  image,
  input,
  section,
  richText,
  markdown,
  table,
]);

export type Block = z.infer<typeof block>;
export type BlockType = Block['type'];
export type RichText = z.infer<typeof richText>;
export type Surface = 'message' | 'modal' | 'home';

const everywhere: BlockType[] = ['actions', 'context', 'divider', 'header', 'image', 'input', 'section', 'rich_text'];
export const allowedOn: Record<Surface, ReadonlySet<BlockType>> = {
  message: new Set([...everywhere, 'markdown', 'table']),
  modal: new Set(everywhere),
  home: new Set(everywhere),
};
export const mostBlocks: Record<Surface, number> = { message: 50, modal: 100, home: 100 };
