// The reassigned image: its energy is the spectrogram's, tones and clicks fall where they are, live is offline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { integers, signal, xorshift } from '../helpers/signals.js';

const sg = await load();
/** @param {ArrayLike<number>} x */
const sumOf = (x) => Array.from(x).reduce((a, b) => a + b, 0);
/** @param {number} n @param {(i: number) => number} f */
const sound = (n, f) => Float32Array.from({ length: n }, (_, i) => f(i));

test('the image holds the energy of the spectrogram to 1e-6, or that of its axis, at every width and on every axis', () => {
  const random = xorshift(3);
  const noise = sound(22050, random);
  const chirp = sound(22050, (i) => Math.sin(2 * Math.PI * (0.02 * i + 8e-6 * i * i)));
  const sampleRate = 22050;
  for (const x of [noise, chirp]) {
    for (const options of [{}, { nFft: 1024, hopLength: 300 }, { winLength: 700 }, { nFft: 512, hopLength: 700 }]) {
      const energy = sumOf(sg.spectrogram(x, options).data);
      for (const own of /** @type {const} */ ([
        {},
        { width: 500 },
        { width: 7, height: 40 },
        { frequencyScale: 'mel' },
        { frequencyScale: 'log' },
        { refPower: 1e30 },
        { reassignTimes: false },
        { timeOrigin: 'librosa' },
      ])) {
        const image = sg.reassignedImage(x, { sampleRate, ...options, ...own });
        assert.ok(
          Math.abs(sumOf(image.data) / energy - 1) < 1e-6,
          `${JSON.stringify({ ...options, ...own })}: ${sumOf(image.data) / energy - 1}`,
        );
      }
      // What lies outside the axis is left out, cell by cell. (A cell on the edge itself may fall to either side.)
      const [fMin, fMax] = [500, 4000];
      const cells = sg.reassignedSpectrogram(x, { sampleRate, ...options, fillNan: true });
      const inside = Array.from(cells.magnitudes).reduce(
        (sum, m, i) => (cells.frequencies[i] >= fMin && cells.frequencies[i] <= fMax ? sum + m * m : sum),
        0,
      );
      const log = sg.reassignedImage(x, { sampleRate, ...options, fMin, fMax, frequencyScale: 'log', height: 200 });
      assert.ok(Math.abs(sumOf(log.data) - inside) < 1e-6 * energy, JSON.stringify(options));
    }
  }
});

test('the image is as wide as asked for and knows its times and frequencies', () => {
  const x = signal(22050);
  const image = sg.reassignedImage(x, {
    sampleRate: 22050,
    width: 301,
    height: 50,
    frequencyScale: 'log',
    fMin: 100,
    fMax: 6400,
  });
  assert.deepEqual(image.shape, [301, 50]);
  assert.ok(Math.abs(image.times[300] - 1) < 1e-9 && image.times[0] === 0);
  assert.ok(Math.abs(image.frequencies[0] - 100) < 1e-6 && Math.abs(image.frequencies[49] - 6400) < 1e-4);
  assert.equal(image.unit, 'power');
  const plain = sg.reassignedImage(x, { sampleRate: 22050 });
  assert.deepEqual(plain.shape, [44, 1025]);
  const log = sg.reassignedImage(x, { sampleRate: 22050, frequencyScale: 'log' });
  assert.ok(Math.abs(log.frequencies[0] - 32.703) < 1e-3 && Math.abs(log.frequencies[1024] - 11025) < 1e-3);
  assert.deepEqual(plain.frequencies, sg.spectrogram(x, { sampleRate: 22050 }).frequencies);
});

test('a tone and a click fall on the rows and columns where they are', () => {
  const sampleRate = 16000;
  for (const frequencyScale of /** @type {const} */ (['linear', 'log', 'mel'])) {
    const tone = sg.reassignedImage(
      sound(16000, (i) => Math.sin((2 * Math.PI * 1000 * i) / sampleRate)),
      { sampleRate, frequencyScale, height: 400 },
    );
    const row = (/** @type {number} */ r) =>
      sumOf(Array.from({ length: tone.shape[0] - 8 }, (_, t) => tone.data[(t + 4) * 400 + r]));
    const energies = Array.from({ length: 400 }, (_, r) => row(r));
    const nearest = tone.frequencies.reduce(
      (best, f, r) => (Math.abs(f - 1000) < Math.abs(tone.frequencies[best] - 1000) ? r : best),
      0,
    );
    const around = energies.slice(nearest - 1, nearest + 2);
    assert.ok(sumOf(around) > 0.999 * sumOf(energies), frequencyScale);
  }
  const click = sg.reassignedImage(
    sound(16000, (i) => Number(i === 8192)),
    { sampleRate },
  );
  const column = sumOf(click.data.subarray(16 * 1025, 17 * 1025));
  assert.ok(column > 0.999 * sumOf(click.data));
});

test('live columns are the offline ones, for any chunks, exactly as late as is said', () => {
  const x = signal(20000);
  const below = integers(17);
  for (const options of [
    {},
    { nFft: 512, hopLength: 100 },
    { nFft: 256, hopLength: 300, padMode: 'reflect' },
    { winLength: 999, frequencyScale: 'mel', center: false },
  ]) {
    const full = /** @type {any} */ ({ sampleRate: 22050, ...options });
    const image = sg.reassignedImage(x, full);
    const analyser = sg.analyser('reassigned', full);
    const [, height] = image.shape;
    assert.equal(analyser.bins, height);
    let columns = 0;
    let written = 0;
    const check = (/** @type {Float32Array} */ column, /** @type {number} */ index) => {
      assert.equal(index, columns++);
      assert.deepEqual(column, image.data.slice(index * height, (index + 1) * height));
    };
    while (written < x.length) {
      const chunk = x.subarray(written, written + 1 + below(1500));
      written += chunk.length;
      analyser.push(chunk, check);
      const due = Math.floor((written - analyser.latency - analyser.origin) / analyser.hopLength) + 1;
      assert.equal(columns, Math.max(0, due));
    }
    analyser.flush(check);
    assert.equal(columns, image.shape[0]);
    analyser.close();
  }
});
