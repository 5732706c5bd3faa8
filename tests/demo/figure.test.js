// The demo's figures on a page that has nothing but a canvas: no settings, no elements by name (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hzToMel } from 'specgram';
import { transforms } from '../../demo/views/transforms/list.js';
import { launch } from '../helpers/browser.js';
import { address, serveDemo } from '../helpers/demo.js';

/** Whether a tone can be read off it. @param {import('../../demo/views/analysis.js').Transform} transform */
const isOfLevels = ({ names, values }) => !names && !values;

const site = await serveDemo();
const chromium = await launch('chromium');

/** A page of the demo's folder that is not the demo, with what tests make figures from. */
async function openBare() {
  const page = await chromium.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(`${address(site)}style.css`);
  await page.evaluate(async () => {
    const scope = /** @type {any} */ (globalThis);
    for (const name of ['sources/source', 'views/figure', 'views/spectrum', 'views/cursor', 'views/survey'])
      Object.assign(scope, await import(new URL(`${name}.js`, location.href).href));
    scope.canvasOf = (/** @type {number} */ width, /** @type {number} */ height) => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
      document.body.append(canvas);
      return canvas;
    };
    scope.tonesOf = (/** @type {number[]} */ tones, /** @type {number} */ seconds) => {
      const samples = Float32Array.from({ length: 44100 * seconds }, (_, i) =>
        tones.reduce((sum, hz) => sum + (0.5 / tones.length) * Math.sin((2 * Math.PI * hz * i) / 44100), 0),
      );
      return new scope.SampledSound({ name: 'tones', kind: 'file', channels: [samples], sampleRate: 44100 });
    };
  });
  return { page, problems };
}

test('a view of magnitudes, or of decibels, is drawn as one of powers is: it needs a row of its own alone', async () => {
  const { page, problems } = await openBare();
  const found = await page.evaluate(async () => {
    const { Figure, canvasOf, tonesOf } = /** @type {any} */ (globalThis);
    const { transforms: list } = await import(new URL('views/transforms/list.js', location.href).href);
    const stages = [['pseudoCqt', { fMin: 110, nBins: 60, binsPerOctave: 12, hopLength: 256 }]];
    const own = { label: '', says: '', settings: [], cost: 2, centred: true };
    list.magnitudes = { ...own, stages: () => [...stages, 'gain'] };
    list.decibels = { ...own, stages: () => [...stages, 'db', 'gain'] };
    const levels = [];
    for (const transform of ['magnitudes', 'decibels']) {
      // 30 s on 600 points: columns are joined, and the loudest stays
      const figure = new Figure(canvasOf(600, 300), tonesOf([880], 30), { transform }, { fMax: 4000, minDb: -60 });
      await figure.drawn;
      figure.renderer.draw();
      for (const hz of [880, 440]) levels.push(figure.cellAt(figure.renderer.positionOf(15, hz)).db);
    }
    return levels;
  });
  const [tone, beside, sameTone, sameBeside] = found;
  assert.ok(Math.abs(tone + 6.02) < 0.1 && beside < -60, JSON.stringify(found));
  assert.ok(Math.abs(sameTone - tone) < 0.01 && sameBeside < -60, JSON.stringify(found));
  assert.deepEqual(problems, []);
  await page.close();
});

test('a figure draws a source by an analysis alone, at its place and level', async () => {
  const { page, problems } = await openBare();
  const found = await page.evaluate(async () => {
    const { Figure, canvasOf, tonesOf } = /** @type {any} */ (globalThis);
    const canvas = canvasOf(600, 300);
    const analysis = { transform: 'stft', winLength: 4096 };
    const look = { frequencyScale: 'linear', fMax: 4000, colormap: 'gray', minDb: -60, maxDb: 0 };
    const figure = new Figure(canvas, tonesOf([1000], 2), analysis, look);
    await figure.drawn;
    figure.renderer.draw();
    const { x, y } = figure.renderer.positionOf(1, 1000);
    const picture = canvas.getContext('2d');
    const light = (/** @type {number} */ row) => picture.getImageData(Math.round(x), row, 1, 1).data[1];
    const [on, off] = [light(Math.round(y)), light(Math.round(y) - 40)];
    return { on, off, db: figure.cellAt({ x, y }).db, end: figure.time.end };
  });
  assert.ok(Math.abs(found.db + 6.02) < 0.2, `${found.db} dB`);
  assert.ok(found.on > 180 && found.off < 10, JSON.stringify(found));
  assert.equal(found.end, 2);
  assert.deepEqual(problems, []);
  await page.close();
});

