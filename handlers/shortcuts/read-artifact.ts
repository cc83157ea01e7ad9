import { readingMessage } from '../../blocks/hand-in';
import { simpleMessage } from '../../blocks/message';
import { principalOf } from '../../src/domain/actor';
import { kindsFor } from '../../src/domain/artifacts/items';
import { handInProblem } from '../../src/domain/decide/artifacts';
import { takeFiles } from '../hand-in';
import type { ShortcutHandler } from './shortcut';

const most = 4;

/** "Read as artifact": takes the files of a message; what each is, its content tells. */
export const readAsArtifact: ShortcutHandler = async ({ services, actor, partner, payload }) => {
  const { lifecycle } = services;
  if (!partner)
    return { tell: simpleMessage('This message is in no channel of a partner. Use the shortcut on a message there.') };
  const files = (payload.message?.files ?? []).slice(0, most).map(({ id: file }) => ({ file, wanted: 'any' as const }));
  if (files.length === 0) return { tell: simpleMessage('This message has no file. Use the shortcut on one that has.') };
  const who = principalOf(actor, partner, lifecycle);
  const problem = handInProblem(kindsFor(who.side, partner, lifecycle).slice(0, 1), { partner, lifecycle, who });
  if (problem) return { tell: simpleMessage(problem.message) };
  const { response_url: url } = payload;
  const origin = url === undefined ? undefined : { url, replace: false };
  return {
    tell: readingMessage(files.length),
    after: () => takeFiles({ services, actor, partner: partner.id, files, origin, announced: true }),
  };
};
