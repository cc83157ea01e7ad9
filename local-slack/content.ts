import { z } from 'zod';
import type { Block } from './block-kit/blocks';
import { checkBlocks } from './block-kit/check';
import { withIds } from './block-kit/walk';
import { refuse } from './errors';

/** What a message says: its text and blocks, checked alike wherever they come from. */

export interface Content {
  text: string;
  blocks?: Block[];
}

const longest = 40_000;
const longestUpdate = 4000;

/** Checks what a message is to hold. Stricter than Slack, which takes blocks without a text beside them. */
export function contentOf(given: { text?: string | undefined; blocks?: unknown }, updating = false): Content {
  const text = given.text ?? '';
  let blocks: Block[] | undefined;
  if (given.blocks !== undefined) {
    const checked = checkBlocks(given.blocks, 'message');
    if (!checked.ok) return refuse('invalid_blocks', ...checked.faults);
    if (checked.value.length > 0) blocks = withIds(checked.value);
  }
  if (text.trim() === '')
    return blocks
      ? refuse(
          'no_text',
          'blocks need a fallback text beside them: it is the notification and what a screen reader reads',
        )
      : refuse('no_text');
  if (text.length > (updating ? longestUpdate : longest)) refuse('msg_too_long');
  return { text, ...(blocks ? { blocks } : {}) };
}

/** Text without blocks takes the blocks away. */
export function setContent(message: { text: string; blocks?: Block[] | undefined }, content: Content): void {
  message.text = content.text;
  if (content.blocks) message.blocks = content.blocks;
  else delete message.blocks;
}

const metadataSchema = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
});

export function metadataOf(value: unknown): z.infer<typeof metadataSchema> | undefined {
  if (value === undefined) return undefined;
  const parsed = metadataSchema.safeParse(value);
  return parsed.success ? parsed.data : refuse('invalid_metadata_format', z.prettifyError(parsed.error));
}