test('every transform of the list draws a tone where it is, as loud as it is, by its name alone', async () => {
  const { page, problems } = await openBare();
  for (const transform of Object.keys(transforms).filter((name) => isOfLevels(transforms[name]))) {
    const { frequency, db, unit, colormap } = await page.evaluate(async (name) => {
      const { Figure, canvasOf, tonesOf, Cursor } = /** @type {any} */ (globalThis);
      const analysis = { transform: name, nFft: 4096 };
      const figure = new Figure(canvasOf(400, 400), tonesOf([1000], 2), analysis, { fMax: 3000, fMin: 100 });
      const cursor = new Cursor(figure);
      await figure.drawn;
      cursor.point(figure.renderer.positionOf(1, 1000));
      const { cell } = cursor;
      const { unit, look } = figure;
      figure.close();
      return { ...cell, unit, colormap: look.colormap };
    }, transform);
    const shows = { phase: ['radians', 'hue'], deviation: ['hertz', 'diverging'] }[transform] ?? ['power', 'magma'];
    assert.deepEqual([unit, colormap], shows, transform);
    // half a bin of the STFT; where a sine is a lobe, the parabola through it is nearer
    assert.ok(Math.abs(frequency - 1000) < 5.4, `${transform}: ${frequency} Hz`);
    assert.ok(Math.abs(db + 6.02) < 2, `${transform}: ${db} dB`); // pairs count in steps of 2 dB
  }
  assert.deepEqual(problems, []);
  await page.close();
});

test('another look redraws what is there, and a frequency stays where it is zoomed about', async () => {
  const { page } = await openBare();
  const { colors, before, after, ranges } = await page.evaluate(async () => {
    const { Figure, canvasOf, tonesOf } = /** @type {any} */ (globalThis);
    const canvas = canvasOf(400, 300);
    const figure = new Figure(canvas, tonesOf([500, 2000], 1), { transform: 'stft' }, { fMin: 100, fMax: 8000 });
    await figure.drawn;
    const picture = () => {
      figure.renderer.draw();
      return canvas.toDataURL();
    };
    const colors = [picture()];
    figure.set({ colormap: 'viridis' });
    colors.push(picture());
    let ranges = 0;
    figure.addEventListener('range', () => ranges++);
    const place = () => figure.renderer.positionOf(0.5, 2000).y;
    const before = place();
    figure.zoomFrequency(0.5, 2000);
    return { colors: new Set(colors).size, before, after: place(), ranges };
  });
  assert.equal(colors, 2);
  assert.ok(Math.abs(before - after) < 0.6, `${before}, then ${after}`); // its ends are whole Hz
  assert.equal(ranges, 1);
  await page.close();
});

