import { extname } from 'node:path';
import type { Values } from './inputs';
import type { Channel, Message, Person, StoredFile } from './state';
import type { Workspace } from './workspace';

/** Files of the workspace. Their content is in memory only: after a restart a file is there and cannot be downloaded. */

export interface NewFile {
  name: string;
  content: Uint8Array | string;
}

const types: Record<string, string> = {
  csv: 'text/csv',
  gif: 'image/gif',
  ics: 'text/calendar',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'application/xml',
  zip: 'application/zip',
};

const endingOf = (name: string): string => extname(name).slice(1).toLowerCase();

/** Slack judges a file by its ending. */
export function addFile(ws: Workspace, user: string, { name, content }: NewFile): StoredFile {
  const bytes = Buffer.from(content);
  const filetype = endingOf(name);
  const file: StoredFile = {
    id: ws.id('F'),
    name,
    title: name,
    size: bytes.length,
    mimetype: types[filetype] ?? 'application/octet-stream',
    filetype: filetype || 'binary',
    user,
    created: ws.seconds(),
    channels: [],
    handedToBot: false,
  };
  ws.state.files.push(file);
  ws.contents.set(file.id, bytes);
  ws.changed({ kind: 'file', user });
  return file;
}

export const fileOf = (ws: Workspace, id: string): StoredFile | undefined => ws.state.files.find((f) => f.id === id);

/** The bot sees what it made, what was given to it in a form, and what is in a channel it is in. */
export function botSees(ws: Workspace, file: StoredFile): boolean {
  const { botUserId } = ws.app;
  if (file.user === botUserId || file.handedToBot) return true;
  return file.channels.some((id) => ws.channel(id)?.members.includes(botUserId));
}

export function share(file: StoredFile, channel: Channel): void {
  if (!file.channels.includes(channel.id)) file.channels.push(channel.id);
}

/** A person shares files in a channel, with a word beside them. */
export function postFiles(ws: Workspace, person: Person, channel: Channel, files: StoredFile[], text: string): Message {
  for (const file of files) share(file, channel);
  return ws.post(channel, {
    user: person.id,
    team: person.teamId,
    text,
    subtype: 'file_share',
    files: files.map(({ id }) => ({ id })),
  });
}

/** What is submitted in a form of the bot, the bot may read. */
export function handOver(ws: Workspace, values: Values): void {
  const ids = Object.values(values)
    .flatMap((block) => Object.values(block))
    .flatMap((value) => (value.type === 'file_input' && Array.isArray(value['files']) ? value['files'] : []))
    .flatMap((file: unknown) => (typeof file === 'object' && file !== null && 'id' in file ? [String(file.id)] : []));
  for (const id of ids) {
    const file = fileOf(ws, id);
    if (file) file.handedToBot = true;
  }
}

/** Where a file is downloaded, under the address of the local Slack. */
const placeOf = (ws: Workspace, file: StoredFile): string =>
  `${ws.base}/files-pri/${ws.team.id}-${file.id}/download/${encodeURIComponent(file.name)}`;

/** A file as Slack's API shows it. */
export function fileObject(ws: Workspace, file: StoredFile): Record<string, unknown> {
  const { id, name, title, size, mimetype, filetype, user, created, channels } = file;
  const place = placeOf(ws, file);
  return {
    id,
    created,
    timestamp: created,
    name,
    title,
    mimetype,
    filetype,
    pretty_type: filetype.toUpperCase(),
    user,
    user_team: ws.person(user)?.teamId ?? ws.team.id,
    editable: false,
    size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: channels.some((c) => ws.channel(c)?.kind === 'public'),
    public_url_shared: false,
    display_as_bot: user === ws.app.botUserId,
    username: '',
    url_private: place.replace('/download/', '/'),
    url_private_download: place,
    permalink: `https://${ws.team.domain}.slack.com/files/${user}/${id}/${encodeURIComponent(name)}`,
    channels: channels.filter((c) => ws.channel(c)?.kind === 'public'),
    groups: channels.filter((c) => ws.channel(c)?.kind === 'private'),
    ims: channels.filter((c) => ws.channel(c)?.kind === 'im'),
    has_rich_preview: false,
  };
}

/** A file in a payload. Of files of other companies' people Slack tells only that files.info knows more. */
export function fileInPayload(ws: Workspace, file: StoredFile): Record<string, unknown> {
  const author = ws.person(file.user);
  if (!author || !ws.isExternal(author)) return fileObject(ws, file);
  return { id: file.id, created: file.created, timestamp: file.created, file_access: 'check_file_info' };
}

/** A message as payloads show it: with its files. */
export const messageInPayload = (ws: Workspace, message: Message): Record<string, unknown> => ({
  ...message,
  ...(message.files
    ? { files: message.files.flatMap(({ id }) => fileOf(ws, id) ?? []).map((file) => fileInPayload(ws, file)) }
    : {}),
});

/** What Slack's client takes for a file input. */
export function checkChoice(
  element: { filetypes?: string[] | undefined; max_files?: number | undefined },
  files: readonly NewFile[],
): void {
  const most = element.max_files ?? 10;
  if (files.length > most) throw new Error(`this input takes at most ${most} files, not ${files.length}`);
  const wrong = files.find(({ name }) => element.filetypes && !element.filetypes.includes(endingOf(name)));
  if (wrong) throw new Error(`this input takes ${element.filetypes?.join(', ')}, not ${wrong.name}`);
}
