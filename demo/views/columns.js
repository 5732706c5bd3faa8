// Rows as the engine gives them -> columns as the renderer takes them: powers that are calibrated, or pairs of value
// and power.

/**
 * @typedef {object} Columns
 * @property {'power' | 'radians' | 'hertz'} unit as the renderer has it
 * @property {number} [valueRange] Hz
 * @property {number} gainDb lets a full-scale sine read 0 dB
 * @property {boolean} [sharp] a sine is a single bin, not a lobe whose peak lies somewhere between bins
 * @property {(rows: Float32Array, count: number, index: number) => Float32Array} make may write over the rows; index is
 *   the first row's
 */

const FAINT = 1e-13; // power that no picture shows

const dbOf = (/** @type {number} */ gain) => 10 * Math.log10(gain);

/** @param {number} gain @param {boolean} [sharp] @returns {Columns} */
export const powers = (gain, sharp = false) => ({ unit: 'power', gainDb: dbOf(gain), sharp, make: (rows) => rows });

/** Complex rows: their power. @param {number} gain @param {boolean} [sharp] @returns {Columns} */
export function squares(gain, sharp = false) {
  return {
    unit: 'power',
    gainDb: dbOf(gain),
    sharp,
    make(rows) {
      const out = new Float32Array(rows.length / 2);
      for (let i = 0; i < out.length; i++) out[i] = rows[2 * i] ** 2 + rows[2 * i + 1] ** 2;
      return out;
    },
  };
}

/** Complex rows: their power, each bin with a gain of its own. @param {ArrayLike<number>} gains @returns {Columns} */
export function squared(gains) {
  return {
    unit: 'power',
    gainDb: 0,
    make(rows) {
      const out = new Float32Array(rows.length / 2);
      for (let i = 0; i < out.length; i++) out[i] = gains[i % gains.length] * (rows[2 * i] ** 2 + rows[2 * i + 1] ** 2);
      return out;
    },
  };
}

/** Complex rows of an STFT: the phase in the middle of each frame. @param {number} gain @returns {Columns} */
export function phases(gain) {
  return {
    unit: 'radians',
    gainDb: 0,
    make(rows, count) {
      const bins = rows.length / 2 / count;
      for (let i = 0; i < rows.length / 2; i++) {
        const [re, im] = [rows[2 * i], rows[2 * i + 1]];
        const power = gain * (re * re + im * im);
        // An STFT's phase is at the frame's first sample; to its middle bin k makes k half turns.
        const turned = (i % bins) % 2 ? -1 : 1;
        rows[2 * i] = power > FAINT ? Math.atan2(turned * im, turned * re) : 0;
        rows[2 * i + 1] = power;
      }
      return rows;
    },
  };
}

/**
 * Complex rows of an STFT: how far the frequency of what sounds lies from the bin's, by the phase's advance since the
 * row before (Flanagan and Golden 1966, "Phase vocoder").
 * @param {number} gain @param {{ hop: number, fft: number, rate: number, valueRange: number }} framing
 * @returns {Columns}
 */
export function deviations(gain, { hop, fft, rate, valueRange }) {
  /** @type {Float32Array | null} */
  let before = null;
  let next = 0;
  return {
    unit: 'hertz',
    gainDb: 0,
    valueRange,
    make(rows, count, index) {
      const length = rows.length / count;
      const out = new Float32Array(rows.length);
      for (let row = 0; row < count; row++) {
        const now = rows.subarray(row * length, (row + 1) * length);
        const last = row ? rows.subarray((row - 1) * length, row * length) : index === next ? before : null;
        for (let k = 0; last && k < length / 2; k++) {
          const [re, im, re0, im0] = [now[2 * k], now[2 * k + 1], last[2 * k], last[2 * k + 1]];
          const power = gain * (re * re + im * im);
          if (!(power > FAINT)) continue;
          const turns = Math.atan2(im * re0 - re * im0, re * re0 + im * im0) / (2 * Math.PI) - ((k * hop) % fft) / fft;
          out[row * length + 2 * k] = ((turns - Math.round(turns)) * rate) / hop;
          out[row * length + 2 * k + 1] = power;
        }
      }
      before = rows.slice((count - 1) * length);
      next = index + count;
      return out;
    },
  };
}
