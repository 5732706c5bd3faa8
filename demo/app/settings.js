// The page's settings: which values the table allows, which belong together, and the URL hash that brings them back.
import { table } from './settings-table.js';
import { isFastSize } from '../views/transforms/framing.js';
import { transforms } from '../views/transforms/list.js';

/** @typedef {import('../ui/setting.js').Values} Values */

const byKey = new Map(table.map((setting) => [setting.key, setting]));

const SAMPLES_AT = 44100; // Hz
const PLACED = ['scale', 'labels', 'low', 'high']; // of a frequency axis

/** What follows the sound, until the reader says otherwise. */
export const FITTED = ['low', 'high', 'floor', 'ceiling'];

/** @type {Values} */
export const initial = Object.freeze(Object.fromEntries(table.map(({ key, initial: value }) => [key, value])));

/** The value that the table allows for this key, or undefined. @param {string} key @param {unknown} raw */
export function accepted(key, raw) {
  const setting = byKey.get(key);
  if (!setting) return undefined;
  if (setting.choices) return typeof raw === 'string' && Object.hasOwn(setting.choices, raw) ? raw : undefined;
  if (raw === '' || raw === null) return undefined;
  const value = Number(raw) + 0; // no -0
  const whole = !setting.whole || Number.isInteger(value);
  const fits = value >= (setting.min ?? -Infinity) && value <= (setting.max ?? Infinity);
  return whole && fits ? value : undefined;
}

/** The settings that come with the transform. @param {Values} values @returns {Values | undefined} */
const startsOf = ({ transform }) => transforms[transform].starts;

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
 * Values that belong together stay together: overlap survives a new window length, and no range is empty.
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
  if (n.length !== was.length && !('step' in changes))
    now.step = accepted('step', rounded((was.step * n.length) / was.length)) ?? was.step;
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

const rounded = (/** @type {number} */ ms) => Math.round(1000 * ms) / 1000;

/** How the page starts, but for what comes with the transform. @param {Values} values @returns {Values} */
const startWith = ({ transform }) => ({ ...initial, ...startsOf({ transform }) });

/**
 * The hash that brings these values back: what differs from their transform's start, and nothing else.
 * @param {Values} values
 * @param {readonly string[]} [without] keys
 */
export function toHash(values, without = []) {
  const start = startWith(values);
  const parts = [];
  for (const { key } of table)
    if (values[key] !== start[key] && !without.includes(key)) parts.push(`${key}=${encodeURIComponent(values[key])}`);
  return parts.length ? `#${parts.join('&')}` : '';
}

/** The values in a hash; what is unknown or out of range is left at its start. @param {string} hash */
export function fromHash(hash) {
  const given = givenIn(hash);
  const { transform = initial.transform } = given;
  const start = { ...startWith({ transform }), transform };
  return settled(start, { ...start, ...given });
}

