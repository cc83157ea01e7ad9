import { kindTitles } from '../../blocks/artifact-words';
import { handInModal } from '../../blocks/hand-in';
import { simpleMessage } from '../../blocks/message';
import { name } from '../../blocks/text';
import { mostBytes } from '../../src/artifacts/answer';
import { fileFor } from '../../src/domain/artifacts/sending';
import type { ArtifactKind, Upload } from '../../src/domain/artifacts/state';
import { userOf } from '../../src/domain/ids';
import { isRefusal } from '../../src/domain/refusal';
import { directMessage } from '../../src/slack/post';
import { respond } from '../answer';
import { sha256Of } from '../hand-in';
import { onPartner, opening, type ActionHandler, type Click } from './click';

/** Opens the form for files; who may is decided when it is submitted, and again when each file is taken. */
export const handIn: ActionHandler<'hand-in'> = opening(handInModal);

/** Sends the file that stands by direct message: what is handed in with a form, only its author and the bot can see. */
export const getArtifact: ActionHandler<'artifact-get'> = ({ p, kind }, click) =>
  onPartner({ p }, click, ({ partner, viewer, services }) => {
    const upload = fileFor(kind, { partner, lifecycle: services.lifecycle, who: viewer.who, today: viewer.today });
    if (isRefusal(upload)) return { tell: simpleMessage(upload.message) };
    const told = simpleMessage(`${upload.name} is on its way to you, as a direct message.`);
    return { tell: told, after: () => send(click, upload, kind, partner.name) };
  });

async function send(
  { services, actor, url }: Click,
  { file, sha256 }: Upload & { readonly file: string },
  kind: ArtifactKind,
  partner: string,
): Promise<void> {
  const found = await services.files.download(file, mostBytes(kind));
  const changed = !isRefusal(found) && sha256Of(found.content) !== sha256;
  if (isRefusal(found) || changed) {
    const why = changed ? 'It is not the file that was handed in.' : 'It may have been deleted in Slack.';
    const told = simpleMessage(`The file could not be fetched. ${why}`);
    if (url !== undefined) return respond(url, told, false);
    // From the Home tab: where the file would have come.
    const channel = await directMessage(services.client, userOf(actor.person));
    await services.client.chat.postMessage({ channel, ...told });
    return;
  }
  await services.files.send(userOf(actor.person), found, `${name(partner)} · ${kindTitles[kind]}`);
}
