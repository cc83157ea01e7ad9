import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { botFlags } from '../../src/bot-process';
import { projectRoot } from '../../src/project-root';

/** What the documents promise to list, they list. */

const text = (file: string): string => readFileSync(join(projectRoot(), file), 'utf8');

const found = (within: string, pattern: RegExp): string[] =>
  [...within.matchAll(pattern)].flatMap(([, name]) => name ?? []).sort();

const section = (title: string): string => text('README.md').split(`### ${title}\n`)[1]?.split('\n#')[0] ?? '';

/** For `npm start` and `npm test`: the bot reads none of them. */
const besides = ['CHROMIUM', 'DATA_DIR', 'PAGE_PORT'];

test('every variable is explained in .env.example and in the README, and no other', () => {
  const variables = [...found(text('src/config.ts'), /^ {2}([A-Z_]+): [a-z]/gm), ...besides].sort();
  expect(found(text('.env.example'), /^# ([A-Z_]+)=/gm)).toEqual(variables);
  expect(found(section('Configuration'), /^\| `([A-Z_]+)`/gm)).toEqual(variables);
});

test('every scope of the manifest has its reason in the README, and no other', () => {
  const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });
  const { bot } = manifest.parse(parse(text('manifest.yml'))).oauth_config.scopes;
  const firstCells = found(section('Why each scope'), /^\|(.*?)\|/gm).join();
  expect(found(firstCells, /`([^`]+)`/g)).toEqual(bot.toSorted());
});

test.each(['package.json', 'README.md', 'docs/operating.md'])('%s starts the bot as `npm start` does', (file) => {
  expect(found(text(file), /node ((?:--\S+ )+)dist\/src\/app\.js/g)).toEqual([`${botFlags.join(' ')} `]);
});
