// PGHI and RTPGHI against their equations in float64 (helpers/pghi.js): the gradients with their signs, the constants
// of the windows, the ends, the tolerance and where integration starts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { binsOf, centred, istft, windowOf } from '../helpers/definition.js';
import {
  forest,
  nearestGaussian,
  perFrame,
  pghi,
  SHAPES_OF_PAPER,
  toNextBin,
  toNextFrame,
  wrap,
} from '../helpers/pghi.js';
import { xorshift } from '../helpers/signals.js';
import { convergence } from './quality.mjs';

const sg = await load();
const TURN = 2 * Math.PI;

/** Windows of the paper's table, and others, whose Gaussian is found. @type {any[]} */
const WINDOWS = [
  ...Object.keys(SHAPES_OF_PAPER),
  ...['blackmanharris', 'parzen', 'bohman', 'barthann', 'lanczos', 'flattop', 'povey'],
  ...[
    ['kaiser', 4],
    ['kaiser', 9],
    ['gaussian', 60],
    ['chebwin', 80],
    ['tukey', 0.5],
  ],
];

/** @param {any} window @param {number} winLength @param {number} nFft */
const gammaOf = (window, winLength, nFft) =>
  window in SHAPES_OF_PAPER
    ? SHAPES_OF_PAPER[/** @type {keyof typeof SHAPES_OF_PAPER} */ (window)] * winLength ** 2
    : nearestGaussian(centred(windowOf(window, winLength), nFft));

/**
 * Magnitudes whose logarithm is -a u^2 - b v^2 + c u v, u frames and v bins from the middle, with a and b such that
 * every way of integrating leads to the same phases, which are therefore known:
 *   b hop n / (pi gamma) + a gamma / (pi hop n) = hop / n.
 * `share` is the first term's share of it.
 * @param {{ nFft: number, hopLength: number, gamma: number, share: number, tilt: number, frames: number, k0: number }}
 *   options frames: odd
 */
function quadratic({ nFft, hopLength, gamma, share, tilt: c, frames, k0 }) {
  const bins = binsOf(nFft);
  const t0 = (frames - 1) / 2;
  const a = ((1 - share) * Math.PI * hopLength ** 2) / gamma;
  const b = (share * Math.PI * gamma) / nFft ** 2;
  const perBinOfU = (a * gamma) / (Math.PI * hopLength * nFft);
  const log = (/** @type {number} */ t, /** @type {number} */ k) =>
    -a * (t - t0) ** 2 - b * (k - k0) ** 2 + c * (t - t0) * (k - k0);
  const phase = (/** @type {number} */ t, /** @type {number} */ k) => {
    const [u, v] = [t - t0, k - k0];
    return (
      (k0 * hopLength * u) / nFft +
      (((hopLength * nFft) / (TURN * gamma)) * c * u ** 2) / 2 -
      v / 2 +
      perBinOfU * u * v -
      ((gamma / (TURN * hopLength * nFft)) * c * v ** 2) / 2
    );
  };
  return { bins, a, log, phase };
}

test('PGHI gives the phases of the equations, with the constant of every window, of any length and at any hop', () => {
  const [frames, k0] = [41, 50];
  for (const window of WINDOWS) {
    for (const [nFft, hopLength, winLength, share, tilt] of [
      [256, 64, 256, 0.5, 0.2],
      [256, 50, 256, 0.8, -0.15],
      [256, 32, 200, 0.4, 0.1],
      [251, 32, 251, 0.4, 0.1],
    ]) {
      const gamma = gammaOf(window, winLength, nFft);
      const { bins, log, phase } = quadratic({ nFft, hopLength, gamma, share, tilt, frames, k0 });
      const data = Float32Array.from({ length: frames * bins }, (_, i) =>
        Math.exp(log(Math.floor(i / bins), i % bins)),
      );
      const found = sg.pghi(
        { data, shape: [frames, bins] },
        { nFft, hopLength, winLength, window, tolerance: 1e-9, output: 'phase' },
      ).data;
      let cells = 0;
      let worst = 0;
      data.forEach((magnitude, i) => {
        if (magnitude < 1e-6) return; // around those below the tolerance, differences are not the field's
        cells++;
        const expected = phase(Math.floor(i / bins), i % bins);
        worst = Math.max(worst, Math.abs(wrap(found[i] / TURN - expected)));
      });
      // A thousandth of a window's constant is some 1e-3 turns at the outermost cells; float32 holds turns to 6e-8, and
      // a phase has been through some twenty steps.
      assert.ok(cells > 60 && worst < 2e-6, `${window}, ${nFft}, hop ${hopLength}: ${worst} turns in ${cells} cells`);
    }
  }
});

