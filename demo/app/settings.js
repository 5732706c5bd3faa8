// The page's settings: which values the table allows, which belong together, and the URL hash that brings them back.
import { table } from './settings-table.js';
import { sizes } from '../ui/setting.js';
import { transforms } from '../views/transforms/list.js';

/** @typedef {import('../ui/setting.js').Values} Values */

const byKey = new Map(table.map((setting) => [setting.key, setting]));

/** @type {Values} */
export const initial = Object.freeze(Object.fromEntries(table.map(({ key, initial: value }) => [key, value])));

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

/** The settings that come with the transform. @param {Values} values @returns {Values | undefined} */
const startsOf = ({ transform }) => transforms[transform].starts;

/**
 * The smallest step that an ordinary machine keeps up with live: work a second grows as size · log(size) / hop.
 * @param {number} fft
 */
const leastHop = (fft) => Math.max(8, Math.ceil((fft * Math.log2(fft)) / 3300));

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
  if (key === 'colors') return transforms[values.transform].colormap === undefined;
  const transform = Object.keys(transforms).some((name) => isOf({ transform: name }, key));
  return !transform || isOf(values, key);
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
