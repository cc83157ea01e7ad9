import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { inWords } from '../artifacts/limits';
import { isRefusal, refuse, type Refusal } from '../domain/refusal';
import { webAddress } from '../domain/web-address';
import { directMessage } from './post';
import { upload } from './upload';

/** A file as it was handed in. */
export interface Download {
  readonly name: string;
  readonly content: Uint8Array;
}

const fileInfo = z.looseObject({
  name: z.string().default('a file'),
  size: z.number().optional(),
  mode: z.string().optional(),
  is_external: z.boolean().optional(),
  url_private: z.string().optional(),
  url_private_download: z.string().optional(),
});
type FileInfo = z.infer<typeof fileInfo>;

const withinMs = 10_000;

/** Fetches files that people uploaded to Slack, with the bot's token, and sends them to others. */
export class Files {
  constructor(
    private readonly client: WebClient,
    private readonly options: { readonly botToken: string; readonly slackApiUrl: string },
    private readonly log: Logger,
  ) {}

  /**
   * Downloads a file by its id. What a payload says of it is not relied on: of files of other companies' people it says
   * next to nothing. Refuses what is larger than so many bytes, no file of Slack's, or not handed out.
   */
  async download(id: string, most: number): Promise<Download | Refusal> {
    try {
      const { file } = await this.client.files.info({ file: id });
      const info = fileInfo.parse(file);
      const address = addressOf(info, this.options.slackApiUrl);
      if (address === undefined)
        return refuse('It is a link or was deleted. Upload the file itself, from your computer.');
      if ((info.size ?? 0) > most) return tooLarge(most);
      const content = await this.#fetch(address, most);
      return isRefusal(content) ? content : { name: info.name.slice(0, 200), content };
    } catch (error) {
      this.log.warn({ err: error, file: id }, 'a file could not be downloaded');
      return refuse('Slack did not hand out the file just now. Please hand it in again in a minute.');
    }
  }

  /** Sends a file to somebody of the workspace, as a direct message with a word beside it. Throws when Slack does not take it. */
  async send(user: string, { name, content }: Download, comment: string): Promise<void> {
    const channel = await directMessage(this.client, user);
    await upload(this.client, { channel }, { name, content: Buffer.from(content), comment });
  }

  async #fetch(address: URL, most: number): Promise<Uint8Array | Refusal> {
    const answer = await fetch(address, {
      headers: { authorization: `Bearer ${this.options.botToken}` },
      // The token goes to Slack and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(withinMs),
    });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    // Slack shows whoever may not read a file its page for signing in, as if all were well.
    if (answer.headers.get('content-type')?.startsWith('text/html') === true)
      throw new Error('Slack showed a page instead of the file. Has the app the scope files:read?');
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of answer.body ?? []) {
      const bytes = z.instanceof(Uint8Array).parse(part);
      size += bytes.length;
      if (size > most) return tooLarge(most);
      parts.push(bytes);
    }
    return Buffer.concat(parts);
  }
}

const tooLarge = (most: number): Refusal =>
  refuse(`It is larger than ${inWords(most)}, which is the most that is read.`);

/** Where a file of Slack's own is downloaded. */
function addressOf({ mode, is_external: external, ...file }: FileInfo, slackApiUrl: string): URL | undefined {
  const address = file.url_private_download ?? file.url_private;
  return external || mode === 'tombstone' || address === undefined ? undefined : slackAddress(address, slackApiUrl);
}

/** An address, if it is one of Slack's, or of the Slack that the bot is told to use: the token and people's files go nowhere else. */
function slackAddress(address: string, slackApiUrl: string): URL | undefined {
  const url = webAddress(address);
  if (!url) return undefined;
  const isSlacks = url.protocol === 'https:' && /(^|\.)slack\.com$/.test(url.hostname);
  return isSlacks || url.origin === new URL(slackApiUrl).origin ? url : undefined;
}
