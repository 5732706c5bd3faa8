// The renderer's canvas: of any size and pixel ratio, in any theme, with its labels, and exported (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank, chromium, kit } from '../helpers/renderer.js';

const { page, problems } = await blank(chromium);

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

test('bins, times and values are called what the labels say, at the axes and at the cursor', async () => {
  const texts = await page.evaluate(() => {
    const { fillText } = CanvasRenderingContext2D.prototype;
    /** @type {Record<string, string[]>} */
    const texts = {};
    let seen = /** @type {string[]} */ ([]);
    CanvasRenderingContext2D.prototype.fillText = function fillAndNote(text, ...at) {
      seen.push(text);
      return fillText.call(this, text, ...at);
    };
    const data = { sampleRate: 1, hopLength: 1, frequencies: [0.5, 1.5, 2.5], fMin: 0, fMax: 3, minDb: -2, maxDb: 2 };
    const labels = { bins: ['C', 'C♯', 'D'], time: 'frame', value: 'nats' };
    for (const [name, width, more] of /** @type {[string, number, object][]} */ ([
      ['wide', 640, {}],
      ['narrow', 320, {}],
      ['cursor', 640, { cursor: { time: 61.2, frequency: 1.6 } }],
    ])) {
      const style = `display: block; width: ${width}px; height: 300px`;
      const { renderer } = kit.make({ ...data, labels, view: { start: 0, end: 200 }, ...more }, style);
      renderer.append(new Float32Array(600), 200);
      seen = [];
      renderer.draw();
      texts[name] = seen;
      renderer.close();
    }
    CanvasRenderingContext2D.prototype.fillText = fillText;
    return texts;
  });
  const levels = (/** @type {string} */ unit) => ['−2', '−1', '0', '1', `2${unit}`];
  assert.deepEqual(texts.wide, ['C', 'C♯', 'D', 'frame', '0', '50', '100', '150', '200', ...levels(' nats')]);
  assert.deepEqual(texts.narrow, ['C', 'C♯', 'D', 'frame', 'nats', '0', '100', '200', ...levels('')]);
  assert.deepEqual(texts.cursor.slice(0, 2), ['C', 'D']);
  assert.ok(texts.cursor.includes('C♯') && texts.cursor.includes('61'), texts.cursor.join(' '));
});

test('an image of another size and look leaves the screen as it was', async () => {
  const found = await page.evaluate(() => {
    const { canvas, renderer } = kit.make({ cursor: { time: 1, frequency: 1000 }, view: { start: 0, end: 3 } });
    renderer.append(kit.noise(300, 2401), 300);
    const before = kit.hashOf(kit.pixelsOf(canvas, renderer).words);
    const image = renderer.toCanvas({
      ...{ width: 300, height: 200, scale: 2 },
      look: { cursor: null, theme: 'light', colormap: 'gray', colors: { background: '#ff0000' } },
    });
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (image.getContext('2d'));
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const after = kit.hashOf(kit.pixelsOf(canvas, renderer).words);
    const refused = [{ look: { hopLength: 3 } }, { width: 0 }, { height: 'x' }, { width: 1e9 }].map((options) => {
      try {
        renderer.toCanvas(/** @type {any} */ (options));
        return 'taken';
      } catch (error) {
        return /** @type {any} */ (error).code;
      }
    });
    return { size: [image.width, image.height], corner: [...data.slice(0, 3)], before, after, refused };
  });
  assert.deepEqual(found.size, [600, 400]);
  assert.deepEqual(found.corner, [255, 0, 0]);
  assert.equal(found.after, found.before);
  for (const code of found.refused) assert.match(code, /^E_/);
});

test('the levels of a moment are those of the column drawn there, every bin of it, in sight or not', async () => {
  const found = await page.evaluate(() => {
    const bins = 2401;
    const { renderer } = kit.make({ view: { start: 0, end: 1 }, unit: 'dB' });
    const { hopLength, sampleRate } = renderer.options;
    const column = new Float32Array(bins).fill(-90);
    const at = (/** @type {number} */ t) => (t * hopLength) / sampleRate;
    for (let t = 0; t < 400; t++) {
      column[100] = -t / 10; // louder than its neighbours, of which a pixel's nearest bin may be one
      renderer.append(column, 1);
    }
    renderer.set({ view: { start: 0, end: at(40) } }); // ten pixels a column and more
    const [seen, unseen, newest] = [10, 300, 400.4].map((t) => renderer.levelsAt(at(t))?.[100]);
    const beyond = renderer.levelsAt(at(500));
    renderer.set({ view: { start: 0, end: at(400) * 16 } }); // several columns a pixel: the loudest
    const joined = renderer.levelsAt(at(20));
    return { seen, unseen, newest, beyond, joined: joined?.[100], other: joined?.[99], length: joined?.length };
  });
  assert.ok(Math.abs(/** @type {number} */ (found.seen) + 1) < 0.01, JSON.stringify(found));
  assert.ok(Math.abs(/** @type {number} */ (found.unseen) + 30) < 0.01, JSON.stringify(found));
  assert.ok(Math.abs(/** @type {number} */ (found.newest) + 39.9) < 0.01, JSON.stringify(found));
  assert.equal(found.beyond, null);
  assert.ok(/** @type {number} */ (found.joined) > -2.05 && found.other === -90, JSON.stringify(found));
  assert.equal(found.length, 2401);
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

test('the page had no problem with any of this', () => {
  assert.deepEqual(problems, []);
});
