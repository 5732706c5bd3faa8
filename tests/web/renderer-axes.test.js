// The renderer's axes: frequencies, notes, times and levels, and where and how they are labelled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countTicks,
  FREQUENCY_SCALES,
  formatFrequency,
  formatTime,
  frequencyAxis,
  frequencyTicks,
  multiples,
  nameTicks,
  noteName,
  noteTicks,
  plainNumber,
  roundTimes,
  timeTicks,
  valueTicks,
} from '../../web/view/axes.js';
import { Surface } from '../../web/view/surface.js';
import { xorshift } from '../helpers/signals.js';

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

test('names of bins are all there, or one in 2, 5, 10 … where there is no room, and none of what is out of sight', () => {
  const labels = (/** @type {number} */ bins, /** @type {number} */ room, low = 0, high = bins) =>
    nameTicks(
      frequencyAxis('linear', low, high),
      room,
      Array.from({ length: bins }, (_, bin) => bin + 0.5),
      Array.from({ length: bins }, (_, bin) => `c${bin}`),
    )
      .major.map(({ label }) => label)
      .join(' ');
  assert.equal(labels(5, 0.05), 'c0 c1 c2 c3 c4');
  assert.equal(labels(12, 0.1), 'c0 c2 c4 c6 c8 c10');
  assert.equal(labels(80, 0.1), 'c0 c10 c20 c30 c40 c50 c60 c70');
  assert.equal(labels(80, 0.1, 40, 60), 'c40 c42 c44 c46 c48 c50 c52 c54 c56 c58');
  assert.equal(labels(1, 0.9), 'c0');
});

test('a count has round labels where times have minutes', () => {
  const labels = (/** @type {number} */ end) => countTicks(0, end, 0.2).major.map(({ value }) => value);
  assert.deepEqual(labels(1000), [0, 200, 400, 600, 800, 1000]);
  assert.deepEqual(labels(3000), [0, 1000, 2000, 3000]);
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

test('where a sound goes round, its time axis begins anew with each round', () => {
  const { major, step } = roundTimes(5, 30, 0.1, 10.74);
  const said = major.map(({ value, time }) => [Math.round(100 * value) / 100, time]);
  assert.equal(step, 5);
  assert.deepEqual(said, [
    [5, 5],
    [10.74, 0],
    [15.74, 5],
    [21.48, 0],
    [26.48, 5],
  ]); // none at 10 s, so near the end of a round
  for (const { value, place } of major) assert.ok(Math.abs(place - (value - 5) / 25) < 1e-12);
});

test('rounds that are too short for a label, or for the digits of a time, have none and end', () => {
  for (const [start, end, period] of [
    [0, 10, 1e-300],
    [0, 10, 1e-9],
    [1e12, 1e12 + 2e-4, 1e-5],
    [1e300, 1.1e300, 1],
  ]) {
    const { major, minor } = roundTimes(start, end, 0.1, period);
    assert.ok(major.length <= 30 && minor.length <= 300, `${start} ${period}: ${major.length}`);
  }
  assert.deepEqual(roundTimes(0, 10, 0.1, 1e-9).major, []);
});

test('a picture looks no closer and no further than pixels can be counted', () => {
  const surface = new Surface();
  surface.layout = /** @type {any} */ ({ pixels: { width: 400 }, ratioX: 1, plot: { x: 0, width: 400 } });
  const options = /** @type {any} */ ({ hopLength: 64, sampleRate: 12800, span: null, startTime: 0, view: 'live' });
  for (const more of [
    { span: 1e-300 },
    { span: 5e-324, startTime: 1e300 },
    { span: 1e300 },
    { view: { start: 100, end: 100 + 1e-12 } },
    { view: { start: 1e300, end: 1.1e300 } },
    { view: { start: -1e12, end: 1e12 }, startTime: -1e300 },
  ]) {
    surface.aim({ ...options, ...more }, 10_000);
    const { left, columnsPerPixel } = surface;
    assert.ok(left + 1 > left && left + 401 - left === 401, `${JSON.stringify(more)}: pixel ${left}`);
    assert.ok(columnsPerPixel > 0 && columnsPerPixel < Infinity, `${columnsPerPixel}`);
  }
  surface.aim({ ...options, view: { start: 1, end: 1.01 } }, 10_000); // two columns, 200 pixels each
  assert.ok(Math.abs(surface.columnsPerPixel - 0.005) < 1e-12 && surface.left === 40_000, `${surface.left}`);
});
