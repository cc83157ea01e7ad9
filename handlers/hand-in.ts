import { createHash } from 'node:crypto';
import { artifactsMessage } from '../blocks/artifacts';
import { readingMessage } from '../blocks/hand-in';
import type { Picture } from '../blocks/picture';
import { mostBytes, type Read, type Wanted } from '../src/artifacts/answer';
import type { Person } from '../src/domain/actor';
import type { Outcome } from '../src/domain/artifacts/outcome';
import type { ArtifactCommand } from '../src/domain/commands';
import { userOf, type PartnerId } from '../src/domain/ids';
import { isRefusal } from '../src/domain/refusal';
import type { Download } from '../src/slack/files';
import { AddressGone, apologise, respond } from './answer';
import { publish } from './home';
import type { Services } from './services';
import { visit } from './visit';
import { whisper } from './whisper';

/** A file of Slack's that somebody hands in, and what they say it is. */
export interface HandedIn {
  readonly file: string;
  readonly wanted: Wanted;
}

export interface Handing {
  readonly services: Services;
  readonly actor: Person;
  readonly partner: PartnerId;
  readonly files: readonly HandedIn[];
  /** They were told already that their files are being read. */
  readonly announced?: true;
  /** Where to say what became of them; in the partner's channel when there is no such place, or not any more. */
  readonly origin?: { readonly url: string; readonly replace: boolean } | { readonly home: true } | undefined;
}

/** Downloads, reads and takes files, one after the other, and tells the person what became of each. */
export async function takeFiles(handing: Handing): Promise<void> {
  const { services, actor, partner: id, files } = handing;
  try {
    if (!handing.announced) await tell(handing, readingMessage(files.length));
    const outcomes: Outcome[] = [];
    for (const file of files) outcomes.push(await take(file, handing));
    const partner = await services.onboarding.load(id);
    if (!partner) return;
    const { viewer } = visit(services, actor, partner);
    await tell(handing, artifactsMessage(partner, services.lifecycle, viewer, outcomes));
  } catch (error) {
    await tell(handing, apologise(services, error, 'reading files'));
  }
}

async function take({ file, wanted }: HandedIn, { services, actor, partner: id }: Handing): Promise<Outcome> {
  const downloaded = await services.files.download(file, mostBytes(wanted));
  if (isRefusal(downloaded)) return { is: 'refused', name: nameOf[wanted], why: downloaded.message };
  const { name } = downloaded;
  const read = await services.reading.read(wanted, downloaded.content);
  if (isRefusal(read)) return { is: 'refused', name, why: read.message };
  const before = await services.onboarding.load(id);
  const done = await services.onboarding.execute(id, commandFor(read, file, downloaded), actor);
  if (isRefusal(done)) return { is: 'refused', name, why: done.message };
  if (done.events.length === 0) return { is: 'same', name, kind: read.kind };
  return {
    is: 'taken',
    name,
    kind: read.kind,
    before: before ?? done.partner,
    after: done.partner,
    events: done.events,
  };
}

/** What a file is called when Slack does not say. */
const nameOf: Readonly<Record<Wanted, string>> = {
  configuration: 'The configuration file',
  report: 'The certification report',
  logo: 'The logo',
  icon: 'The icon',
  any: 'The file',
};

function commandFor(read: Read, file: string, { name, content }: Download): ArtifactCommand {
  const sha256 = sha256Of(content);
  const upload = { name, size: content.length, sha256, file };
  const { findings } = read;
  switch (read.kind) {
    case 'configuration':
      return { type: 'SubmitConfiguration', upload, findings, ...(read.facts && { facts: read.facts }) };
    case 'report':
      return { type: 'SubmitReport', upload, findings, ...(read.facts && { facts: read.facts }) };
    default:
      return { type: 'SubmitImage', kind: read.kind, upload, findings, ...(read.facts && { facts: read.facts }) };
  }
}

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Tells only this person: where they clicked, or else in the partner's channel. */
async function tell(handing: Handing, picture: Picture): Promise<void> {
  const { services, actor, partner: id, origin } = handing;
  if (origin && 'home' in origin) return publish(services, userOf(actor.person), picture);
  if (origin) {
    try {
      return await respond(origin.url, picture, origin.replace);
    } catch (error) {
      if (!(error instanceof AddressGone)) throw error;
    }
  }
  const partner = await services.onboarding.load(id);
  if (partner?.channel.is !== 'ready') return;
  const to = { user: userOf(actor.person), home: actor.home, channel: partner.channel.id };
  await whisper(services, to, picture);
}
