// What other libraries and habits allow is allowed: null for "not given", a single frame, a window's usual parameter, a
// range for the tuning, a chain's options offline as live.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool, encodeNpy, encodeWav, framesToTime, hzToMel, hzToNote, load } from 'specgram';
import { isSilent } from '../../web/core/options.js';
import { METHODS } from '../../src/tables/kinds.js';
import { windowOf } from '../helpers/definition.js';
import { ANALYSES, KINDS } from '../helpers/registry.js';
import { signal } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();
const x = signal(3000);

/** What a method is given, beside the option that is tried. */
const BASE = { sampleRate: 22050 };
const M = sg.spectrogram(x, { nFft: 256, power: 1 });
const mel = sg.melSpectrogram(x, { ...BASE, hopLength: 256 });
const GIVEN = /** @type {Record<string, any>} */ ({
  istft: sg.stft(x, { nFft: 256 }),
  inverseSynchrosqueeze: sg.synchrosqueeze(x, { nFft: 256 }),
  griffinLim: M,
  pghi: M,
  icqt: sg.cqt(x, { ...BASE, nBins: 24 }),
  griffinLimCqt: sg.pseudoCqt(x, { ...BASE, nBins: 24 }),
  insgt: sg.nsgt(x, BASE),
  mfccToMel: sg.mfcc(x, BASE),
  melToStft: mel,
  melToAudio: mel,
  delta: mel,
  pcen: mel,
});
const buffer = { numberOfChannels: 1, length: x.length, sampleRate: 22050, getChannelData: () => x };

/** Numbers of a result. @param {any} result */
const numbers = (result) => (typeof result === 'number' || ArrayBuffer.isView(result) ? result : { ...result });

test('null leaves the default of every option to which it is no answer, of every method', async () => {
  const pool = await createPool({ workers: null, wasm: null, signal: null });
  /** @type {string[]} */
  const tried = [];
  for (const { name, kind, takes } of METHODS) {
    if (!kind) continue;
    const own = KINDS[kind].options.filter((field) => isSilent(field, null)).map((field) => field.name);
    const more = {
      channel: takes === 'samples',
      width: name === 'reassignedImage',
      out: name === 'reassignedSpectrogram',
      output: name === 'pghi',
      onIteration: /^griffinLim|^melToAudio/.test(name),
    };
    const names = [...own, ...Object.entries(more).flatMap(([option, is]) => (is ? [option] : []))];
    const short = {
      ...(own.includes('nFft') && takes === 'samples' && !name.includes('sgt') ? { nFft: 256 } : {}),
      ...(own.includes('nIter') ? { nIter: 1 } : {}),
    };
    const first = takes === 'options' ? [] : [takes === 'samples' ? buffer : GIVEN[name]];
    const base = takes === 'options' ? { ...BASE, ...short } : short;
    for (const option of names) {
      if (takes === 'options' && option === 'sampleRate') continue; // which has no default
      const { [option]: _, ...rest } = /** @type {Record<string, unknown>} */ (base);
      assert.deepEqual(
        numbers(sg[name](...first, { ...rest, [option]: null })),
        numbers(sg[name](...first, rest)),
        `${name}: ${option}`,
      );
      tried.push(option);
    }
  }
  assert.ok(tried.length > 150, `${tried.length}`);
  const wanted = sg.pghi(M);
  assert.deepEqual(await pool.pghi(M, { signal: null, onProgress: null, output: null }), wanted);
  assert.deepEqual(await pool.griffinLim(M, { nIter: 1, onIteration: null }), sg.griffinLim(M, { nIter: 1 }));
  assert.deepEqual((await pool.stft(x, { channel: null })).data, sg.stft(x).data);
  pool.close();
});

test('null leaves the default of what is no method of the engine, too', async () => {
  assert.ok(await load(/** @type {any} */ ({ wasm: null, signal: null })));
  const a = sg.analyser('spectrogram', { nFft: 64 });
  let columns = 0;
  for await (const column of a.columns([x], { signal: null })) columns += Number(column.length > 0);
  assert.equal(columns, 188);
  assert.deepEqual(sg.windowFunction('hann', 9, { periodic: null }), sg.windowFunction('hann', 9));
  assert.deepEqual(sg.powerToDb(M, { ref: null, amin: null }), sg.powerToDb(M));
  assert.deepEqual([...sg.powerToDb(Float32Array.of(1, 0), { topDb: null })], [0, -100], 'which is an answer there');
  const wav = /** @type {any} */ ({ sampleRate: 8000, bitDepth: null });
  assert.deepEqual(encodeWav(x, wav), encodeWav(x, { sampleRate: 8000 }));
  assert.deepEqual(encodeNpy(M, /** @type {any} */ ({ complex: null })), encodeNpy(M));
  assert.equal(hzToMel(440, /** @type {any} */ ({ htk: null })), hzToMel(440));
  assert.equal(hzToNote(440, /** @type {any} */ ({ a4: null, cents: null })), 'A4');
  assert.equal(
    framesToTime(3, /** @type {any} */ ({ sampleRate: 8000, hopLength: null, nFft: null })),
    (3 * 512) / 8000,
  );
  const error = { code: 'E_CONFIG', message: "unknown option 'url' (did you mean 'wasm'?)" };
  await assert.rejects(load(/** @type {any} */ ({ url: 'x.wasm' })), error);
});

