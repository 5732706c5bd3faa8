// What is made from src/tables is current, says the truth, and both sides of the boundary agree about it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { generated } from '../../scripts/generate.mjs';
import { FIELDS, keyOf, readBy } from '../../scripts/tables/read.mjs';
import { KINDS as ROWS, METHODS } from '../../src/tables/kinds.js';
import { OPTIONS } from '../../src/tables/options.js';
import { STATUSES } from '../../src/tables/statuses.js';
import { Core } from '../../web/core/core.js';
import { makePlan, namesOf } from '../../web/core/options.js';
import { completePlan } from '../../web/core/facts.js';
import { Stream } from '../../web/core/stream.js';
import { KINDS, ROW_STAGES } from '../helpers/registry.js';
import { integers, signal } from '../helpers/signals.js';

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url));
const core = new Core(new WebAssembly.Module(read('dist/specgram.wasm')));
/** What JavaScript calls a field. @param {{ field?: string }} row */
const nameOf = ({ field = '' }) => field.replaceAll(/_(\w)/g, (_, letter) => letter.toUpperCase());
const NAMES = FIELDS.map(nameOf);
/** Kinds that are streams of the core. */
const streams = ROWS.filter(({ role }) => role !== 'offline').map(({ name }) => KINDS[name]);

test('every file that is made from the tables is current: npm run generate', () => {
  for (const [file, text] of Object.entries(generated()))
    assert.ok(existsSync(new URL(`../../${file}`, import.meta.url)) && read(file).toString() === text, file);
});

test('no option, stage or group is called like another, and every reader is one', () => {
  const groups = new Set(ROWS.flatMap(({ reads = [] }) => reads));
  const known = new Set([...ROWS, ...METHODS].map(({ name }) => name));
  for (const { name } of ROWS) assert.ok(!groups.has(name) || name === 'power', `${name} is a kind and a group`);
  for (const { name, readers } of OPTIONS) {
    for (const reader of readers)
      assert.ok(
        groups.has(reader) || known.has(reader) || ['channel', 'out'].includes(reader),
        `${name} is read by ${reader}`,
      );
  }
  const fields = OPTIONS.flatMap(({ field }) => field ?? []);
  assert.equal(new Set(fields).size, fields.length);
});

/** The core's text at an address. @param {number} at */
function textAt(at) {
  const bytes = new Uint8Array(/** @type {any} */ (core.calls).memory.buffer, at >>> 0);
  return Buffer.from(bytes.subarray(0, bytes.indexOf(0))).toString('latin1');
}

test("the core tells JavaScript's names of its fields, in the order of their numbers", () => {
  FIELDS.forEach((option, i) => {
    assert.equal(textAt(core.calls.sg_field_at(i)), keyOf(option));
  });
  for (const beyond of [-1, FIELDS.length]) assert.equal(core.calls.sg_field_at(beyond), 0);
});

test('every status has a sentence of its own in the core', () => {
  const sentence = (/** @type {number} */ status) => textAt(core.calls.sg_strerror(status));
  const sentences = STATUSES.map((_, i) => sentence(i + 1));
  assert.equal(new Set(sentences).size, STATUSES.length);
  assert.equal(sentence(STATUSES.length + 1), 'unknown status');
  for (let i = 0; i < NAMES.length; i++) assert.match(sentence(100 + i), /(^| )must be /, NAMES[i]);
});

const rowOf = (/** @type {string} */ kind) =>
  /** @type {(typeof ROWS)[number]} */ (ROWS.find(({ name }) => name === kind));

const plainPlan = (/** @type {string} */ kind, /** @type {Record<string, number>} */ fields) => {
  return { kind, fields, reads: [], arrays: {}, got: {}, least: 0 };
};

/**
 * What the core makes of fields that are given for a kind.
 * @param {string} kind
 * @param {Record<string, number>} given
 */
function completed(kind, given) {
  const plan = plainPlan(kind, given);
  /** @type {Record<string, number>} */
  const all = {};
  core.configure([plan], ([, config]) => {
    NAMES.forEach((name, i) => {
      all[name] = core.calls.sg_config_get(config, i);
    });
  });
  return all;
}

