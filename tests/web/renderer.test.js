// The renderer's parts that need no canvas: axes and their ticks, the ring of levels, which bins a row shows, colours,
// options.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import {
  FREQUENCY_SCALES,
  formatFrequency,
  formatTime,
  frequencyAxis,
  frequencyTicks,
  multiples,
  noteName,
  noteTicks,
  plainNumber,
  timeTicks,
  valueTicks,
} from '../../web/view/axes.js';
import { colormaps } from '../../web/view/colormaps.js';
import { History } from '../../web/view/history.js';
import { colorLevels, levelToDb, louderLevel, NO_DATA, SILENCE, writeLevels } from '../../web/view/levels.js';
import { loudestColumn } from '../../web/view/pixel-column.js';
import { SpectrogramRenderer } from '../../web/view/renderer.js';
import { firstOptions } from '../../web/view/renderer-options.js';
import { edges, rowsOf } from '../../web/view/rows.js';
import { colorTints, louderTint, tintToDb, tintToValue, writeTints } from '../../web/view/signed-cells.js';
import { keptColumns } from '../../web/view/units.js';
import { ANALYSES } from '../helpers/registry.js';
import { xorshift } from '../helpers/signals.js';

/** @param {number} n @param {number} sampleRate */
const fftFrequencies = (n, sampleRate) => Float64Array.from({ length: n / 2 + 1 }, (_, k) => (k * sampleRate) / n);
/** Band centres, equal steps on the mel scale. @param {number} count @param {number} high */
function melFrequencies(count, high) {
  const axis = frequencyAxis('mel', 0, high);
  return Float64Array.from({ length: count }, (_, i) => axis.from((i + 1) / (count + 1)));
}
const noteFrequencies = Float64Array.from({ length: 84 }, (_, i) => 32.70319566 * 2 ** (i / 12));

test('an axis and its inverse undo each other', () => {
  const next = xorshift(3);
  for (let run = 0; run < 3000; run++) {
    const low = Math.abs(next()) * 2000;
    const high = low + 1 + Math.abs(next()) * 20000;
    const name = FREQUENCY_SCALES[run % 3];
    const axis = frequencyAxis(name, name === 'log' ? low + 1 : low, high + 1, run % 2 === 0);
    const place = Math.abs(next());
    assert.ok(Math.abs(axis.to(axis.from(place)) - place) < 1e-9, `${name} ${low} ${high} ${place}`);
    assert.ok(Math.abs(axis.to(axis.fMin)) < 1e-12 && Math.abs(axis.to(axis.fMax) - 1) < 1e-12);
  }
});

test('places on an axis are those of its scale', () => {
  const rows = /** @type {[string, number, number, boolean, number, number][]} */ ([
    ['linear', 0, 8000, false, 2000, 0.25],
    ['log', 20, 20000, false, 200, 1 / 3],
    ['log', 20, 20000, false, 2000, 2 / 3],
    ['mel', 0, 6400, false, 1000, 15 / 42], // Slaney: 1000 Hz is mel 15, and 6.4 times that 27 mel more
    ['mel', 0, 6400, false, 500, 7.5 / 42],
    ['mel', 0, 10000, true, 700, Math.log(2) / Math.log(1 + 10000 / 700)],
  ]);
  for (const [name, low, high, htk, hz, place] of rows) {
    const got = frequencyAxis(/** @type {any} */ (name), low, high, htk).to(hz);
    assert.ok(Math.abs(got - place) < 1e-9, `${name} ${hz}: ${got}`);
  }
});

test('frequency axes are labelled at round values', () => {
  const labels = (/** @type {any} */ name, /** @type {number} */ low, /** @type {number} */ high, room = 0.06) =>
    frequencyTicks(frequencyAxis(name, low, high), room)
      .major.map(({ value }) => formatFrequency(value, true))
      .join(' ');
  assert.equal(labels('linear', 0, 24000), '0 2k 4k 6k 8k 10k 12k 14k 16k 18k 20k 22k 24k');
  assert.equal(labels('linear', 0, 22050, 0.1), '0 5k 10k 15k 20k');
  assert.equal(labels('linear', 950, 1060, 0.1), '960 980 1k 1.02k 1.04k 1.06k');
  assert.equal(labels('log', 20, 20000), '20 50 100 200 500 1k 2k 5k 10k 20k');
  assert.equal(labels('log', 20, 20000, 0.2), '20 100 1k 10k');
  assert.equal(labels('log', 2100, 4100), '2.2k 2.4k 2.6k 2.8k 3k 3.2k 3.4k 3.6k 3.8k 4k');
  assert.equal(labels('mel', 0, 8000), '0 200 500 700 1k 1.5k 2k 3k 4k 5k 7k');
});

