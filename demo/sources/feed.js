// A source in time: what a picture that moves asks for. Its samples count from where its clock says 0.

/**
 * @typedef {object} Feed
 * @property {number} sampleRate Hz
 * @property {() => number} now s
 * @property {(from: number, to: number) => Float32Array} read samples
 * @property {() => number} readable the samples before this one can be read
 * @property {() => import('./source.js').Hole[]} holes stretches that were never heard
 * @property {number | null} period s after which it begins anew
 * @property {() => Line | null} line the same sound in an audio graph, while it sounds
 */
/**
 * @typedef {object} Line
 * @property {AudioContext} context
 * @property {AudioNode} input
 * @property {number} origin context frame of sample 0
 */

/**
 * @param {Pick<import('./source.js').Source, 'sampleRate' | 'length' | 'grows' | 'read' | 'holes'>} source
 * @param {{ now: number, line: Line | null }} clock is looked at anew each time
 * @param {number | null} [period] s after which it begins anew
 * @returns {Feed}
 */
export const feedOf = (source, clock, period = null) => ({
  period,
  sampleRate: source.sampleRate,
  now: () => clock.now,
  read: (from, to) => source.read(from, to),
  readable: () => (source.grows ? source.length : Number.POSITIVE_INFINITY),
  holes: () => source.holes(),
  line: () => clock.line,
});
