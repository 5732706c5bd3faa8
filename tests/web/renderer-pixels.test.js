// The renderer's pixels, read back from real canvases: places, peaks, scrolling, sizes, colours, gaps, export.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, open, serve } from '../helpers/browser.js';

const site = await serve(
  { '/specgram/': 'dist', '/helpers/': 'tests/helpers' },
  {
    pages: {
      '/renderer.html':
        '<!doctype html><meta charset="utf-8"><title>renderer</title><body style="margin: 0"><script type="module" src="kit.js"></script>',
      '/kit.js': "import * as kit from '/helpers/renderer-page.js'; globalThis.kit = kit;",
    },
    headers: {
      'Content-Security-Policy': "default-src 'self'; img-src 'self' blob:; style-src 'self' 'unsafe-inline'",
    },
  },
);
const chromium = await launch('chromium');

/** @typedef {typeof import('../helpers/renderer-page.js')} Kit */
/** The page's kit, inside the page. */
const kit = /** @type {Kit} */ (/** @type {any} */ (globalThis).kit);

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {{ width?: number, height?: number, deviceScaleFactor?: number }} [viewport]
 */
async function blank(browser, viewport) {
  const opened = await open(browser, `${site.url}renderer.html`, viewport);
  await opened.page.waitForFunction('globalThis.kit');
  return opened;
}

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

test('what is drawn piece by piece is what is drawn at once', async () => {
  const differences = await page.evaluate(() => {
    const next = kit.xorshift(5);
    const below = (/** @type {number} */ n) => Math.floor(Math.abs(next()) * n);
    const differences = [];
    const data = kit.noise(1500, 41);
    for (let run = 0; run < 60; run++) {
      const options = {
        frequencies: Float64Array.from({ length: 41 }, (_, k) => 100 + 50 * k),
        history: [60, 400, 2000][run % 3],
        span: [null, 0.7, 3, 9.3][below(4)],
        interpolate: run % 4 !== 0,
      };
      /** @type {[number, number][]} */
      const pieces = [];
      for (let done = 0; done < 1100; ) {
        const count = below(run % 2 ? 5 : 200);
        pieces.push([done, count]);
        done += count;
      }
      const gaps = new Set(pieces.filter(() => below(9) === 0));
      const feed = (/** @type {any} */ renderer, /** @type {() => void} */ between) => {
        for (const piece of pieces) {
          const [from, count] = piece;
          if (gaps.has(piece)) renderer.gap(count);
          else renderer.append(data.subarray(from * 41), count);
          between();
        }
      };
      const pieceWise = kit.make(options, 'display: block; width: 333px; height: 150px');
      let last = 0;
      feed(pieceWise.renderer, () => {
        if (below(3) === 0) pieceWise.renderer.draw();
        if (below(40) === 0) pieceWise.renderer.set({ view: { start: (last = below(9)), end: last + 1.25 } });
        else if (below(9) === 0) pieceWise.renderer.set({ view: 'live' });
        if (below(25) === 0) pieceWise.renderer.set({ minDb: -90 + below(20) });
      });
      pieceWise.renderer.set({ minDb: -77, view: run % 5 ? 'live' : { start: 2.5, end: 6 } });
      const first = kit.hashOf(kit.pixelsOf(pieceWise.canvas, pieceWise.renderer).words);
      const atOnce = kit.make(
        { ...options, minDb: -77, view: run % 5 ? 'live' : { start: 2.5, end: 6 } },
        'display: block; width: 333px; height: 150px',
      );
      feed(atOnce.renderer, () => {});
      if (first !== kit.hashOf(kit.pixelsOf(atOnce.canvas, atOnce.renderer).words))
        differences.push({ run, ...options });
      pieceWise.renderer.close();
      atOnce.renderer.close();
    }
    return differences;
  });
  assert.deepEqual(differences, []);
});

