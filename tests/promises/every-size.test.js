// Every size of FFT, odd and prime ones too: the definitions in float64, there and back, live as offline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { binsOf, melFilterbank, melOf, stft, windowOf } from '../helpers/definition.js';
import { reassigned } from '../helpers/reassigned.js';
import { integers, xorshift } from '../helpers/signals.js';

const SIZES = [1, 2, 3, 5, 7, 11, 51, 97, 551, 1023, 1103, 2047, 2049, 4099, 65537];
const ODD = [3, 7, 51, 97, 551, 1023];

/** @type {Record<string, () => (i: number) => number>} */
const SIGNALS = {
  noise: () => xorshift(5),
  'a sine that fades': () => (i) => 0.9 * Math.exp(-i / 9000) * Math.sin(0.37 * i + 1),
  'clicks over a hum': () => (i) => (i % 701 === 5 ? 0.8 : 0.01 * Math.sin(0.01 * i)),
};

const squares = (/** @type {ArrayLike<number>} */ x) => Array.from(x).reduce((sum, value) => sum + value * value, 0);

/** @param {ArrayLike<number>} got @param {ArrayLike<number>} expected relative L2 */
const distance = (got, expected) =>
  Math.sqrt(squares(Array.from(expected, (value, i) => value - got[i])) / squares(expected));

/** @param {number} nFft @param {() => (i: number) => number} make */
const soundOf = (nFft, make) =>
  Float32Array.from({ length: Math.max(40, Math.round(2.3 * nFft)) }, (_, i) => i).map(make());

test('an STFT of any size is the sum over windowed samples: to 2.5e-7, above 4096 to 5e-7', async () => {
  const sg = await load();
  for (const nFft of SIZES)
    for (const [name, make] of Object.entries(SIGNALS)) {
      const x = soundOf(nFft, make);
      const hopLength = Math.ceil(nFft / 4);
      const S = sg.stft(x, { nFft, hopLength });
      const bins = binsOf(nFft);
      assert.deepEqual(S.shape.slice(1), [bins, 2]);
      const t = Math.floor(S.shape[0] / 2);
      const frame = windowOf('hann', nFft).map((w, i) => w * (x[t * hopLength + i - Math.floor(nFft / 2)] ?? 0));
      // Of the longest frames every 500th bin stands for those around it: each is a sum over 65537 samples.
      const step = nFft > 5000 ? 500 : 1;
      let error = 0;
      for (let k = 0; k < bins; k += step) {
        const [re, im] = sumOf(frame, k);
        const at = 2 * (t * bins + k);
        error += step * ((S.data[at] - re) ** 2 + (S.data[at + 1] - im) ** 2);
      }
      const energy = (nFft * squares(frame)) / 2; // Parseval's, of half the bins
      const relative = Math.sqrt(error / energy);
      assert.ok(relative <= (nFft > 4096 ? 5e-7 : 2.5e-7), `${nFft}, ${name}: ${relative}`);
    }
});

/** @param {Float64Array} frame @param {number} k */
function sumOf(frame, k) {
  const n = frame.length;
  let [re, im] = [0, 0];
  for (let i = 0; i < n; i++) {
    const angle = (-2 * Math.PI * ((k * i) % n)) / n;
    re += frame[i] * Math.cos(angle);
    im += frame[i] * Math.sin(angle);
  }
  return [re, im];
}

test('what goes there and back at any size comes back: to 130 dB', async () => {
  const sg = await load();
  for (const nFft of SIZES)
    for (const [name, make] of Object.entries(SIGNALS)) {
      const x = soundOf(nFft, make);
      const y = sg.istft(sg.stft(x, { nFft, hopLength: Math.ceil(nFft / 4) }), { length: x.length });
      const db = 20 * Math.log10(distance(y, x));
      assert.ok(db <= -130, `${nFft}, ${name}: ${db} dB`);
    }
});

