// The renderer's pixels, read back from real canvases: places, peaks, colours, units and readings, the same in each
// browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch } from '../helpers/browser.js';
import { blank, chromium, kit } from '../helpers/renderer.js';

const { page, problems } = await blank(chromium);

test('a 1 kHz tone is drawn at 1 kHz within a pixel, on every axis, for every kind of bins, at every pixel ratio', async () => {
  for (const deviceScaleFactor of [1, 1.5, 2]) {
    const { page, problems } = await blank(chromium, { deviceScaleFactor });
    const misplaced = await page.evaluate(() => {
      const fft = (/** @type {number} */ n) => Float64Array.from({ length: n / 2 + 1 }, (_, k) => (k * 48000) / n);
      const kinds = {
        short: fft(480),
        fft: fft(4800),
        long: fft(48000),
        notes: Float64Array.from({ length: 96 }, (_, i) => 1000 * 2 ** ((i - 48) / 12)),
        mel: Float64Array.from({ length: 128 }, (_, i) => (i < 40 ? 25 * (i + 1) : 1000 * 1.03 ** (i - 39))),
      };
      const wrong = [];
      for (const [kind, frequencies] of Object.entries(kinds)) {
        const bin = frequencies.findIndex((hz) => Math.abs(hz - 1000) < 1e-6);
        for (const frequencyScale of ['linear', 'log', 'mel']) {
          for (const [fMin, fMax] of [
            [null, null],
            [200, 5000],
            [990, 1012],
          ]) {
            for (const interpolate of [true, false]) {
              const { canvas, renderer } = kit.make({
                frequencies,
                frequencyScale,
                fMin,
                fMax,
                interpolate,
                colormap: 'gray',
                minDb: -40,
              });
              renderer.append(kit.tone(40, frequencies.length, bin), 40);
              const pixels = kit.pixelsOf(canvas, renderer);
              const rows = kit.rowsAt(pixels, pixels.width - 5);
              const top = Math.max(...rows);
              const bright = rows.flatMap((value, y) => (value === top ? [y + 0.5] : []));
              const drawn = bright.reduce((a, b) => a + b, 0) / bright.length;
              const wanted = (renderer.positionOf(0, 1000).y - renderer.plot.y) * pixels.ratio;
              // A block is as wide as its bin, and stands to both sides of it unevenly where the axis is bent.
              const inside = !interpolate && wanted >= bright[0] - 1.5 && wanted <= bright[bright.length - 1] + 1.5;
              if (top < 250 || !(Math.abs(drawn - wanted) <= 1 || inside))
                wrong.push({ kind, frequencyScale, fMin, interpolate, drawn, wanted, top });
              renderer.close();
            }
          }
        }
      }
      return wrong;
    });
    assert.deepEqual(misplaced, [], `pixel ratio ${deviceScaleFactor}`);
    assert.deepEqual(problems, []);
    await page.close();
  }
});

