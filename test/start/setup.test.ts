import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../src/project-root';

/** A project of two files on a machine that has only the tools we put there; each tool notes how it was called. */
let root: string;
const machine = (): string => join(root, 'machine');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'setup '));
  write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/zod': { version: '4.0.0' } } }));
  write('tsconfig.json', '{}');
  write('src/app.ts', '');
  copyFileSync(join(projectRoot(), 'src/setup.mjs'), join(root, 'src/setup.mjs'));
  mkdirSync(machine());
  for (const tool of ['sh', 'env', 'mkdir', 'touch', 'chmod', 'cp']) symlinkSync(which(tool), join(machine(), tool));
  give('npm', 'mkdir -p node_modules');
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text, { mode: 0o755 });
}

function give(tool: string, script = ''): void {
  write(`machine/${tool}`, `#!/bin/sh\necho "${tool} $*" >> calls\n${script}\n`);
}

/** As npm leaves it, when a person has run it. */
function installed(version: string): void {
  write('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/zod': { version } } }));
}

function which(tool: string): string {
  return spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).stdout.trim();
}

function setup(args: string[] = [], env: Record<string, string> = {}) {
  rmSync(join(root, 'calls'), { force: true });
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(root, 'src/setup.mjs'), ...args], {
    env: { PATH: machine(), ...env },
    encoding: 'utf8',
  });
  const calls = existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : [];
  // Whoever runs the tests may or may not be root; what is installed is the same.
  return { status, said: stderr + stdout, calls: calls.filter((call) => !call.startsWith('sudo -n true')) };
}

const PROVIDES_REDIS = `case "$*" in *install*redis*|*add*redis*) touch machine/redis-server; chmod +x machine/redis-server;; esac`;
const RUN_IT = 'shift; "$@"';

describe('packages', () => {
  beforeEach(() => give('redis-server'));

  test('are installed once, with a line that says so, and then nothing is said or done', () => {
    const first = setup();
    expect(first.calls).toEqual(['npm ci --include=dev --no-audit --no-fund']);
    expect(first.said).toMatch(/^· Installing packages \(first start only\) … done in \d\.\d s\n$/);
    expect(setup()).toEqual({ status: 0, said: '', calls: [] });
  });

  test('are installed again when the lock file has changed', () => {
    setup();
    write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/zod': { version: '4.1.0' } } }));
    expect(setup().calls).toEqual(['npm ci --include=dev --no-audit --no-fund']);
  });

  test.each([
    ['4.0.0', []],
    ['3.9.9', ['npm ci --include=dev --no-audit --no-fund']],
  ])('that a person installed by hand count if they are the right ones (%s)', (version, calls) => {
    installed(version);
    expect(setup().calls).toEqual(calls);
  });

  test('that cannot be installed: npm’s own words, what to do, exit 1, and the next run tries again', () => {
    give('npm', 'echo "npm error network" >&2; exit 1');
    const { status, said } = setup();
    expect(status).toBe(1);
    expect(said).toMatch(
      /… failed in .*\nnpm error network\nThe packages could not be installed; `npm ci` tries again\.\n$/,
    );
    expect(setup().calls).toHaveLength(1);
  });
});

describe('redis-server', () => {
  beforeEach(() => {
    installed('4.0.0');
    give('sudo', RUN_IT);
  });

  test.each([
    ['apt-get', ['apt-get update', 'apt-get install -y --no-install-recommends redis-server']],
    ['dnf', ['dnf install -y redis']],
    ['apk', ['apk add --no-cache redis']],
    ['brew', ['brew install redis']],
  ])('is installed with %s', (manager, calls) => {
    give(manager, PROVIDES_REDIS);
    const { status, said, calls: made } = setup();
    expect(made.filter((call) => call.startsWith(manager))).toEqual(calls);
    expect(said).toContain(`with ${manager} (first start only) … done in`);
    expect(status).toBe(0);
    expect(setup()).toEqual({ status: 0, said: '', calls: [] });
  });

  test('gives way to Valkey where there is no Redis any more', () => {
    give('dnf', 'case "$*" in *redis*) exit 1;; esac; touch machine/valkey-server; chmod +x machine/valkey-server');
    expect(setup()).toMatchObject({ status: 0, calls: expect.arrayContaining(['dnf install -y valkey']) });
  });

  test.each(['redis-server', 'valkey-server'])('is not installed when %s is there', (server) => {
    give(server);
    give('apt-get');
    expect(setup().calls).toEqual([]);
  });

  test('is not installed when REDIS_URL is given, in the environment or in .env, nor with --no-redis', () => {
    give('apt-get');
    expect(setup([], { REDIS_URL: 'redis://cache' }).calls).toEqual([]);
    expect(setup(['--no-redis']).calls).toEqual([]);
    write('.env', 'REDIS_URL=redis://cache\n');
    expect(setup().calls).toEqual([]);
  });

  test('that nothing can install: one line says what to do, exit 1', () => {
    const please = 'Please install redis-server or valkey-server, or set REDIS_URL.\n';
    expect(setup()).toEqual({ status: 1, said: please, calls: [] });
  });

  test('whose installation fails: the manager’s words and what to do, exit 1', () => {
    give('apk', 'echo "no such package"; exit 1');
    const { status, said } = setup();
    expect(status).toBe(1);
    expect(said).toMatch(/no such package\nPlease install .* or set REDIS_URL: sudo apk add redis\n$/);
  });
});

