// The renderer's parts that need no canvas: which bins a row shows, units, options. Axes and levels have files of their
// own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { FREQUENCY_SCALES, frequencyAxis } from '../../web/view/axes.js';
import { SpectrogramRenderer } from '../../web/view/renderer.js';
import { firstOptions } from '../../web/view/renderer-options.js';
import { edges, rowsOf } from '../../web/view/rows.js';
import { keptColumns } from '../../web/view/units.js';
import { ANALYSES } from '../helpers/registry.js';

/** @param {number} n @param {number} sampleRate */
const fftFrequencies = (n, sampleRate) => Float64Array.from({ length: n / 2 + 1 }, (_, k) => (k * sampleRate) / n);
/** Band centres, equal steps on the mel scale. @param {number} count @param {number} high */
function melFrequencies(count, high) {
  const axis = frequencyAxis('mel', 0, high);
  return Float64Array.from({ length: count }, (_, i) => axis.from((i + 1) / (count + 1)));
}
const noteFrequencies = Float64Array.from({ length: 84 }, (_, i) => 32.70319566 * 2 ** (i / 12));

test('every bin in range is shown in the row where its frequency is, on every axis', () => {
  const data = {
    fft: fftFrequencies(2048, 48000),
    long: fftFrequencies(32768, 48000),
    mel: melFrequencies(128, 24000),
    notes: noteFrequencies,
  };
  for (const [kind, frequencies] of Object.entries(data)) {
    for (const name of FREQUENCY_SCALES) {
      for (const [low, high] of [
        [20, 24000],
        [900, 1100],
        [30, 3000],
      ]) {
        for (const height of [1, 97, 1000]) {
          const axis = frequencyAxis(name, low, high);
          const { from, to } = rowsOf(frequencies, axis, height, true);
          const shown = new Set();
          for (let row = 0; row < height; row++) {
            for (let bin = from[row]; bin >= 0 && bin <= to[row]; bin++) {
              const place = (1 - axis.to(frequencies[bin])) * height;
              const inside = place >= row - 1e-6 && place <= row + 1 + 1e-6;
              if (inside) shown.add(bin);
              else
                assert.equal(
                  from[row],
                  to[row],
                  `${kind} ${name} ${low} ${height}: bin ${bin} in row ${row}, is at ${place}`,
                );
            }
          }
          frequencies.forEach((hz, bin) => {
            assert.ok(shown.has(bin) || hz < low || hz > high, `${kind} ${name} ${low} ${height}: ${hz} Hz`);
          });
        }
      }
    }
  }
});

test('rows between two bins lie on the straight line between them, or show the nearer one', () => {
  const axis = frequencyAxis('linear', 0, 4000);
  const frequencies = [0, 1000, 2000, 3000, 4000];
  const smooth = rowsOf(frequencies, axis, 401, true);
  const blocks = rowsOf(frequencies, axis, 401, false);
  for (let row = 0; row < 401; row++) {
    if (smooth.from[row] <= smooth.to[row]) continue;
    const hz = axis.from(1 - (row + 0.5) / 401);
    const share = smooth.weight[row] / 4096;
    const between = frequencies[smooth.to[row]] * (1 - share) + frequencies[smooth.from[row]] * share;
    assert.ok(Math.abs(between - hz) < 0.2, `row ${row}`);
    const shown = frequencies[blocks.weight[row] ? blocks.from[row] : blocks.to[row]];
    assert.equal(shown, Math.round(hz / 1000) * 1000, `row ${row}`);
  }
});

test('a row beyond the data shows nothing', () => {
  const frequencies = melFrequencies(40, 8000);
  const [low, high] = edges(frequencies);
  const axis = frequencyAxis('linear', 0, 16000);
  const { from, lowest, highest } = rowsOf(frequencies, axis, 500, true);
  for (let row = 0; row < 500; row++) {
    const hz = axis.from(1 - (row + 0.5) / 500);
    assert.equal(from[row] < 0, hz < low || hz > high, `${hz} Hz`);
  }
  assert.deepEqual([lowest, highest], [0, 39]);
  assert.deepEqual(edges([0, 10, 20]), [0, 25]);
  assert.ok(edges([440])[0] < 440 && edges([440])[1] > 440);
});

test('whatever the engine gives, the renderer takes by its own name', async () => {
  const sg = await load();
  const tone = Float32Array.from({ length: 4096 }, (_, i) => Math.sin(i / 3));
  const power = sg.spectrogram(tone, { sampleRate: 48000 });
  const units = [
    sg.powerToDb(power).unit,
    sg.amplitudeToDb(power).unit,
    sg.dbToPower(power).unit,
    sg.dbToAmplitude(power).unit,
    sg.spectrogram(tone, { power: 1 }).unit,
    sg.hybridCqt(tone, { sampleRate: 48000 }).unit,
    sg.reassignedImage(tone, { sampleRate: 48000 }).unit,
  ];
  for (const kind of /** @type {(keyof import('specgram').AnalyserOptions)[]} */ (ANALYSES))
    units.push(sg.analyser(kind, { sampleRate: 48000 }).unit);
  assert.ok(units.includes('dB') && units.includes('Hz') && units.includes('complex'));
  for (const unit of units) {
    const options = { sampleRate: 48000, hopLength: 512, frequencies: power.frequencies, unit };
    assert.equal(firstOptions(options).unit, unit);
  }
});

