// Every setting of the page as one table of data: the form, the URL hash and the presets are made from it.
import { transforms } from '../views/transforms.js';

/** @typedef {Record<string, string | number>} Values one value for every key of the table */
/**
 * @typedef {object} Setting
 * @property {string} key name in the URL hash
 * @property {string} label
 * @property {string} [group] the fieldset it stands in; without one it has no control in the form
 * @property {'choice' | 'switch' | 'steps' | 'range' | 'hertz'} kind select, check box, slider over a list, slider over
 *   a range, number in Hz
 * @property {string | number} initial
 * @property {Record<string, string>} [choices] value to label; of a switch 'off' and 'on'
 * @property {number[]} [steps]
 * @property {number} [min]
 * @property {number} [max]
 * @property {(value: number, values: Values, rate: number) => string} [text] the value in words, beside the control
 * @property {(value: number) => boolean} [allows] a further rule for numbers
 * @property {string | ((values: Values) => string)} [help]
 */

const sizes = (/** @type {number} */ from, /** @type {number} */ to) => {
  const list = [];
  for (let n = from; n <= to; n *= 2) list.push(n, n * 1.5);
  return list.filter((n) => n <= to && Number.isInteger(n));
};

/** What nFft may be: even, no prime factor above 5. @param {number} n */
export function isFastSize(n) {
  if (!(n >= 2) || n % 2) return false;
  for (const p of [2, 3, 5]) while (n % p === 0) n /= p;
  return n === 1;
}

/**
 * The smallest step that an ordinary machine keeps up with live: work a second grows as size · log(size) / hop.
 * @param {number} fft
 */
const leastHop = (fft) => Math.max(8, Math.ceil((fft * Math.log2(fft)) / 3300));

/** Of neighbouring windows, percent. @param {number} hop @param {Record<string, unknown>} values */
const overlap = (hop, { win }) => Math.max(0, Math.round(100 - (100 * hop) / Number(win)));

const ms = (/** @type {number} */ samples, /** @type {number} */ rate) => {
  const value = (1000 * samples) / rate;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
};
const db = (/** @type {number} */ value) => `${value < 0 ? '−' : ''}${Math.abs(value)} dB`;

