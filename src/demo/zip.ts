import { crc32 } from 'node:zlib';

/** Packs files into an archive, as they are: for a few small ones, squeezing them is not worth its code. */
export function zipOf(files: readonly { readonly path: string; readonly content: string }[]): Buffer {
  const packed = files.map(({ path, content }) => ({ name: Buffer.from(path), body: Buffer.from(content) }));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, body } of packed) {
    const facts = factsOf(name, body);
    parts.push(marked('PK\u0003\u0004'), facts, name, body);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(marked('PK\u0001\u0002'), Buffer.from([20, 0]), facts, place, name);
    at += 4 + facts.length + name.length + body.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, central, marked('PK\u0005\u0006'), end]);
}

const marked = (mark: string): Buffer => Buffer.from(mark, 'latin1');

/** What is said of a file both beside it and in the directory: version, names in UTF-8, not squeezed, checksum, sizes, no extras. */
function factsOf(name: Buffer, body: Buffer): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(0x0800, 2);
  facts.writeUInt32LE(crc32(body), 10);
  facts.writeUInt32LE(body.length, 14);
  facts.writeUInt32LE(body.length, 18);
  facts.writeUInt16LE(name.length, 22);
  return facts;
}
