import { bugView } from '../../blocks/bug';
import { reportBugModal } from '../../blocks/bug-report';
import { simpleMessage } from '../../blocks/message';
import { isOpen } from '../../src/domain/bugs/numbers';
import { threadOf } from '../../src/domain/bugs/thread';
import { plainOf, type ShortcutPayload } from '../payloads';
import { formFor, visit } from '../visit';
import type { ShortcutHandler } from './shortcut';

/** "Escalate as bug": opens the form for a bug with the text of the message in it; the bug keeps the message's address. */
export const escalate: ShortcutHandler = async ({ services, actor, partner, payload }) => {
  if (!partner)
    return {
      tell: simpleMessage(
        'This message is in no channel of a partner. Use the shortcut there, or type `/pc bug` with the partner’s name.',
      ),
    };
  const visited = visit(services, actor, partner);
  const message = addressOf(payload);
  const known = Object.values(partner.bugs).find(
    (bug) =>
      (message !== undefined && isOpen(bug) && bug.message === message) ||
      // The message that shows a bug is one already.
      threadOf(bug.number, partner)?.ts === payload.message?.ts,
  );
  if (known) return { tell: bugView(known, partner, services.lifecycle, visited.viewer) };
  const memory = { p: partner.id, ...(message !== undefined && { message }) };
  return { modal: reportBugModal(formFor(visited, memory), plainOf(payload.message?.text ?? '')) };
};

/** The web address of the message, as Slack makes it: asking Slack for it would use up the time in which the form must open. */
function addressOf({ team, channel, message }: ShortcutPayload): string | undefined {
  if (!team || !channel || !message) return undefined;
  const { ts, thread_ts: thread } = message;
  const place = `https://${team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
  return thread === undefined || thread === ts ? place : `${place}?thread_ts=${thread}&cid=${channel.id}`;
}
