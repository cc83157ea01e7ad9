import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix, sep } from 'node:path';

/** The built page, read once: nothing else on the disk can be asked for. */

export interface PageFile {
  type: string;
  body: Buffer;
  /** Its name carries a hash of what is in it. */
  isImmutable: boolean;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export function pageFiles(dir: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path
      .slice(dir.length + 1)
      .split(sep)
      .join(posix.sep);
    files.set(`/${name}`, { type, body: readFileSync(path), isImmutable: name.startsWith('assets/') });
  }
  const index = files.get('/index.html');
  if (!index) throw new Error(`there is no page in ${dir}: run npm start, which builds it`);
  return files.set('/', index);
}
