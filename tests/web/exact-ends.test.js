// Exact ends and exact counts: the last sample of a sound, of a window and of a length; what is clamped, counted,
// mixed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { Core } from '../../web/core/core.js';
import { makePlan } from '../../web/core/options.js';
import { createStream } from '../../web/core/facts.js';
import { Stream } from '../../web/core/stream.js';
import { melFilterbank, stft, windowOf } from '../helpers/definition.js';
import { integers, signal, xorshift } from '../helpers/signals.js';
import { KINDS } from '../helpers/registry.js';

const sg = /** @type {any} */ (await load());
const module = new WebAssembly.Module(readFileSync(new URL('../../dist/specgram.wasm', import.meta.url)));

test('a window that misses one sample, wherever it lies, leaves it uncovered where frames do not overlap', () => {
  const nFft = 32;
  for (const center of [true, false]) {
    for (let missed = 0; missed < nFft; missed++) {
      const window = new Float32Array(nFft).fill(1);
      window[missed] = 0;
      const options = { nFft, window, center };
      const S = { data: new Float32Array(2 * 17 * 5), shape: [5, 17, 2] };
      assert.throws(() => sg.istft(S, { ...options, hopLength: nFft }), { code: 'E_NOLA' }, `${missed} ${center}`);
      // Half of the way on, the next frame's other half covers it, but for what lies before the first frame's end.
      const covered = center || (missed >= nFft / 2 && missed < nFft);
      const call = () => sg.istft(S, { ...options, hopLength: nFft / 2 });
      if (center) assert.doesNotThrow(call, `${missed}`);
      else if (!covered) assert.throws(call, { code: 'E_NOLA' }, `${missed}`);
    }
  }
});

test('a sample is covered where the weight of its windows is above 1e-11 of the largest', () => {
  const S = { data: new Float32Array(2 * 17 * 5), shape: [5, 17, 2] };
  const window = new Float32Array(32).fill(3);
  window[20] = 3 * Math.sqrt(2e-11);
  assert.equal(sg.istft(S, { nFft: 32, hopLength: 32, window }).length, 128);
  window[20] = 3 * Math.sqrt(5e-12);
  assert.throws(() => sg.istft(S, { nFft: 32, hopLength: 32, window }), { code: 'E_NOLA' });
});

test('a length cuts the sound and changes no sample of it, whatever the spectra say and whether frames are centred', () => {
  const random = xorshift(41);
  const nFft = 64;
  for (const center of [true, false]) {
    for (const hopLength of [16, 20, 32]) {
      // spectra that no sound has: where a frame is left out, the samples under it differ
      const S = { data: Float32Array.from({ length: 2 * 33 * 40 }, random), shape: [40, 33, 2] };
      const options = { nFft, hopLength, center, window: 'hamming' };
      const whole = sg.istft(S, options);
      assert.equal(whole.length, hopLength * 39 + (center ? 0 : nFft));
      for (const length of [0, 1, 15, 16, 17, 63, 64, 65, 200, whole.length - 33, whole.length - 1, whole.length])
        assert.deepEqual(
          sg.istft(S, { ...options, length }),
          whole.subarray(0, length),
          `${center} ${hopLength} ${length}`,
        );
      for (const length of [1, 100, whole.length]) {
        const synthesiser = sg.synthesiser('istft', { ...options, length });
        /** @type {number[]} */
        const live = [];
        for (let t = 0; t < 40; t++)
          synthesiser.push(S.data.subarray(66 * t, 66 * (t + 1)), (/** @type {Float32Array} */ y) => live.push(...y));
        synthesiser.flush((/** @type {Float32Array} */ y) => live.push(...y));
        assert.deepEqual(Float32Array.from(live), whole.subarray(0, length), `live: ${center} ${hopLength} ${length}`);
      }
    }
  }
});

