import { crc32 } from 'node:zlib';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { isRefusal, refuse, type Refusal } from '../domain/refusal';
import { inWords, limits } from './limits';
import { short } from './reading';

/** A file of an archive that is wanted, unpacked. */
export interface Unpacked {
  readonly path: string;
  readonly content: Buffer;
}

/**
 * Returns the files of an archive that are wanted, in its order. Nothing is unpacked before the whole directory was
 * looked at, and nothing grows beyond what the directory said. Refuses what is too much, climbs out, is encrypted or damaged.
 */
export async function unpack(
  bytes: Uint8Array,
  isWanted: (path: string) => boolean,
): Promise<readonly Unpacked[] | Refusal> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false });
    const wanted = await directory(zip, bytes.length, isWanted);
    if (isRefusal(wanted)) return wanted;
    const files: Unpacked[] = [];
    for (const entry of wanted) {
      const content = await contentOf(zip, entry);
      if (isRefusal(content)) return content;
      files.push({ path: entry.fileName, content });
    }
    return files;
  } catch (error) {
    return refuse(inTheirWords(error));
  }
}

async function directory(
  zip: ZipFile,
  packed: number,
  isWanted: (path: string) => boolean,
): Promise<readonly Entry[] | Refusal> {
  const { entries: most, unpacked: largest, ratio, ratioFrom } = limits.zip;
  if (zip.entryCount > most) return refuse(`The archive holds ${zip.entryCount} files; at most ${most} are read.`);
  const wanted: Entry[] = [];
  const paths = new Set<string>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize;
    if (unpacked > largest)
      return refuse(`The archive unpacks to more than ${inWords(largest)}. Is it the test report?`);
    if (unpacked > ratioFrom && unpacked > packed * ratio)
      return refuse('The archive unpacks to far more than a test report does, so it is not opened.');
    if (paths.has(entry.fileName)) return refuse(`The archive holds ${short(entry.fileName, 80)} twice.`);
    paths.add(entry.fileName);
    if (isLink(entry) || entry.fileName.endsWith('/') || !isWanted(entry.fileName)) continue;
    if (entry.isEncrypted()) return refuse('The archive is locked with a password. Hand it in without one.');
    if (!entry.canDecodeFileData())
      return refuse(
        'The archive is packed in a way that is not read here. Pack it with zip or your system’s own tool.',
      );
    wanted.push(entry);
  }
  return wanted;
}

const isLink = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer | Refusal> {
  const { file: largest } = limits.xml;
  const name = short(entry.fileName, 80);
  if (entry.uncompressedSize > largest) return refuse(`${name} is larger than ${inWords(largest)}.`);
  const stream = await zip.openReadStreamPromise(entry);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.isBuffer(part) ? part : Buffer.from(String(part)));
  const content = Buffer.concat(parts);
  return crc32(content) === entry.crc32 ? content : refuse(`${name} in the archive is damaged. Pack it again.`);
}

/** What the library throws, for the person. */
function inTheirWords(error: unknown): string {
  const said = error instanceof Error ? error.message : '';
  if (/relative path|absolute path|invalid characters/i.test(said))
    return 'The archive has paths that lead out of it, so it is not opened. Pack the report folder anew.';
  return 'The archive is damaged or no zip archive. Pack the report folder anew and hand that in.';
}