test('one frame of magnitudes is enough to find a sound for it', () => {
  const S = sg.spectrogram(x.subarray(0, 100), { nFft: 256, hopLength: 128, power: 1 });
  assert.deepEqual(S.shape, [1, 129]);
  for (const init of ['random', 'pghi', null]) {
    assert.equal(sg.griffinLim(S, { init }).length, 0, "librosa's: no sample lies between one centre");
    const y = sg.griffinLim(S, { init, length: 100, nIter: 30 });
    assert.ok(
      y.length === 100 && y.every(Number.isFinite) && y.some((/** @type {number} */ value) => value !== 0),
      init,
    );
  }
  const phases = sg.pghi(S, { output: 'phase' });
  assert.deepEqual(phases.shape, [1, 129]);
  assert.ok(phases.data.every(Number.isFinite));
  const y = sg.pghi(S, { length: 100 });
  assert.ok(y.every(Number.isFinite) && y.some((/** @type {number} */ value) => value !== 0));
  const whole = sg.spectrogram(x.subarray(0, 256), {
    nFft: 256,
    hopLength: 128,
    power: 1,
    center: false,
    window: 'boxcar',
  });
  const z = sg.griffinLim(whole, { nIter: 1, init: sg.pghi(whole, { output: 'phase' }) });
  assert.equal(z.length, 256);
  // one frame under a boxcar has the magnitudes asked for, whatever its phases
  const heard = sg.spectrogram(z, { nFft: 256, hopLength: 128, power: 1, center: false, window: 'boxcar' }).data;
  whole.data.forEach((/** @type {number} */ value, /** @type {number} */ k) =>
    assert.ok(Math.abs(heard[k] - value) < 1e-4 * 256),
  );
});

test('tukey alone is half tapered, as SciPy has it, and Chebyshev windows begin at 1 dB', () => {
  for (const n of [1, 2, 16, 101]) {
    assert.deepEqual(sg.windowFunction('tukey', n), sg.windowFunction(['tukey', 0.5], n));
    assert.deepEqual(sg.windowFunction(['tukey'], n), sg.windowFunction(['tukey', 0.5], n));
    for (const attenuation of [1, 3, 10, 20, 44]) {
      for (const periodic of [true, false]) {
        const wanted = windowOf(['chebwin', attenuation], n, { periodic });
        const got = sg.windowFunction(['chebwin', attenuation], n, { periodic });
        wanted.forEach((/** @type {number} */ value, /** @type {number} */ i) =>
          assert.ok(Math.abs(value - got[i]) <= 2 ** -24, `${attenuation} dB, ${n}, ${periodic}: ${i}`),
        );
      }
    }
  }
  assert.deepEqual(sg.stft(x, { window: 'tukey' }).data, sg.stft(x, { window: ['tukey', 0.5] }).data);
  assert.throws(() => sg.windowFunction('kaiser', 8), { code: 'E_CONFIG', message: /needs its parameter/ });
});

test('the tuning is that of the peaks between fMin and fMax', () => {
  const sampleRate = 22050;
  const tone = (/** @type {number} */ midi) => 440 * 2 ** ((midi - 69) / 12);
  const of = (/** @type {[number, number][]} */ parts) =>
    Float32Array.from({ length: sampleRate }, (_, n) =>
      parts.reduce((sum, [midi, level]) => sum + level * Math.sin((2 * Math.PI * tone(midi) * n) / sampleRate), 0),
    );
  const sound = of([
    [45.2, 1],
    [69.3, 0.9],
    [108.7, 1],
  ]); // 111, 448 and 4,360 Hz
  const at = (/** @type {object} */ options) => sg.estimateTuning(sound, { sampleRate, ...options });
  assert.ok(Math.abs(at({}) - 0.3) < 0.02);
  assert.ok(Math.abs(at({ fMin: 100, fMax: 200, nFft: 8192 }) - 0.2) < 0.05);
  assert.ok(Math.abs(at({ fMin: 4000, fMax: 5000 }) + 0.3) < 0.02);
  assert.equal(at({ fMin: 5000, fMax: 6000 }), 0, 'where there are no peaks');
  assert.ok(Math.abs(at({ fMin: 4000, fMax: 1e6 }) + 0.3) < 0.02);
  assert.throws(() => at({ fMin: 500, fMax: 400 }), { code: 'E_CONFIG', message: /^fMin must be below fMax/ });
  const chain = [
    ['spectrogram', { nFft: 8192, power: 1 }],
    ['tuning', { nFft: 8192, fMin: 100, fMax: 200 }],
  ];
  assert.ok(Math.abs(sg.analyse(sound, chain, { sampleRate }).data[0] - 0.2) < 0.05);
});

