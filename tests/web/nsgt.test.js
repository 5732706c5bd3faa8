// The invertible constant-Q transform: back to sound to 120 dB, what its values are, and the same bits live.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { music, sampleRate, snr } from '../helpers/inversion.js';
import { integers, signal, xorshift } from '../helpers/signals.js';

const sg = await load();

test('the invertible transform gives back noise, music and clicks, at any number of bins an octave', (t) => {
  const random = xorshift(2);
  const sounds = { noise: () => random(), music, clicks: (/** @type {number} */ n) => Number(n % 4999 === 17) };
  for (const binsPerOctave of [12, 24, 48]) {
    for (const [name, at] of Object.entries(sounds)) {
      const x = Float32Array.from({ length: 40000 }, (_, n) => at(n));
      for (const options of [{}, { nFft: 4096 }, { nFft: 1500, fMin: 300, nBins: 10 }]) {
        const S = sg.nsgt(x, { sampleRate, binsPerOctave, ...options });
        const back = sg.insgt(S, { binsPerOctave, ...options, length: x.length });
        const db = snr(x, back);
        if (!('nFft' in options)) t.diagnostic(`${binsPerOctave} an octave, ${name}: ${db.toFixed(1)} dB`);
        assert.ok(db >= 120, `${binsPerOctave} ${name} ${JSON.stringify(options)}: ${db}`);
      }
    }
  }
});

test('its values are the analytic signals of its bands, evenly spread, and add up where slices overlap', () => {
  const hz = 440;
  const x = Float32Array.from({ length: 30000 }, (_, n) => 0.7 * Math.sin((2 * Math.PI * hz * n) / sampleRate));
  const S = sg.nsgt(x, { sampleRate, nFft: 8192 });
  const widths = /** @type {Int32Array} */ (S.widths);
  assert.deepEqual(
    [S.unit, S.kind, S.hopLength, S.shape[0], S.frequencies.length],
    ['complex', 'nsgt', 4096, 9, widths.length],
  );
  assert.equal(
    widths.reduce((a, b) => a + b),
    S.shape[1],
  );
  const band = S.frequencies.findIndex((f) => Math.abs(f - hz) < 1e-6);
  const first = widths.subarray(0, band).reduce((a, b) => a + b, 0);
  const width = widths[band];
  const value = (/** @type {number} */ slice, /** @type {number} */ i) =>
    [0, 1].map((part) => S.data[2 * (slice * S.shape[1] + first + i) + part]);
  for (let i = 0; i < width / 2; i++) {
    // the second half of slice 3 is the first half of slice 4
    const [a, b] = [value(3, i + width / 2), value(4, i)];
    const [re, im] = [a[0] + b[0], a[1] + b[1]];
    const n = 3 * 4096 + (i * 8192) / width;
    const angle = (2 * Math.PI * hz * n) / sampleRate - Math.PI / 2;
    assert.ok(Math.hypot(re - 0.7 * Math.cos(angle), im - 0.7 * Math.sin(angle)) < 0.01, `${i}: ${re} ${im}`);
  }
});

test('the invertible transform and its inverse give the same bits live', () => {
  const x = signal(50000);
  const options = { sampleRate, nFft: 6000, binsPerOctave: 24, fMin: 100 };
  const S = sg.nsgt(x, options);
  const whole = sg.insgt(S, options);
  const analyser = sg.analyser('nsgt', options);
  const synthesiser = sg.synthesiser('insgt', options);
  assert.deepEqual([synthesiser.hopLength, synthesiser.columnLength], [analyser.hopLength, 2 * S.shape[1]]);
  const draw = integers(3);
  const sound = new Float32Array(whole.length);
  let done = 0;
  let slices = 0;
  const take = (/** @type {Float32Array} */ samples) => {
    sound.set(samples, done);
    done += samples.length;
  };
  const column = (/** @type {Float32Array} */ values, /** @type {number} */ index) => {
    assert.deepEqual(values, S.data.slice(2 * index * S.shape[1], 2 * (index + 1) * S.shape[1]));
    synthesiser.push(values, take);
    slices++;
  };
  for (let at = 0; at < x.length; ) {
    const n = draw(3000);
    analyser.push(x.subarray(at, at + n), column);
    at += n;
    assert.ok(at <= slices * analyser.hopLength + analyser.latency || at > x.length);
  }
  analyser.flush(column);
  synthesiser.flush(take);
  assert.equal(slices, S.shape[0]);
  assert.deepEqual(sound, whole);
  assert.ok(snr(x, sound) > 120);
});
