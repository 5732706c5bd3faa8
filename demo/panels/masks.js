// What SpecAugment is told: how many masks, how wide at most, how far time is bent; as sliders, in shares of a tensor's
// size.
// Source of the masks: Park et al. 2019, "SpecAugment".

/** @typedef {import('../ui/setting.js').Setting} Setting */
/** @typedef {import('../ui/setting.js').Values} Values */
/** @typedef {{ frames: number, bins: number }} Size */

const COUNTS = [0, 1, 2, 3, 4, 5, 6, 8, 10];
const WIDTHS = [1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 40, 50]; // percent

/** @param {string | number} percent @param {number} whole */
const share = (percent, whole) => Math.round((Number(percent) * whole) / 100);

/** @param {string} key @param {string} label @param {number} initial @returns {Setting} */
const count = (key, label, initial) => ({
  ...{ key, label, initial, steps: COUNTS, kind: 'steps', group: 'Masks', text: String },
});

/** Fires 'change'. */
export class Masks extends EventTarget {
  /** @type {Size} of the tensor */
  size = { frames: 0, bins: 0 };

  constructor() {
    super();
    /** @type {Values} */
    this.values = Object.fromEntries(this.table.map(({ key, initial }) => [key, initial]));
  }

  /** @type {Setting[]} */
  table = [
    count('time-masks', 'Masks of frames', 2),
    this.#width('time-width', 'Frames a mask, at most', 10, 'frames', WIDTHS),
    count('band-masks', 'Masks of bins', 2),
    this.#width('band-width', 'Bins a mask, at most', 20, 'bins', WIDTHS),
    this.#width('warp', 'Time is bent by at most', 0, 'frames', [0, 1, 2, 3, 5, 8, 10, 15, 20]),
    {
      ...{ key: 'fill', label: 'Filled with', group: 'Masks', kind: 'choice', initial: 'mean' },
      choices: { mean: 'The mean', zero: 'Zero' },
    },
  ];

  /**
   * @param {string} key @param {string} label @param {number} initial percent @param {keyof Size} of
   * @param {number[]} steps
   * @returns {Setting}
   */
  #width(key, label, initial, of, steps) {
    const text = (/** @type {number} */ percent) => `${share(percent, this.size[of])} ${of} · ${percent} %`;
    return { key, label, initial, steps, kind: 'steps', group: 'Masks', text };
  }

  /** @param {string} key */
  number(key) {
    return Number(this.values[key]);
  }

  /** @param {Values} changes */
  set(changes) {
    this.values = { ...this.values, ...changes };
    this.dispatchEvent(new Event('change'));
  }

  /** As the engine takes it. */
  get options() {
    const { frames, bins } = this.size;
    return /** @type {const} */ ({
      nTimeMasks: this.number('time-masks'),
      timeMaskParam: share(this.number('time-width'), frames),
      nFreqMasks: this.number('band-masks'),
      freqMaskParam: share(this.number('band-width'), bins),
      timeWarp: share(this.number('warp'), frames),
      maskValue: this.values.fill === 'mean' ? 'mean' : 0,
    });
  }
}