test('a plan that the core has completed says of every option what the core holds, whatever it follows from', () => {
  const pick = integers(7);
  for (const kind of Object.values(KINDS)) {
    for (let i = 0; i < 20; i++) {
      /** @type {Record<string, number>} */
      const given = namesOf(kind).includes('sampleRate') ? { sampleRate: 8000 + pick(40000) } : {};
      const isFramed = ['nFft', 'winLength'].every((name) => namesOf(kind).includes(name));
      if (i > 0 && isFramed) given.nFft = [64, 600, 2048, 30000][pick(4)];
      if (i > 9 && isFramed) given.winLength = 1 + pick(64);
      const { fields, reads } = completePlan(core, makePlan(kind, given));
      assert.ok(reads.every((name) => Object.hasOwn(fields, name)));
      const all = completed(kind.name, given);
      for (const [name, value] of Object.entries(fields))
        assert.equal(value, all[name], `${name} of ${kind.name}, given ${JSON.stringify(given)}`);
    }
  }
});

/** Other values than the defaults, where half as much again is none. @type {Record<string, number>} */
const OTHERS = {
  sampleRate: 9000,
  nFft: 300,
  winLength: 200,
  hopLength: 70,
  window: 2,
  fMin: 290,
  fMax: 120,
  norm: 1,
  length: 500,
  binsPerOctave: 6,
  nOctaves: 2,
  nBins: 10,
  tuning: 5,
  filterNorm: 2,
  gamma: 20,
  nChroma: 6,
  threshold: 0.5,
  chromaNorm: 1,
  refPower: 0.5,
  height: 50,
  columnStep: 55,
  momentum: 0.5,
  tolerance: 0.01,
  amin: 0.5,
  offset: 2,
  dbAmin: 0.5,
  ref: 3,
  minDb: -3,
  gainDb: 4,
  width: 7,
  order: 2,
  winLenSmooth: 7,
  rowNorm: 1,
  resolution: 0.05,
  nIter: 3,
  init: 0,
  seed: 5,
  nFrames: 9,
  ...{ padBefore: 30, padAfter: 2000, framePreemphasis: 0.5, filtersLength: 3, bankRate: 9000, energyFloor: 1e9 },
  ...{ nFreqMasks: 2, nTimeMasks: 2, timeWarp: 5, maskShare: 0.5, min: 0.5 },
  perDecade: 7,
  topDb: 30,
  nMfcc: 7,
  dctType: 3,
  dctNorm: 0,
  lifter: 4,
  lifterFrom: 0,
  pcenGain: 0.5,
  pcenPower: 0.25,
  smoothing: 0.3,
  maxSize: 9,
  frameLength: 700,
  rollPercent: 0.3,
  nBands: 1,
  quantile: 0.5,
  fitOrder: 3,
  troughThreshold: 3,
  lag: 3,
  tempoLength: 20,
  startBpm: 900,
  stdBpm: 0.01,
  maxTempo: 100,
  rowLength: 6,
  quantity: 3,
  coef: 0.5,
  from: 9000,
  to: 4000,
};

/** What else must be so for a field to make a difference. @type {Record<string, Record<string, number>>} */
const WITH = {
  windowParameter: { window: 15 },
  htk: { frequencyScale: 2 },
  onNola: { hopLength: 256 },
  nOctaves: { nBins: 0 },
  nFrames: { length: 50_000 },
  align: { winLength: 200 },
  energyOf: { energy: 1 },
  energyFloor: { energy: 1 },
  lifterFrom: { lifter: 6 },
};

/**
 * Of the window, one kind needs the middle alone, which is 1, and its frames reach as far as any hop here; another one
 * needs pitches, of which the sound has none; one knows what comes before it.
 * @type {Record<string, string[]>}
 */
