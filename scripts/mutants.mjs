// What the tests would notice: small faults are put into a copy of the project, one at a time, and the tests that
// should tell are run until the first of them fails. `node scripts/mutants.mjs [words]`: of those whose file or reason
// has a word, or of all. The tables are tests/mutants/*.js; tests of hashes take no part, since a hash tells any two
// bits apart and never right from wrong. By hand: it takes a while, and what survives is for a human to judge.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, filesOf, ROOT, run, say } from './kit.mjs';

/**
 * @typedef {object} Mutant
 * @property {string} file @property {string} find text that is there once @property {string} put what takes its place
 * @property {string} why what goes wrong for whom @property {string[]} tests those that should notice
 */

const HASHES = /hash|engines\.test|tests\/c\//;
const words = process.argv.slice(2);
/** @type {Mutant[]} */
const all = [];
for (const file of filesOf('tests/mutants')) all.push(...(await import(pathToFileURL(join(ROOT, file)).href)).default);
const chosen = all.filter(
  ({ file, why }) => words.length === 0 || words.some((word) => file.includes(word) || why.includes(word)),
);
if (chosen.length === 0) fail(`no mutant has ${words.join(' or ')}`);
for (const { tests, why } of chosen) {
  const wrong = tests.find((test) => HASHES.test(test) || !existsSync(join(ROOT, test)));
  if (wrong || tests.length === 0) fail(`${wrong ?? 'nothing'} is no test for: ${why}`);
}

const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
/** @type {Set<string>} files that are not as they were at the last build */
const changed = new Set();
const inCopy = (/** @type {string} */ file) => join(copy, file);

await run(process.execPath, ['scripts/build.mjs']);
copyTree();
for (const { file } of chosen) changed.add(file);
if (!(await build())) fail('the copy does not build');
/** @type {Map<string, number>} ms that each test file takes */
const usual = new Map();
for (const test of new Set(chosen.flatMap(({ tests }) => tests))) {
  const started = Date.now();
  const { failed } = await runTest(test, 600_000);
  if (failed) fail(`${test} fails before anything is changed: ${failed}`);
  usual.set(test, Date.now() - started);
}
say(`${chosen.length} mutants, ${usual.size} test files that pass`);

const results = { killed: 0, survived: /** @type {Mutant[]} */ ([]), lost: /** @type {string[]} */ ([]) };
for (const mutant of chosen) await judge(mutant);
for (const text of results.lost) console.log(`not tried: ${text}`);
for (const { file, find, put, why } of results.survived)
  console.log(`survived: ${file}: ${why}\n  - ${find.trim()}\n  + ${put.trim()}`);
const tried = results.killed + results.survived.length;
console.log(`${results.killed} of ${tried} killed, ${((100 * results.killed) / Math.max(1, tried)).toFixed(0)} %`);
process.exitCode = results.lost.length > 0 ? 1 : 0;

/** @param {Mutant} mutant */
async function judge(mutant) {
  const { file, find, put, why, tests } = mutant;
  const text = existsSync(inCopy(file)) ? readFileSync(inCopy(file), 'utf8') : '';
  const times = text.split(find).length - 1;
  if (times !== 1) {
    results.lost.push(`${file}: ${why}: its text is there ${times} times`);
    return;
  }
  writeFileSync(
    inCopy(file),
    text.replace(find, () => put),
  );
  changed.add(file);
  try {
    if (!(await build())) {
      results.lost.push(`${file}: ${why}: does not build`);
      return;
    }
    for (const test of tests) {
      const { failed } = await runTest(test, 30_000 + 5 * /** @type {number} */ (usual.get(test)));
      if (!failed) continue;
      results.killed++;
      say(`killed: ${why}\n    by ${test}: ${failed}`);
      return;
    }
    results.survived.push(mutant);
    say(`SURVIVED: ${why}`);
  } finally {
    writeFileSync(inCopy(file), text);
    changed.add(file);
  }
}

/** What git knows or would take, and what is built. */
function copyTree() {
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
  for (const file of tracked.split('\n').filter((name) => name && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(inCopy(file)), { recursive: true });
    copyFileSync(join(ROOT, file), inCopy(file));
  }
  symlinkSync(join(ROOT, 'node_modules'), inCopy('node_modules'));
  for (const folder of ['dist', 'dist-demo', 'build/stamps'])
    cpSync(join(ROOT, folder), inCopy(folder), { recursive: true });
}

/** Only what the changed files are part of: the core with SIMD, the published modules, the demo. Whether it could be built. */
async function build() {
  const files = [...changed];
  const kissfft = join(ROOT, 'build/kissfft');
  const own = existsSync(kissfft) ? { KISSFFT_SOURCE_DIR: process.env.KISSFFT_SOURCE_DIR ?? kissfft } : {};
  const options = { cwd: copy, env: own, mayFail: true };
  if (files.some((file) => file.startsWith('src/'))) {
    const folder = 'build/wasm';
    const configure = [
      'cmake',
      '-S',
      '.',
      '-B',
      folder,
      '-G',
      'Ninja',
      `-DKISSFFT_SOURCE_DIR=${own.KISSFFT_SOURCE_DIR ?? ''}`,
    ];
    if (!existsSync(inCopy(folder))) await run('emcmake', configure, options);
    if (!(await run('cmake', ['--build', folder, '--target', 'specgram'], options))) return false;
    copyFileSync(inCopy(`${folder}/specgram.wasm`), inCopy('dist/specgram.wasm'));
  }
  const of = (/** @type {string} */ folder) => files.some((file) => file.startsWith(folder));
  const publish = ['scripts/build.mjs', of('demo/') ? '--pages' : '--modules'];
  if ((of('web/') || of('demo/')) && !(await run(process.execPath, publish, options))) return false;
  changed.clear();
  return true;
}

/**
 * Runs a test file until something fails.
 * @param {string} test
 * @param {number} patience ms
 * @returns {Promise<{ failed: string }>} the failed test's name, or ''
 */
function runTest(test, patience) {
  return new Promise((ended) => {
    const child = spawn(process.execPath, ['--test-reporter=tap', test], {
      cwd: copy,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    let failed = '';
    const stop = (/** @type {string} */ reason) => {
      failed ||= reason;
      spawnSync('pkill', ['-KILL', '-P', `${child.pid}`]); // its browsers would outlive it
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('it never ended'), patience);
    child.stdout.on('data', (data) => {
      output += data;
      const line = /^\s*not ok \d+ - (.*)$/m.exec(output);
      if (line) stop(line[1]);
    });
    child.on('close', (status) => {
      clearTimeout(timer);
      ended({ failed: failed || (status === 0 ? '' : `it ended with ${status}`) });
    });
  });
}