/** What the table allows of a hash. @param {string} hash */
function givenIn(hash) {
  const all = [...new URLSearchParams(hash.replace(/^#/, ''))];
  /** @type {Values} */
  const given = {};
  for (const [key, value] of [...inSamples(Object.fromEntries(all)), ...all])
    if (accepted(key, value) !== undefined) given[key] = value;
  return given;
}

/**
 * Links may say frames in samples, at the rate of the built-in sounds.
 * @param {Record<string, string>} given
 * @returns {[string, string][]}
 */
function inSamples({ win, fft, hop }) {
  const size = (/** @type {string} */ text, /** @type {number} */ least) =>
    Number.isInteger(Number(text)) && Number(text) >= least && Number(text) <= 131072 ? Number(text) : undefined;
  const ms = (/** @type {number} */ samples) => String(rounded((1000 * samples) / SAMPLES_AT));
  const [w, f, h] = [size(win, 16), size(fft, 16), size(hop, 1)];
  /** @type {[string, string][]} */
  const found = [];
  if (w) found.push(['length', ms(w)]);
  if (f && isFastSize(f)) {
    if (!w && f < 2048) found.push(['length', ms(f)]);
    found.push(['pad', String(Math.max(1, f / (w ?? Math.min(2048, f))))]);
  }
  if (h) found.push(['step', ms(h)], ['every', ms(h)]);
  return found;
}

/** Whether a setting is one of the transform’s own. */
const isOf = (/** @type {Values} */ { transform }, /** @type {string} */ key) =>
  transforms[transform].settings.some((setting) => setting.key === key);

/**
 * Whether any of these settings changes the numbers, and not only how they are drawn.
 * @param {Values} values
 * @param {Iterable<string>} keys
 */
export function changesNumbers(values, keys) {
  const { reads = [] } = transforms[values.transform];
  return [...keys].some((key) => key === 'transform' || isOf(values, key) || reads.includes(key));
}

/** Whether a setting matters to the present transform. @param {Values} values @param {string} key */
export function matters(values, key) {
  const { colormap, names, reads = [], values: plain } = transforms[values.transform];
  if (key === 'colors') return colormap === undefined;
  if (key === 'floor' || key === 'ceiling') return plain === undefined;
  if (PLACED.includes(key)) return names === undefined;
  if (key === 'a4') return names === undefined || reads.includes(key);
  const transform = Object.keys(transforms).some((name) => isOf({ transform: name }, key));
  return !transform || isOf(values, key);
}

/**
 * The page's settings. Fires 'change' with `detail.keys`, the names that changed, and keeps the URL hash equal to
 * itself.
 */
export class Settings extends EventTarget {
  #home = initial; // the newest values with a transform that brings none of its own
  /** Whether frequencies and levels follow the sound: nobody has chosen them. */
  fits = true;
  #zoomed = false;

  /**
   * @param {{ hash: string, replace: (hash: string) => void, remembered?: string, remember?: (hash: string) => void }}
   *   address where the hash is read and written; what was remembered of an earlier visit counts where there is none
   */
  constructor(address) {
    super();
    this.address = address;
    const hash = address.hash.length > 1 ? address.hash : (address.remembered ?? '');
    this.values = fromHash(hash);
    this.#judge(hash);
  }

  /** @param {string} hash */
  #judge(hash) {
    this.fits = !FITTED.some((key) => key in givenIn(hash));
    this.#zoomed = false;
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
    if (FITTED.some((key) => key in changes)) this.fits = this.#zoomed = false;
    this.#change(changes);
  }

  /** Moves along an axis, which chooses nothing. @param {Values} changes */
  move(changes) {
    this.#zoomed = true;
    this.#change(changes);
  }

  /** Lets frequencies and levels follow a sound. @param {Values | null} found null: as the transform starts */
  fit(found) {
    this.fits = true;
    this.#zoomed = false;
    const start = startWith(this.values);
    this.#change({ ...Object.fromEntries(FITTED.map((key) => [key, start[key]])), ...found });
  }

  /** @param {Values} changes */
  #change(changes) {
    const { values } = this;
    const next = settled(values, changes, this.#home);
    if (!startsOf(values)) this.#home = values;
    this.#become(next);
  }

  /** Back to the start, but for what is being listened to. */
  reset() {
    const { sound, view } = this.values;
    this.#home = initial;
    this.#judge('');
    this.#become({ ...initial, sound, view });
  }

  /** Follows a hash that the reader typed or went back to. @param {string} hash */
  follow(hash) {
    this.#home = initial;
    this.#judge(hash);
    this.#become(fromHash(hash));
  }

  /** @param {Values} values */
  #become(values) {
    const keys = new Set(Object.keys(values).filter((key) => values[key] !== this.values[key]));
    this.values = values;
    const without = this.fits && !this.#zoomed ? FITTED : [];
    this.address.replace(toHash(values, without));
    this.address.remember?.(toHash(values, [...without, 'sound', 'view']));
    if (keys.size) this.dispatchEvent(new CustomEvent('change', { detail: { keys } }));
  }
}