test('the end of a long sound is padded as that of a short one: every frame of the last second is the definition', () => {
  const nFft = 512;
  const window = windowOf('boxcar', nFft); // which hears the last padded sample as loud as any
  const total = window.reduce((a, b) => a + b, 0);
  const draw = integers(43);
  for (const padMode of ['constant', 'reflect', 'edge', 'symmetric', 'linear_ramp']) {
    for (const n of [40_000, 40_001, 33_333]) {
      const hopLength = n % 400 === 0 ? 400 : 100 + draw(300); // the last frame of 40,000 is centred on the end
      const x = signal(n);
      const S = sg.stft(x, { nFft, hopLength, padMode, window: 'boxcar' });
      // From a frame on that starts on the hop's grid and needs nothing of what lies before.
      const first = Math.floor((n - 5000) / hopLength);
      const tail = x.subarray(first * hopLength);
      const expected = stft(tail, { nFft, hopLength, window, padMode });
      assert.equal(S.shape[0], first + expected.length);
      const live = sg.analyser('stft', { nFft, hopLength, padMode, window: 'boxcar' });
      /** @type {Float32Array[]} */
      const columns = [];
      const keep = (/** @type {Float32Array} */ column) => columns.push(column.slice());
      for (let at = 0; at < n; at += 777) live.push(x.subarray(at, at + 777), keep);
      live.flush(keep);
      live.close();
      for (let t = 3; t < expected.length; t++) {
        const row = S.data.subarray((first + t) * 514, (first + t + 1) * 514);
        assert.deepEqual(columns[first + t], row.slice());
        expected[t].re.forEach((re, k) =>
          assert.ok(
            Math.hypot(row[2 * k] - re, row[2 * k + 1] - expected[t].im[k]) <= 3e-7 * total,
            `${padMode}, ${n} samples, hop ${hopLength}: frame ${t} of the tail, bin ${k}`,
          ),
        );
      }
    }
  }
});

test('a sound may end wherever the core moves its buffers: the mirrored tail is whole', () => {
  const [nFft, hopLength] = [512, 3443];
  const window = windowOf('boxcar', nFft);
  // Frame 5 is centred on sample 17,215; the first move is made where 17,409 floats are full, 256 of them the head's.
  for (const padMode of ['reflect', 'symmetric']) {
    const live = sg.analyser('stft', { nFft, hopLength, padMode, window: 'boxcar' });
    for (let n = 17_215; n < 17_470; n += 5) {
      const x = signal(n);
      /** @type {Float32Array[]} */
      const columns = [];
      const keep = (/** @type {Float32Array} */ column) => columns.push(column.slice());
      live.push(x.subarray(0, 17_100), keep);
      for (let at = 17_100; at < n; at += 3) live.push(x.subarray(at, at + 3), keep);
      live.flush(keep);
      live.reset();
      assert.equal(columns.length, 6);
      const [expected] = stft(x.subarray(17_215 - 1000), { nFft, hopLength: 1000, window, padMode }).slice(1);
      expected.re.forEach((re, k) =>
        assert.ok(
          Math.hypot(columns[5][2 * k] - re, columns[5][2 * k + 1] - expected.im[k]) <= 3e-7 * nFft,
          `${padMode}, ${n} samples, bin ${k}`,
        ),
      );
    }
    live.close();
  }
});

test('what is too loud keeps its sign', () => {
  const options = { nFft: 64, hopLength: 64, window: 'boxcar', center: false };
  for (const [given, taken] of [
    [3e38, 1e12],
    [-3e38, -1e12],
    [1.0001e12, 1e12],
    [-1.0001e12, -1e12],
    [Number.NaN, 0],
    [-Infinity, 0],
  ]) {
    for (const at of [0, 3, 62, 63]) {
      const x = new Float32Array(64);
      x[at] = given;
      const S = sg.stft(x, options);
      assert.equal(S.nonFinite, 1);
      x[at] = taken;
      const same = sg.stft(x, options);
      assert.equal(same.nonFinite, 0);
      assert.deepEqual(S.data, same.data);
      assert.ok(Math.abs(S.data[0] - taken) <= 1e-6 * Math.abs(taken));
    }
  }
});

test('what is fainter than 1e-15 is silence, what is louder is not', () => {
  for (const [value, silent] of /** @type {[number, boolean][]} */ ([
    [9e-16, true],
    [-9e-16, true],
    [1e-40, true],
    [1.1e-15, false],
    [-1.1e-15, false],
  ])) {
    const { data, nonFinite } = sg.stft(new Float32Array(700).fill(value), { nFft: 256 });
    assert.deepEqual([data.every((/** @type {number} */ part) => part === 0), nonFinite], [silent, 0], `${value}`);
  }
});