test("the paper's constants are those of the nearest Gaussian, where zeros beyond the window count too", () => {
  for (const [window, shape] of Object.entries(SHAPES_OF_PAPER)) {
    // the paper's Nuttall is not SciPy's, which is 'nuttall' here: its first derivative is continuous
    const values =
      window === 'nuttall'
        ? Float64Array.from({ length: 1000 }, (_, i) =>
            [0.355768, -0.487396, 0.144232, -0.012604].reduce((w, a, k) => w + a * Math.cos((TURN * k * i) / 1000), 0),
          )
        : windowOf(window, 1000);
    const fitted = nearestGaussian(centred(values, 3000)) / 1000 ** 2;
    assert.ok(Math.abs(fitted / shape - 1) < 0.0015, `${window}: ${fitted}, not ${shape}`);
  }
});

test('a window of your own values has the constant of the nearest Gaussian', () => {
  const [nFft, hopLength, frames, k0] = [256, 64, 41, 60];
  const own = windowOf('hann', nFft).map((value) => 3 * value ** 2);
  const gamma = nearestGaussian(own);
  const { bins, log, phase } = quadratic({ nFft, hopLength, gamma, share: 0.5, tilt: 0, frames, k0 });
  const data = Float32Array.from({ length: frames * bins }, (_, i) => Math.exp(log(Math.floor(i / bins), i % bins)));
  const { data: found } = sg.pghi(
    { data, shape: [frames, bins] },
    { nFft, hopLength, window: own, tolerance: 1e-9, output: 'phase' },
  );
  for (let i = 0; i < data.length; i++)
    if (data[i] > 1e-6)
      assert.ok(Math.abs(wrap(found[i] / TURN - phase(Math.floor(i / bins), i % bins))) < 2e-6, `cell ${i}`);
});

/** Two seconds of tones, clicks and noise. */
function sound() {
  const random = xorshift(8);
  return Float32Array.from({ length: 12000 }, (_, i) => {
    const t = i / 8000;
    return (
      0.4 * Math.sin(TURN * (300 * t + 700 * t * t)) +
      0.3 * Math.sin(TURN * 1800 * t) * Math.exp(-6 * (t % 0.4)) +
      0.5 * Number(i % 3100 === 900) +
      0.01 * random()
    );
  });
}

test('every cell of a real sound has its phase from a neighbour by the gradient, or starts an island with phase 0', () => {
  for (const nFft of [256, 255]) checkCells(nFft, 64);
});

/** @param {number} nFft @param {number} hopLength */
function checkCells(nFft, hopLength) {
  const S = sg.spectrogram(sound(), { nFft, hopLength, power: 1 });
  const [frames, bins] = S.shape;
  const gamma = SHAPES_OF_PAPER.hann * nFft ** 2;
  const most = S.data.reduce((a, b) => Math.max(a, b));
  for (const tolerance of [1e-6, 1e-2, 0.1]) {
    const phases = sg.pghi(S, { tolerance, output: 'phase' }).data;
    const least = tolerance * most;
    const logs = Array.from({ length: frames }, (_, t) =>
      Float64Array.from(S.data.subarray(t * bins, (t + 1) * bins), (m) => Math.log(Math.max(m, least))),
    );
    const field = { logs, nFft, hopLength, gamma };
    const [near, linked] = [forest(S.data.length), forest(S.data.length)];
    const known = (/** @type {number} */ i) => S.data[i] > least;
    const link = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ turn) => {
      if (!known(a) || !known(b)) return;
      near.join(a, b);
      if (Math.abs(wrap((phases[b] - phases[a]) / TURN - turn)) < 1e-5) linked.join(a, b);
    };
    for (let t = 0; t < frames; t++) {
      for (let k = 0; k < bins; k++) {
        const i = t * bins + k;
        if (t + 1 < frames) link(i, i + bins, toNextFrame(field, t, k));
        if (k + 1 < bins) link(i, i + 1, toNextBin(field, t, k));
      }
    }
    /** @type {Map<number, number>} the loudest cell of each island */
    const loudest = new Map();
    for (let i = 0; i < S.data.length; i++) {
      const root = near.rootOf(i);
      if (known(i) && !(S.data[/** @type {number} */ (loudest.get(root))] >= S.data[i])) loudest.set(root, i);
    }
    let noise = 0;
    for (let i = 0; i < S.data.length; i++) {
      if (!known(i)) {
        noise += (phases[i] / TURN) ** 2;
        continue;
      }
      const start = /** @type {number} */ (loudest.get(near.rootOf(i)));
      assert.equal(linked.rootOf(i), linked.rootOf(start), `tolerance ${tolerance}, cell ${i} hangs on nothing`);
    }
    for (const start of loudest.values()) assert.equal(phases[start], 0, `tolerance ${tolerance}, island at ${start}`);
    const quiet = S.data.reduce((sum, m) => sum + Number(!(m > least)), 0);
    // noise that is even over a turn has a variance of 1/12
    if (quiet > 1000) assert.ok(Math.abs(noise / quiet - 1 / 12) < 0.01, `${noise / quiet} of ${quiet}`);
    assert.ok(tolerance < 1e-2 ? loudest.size === 1 : loudest.size > 3, `${loudest.size} islands`);
  }
}

