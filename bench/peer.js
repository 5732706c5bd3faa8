// A program in another language to a contender: one line asked, one line answered, so that its runs alternate with
// ours.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
export const BUILD = here('../build/bench/');
mkdirSync(BUILD, { recursive: true });

/** One thread each, as we have. */
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1', NUMBA_NUM_THREADS: '1' };

/** A running program, or why there is none. */
export class Peer {
  #child;
  #answers;

  /**
   * @param {string} command
   * @param {string[]} args
   */
  constructor(command, args) {
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...ONE_THREAD } });
    this.#child.on('error', () => {}); // its answers end, which ask() reports
    this.#child.stdin.on('error', () => {});
    this.#answers = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  /**
   * @param {...(string | number)} words
   * @returns {Promise<string[]>} the words behind "ok"
   * @throws {Error} where the program is not there, or has not got the library
   */
  async ask(...words) {
    this.#child.stdin.write(`${words.join('\t')}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('not here');
    const [status, ...rest] = value.split('\t');
    if (status !== 'ok') throw new Error(rest.join(' '));
    return rest;
  }

  close() {
    this.#child.kill();
  }
}

/** Native FFTW, compiled for this machine with every optimisation that keeps the numbers. */
export function fftw() {
  const program = `${BUILD}fftw`;
  const flags = ['-std=c11', '-O3', '-march=native', '-fno-math-errno'];
  spawnSync('cc', [...flags, here('fftw.c'), '-o', program, '-lfftw3f', '-lm']);
  return new Peer(program, []);
}

/** librosa and SciPy, in the Python that SPECGRAM_PYTHON names. */
export function python() {
  return new Peer(process.env.SPECGRAM_PYTHON ?? '/usr/bin/python3', [here('peers.py')]);
}