test('live, every size gives the bytes of the whole sound, analysed and brought back', async () => {
  const sg = await load();
  const pick = integers(3);
  for (const nFft of SIZES) {
    const x = soundOf(nFft, SIGNALS.noise);
    const options = { nFft, hopLength: Math.ceil(nFft / 4) };
    const whole = sg.stft(x, options);
    const analyser = sg.analyser('stft', options);
    assert.equal(analyser.latency, Math.ceil(nFft / 2), `${nFft}`);
    /** @type {number[][]} */
    const rows = [];
    const keep = (/** @type {Float32Array} */ row) => void rows.push([...row]);
    for (let at = 0, n = 0; at < x.length; at += n) {
      n = 1 + pick(nFft);
      analyser.push(x.subarray(at, at + n), keep);
    }
    analyser.flush(keep);
    assert.deepEqual(Float32Array.from(rows.flat()), whole.data, `${nFft}`);
    const synthesiser = sg.synthesiser('istft', { ...options, length: x.length });
    /** @type {number[]} */
    const samples = [];
    const more = (/** @type {Float32Array} */ block) => void samples.push(...block);
    for (const row of rows) synthesiser.push(Float32Array.from(row), more);
    synthesiser.flush(more);
    assert.deepEqual(Float32Array.from(samples), sg.istft(whole, { length: x.length }), `${nFft}`);
    analyser.close();
    synthesiser.close();
  }
});

test('invertible slices of any length come back: to 120 dB, live too', async () => {
  const sg = await load();
  for (const nFft of [1001, 1023, 1500, 2047]) {
    const x = soundOf(4 * nFft, SIGNALS.noise);
    const options = { sampleRate: 8000, nFft, fMin: 200, nBins: 24 };
    const C = sg.nsgt(x, options);
    const y = sg.insgt(C, { length: x.length });
    assert.ok(20 * Math.log10(distance(y, x)) <= -120, `${nFft}`);
    const analyser = sg.analyser('nsgt', options);
    assert.equal(analyser.latency, Math.ceil(nFft / 2), `${nFft}`);
    analyser.close();
  }
});

test('mel bands of frames of any size are their definition', async () => {
  const sg = await load();
  for (const nFft of [51, 97, 551, 1103]) {
    const own = { sampleRate: 16000, nFft, nMels: 12 };
    const hopLength = Math.ceil(nFft / 3);
    const x = soundOf(nFft, SIGNALS.noise);
    const got = sg.melSpectrogram(x, { ...own, hopLength });
    const expected = stft(x, { nFft, hopLength, window: windowOf('hann', nFft) }).flatMap((spectrum) => [
      ...melOf(spectrum, melFilterbank(own)),
    ]);
    assert.deepEqual(got.shape, [expected.length / 12, 12]);
    const bank = sg.melFilterbank(own);
    assert.deepEqual(bank.shape, [12, binsOf(nFft)]);
    assert.equal(bank.data.length, 12 * binsOf(nFft));
    assert.ok(
      distance(
        bank.data,
        melFilterbank(own).flatMap((row) => [...row]),
      ) <= 1e-6,
      `${nFft}`,
    );
    assert.ok(distance(got.data, expected) <= 5e-7, `${nFft}`);
  }
});

test('cells of frames of any size are reassigned as by definition, and neither origin of time is late at odd ones', async () => {
  const sg = await load();
  for (const nFft of [...ODD, 98, 1102]) {
    const x = soundOf(nFft, SIGNALS.noise);
    const own = { sampleRate: 8000, nFft, hopLength: Math.ceil(nFft / 4) };
    const exact = reassigned(x, own);
    const got = sg.reassignedSpectrogram(x, { ...own, refPower: 0, clip: false });
    const librosa = sg.reassignedSpectrogram(x, { ...own, refPower: 0, clip: false, timeOrigin: 'librosa' });
    const late = nFft % 2 ? 0 : 0.5 / 8000;
    const loudest = exact.magnitudes.reduce((a, b) => Math.max(a, b));
    exact.magnitudes.forEach((magnitude, i) => {
      if (magnitude < 0.1 * loudest) return; // a quotient is as exact as its cell is loud
      const hz = Math.abs(got.frequencies[i] - exact.frequencies[i]);
      const s = Math.abs(got.times[i] - exact.times[i]);
      assert.ok(hz <= (1e-4 * 8000) / nFft && s <= (1e-4 * nFft) / 8000, `${nFft}, cell ${i}: ${hz} Hz, ${s} s`);
      // Samples are floats up to 551.
      assert.ok(Math.abs(librosa.times[i] - got.times[i] - late) <= 1e-8, `${nFft}, cell ${i}`);
    });
  }
});