test('the last bin turns by the gradient around half the rate, which even frames have in it and odd ones above it', () => {
  for (const nFft of [256, 255]) {
    const [bins, frames, hopLength, tolerance] = [binsOf(nFft), 9, 64, 1e-3];
    const data = Float32Array.from({ length: frames * bins }, (_, i) => Number(i % bins === bins - 1));
    const found = sg.pghi({ data, shape: [frames, bins] }, { nFft, hopLength, tolerance, output: 'phase' }).data;
    const logs = Array.from({ length: frames }, () =>
      Float64Array.from({ length: bins }, (_, k) => (k === bins - 1 ? 0 : Math.log(tolerance))),
    );
    const turn = perFrame({ logs, nFft, hopLength, gamma: SHAPES_OF_PAPER.hann * nFft ** 2 }, 0, bins - 1);
    for (let t = 1; t < frames; t++) {
      const step = (found[(t + 1) * bins - 1] - found[t * bins - 1]) / TURN;
      assert.ok(Math.abs(wrap(step - turn)) < 1e-5, `${nFft}, frame ${t}: ${step} turns, not ${turn}`);
    }
  }
});

test('PGHI finds as good a sound as the algorithm with an exact heap in float64', () => {
  const x = sound();
  const [nFft, hopLength] = [512, 128];
  const S = sg.spectrogram(x, { nFft, hopLength, power: 1 });
  const gamma = SHAPES_OF_PAPER.hann * nFft ** 2;
  const exact = pghi(S.data, S.shape[1], { nFft, hopLength, gamma, random: xorshift(3) });
  const init = exact.map((turns) => TURN * turns);
  const wanted = convergence(sg, sg.griffinLim(S, { nIter: 0, init, length: x.length }), S);
  const found = convergence(sg, sg.pghi(S, { length: x.length }), S);
  assert.ok(wanted < -15 && Math.abs(found - wanted) < 0.5, `${found} dB, by the definition ${wanted} dB`);
});

test('RTPGHI gives the sound whose phases are those of the equations, from its first frame to its last', () => {
  const [nFft, hopLength, frames, k0] = [256, 64, 21, 60];
  for (const window of WINDOWS) {
    for (const [winLength, tilt] of [
      [256, 0.1],
      [200, -0.05],
    ]) {
      const gamma = gammaOf(window, winLength, nFft);
      const options = { nFft, hopLength, gamma, share: 0.97, tilt, frames, k0 };
      const { bins, a, log, phase } = quadratic(options);
      // Differences at the first and the last frame are one-sided: odd frames that much louder make them the field's.
      const level = (/** @type {number} */ t, /** @type {number} */ k) => 8 + log(t, k) + a * (t % 2);
      const logs = Array.from({ length: frames }, (_, t) => Float64Array.from({ length: bins }, (_, k) => level(t, k)));
      const rows = logs.map((row) => Float32Array.from(row, Math.exp));
      // The first frame starts at its loudest cell, as if that had had phase 0 a frame before.
      const start = logs[0].indexOf(Math.max(...logs[0]));
      const rest = perFrame({ logs, nFft, hopLength, gamma }, 0, start) - phase(0, start);
      const X = rows.map((row, t) => {
        const angles = Float64Array.from(row, (_, k) => TURN * (phase(t, k) + rest));
        return {
          re: angles.map((angle, k) => row[k] * Math.cos(angle)),
          im: angles.map((w, k) => row[k] * Math.sin(w)),
        };
      });
      const expected = istft(X, { nFft, hopLength, window: windowOf(window, winLength) });
      const synthesiser = sg.synthesiser('rtpghi', { nFft, hopLength, winLength, window });
      /** @type {number[]} */
      const y = [];
      for (const row of rows) synthesiser.push(row, (block) => y.push(...block));
      synthesiser.flush((block) => y.push(...block));
      synthesiser.close();
      assert.equal(y.length, hopLength * (frames - 1));
      const off = Math.sqrt(
        y.reduce((sum, value, i) => sum + (value - expected[i]) ** 2, 0) / y.reduce((sum, v) => sum + v ** 2, 0),
      );
      assert.ok(off < 1e-4, `${window}, ${winLength} samples: ${off}`);
    }
  }
});