test('notes are labelled as far as there is room: all, chords, fifths, or every C', () => {
  const labels = (/** @type {any} */ name, /** @type {number} */ low, /** @type {number} */ high) =>
    noteTicks(frequencyAxis(name, low, high), 0.05)
      .major.map(({ value }) => noteName(value))
      .join(' ');
  assert.equal(labels('log', 260, 530), 'C4 C♯4 D4 D♯4 E4 F4 F♯4 G4 G♯4 A4 A♯4 B4 C5');
  assert.equal(labels('log', 430, 890), 'A4 A♯4 B4 C5 C♯5 D5 D♯5 E5 F5 F♯5 G5 G♯5 A5');
  assert.equal(labels('log', 260, 1050), 'C4 E4 G4 C5 E5 G5 C6');
  assert.equal(labels('log', 65, 1000), 'C2 E2 G2 C3 E3 G3 C4 E4 G4 C5 E5 G5');
  assert.equal(labels('log', 32, 4200), 'C1 G1 C2 G2 C3 G3 C4 G4 C5 G5 C6 G6 C7 G7 C8');
  assert.equal(labels('log', 16, 17000), 'C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 C10');
  assert.equal(labels('linear', 0, 4000), 'C0 C4 C5 C6 C7');
});

test('ticks lie on the axis, ascend, and leave each label its room', () => {
  const next = xorshift(5);
  for (let run = 0; run < 2000; run++) {
    const name = FREQUENCY_SCALES[run % 3];
    const low = name === 'log' ? 1 + Math.abs(next()) * 3000 : Math.abs(next()) * 3000 * (run % 2);
    const high = low + 10 ** (1 + 3.3 * Math.abs(next()));
    const room = 0.02 + Math.abs(next()) * 0.2;
    const axis = frequencyAxis(name, low, high);
    for (const { major, minor } of [frequencyTicks(axis, room), noteTicks(axis, room)]) {
      for (const { value, place } of [...major, ...minor]) {
        assert.ok(
          place > -1e-6 && place < 1 + 1e-6 && Math.abs(axis.to(value) - place) < 1e-9,
          `${name} ${low} ${high}: ${value}`,
        );
      }
      for (let i = 1; i < major.length; i++) {
        assert.ok(
          major[i].value > major[i - 1].value && major[i].place - major[i - 1].place >= room * (1 - 1e-6),
          `${name} ${low} ${high} ${room}`,
        );
      }
    }
  }
});

test('a usual frequency axis never goes without labels', () => {
  for (const name of FREQUENCY_SCALES) {
    for (const [low, high] of [
      [20, 20000],
      [20, 22050],
      [50, 8000],
      [300, 3400],
      [1000, 1010],
      [0.5, 40],
      [4000, 24000],
    ]) {
      assert.ok(frequencyTicks(frequencyAxis(name, low, high), 0.1).major.length >= 2, `${name} ${low} ${high}`);
    }
  }
});

test('time axes are labelled in seconds, and from a minute on as a clock', () => {
  const labels = (/** @type {number} */ start, /** @type {number} */ end, room = 0.12) => {
    const { major, step } = timeTicks(start, end, room);
    return major.map(({ value }) => formatTime(value, step, end >= 60)).join(' ');
  };
  assert.equal(labels(0, 10), '0 s 2 s 4 s 6 s 8 s 10 s');
  assert.equal(labels(2, 3), '2.0 s 2.2 s 2.4 s 2.6 s 2.8 s 3.0 s');
  assert.equal(labels(1.2345, 1.2395, 0.2), '1.235 s 1.236 s 1.237 s 1.238 s 1.239 s');
  assert.equal(labels(0, 180), '0:00 0:30 1:00 1:30 2:00 2:30 3:00');
  assert.equal(labels(59, 61.5, 0.2), '0:59.0 0:59.5 1:00.0 1:00.5 1:01.0 1:01.5');
  assert.equal(labels(3500, 7300), '1:00:00 1:10:00 1:20:00 1:30:00 1:40:00 1:50:00 2:00:00');
  assert.equal(labels(-3, 3, 0.3), '−2 s 0 s 2 s');
  assert.equal(formatTime(119.96, 0.1, true), '2:00.0');
});

