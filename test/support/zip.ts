import { crc32, deflateRawSync } from 'node:zlib';

/** Archives for tests: sound ones, and such as nobody should open. */

export interface Member {
  readonly path: string;
  readonly content: Buffer | string;
  /** What the archive says of it, against the truth. */
  readonly says?: {
    readonly unpacked?: number;
    readonly crc?: number;
    readonly method?: number;
    readonly flags?: number;
    readonly mode?: number;
  };
}

export function zipOf(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { path, content, says = {} } of members) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content);
    const size = says.unpacked ?? Buffer.byteLength(content);
    // Version, flags, method, time, date, checksum, sizes, length of the name, no extras.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(says.flags ?? 0x0800, 2);
    common.writeUInt16LE(says.method ?? 8, 4);
    common.writeUInt32LE(says.crc ?? crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\u0003\u0004', 'latin1'), common, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((says.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 3]), common, tail, name);
    at += 4 + common.length + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}