/** @type {Setting[]} */
export const table = [
  {
    key: 'transform',
    label: 'Transform',
    group: 'Analysis',
    kind: 'choice',
    initial: 'stft',
    choices: Object.fromEntries(Object.entries(transforms).map(([key, t]) => [key, t.label])),
    help: ({ transform }) => transforms[transform].says,
  },
  {
    key: 'win',
    label: 'Window length',
    group: 'Analysis',
    kind: 'steps',
    initial: 2048,
    steps: sizes(64, 32768),
    min: 16,
    max: 65536,
    text: (n, _, rate) => `${n} · ${ms(n, rate)}`,
    help: 'Long: close tones come apart. Short: close moments come apart. Never both.',
  },
  {
    key: 'window',
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
  {
    key: 'hop',
    label: 'Hop',
    group: 'Analysis',
    kind: 'steps',
    initial: 512,
    steps: sizes(16, 16384),
    min: 8,
    max: 65536,
    text: (n, values, rate) =>
      `${n} · ${ms(n, rate)}${transforms[values.transform].centred ? '' : ` · ${overlap(n, values)} %`}`,
    help: 'The step from column to column, and how far neighbouring windows overlap.',
  },
  {
    key: 'bpo',
    label: 'Bins an octave',
    group: 'Analysis',
    kind: 'choice',
    initial: '36',
    choices: { 12: '12', 24: '24', 36: '36', 48: '48' },
    help: 'More bins tell finer pitches apart and need longer filters: the picture comes later.',
  },
  {
    key: 'lowlatency',
    label: 'Low latency',
    group: 'Analysis',
    kind: 'switch',
    initial: 'off',
    choices: { off: 'Off', on: 'On' },
    help: 'High notes are there at once, and low ones, whose filters take long to fill, stand to the right of what sounded with them: a click becomes a curve.',
  },
  {
    key: 'mels',
    label: 'Mel bands',
    group: 'Analysis',
    kind: 'steps',
    initial: 128,
    steps: [20, 24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256],
    min: 4,
    max: 512,
    text: (n) => String(n),
  },
  {
    key: 'rows',
    label: 'Picture rows',
    group: 'Analysis',
    kind: 'steps',
    initial: 1024,
    steps: [256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096],
    min: 16,
    max: 8192,
    text: (n) => String(n),
    help: 'Into so many steps of the frequency axis the energy is gathered.',
  },

  {
    key: 'ceiling',
    label: 'Ceiling',
    group: 'Level and colour',
    kind: 'range',
    initial: -10,
    min: -100,
    max: 20,
    text: db,
    help: '0 dB is a sine at full scale.',
  },
  { key: 'floor', label: 'Floor', group: 'Level and colour', kind: 'range', initial: -90, min: -160, max: 0, text: db },
  {
    key: 'colors',
    label: 'Colour map',
    group: 'Level and colour',
    kind: 'choice',
    initial: 'magma',
    choices: {
      viridis: 'Viridis',
      magma: 'Magma',
      inferno: 'Inferno',
      plasma: 'Plasma',
      cividis: 'Cividis',
      turbo: 'Turbo',
      gray: 'Gray',
      gray_r: 'Black on white',
    },
  },

  {
    key: 'scale',
    label: 'Frequency axis',
    group: 'Axes',
    kind: 'choice',
    initial: 'mel',
    choices: { linear: 'Linear', log: 'Logarithmic', mel: 'Mel' },
  },
  {
    key: 'labels',
    label: 'Axis labels',
    group: 'Axes',
    kind: 'choice',
    initial: 'hertz',
    choices: { hertz: 'Hertz', notes: 'Notes' },
  },
  { key: 'a4', label: 'A4 tuned to', group: 'Axes', kind: 'hertz', initial: 440, min: 390, max: 490 },
  { key: 'low', label: 'From', group: 'Axes', kind: 'hertz', initial: 0, min: 0, max: 384000 },
  { key: 'high', label: 'To', group: 'Axes', kind: 'hertz', initial: 16000, min: 10, max: 384000 },
  {
    key: 'span',
    label: 'Time across',
    group: 'Axes',
    kind: 'steps',
    initial: 10,
    steps: [1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60],
    min: 0.5,
    max: 120,
    text: (s) => `${s} s`,
  },
  {
    key: 'motion',
    label: 'Motion',
    group: 'Axes',
    kind: 'choice',
    initial: 'system',
    choices: { system: 'Automatic', scroll: 'Scrolls', pages: 'Turns pages' },
    help: 'Automatic: pages where the system asks for less motion.',
  },

  {
    key: 'sound',
    label: 'Sound',
    kind: 'choice',
    initial: 'tune',
    choices: { tune: '', birds: '', vowels: '', chirp: '', tones: '', clicks: '', noise: '', dialling: '' },
  },
  { key: 'slice', label: 'Spectrum', kind: 'choice', initial: 'off', choices: { off: 'Off', on: 'On' } },
  { key: 'view', label: 'View', kind: 'choice', initial: 'live', choices: { live: 'Live', whole: 'Whole' } },
];

const byKey = new Map(table.map((setting) => [setting.key, setting]));

/** @type {Values} */
export const initial = Object.freeze(Object.fromEntries(table.map(({ key, initial: value }) => [key, value])));

/**
 * Starting points. A preset sets what it names and leaves the rest alone.
 * @type {Record<string, { label: string, values: Values }>}
 */
export const presets = {
  everything: {
    label: 'All-round',
    values: {
      transform: 'stft',
      win: 2048,
      fft: 4096,
      hop: 512,
      window: 'hann',
      floor: -90,
      ceiling: -10,
      colors: 'magma',
      scale: 'mel',
      low: 0,
      high: 16000,
      span: 10,
    },
  },
  speech: {
    label: 'Speech',
    values: {
      transform: 'stft',
      win: 256,
      fft: 1024,
      hop: 64,
      window: 'gaussian-0.125',
      floor: -65,
      ceiling: -12,
      colors: 'gray_r',
      scale: 'linear',
      low: 0,
      high: 5500,
      span: 5,
    },
  },
  music: {
    label: 'Music',
    values: {
      transform: 'stft',
      win: 4096,
      fft: 8192,
      hop: 768,
      window: 'hann',
      floor: -85,
      ceiling: -15,
      colors: 'magma',
      scale: 'log',
      low: 40,
      high: 10000,
      span: 10,
    },
  },
  notes: {
    label: 'Notes',
    values: {
      transform: 'cqt',
      bpo: '36',
      hop: 512,
      floor: -70,
      ceiling: -12,
      colors: 'magma',
      scale: 'log',
      labels: 'notes',
      low: 32,
      high: 8400,
      span: 8,
    },
  },
  birds: {
    label: 'Birds',
    values: {
      transform: 'stft',
      win: 768,
      fft: 2048,
      hop: 192,
      window: 'hann',
      floor: -85,
      ceiling: -20,
      colors: 'viridis',
      scale: 'linear',
      low: 1000,
      high: 12000,
      span: 8,
    },
  },
  bass: {
    label: 'Bass',
    values: {
      transform: 'stft',
      win: 16384,
      fft: 32768,
      hop: 2048,
      window: 'blackman',
      floor: -75,
      ceiling: -10,
      colors: 'inferno',
      scale: 'log',
      low: 20,
      high: 600,
      span: 20,
    },
  },
  percussion: {
    label: 'Percussion',
    values: {
      transform: 'stft',
      win: 384,
      fft: 1024,
      hop: 96,
      window: 'hann',
      floor: -85,
      ceiling: -30,
      colors: 'inferno',
      scale: 'log',
      low: 50,
      high: 16000,
      span: 5,
    },
  },
};

/** The value that the table allows for this key, or undefined. @param {string} key @param {unknown} raw */
export function accepted(key, raw) {
  const setting = byKey.get(key);
  if (!setting) return undefined;
  if (setting.choices) return typeof raw === 'string' && Object.hasOwn(setting.choices, raw) ? raw : undefined;
  if (raw === '' || raw === null) return undefined;
  const value = Number(raw) + 0; // no -0
  const whole = setting.kind !== 'steps' || key === 'span' || Number.isInteger(value);
  const fits = value >= (setting.min ?? -Infinity) && value <= (setting.max ?? Infinity);
  return whole && fits && (setting.allows?.(value) ?? true) ? value : undefined;
}

/** The axis of the transforms into notes. @type {Values} */
const NOTES = { scale: 'log', labels: 'notes', low: 32, high: 8400 };
/** The settings that come with the transform. @param {Values} values @returns {Values | undefined} */
const startsOf = ({ transform }) => (transforms[transform].hasNotes ? NOTES : transforms[transform].starts);

/**
 * The changes, and with another transform: what came with the old one goes back home if it is still as it came, and
 * what belongs to the new one comes.
 * @param {Values} before @param {Values} changes @param {Values} home @returns {Values}
 */
function withTransform(before, changes, home) {
  const [old, next] = [startsOf(before), startsOf({ ...before, ...changes })];
  if (old === next) return changes;
  // a file that came meanwhile stays whole in view
  const untouched = Object.keys(old ?? {}).filter((key) => key !== 'view' && before[key] === old?.[key]);
  return { ...Object.fromEntries(untouched.map((key) => [key, home[key]])), ...next, ...changes };
}

/**
 * Values that belong together stay together: padding and overlap survive a new window length, and no range is empty.
 * @param {Values} before @param {Values} wanted @param {Values} [home] what stood before the present transform brought
 *   its own
 * @returns {Values}
 */
export function settled(before, wanted, home = initial) {
  /** @type {Values} */
  const given = {};
  for (const [key, raw] of Object.entries(wanted)) {
    const value = accepted(key, raw);
    if (value !== undefined) given[key] = value;
  }
  const changes = withTransform(before, given, home);
  const now = { ...before, ...changes };
  const n = /** @type {Record<string, number>} */ (/** @type {unknown} */ (now));
  const was = /** @type {Record<string, number>} */ (/** @type {unknown} */ (before));
  if (n.win !== was.win) {
    const scale = n.win / was.win;
    if (!('fft' in changes)) n.fft = was.fft * scale;
    if (!('hop' in changes)) n.hop = Math.max(8, Math.round(was.hop * scale));
  }
  if ('fft' in changes && n.fft < n.win && !('win' in changes)) n.win = n.fft;
  n.fft = Math.max(n.fft, n.win);
  if (accepted('fft', n.fft) === undefined)
    n.fft =
      sizes(64, 131072)
        .sort((a, b) => a - b)
        .find((size) => size >= n.win) ?? 131072;
  n.hop = Math.max(Math.min(n.hop, n.win), leastHop(n.fft));
  if (n.ceiling - n.floor < 10) {
    if ('floor' in changes && !('ceiling' in changes)) n.ceiling = Math.min(20, n.floor + 10);
    n.floor = Math.min(n.floor, n.ceiling - 10);
  }
  if (n.high - n.low < 10) {
    if ('low' in changes && !('high' in changes)) n.high = n.low + 10;
    n.low = Math.max(0, Math.min(n.low, n.high - 10));
  }
  return now;
}

/** How the page starts, but for what comes with the transform. @param {Values} values @returns {Values} */
const startWith = ({ transform }) => ({ ...initial, ...startsOf({ transform }) });

/**
 * The hash that brings these values back: what differs from their transform's start, and nothing else.
 * @param {Values} values
 */
export function toHash(values) {
  const start = startWith(values);
  const parts = [];
  for (const { key } of table) if (values[key] !== start[key]) parts.push(`${key}=${encodeURIComponent(values[key])}`);
  return parts.length ? `#${parts.join('&')}` : '';
}

/** The values in a hash; what is unknown or out of range is left at its start. @param {string} hash */
export function fromHash(hash) {
  /** @type {Values} */
  const given = {};
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    if (accepted(key, value) !== undefined) given[key] = value;
  }
  const { transform = initial.transform } = given;
  const start = { ...startWith({ transform }), transform };
  return settled(start, { ...start, ...given });
}

