/** How large what is handed in may be. Whatever is within these is read within 5 seconds and 256 MB. */

const kb = 1024;
const mb = 1024 * kb;

export const limits = {
  /** Bytes of the file as it is handed in. */
  configuration: 512 * kb,
  report: 20 * mb,
  logo: 5 * mb,
  icon: 5 * mb,

  json: { depth: 32, fields: 300 },
  zip: {
    entries: 2000,
    /** Of all entries together, unpacked: what the directory says, and no entry may unpack to more than it says. */
    unpacked: 100 * mb,
    /** Text packs to a tenth, repeated text to a fiftieth; what packs far better was made to. Small archives may. */
    ratio: 200,
    ratioFrom: mb,
  },
  /** Of the XML that is read, per file and together. */
  xml: { file: 10 * mb, together: 30 * mb, depth: 64, elements: 200_000 },
  /** Test cases are P000 to P999; the lifecycle knows a few dozen. */
  cases: 200,
} as const;

/** "20 MB". */
export const inWords = (bytes: number): string =>
  bytes >= mb ? `${Math.round(bytes / mb)} MB` : `${Math.max(1, Math.round(bytes / kb))} KB`;
