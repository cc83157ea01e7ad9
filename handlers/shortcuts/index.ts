import { escalate } from './escalate';
import { readAsArtifact } from './read-artifact';
import type { ShortcutCall, ShortcutHandler, ShortcutReply } from './shortcut';

/** Every shortcut by its callback id; `manifest.yml` declares exactly these. */
export const shortcutHandlers: Readonly<Record<string, ShortcutHandler>> = {
  escalate_bug: escalate,
  read_artifact: readAsArtifact,
};

/** Runs a shortcut's handler; nothing when this version of the bot does not know it. */
export async function runShortcut(call: ShortcutCall): Promise<ShortcutReply | undefined> {
  const { callback_id: id } = call.payload;
  return Object.hasOwn(shortcutHandlers, id) ? shortcutHandlers[id]?.(call) : undefined;
}
