import { z } from 'zod';
import type { Block } from './blocks';
import { type Checked, checkBlocks, faultsOf } from './check';
import { plainText } from './text';

/** Views: modals and Home tabs. */

const shared = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};
const modal = z.strictObject({
  type: z.literal('modal'),
  ...shared,
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});
const home = z.strictObject({ type: z.literal('home'), ...shared });
const view = z.discriminatedUnion('type', [modal, home]);

export type ViewRequest = Omit<z.infer<typeof modal>, 'blocks' | 'type'> & {
  type: 'modal' | 'home';
  blocks: Block[];
};
const largest = 250_000;

/** Checks a form or a Home as Slack would, its size included. */
export function checkView(value: unknown, wanted: 'modal' | 'home'): Checked<ViewRequest> {
  const parsed = view.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error, ['view']) };
  const given = parsed.data;
  if (given.type !== wanted) return { ok: false, faults: [`must be a ${wanted} view [json-pointer:/view/type]`] };
  const blocks = checkBlocks(given.blocks, given.type, ['view', 'blocks']);
  if (!blocks.ok) return blocks;
  const faults: string[] = [];
  if (given.type === 'modal') {
    if (blocks.value.length === 0) faults.push('at least 1 items required [json-pointer:/view/blocks]');
    if (given.submit === undefined && blocks.value.some((block) => block.type === 'input'))
      faults.push('a modal with input blocks must have submit [json-pointer:/view/submit]');
  }
  if (JSON.stringify(value).length > largest) faults.push('view_too_large: more than 250 KB [json-pointer:/view]');
  if (faults.length > 0) return { ok: false, faults };
  const title = given.type === 'modal' ? given.title : { type: 'plain_text' as const, text: 'Home' };
  return { ok: true, value: { ...given, title, blocks: blocks.value } };
}