const SAME = {
  tuning: ['sampleRate', 'nFft', 'binsPerOctave', 'resolution', 'fMin', 'fMax'],
  melBands: ['sampleRate'],
  unsqueeze: ['window', 'windowParameter', 'winLength', 'onNola'],
};

/** What a stage of rows stands behind. */
const SPECTROGRAM = plainPlan('spectrogram', { nFft: 64, sampleRate: 8000 });
const PITCH = plainPlan('yin', { sampleRate: 8000 }); // one value a row
/** @type {Record<string, (typeof SPECTROGRAM)[]>} */
const BEHIND = {
  // octaves from 200 Hz on
  contrast: [plainPlan('spectrogram', { nFft: 2048, sampleRate: 44100 })],
  pitchClasses: [plainPlan('cqt', { sampleRate: 8000, fMin: 200, nBins: 20, hopLength: 256 })],
  tempogram: [PITCH],
  tempo: [PITCH, plainPlan('tempogram', { tempoLength: 16 })],
};

/**
 * The bytes that a kind makes, or the status that refuses it.
 * @param {string} kind
 * @param {Record<string, number>} fields
 */
function outcome(kind, fields) {
  const plan = plainPlan(kind, fields);
  let stream;
  try {
    stream = new Stream(core, ROW_STAGES.includes(kind) ? [...(BEHIND[kind] ?? [SPECTROGRAM]), plan] : [plan]);
  } catch (error) {
    return String(error);
  }
  const x = signal(3000 * stream.inputUnit).map((value) => Math.abs(value));
  if (stream.inputUnit === 1) x.set(signal(3000));
  const units = Math.min(stream.inputRoom, stream.inputUnit === 1 ? 3000 : 12);
  core.floats.set(x.subarray(0, units * stream.inputUnit), stream.stage);
  stream.fill(units);
  const { frequencies, sampleRate } = stream.facts;
  const out = [frequencies.join(), String(sampleRate)];
  for (let finished = false; ; ) {
    stream.write();
    const count = stream.read();
    if (count > 0) {
      const floats = core.floats.subarray(stream.output, stream.output + count * stream.outputUnit);
      out.push(Buffer.from(Float32Array.from(floats).buffer).toString('base64'));
    } else if (finished) break;
    else {
      stream.finish();
      finished = true;
    }
  }
  stream.free();
  return out.join('\n');
}

test('a kind heeds the fields that it is said to read, and no other', () => {
  for (const kind of streams) {
    const usual = { sampleRate: 8000, ...(kind.name.includes('nsgt') ? {} : { nFft: 256 }) };
    if (namesOf(kind).includes('binsPerOctave')) Object.assign(usual, { fMin: 200, nBins: 12 });
    if (namesOf(kind).includes('to')) Object.assign(usual, { to: 5000 });
    if (kind.name === 'spectralContrast') Object.assign(usual, { nBands: 3 });
    const read = new Set(readBy(rowOf(kind.name)).map(nameOf));
    const names = NAMES.filter((field) => field !== 'windowValues' && !SAME[kind.name]?.includes(field));
    /** Another value of a field than what it has. @param {string} name @param {Record<string, number>} base */
    const other = (name, base) => {
      const before = completed(kind.name, base)[name];
      const { type, words } = FIELDS[NAMES.indexOf(name)];
      if (type === 'boolean' || words) return Number(before === 0);
      return OTHERS[name] ?? (Math.abs(before) < 1e9 ? (before || 1) * 1.5 : -30);
    };
    const plain = outcome(kind.name, usual);
    for (const name of names.filter((field) => read.has(field))) {
      const base = { ...usual, ...WITH[name] };
      const before = WITH[name] ? outcome(kind.name, base) : plain;
      assert.notEqual(outcome(kind.name, { ...base, [name]: other(name, base) }), before, `${name} of ${kind.name}`);
    }
    const unread = names.filter((field) => !read.has(field)).map((name) => [name, other(name, usual)]);
    assert.ok(outcome(kind.name, { ...usual, ...Object.fromEntries(unread) }) === plain, `${kind.name} reads more`);
  }
});
