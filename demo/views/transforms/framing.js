// What transforms of windowed frames share: their options, and the settings that set these.
import { milliseconds } from '../../ui/setting.js';

/** @typedef {import('../../ui/setting.js').Setting} Setting */
/** @typedef {import('../../ui/setting.js').Values} Values */
/** @typedef {import('../analysis.js').Analysis} Analysis */

/** Whether an FFT of this size is fast: even, no prime factor above 5. @param {number} n */
export function isFastSize(n) {
  if (!(n >= 2) || n % 2) return false;
  for (const p of [2, 3, 5]) while (n % p === 0) n /= p;
  return n === 1;
}

/** @param {Partial<Analysis>} analysis */
export function framing({ winLength = 2048, nFft = winLength, hopLength = winLength / 4, window = 'hann' }) {
  return { nFft, winLength, hopLength, window };
}

/**
 * The engine's name for a window of the menu: a parameter stands behind a hyphen.
 * @param {string | number} choice @param {number} winLength
 */
function windowOf(choice, winLength) {
  const [name, parameter] = String(choice).split('-');
  if (parameter === undefined) return name;
  return [name, name === 'gaussian' ? Number(parameter) * winLength : Number(parameter)];
}

/** Milliseconds worth choosing, of windows and of steps. */
const LENGTHS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 30, 40, 50, 64, 80, 100, 125, 160, 200, 250, 320, 400];
const STEPS = [0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32, 50, 64, 100];

const WINDOW = { least: 16, most: 131072 }; // samples
const FFT_MOST = 131072;
const HOP = { least: 8, most: 65536 };

/** The smallest fast size from here on. @param {number} n */
export function fastSize(n) {
  let size = Math.max(2, 2 * Math.ceil(Math.min(n, FFT_MOST) / 2));
  while (!isFastSize(size)) size += 2;
  return size;
}

/**
 * The smallest step that an ordinary machine keeps up with live: work a second grows as size · log(size) / hop.
 * @param {number} nFft @param {number} rate Hz
 */
const leastHop = (nFft, rate) => Math.ceil((nFft * Math.log2(nFft) * rate) / 44100 / 3300);

/**
 * Frames in samples, of settings in milliseconds: the nearest that there can be.
 * @param {Values} values @param {number} rate Hz
 */
export function framesOf({ length, pad, step }, rate) {
  const wanted = 2 * Math.round((Number(length) * rate) / 2000);
  const winLength = Math.max(WINDOW.least, Math.min(WINDOW.most, wanted));
  const nFft = fastSize(winLength * Number(pad));
  const wantedHop = Math.min(winLength, HOP.most, Math.round((Number(step) * rate) / 1000));
  const hopLength = Math.max(HOP.least, leastHop(nFft, rate), wantedHop);
  return { winLength, nFft, hopLength };
}

/** Of neighbouring windows, percent. @param {{ winLength: number, hopLength: number }} frame */
const overlap = ({ winLength, hopLength }) => Math.max(0, Math.round(100 - (100 * hopLength) / winLength));

/** @type {Setting[]} */
export const frames = [
  {
    key: 'length',
    option: 'winLength',
    as: (_, values, rate) => framesOf(values, rate).winLength,
    label: 'Window length',
    group: 'Analysis',
    kind: 'steps',
    initial: 46.44,
    steps: [...LENGTHS, 500, 640, 800, 1000, 1250],
    min: 0.05,
    max: 5000,
    text: (_, values, rate) => samplesIn(framesOf(values, rate).winLength, rate),
    help: 'Long: close tones come apart. Short: close moments come apart. Never both.',
  },
  {
    key: 'window',
    option: 'window',
    as: (choice, values, rate) => windowOf(choice, framesOf(values, rate).winLength),
    label: 'Window shape',
    group: 'Analysis',
    kind: 'choice',
    initial: 'hann',
    choices: {
      hann: 'Hann',
      hamming: 'Hamming',
      blackman: 'Blackman',
      blackmanharris: 'Blackman–Harris',
      nuttall: 'Nuttall',
      flattop: 'Flat top',
      'kaiser-8.6': 'Kaiser, β 8.6',
      'kaiser-14': 'Kaiser, β 14',
      'gaussian-0.125': 'Gaussian, σ = length / 8',
      'chebwin-100': 'Chebyshev, 100 dB',
      'tukey-0.5': 'Tukey, 0.5',
      cosine: 'Cosine',
      bartlett: 'Bartlett',
      boxcar: 'Rectangular',
    },
    help: 'How the ends of each piece of sound are faded: a narrow peak or a clean floor.',
  },
  {
    key: 'pad',
    option: 'nFft',
    as: (_, values, rate) => framesOf(values, rate).nFft,
    label: 'FFT size',
    group: 'Analysis',
    kind: 'steps',
    initial: 2,
    steps: [1, 1.5, 2, 3, 4, 6, 8, 12, 16],
    min: 1,
    max: 2048,
    text(_, values, rate) {
      const { winLength, nFft } = framesOf(values, rate);
      return `${nFft} · ${nFft === winLength ? 'no padding' : `padded ×${+(nFft / winLength).toFixed(2)}`}`;
    },
    help: 'Beyond the window length the rest is zeros: smoother lines, no finer detail.',
  },
  {
    key: 'step',
    option: 'hopLength',
    as: (_, values, rate) => framesOf(values, rate).hopLength,
    label: 'Hop',
    group: 'Analysis',
    kind: 'steps',
    initial: 11.61,
    steps: STEPS,
    min: 0.02,
    max: 2000,
    text(_, values, rate) {
      const frame = framesOf(values, rate);
      return `${samplesIn(frame.hopLength, rate)} · ${overlap(frame)} %`;
    },
    help: 'The step from column to column, and how far neighbouring windows overlap.',
  },
];

/** The step of transforms whose filters have lengths of their own. @type {Setting} */
export const every = {
  key: 'every',
  option: 'hopLength',
  as: (ms, _, rate) => hopOf(Number(ms), rate),
  label: 'Hop',
  group: 'Analysis',
  kind: 'steps',
  initial: 11.61,
  steps: STEPS.filter((ms) => ms >= 1),
  min: 0.3,
  max: 200,
  text: (ms, _, rate) => samplesIn(hopOf(ms, rate), rate),
};

const hopOf = (/** @type {number} */ ms, /** @type {number} */ rate) =>
  Math.max(HOP.least, Math.min(HOP.most, Math.round((ms * rate) / 1000)));

/** @param {number} samples @param {number} rate Hz */
const samplesIn = (samples, rate) => `${milliseconds(samples, rate)} · ${samples}`;