test('RTPGHI takes every cell from the frame before or from its own, by the gradient, or starts it there', () => {
  // Frames that do not overlap, under a window that nowhere vanishes: their phases can be read off the sound.
  const [nFft, frames, tolerance] = [256, 60, 1e-2];
  const bins = nFft / 2 + 1;
  const window = /** @type {const} */ (['gaussian', 42]);
  const gamma = nearestGaussian(windowOf(window, nFft));
  const random = xorshift(21);
  // Bumps that come and go, at levels that differ by more than the tolerance.
  const bumps = Array.from({ length: 70 }, () => ({
    t: frames * Math.abs(random()),
    k: 12 + (bins - 24) * Math.abs(random()), // the phases of the first and the last bin cannot be read
    height: Math.exp(4 * random()),
    width: 2 + 2 * random(),
  }));
  const rows = Array.from({ length: frames }, (_, t) =>
    Float32Array.from({ length: bins }, (_, k) =>
      bumps.reduce(
        (sum, bump) => sum + bump.height * Math.exp(-(((t - bump.t) / 3) ** 2) - ((k - bump.k) / bump.width) ** 2),
        1e-5,
      ),
    ),
  );
  const options = { nFft, hopLength: nFft, window, center: false };
  const y = new Float32Array(nFft * frames);
  let made = 0;
  const keep = (/** @type {Float32Array} */ block) => {
    y.set(block, made);
    made += block.length;
  };
  const synthesiser = sg.synthesiser('rtpghi', { ...options, tolerance });
  for (const row of rows) synthesiser.push(row, keep);
  synthesiser.flush(keep);
  synthesiser.close();
  assert.equal(made, y.length);
  const X = sg.stft(y, options);
  assert.equal(X.shape[0], frames);
  const logs = rows.map((row) => Float64Array.from(row, Math.log));
  const field = { logs, nFft, hopLength: nFft, gamma };
  const phase = (/** @type {number} */ t, /** @type {number} */ k) =>
    Math.atan2(X.data[2 * (t * bins + k) + 1], X.data[2 * (t * bins + k)]) / TURN;
  // What float32 leaves of the phase of a cell that is 1e-2 of its frame's loudest, and far below what chance would
  // meet.
  const agrees = (/** @type {number} */ turns) => Math.abs(wrap(turns)) < 2e-4;
  let [starts, noisy, lucky, continued] = [0, 0, 0, 0];
  rows.forEach((row, t) => {
    const most = (/** @type {number} */ at) => (at >= 0 ? Math.max(...rows[at]) : 0);
    const least = tolerance * Math.max(most(t), most(t - 1));
    const linked = forest(bins + 1); // bins: what is known already
    const near = forest(bins + 1);
    const follows = (/** @type {number} */ k) =>
      t > 0 && agrees(phase(t, k) - phase(t - 1, k) - toNextFrame(field, t - 1, k));
    for (let k = 1; k < bins - 1; k++) {
      if (!(row[k] > least)) {
        if (row[k] > least / 30) [noisy, lucky] = [noisy + 1, lucky + Number(follows(k))];
        continue;
      }
      if (t > 0 && rows[t - 1][k] > least) {
        near.join(k, bins);
        if (follows(k)) linked.join(k, bins);
      }
      if (k + 1 < bins - 1 && row[k + 1] > least) {
        near.join(k, k + 1);
        if (agrees(phase(t, k + 1) - phase(t, k) - toNextBin(field, t, k))) linked.join(k, k + 1);
      }
    }
    for (let k = 1; k < bins - 1; k++) {
      if (!(row[k] > least) || linked.rootOf(k) === linked.rootOf(bins)) continue;
      assert.notEqual(near.rootOf(k), near.rootOf(bins), `frame ${t}, bin ${k} hangs on nothing`);
      // an island: its loudest cell turns by the gradient of its own frame, on from where it was
      const island = Array.from(row.keys()).filter((other) => near.rootOf(other) === near.rootOf(k));
      const loudest = island.reduce((best, other) => (row[other] > row[best] ? other : best));
      assert.equal(linked.rootOf(k), linked.rootOf(loudest), `frame ${t}, bin ${k} hangs on nothing`);
      if (k !== loudest || (t > 0 && rows[t - 1][k] < 1e-2 * most(t - 1))) continue;
      starts++;
      const before = t > 0 ? phase(t - 1, k) : 0;
      if (t > 0) continued++;
      assert.ok(agrees(phase(t, k) - before - perFrame(field, t, k)), `frame ${t}, bin ${k} starts with another phase`);
    }
  });
  assert.ok(starts >= 3, `${starts} starts of which ${continued} go on`);
  assert.ok(noisy > 500 && lucky < noisy / 50, `${lucky} of ${noisy} cells below the tolerance follow the gradient`);
});
