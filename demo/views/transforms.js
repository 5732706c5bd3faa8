// The transforms on offer, one entry each: settings in; engine options, calibration and the uncertainty of a column
// out.
// A new transform joins the menu, the live picture and the whole picture by an entry here.
import { deviations, phases, powers, squares } from './columns.js';
import { constantQ } from './constantq.js';

/** @typedef {import('../app/settings.js').Values} Values */
/** @typedef {import('specgram').Engine} Engine */
/** @typedef {Parameters<Engine['windowFunction']>[0]} Window */
/** @typedef {Record<string, any> & { sampleRate: number }} Options */
/**
 * @typedef {object} Transform
 * @property {string} label
 * @property {string} says what is seen
 * @property {'spectrogram' | 'melSpectrogram' | 'reassignedImage' | 'synchrosqueeze' | 'stft' | 'cqt' | 'vqt'} method
 *   the engine method that analyses a whole signal
 * @property {'spectrogram' | 'mel' | 'reassigned' | 'synchrosqueeze' | 'stft' | 'cqt' | 'vqt'} kind the analyser that
 *   does the same live
 * @property {string[]} uses settings that matter to it, besides those of the picture
 * @property {number} cost a column's work, in STFTs
 * @property {(values: Values, rate: number) => Options} options for method and kind alike
 * @property {(values: Values, rate: number) => number} neighbours how many frames to either side a column hears from,
 *   besides its own
 * @property {(values: Values, rate: number, engine: Engine) => import('./columns.js').Columns} columns what is drawn of
 *   a row, 0 dB being a full-scale sine
 * @property {boolean} [centred] frame t stands around sample t * hop of what is analysed, and there is no FFT size
 * @property {Values} [starts] settings that come with it, and go with it where they are still as they came
 * @property {number} [near] s across: it shows little from farther away
 * @property {boolean} [hasNotes] its bins are notes: a piano stands beside it
 * @property {(values: Values, rate: number) => { df: string, dt: string, bins: string }} [fineness] where it is not the
 *   window's
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

const framing = (/** @type {Values} */ values, /** @type {number} */ rate) => ({
  nFft: Number(values.fft),
  winLength: Number(values.win),
  hopLength: Number(values.hop),
  window: windowOf(values),
  sampleRate: rate,
});
const FRAMING = ['win', 'window', 'fft', 'hop'];

/** The window's samples. @param {Values} values @param {Engine} engine */
const samplesOf = (values, engine) => engine.windowFunction(windowOf(values), Number(values.win));
const sum = (/** @type {Float32Array} */ window) => window.reduce((all, w) => all + w, 0);

/** The peak of a sine of amplitude 1 is half the sum of the window. @param {Values} values @param {Engine} engine */
const peakGain = (values, engine) => 4 / sum(samplesOf(values, engine)) ** 2;
/**
 * A sine's whole main lobe holds nFft / 4 times the sum of the squared window (Parseval).
 * @param {Values} values
 * @param {Engine} engine
 */
const lobeGain = (values, engine) => 4 / (Number(values.fft) * sum(samplesOf(values, engine).map((w) => w * w)));
/**
 * Squeezed to one bin, a sine's coefficients add up to nFft / 2 times the window's middle.
 * @param {Values} values
 * @param {Engine} engine
 */
const squeezedGain = (values, engine) =>
  (2 / (Number(values.fft) * samplesOf(values, engine)[Number(values.win) >> 1])) ** 2;

const alone = () => 0;

