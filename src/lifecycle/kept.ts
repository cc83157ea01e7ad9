import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../project-root';
import { readLifecycle } from './load';
import { checkReferences } from './references';
import { lifecycleSchema, type Lifecycle } from './schema';

const kept = z.object({ sha256: z.string(), said: z.unknown() });

/**
 * Loads a lifecycle file just as `loadLifecycle` does, for a quick start: parsing YAML, and the parser alone, would be a fifth of it.
 * So what a file says is kept in one more file, and read from there until the text changes. It is checked every time, and what it
 * leaves open is filled in by the schema of the day.
 */
export function loadKeptLifecycle(
  path: string,
  keptIn: string = join(projectRoot(), 'dist/lifecycle.json'),
): Lifecycle {
  const sha256 = sumOf(path);
  const known = sha256 && readKept(keptIn, sha256);
  if (known) return known;
  const { lifecycle, said } = readLifecycle(path);
  try {
    // Put in place whole: another process may be starting.
    writeFileSync(`${keptIn}.${process.pid}`, JSON.stringify({ sha256, said }));
    renameSync(`${keptIn}.${process.pid}`, keptIn);
  } catch {
    // The installation cannot be written to: the next start takes as long as this one.
  }
  return lifecycle;
}

function sumOf(path: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return undefined; // The loader says what is wrong with it.
  }
}

/** What was kept of that text, if this version of the bot still takes it. */
function readKept(file: string, sha256: string): Lifecycle | undefined {
  try {
    const { data } = kept.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (data?.sha256 !== sha256) return undefined;
    const checked = lifecycleSchema.safeParse(data.said, { jitless: true });
    return checked.success && checkReferences(checked.data).length === 0 ? checked.data : undefined;
  } catch {
    return undefined; // Never written, or damaged.
  }
}
