import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `npm run bench [-- ack start …]`: all benches one after the other, or those named. */
const all = ['ack', 'many-partners', 'start', 'npm-start', 'deliveries', 'lateness', 'tick', 'planning', 'page'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) throw new Error(`No such bench: ${unknown.join(', ')}. There are: ${all.join(', ')}.`);

for (const name of asked.length > 0 ? asked : all) {
  const { status } = spawnSync(process.execPath, [join(__dirname, `${name}.js`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
