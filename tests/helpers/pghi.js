// Phases from magnitudes in float64. Prusa, Balazs, Sondergaard: A Noniterative Method for Reconstruction of Phase From
// STFT Magnitude (2017): the gradient of the phase that the logarithm of the magnitudes gives, and its integration from
// the loudest cell outwards. Phases are in turns, and counted from a frame's first sample.

/** The paper's table 1: of the Gaussian exp(-pi i^2 / gamma) that stands for a window, gamma / length^2. */
export const SHAPES_OF_PAPER = {
  hann: 0.25645,
  cosine: 0.41532,
  hamming: 0.29794,
  bartlett: 0.27561,
  blackman: 0.17954,
  nuttall: 0.12807,
};

/**
 * gamma of the Gaussian that is nearest to a window by the sum of squares, both with a peak of 1: the best of a grid,
 * which is made finer around it.
 * @param {ArrayLike<number>} window around its middle, window[floor(n / 2)]
 */
export function nearestGaussian(window) {
  const values = Array.from(window);
  const peak = Math.max(...values.map(Math.abs));
  const middle = Math.floor(values.length / 2);
  const distance = (/** @type {number} */ log) =>
    values.reduce((sum, w, i) => sum + (w / peak - Math.exp((-Math.PI * (i - middle) ** 2) / Math.exp(log))) ** 2, 0);
  let [from, to] = [0, 2 * Math.log(3 * values.length)];
  for (let round = 0; round < 12; round++) {
    const step = (to - from) / 24;
    let best = from;
    for (let i = 1; i <= 24; i++) if (distance(from + i * step) < distance(best)) best = from + i * step;
    [from, to] = [best - step, best + step];
  }
  return Math.exp((from + to) / 2);
}

/**
 * @typedef {object} Field what is known before integration
 * @property {Float64Array[]} logs [frames][bins], natural logarithms
 * @property {number} nFft @property {number} hopLength @property {number} gamma
 */

/**
 * The derivative along bins; the logarithm is even around the first and around nFft / 2, which of an odd nFft lies half
 * a bin above the last. @param {Field} field
 */
export function alongBins({ logs, nFft }, t, k) {
  const at = (/** @type {number} */ bin) => logs[t][Math.min(Math.abs(bin), nFft - Math.abs(bin))];
  return (at(k + 1) - at(k - 1)) / 2;
}

/** The derivative along frames, one-sided at the ends. @param {Field} field */
export function alongFrames({ logs }, t, k) {
  const [before, after] = [Math.max(0, t - 1), Math.min(logs.length - 1, t + 1)];
  return (logs[after][k] - logs[before][k]) / (after - before);
}

/** How far the phase turns from frame t to the next by the gradient there. @param {Field} field */
export const perFrame = (field, t, k) =>
  (k * field.hopLength) / field.nFft +
  ((field.hopLength * field.nFft) / (2 * Math.PI * field.gamma)) * alongBins(field, t, k);

/** How far it turns from bin k to the next. @param {Field} field */
export const perBin = (field, t, k) =>
  -1 / 2 - (field.gamma / (2 * Math.PI * field.hopLength * field.nFft)) * alongFrames(field, t, k);

/** From frame t to t + 1 by the trapezoid; k's own turn is the same at both. @param {Field} field */
export const toNextFrame = (field, t, k) => (perFrame(field, t, k) + perFrame(field, t + 1, k)) / 2;
/** From bin k to k + 1. @param {Field} field */
export const toNextBin = (field, t, k) => (perBin(field, t, k) + perBin(field, t, k + 1)) / 2;

/** A phase without its whole turns, -1/2 to 1/2. @param {number} turns */
export const wrap = (turns) => turns - Math.round(turns);

/**
 * Sets of cells, joined two by two.
 * @param {number} n
 */
export function forest(n) {
  const parents = Int32Array.from({ length: n }, (_, i) => i);
  const rootOf = (/** @type {number} */ i) => {
    while (parents[i] !== i) i = parents[i] = parents[parents[i]];
    return i;
  };
  return {
    rootOf,
    join: (/** @type {number} */ a, /** @type {number} */ b) => {
      parents[rootOf(a)] = rootOf(b);
    },
  };
}

/**
 * Algorithm 1 with an exact heap. Cells of at most tolerance times the loudest magnitude count as that loud and get
 * random phases.
 * @param {ArrayLike<number>} magnitudes [frames][bins] @param {number} bins @param {{ nFft: number, hopLength: number,
 *   gamma: number, tolerance?: number, random: () => number }} options random: -1 to 1
 * @returns {Float64Array} turns
 */
export function pghi(magnitudes, bins, { nFft, hopLength, gamma, tolerance = 1e-6, random }) {
  const values = Float64Array.from(magnitudes);
  const frames = values.length / bins;
  const least = tolerance * values.reduce((a, b) => Math.max(a, b));
  const logs = Array.from({ length: frames }, (_, t) =>
    values.slice(t * bins, (t + 1) * bins).map((m) => Math.log(Math.max(m, least))),
  );
  const field = { logs, nFft, hopLength, gamma };
  const phases = values.map((m) => (m > least ? Number.NaN : random() / 2));
  const byLoudness = Array.from(values.keys()).sort((a, b) => values[b] - values[a]);
  /** @type {number[]} the loudest first */
  const heap = [];
  const louder = (/** @type {number} */ i, /** @type {number} */ j) => values[heap[i]] > values[heap[j]];
  const swap = (/** @type {number} */ i, /** @type {number} */ j) => {
    [heap[i], heap[j]] = [heap[j], heap[i]];
  };
  const push = (/** @type {number} */ cell) => {
    heap.push(cell);
    for (let i = heap.length - 1; i > 0 && louder(i, (i - 1) >> 1); i = (i - 1) >> 1) swap(i, (i - 1) >> 1);
  };
  const pop = () => {
    const top = heap[0];
    const last = /** @type {number} */ (heap.pop());
    if (heap.length > 0) heap[0] = last;
    for (let i = 0; ; ) {
      let next = 2 * i + 1;
      if (next + 1 < heap.length && louder(next + 1, next)) next++;
      if (!(next < heap.length && louder(next, i))) return top;
      swap(i, next);
      i = next;
    }
  };
  for (const start of byLoudness) {
    if (!Number.isNaN(phases[start])) continue;
    phases[start] = 0;
    push(start);
    while (heap.length > 0) {
      const cell = pop();
      const [t, k] = [Math.floor(cell / bins), cell % bins];
      const reach = (/** @type {boolean} */ inside, /** @type {number} */ to, /** @type {() => number} */ turn) => {
        if (!inside || !Number.isNaN(phases[to])) return;
        phases[to] = wrap(phases[cell] + turn());
        push(to);
      };
      reach(t + 1 < frames, cell + bins, () => toNextFrame(field, t, k));
      reach(t > 0, cell - bins, () => -toNextFrame(field, t - 1, k));
      reach(k + 1 < bins, cell + 1, () => toNextBin(field, t, k));
      reach(k > 0, cell - 1, () => -toNextBin(field, t, k - 1));
    }
  }
  return phases;
}
