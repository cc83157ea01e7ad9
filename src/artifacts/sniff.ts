/** What a file is by its content, whatever it is called. */

export type FileKind =
  | 'zip'
  | 'png'
  | 'svg'
  | 'json'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'pdf'
  | 'gzip'
  | 'html'
  | 'xml'
  | 'text'
  | 'other';

/** Tells what a file is by how it begins, whatever it is called. */
export function sniff(bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.subarray(0, 2048));
  const opens = (...magic: number[]) => magic.every((byte, n) => head[n] === byte);
  if (opens(0x50, 0x4b, 0x03, 0x04) || opens(0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (opens(0x89, 0x50, 0x4e, 0x47)) return 'png';
  if (opens(0xff, 0xd8, 0xff)) return 'jpeg';
  if (head.subarray(0, 4).toString('latin1') === 'GIF8') return 'gif';
  if (head.subarray(8, 12).toString('latin1') === 'WEBP') return 'webp';
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
  if (opens(0x1f, 0x8b)) return 'gzip';
  if (head.includes(0)) return 'other';
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^[{[]/.test(text)) return 'json';
  if (/^<(!doctype html|html)/i.test(text)) return 'html';
  if (text.startsWith('<')) return /<svg[\s>]/i.test(text) ? 'svg' : 'xml';
  return 'text';
}

/** "a PNG image". */
export const kindWords: Readonly<Record<FileKind, string>> = {
  zip: 'a zip archive',
  png: 'a PNG image',
  svg: 'an SVG image',
  json: 'a JSON file',
  jpeg: 'a JPEG image',
  gif: 'a GIF image',
  webp: 'a WebP image',
  pdf: 'a PDF',
  gzip: 'a gzip archive',
  html: 'a web page',
  xml: 'an XML file',
  text: 'a text file',
  other: 'a file of another kind',
};