describe('a browser, with --browser', () => {
  const browser = ['--no-redis', '--browser'];
  beforeEach(() => {
    installed('4.0.0');
    give('sudo', RUN_IT);
  });

  test('is installed where there is none', () => {
    give('apk', 'touch machine/chromium; chmod +x machine/chromium');
    expect(setup(browser)).toMatchObject({ status: 0, calls: expect.arrayContaining(['apk add --no-cache chromium']) });
    expect(setup(browser)).toEqual({ status: 0, said: '', calls: [] });
  });

  test('is not installed when CHROMIUM says where it is, nor without --browser', () => {
    give('apk');
    expect(setup(browser, { CHROMIUM: '/opt/chrome' }).calls).toEqual([]);
    expect(setup(['--no-redis']).calls).toEqual([]);
  });

  test('that nothing can install: one line says what to do, exit 1', () => {
    const please = 'Please install Chromium, or set CHROMIUM to where it is.\n';
    expect(setup(browser)).toEqual({ status: 1, said: please, calls: [] });
  });
});

describe('--build', () => {
  beforeEach(() => {
    installed('4.0.0');
    write('node_modules/.bin/rolldown', '#!/bin/sh\necho "rolldown $*" >> calls\nmkdir -p dist\n');
  });

  test('builds when a source was added, changed or removed, and only then', () => {
    const built = ['rolldown -c src/rolldown.config.mjs'];
    expect(setup(['--no-redis', '--build']).calls).toEqual(built);
    expect(setup(['--no-redis', '--build'])).toEqual({ status: 0, said: '', calls: [] });
    write('handlers/index.ts', '');
    expect(setup(['--no-redis', '--build']).calls).toEqual(built);
    utimesSync(join(root, 'src/app.ts'), 1, 1);
    expect(setup(['--no-redis', '--build']).calls).toEqual(built);
    rmSync(join(root, 'handlers'), { recursive: true });
    expect(setup(['--no-redis', '--build']).calls).toEqual(built);
    expect(setup(['--no-redis', '--build']).calls).toEqual([]);
  });

  test('makes a file of each program, leaves nothing of an earlier build, and the page as it is', () => {
    for (const path of ['node_modules/rolldown', 'node_modules/.bin/rolldown']) {
      rmSync(join(root, path), { force: true });
      symlinkSync(join(projectRoot(), path), join(root, path));
    }
    symlinkSync(process.execPath, join(machine(), 'node'));
    copyFileSync(join(projectRoot(), 'src/rolldown.config.mjs'), join(root, 'src/rolldown.config.mjs'));
    for (const program of ['src/end-with-parent', 'src/start', 'src/verify', 'src/artifacts/worker', 'bench/index'])
      write(`${program}.ts`, '');
    write('src/words.ts', 'export const words: string = "ready";');
    write('src/app.ts', 'import { words } from "./words"; process.stdout.write(words);');
    for (const old of ['src/domain.js', 'src/domain.js.map', 'page/assets/index.js']) write(join('dist', old), '');

    expect(setup(['--no-redis', '--build'])).toMatchObject({ status: 0 });
    const made = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' });
    expect(made.filter((file) => file.endsWith('.js')).sort()).toEqual([
      'bench/index.js',
      'bench/worker.js',
      'page/assets/index.js',
      'src/app.js',
      'src/end-with-parent.js',
      'src/start.js',
      'src/verify.js',
      'src/worker.js',
    ]);
    const { stdout } = spawnSync(process.execPath, [join(root, 'dist/src/app.js')], { encoding: 'utf8' });
    expect(stdout).toBe('ready');
  });

  test('shows what cannot be built, and tries again next time', () => {
    write('node_modules/.bin/rolldown', '#!/bin/sh\necho "src/app.ts(1,1): [PARSE_ERROR]"; exit 1\n');
    for (const _ of [1, 2]) {
      expect(setup(['--no-redis', '--build'])).toMatchObject({
        status: 1,
        said: expect.stringContaining('[PARSE_ERROR]'),
      });
    }
  });
});

test('--page builds the page when something of it has changed, and leaves the bot alone', () => {
  installed('4.0.0');
  write('node_modules/.bin/rolldown', '#!/bin/sh\necho "rolldown $*" >> calls\nmkdir -p dist\n');
  write('node_modules/.bin/vite', '#!/bin/sh\necho "vite $*" >> calls\nmkdir -p dist/page\n');
  write('local-slack/page/src/App.tsx', '');
  const both = ['--no-redis', '--build', '--page'];
  const built = 'vite build local-slack/page';
  expect(setup(both).calls).toEqual(['rolldown -c src/rolldown.config.mjs', built]);
  expect(setup(both)).toEqual({ status: 0, said: '', calls: [] });
  write('local-slack/page/src/style.css', '');
  expect(setup(both).calls).toEqual([built]);
  utimesSync(join(root, 'src/app.ts'), 1, 1);
  expect(setup(both).calls).toEqual(['rolldown -c src/rolldown.config.mjs']);
  write('local-slack/page/src/style.css', 'body {}');
  expect(setup(['--no-redis', '--build']).calls).toEqual([]);
});

test('a Node that is too old is told so', () => {
  const old = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'18.20.0'}})`,
      join(root, 'src/setup.mjs'),
    ],
    { encoding: 'utf8' },
  );
  expect(old).toMatchObject({ status: 1, stderr: 'Node 20.19 or newer is needed; this is 18.20.0.\n' });
});