test('complex columns are kept as their powers, instantaneous frequencies as what they are off their bins', () => {
  const frequencies = [100, 200, 300];
  assert.deepEqual([...keptColumns(Float32Array.of(3, 4, 0, 0, 1, -1), 1, 'complex', frequencies)], [25, 0, 2]);
  const pairs = keptColumns(Float32Array.of(110, 200, 270, Number.NaN, 210, 300), 2, 'Hz', frequencies);
  assert.deepEqual(
    [...pairs].filter((_, i) => i % 2 === 0),
    [10, 0, -30, Number.NaN, 10, 0],
  );
  assert.ok(pairs.every((value, i) => i % 2 === 0 || value === Infinity));
  for (const unit of /** @type {const} */ (['power', 'dB', 'hertz']))
    assert.equal(keptColumns(pairs, 2, unit, frequencies), pairs);
});

test('a wrong option is refused by name before anything is touched', () => {
  const canvas = { getContext: () => assert.fail('the canvas was touched') };
  const good = { sampleRate: 48000, hopLength: 512, frequencies: [0, 100, 200] };
  const rows = /** @type {[any, string, RegExp][]} */ ([
    [{}, 'TypeError', /^sampleRate must be given$/],
    [{ ...good, frequencies: undefined }, 'TypeError', /^frequencies must be given$/],
    [{ ...good, sampleRate: 0 }, 'RangeError', /^sampleRate must be a number above 0, got 0$/],
    [{ ...good, sampleRate: '48000' }, 'TypeError', /^sampleRate must be a number above 0, got '48000'$/],
    [{ ...good, frequencies: [] }, 'RangeError', /^frequencies must have at least one value, got none$/],
    [{ ...good, frequencies: [0, 2, 2] }, 'RangeError', /^frequencies must ascend from 0 Hz or above, got 2 at 2$/],
    [{ ...good, frequencies: [Number.NaN] }, 'RangeError', /got NaN at 0$/],
    [{ ...good, frequencies: 'abc' }, 'TypeError', /^frequencies must be an array of Hz, got 'abc'$/],
    [
      { ...good, unit: 'Power' },
      'TypeError',
      /^unit must be 'power' or 'magnitude' or 'dB' or 'db' or 'complex' or 'Hz' .* or 'BPM', got 'Power' \(did you mean 'power'\?\)$/,
    ],
    [{ ...good, unit: 'hertz', valueRange: 0 }, 'RangeError', /^valueRange must be a number above 0, got 0$/],
    [{ ...good, minDB: -80 }, 'TypeError', /^unknown option 'minDB' \(did you mean 'minDb'\?\)$/],
    [{ ...good, minDb: 0 }, 'RangeError', /^maxDb must be above minDb \(0\), got 0$/],
    [{ ...good, fMin: 5000, fMax: 4000 }, 'RangeError', /^fMax must be above fMin \(5000\), got 4000$/],
    [{ ...good, labels: { bins: ['C'] } }, 'RangeError', /^labels.bins must name \d+ bins, got 1$/],
    [{ ...good, labels: { bins: 'C' } }, 'TypeError', /^labels.bins must be an array of text, got 'C'$/],
    [{ ...good, labels: { time: 3 } }, 'TypeError', /^labels.time must be text, got 3$/],
    [{ ...good, fMin: -1 }, 'RangeError', /^fMin must be a number, 0 or above, got -1$/],
    [{ ...good, colormap: 'jet' }, 'TypeError', /^colormap must be one of viridis, .*, got 'jet'$/],
    [{ ...good, colormap: '__proto__' }, 'TypeError', /^colormap must be one of/],
    [{ ...good, colormap: new Uint8Array(3) }, 'RangeError', /^colormap must have 768 bytes \(256 colours\), got 3$/],
    [
      { ...good, frequencyScale: 'bark' },
      'TypeError',
      /^frequencyScale must be 'linear' or 'log' or 'mel', got 'bark'/,
    ],
    [{ ...good, view: { start: 2, end: 1 } }, 'RangeError', /^view.end must be after view.start \(2\), got 1$/],
    [{ ...good, view: 'whole' }, 'TypeError', /^view must be 'live' or \{ start, end \}, got 'whole'$/],
    [{ ...good, cursor: { time: 1 } }, 'TypeError', /^cursor.frequency must be a finite number, got undefined$/],
    [{ ...good, history: 0 }, 'RangeError', /^history must be an integer from 1 to 16777216, got 0$/],
    [{ ...good, axes: 1 }, 'TypeError', /^axes must be true or false, got 1$/],
    [{ ...good, colors: { ink: 'red' } }, 'TypeError', /^unknown option 'ink'/],
    [{ ...good, theme: 'blue' }, 'TypeError', /^theme must be/],
    [null, 'TypeError', /^options must be an object, got null$/],
  ]);
  for (const [options, name, message] of rows) {
    assert.throws(() => new SpectrogramRenderer(/** @type {any} */ (canvas), options), {
      name,
      message,
      code: 'E_CONFIG',
    });
  }
  assert.throws(() => new SpectrogramRenderer(/** @type {any} */ (null), good), {
    name: 'TypeError',
    message: /^canvas must be a canvas element, got null$/,
  });
});
