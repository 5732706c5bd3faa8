// What the renderer keeps of columns: levels, tints, the ring that holds them, and their colours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colormaps } from '../../web/view/colormaps.js';
import { History } from '../../web/view/history.js';
import { colorLevels, levelToDb, louderLevel, NO_DATA, SILENCE, writeLevels } from '../../web/view/levels.js';
import { loudestColumn } from '../../web/view/pixel-column.js';
import { colorTints, louderTint, tintToDb, tintToValue, writeTints } from '../../web/view/signed-cells.js';
import { xorshift } from '../helpers/signals.js';

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
