import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChannelId } from '../domain/ids';
import { post } from './http';

/** A place in a thread where a file is to be. */
export interface Thread {
  readonly channel: ChannelId;
  readonly ts: string;
}

const place = z.looseObject({ upload_url: z.url(), file_id: z.string() });
const withFiles = z.looseObject({ files: z.array(z.looseObject({ name: z.string().nullish() })).default([]) });

const uploadWithinMs = 10_000;

/** Sends a file into a thread or a conversation: nobody sees it before the last of the three steps. Throws Slack's errors. */
export async function upload(
  client: WebClient,
  where: Thread | Pick<Thread, 'channel'>,
  { name, content, comment }: { readonly name: string; readonly content: string | Buffer; readonly comment?: string },
): Promise<void> {
  const asked = await client.files.getUploadURLExternal({ filename: name, length: Buffer.byteLength(content) });
  const { upload_url: address, file_id: id } = place.parse(asked);
  const { status } = await post(address, content, {
    headers: { 'content-type': 'application/octet-stream' },
    timeoutMs: uploadWithinMs,
  }).catch((cause: unknown) => {
    throw new UploadFailed('Slack did not take the file.', { cause });
  });
  if (status !== 200) throw new UploadFailed(`Slack did not take the file: HTTP ${status}`);
  await client.files.completeUploadExternal({
    files: [{ id, title: name }],
    channel_id: where.channel,
    ...('ts' in where && { thread_ts: where.ts }),
    ...(comment !== undefined && { initial_comment: comment }),
  });
}

/** The bytes did not arrive: nobody has seen anything of the file. */
export class UploadFailed extends Error {
  override readonly name = 'UploadFailed';
}

/** Whether a thread has a file of this name: an earlier attempt got through. */
export async function hasFile(client: WebClient, { channel, ts }: Thread, name: string): Promise<boolean> {
  let cursor: string | undefined;
  do {
    const page = await client.conversations.replies({ channel, ts, limit: 200, ...(cursor && { cursor }) });
    const messages = z.array(withFiles).parse(page.messages ?? []);
    if (messages.some(({ files }) => files.some((file) => file.name === name))) return true;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return false;
}
