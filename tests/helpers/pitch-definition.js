// YIN and pYIN in float64, as their papers and librosa 0.11 have them, written to be obviously right.

/**
 * The difference function over its cumulative mean, of periods from least to most.
 * @param {ArrayLike<number>} x a frame, behind which are zeros @param {number} least @param {number} most
 */
function unlikeness(x, least, most) {
  const at = (/** @type {number} */ i) => (i < x.length ? x[i] : 0);
  const values = [];
  for (let lag = 1, sum = 0; lag <= most; lag++) {
    let d = 0;
    for (let i = 0; i < x.length; i++) d += (at(i) - at(i + lag)) ** 2;
    sum += d;
    if (lag >= least) values.push(d / (sum / lag + 2 ** -126));
  }
  return values;
}

/**
 * Of every frame, centred and with zeros beyond the ends: its values, its troughs, and the refined frequency of each.
 * @param {Float32Array} x
 * @param {{ sampleRate: number, fMin: number, fMax: number, frameLength: number, hopLength: number }} options
 */
function framesOf(x, { sampleRate, fMin, fMax, frameLength, hopLength }) {
  const least = Math.floor(sampleRate / fMax);
  const pad = Math.floor(frameLength / 2);
  const padded = new Float64Array(x.length + 2 * pad);
  padded.set(x, pad);
  const frames = [];
  for (let from = 0; from + frameLength <= padded.length; from += hopLength) {
    const v = unlikeness(padded.subarray(from, from + frameLength), least, Math.ceil(sampleRate / fMin));
    const troughs = v.flatMap((value, i) => {
      if (i === 0) return value < v[1] ? [0] : [];
      return value < v[i - 1] && !(value > v[i + 1]) ? [i] : [];
    });
    const hz = v.map((value, i) => {
      const bend = v[i + 1] + v[i - 1] - 2 * value;
      const slope = (v[i + 1] - v[i - 1]) / 2;
      return sampleRate / (least + i + (Math.abs(slope) < Math.abs(bend) ? -slope / bend : 0));
    });
    frames.push({ v, troughs, hz });
  }
  return frames;
}

/** @param {Float32Array} x @param {any} options */
export function yinDefinition(x, options) {
  return framesOf(x, options).map(({ v, troughs, hz }) => {
    const first = troughs.find((i) => v[i] < (options.troughThreshold ?? 0.1));
    return hz[first ?? v.indexOf(Math.min(...v))];
  });
}

/**
 * @param {Float32Array} x @param {any} options
 * @returns {[hz: number, voiced: number, probability: number][]} Hz 0 where there is no voice
 */
export function pyinDefinition(x, options) {
  const { sampleRate, fMin, fMax, hopLength, switchProb = 0.01, noTroughProb = 0.01, resolution = 0.1 } = options;
  const { boltzmannParameter: lambda = 2, nThresholds = 100, maxTransitionRate = 35.92 } = options;
  const perSemitone = Math.ceil(1 / resolution);
  const n = Math.floor(12 * perSemitone * Math.log2(fMax / fMin) + 1e-9) + 1;
  const cdf = (/** @type {number} */ t) => 1 - (1 - t) ** 18 * (1 + 18 * t); // Beta(2, 18)
  const observed = framesOf(x, options).map(({ v, troughs, hz }) => {
    const chance = new Map(troughs.map((i) => [i, 0]));
    const add = (/** @type {number} */ i, /** @type {number} */ p) => chance.set(i, (chance.get(i) ?? 0) + p);
    const lowest = troughs.find((i) => v[i] === Math.min(...troughs.map((j) => v[j])));
    for (let i = 1; i <= nThresholds; i++) {
      const belief = cdf(i / nThresholds) - cdf((i - 1) / nThresholds);
      const below = troughs.filter((j) => v[j] < i / nThresholds);
      below.forEach((j, k) => {
        add(j, (belief * (1 - Math.exp(-lambda)) * Math.exp(-lambda * k)) / (1 - Math.exp(-lambda * below.length)));
      });
      if (below.length === 0 && lowest !== undefined) add(lowest, noTroughProb * belief);
    }
    const seen = new Float64Array(n);
    for (const [i, p] of chance) {
      const pitch = Math.max(0, Math.round(12 * perSemitone * Math.log2(hz[i] / fMin)));
      if (p > 0 && pitch < n) seen[pitch] = p;
    }
    const probability = Math.min(
      1,
      seen.reduce((sum, p) => sum + p, 0),
    );
    return { probability, states: [...seen, ...new Array(n).fill((1 - probability) / n)] };
  });

  const width = Math.round((maxTransitionRate * 12 * hopLength) / sampleRate) * perSemitone + 1;
  const half = (width - 1) / 2; // of odd widths
  const log = (/** @type {number} */ p) => Math.log(p + Number.MIN_VALUE * 2 ** 52); // the smallest normal number
  const steps = Array.from({ length: n }, (_, from) => {
    const row = Array.from({ length: n }, (_, to) => Math.max(0, half + 1 - Math.abs(to - from)));
    const sum = row.reduce((total, value) => total + value, 0);
    return row.map((value) => value / sum);
  });
  const step = (/** @type {number} */ from, /** @type {number} */ to) =>
    log(steps[from % n][to % n] * (from < n === to < n ? 1 - switchProb : switchProb));
  const table = Array.from({ length: 2 * n }, (_, to) => Float64Array.from({ length: 2 * n }, (_, k) => step(k, to)));
  let value = observed[0].states.map((p) => log(p));
  const ways = observed.slice(1).map(({ states }) => {
    const best = table.map((row) => {
      let from = 0;
      for (let k = 1; k < 2 * n; k++) if (value[k] + row[k] > value[from] + row[from]) from = k;
      return from;
    });
    value = best.map((from, to) => value[from] + table[to][from] + log(states[to]));
    return best;
  });
  const path = [value.indexOf(Math.max(...value))];
  for (const best of ways.reverse()) path.unshift(best[path[0]]);
  return path.map((state, t) => [
    state < n ? fMin * 2 ** (state / (12 * perSemitone)) : 0,
    Number(state < n),
    observed[t].probability,
  ]);
}