test('one column more moves the picture by its width and draws nothing else anew', async () => {
  const { moved, drawn } = await page.evaluate(() => {
    const { canvas, renderer } = kit.make({});
    const data = kit.noise(701, 2401);
    renderer.append(data, 700);
    const before = kit.pixelsOf(canvas, renderer);
    const already = renderer.stats.drawn;
    renderer.append(data.subarray(700 * 2401), 1);
    const after = kit.pixelsOf(canvas, renderer);
    const { width, height } = before;
    let moved = true;
    for (let y = 0; y < height; y++)
      for (let x = 1; x < width; x++) moved &&= before.words[y * width + x] === after.words[y * width + x - 1];
    return { moved, drawn: renderer.stats.drawn - already };
  });
  assert.ok(moved);
  assert.ok(drawn <= 2, `${drawn} columns of pixels were drawn`);
});

test('columns drawn long ago follow range, colours, scale and place', async () => {
  const wrong = await page.evaluate(() => {
    const wrong = [];
    const changes = /** @type {any[]} */ ([
      { minDb: -50 },
      { maxDb: -20 },
      { gainDb: 7 },
      { colormap: 'magma' },
      { colormap: Uint8Array.from({ length: 768 }, (_, i) => i % 256) },
      { frequencyScale: 'log' },
      { frequencyScale: 'mel' },
      { htk: true },
      { fMin: 500 },
      { fMax: 9000 },
      { span: 2 },
      { startTime: 3, view: { start: 4, end: 9 } },
      { interpolate: false },
    ]);
    const data = kit.noise(600, 2401);
    const changed = kit.make({});
    changed.renderer.append(data, 600);
    let options = {};
    let before = kit.hashOf(kit.pixelsOf(changed.canvas, changed.renderer).words);
    for (const change of changes) {
      document.body.replaceChildren(changed.canvas);
      options = { ...options, ...change };
      changed.renderer.set(change);
      const now = kit.hashOf(kit.pixelsOf(changed.canvas, changed.renderer).words);
      const fresh = kit.make(options);
      fresh.renderer.append(data, 600);
      if (now === before) wrong.push({ change, what: 'the picture stayed' });
      if (now !== kit.hashOf(kit.pixelsOf(fresh.canvas, fresh.renderer).words))
        wrong.push({ change, what: 'not as if drawn so at first' });
      fresh.renderer.close();
      before = now;
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
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

test('missing columns are hatched, and time goes on after them', async () => {
  const { stripes, after, clicked, narrow } = await page.evaluate(() => {
    const { canvas, renderer } = kit.make({
      colormap: 'gray',
      minDb: -40,
      frequencies: [100, 200, 300],
      colors: { gap: '#ff0000', empty: '#0000ff' },
    });
    const silent = new Float32Array(300).fill(-30);
    renderer.append(silent, 100);
    renderer.gap(50);
    renderer.append(kit.tone(100, 3, 1, 0), 100);
    let pixels = kit.pixelsOf(canvas, renderer);
    const at = (/** @type {number} */ column) =>
      Math.floor((renderer.positionOf((column * 512) / 48000, 200).x - renderer.plot.x) * pixels.ratio);
    const words = (/** @type {number} */ x) =>
      Array.from({ length: pixels.height }, (_, y) => pixels.words[y * pixels.width + x]);
    const stripes = [...new Set([...words(at(101)), ...words(at(148))])].sort();
    const after =
      words(at(99)).some((word) => stripes.includes(word)) || words(at(150)).some((word) => stripes.includes(word));
    const clicked = kit.rowsAt(pixels, at(150)).includes(255);
    renderer.clear();
    renderer.append(silent, 100);
    renderer.gap(1);
    renderer.append(silent, 100);
    renderer.set({ view: { start: 0, end: 100 } });
    pixels = kit.pixelsOf(canvas, renderer);
    return { stripes, after, clicked, narrow: words(at(100)).includes(0xff0000ff) };
  });
  assert.deepEqual(stripes, [0xff0000ff, 0xffff0000], 'stripes on the colour of no data');
  assert.equal(after, false, 'and nowhere else');
  assert.ok(clicked, 'the click after the gap is at its time');
  assert.ok(narrow, 'one missing column among many in a pixel is seen');
});

test('the hatching of a gap is one pattern of slanted stripes at every pixel ratio', async () => {
  const wrong = await page.evaluate(() => {
    const wrong = [];
    for (const pixelRatio of [1, 1.5, 2]) {
      const { canvas, renderer } = kit.make({
        frequencies: [100, 200, 300],
        pixelRatio,
        colors: { gap: '#ff0000', empty: '#0000ff' },
        view: { start: 1, end: 9 }, // of 10.7 s
      });
      renderer.gap(1000);
      const { width, height, words } = kit.pixelsOf(canvas, renderer);
      let broken = 0;
      for (let y = 1; y < height; y++)
        for (let x = 1; x < width; x++) broken += Number(words[y * width + x - 1] !== words[(y - 1) * width + x]);
      const colors = [...new Set(words)].sort();
      if (width < 500 || broken > 0 || colors.length !== 2) wrong.push({ pixelRatio, width, broken, colors });
      renderer.close();
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

test('the picture follows the size of its canvas, down to nothing and back', async () => {
  await page.bringToFront(); // a page behind another has no animation frames
  const wrong = await page.evaluate(async () => {
    const wrong = [];
    const data = kit.noise(300, 2401);
    const { canvas, renderer } = kit.make({ frequencyScale: 'mel' });
    renderer.append(data, 300);
    for (const [width, height] of [
      [640, 360],
      [0, 0],
      [1, 1],
      [333.3, 201.7],
      [159, 89],
      [160, 90],
      [0, 100],
      [1200, 20],
      [700, 500],
    ]) {
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      await kit.frame();
      await kit.frame();
      renderer.draw();
      if (Math.abs(canvas.width - width) > 0.51 || Math.abs(canvas.height - height) > 0.51)
        wrong.push([width, height, canvas.width, canvas.height]);
      const { plot } = renderer;
      if (plot.width < 0 || plot.height < 0 || plot.width > width || plot.height > height)
        wrong.push([width, height, plot]);
      renderer.valueAt(1, 1);
    }
    const last = kit.hashOf(kit.pixelsOf(canvas, renderer).words);
    renderer.close();
    const fresh = kit.make({ frequencyScale: 'mel' }, 'display: block; width: 700px; height: 500px');
    fresh.renderer.append(data, 300);
    if (last !== kit.hashOf(kit.pixelsOf(fresh.canvas, fresh.renderer).words)) wrong.push('another picture');
    return wrong;
  });
  assert.deepEqual(wrong, []);
});

test('a canvas without a size by CSS keeps its size on a screen of more pixels', async () => {
  const { page, problems } = await blank(chromium, { deviceScaleFactor: 2 });
  const sizes = await page.evaluate(async () => {
    const { canvas, renderer } = kit.make({}, '');
    const sizes = [];
    for (let i = 0; i < 4; i++) {
      await kit.frame();
      renderer.resize();
      renderer.draw();
      sizes.push([canvas.clientWidth, canvas.clientHeight, canvas.width, canvas.height]);
    }
    return sizes;
  });
  assert.deepEqual(sizes, Array(4).fill([300, 150, 600, 300]));
  assert.deepEqual(problems, []);
  await page.close();
});

test('a new pixel ratio, theme or restored context draws all anew', async () => {
  const { page, problems } = await blank(chromium, { width: 700, height: 400 });
  const state = () =>
    page.evaluate(async () => {
      await kit.frame();
      await kit.frame();
      const { canvas, renderer } = /** @type {any} */ (globalThis).made;
      const { width, words } = kit.pixelsOf(canvas, renderer);
      const [background] = new Uint32Array(canvas.getContext('2d').getImageData(1, 1, 1, 1).data.buffer);
      return { canvas: canvas.width, width, hash: kit.hashOf(words), background };
    });
  await page.evaluate(() => {
    const made = kit.make({});
    made.renderer.append(kit.noise(300, 2401), 300);
    Object.assign(globalThis, { made });
  });
  const first = await state();
  assert.deepEqual([first.canvas, first.background], [640, 0xffffffff]);
  await page.setViewport({ width: 700, height: 400, deviceScaleFactor: 3 });
  const fine = await state();
  assert.deepEqual([fine.canvas, fine.width], [1280, 2 * first.width], 'two pixels a CSS pixel are enough');
  await page.setViewport({ width: 700, height: 400, deviceScaleFactor: 1 });
  assert.deepEqual(await state(), first);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  const dark = await state();
  assert.equal(dark.background, 0xff120e0e);
  await page.emulateMediaFeatures([]);
  assert.deepEqual(await state(), first);
  const [lost, restored] = await page.evaluate(async () => {
    const { canvas } = /** @type {any} */ (globalThis).made;
    const context = canvas.getContext('2d');
    const drawn = () => new Uint32Array(context.getImageData(1, 1, 1, 1).data.buffer)[0];
    context.reset();
    const lost = drawn();
    canvas.dispatchEvent(new Event('contextrestored'));
    await kit.frame();
    await kit.frame();
    return [lost, drawn()]; // by itself: `state` below draws anyway
  });
  assert.deepEqual([lost, restored], [0, 0xffffffff]);
  assert.deepEqual(await state(), first);
  assert.deepEqual(problems, []);
  await page.close();
});

test("forced colours are the system's", async () => {
  const { page } = await blank(chromium);
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-color-scheme', value: 'dark' },
    ],
  });
  const { background, canvas } = await page.evaluate(() => {
    const { canvas, renderer } = kit.make({ theme: 'light' });
    renderer.draw();
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    document.body.style.background = 'Canvas';
    return {
      background: [...context.getImageData(1, 1, 1, 1).data],
      canvas: getComputedStyle(document.body).backgroundColor,
    };
  });
  assert.equal(`rgb(${background.slice(0, 3).join(', ')})`, canvas);
  await page.close();
});

test('a canvas larger than browsers can draw is drawn smaller, to both its ends', async () => {
  const ends = await page.evaluate(() => {
    const ends = [];
    for (const width of [32767, 65535, 65536, 70000]) {
      const { canvas, renderer } = kit.make(
        { axes: false, colorBar: false, colormap: new Uint8Array(768).fill(200), frequencies: [100, 200] },
        `display: block; width: ${width}px; height: 30px`,
      );
      renderer.append(new Float32Array(2 * 400), 400);
      renderer.set({ view: { start: 0, end: 4 } });
      renderer.draw();
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const red = (/** @type {number} */ x) => context.getImageData(x, 10, 1, 1).data[0];
      ends.push([width, canvas.width, red(1), red(canvas.width - 2), renderer.valueAt(width - 1, 10)?.column]);
      renderer.close();
    }
    return ends;
  });
  assert.deepEqual(ends, [
    [32767, 32767, 200, 200, 375],
    [65535, 32767, 200, 200, 375],
    [65536, 32767, 200, 200, 375],
    [70000, 32767, 200, 200, 375],
  ]);
});

test("no two labels touch, the cursor's too, and none is cut off", async () => {
  const wrong = await page.evaluate(() => {
    /** @type {{ left: number, right: number, top: number, bottom: number, text: string }[]} */
    let boxes = [];
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      const m = this.measureText(text);
      if (text)
        boxes.push({
          text,
          left: x - m.actualBoundingBoxLeft,
          right: x + m.actualBoundingBoxRight,
          top: y - m.actualBoundingBoxAscent,
          bottom: y + m.actualBoundingBoxDescent,
        });
      fillText.call(this, text, x, y);
    };
    const wrong = [];
    const next = kit.xorshift(3);
    for (const [width, height] of [
      [160, 90],
      [360, 240],
      [360, 640],
      [481, 300],
      [900, 400],
      [1920, 1080],
    ]) {
      for (const frequencyScale of ['linear', 'log', 'mel']) {
        for (const notes of [false, true]) {
          for (const [fMin, fMax] of [
            [20, 24000],
            [0, 24000],
            [990, 1012],
            [300, 3400],
          ]) {
            for (const view of [
              { start: 0, end: 10 },
              { start: 3.5, end: 3.6 },
              { start: 0, end: 7200 },
              { start: 58, end: 62 },
              'live',
            ]) {
              const { renderer } = kit.make(
                { frequencyScale, notes, fMin, fMax, view, minDb: -120 },
                `display: block; width: ${width}px; height: ${height}px`,
              );
              renderer.append(new Float32Array(2401 * 3), 3);
              const { plot } = renderer;
              const { time, frequency } = renderer.valueAt(
                plot.x + Math.abs(next()) * plot.width,
                plot.y + Math.abs(next()) * plot.height,
              ) ?? { time: 0, frequency: 0 };
              if (next() > 0) renderer.set({ cursor: { time, frequency } });
              boxes = [];
              renderer.draw();
              const where = { width, height, frequencyScale, notes, fMin, view };
              for (const [i, a] of boxes.entries()) {
                if (a.left < -0.5 || a.right > width + 0.5 || a.top < -0.5 || a.bottom > height + 0.5)
                  wrong.push({ ...where, cut: a });
                for (const b of boxes.slice(i + 1)) {
                  if (a.left < b.right + 3 && b.left < a.right + 3 && a.top < b.bottom + 1 && b.top < a.bottom + 1)
                    wrong.push({ ...where, touch: [a, b] });
                }
              }
              renderer.close();
            }
          }
        }
      }
    }
    CanvasRenderingContext2D.prototype.fillText = fillText;
    return { count: wrong.length, first: wrong.slice(0, 3) };
  });
  assert.deepEqual(wrong, { count: 0, first: [] });
});

test('the exported picture is the one on the screen, at any scale', async () => {
  const { equal, sizes, before, after } = await page.evaluate(async () => {
    const { canvas, renderer } = kit.make({ frequencyScale: 'log', view: { start: 0, end: 3 } });
    renderer.append(kit.noise(300, 2401), 300);
    const before = kit.hashOf(kit.pixelsOf(canvas, renderer).words);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const screen = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    const sizes = [];
    let equal = 0;
    for (const scale of [1, 2, 0.5]) {
      const blob = await renderer.toBlob({ scale });
      const image = await createImageBitmap(blob);
      sizes.push([blob.type, image.width, image.height]);
      if (scale !== 1) continue;
      const copy = /** @type {OffscreenCanvasRenderingContext2D} */ (
        new OffscreenCanvas(image.width, image.height).getContext('2d')
      );
      copy.drawImage(image, 0, 0);
      const words = new Uint32Array(copy.getImageData(0, 0, image.width, image.height).data.buffer);
      equal = words.filter((word, i) => word === screen[i]).length / words.length;
    }
    return { equal, sizes, before, after: kit.hashOf(kit.pixelsOf(canvas, renderer).words) };
  });
  assert.equal(equal, 1);
  assert.deepEqual(sizes, [
    ['image/png', 640, 360],
    ['image/png', 1280, 720],
    ['image/png', 320, 180],
  ]);
  assert.equal(after, before, 'and the screen keeps its own');
});

test('nothing is drawn while nothing changes, and once a frame at most', async () => {
  await page.bringToFront(); // a page behind another has no animation frames
  const counts = await page.evaluate(async () => {
    const { renderer } = kit.make({});
    const frames = async () => {
      await kit.frame();
      await kit.frame();
      await kit.frame();
      const { frames } = renderer.stats;
      return frames;
    };
    const counts = [];
    const start = await frames();
    for (const change of [
      () => {},
      () => {
        for (let i = 0; i < 50; i++) renderer.append(new Float32Array(2401), 1);
      },
      () => renderer.set({ minDb: -80, view: 'live', cursor: null }),
      () => {
        renderer.set({ minDb: -70 });
        renderer.set({ cursor: { time: 1, frequency: 50 } });
      },
      () => renderer.set({ cursor: { time: 1, frequency: 50 } }),
      () => renderer.gap(3),
    ]) {
      change();
      counts.push(await frames());
    }
    return counts.map((count) => count - start);
  });
  assert.deepEqual(counts, [0, 1, 1, 2, 2, 3]);
});

test('a closed renderer says so, and closing twice is nothing', async () => {
  const errors = await page.evaluate(async () => {
    const { renderer } = kit.make({});
    renderer.append(new Float32Array(2401), 1);
    renderer.close();
    renderer.close();
    const errors = [];
    for (const call of [
      () => renderer.append(new Float32Array(2401), 1),
      () => renderer.gap(1),
      () => renderer.set({}),
      () => renderer.clear(),
      () => renderer.resize(),
      () => renderer.draw(),
      () => renderer.valueAt(1, 1),
      () => renderer.positionOf(1, 1),
      () => renderer.plot,
      () => renderer.toBlob(),
    ]) {
      try {
        await call();
        errors.push('nothing');
      } catch (error) {
        errors.push(`${/** @type {any} */ (error).name} ${/** @type {any} */ (error).code}`);
      }
    }
    return errors;
  });
  assert.deepEqual(errors, Array(10).fill('InvalidStateError E_CLOSED'));
});

test('a closed renderer listens to nothing, watches no size and asks for no frame', async () => {
  const { before, open, closed, asked } = await page.evaluate(async () => {
    const { addEventListener } = EventTarget.prototype;
    const { ResizeObserver, requestAnimationFrame, cancelAnimationFrame } = globalThis;
    /** What is listened to, what watches and which frames are waited for. @type {Set<any>} */
    const kept = new Set();
    EventTarget.prototype.addEventListener = function (type, listener, /** @type {any} */ options) {
      const entry = { target: this, type, listener };
      kept.add(entry);
      options?.signal && addEventListener.call(options.signal, 'abort', () => kept.delete(entry));
      addEventListener.call(this, type, listener, options);
    };
    const { removeEventListener } = EventTarget.prototype;
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      for (const entry of kept)
        if (entry.target === this && entry.type === type && entry.listener === listener) kept.delete(entry);
      removeEventListener.call(this, type, listener, options);
    };
    globalThis.ResizeObserver = class extends ResizeObserver {
      observe(/** @type {Element} */ element, /** @type {any} */ options) {
        kept.add(this);
        super.observe(element, options);
      }
      disconnect() {
        kept.delete(this);
        super.disconnect();
      }
    };
    globalThis.requestAnimationFrame = (call) => {
      const id = requestAnimationFrame((time) => {
        kept.delete(id);
        call(time);
      });
      kept.add(id);
      return id;
    };
    globalThis.cancelAnimationFrame = (id) => {
      kept.delete(id);
      cancelAnimationFrame(id);
    };
    const plain = () => [...kept].filter((entry) => !(entry.target instanceof AbortSignal)).length;
    const before = plain();
    const { renderer, canvas } = kit.make({});
    renderer.append(kit.noise(3, 2401), 3);
    const open = plain();
    renderer.close();
    const closed = plain();
    window.dispatchEvent(new Event('resize'));
    canvas.dispatchEvent(new Event('contextrestored'));
    canvas.style.width = '99px';
    await new Promise((resolve) => setTimeout(resolve, 50));
    const asked = plain();
    Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
    Object.assign(globalThis, { ResizeObserver, requestAnimationFrame, cancelAnimationFrame });
    return { before, open, closed, asked };
  });
  assert.ok(open >= before + 5, `${open - before} things are listened to or waited for`);
  assert.deepEqual([closed, asked], [before, before]);
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