/** @type {Record<string, Transform>} */
export const transforms = {
  stft: {
    label: 'STFT',
    says: 'How strong each frequency is under a window that slides along.',
    method: 'spectrogram',
    kind: 'spectrogram',
    uses: [...FRAMING, 'colors'],
    cost: 1,
    neighbours: alone,
    options: (values, rate) => ({ ...framing(values, rate), power: 2 }),
    columns: (values, _, engine) => powers(peakGain(values, engine)),
  },
  cqt: constantQ('cqt', {
    label: 'Constant-Q',
    says: 'Bins like a piano’s keys: each hears as many swings of its note as every other, so bass is slow and treble quick.',
  }),
  vqt: constantQ('vqt', {
    label: 'Variable-Q',
    says: 'The constant-Q transform with shorter filters in the bass, about as wide as the ear’s: quicker below, less sharp.',
  }),
  mel: {
    label: 'Mel',
    says: 'The STFT’s power in bands about as wide as the ear’s.',
    method: 'melSpectrogram',
    kind: 'mel',
    uses: [...FRAMING, 'mels', 'colors'],
    cost: 1,
    neighbours: alone,
    options: (values, rate) => ({ ...framing(values, rate), power: 2, nMels: Number(values.mels), norm: null }),
    // triangles with peak 1 gather a sine's whole main lobe
    columns: (values, _, engine) => powers(lobeGain(values, engine)),
  },
  reassigned: {
    label: 'Reassigned',
    says: 'Each cell’s energy, moved to where its phase says it comes from. Tones and clicks become sharp; noise becomes grain.',
    method: 'reassignedImage',
    kind: 'reassigned',
    uses: [...FRAMING, 'rows', 'scale', 'colors'],
    cost: 5,
    // its rows are even steps of the axis that is shown, so that zooming out of a logarithmic one loses no sharpness
    // below
    options: (values, rate) => ({
      ...framing(values, rate),
      height: Number(values.rows),
      frequencyScale: String(values.scale),
      fMin: values.scale === 'log' ? 20 : 0,
      fMax: rate / 2,
    }),
    // energy moves half a window at most
    neighbours: (values) => Math.ceil(Number(values.win) / 2 / Number(values.hop)) + 1,
    // the main lobe's energy comes to one place; between two rows each has its share, down to half (-3 dB)
    columns: (values, _, engine) => powers(lobeGain(values, engine), true),
  },
  synchrosqueezed: {
    label: 'Synchrosqueezed',
    says: 'The STFT, moved along frequency only: sharp partials from which the sound can be had back.',
    method: 'synchrosqueeze',
    kind: 'synchrosqueeze',
    uses: [...FRAMING, 'colors'],
    cost: 4,
    neighbours: alone,
    options: framing,
    columns: (values, _, engine) => squares(squeezedGain(values, engine), true),
  },
  phase: {
    label: 'Phase',
    says: 'Where in its swing each cell stands, amid its window. What swings together has one colour: pulses stand upright. Zoom in: it shows from near only.',
    method: 'stft',
    kind: 'stft',
    uses: FRAMING,
    cost: 2,
    neighbours: alone,
    near: 0.08,
    starts: {
      view: 'whole',
      span: 5,
      win: 512,
      fft: 2048,
      hop: 8,
      floor: -80,
      ceiling: -40,
      scale: 'mel',
      low: 0,
      high: 4000,
    },
    options: framing,
    columns: (values, _, engine) => phases(peakGain(values, engine)),
  },
  deviation: {
    label: 'Frequency offset',
    says: 'How far what sounds lies above its bin (red) or below (blue). White runs along the middle of every partial.',
    method: 'stft',
    kind: 'stft',
    uses: FRAMING,
    cost: 2,
    neighbours: () => 1,
    options: framing,
    columns: (values, rate, engine) => {
      const { fft, win, hop } = /** @type {Record<string, number>} */ (/** @type {unknown} */ (values));
      // a main lobe's edge is as far off as a bin can be; a phase that is known but for whole turns tells no more than
      // half a turn a hop
      const lobe = (engine.windowMetrics(windowOf(values), win).mainLobeWidth / 2) * (rate / win);
      return deviations(peakGain(values, engine), { fft, hop, rate, valueRange: Math.min(lobe, rate / hop / 2) });
    },
  },
};

/**
 * Whether any of these settings changes the numbers, and not only how they are drawn.
 * @param {Values} values
 * @param {Iterable<string>} keys
 */
export function changesNumbers(values, keys) {
  const { uses } = transforms[values.transform];
  return [...keys].some((key) => key === 'transform' || (key !== 'colors' && uses.includes(key)));
}

/** Whether a setting matters to the present transform. @param {Values} values @param {string} key */
export function matters(values, key) {
  const some = Object.values(transforms).filter(({ uses }) => uses.includes(key)).length;
  return some === 0 || key === 'scale' || key === 'a4' || transforms[values.transform].uses.includes(key);
}