test('marks between labels divide them evenly', () => {
  for (const [start, end] of [
    [0, 10],
    [0, 1],
    [0, 2.5],
    [0, 100],
    [0, 180],
    [0, 3600],
    [7.3, 9.1],
  ]) {
    const { major, minor, step } = timeTicks(start, end, 0.12);
    for (const { value } of minor)
      assert.ok(value >= start - 1e-9 && value <= end + 1e-9, `${value} in ${start} to ${end}`);
    const parts = Math.round(step / (minor[1].value - minor[0].value));
    assert.ok([3, 4, 5].includes(parts), `${start} to ${end}: ${parts}`);
    for (const { value } of major)
      assert.ok(
        minor.some((mark) => Math.abs(mark.value - value) < 1e-9),
        `${value} is marked`,
      );
  }
});

test('levels are labelled at round decibels with a true minus', () => {
  const labels = (/** @type {number} */ low, /** @type {number} */ high) =>
    valueTicks(low, high, 0.1)
      .map(({ value }) => plainNumber(value))
      .join(' ');
  assert.equal(labels(-80, 0), '−80 −70 −60 −50 −40 −30 −20 −10 0');
  assert.equal(labels(-83, -7), '−80 −70 −60 −50 −40 −30 −20 −10');
  assert.equal(labels(-1, 1), '−1 −0.8 −0.6 −0.4 −0.2 0 0.2 0.4 0.6 0.8 1');
});

