// The constant-Q and variable-Q transforms of the menu: bins from C1 up at a fixed number an octave, levels at which a
// full-scale
// sine reads 0 dB, and how finely they tell notes and moments apart.
import { squared } from './columns.js';
import { about } from '../ui/format.js';

/** @typedef {import('../app/settings.js').Values} Values */

const C1 = 2 ** (-45 / 12); // of A4
const OCTAVES = 9;
const HIGHEST = 0.42; // of the sample rate: the topmost filter, too, lies below half of it
const HANN_3DB = 1.44; // width of the window's main lobe, bins of its length
const ERB = 24.7 / 0.108; // Hz at which the ear's bandwidth begins to grow in proportion (Glasberg and Moore 1990)

/** @param {Values} values @param {number} rate Hz */
function binsOf({ bpo, a4 }, rate) {
  const fMin = Number(a4) * C1;
  const binsPerOctave = Number(bpo);
  const fitting = Math.floor(binsPerOctave * Math.log2((HIGHEST * rate) / fMin));
  return { fMin, binsPerOctave, nBins: Math.max(1, Math.min(OCTAVES * binsPerOctave, fitting)) };
}

/**
 * The lengths of the filters, samples (Brown 1991; Schörkhuber et al. 2014 where they are wider below).
 * @param {Values} values
 * @param {number} rate
 * @param {boolean} isVariable
 */
function lengthsOf(values, rate, isVariable) {
  const { fMin, binsPerOctave, nBins } = binsOf(values, rate);
  const ratio = 2 ** (2 / binsPerOctave);
  const q = (ratio + 1) / (ratio - 1);
  const wider = isVariable ? ERB : 0;
  return Float64Array.from({ length: nBins }, (_, k) => (q * rate) / (fMin * 2 ** (k / binsPerOctave) + wider));
}

/**
 * An entry of the table of transforms.
 * @param {'cqt' | 'vqt'} kind @param {{ label: string, says: string }} words
 * @returns {import('./transforms.js').Transform}
 */
export function constantQ(kind, words) {
  const isVariable = kind === 'vqt';
  return {
    ...words,
    kind,
    method: kind,
    uses: ['bpo', 'a4', 'hop', 'lowlatency', 'colors'],
    cost: 5,
    hasNotes: true,
    centred: true,
    options: (values, rate) => ({
      ...binsOf(values, rate),
      hopLength: Number(values.hop),
      sampleRate: rate,
      lowLatency: values.lowlatency === 'on',
    }),
    // filters lie around their column, or end there and decimation takes a little more
    neighbours: (values, rate) =>
      Math.ceil(
        ((values.lowlatency === 'on' ? 1.06 : 0.5) * lengthsOf(values, rate, isVariable)[0]) / Number(values.hop),
      ) + 1,
    // a sine of amplitude 1 reads half the root of its bin's filter's length
    columns: (values, rate) => squared(lengthsOf(values, rate, isVariable).map((length) => 4 / length)),
    fineness(values, rate) {
      const lengths = lengthsOf(values, rate, isVariable);
      const ends = [lengths[0], lengths[lengths.length - 1]];
      const [df, dt] = [
        ends.map((length) => about((HANN_3DB * rate) / length, 'Hz')),
        ends.map((length) => about((1000 * length) / rate, 'ms')),
      ];
      return { df: df.join(' to '), dt: dt.join(' to '), bins: `${values.bpo} bins an octave from C1 up` };
    },
  };
}
