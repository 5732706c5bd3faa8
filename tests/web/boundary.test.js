// The module itself: what it imports, exports and weighs, and what its memory does.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { filesOf } from '../../scripts/kit.mjs';
import { Core } from '../../web/core/core.js';
import { RowViews, Stream } from '../../web/core/stream.js';
import { makePlan } from '../../web/core/options.js';
import { SG_NO_SUCH_FIELD } from '../../web/generated/statuses.js';
import { ANALYSES, KINDS, optionsOf, ROW_STAGES, SYNTHESES } from '../helpers/registry.js';
import { signal } from '../helpers/signals.js';

const FILES = ['specgram.wasm', 'specgram-scalar.wasm'];
const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url));
const modules = new Map(FILES.map((name) => [name, new WebAssembly.Module(read(`dist/${name}`))]));
const module = /** @type {WebAssembly.Module} */ (modules.get('specgram.wasm'));

test('the modules import nothing, export what src/exports.txt lists, and weigh at most 160 KB, the scalar one 184', () => {
  const listed = read('src/exports.txt').toString().trim().split('\n').sort();
  for (const [name, module] of modules) {
    assert.deepEqual(WebAssembly.Module.imports(module), [], name);
    assert.deepEqual(
      WebAssembly.Module.exports(module)
        .map((entry) => entry.name)
        .sort(),
      listed,
      name,
    );
    const most = name.includes('scalar') ? 184 : 160;
    assert.ok(read(`dist/${name}`).length <= most * 1024, `${name} has ${read(`dist/${name}`).length} bytes`);
  }
});

