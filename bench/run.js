// Every contest, or those named, to the README's tables: `npm run bench -- stft mel`. Ends with status 1 where a bound
// is missed. A new one is a file here that exports contest(kit), and its name in CONTESTS.

import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { load } from '../dist/index.js';
import { closeAll } from '../scripts/browser.mjs';
import { hold } from './measure.js';
import { BUILD, fftw, python } from './peer.js';

const CONTESTS = ['stft', 'mel', 'reassignment', 'retrieval', 'cqt', 'cqt-live', 'nsgt', 'ml', 'resample', 'browsers'];
const ROUNDS = 15;
const SAMPLE_RATE = 22050;
const SECONDS = 180;

/**
 * What a contest is made from.
 * @typedef {object} Kit
 * @property {import('../dist/index.js').Engine} sg
 * @property {Float32Array<ArrayBuffer>} samples also in the file that BUILD has as samples.f32
 * @property {number} sampleRate Hz
 * @property {number} seconds
 * @property {(...words: (string | number)[]) => () => Promise<import('./measure.js').Run>} askFftw a task of fftw.c
 * @property {(...words: (string | number)[]) => () => Promise<import('./measure.js').Run>} askPython a task of peers.py
 */

const names = process.argv.slice(2);
const unknown = names.find((name) => !CONTESTS.includes(name));
if (unknown) {
  console.error(`the bench must be one of ${CONTESTS.join(', ')}, got ${unknown}`);
  process.exit(1);
}

const samples = noise(SAMPLE_RATE * SECONDS);
const file = `${BUILD}samples.f32`;
writeFileSync(file, samples);
const peers = [fftw(), python()];
const versions = await Promise.all(peers.map((peer) => peer.ask('open', file, SAMPLE_RATE).catch(() => [])));
const [askFftw, askPython] = peers.map((peer) => (/** @type {(string | number)[]} */ ...words) => async () => {
  const [ms, sum] = (await peer.ask(...words)).map(Number);
  return { ms, sum: () => sum };
});
/** @type {Kit} */
const kit = { sg: await load(), samples, sampleRate: SAMPLE_RATE, seconds: SECONDS, askFftw, askPython };

console.log(
  `${[cpus()[0].model.trim(), `Node ${process.versions.node}`, ...versions.flat()].join('; ')}; medians of ${ROUNDS} rounds`,
);
let all = true;
try {
  for (const name of names.length ? names : CONTESTS) {
    const { contest } = await import(`./${name}.js`);
    for (const one of [await contest(kit)].flat()) all = (await hold(one, ROUNDS)) && all;
  }
} finally {
  for (const peer of peers) peer.close();
  await closeAll();
}
process.exitCode = all ? 0 : 1;

/** White noise in [-0.5, 0.5), always the same (xorshift32). @param {number} n */
function noise(n) {
  let state = 1;
  return Float32Array.from({ length: n }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 32;
  });
}
