// A stream to what a pool must know to work a sound's rows in parts, if it can.

import { shapeOf } from '../engine/offline.js';
import { APART } from '../generated/apart.js';

/**
 * @typedef {object} Survey
 * @property {number} rows of the whole sound
 * @property {number} rowLength floats
 * @property {readonly number[]} shape of the whole result
 * @property {boolean} cells it has reassigned cells, not a spectrogram's data
 * @property {number} hopLength samples
 * @property {number} grid samples: parts may begin at multiples of them
 * @property {number} before samples that a row may hear before its own place
 * @property {number} after and behind it
 */

/**
 * @param {import('../core/stream.js').Stream} stream
 * @param {number} length samples
 * @returns {Survey | null} null: its rows are not to be had apart
 */
export function surveyOf(stream, length) {
  const { delays, hopLength, kind, latency, lengths = [], origin } = stream.facts;
  const rows = stream.count(length);
  const grids = kind.split(', ').map((name) => APART[name]);
  const cells = kind === 'reassignment';
  if (!(rows > 0) || stream.inputUnit !== 1 || !grids.every(Boolean)) return null;
  // what is centred hears as far back as it waits; filters of low latency lie behind
  const behind = Math.max(0, ...delays) + Math.max(0, ...lengths);
  const reach = Math.ceil(latency + Math.abs(origin) + hopLength);
  return {
    rows,
    rowLength: stream.outputUnit,
    shape: cells ? [rows, stream.facts.bins] : shapeOf(stream, rows),
    cells,
    hopLength,
    grid: common(hopLength, Math.max(...grids)),
    before: reach + Math.ceil(behind),
    after: reach,
  };
}

/** The least common multiple. @param {number} a @param {number} b integers */
function common(a, b) {
  let [greater, smaller] = [a, b];
  while (smaller > 0) [greater, smaller] = [smaller, greater % smaller];
  return (a / greater) * b;
}