test('JavaScript calls nothing that the module does not export', () => {
  const exported = new Set(WebAssembly.Module.exports(module).map((entry) => entry.name));
  const named = filesOf('web').flatMap((file) => {
    const code = read(file)
      .toString()
      .replaceAll(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
    return [...code.matchAll(/\b(?:sg_\w+|(?<=calls\.)(?:malloc|free))/g)].map(([name]) => ({ file, name }));
  });
  assert.ok(new Set(named.map(({ file }) => file)).size > 3 && named.length > 20);
  for (const { file, name } of named) assert.ok(exported.has(name), `${file} calls ${name}`);
});

test('what JavaScript sets is what the core has, and a field that it has not is refused', () => {
  const core = new Core(module);
  /** @type {string[]} */
  const names = [];
  const bytes = Buffer.from(/** @type {any} */ (core.calls).memory.buffer);
  for (let at; (at = core.calls.sg_field_at(names.length) >>> 0); )
    names.push(bytes.toString('latin1', at, bytes.indexOf(0, at)));
  assert.ok(names.length > 50);
  for (const kind of Object.values(KINDS)) {
    const plan = makePlan(kind, optionsOf(kind.name).includes('sampleRate') ? { sampleRate: 44100 } : {});
    core.configure([plan], ([, config]) => {
      for (const name of Object.keys(plan.fields))
        assert.equal(
          core.calls.sg_config_get(config, names.indexOf(name)),
          plan.fields[name],
          `${name} of ${kind.name}`,
        );
      assert.equal(core.calls.sg_config_set(config, -1, 1), SG_NO_SUCH_FIELD);
      assert.equal(core.calls.sg_config_set(config, names.length, 1), SG_NO_SUCH_FIELD);
      assert.ok(Number.isNaN(core.calls.sg_config_get(config, names.length)));
    });
    plan.fields.nonsense = 1;
    assert.throws(() => core.configure([plan], () => {}), {
      name: 'TypeError',
      message: `${kind.name} has no field 'nonsense'`,
    });
  }
});

test('an hour of sound leaves memory as it was after the first second', () => {
  const core = new Core(module);
  const stream = new Stream(core, [makePlan(KINDS.mel, { sampleRate: 22050 })]);
  const second = signal(16_000);
  let rows = 0;
  let size = 0;
  for (let s = 0; s < 3600; s++) {
    core.floats.set(second, stream.stage);
    stream.fill(second.length);
    let waiting;
    do {
      waiting = stream.write();
      for (let count = stream.read(); count > 0; count = stream.read()) rows += count;
    } while (waiting > 0);
    if (s === 0) size = core.floats.length;
  }
  assert.equal(core.floats.length, size);
  assert.equal(rows, stream.count(3600 * 16_000) - 2, 'the last two wait for the sound to end');
});

test('objects that come and go, and objects that are refused, leave no memory behind', () => {
  const core = new Core(module);
  const use = () => {
    for (const nFft of [512, 16384]) {
      new Stream(core, [makePlan(KINDS.mel, { sampleRate: 22050, nFft: 512 })]).free();
      new Stream(core, [makePlan(KINDS.stft, { nFft })]).free();
      new Stream(core, [makePlan(KINDS.istft, { nFft })]).free();
      assert.throws(() => new Stream(core, [makePlan(KINDS.mel, { nFft })]));
      assert.throws(
        () => new Stream(core, [makePlan(KINDS.stft, { nFft, hopLength: -1, window: new Float32Array(nFft) })]),
      );
      assert.throws(() => new Stream(core, [makePlan(KINDS.istft, { nFft, hopLength: nFft })]), {
        code: 'E_NOLA',
      });
    }
  };
  use();
  const size = core.floats.length;
  for (let i = 0; i < 100; i++) use();
  assert.equal(core.floats.length, size);
});

test('memory that cannot be had is an error, and what was there goes on', () => {
  const core = new Core(module);
  const small = new Stream(core, [makePlan(KINDS.spectrogram, { nFft: 64 })]);
  /** @type {Stream[]} */
  const large = [];
  const plan = makePlan(KINDS.stft, { nFft: 262144, hopLength: 65536 });
  core.allocate(2 ** 31);
  core.allocate(2 ** 31 - 2 ** 26);
  assert.throws(
    () => {
      for (;;) large.push(new Stream(core, [plan]));
    },
    { name: 'Error', code: 'E_NO_MEMORY' },
  );
  core.floats.set(signal(1000), small.stage);
  small.fill(1000);
  small.write();
  assert.equal(small.read(), 61);
  for (const stream of large) stream.free();
  new Stream(core, [plan]).free();
});

test('pointers above 2 GiB work', () => {
  const core = new Core(module);
  const plan = makePlan(KINDS.spectrogram, { nFft: 64, hopLength: 7, window: signal(64) });
  const low = new Stream(core, [plan]);
  core.allocate(2 ** 31);
  const high = new Stream(core, [plan]);
  assert.ok(high.output * 4 > 2 ** 31);
  const rows = [low, high].map((stream) => {
    core.floats.set(signal(300), stream.stage);
    stream.fill(300);
    assert.equal(stream.write(), 0);
    const count = stream.read();
    return core.floats.slice(stream.output, stream.output + count * 33);
  });
  assert.equal(rows[0].length, 39 * 33);
  assert.deepEqual(rows[1], rows[0]);
  const views = new RowViews(high);
  assert.equal(views.row(38)[5], rows[0][38 * 33 + 5]);
});

test('the worst configurations of every kind leave more than half of the stack untouched', () => {
  const stack = 128 * 1024; // TOTAL_STACK of CMakeLists.txt; it lies at the bottom of memory and grows down
  const core = new Core(module);
  new Uint8Array(core.floats.buffer, 0, stack).fill(0xa5);
  const window = ['chebwin', 100];
  const lowest = { sampleRate: 8000, hopLength: 64, fMin: 100, binsPerOctave: 24, nBins: 100, window: 'hann' };
  const worst = [
    ...[2, 18, 1500, 131220, 262144].map((nFft) => ({
      ...{ nFft, hopLength: nFft > 2000 ? 4096 : 1, sampleRate: 8000, window }, // an image keeps a window of columns
      height: Math.min(64, nFft / 2 + 1),
      nBands: 3,
    })),
    lowest,
    { ...lowest, nBins: undefined, nOctaves: 4, nChroma: 24 },
    { ...lowest, lowLatency: true },
  ];
  const bins = { fMin: 100, binsPerOctave: 24, nBins: 30 };
  const before = [
    ...[KINDS.mel, KINDS.stft, KINDS.spectrogram].map((kind) => makePlan(kind, { sampleRate: 8000 })),
    makePlan(KINDS.spectrogram, { sampleRate: 44100 }),
    makePlan(KINDS.cqt, { sampleRate: 8000, ...bins }),
  ];
  const single = [makePlan(KINDS.yin, { sampleRate: 8000 })]; // one value a row
  /** Whatever a stage of rows stands behind. @param {import('../../web/core/options.js').Plan} plan */
  const behind = (plan) => {
    for (const first of [...before.map((one) => [one]), single, [...single, makePlan(KINDS.tempogram, {})]]) {
      try {
        return new Stream(core, [...first, plan]);
      } catch {}
    }
    throw new Error(`${plan.kind} stands behind nothing`);
  };
  let used = 0;
  for (const kind of [...ANALYSES, ...SYNTHESES, ...ROW_STAGES]) {
    const options = optionsOf(kind);
    const known = worst
      .filter(({ nFft }) => (nFft !== undefined) === options.includes('winLength'))
      .filter(({ nFft = 0 }) => nFft > 99 || !options.includes('nBands')) // of which the lowest hold two bins
      .map((given) =>
        JSON.stringify(Object.fromEntries(Object.entries(given).filter(([name]) => options.includes(name)))),
      );
    for (const text of new Set(known)) {
      const plan = makePlan(KINDS[kind], JSON.parse(text));
      const stream = ROW_STAGES.includes(kind) ? behind(plan) : new Stream(core, [plan]);
      stream.fill(stream.inputUnit > 1 ? 4 : stream.inputRoom);
      stream.write();
      stream.read();
      stream.finish();
      stream.read();
      stream.free();
      used++;
    }
  }
  assert.ok(used > ANALYSES.length + SYNTHESES.length + ROW_STAGES.length);
  const lowestByte = new Uint8Array(core.floats.buffer, 0, stack).findIndex((byte) => byte !== 0xa5);
  assert.ok(lowestByte > stack / 2, `${stack - lowestByte} of ${stack} bytes were used`);
});
