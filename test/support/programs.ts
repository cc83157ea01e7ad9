import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/project-root';

/** What tests run as processes of their own, or open in a browser: as it is in production. */

export const program = (name: 'app' | 'start' | 'verify'): string => join(projectRoot(), 'dist', 'src', `${name}.js`);
export const pageFolder = join(projectRoot(), 'dist', 'page');

/** Build anew what has changed: nothing, after `npm test` has. */
export const buildPrograms = (): Promise<unknown> => setUp('--build');
export const buildPage = (): Promise<unknown> => setUp('--page');

const setUp = (what: string): Promise<unknown> =>
  promisify(execFile)(process.execPath, ['src/setup.mjs', '--no-redis', what], { cwd: projectRoot() });