/**
 * The page's settings. Fires 'change' with `detail.keys`, the names that changed, and keeps the URL hash equal to
 * itself.
 */
export class Settings extends EventTarget {
  #home = initial; // the newest values with a transform that brings none of its own

  /** @param {{ hash: string, replace: (hash: string) => void }} address where the hash is read and written */
  constructor(address) {
    super();
    this.address = address;
    this.values = fromHash(address.hash);
  }

  /** @param {string} key */
  number(key) {
    return Number(this.values[key]);
  }
  /** @param {string} key */
  text(key) {
    return String(this.values[key]);
  }

  /** Changes some values. What the table does not allow is ignored. @param {Values} changes */
  set(changes) {
    const { values } = this;
    const next = settled(values, changes, this.#home);
    if (!startsOf(values)) this.#home = values;
    this.#become(next);
  }

  /** Back to the start, but for what is being listened to. */
  reset() {
    const { sound, view } = this.values;
    this.#home = initial;
    this.#become({ ...initial, sound, view });
  }

  /** Follows a hash that the reader typed or went back to. @param {string} hash */
  follow(hash) {
    this.#home = initial;
    this.#become(fromHash(hash));
  }

  /** @param {Values} values */
  #become(values) {
    const keys = new Set(Object.keys(values).filter((key) => values[key] !== this.values[key]));
    if (!keys.size) return;
    this.values = values;
    this.address.replace(toHash(values));
    this.dispatchEvent(new CustomEvent('change', { detail: { keys } }));
  }
}
