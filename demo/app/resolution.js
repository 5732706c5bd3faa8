// The line that always says how finely the picture can tell frequencies and moments apart.
import { transforms, windowOf } from '../views/transforms.js';
import { about } from '../ui/format.js';

/**
 * Δf is the width of the window's main lobe at −3 dB: two equal tones nearer than that run together. Δt is the window's
 * length.
 * Where each bin has a window of its own, those of the lowest and the highest bin.
 * @param {import('specgram').Engine} engine @param {import('./settings.js').Values} values @param {number} rate Hz
 */
export function resolution(engine, values, rate) {
  const own = transforms[values.transform].fineness?.(values, rate);
  const { win, hop } = /** @type {Record<string, number>} */ (/** @type {unknown} */ (values));
  const step = hop / rate;
  if (own) return { ...own, step };
  const { width3dB } = engine.windowMetrics(windowOf(values), win);
  return { df: about((width3dB * rate) / win, 'Hz'), dt: about((1000 * win) / rate, 'ms'), step };
}

/**
 * @param {HTMLElement} place @param {{ df: string, dt: string, step: number, bins?: string }} numbers
 * @param {{ least: number, most: number }} spacing Hz from bin to bin @param {string} extra
 */
export function showResolution(place, { df, dt, step, bins }, { least, most }, extra) {
  const strong = (/** @type {string} */ text) => Object.assign(document.createElement('b'), { textContent: text });
  const spacing =
    most - least < 0.01 * most
      ? `a bin every ${about(least, 'Hz')}`
      : `bins ${about(least, 'Hz')} to ${about(most, 'Hz')} apart`;
  place.replaceChildren(
    strong(`Δf ${df}`),
    ' · ',
    strong(`Δt ${dt}`),
    ` · ${bins ?? spacing}, a column every ${about(1000 * step, 'ms')}${extra}`,
  );
}