test('a spectrum stands beside a figure on the same axis, and names its peaks', async () => {
  const { page } = await openBare();
  const width = 900;
  for (const frequencyScale of ['mel', 'log', 'linear']) {
    const { label, columns, left } = await page.evaluate(
      async (scale, size) => {
        const { Figure, Spectrum, canvasOf, tonesOf } = /** @type {any} */ (globalThis);
        const analysis = { transform: 'stft', nFft: 8192 };
        const look = { frequencyScale: scale, fMin: 50, fMax: 10000, minDb: -80, maxDb: 0 };
        const figure = new Figure(canvasOf(400, 400), tonesOf([1000, 6000], 1), analysis, look);
        await figure.drawn;
        const canvas = canvasOf(size, 200);
        canvas.style.setProperty('--accent', 'rgb(255, 0, 0)');
        for (const other of ['--text', '--soft', '--line']) canvas.style.setProperty(other, 'rgb(0, 0, 255)');
        new Spectrum(canvas, figure).draw(1000);
        const { data } = canvas.getContext('2d').getImageData(0, 0, size, 200);
        // the highest red pixel of each column
        const columns = Array.from({ length: size }, (_, x) => {
          for (let y = 0; y < 200; y++) {
            const at = 4 * (y * size + x);
            if (data[at] > 100 && data[at + 3] > 100) return y;
          }
          return 200;
        });
        return { label: canvas.getAttribute('aria-label') ?? '', columns, left: 44 };
      },
      frequencyScale,
      width,
    );
    assert.match(
      label,
      /: (1000\.0|999\.9) Hz B5 \+2\d ct at −1[12]\.\d dB, (6000\.\d|5999\.\d) Hz F♯8/,
      frequencyScale,
    );
    const to = /** @type {Record<string, (hz: number) => number>} */ ({ mel: hzToMel, log: Math.log, linear: Number })[
      frequencyScale
    ];
    for (const hz of [1000, 6000]) {
      const wanted = left + ((to(hz) - to(50)) / (to(10000) - to(50))) * (width - left - 8);
      const near = columns.map((y, x) => ({ x, y })).filter(({ x }) => Math.abs(x - wanted) < 30);
      const top = Math.min(...near.map(({ y }) => y));
      const peak = near.filter(({ y }) => y === top);
      const drawn = peak.reduce((sum, { x }) => sum + x + 0.5, 0) / peak.length;
      assert.ok(Math.abs(drawn - wanted) < 2, `${frequencyScale}: ${hz} Hz at ${drawn}, its place is ${wanted}`);
    }
  }
  await page.close();
});

test('a figure of a sound that grows shows what there is, and drawn again all of it', async () => {
  const { page, problems } = await openBare();
  const ends = await page.evaluate(async () => {
    const { Figure, canvasOf, tonesOf } = /** @type {any} */ (globalThis);
    const all = tonesOf([700], 3);
    const growing = {
      ...{ name: 'heard', kind: 'recording', sampleRate: 44100, grows: true, holes: () => [] },
      length: 44100,
      get duration() {
        return this.length / 44100;
      },
      read: (/** @type {number} */ from, /** @type {number} */ to) => all.read(from, to),
    };
    const figure = new Figure(canvasOf(300, 200), growing);
    await figure.drawn;
    const first = figure.time.end;
    growing.length = 3 * 44100;
    await figure.draw(growing, { transform: 'mel' });
    return [first, figure.time.end, figure.cellAt(figure.renderer.positionOf(2.5, 700)).db > -10];
  });
  assert.deepEqual(ends, [1, 3, true]);
  assert.deepEqual(problems, []);
  await page.close();
});

test('the whole of a figure can be told in words, and closed figures let go', async () => {
  const { page } = await openBare();
  const words = await page.evaluate(async () => {
    const { Figure, canvasOf, tonesOf, describe } = /** @type {any} */ (globalThis);
    const figure = new Figure(canvasOf(300, 200), tonesOf([440], 1));
    await figure.drawn;
    const said = await describe(figure, 'A tone');
    figure.close();
    return [said, figure.renderer, await describe(figure, 'Nothing')];
  });
  // without padding the parabola through a lobe is 0.2 dB too high
  assert.match(
    words[0],
    /^A tone: 1\.0 s in sight\. Strongest: 4(40|39)\.\d Hz \(A4 [+−]\d ct\) at .* s, −(5\.[89]|6\.\d) dB\.$/,
  );
  assert.deepEqual(words.slice(1), [null, 'Nothing: nothing to see yet.']);
  await page.close();
});