test('mel bands lie where their scale says, from any frequency to any', () => {
  for (const htk of [false, true]) {
    for (const [fMin, fMax] of [
      [0, 1050],
      [990, 1010],
      [1050, 3900],
      [60, 999],
      [1000, 4000],
    ]) {
      const options = { sampleRate: 8000, nFft: 2048, nMels: 9, fMin, fMax, htk };
      const bank = sg.melFilterbank(options).data;
      melFilterbank({ ...options, norm: 'slaney' }).forEach((row, m) =>
        row.forEach((weight, k) =>
          assert.ok(Math.abs(bank[m * 1025 + k] - weight) <= 2e-6 * Math.max(...row), `${fMin} to ${fMax}, ${m}, ${k}`),
        ),
      );
    }
  }
});

test('samples that are not let in are counted once, also where a stream takes only a part of what it is given', () => {
  const core = new Core(module);
  const random = xorshift(47);
  for (const [kind, options] of /** @type {[any, any][]} */ ([
    [KINDS.spectrogram, { nFft: 64, hopLength: 64 }],
    [KINDS.spectrogram, { nFft: 4096, hopLength: 1000 }],
    [KINDS.mel, { sampleRate: 8000, nFft: 256 }],
    [KINDS.cqt, { sampleRate: 8000, nBins: 12, fMin: 500 }],
    [KINDS.istft, { nFft: 512, hopLength: 256 }],
  ])) {
    const stream = new Stream(core, [makePlan(kind, options)]);
    const length = stream.inputRoom * stream.inputUnit;
    let bad = 0;
    let partial = 0;
    for (let round = 0; round < 12; round++) {
      const block = Float32Array.from({ length }, () => {
        const value = random();
        if (value < 0.9) return value;
        bad++;
        return [Number.NaN, Infinity, -Infinity][Math.floor(3 * Math.abs(10 * value - 9.5) * 1.999) % 3];
      });
      core.floats.set(block, stream.stage);
      stream.fill(stream.inputRoom);
      // nothing is read until nothing more goes in
      for (let waiting = stream.write(), before = -1; waiting > 0; waiting = stream.write()) {
        partial += Number(waiting === before);
        if (waiting === before) while (stream.read() > 0);
        before = waiting;
      }
    }
    assert.equal(stream.nonFinite, bad, `${kind.name}: ${partial} times the stream was full`);
    assert.ok(partial > 0, `${kind.name} was never full`);
    stream.free();
  }
});

test("the mean of three channels is that of all, as the file's own order has them", () => {
  const channels = [signal(5000, 1), signal(5000, 2), signal(5000, 3)];
  const buffer = {
    numberOfChannels: 3,
    length: 5000,
    sampleRate: 8000,
    getChannelData: (/** @type {number} */ c) => channels[c],
  };
  const mean = channels[0].map((value, i) => (value + channels[1][i] + channels[2][i]) / 3);
  assert.deepEqual(sg.stft(buffer, { channel: 'mix' }).data, sg.stft(mean).data);
  for (const channel of [0, 1, 2]) assert.deepEqual(sg.stft(buffer, { channel }).data, sg.stft(channels[channel]).data);
});

test('no piece of the core is larger than 1 GiB, and sizes that wrap around 4 GiB are not mistaken for small ones', () => {
  const core = new Core(module);
  // 2^24 frames of 16 bins are 1 GiB of magnitudes, and 4 frames more than 2^26 would be 256 bytes modulo 4 GiB.
  for (const frames of [2 ** 24 + 4, 2 ** 25, 2 ** 26, 2 ** 26 + 4, 2 ** 27 + 4]) {
    const plan = makePlan(KINDS.griffinLim, { nFft: 30, hopLength: 5 });
    plan.fields.nFrames = frames;
    assert.throws(() => createStream(core, [plan]), { code: 'E_NO_MEMORY' }, `${frames} frames`);
  }
});
