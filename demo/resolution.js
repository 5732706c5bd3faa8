// The line that always says how finely the picture can tell frequencies and moments apart.
import { windowOf } from './transforms.js';
import { about } from './words.js';

/**
 * Δf is the width of the window's main lobe at −3 dB: two equal tones nearer than that run together. Δt is the window's length.
 * @param {import('specgram').Engine} engine @param {import('./settings.js').Values} values @param {number} rate Hz
 */
export function resolution(engine, values, rate) {
  const { win, hop } = /** @type {Record<string, number>} */ (/** @type {unknown} */ (values));
  const { width3dB } = engine.windowMetrics(windowOf(values), win);
  return { df: (width3dB * rate) / win, dt: win / rate, step: hop / rate };
}

/**
 * @param {HTMLElement} place @param {ReturnType<typeof resolution>} numbers
 * @param {{ least: number, most: number }} spacing Hz from bin to bin @param {string} extra
 */
export function showResolution(place, { df, dt, step }, { least, most }, extra) {
  const strong = (/** @type {string} */ text) => Object.assign(document.createElement('b'), { textContent: text });
  place.replaceChildren(
    strong(`Δf ${about(df, 'Hz')}`), ' · ', strong(`Δt ${about(1000 * dt, 'ms')}`),
    ` · ${most - least < 0.01 * most ? `a bin every ${about(least, 'Hz')}` : `bins ${about(least, 'Hz')} to ${about(most, 'Hz')} apart`}, a column every ${about(1000 * step, 'ms')}${extra}`,
  );
}
