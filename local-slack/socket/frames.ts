/** WebSocket frames (RFC 6455), as much as a server of text messages needs. */

export const opcodes = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;

/** One whole frame; a server's are not masked. */
export function frame(opcode: number, payload: Buffer | string): Buffer {
  const body = Buffer.from(payload);
  const size = body.length;
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (size < 126) head[1] = size;
  else if (size < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(size, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(size), 2);
  }
  return Buffer.concat([head, body]);
}

export interface Frame {
  opcode: number;
  final: boolean;
  payload: Buffer;
}

/** Takes whole frames off the front of what has come in. */
export class FrameReader {
  #pending: Buffer = Buffer.alloc(0);

  read(chunk: Buffer): Frame[] {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    const frames: Frame[] = [];
    for (let next = this.#take(); next; next = this.#take()) frames.push(next);
    return frames;
  }

  #take(): Frame | undefined {
    const data = this.#pending;
    if (data.length < 2) return undefined;
    const [first = 0, second = 0] = data;
    const short = second & 0x7f;
    const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
    const maskAt = 2 + lengthBytes;
    const masked = (second & 0x80) !== 0;
    const bodyAt = maskAt + (masked ? 4 : 0);
    if (data.length < bodyAt) return undefined;
    const size = lengthBytes === 2 ? data.readUInt16BE(2) : lengthBytes === 8 ? Number(data.readBigUInt64BE(2)) : short;
    if (data.length < bodyAt + size) return undefined;
    const payload = Buffer.from(data.subarray(bodyAt, bodyAt + size));
    if (masked) {
      const mask = data.subarray(maskAt, bodyAt);
      for (let i = 0; i < size; i += 1) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
    }
    this.#pending = data.subarray(bodyAt + size);
    return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload };
  }
}
