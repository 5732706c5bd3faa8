// The C core without wasm: plain and under AddressSanitizer and UndefinedBehaviorSanitizer, with allocations that fail,
// hostile sizes, streams in random chunks, and fuzzers. SPECGRAM_FUZZ_SECONDS (60) and SPECGRAM_FUZZ_SEED (1) make the
// fuzzers run longer and elsewhere. A line of corpus/*.txt is one input, in base64; a finding goes in there with its
// mend.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const BUILDS = ['native', 'sanitize'];
const FUZZERS = [
  'fuzz_analyser',
  'fuzz_synthesiser',
  'fuzz_pieces',
  'fuzz_reassign',
  'fuzz_retrieval',
  'fuzz_cqt',
  'fuzz_sound',
  'fuzz_descriptors',
  'fuzz_pitch',
];

/**
 * Runs a program of a build to its end; what it prints is in the error if it fails.
 * @param {string} build
 * @param {string} name
 * @param {string[]} args
 */
async function runProgram(build, name, ...args) {
  const program = join(root, 'build', build, name);
  assert.ok(existsSync(program), `${program} is missing: node scripts/build.mjs --native makes it`);
  return promisify(execFile)(program, args, {
    cwd: tmpdir(),
    env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=1' },
    maxBuffer: 2 ** 26,
  });
}

const PROGRAMS = [
  ['defaults', "C's own defaults make every kind work, and a transform and its inverse agree from one config"],
  ['sizes', 'hostile values of every field are refused by name, and the largest allowed ones work'],
  ['stream', 'a thousand random chunkings, resets and poisoned samples give the bytes of the whole signal'],
  ['fft', 'the FFTs of one frame and of four in lockstep have the same bits and are inverted'],
  [
    'constantq',
    'constant-Q rows and their inverses are the same for any chunks, as late as is said, and free of subnormals',
  ],
  ['retrieval', 'Griffin-Lim and PGHI are the same for any chunks, stopped or not, alone or in a chain'],
  ['tuning', 'the tuning is what all peaks give when they are kept and sorted, and p-norms are what they say'],
  ['logarithms', 'logarithms and powers of our own keep their stated errors'],
  ['angles', 'angles, points of the unit circle and the quick logarithm keep their stated errors'],
  ['chains', 'chains in random chunks are the whole signal, end early, and come as late as they say'],
  ['alloc_fail', 'every allocation may fail without a leak, and none happens after create'],
];
for (const [program, fact] of PROGRAMS) {
  for (const build of BUILDS) test(`${build}: ${fact}`, () => runProgram(build, program));
}

test('every program of this folder is run', () => {
  const there = readdirSync(new URL('.', import.meta.url)).flatMap((name) => /^(.*)\.c$/.exec(name)?.[1] ?? []);
  const run = [...PROGRAMS.map(([program]) => program), ...FUZZERS, 'hash'];
  assert.deepEqual(there.sort(), run.sort());
});

test('the example that begins specgram.h is compiled as it stands there, and gives the rows of a sound', async () => {
  const manual = readFileSync(join(root, 'src/specgram.h'), 'utf8');
  const example = [...manual.slice(0, manual.indexOf('*/')).matchAll(/^ \* {5}(.*)$/gm)].map(([, line]) => line);
  const folder = mkdtempSync(join(tmpdir(), 'specgram-example-'));
  const file = join(folder, 'example.c');
  const text = `#include "specgram.h"
#include <stdio.h>
#define ROOM 4
static size_t all, count;
static float sound[48000], rows[ROOM * 128];
static void use(const float *values, size_t n) { all += n + (size_t)values[0]; }
static void example(const float *samples, size_t n) {
  ${example.join('\n  ')}
}
int main(void) {
  example(sound, 48000);
  printf("%zu", all);
}`;
  writeFileSync(file, text);
  try {
    const compiler = /CMAKE_C_COMPILER:\w+=(.*)/.exec(readFileSync(join(root, 'build/native/CMakeCache.txt'), 'utf8'));
    const options = ['-std=c11', '-Wall', '-Wextra', '-Werror', `-I${join(root, 'src')}`, file, '-o', `${file}.out`];
    const library = [join(root, 'build/native/libspecgram.a'), '-lm'];
    await promisify(execFile)(compiler?.[1] ?? 'cc', [...options, ...library]);
    assert.equal((await promisify(execFile)(`${file}.out`)).stdout, '94');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** What JavaScript puts together of stages, or tells first what only a whole sound says. */
const OF_WHOLE_SOUNDS = [
  ...['mfcc, idct', 'mfcc, 80 dB', 'mel bands back', 'sound of mel bands', 'mel bands of cepstra', 'delta, wrapped'],
  ...['pcen of mel bands', 'mel, db, onset, tempogram', 'pyin', 'onset strength', 'tempogram', 'tempo'],
];

test('the native library gives the bits of the wasm module', async () => {
  const all = JSON.parse(readFileSync(join(root, 'tests/promises/hashes.json'), 'utf8'));
  const expected = Object.fromEntries(Object.entries(all).filter(([name]) => !OF_WHOLE_SOUNDS.includes(name)));
  for (const build of BUILDS) assert.deepEqual(JSON.parse((await runProgram(build, 'hash')).stdout), expected, build);
});

/**
 * Runs a fuzzer from its corpus; the error of a finding ends with the line that goes into the corpus.
 * @param {string} target
 */
async function fuzz(target) {
  const { SPECGRAM_FUZZ_SECONDS: seconds = '60', SPECGRAM_FUZZ_SEED: seed = '1' } = process.env;
  const scratch = mkdtempSync(join(tmpdir(), 'specgram-fuzz-'));
  const corpus = join(scratch, 'corpus');
  const finding = join(scratch, 'finding');
  try {
    mkdirSync(corpus);
    const lines = readFileSync(new URL(`corpus/${target}.txt`, import.meta.url), 'utf8')
      .trim()
      .split('\n');
    lines.forEach((line, i) => writeFileSync(join(corpus, String(i)), Buffer.from(line, 'base64')));
    const { stderr } = await runProgram(
      'fuzz',
      target,
      corpus,
      `-max_total_time=${seconds}`,
      `-seed=${seed}`,
      '-max_len=2048',
      '-timeout=20',
      '-print_final_stats=1',
      `-exact_artifact_path=${finding}`,
    );
    return /number_of_executed_units: (\d+)/.exec(stderr)?.[1];
  } catch (error) {
    if (!existsSync(finding)) throw error;
    const { stderr } = /** @type {{ stderr: string }} */ (error);
    throw new Error(`${stderr.slice(-6000)}\n${readFileSync(finding, 'base64')}`);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

suite('fuzzers find nothing', { concurrency: 2 }, () => {
  for (const target of FUZZERS) {
    test(target, async (t) => t.diagnostic(`${await fuzz(target)} runs`));
  }
});
