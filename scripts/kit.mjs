// What setup and build share: the project's folder, progress lines, commands, and skipping work whose inputs are
// unchanged.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} text */
export const say = (text) => console.log(`specgram: ${text}`);

/** Says why, and ends with status 1. @param {string} text @returns {never} */
export function fail(text) {
  console.error(`specgram: ${text}`);
  process.exit(1);
}

/**
 * Runs a command in the project's folder; its output is shown only when it fails.
 * @param {string} command @param {string[]} args @param {{ cwd?: string, env?: Record<string, string>, mayFail?:
 *   boolean }} [options]
 * @returns {Promise<boolean>} whether it succeeded
 */
export function run(command, args, { cwd = ROOT, env = {}, mayFail = false } = {}) {
  return new Promise((ended) => {
    let output = '';
    const started = Date.now();
    const alive = setInterval(() => say(`  still at it after ${Math.round((Date.now() - started) / 1000)} s`), 30_000);
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.on('error', (error) => {
      output += error.message;
    });
    child.on('close', (status) => {
      clearInterval(alive);
      if (status !== 0 && !mayFail) fail(`${command} ${args.join(' ')} failed:\n${output}`);
      ended(status === 0);
    });
  });
}

/**
 * All files below a folder, sorted; none where there is no such folder.
 * @param {string} folder relative to the project
 * @returns {string[]}
 */
export function filesOf(folder) {
  if (!existsSync(resolve(ROOT, folder))) return [];
  const entries = readdirSync(resolve(ROOT, folder), { withFileTypes: true });
  return entries
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

/** One hash of the names and contents of files. @param {string[]} files @returns {string} */
export function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const data = existsSync(resolve(ROOT, file)) ? readFileSync(resolve(ROOT, file)) : null;
    hash.update(`${file}\n${data?.length ?? 'missing'}\n`);
    if (data) hash.update(data);
  }
  return hash.digest('hex');
}

/** Does a piece of work with a line before and after it. @param {string} name @param {() => unknown} work */
export async function task(name, work) {
  const started = Date.now();
  say(`${name} …`);
  await work();
  say(`${name}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * A task that is skipped when its stamp says that it was done with these very inputs and its outputs still stand.
 * @param {string} name @param {{ inputs: string[], outputs: string[] }} files @param {() => unknown} work
 */
export async function step(name, { inputs, outputs }, work) {
  const path = join(ROOT, 'build/stamps', name.replaceAll(' ', '-'));
  const hash = hashOf(inputs);
  const done = existsSync(path) && readFileSync(path, 'utf8') === hash;
  if (done && outputs.every((output) => existsSync(join(ROOT, output)))) return;
  rmSync(path, { force: true }); // what the work leaves half done, nothing vouches for
  await task(name, work);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, hash);
}
