// The line that always says how finely the picture can tell frequencies and moments apart.
import { about } from '../ui/format.js';

/**
 * @typedef {object} Resolution
 * @property {number[]} df Hz @property {number[]} dt s; where bins differ, of the lowest and the highest
 * @property {number} step s
 * @property {string} bins how they lie
 */

/**
 * Δf is the width of the window's main lobe at −3 dB: two equal tones nearer than that run together. Δt is the window's
 * length. Where each bin has a window of its own, those of the lowest and the highest bin.
 * @param {import('specgram').Engine} engine
 * @param {import('../views/analysis.js').Facts} facts
 * @param {import('../views/analysis.js').Transform} transform
 * @returns {Resolution}
 */
export function resolution(engine, facts, transform) {
  const rate = facts.sampleRate;
  const step = facts.hopLength / rate;
  const own = transform.fineness?.(facts);
  const bins = facts.instead || own?.bins;
  if (own?.df) return { df: own.df, dt: own.dt ?? [], bins: bins ?? '', step };
  const { winLength = facts.lengths[0], window = 'hann' } = facts.options;
  const { width3dB } = engine.windowMetrics(window, winLength);
  return {
    df: [(width3dB * rate) / winLength],
    dt: [winLength / rate],
    bins: bins || spacingOf(facts.frequencies),
    step,
  };
}

/** @param {ArrayLike<number>} frequencies Hz */
function spacingOf(frequencies) {
  const n = frequencies.length;
  const [least, most] = [frequencies[1] - frequencies[0], frequencies[n - 1] - frequencies[n - 2]];
  return most - least < 0.01 * most
    ? `a bin every ${about(least, 'Hz')}`
    : `bins ${about(least, 'Hz')} to ${about(most, 'Hz')} apart`;
}

/** @param {HTMLElement} place @param {Resolution} resolution @param {string} extra */
export function showResolution(place, { df, dt, step, bins }, extra) {
  const strong = (/** @type {string} */ text) => Object.assign(document.createElement('b'), { textContent: text });
  place.replaceChildren(
    strong(`Δf ${df.map((hz) => about(hz, 'Hz')).join(' to ')}`),
    ' · ',
    strong(`Δt ${dt.map((seconds) => about(1000 * seconds, 'ms')).join(' to ')}`),
    ` · ${bins}, a column every ${about(1000 * step, 'ms')}${extra}`,
  );
}
