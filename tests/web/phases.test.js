// Complex rows to phases and frequency offsets: what they say of sines, against their definitions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';

const engine = await load();

/** @param {number} frequency Hz @param {number} seconds @param {number} level @param {number} [rate] */
const sine = (frequency, seconds, level, rate = 44100) =>
  Float32Array.from({ length: seconds * rate }, (_, i) => level * Math.cos((2 * Math.PI * frequency * i) / rate));

test('the offset of a sine is its frequency less its bin’s, wherever in its bin it lies', () => {
  const [nFft, hopLength, sampleRate] = [2048, 256, 44100];
  for (const bin of [20, 101]) {
    for (const off of [-15, 0, 4, 19]) {
      const samples = sine((bin * sampleRate) / nFft + off, 0.3, 0.5);
      const S = engine.analyse(samples, [['stft', { nFft, hopLength }], 'frequencyOffset'], { sampleRate });
      const [rows, bins] = S.shape;
      assert.deepEqual([S.unit, S.shape[2]], ['hertz', 2]);
      for (let row = 8; row < rows - 8; row++) {
        const got = S.data[2 * (row * bins + bin)];
        assert.ok(Math.abs(got - off) < 0.02, `bin ${bin}, off ${off}: ${got}`);
      }
      assert.ok(
        S.data.subarray(0, 2 * bins).every((x) => x === 0),
        'of the first row nothing is known',
      );
    }
  }
});

test('the phase of a sine is its own at the frame’s centre, over all of its lobe, whatever window and padding', () => {
  const [nFft, hopLength, sampleRate] = [2048, 300, 44100];
  for (const framing of [{}, { winLength: 1200, window: 'blackman' }, { center: false }]) {
    for (const frequency of [430.66, 2000, 2007.7]) {
      for (const phase of [-2, 0.5, 3]) {
        const samples = Float32Array.from(
          { length: 13230 },
          (_, i) => 0.5 * Math.cos((2 * Math.PI * frequency * i) / sampleRate + phase),
        );
        const chain = /** @type {const} */ ([['stft', { nFft, hopLength, ...framing }], 'phase']);
        const { data, shape, times, unit } = engine.analyse(samples, chain, { sampleRate });
        const [rows, bins] = shape;
        assert.deepEqual([unit, shape[2]], ['radians', 2]);
        const bin = Math.round((frequency * nFft) / sampleRate);
        for (let row = 5; row < rows - 5; row++) {
          for (const near of [-1, 0, 1]) {
            const off = data[2 * (row * bins + bin + near)] - (phase + 2 * Math.PI * frequency * times[row]);
            assert.ok(Math.abs(Math.sin(off / 2)) < 2e-3, `${frequency} Hz, ${near} from its bin, row ${row}: ${off}`);
          }
        }
      }
    }
  }
});

test('a synchrosqueezed phase is told at the row’s own moment already', () => {
  const sampleRate = 8000;
  const samples = sine(1000, 0.5, 0.5, sampleRate);
  const chain = /** @type {const} */ ([['synchrosqueeze', { nFft: 256, hopLength: 50 }], 'phase']);
  const { data, shape, times } = engine.analyse(samples, chain, { sampleRate });
  const [rows, bins] = shape;
  for (let row = 10; row < rows - 10; row++) {
    const off = data[2 * (row * bins + 32)] - 2 * Math.PI * 1000 * times[row];
    assert.ok(Math.abs(Math.sin(off / 2)) < 2e-3, `row ${row}: off ${off}`);
  }
});

test('the power beside is a share of a full-scale sine’s, and silence has neither', () => {
  const sampleRate = 44100;
  for (const stage of /** @type {const} */ (['phase', 'frequencyOffset'])) {
    for (const first of /** @type {const} */ ([
      ['stft', { nFft: 1024, winLength: 1000, window: ['kaiser', 9] }],
      ['cqt', { nBins: 48, fMin: 220 }],
    ])) {
      const { data, shape, frequencies } = engine.analyse(sine(880, 1, 0.5), [first, stage], { sampleRate });
      const [rows, bins] = shape;
      const row = rows >> 1;
      const level = Math.max(...Array.from({ length: bins }, (_, k) => data[2 * (row * bins + k) + 1]));
      // between two of the STFT's bins it falls short by the window's scalloping
      assert.ok(level < 0.2501 && level > 0.2, `${stage} of ${first[0]}, ${frequencies.length} bins: ${level}`);
    }
    const silence = engine.analyse(new Float32Array(3000), ['stft', stage], { sampleRate }).data;
    assert.ok(silence.every((x) => x === 0));
  }
});

test('phases and offsets are of complex values, one a bin, and offsets of a known rate', () => {
  for (const [chain, options, message] of /** @type {const} */ ([
    [['spectrogram', 'phase'], { sampleRate: 8000 }, /takes complex values/],
    [['mel', 'frequencyOffset'], { sampleRate: 8000 }, /takes complex values/],
    [['nsgt', 'phase'], { sampleRate: 8000 }, /takes complex values/],
    [['stft', 'frequencyOffset'], {}, /sampleRate must be/],
    [['stft', ['phase', { by: 1 }]], {}, /unknown option 'by'/],
  ]))
    assert.throws(() => engine.analyser(chain, options), { name: 'TypeError', code: 'E_CONFIG', message });
});
