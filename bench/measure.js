// Contenders to a table: they run in turn, round after round, so that whatever else the machine does befalls them
// alike.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * @typedef {{ ms: number, sum?: () => number }} Run `sum` of all that was computed: who does the same work has the same
 *   sum
 * @typedef {object} Contender
 * @property {string} name
 * @property {() => Run | Promise<Run>} run
 * @property {string} [work] contenders with the same word must have the same sum
 * @typedef {{ of: string, to: string, atMost: number }} Bound the time of one is at most so many times that of another
 * @typedef {{ title: string, seconds: number, contenders: Contender[], bounds: Bound[] }} Contest `seconds` of sound in
 *   one run
 */

const WARM_UP = 3; // rounds, for the optimising compilers
const SUMS_AGREE = 1e-5; // relative; float32 spectra of millions of numbers

class Disagreement extends Error {}

/** Times a function that returns an array. @param {() => ArrayLike<number>} compute @returns {() => Run} */
export function timed(compute) {
  return () => {
    const start = performance.now();
    const result = compute();
    return { ms: performance.now() - start, sum: () => sumOf(result) };
  };
}

/**
 * Runs a contest and prints its table and what its bounds say.
 * @param {Contest} contest
 * @param {number} rounds
 * @returns {Promise<boolean>} whether every bound holds whose contenders are here
 */
export async function hold({ title, seconds, contenders, bounds }, rounds) {
  const { times, absent } = await race(contenders, rounds);
  const [ours] = contenders;
  console.log(`\n| ${title} | ms | × real time | × ${ours.name} |\n|---|--:|--:|--:|`);
  for (const { name } of contenders) {
    const runs = times.get(name);
    if (!runs) console.log(`| ${name} | ${absent.get(name)} | | |`);
    else
      console.log(
        `| ${name} | ${figure(median(runs))} | ${figure((1000 * seconds) / median(runs))} | ${ratio(times, name, ours.name).toFixed(2)} |`,
      );
  }
  console.log('');
  let all = true;
  for (const { of, to, atMost } of bounds) {
    if (!times.has(of) || !times.has(to)) continue;
    const got = ratio(times, of, to);
    all &&= got <= atMost;
    console.log(
      `- ${of}: ${got.toFixed(2)} × the time of ${to} (at most ${atMost}: ${got <= atMost ? 'holds' : 'MISSED'})`,
    );
  }
  return all;
}

/**
 * @param {Contender[]} contenders
 * @param {number} rounds
 */
async function race(contenders, rounds) {
  /** @type {Map<string, number[]>} */
  const times = new Map();
  /** @type {Map<string, string>} */
  const absent = new Map();
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (let round = 0; round < rounds + WARM_UP; round++) {
    for (const { name, run, work } of contenders) {
      if (absent.has(name)) continue;
      try {
        const { ms, sum } = await run();
        if (round === 0 && work && sum) agree(sums, work, name, sum());
        if (round >= WARM_UP) times.set(name, [...(times.get(name) ?? []), ms]);
      } catch (error) {
        if (error instanceof Disagreement) throw error;
        absent.set(name, /** @type {Error} */ (error).message);
      }
      await collect();
    }
  }
  return { times, absent };
}

/**
 * Frees what the last run left, as C's free does: else it is chance whether a result takes memory that the process has
 * already or pages new from the system, which costs a third of our whole time.
 */
async function collect() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  await new Promise((resolve) => setTimeout(resolve, 10)); // the collector frees arrays on a thread of its own
}

/**
 * @param {Map<string, number>} sums
 * @param {string} work
 * @param {string} name
 * @param {number} sum
 */
function agree(sums, work, name, sum) {
  const first = sums.get(work);
  if (first === undefined) sums.set(work, sum);
  else if (!(Math.abs(sum - first) <= SUMS_AGREE * Math.abs(first))) {
    throw new Disagreement(`${name} must compute what the others do: a sum of ${first}, got ${sum}`);
  }
}

/**
 * The median of the rounds' ratios: a slow round is slow for both.
 * @param {Map<string, number[]>} times
 * @param {string} of
 * @param {string} to
 */
function ratio(times, of, to) {
  const others = times.get(to) ?? [];
  return median((times.get(of) ?? []).map((ms, round) => ms / others[round]));
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {ArrayLike<number>} values */
function sumOf(values) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

/** Three digits, with commas. @param {number} x */
function figure(x) {
  return x.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}