test("a chain's options are those of its first stage, offline as live, and what it does not know is refused", () => {
  const options = { sampleRate: 8000, nFft: 256, nMels: 20, hopLength: 64 };
  const chain = ['mel', 'db'];
  const wanted = sg.analyse(x, [['mel', { nFft: 256, nMels: 20, hopLength: 64 }], 'db'], { sampleRate: 8000 });
  assert.deepEqual(sg.analyse(x, chain, options).data, wanted.data);
  const live = sg.analyser(chain, options);
  /** @type {number[]} */
  const got = [];
  const keep = (/** @type {Float32Array} */ column) => got.push(...column);
  live.push(x, keep);
  live.flush(keep);
  assert.deepEqual(Float32Array.from(got), wanted.data);
  const error = { code: 'E_CONFIG', message: "unknown option 'nfft' (did you mean 'nFft'?)" };
  assert.throws(() => sg.analyse(x, chain, { sampleRate: 8000, nfft: 256 }), error);
  assert.throws(() => sg.analyser(chain, { sampleRate: 8000, nfft: 256 }), error);
  assert.deepEqual(
    sg.analyse(buffer, chain, { nFft: 256, channel: 0 }).shape,
    sg.analyse(x, chain, { ...BASE, nFft: 256 }).shape,
  );
});

test('no sound at all has no columns live where offline it is refused, of every kind and padding', () => {
  for (const kind of ANALYSES) {
    for (const padMode of ['constant', 'reflect', 'edge', 'symmetric', 'linear_ramp']) {
      for (const center of [true, false]) {
        const names = KINDS[kind].options.map(({ name }) => name);
        const all = { sampleRate: 22050, nFft: 256, padMode, center };
        const options = Object.fromEntries(
          Object.entries(all).filter(([name]) => names.includes(name) && !(name === 'nFft' && kind === 'nsgt')),
        );
        const method = METHODS.find((row) => row.kind === kind)?.name ?? '';
        let rows = 0;
        try {
          rows = (method ? sg[method]([], options) : sg.analyse([], [kind], options)).shape[0];
        } catch (error) {
          assert.equal(/** @type {any} */ (error).code, 'E_CONFIG');
        }
        const live = sg.analyser(kind, options);
        let columns = 0;
        live.flush(() => columns++);
        live.close();
        assert.equal(columns, rows, `${kind} ${padMode} ${center}`);
      }
    }
  }
});

test('what a bin hears grows by what stages of rows take in around it', () => {
  const lengths = (/** @type {any} */ chain) => {
    const live = sg.analyser(chain, { sampleRate: 22050 });
    live.close();
    return live.lengths;
  };
  const mel = ['mel', { nFft: 512, hopLength: 160 }];
  const [one] = lengths([mel]);
  assert.equal(one, 512);
  assert.ok(lengths([mel, ['smooth', { winLenSmooth: 5 }]]).every((/** @type {number} */ n) => n === 512 + 4 * 160));
  assert.ok(lengths([mel, 'db', ['delta', { width: 9 }]]).every((/** @type {number} */ n) => n === 512 + 8 * 160));
  assert.ok(
    lengths([mel, ['delta', { width: 3 }], ['smooth', { winLenSmooth: 6 }]]).every(
      (/** @type {number} */ n) => n === 512 + 7 * 160,
    ),
  );
  assert.deepEqual(lengths([mel, 'db', ['smooth', { winLenSmooth: null }]]), lengths([mel]));
  const cqt = lengths([['cqt', { nBins: 24 }]]);
  assert.deepEqual(
    lengths([
      ['cqt', { nBins: 24 }],
      ['delta', { width: 5 }],
    ]),
    cqt.map((/** @type {number} */ n) => n + 4 * 512),
  );
});
