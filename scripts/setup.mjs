// A machine with Node and git to one that can build and test: installs what is missing, and only that. Node's own
// modules alone, because this runs before node_modules exists. `node scripts/setup.mjs start|test|bench`
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { packageLists, sourceList } from './apt.mjs';
import { fail, ROOT, run, say, step, task } from './kit.mjs';

/**
 * A program on the PATH, or a file where Debian puts it; the Debian package that has it; what it is called elsewhere.
 */
const BUILD = [
  ['emcc', 'emscripten', 'Emscripten SDK'],
  ['cmake', 'cmake', 'CMake 3.20 or newer'],
  ['ninja', 'ninja-build', 'Ninja'],
];
const NATIVE = [
  ['cc', 'gcc', 'a C compiler'],
  ['/usr/include/stdio.h', 'libc6-dev', "the C library's headers"],
];
const BROWSERS = [
  ['chromium', 'chromium', 'Chromium'],
  ['firefox-esr', 'firefox-esr', 'Firefox ESR'],
  ['pulseaudio', 'pulseaudio', 'PulseAudio'],
];
const NEEDS = {
  start: BUILD,
  test: [
    ...BUILD,
    ...NATIVE,
    ['clang', 'clang', 'Clang'],
    ['clang-format', 'clang-format', 'clang-format'],
    ['/usr/lib/llvm-14/lib/clang/14.0.6/lib', 'libclang-rt-14-dev', "Clang's sanitizers and libFuzzer"],
    ['llvm-symbolizer', 'llvm', 'LLVM'],
    ...BROWSERS,
  ],
  bench: [...BUILD, ...NATIVE, ...BROWSERS, ['/usr/include/fftw3.h', 'libfftw3-dev', 'FFTW']],
};
/** Needed to unpack Debian's KissFFT. */
const UNPACKERS = [
  ['patch', 'patch', 'patch'],
  ['xz', 'xz-utils', 'xz'],
];
const KISSFFT = 'build/kissfft';
/** As root there is nothing to drop privileges for, and another apt run may hold the lock. */
const APT = ['-q', '-o', 'APT::Sandbox::User=root', '-o', 'DPkg::Lock::Timeout=300'];

const profile = /** @type {keyof NEEDS} */ (process.argv[2] ?? 'start');
if (!Object.hasOwn(NEEDS, profile)) fail(`the profile must be one of ${Object.keys(NEEDS).join(', ')}, got ${profile}`);
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 16)) fail(`Node 20.16 or newer is needed, this is ${process.version}`);

const pin = JSON.parse(readFileSync(join(ROOT, 'scripts/kissfft.json'), 'utf8'));
const unpacks = !process.env.KISSFFT_SOURCE_DIR && has('apt-get');
await install([...NEEDS[profile], ...(unpacks ? UNPACKERS : [])]);
if (unpacks) await step('KissFFT source', { inputs: ['scripts/kissfft.json'], outputs: [KISSFFT] }, kissfft);
await step('npm packages', { inputs: ['package-lock.json'], outputs: ['node_modules/.package-lock.json'] }, () =>
  run('npm', ['ci', '--ignore-scripts', '--include=dev', '--no-fund', '--no-audit']),
);

/** Whether a program is on the PATH, or a file exists where Debian puts it. @param {string} name */
function has(name) {
  if (name.startsWith('/')) return existsSync(name) || !has('apt-get');
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

/** @param {string[][]} wanted rows of NEEDS */
async function install(wanted) {
  const missing = wanted.filter(([name]) => !has(name));
  if (!missing.length) return;
  const packages = missing.map(([, name]) => name).join(' ');
  if (!has('apt-get') || process.getuid?.() !== 0) {
    fail(`these are missing: ${missing.map(([, , name]) => name).join(', ')}.
  On Debian 12: sudo apt-get install --no-install-recommends ${packages}
  Elsewhere: install them so that ${missing.map(([name]) => name).join(', ')} can be found, then run this again.`);
  }
  await task(`Debian packages ${packages}`, async () => {
    // One foreign repository that does not answer must not stop what the others have; whether it mattered, the next
    // line tells.
    await run('apt-get', [...APT, 'update'], { mayFail: true });
    await run('apt-get', [...APT, 'install', '-y', '--no-install-recommends', ...packages.split(' ')], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  });
}

/**
 * Debian's source package from the machine's own mirrors, by package lists of our own: the machine's stay as they are.
 */
async function kissfft() {
  const apt = join(ROOT, 'build/apt');
  const out = join(ROOT, KISSFFT);
  for (const folder of [apt, out]) rmSync(folder, { recursive: true, force: true });
  for (const folder of ['sources', 'lists/partial', 'cache/archives/partial', 'unpacked'])
    mkdirSync(join(apt, folder), { recursive: true });
  mkdirSync(out, { recursive: true });
  for (const path of packageLists())
    writeFileSync(join(apt, 'sources', basename(path)), sourceList(path, readFileSync(path, 'utf8')));
  const options = [
    ...APT,
    '-o',
    'Dir::Etc::sourcelist=/dev/null',
    '-o',
    `Dir::Etc::sourceparts=${apt}/sources`,
    '-o',
    `Dir::State::lists=${apt}/lists`,
    '-o',
    `Dir::Cache=${apt}/cache`,
  ];
  await run('apt-get', [...options, 'update'], { mayFail: true });
  const files = Object.entries(pin.debian.sha256);
  if (
    !(await run('apt-get', [...options, 'source', '--download-only', `kissfft=${pin.debian.version}`], {
      cwd: apt,
      mayFail: true,
    }))
  ) {
    say(`  the package mirror has no kissfft ${pin.debian.version}: CMake will fetch upstream's ${pin.version}`);
    return;
  }
  for (const [name, sha256] of files) {
    const got = createHash('sha256')
      .update(readFileSync(join(apt, name)))
      .digest('hex');
    if (got !== sha256) fail(`${name} must have the SHA-256 ${sha256}, got ${got}`);
  }
  const unpacked = join(apt, 'unpacked');
  for (const [name] of files) await run('tar', ['-xf', join(apt, name), '-C', unpacked]);
  const source = join(unpacked, `kissfft-${pin.version}`);
  for (const patch of pin.debian.patches)
    await run('patch', ['-p1', '-i', join(unpacked, 'debian/patches', patch)], { cwd: source });
  rmSync(out, { recursive: true });
  renameSync(source, out);
}
