/**
 * Makes a fresh clone ready to run: npm packages, a redis-server, the programs, a browser for the tests. Runs before `npm start` and `npm test`, needs
 * nothing but Node, and says nothing when there is nothing to do.
 *
 *   node src/setup.mjs [--no-redis] [--browser] [--build] [--page]
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pageFolder = join('local-slack', 'page');

const MANAGERS = [
  { name: 'apt-get', asRoot: true, update: ['update'], install: ['install', '-y', '--no-install-recommends'] },
  { name: 'dnf', asRoot: true, install: ['install', '-y'] },
  { name: 'apk', asRoot: true, install: ['add', '--no-cache'] },
  { name: 'brew', asRoot: false, install: ['install'] },
];

/** What each manager calls it: some systems have only Valkey by now. */
const REDIS = {
  please: 'Please install redis-server or valkey-server, or set REDIS_URL',
  isThere: () => ['redis-server', 'valkey-server'].some(onPath),
  packages: {
    'apt-get': ['redis-server', 'valkey-server'],
    dnf: ['redis', 'valkey'],
    apk: ['redis', 'valkey'],
    brew: ['redis', 'valkey'],
  },
};

/** The tests open the page of the local Slack in it. */
const BROWSER = {
  please: 'Please install Chromium, or set CHROMIUM to where it is',
  isThere: () => ['chromium', 'chromium-browser', 'google-chrome'].some(onPath),
  packages: { 'apt-get': ['chromium'], dnf: ['chromium'], apk: ['chromium'], brew: ['chromium'] },
};

try {
  requireNode();
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  await installPackages();
  if (!process.argv.includes('--no-redis') && !process.env.REDIS_URL) await install(REDIS);
  if (process.argv.includes('--browser') && !process.env.CHROMIUM) await install(BROWSER);
  if (process.argv.includes('--build')) await build();
  if (process.argv.includes('--page')) await buildPage();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
}

async function installPackages() {
  const stamp = join(root, 'node_modules', '.setup-stamp');
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const wanted = `${hash(lock)} node ${process.versions.node.split('.')[0]}`;
  if (read(stamp) === wanted) return;
  if (!isInstalled(lock)) {
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
    const { fault } = await step('Installing packages (first start only)', 'npm', args);
    if (fault) throw new Error(`${fault}\nThe packages could not be installed; \`npm ci\` tries again.`);
  }
  writeFileSync(stamp, wanted);
}

/** Whether someone ran npm here already, and it installed what the lock file asks for. */
function isInstalled(lock) {
  const note = read(join(root, 'node_modules', '.package-lock.json'));
  if (note === undefined) return false;
  const installed = JSON.parse(note).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || installed[path]?.version === version || (!installed[path] && (optional || devOptional)),
  );
}

async function install({ please, isThere, packages: names }) {
  if (isThere()) return;
  const manager = MANAGERS.find(({ name }) => onPath(name));
  if (!manager) throw new Error(`${please}.`);

  const { name, asRoot, update, install: words } = manager;
  const packages = names[name];
  const byHand = `${please}: ${asRoot ? 'sudo ' : ''}${name} ${words[0]} ${packages[0]}`;
  const sudo = asRoot && process.getuid?.() !== 0 ? ['sudo', '-n'] : [];
  if (sudo.length > 0 && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) throw new Error(byHand);

  const run = (title, args) => {
    const [command, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', name, ...args];
    return step(title, command, rest);
  };
  if (update) await run(`Reading the package lists of ${name} (first start only)`, update);
  let fault;
  for (const candidate of packages) {
    ({ fault } = await run(`Installing ${candidate} with ${name} (first start only)`, [...words, candidate]));
    if (!fault && isThere()) return;
  }
  throw new Error(`${fault ?? 'It was installed, but is not on the PATH.'}\n${byHand}`);
}

/** Builds the programs, to dist/src and dist/bench. */
async function build() {
  const code = sources(['src', 'handlers', 'blocks', 'jobs', 'local-slack', 'bench'], /\.(ts|mjs|json)$/);
  const own = code.filter((file) => !file.startsWith(pageFolder));
  await unlessUnchanged('.build-stamp', own, 'Building the programs', 'rolldown', ['-c', 'src/rolldown.config.mjs']);
}

/** The page of the local Slack, to dist/page. It shares a few files with its server. */
async function buildPage() {
  const code = sources(
    [pageFolder, join('local-slack', 'browser'), join('local-slack', 'block-kit')],
    /\.(tsx?|css|html|svg|json)$/,
  );
  await unlessUnchanged('.page-stamp', code, 'Building the page', 'vite', ['build', pageFolder]);
}

/** Runs a tool unless nothing has changed since it last did. */
async function unlessUnchanged(stampName, files, title, tool, args) {
  const stamp = join(root, 'dist', stampName);
  const wanted = hash(files.map(withSizeAndTime).join('\n'));
  if (read(stamp) === wanted) return;
  const { fault } = await step(title, join(root, 'node_modules', '.bin', tool), args);
  if (fault) throw new Error(fault);
  writeFileSync(stamp, wanted);
}

/** The files of some folders, and those that all depend on. */
function sources(folders, wanted) {
  const code = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)));
  return ['package-lock.json', 'tsconfig.json', ...code.filter((file) => wanted.test(file))];
}

function withSizeAndTime(file) {
  const { size, mtimeMs } = statSync(join(root, file));
  return `${file} ${size} ${mtimeMs}`;
}

/** Runs a command under a line that tells how long it takes; its output is shown only if it fails. */
async function step(title, command, args) {
  const start = Date.now();
  const line = `· ${title} … `;
  process.stderr.write(line);
  const clock = process.stderr.isTTY
    ? setInterval(() => process.stderr.write(`\r${line}${seconds(start)} `), 1000)
    : undefined;
  const output = [];
  // Whatever runs us, such as tests: what is built is for use.
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const failed = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `It ended with ${signal ?? `code ${code}`}.`),
    );
  });
  clearInterval(clock);
  process.stderr.write(`${clock ? `\r${line}` : ''}${failed ? 'failed' : 'done'} in ${seconds(start)}\n`);
  if (!failed) return {};
  const words = Buffer.concat(output).toString().trim();
  return { fault: words || failed };
}

function seconds(start) {
  const passed = (Date.now() - start) / 1000;
  return `${passed.toFixed(passed < 10 ? 1 : 0)} s`;
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, name)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
