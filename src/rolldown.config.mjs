import { readdirSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { defineConfig } from 'rolldown';

/**
 * Each program becomes one file, beside those with what it shares with others: some four hundred small ones take longer to find and to read than
 * to run. npm's packages stay where they are, but for zod, of which only what is used comes along, without its forty languages.
 */
const programs = (dir, input) =>
  defineConfig({
    // Beside every program that may start it: the thread that reads files.
    input: { ...input, worker: 'src/artifacts/worker.ts' },
    external: (id) => !id.startsWith('.') && !isAbsolute(id) && !/^zod(\/|$)/.test(id),
    platform: 'node',
    tsconfig: 'tsconfig.json',
    transform: { target: 'es2023' },
    output: { dir, cleanDir: true, format: 'cjs', chunkFileNames: '[name].js', sourcemap: true },
  });

const named = (folder, names) => Object.fromEntries(names.map((name) => [name, `${folder}/${name}.ts`]));
const benches = readdirSync('bench').map((file) => file.replace(/\.ts$/, ''));

export default [
  programs('dist/src', named('src', ['app', 'end-with-parent', 'start', 'verify'])),
  programs('dist/bench', named('bench', benches)),
];
