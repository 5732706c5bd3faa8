// A preset's row, adapted by what the caller wants otherwise: options of its stages by their names, or a model's own
// preprocessor_config.json.

import { rangeError, show, typeError } from '../base/errors.js';
import { bag, didYouMean } from '../base/option-bag.js';

/**
 * @typedef {import('./table.js').Row} Row
 * @typedef {import('./table.js').Step} Step
 * @typedef {Record<string, any>} Config
 */

/** Keys of preprocessor_config.json: the options that they stand for. @type {Record<string, string>} */
const MODEL_KEYS = {
  sampling_rate: 'sampleRate',
  n_fft: 'nFft',
  fft_window_size: 'nFft',
  hop_length: 'hopLength',
  win_length: 'winLength',
  feature_size: 'nMels',
  num_mel_bins: 'nMels',
  n_mels: 'nMels',
  frequency_min: 'fMin',
  min_frequency: 'fMin',
  fmin: 'fMin',
  frequency_max: 'fMax',
  max_frequency: 'fMax',
  fmax: 'fMax',
  preemphasis: 'coef',
  mel_floor: 'amin',
  mel_filters: 'filters',
  n_samples: 'length',
  nb_max_frames: 'frames',
  max_length: 'frames',
  mel_norms: 'by',
  do_normalize: 'normalise',
};

/** Keys without an underscore that such a file has too, and that say nothing here. */
const SILENT = ['dither', 'padding', 'truncation', 'transforms', 'name', 'size', 'crop'];

/** Options of a whole preset. */
const OWN = ['padding', 'normalisation', 'normalise', 'layout', 'mean', 'std', 'patches'];

/** The names of all options of a row's steps. @param {Row} row @param {(kind: string) => readonly string[]} namesOf */
const optionNames = ({ wave = [], chain = [], clip = [] }, namesOf) => [
  ...chain.flatMap(([kind]) => namesOf(kind)),
  ...[...wave, ...clip].flatMap(([, options]) => Object.keys(options)),
  ...(clip.some(([name]) => name === 'cmvn') ? ['shift', 'scale'] : []),
  ...(clip.some(([name]) => name === 'divide') ? ['by'] : []),
];

/**
 * @param {Row} row
 * @param {unknown} config
 * @param {(kind: string) => readonly string[]} namesOf options of a kind of stage
 * @returns {Row & { isWhole?: boolean, mean?: number, std?: number }}
 */
export function adapted(row, config, namesOf) {
  const given = bag(config);
  const isModel = Object.keys(given).some((key) => key.includes('_'));
  const known = [...OWN, 'sampleRate', 'seed', 'filters', ...optionNames(row, namesOf)];
  /** @type {Config} */
  const own = {};
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null) continue;
    const name = isModel ? (MODEL_KEYS[key] ?? key) : key;
    const isSilent = isModel && (!known.includes(name) || (SILENT.includes(key) && typeof value !== 'object'));
    if (isSilent || (key === 'feature_size' && given.num_mel_bins !== undefined)) continue;
    if (!known.includes(name)) throw typeError(`unknown option '${key.slice(0, 40)}'${didYouMean(key, known)}`);
    own[name] = value;
  }
  if (own.nMels === 1 && isModel) delete own.nMels; // "one feature a sample"
  if (own.filters && isModel) own.filters = turnedFilters(own.filters);
  return withWhole(withOptions(row, own, namesOf), own);
}

/** transformers' filters are [bins][mels]. @param {readonly (readonly number[])[]} rows */
function turnedFilters(rows) {
  const [bins, mels] = [rows.length, rows[0]?.length ?? 0];
  const data = Float32Array.from({ length: bins * mels }, (_, i) => rows[i % bins][Math.floor(i / bins)]);
  return { data, shape: [mels, bins] };
}

/** Each option to the first step that has one of its name. @param {Row} row @param {Config} own @param {(kind: string) => readonly string[]} namesOf */
function withOptions(row, own, namesOf) {
  const taken = new Set(OWN);
  const fill = (/** @type {any} */ steps, /** @type {(step: [string, Config]) => readonly string[]} */ names) =>
    steps?.map((/** @type {[string, Config]} */ step) => {
      const mine = names(step).filter((name) => own[name] !== undefined && !taken.has(name));
      for (const name of mine) taken.add(name);
      return [step[0], { ...step[1], ...Object.fromEntries(mine.map((name) => [name, own[name]])) }];
    });
  const chain = fill(row.chain, ([kind]) => namesOf(kind).filter((name) => name !== 'sampleRate'));
  const wave = fill(row.wave, ([, options]) => [...Object.keys(options), 'seed']);
  const clip = fill(row.clip, ([name, options]) => [
    ...Object.keys(options),
    ...({ cmvn: ['shift', 'scale'], divide: ['by'], fuse: ['seed'] }[name] ?? []),
  ]);
  return { ...row, wave, chain, clip, sampleRate: own.sampleRate ?? row.sampleRate, layout: own.layout ?? row.layout };
}

/** What says something of the preset as a whole. @param {Row} row @param {Config} own @returns {Row & { isWhole?: boolean }} */
function withWhole(row, own) {
  /** @type {{ wave?: readonly Step[], clip?: readonly Step[] }} */
  let { wave = [], clip = [] } = row;
  const { padding, normalisation, normalise, mean, std, patches } = own;
  if (normalise === false) {
    clip = clip.filter(([name]) => name !== 'standardise' && name !== 'rescale');
    clip = changed(clip, 'range', ({ add: _, multiply: __, ...range }) => range);
  }
  if (patches === false) clip = clip.filter(([name]) => name !== 'patch');
  if (mean !== undefined && std !== undefined)
    clip = changed(clip, 'rescale', () => ({ add: -mean, multiply: 1 / (2 * std) }));
  if (padding !== undefined) {
    const index = ['window', 'none', 'openai', 'faster-whisper'].indexOf(padding === false ? 'none' : padding);
    if (index < 0)
      throw rangeError(`padding must be 'window' or 'none' or 'openai' or 'faster-whisper', got ${show(padding)}`);
    if (index > 0) wave = index === 1 ? [] : [['behind', { zeros: index === 2 ? 480000 : 160 }]];
    if (index > 1) clip = [...clip, ['heard', { hop: 160, more: index - 2 }]];
  }
  if (normalisation === undefined || normalisation === 'window') return { ...row, wave, clip };
  if (normalisation === 'file') return { ...row, wave, clip, isWhole: true };
  if (typeof normalisation !== 'number' || !Number.isFinite(normalisation))
    throw rangeError(`normalisation must be 'window' or 'file' or a finite number, got ${show(normalisation)}`);
  return { ...row, wave, clip: changed(clip, 'range', (options) => ({ ...options, max: normalisation })) };
}

/** Steps, those of a name with other options. @param {readonly Step[]} steps @param {string} name @param {(options: Config) => Config} change */
const changed = (steps, name, change) =>
  steps.map((step) => (step[0] === name ? /** @type {Step} */ ([name, change(step[1])]) : step));
