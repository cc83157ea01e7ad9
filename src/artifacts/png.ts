import { crc32 } from 'node:zlib';
import { imageSize } from 'image-size';
import { refuse, type Refusal } from '../domain/refusal';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Returns the size of a PNG in pixels. Nothing is drawn; each part of the file must be whole. */
export function readPng(bytes: Uint8Array): Size | Refusal {
  if (!isWhole(Buffer.from(bytes))) return refuse('The PNG is damaged or cut off. Export it again.');
  try {
    const { width, height } = imageSize(bytes);
    if (width > 0 && height > 0) return { width, height };
  } catch {
    // Whatever was wrong with it, the sentence below says all that helps.
  }
  return refuse('The PNG does not say how large it is. Export it again.');
}

const signature = 8;

/** Parts follow each other, each with its length before and its checksum behind it, and the last one is the end. */
function isWhole(bytes: Buffer): boolean {
  let at = signature;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length || crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return false;
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (at === signature && kind !== 'IHDR') return false;
    if (kind === 'IEND') return true;
    at = end + 4;
  }
  return false;
}