test('a click is drawn at its time within a pixel, and once, however many columns a pixel shows', async () => {
  const wrong = await page.evaluate(() => {
    const wrong = [];
    for (const span of [0.3, 1, 4.1, 40, 300]) {
      for (const at of [0, 1, 777, 1501, 2997]) {
        const { canvas, renderer } = kit.make({ colormap: 'gray', minDb: -40, frequencies: [100, 200, 300] });
        renderer.append(kit.tone(3000, 3, 1, at), 3000);
        const time = (at * 512) / 48000;
        renderer.set({ view: { start: Math.max(0, time - span / 3), end: Math.max(0, time - span / 3) + span } });
        const pixels = kit.pixelsOf(canvas, renderer);
        const row = kit.columnsAt(pixels, pixels.height >> 1);
        const top = Math.max(...row);
        const bright = row.flatMap((value, x) => (value === top ? [x] : []));
        const wanted = (renderer.positionOf(time, 200).x - renderer.plot.x) * pixels.ratio;
        if (top < 250 || bright.length !== 1 || Math.abs(bright[0] + 0.5 - wanted) > 1)
          wrong.push({ span, at, bright, wanted, top });
        renderer.close();
      }
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
});

test('no cell is lost where thousands share a pixel', async () => {
  const lost = await page.evaluate(() => {
    const lost = [];
    const frequencies = Float64Array.from({ length: 8193 }, (_, k) => k);
    for (const bin of [0, 1, 4095, 8191, 8192]) {
      for (const frequencyScale of ['linear', 'mel']) {
        const { canvas, renderer } = kit.make(
          { frequencies, frequencyScale, colormap: 'gray', history: 900, view: { start: 0, end: (900 * 512) / 48000 } },
          'display: block; width: 200px; height: 120px',
        );
        renderer.append(kit.tone(900, 8193, bin, 501), 900);
        const { words } = kit.pixelsOf(canvas, renderer);
        if (!words.includes(0xffffffff)) lost.push([bin, frequencyScale]);
        renderer.close();
      }
    }
    return lost;
  });
  assert.deepEqual(lost, []);
});

test('the colour of each cell is the colour of its dB', async () => {
  const wrong = await page.evaluate(() => {
    const { canvas, renderer } = kit.make({
      frequencies: [100, 200, 300],
      hopLength: 4800,
      interpolate: false,
      span: 0.8,
      colormap: 'gray',
    });
    const values = [0, -20, -40, -60, -79.9, -80, -200, Number.NaN, -Infinity, 10, Infinity];
    const wrong = [];
    for (const db of values) {
      renderer.append(Float32Array.of(db, db, db), 1);
      const pixels = kit.pixelsOf(canvas, renderer);
      const wanted = db > -80 ? Math.min(255, Math.floor((db + 80) * 3.2)) : 0;
      const got = kit.columnsAt(pixels, 50)[pixels.width - 3];
      if (Math.abs(got - wanted) > 0) wrong.push({ db, got, wanted });
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
});

test('a gain is added to levels and readings alike, and new frequencies begin a new picture', async () => {
  const { bright, read, cleared, again } = await page.evaluate(() => {
    const { canvas, renderer } = kit.make({
      unit: 'power',
      frequencies: [100, 200, 300],
      gainDb: -20,
      colormap: 'gray',
    });
    renderer.append(new Float32Array(3 * 50).fill(100), 50);
    const pixels = kit.pixelsOf(canvas, renderer);
    const at = { x: renderer.plot.x + renderer.plot.width - 5, y: renderer.plot.y + 5 };
    const read = renderer.valueAt(at.x, at.y)?.db;
    const bright = kit.columnsAt(pixels, 10)[pixels.width - 5];
    renderer.set({ frequencies: [100, 200] });
    const cleared = Number.isNaN(renderer.valueAt(at.x, at.y)?.db);
    renderer.append(new Float32Array(2 * 50).fill(1), 50);
    return { bright, read, cleared, again: renderer.valueAt(at.x, at.y)?.db };
  });
  assert.equal(bright, 255);
  assert.ok(Math.abs(Number(read)) < 0.005, `${read} dB`);
  assert.ok(cleared);
  assert.ok(Math.abs(Number(again) + 20) < 0.005, `${again} dB`);
});

test('valueAt and positionOf undo each other, and read what was appended', async () => {
  const wrong = await page.evaluate(() => {
    const next = kit.xorshift(9);
    const wrong = [];
    for (let run = 0; run < 60; run++) {
      const { renderer } = kit.make({
        frequencyScale: ['linear', 'log', 'mel'][run % 3],
        fMin: run % 2 ? 300 : null,
        startTime: next() * 5,
        pixelRatio: [1, 1.5, 2, null][run % 4],
        view: run % 5 ? { start: 2 + next(), end: 5 + next() } : 'live',
      });
      renderer.append(
        Float32Array.from({ length: 100 * 2401 }, (_, i) => -Math.floor(i / 2401) - (i % 2401) / 2401),
        100,
      );
      const { x, y, width, height } = renderer.plot;
      for (let i = 0; i < 30; i++) {
        const at = { x: x + Math.abs(next()) * width, y: y + Math.abs(next()) * height };
        const cell = renderer.valueAt(at.x, at.y);
        if (!cell) {
          wrong.push({ run, at });
          continue;
        }
        const back = renderer.positionOf(cell.time, cell.frequency);
        if (Math.hypot(back.x - at.x, back.y - at.y) > 1e-6) wrong.push({ run, at, back });
        const db = cell.column >= 0 && cell.column < 100 ? -cell.column - cell.bin / 2401 : Number.NaN;
        if (!(Math.abs(cell.db - db) < 0.005 || (Number.isNaN(db) && Number.isNaN(cell.db))))
          wrong.push({ run, cell, db });
        if (Math.abs(cell.bin * 10 - cell.frequency) > 5.001) wrong.push({ run, cell });
      }
      for (const [dx, dy] of [
        [x - 1, y + 1],
        [x + width + 1, y + 1],
        [x + 1, y - 1],
        [x + 1, y + height + 1],
        [Number.NaN, y],
      ]) {
        if (renderer.valueAt(dx, dy) !== null) wrong.push({ run, outside: [dx, dy] });
      }
      renderer.close();
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
});

test("columns in the engine's units are drawn as what they mean, and read so", async () => {
  const found = await page.evaluate(() => {
    const next = kit.xorshift(4);
    const frequencies = Float64Array.from({ length: 48 }, (_, k) => 100 * (k + 1));
    const numbers = Float32Array.from({ length: 2 * 60 * 48 }, next);
    const power = Float32Array.from({ length: 60 * 48 }, (_, i) => numbers[2 * i] ** 2 + numbers[2 * i + 1] ** 2);
    const off = Float32Array.from({ length: 60 * 48 }, (_, i) => 50 * numbers[i]);
    const pictures = /** @type {[any, Float32Array][]} */ ([
      [{ unit: 'db' }, power.map((x) => 10 * Math.log10(x))],
      [{ unit: 'dB' }, power.map((x) => 10 * Math.log10(x))],
      [{ unit: 'power' }, power],
      [{ unit: 'complex' }, numbers],
      [{ unit: 'hertz' }, Float32Array.from({ length: 2 * 60 * 48 }, (_, i) => (i % 2 ? 1 : off[i >> 1]))],
      [{ unit: 'Hz' }, off.map((x, i) => x + frequencies[i % 48])],
    ]);
    return pictures.map(([options, data]) => {
      const { canvas, renderer } = kit.make({ frequencies, ...options });
      renderer.append(data);
      const hash = kit.hashOf(kit.pixelsOf(canvas, renderer).words);
      const { columns } = renderer.stats;
      const { x, y } = renderer.positionOf((30 * 512) / 48000, 1000);
      const { db, value } = /** @type {any} */ (renderer.valueAt(x, y));
      renderer.close();
      return { hash, columns, db: String(db), value: Math.round(value - off[30 * 48 + 9]) || 0 };
    });
  });
  for (const i of [0, 2]) assert.deepEqual(found[i], found[i + 1]);
  const [pairs, hertz] = found.slice(4);
  assert.deepEqual({ ...hertz, db: pairs.db }, pairs);
  assert.deepEqual([hertz.db, hertz.value, hertz.columns], ['NaN', 0, 60]);
});

test('wrong columns and options change nothing', async () => {
  const { errors, same } = await page.evaluate(async () => {
    const { canvas, renderer } = kit.make({});
    renderer.append(kit.noise(100, 2401), 100);
    const before = kit.hashOf(kit.pixelsOf(canvas, renderer).words);
    /** @type {any} */
    const any = renderer;
    const errors = [];
    for (const call of [
      () => any.append(new Float32Array(2400), 1),
      () => any.append(new Float32Array(2401), -1),
      () => any.append(new Float32Array(2401), 0.5),
      () => any.append(null, 1),
      () => any.append(new Float32Array(2402)),
      () => any.gap(-1),
      () => any.gap('1'),
      () => any.set({ fMax: 3000, minDb: 5 }),
      () => any.set({ fmax: 3000 }),
      () => any.toBlob({ scale: 0 }),
      () => any.toBlob({ size: 1 }),
    ]) {
      try {
        await call();
        errors.push('nothing');
      } catch (error) {
        errors.push(`${/** @type {any} */ (error).name} ${/** @type {any} */ (error).code}`);
      }
    }
    return { errors, same: before === kit.hashOf(kit.pixelsOf(canvas, renderer).words) };
  });
  const [type, range] = ['TypeError E_CONFIG', 'RangeError E_CONFIG'];
  assert.deepEqual(errors, [range, range, range, type, range, range, type, range, type, range, type]);
  assert.ok(same);
});

test('Chromium and Firefox draw the same pixels', async () => {
  const hashes = async (/** @type {import('puppeteer-core').Page} */ page) =>
    page.evaluate(() => {
      const hashes = [];
      for (const frequencyScale of ['linear', 'log', 'mel']) {
        for (const unit of ['db', 'power', 'magnitude']) {
          const { canvas, renderer } = kit.make(
            { frequencyScale, unit, span: frequencyScale === 'mel' ? 5 : 1.5, theme: 'dark', pixelRatio: 1 },
            'display: block; width: 500px; height: 300px',
          );
          renderer.set({ axes: false, colorBar: false });
          const data = kit.noise(300, 2401);
          renderer.append(unit === 'db' ? data : data.map((db) => 10 ** (db / (unit === 'power' ? 10 : 20))), 300);
          renderer.gap(7);
          renderer.append(data, 20);
          const { width, height, words } = kit.pixelsOf(canvas, renderer);
          hashes.push([width, height, kit.hashOf(words)]);
          renderer.close();
        }
      }
      return hashes;
    });
  const firefox = await launch('firefox');
  const opened = await blank(firefox);
  assert.deepEqual(await hashes(opened.page), await hashes(page));
  assert.deepEqual(opened.problems, []);
});

test('the page had no problem with any of this', () => {
  assert.deepEqual(problems, []);
});