test('multiples carry no error of a sum', () => {
  assert.deepEqual(multiples(0, 1, 0.1), [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  assert.deepEqual(multiples(-0.5, 1.3, 0.4), [-0.4, 0, 0.4, 0.8, 1.2]);
  assert.deepEqual(multiples(3, 2, 1), []);
});

test('frequencies have names', () => {
  for (const [hz, note] of /** @type {[number, string][]} */ ([
    [440, 'A4'],
    [261.63, 'C4'],
    [466.16, 'A♯4'],
    [1500, 'F♯6'], // 1480 Hz; G6 is at 1568
    [1530, 'G6'],
    [4186, 'C8'],
    [27.5, 'A0'],
    [8.18, 'C-1'],
  ]))
    assert.equal(noteName(hz), note, `${hz} Hz`);
  assert.equal(noteName(442, 442), 'A4');
  for (const [hz, long, short] of /** @type {[number, string, string][]} */ ([
    [440, '440 Hz', '440'],
    [261.63, '261.63 Hz', '261.63'],
    [1500, '1.5 kHz', '1.5k'],
    [0.5, '0.5 Hz', '0.5'],
    [4186, '4.186 kHz', '4.186k'],
    [0, '0 Hz', '0'],
  ])) {
    assert.equal(formatFrequency(hz), long);
    assert.equal(formatFrequency(hz, true), short);
  }
});

test('a level is the value in dB to half a step, whatever the unit', () => {
  const next = xorshift(7);
  const values = Float32Array.from({ length: 20000 }, () => 10 ** (12 * next()));
  const levels = new Uint16Array(values.length);
  // 1/256 dB is half a step; the table of logarithms adds 0.0006 dB to a power and twice that to a magnitude.
  for (const [unit, factor, tolerance] of /** @type {[any, number, number][]} */ ([
    ['power', 10, 1 / 256 + 0.0006],
    ['magnitude', 20, 1 / 256 + 0.0012],
  ])) {
    writeLevels(values, 0, levels, 0, values.length, unit);
    values.forEach((value, i) => {
      const error = Math.abs(levelToDb(levels[i]) - factor * Math.log10(value));
      assert.ok(error <= tolerance, `${unit} ${value}: ${error} dB`);
    });
  }
  const decibels = values.map(() => 200 * next());
  writeLevels(decibels, 0, levels, 0, values.length, 'db');
  decibels.forEach((value, i) => {
    assert.ok(Math.abs(levelToDb(levels[i]) - value) <= 1 / 256, `${value} dB`);
  });
});

test('what is not a positive number is silence, and what is too large the highest level', () => {
  const values = Float32Array.of(0, -0, -1, Number.NaN, -Infinity, 1e-45, Infinity, 3e38);
  const levels = new Uint16Array(8);
  for (const unit of /** @type {const} */ (['power', 'magnitude'])) {
    writeLevels(values, 0, levels, 0, 8, unit);
    assert.deepEqual([...levels.subarray(0, 6)], Array(6).fill(SILENCE), unit);
    assert.deepEqual([...levels.subarray(6)], [65535, 65535], unit);
  }
  writeLevels(Float32Array.of(Number.NaN, -Infinity, -1000, Infinity, 1000), 0, levels, 0, 5, 'db');
  assert.deepEqual([...levels.subarray(0, 5)], [SILENCE, SILENCE, SILENCE, 65535, 65535]);
  assert.equal(levelToDb(SILENCE), -Infinity);
  assert.ok(Number.isNaN(levelToDb(NO_DATA)));
});

/**
 * A column whose bin b is column + b / 8 dB, so that a cell tells where it comes from.
 * @param {number} bins
 * @param {number} from
 * @param {number} count
 */
const counted = (bins, from, count) =>
  Float32Array.from({ length: bins * count }, (_, i) => ((from + Math.floor(i / bins)) % 100) + (i % bins) / 8);

test('the ring keeps the newest columns, however they come', () => {
  const next = xorshift(11);
  for (const capacity of [1, 3, 64, 100, 129]) {
    const history = new History(5, capacity, 'db');
    /** @type {('data' | 'gap')[]} */
    const model = [];
    for (let run = 0; run < 200; run++) {
      const count = Math.floor(Math.abs(next()) * (run % 20 ? 40 : 400));
      if (run % 5 === 4) history.gap(count);
      else history.append(counted(5, model.length, count), count);
      model.push(...Array(count).fill(run % 5 === 4 ? 'gap' : 'data'));
      assert.deepEqual([history.first, history.end], [Math.max(0, model.length - capacity), model.length]);
      for (let column = Math.max(0, history.first - 2); column < history.end + 2; column++) {
        const kind = column < history.first || column >= history.end ? 'none' : model[column];
        assert.equal(history.kind(column), kind, `${column} of ${history.end}, ${capacity} kept`);
        if (kind === 'data') assert.equal(levelToDb(history.level(column, 3)), (column % 100) + 3 / 8);
      }
    }
    history.clear();
    assert.deepEqual([history.first, history.end, history.kind(0)], [0, 0, 'none']);
  }
});

test('column numbers beyond 32 bits are kept apart', () => {
  const history = new History(2, 10, 'db');
  history.gap(2 ** 32 + 5);
  history.append(Float32Array.of(1, 2, 3, 4), 2);
  assert.deepEqual([history.first, history.end], [2 ** 32 - 3, 2 ** 32 + 7]);
  assert.equal(history.kind(2 ** 32 + 4), 'gap');
  assert.equal(levelToDb(history.level(2 ** 32 + 6, 1)), 4);
});

test('memory is taken as columns come', () => {
  const history = new History(2 ** 20, 2 ** 16, 'power'); // 128 GB when full
  history.append(new Float32Array(2 ** 20), 1);
  assert.equal(history.end, 1);
});

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

test('colours run from minDb to maxDb and stay there beyond', () => {
  const colors = new Uint32Array(65536);
  const ramp = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
  colorLevels(colors, ramp, -80, 0, 0x12345678);
  const indexOf = (/** @type {number} */ db) => colors[Math.floor((db + 256) * 128)] & 255;
  const rows = [
    [-300, 0],
    [-80, 0],
    [-40, 128],
    [-0.4, 254],
    [-0.2, 255],
    [0, 255],
    [200, 255],
  ];
  for (const [db, index] of rows) assert.equal(indexOf(Math.max(-255.9, db)), index, `${db} dB`);
  assert.equal(colors[SILENCE] & 255, 0, 'silence is the lowest colour');
  assert.equal(colors[NO_DATA], 0x12345678, 'no data has its own');
  colorLevels(colors, colormaps.viridis, -80, 0, 0);
  assert.equal(colors[65535], 0xff25e7fd, 'alpha, blue, green, red');
});

test('a tint keeps its value to a thousandth of the range and its power to 1 dB, and the louder is the larger', () => {
  const next = xorshift(5);
  const cells = new Uint16Array(1);
  let [lastCell, lastDb] = [0, 0];
  for (let run = 0; run < 5000; run++) {
    const [value, db] = [40 * next(), -63 + 63 * next()];
    writeTints(Float32Array.of(value, 10 ** (db / 10)), 0, cells, 0, 1, 40);
    assert.ok(Math.abs(tintToValue(cells[0], 40) - value) <= 40 / 1022 + 1e-6, `${value}`);
    assert.ok(Math.abs(tintToDb(cells[0]) - db) <= 1 + 1e-6, `${db} dB`);
    if (db > lastDb + 2) assert.ok(cells[0] > lastCell);
    [lastCell, lastDb] = [cells[0], db];
  }
});

test('what a tint cannot hold is its nearest, and what is nothing is silence', () => {
  const cells = new Uint16Array(6);
  writeTints(Float32Array.of(9, 1e9, -9, 1e-30, 0, 1, Number.NaN, 1, 1, 0, 1, Number.NaN), 0, cells, 0, 6, 3);
  assert.deepEqual(
    [...cells].slice(0, 3).map((cell) => [tintToValue(cell, 3), tintToDb(cell)]),
    [
      [3, 0],
      [-3, -126],
      [0, 0],
    ],
  );
  assert.deepEqual([...cells].slice(3), [SILENCE, SILENCE, SILENCE]);
  assert.ok(
    Number.isNaN(tintToValue(SILENCE, 3)) && tintToDb(SILENCE) === -Infinity && Number.isNaN(tintToDb(NO_DATA)),
  );
});

test('a ring of tints takes pairs, column by column', () => {
  const history = new History(3, 4, 'hertz', 10);
  assert.equal(history.columnLength, 6);
  for (let column = 0; column < 6; column++) history.append(Float32Array.of(column, 1, -column, 0.1, 0, 0), 1);
  const cells = [0, 1, 2].map((bin) => history.level(5, bin));
  assert.ok(Math.abs(tintToValue(cells[0], 10) - 5) < 0.01 && Math.abs(tintToValue(cells[1], 10) + 5) < 0.01);
  assert.deepEqual(cells.map(tintToDb), [0, -10, -Infinity]);
});

test('where several tints share a pixel the loudest is seen, and of equally loud ones the first, whatever its value', () => {
  const history = new History(1, 100, 'radians', Math.PI);
  history.append(Float32Array.of(-3, 0.1, 3, 0.1, 1, 0.1, -1, 0.1, 2, 0.1, -2, 0.5), 6);
  assert.deepEqual(
    [0, 1, 2].map((p) => loudestColumn(history, 0, p, 2, louderTint)),
    [0, 2, 5],
  );
  const cells = [0, 1, 5].map((column) => history.level(column, 0));
  assert.equal(louderTint(cells[0], cells[1]), cells[0]);
  assert.equal(louderTint(cells[0], cells[2]), cells[2]);
  for (const nothing of [NO_DATA, SILENCE]) assert.equal(louderTint(nothing, cells[0]), cells[0]);
});

test('the colours of tints are those of the map, and fade to the ground as the level falls', () => {
  const colors = new Uint32Array(65536);
  const ground = 0xff302010;
  colorTints(colors, colormaps.diverging, -80, -20, ground);
  const cells = new Uint16Array(1);
  const wordOf = (/** @type {number} */ value, /** @type {number} */ db) => {
    writeTints(Float32Array.of(value, 10 ** (db / 10)), 0, cells, 0, 1, 1);
    return colors[cells[0]];
  };
  const table = (/** @type {number} */ i) => [...colormaps.diverging.subarray(3 * i, 3 * i + 3)];
  const bytes = (/** @type {number} */ word) => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
  for (const [value, index] of [
    [-1, 0],
    [1, 255],
    [0, 127],
    [-0.5, 64],
  ]) {
    assert.deepEqual(bytes(wordOf(value, -20)), table(index), `${value} in full`);
    assert.equal(wordOf(value, -80), ground, `${value} at the floor`);
    const half = table(index).map((c, i) => Math.round((c + bytes(ground)[i]) / 2));
    for (let i = 0; i < 3; i++) assert.ok(Math.abs(bytes(wordOf(value, -50))[i] - half[i]) <= 1, `${value} halfway`);
  }
  assert.deepEqual([colors[NO_DATA], colors[SILENCE]], [ground, ground]);
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

test('the column under a pixel is the loudest of those that it shows', () => {
  const history = new History(2, 100, 'db');
  history.append(Float32Array.of(1, 0, 5, 0, 3, 0, 9, 0, 2, 0, 4, 0), 6);
  assert.deepEqual(
    [0, 1, 2, 3].map((p) => loudestColumn(history, 0, p, 2, louderLevel)),
    [1, 3, 5, 6],
  );
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((p) => loudestColumn(history, 0, p, 0.5, louderLevel)),
    [0, 1, 1, 2, 2],
  );
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
      /^unit must be 'power' or 'magnitude' or 'dB' or 'db' or 'complex' or 'Hz' or 'radians' or 'hertz', got 'Power' \(did you mean 'power'\?\)$/,
    ],
    [{ ...good, unit: 'hertz', valueRange: 0 }, 'RangeError', /^valueRange must be a number above 0, got 0$/],
    [{ ...good, minDB: -80 }, 'TypeError', /^unknown option 'minDB' \(did you mean 'minDb'\?\)$/],
    [{ ...good, minDb: 0 }, 'RangeError', /^maxDb must be above minDb \(0\), got 0$/],
    [{ ...good, fMin: 5000, fMax: 4000 }, 'RangeError', /^fMax must be above fMin \(5000\), got 4000$/],
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
