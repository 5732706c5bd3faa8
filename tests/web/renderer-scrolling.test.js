// The renderer's picture as columns come: in pieces, moved, drawn anew, with gaps, and once a frame at most (real
// Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank, chromium, kit } from '../helpers/renderer.js';

const { page, problems } = await blank(chromium);

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

test('the page had no problem with any of this', () => {
  assert.deepEqual(problems, []);
});
