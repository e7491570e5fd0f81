// What `npm start`, `npm test` and the others run first: from a bare Debian machine to a built module.
//
// It runs before any package exists, so it uses node's own modules only. Everything here is asked for by what it
// leaves behind (a stamp, a program, a header file), so a second run finds it all and costs about a second.
//
// node web/tooling/prepare.mjs [--for start|test|bench|conformance|shots] [--no-install] [--quiet]
// `--no-install` (or EDGECACHE_NO_INSTALL=1) never touches the system: it prints the line to run instead.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const flags = process.argv.slice(2);
const purpose = flags.includes('--for') ? flags[flags.indexOf('--for') + 1] : 'start';
const quiet = flags.includes('--quiet');
const mayInstall = !flags.includes('--no-install') && !process.env.EDGECACHE_NO_INSTALL;

process.chdir(join(import.meta.dirname, '..', '..'));
refuseOldNode();
step('JavaScript packages', installPackages);
step('Compiler, headers and programs', installPrograms);
step('WebAssembly module', () => buildPreset('wasm', purpose === 'test' ? [] : ['edgecache_wasm']));
if (purpose === 'test' || purpose === 'bench' || purpose === 'conformance') {
  step('Native build', () => buildPreset('native', []));
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(`node ${process.versions.node} is too old: vite needs 20.19 or newer.`);
}

/** npm ci, unless node_modules was made from this very lockfile. */
function installPackages() {
  const stamp = 'node_modules/.from-lockfile';
  const now = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return 'ready';
  run('npm', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(stamp, now);
  return 'installed';
}

/** Headers are looked for as files: asking a compiler would need one that may be missing too. */
function installPrograms() {
  const missing = needed(purpose)
    .filter(([, sign]) => !(sign.startsWith('/') ? existsSync(sign) : isProgram(sign)))
    .map(([name]) => name);
  if (missing.length === 0) return 'ready';

  const root = process.getuid?.() === 0;
  const line = `${root ? '' : 'sudo '}apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  const sudo = !root && isProgram('sudo') && silent('sudo', ['-n', 'true']);
  if (!mayInstall || !isProgram('apt-get') || !(root || sudo)) {
    stop(
      `Still needed: ${missing.join(', ')}.\nOn Debian or Ubuntu run:  ${line}\nElsewhere install the same tools, then try again.`,
    );
  }
  console.error(`Installing with apt: ${missing.join(' ')}`);
  // Another apt may hold the lock (a boot-time update): wait for it. Lists may be empty: update, then try again.
  const apt = (/** @type {string[]} */ args) => {
    const whole = ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const command = root ? ['apt-get', ...whole] : ['sudo', 'apt-get', ...whole];
    return spawnSync(command[0], command.slice(1), {
      stdio: ['ignore', 'ignore', 'pipe'],
      env,
      encoding: 'utf8',
    });
  };
  const install = () => apt(['install', '-y', '--no-install-recommends', ...missing]);
  if (install().status !== 0) {
    apt(['update']);
    const again = install();
    if (again.status !== 0) stop(`${again.stderr}\nThis did not work: ${line}`);
  }
  return `installed ${missing.join(' ')}`;
}

/**
 * Debian's package and the program or file that shows it is there.
 * @param {string} what
 * @returns {[string, string][]}
 */
function needed(what) {
  /** @type {[string, string][]} */
  const build = [
    ['emscripten', 'em++'],
    ['cmake', 'cmake'],
    ['ninja-build', 'ninja'],
    ['pkg-config', 'pkg-config'],
    ['g++', 'g++'],
    ['python3', 'python3'],
    ['libxxhash-dev', '/usr/include/xxhash.h'],
    ['doctest-dev', '/usr/include/doctest/doctest.h'],
  ];
  if (what === 'shots') return [...build, ['chromium', 'chromium']];
  if (what !== 'test') return build;
  return [
    ...build,
    ['clang-format', 'clang-format'],
    ['clang-tidy', 'clang-tidy'],
    ['chromium', 'chromium'],
    ['firefox-esr', 'firefox-esr'],
    ['webkit2gtk-driver', 'WebKitWebDriver'],
    ['xvfb', 'Xvfb'],
    ['xauth', 'xauth'],
  ];
}

/** Ninja decides what is out of date. @param {string} preset @param {string[]} targets */
function buildPreset(preset, targets) {
  if (!existsSync(`build/${preset}/build.ninja`)) run('cmake', ['--preset', preset], 'ignore');
  const target = targets.length > 0 ? ['--target', ...targets] : [];
  const built = spawnSync('cmake', ['--build', '--preset', preset, ...target], { encoding: 'utf8' });
  if (built.status !== 0)
    stop(`${built.stdout}${built.stderr}\ncmake --build --preset ${preset} did not work.`);
  return built.stdout.includes('no work to do') ? 'up to date' : 'built';
}

/** @param {string} label @param {() => string} work */
function step(label, work) {
  const start = performance.now();
  const outcome = work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (!quiet) console.error(`${label}: ${outcome} (${seconds} s)`);
}

/** @param {string} command @param {string[]} args @param {'inherit' | 'ignore'} [output] */
function run(command, args, output = quiet ? 'ignore' : 'inherit') {
  const { status } = spawnSync(command, args, { stdio: ['ignore', output === 'inherit' ? 2 : 'ignore', 2] });
  if (status !== 0) stop(`${command} ${args.join(' ')} did not work.`);
}

/** @param {string} command @param {string[]} args */
function silent(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/** @param {string} name */
function isProgram(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some((folder) => folder !== '' && existsSync(join(folder, name)));
}

/** @param {string} why @returns {never} */
function stop(why) {
  console.error(`\n${why}`);
  process.exit(1);
}
