// What transforms of windowed frames share: their options, and the settings that set these.
import { milliseconds, sizes } from '../../ui/setting.js';

/** @typedef {import('../../ui/setting.js').Setting} Setting */
/** @typedef {import('../../ui/setting.js').Values} Values */
/** @typedef {import('../analysis.js').Analysis} Analysis */

/** What nFft may be: even, no prime factor above 5. @param {number} n */
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
 * @param {string | number} choice @param {Values} values
 */
function windowOf(choice, { win }) {
  const [name, parameter] = String(choice).split('-');
  if (parameter === undefined) return name;
  return [name, name === 'gaussian' ? Number(parameter) * Number(win) : Number(parameter)];
}

/** Of neighbouring windows, percent. @param {number} hop @param {Values} values */
const overlap = (hop, { win }) => Math.max(0, Math.round(100 - (100 * hop) / Number(win)));

/** @type {Setting} */
export const hop = {
  key: 'hop',
  option: 'hopLength',
  label: 'Hop',
  group: 'Analysis',
  kind: 'steps',
  initial: 512,
  steps: sizes(16, 16384),
  min: 8,
  max: 65536,
  text: (n, values, rate) => `${n} · ${milliseconds(n, rate)} · ${overlap(n, values)} %`,
  help: 'The step from column to column, and how far neighbouring windows overlap.',
};

/** @type {Setting[]} */
export const frames = [
  {
    key: 'win',
    option: 'winLength',
    label: 'Window length',
    group: 'Analysis',
    kind: 'steps',
    initial: 2048,
    steps: sizes(64, 32768),
    min: 16,
    max: 65536,
    text: (n, _, rate) => `${n} · ${milliseconds(n, rate)}`,
    help: 'Long: close tones come apart. Short: close moments come apart. Never both.',
  },
  {
    key: 'window',
    option: 'window',
    as: windowOf,
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
    key: 'fft',
    option: 'nFft',
    label: 'FFT size',
    group: 'Analysis',
    kind: 'steps',
    initial: 4096,
    steps: sizes(64, 131072),
    min: 16,
    max: 131072,
    allows: isFastSize,
    text: (n, values) =>
      `${n} · ${n === values.win ? 'no padding' : `padded ×${+(n / Number(values.win)).toFixed(2)}`}`,
    help: 'Beyond the window length the rest is zeros: smoother lines, no finer detail.',
  },
  hop,
];