test('Griffin-Lim, PGHI and the squeezed spectrum find the sound again at any size as at the next fast one', async () => {
  const sg = await load();
  const x = Float32Array.from({ length: 9000 }, (_, i) => Math.sin((0.2 + i * 2e-5) * i) * Math.sin(0.003 * i));
  const db = (/** @type {ArrayLike<number>} */ got, /** @type {ArrayLike<number>} */ expected) =>
    20 * Math.log10(distance(got, expected));
  const found = (/** @type {number} */ nFft) => {
    const own = { nFft, hopLength: Math.ceil(nFft / 8) };
    const S = sg.spectrogram(x, { ...own, power: 1 });
    const off = (/** @type {Float32Array} */ y) => db(sg.spectrogram(y, { ...own, power: 1 }).data, S.data);
    const length = x.length;
    const squeezed = sg.synchrosqueeze(x, { nFft, hopLength: Math.ceil(nFft / 32) });
    return {
      griffinLim: off(sg.griffinLim(S, { seed: 1, nIter: 60, length })),
      pghi: off(sg.pghi(S, { length })),
      squeezed: db(sg.inverseSynchrosqueeze(squeezed, { length }).subarray(nFft, -nFft), x.subarray(nFft, -nFft)),
      exact: off(sg.griffinLim(S, { init: phasesOf(sg.stft(x, own)), nIter: 1, length })),
    };
  };
  for (const nFft of [97, 255, 551, 1023, 1102]) {
    const [any, fast] = [found(nFft), found(sg.nextFastSize(nFft))];
    // From size to size, with other noise, these differ by 2.6 dB; a phase half a bin off costs 10.
    for (const name of /** @type {const} */ (['griffinLim', 'pghi', 'squeezed']))
      assert.ok(any[name] <= fast[name] + 3, `${nFft}, ${name}: ${any[name]} dB, not ${fast[name]}`);
    assert.ok(any.exact <= -130, `${nFft} from the true phases: ${any.exact} dB`);
  }
});

test("squeezed coefficients of any size add up to the sample in the frame's middle", async () => {
  const sg = await load();
  for (const nFft of [3, 7, 8, 51, 97, 98, 551, 1024]) {
    const x = soundOf(nFft, SIGNALS.noise);
    const { data, shape } = sg.synchrosqueeze(x, { nFft, hopLength: 3 });
    const middle = sg.windowFunction('hann', nFft)[Math.floor(nFft / 2)];
    for (let t = 0; t < shape[0]; t++) {
      let sum = 0;
      for (let k = 0; k < shape[1]; k++) sum += (k === 0 || 2 * k === nFft ? 1 : 2) * data[2 * (t * shape[1] + k)];
      // Coefficients of some 0.6 sqrt(n) each, known to 3e-7 of all of them.
      assert.ok(Math.abs(sum / nFft / middle - (x[3 * t] ?? 0)) <= 2e-6, `${nFft}, frame ${t}`);
    }
  }
});

/** @param {import('specgram').Spectrogram} S complex */
const phasesOf = ({ data, shape: [frames, bins] }) => ({
  data: Float32Array.from({ length: frames * bins }, (_, i) => Math.atan2(data[2 * i + 1], data[2 * i])),
  shape: [frames, bins],
});

test('tuning is estimated from frames of any size', async () => {
  const sg = await load();
  const sampleRate = 22050;
  const notes = [0, 4, 7, 12, 16].map((semitones) => 440 * 2 ** ((semitones + 0.2) / 12));
  const x = Float32Array.from({ length: sampleRate }, (_, i) =>
    notes.reduce((sum, hz) => sum + 0.1 * Math.sin((2 * Math.PI * hz * i) / sampleRate), 0),
  );
  for (const nFft of [2047, 2048, 4095, 2206]) {
    const tuning = sg.estimateTuning(x, { sampleRate, nFft });
    assert.ok(Math.abs(tuning - 0.2) <= 0.03, `${nFft}: ${tuning}`); // a parabola is off by up to 2 hundredths
    const rows = sg.analyse(x, [['spectrogram', { nFft, power: 1 }], 'tuning'], { sampleRate });
    assert.ok(Math.abs(rows.data[0] - 0.2) <= 0.03, `${nFft}, by hand: ${rows.data[0]}`);
  }
});

test('an odd spectrum goes back as it was made, or as nFft says', async () => {
  const sg = await load();
  const x = soundOf(400, SIGNALS.noise);
  const S = sg.stft(x, { nFft: 51 });
  assert.equal(S.shape[1], 26);
  const plain = { data: S.data, shape: S.shape };
  const y = sg.istft(S);
  assert.equal(y.length, 12 * (S.shape[0] - 1) + 1);
  assert.deepEqual(sg.istft(plain, { nFft: 51, hopLength: 12 }), y);
  assert.equal(sg.istft(plain, { hopLength: 12 }).length, 12 * (S.shape[0] - 1)); // 26 bins are those of 50
  assert.throws(() => sg.istft(S, { nFft: 53 }), { name: 'RangeError', message: 'nFft 53 goes with 27 bins, got 26' });
});
