// The transforms on offer, one entry each: settings in; engine options, calibration and the uncertainty of a column out.
// A new transform joins the menu, the live picture and the whole picture by an entry here.

/** @typedef {import('./settings.js').Values} Values */
/** @typedef {Parameters<import('specgram').Engine['windowFunction']>[0]} Window */
/** @typedef {Parameters<import('specgram').Engine['spectrogram']>[1] & { window: Window, sampleRate: number }} Options */
/**
 * @typedef {object} Transform
 * @property {string} label
 * @property {'spectrogram' | 'melSpectrogram'} method the engine method that analyses a whole signal
 * @property {'spectrogram' | 'mel'} kind the analyser that does the same live
 * @property {string[]} uses settings that matter to it, besides those of the picture
 * @property {(values: Values, rate: number) => Options} options for method and kind alike
 * @property {(values: Values, window: Float32Array) => number} gain dB that let a full-scale sine read 0
 */

/**
 * The engine's name for a window of the menu: a parameter stands behind a hyphen.
 * @param {Values} values @returns {Window}
 */
export function windowOf(values) {
  const [name, parameter] = String(values.window).split('-');
  if (parameter === undefined) return /** @type {Window} */ (name);
  const number = name === 'gaussian' ? Number(parameter) * Number(values.win) : Number(parameter);
  return /** @type {Window} */ ([name, number]);
}

/** @param {import('specgram').Engine} engine @param {Values} values */
export function gainOf(engine, values) {
  return transforms[values.transform].gain(values, engine.windowFunction(windowOf(values), Number(values.win)));
}

const framing = (/** @type {Values} */ values) =>
  ({ nFft: Number(values.fft), winLength: Number(values.win), hopLength: Number(values.hop), window: windowOf(values), power: 2 });

/** @type {Record<string, Transform>} */
export const transforms = {
  stft: {
    label: 'STFT',
    method: 'spectrogram',
    kind: 'spectrogram',
    uses: ['win', 'window', 'fft', 'hop'],
    options: (values, rate) => ({ ...framing(values), sampleRate: rate }),
    // the peak of a sine of amplitude 1 is half the sum of the window
    gain: (_, window) => 20 * Math.log10(2 / window.reduce((sum, w) => sum + w, 0)),
  },
  mel: {
    label: 'Mel',
    method: 'melSpectrogram',
    kind: 'mel',
    uses: ['win', 'window', 'fft', 'hop', 'mels'],
    options: (values, rate) => ({ ...framing(values), sampleRate: rate, nMels: Number(values.mels), norm: null }),
    // triangles with peak 1 gather a sine's whole main lobe: nFft / 4 times the sum of the squared window (Parseval)
    gain: (values, window) => 10 * Math.log10(4 / (Number(values.fft) * window.reduce((sum, w) => sum + w * w, 0))),
  },
};
