// The renderer on canvases that are on no page, and what it is given as analyses have it (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank, chromium, kit } from '../helpers/renderer.js';

const { page, problems } = await blank(chromium);

test('an OffscreenCanvas has the picture of a canvas of its size, at any pixel ratio, and keeps its own size', async () => {
  for (const pixelRatio of [null, 1, 2, 1.5]) {
    const [off, on] = await page.evaluate((pixelRatio) => {
      const data = kit.noise(300, 2401);
      const [width, height] = [660, 390];
      const canvas = new OffscreenCanvas(width, height);
      const renderer = new kit.SpectrogramRenderer(canvas, {
        ...kit.FFT,
        unit: 'db',
        frequencyScale: 'mel',
        pixelRatio,
      });
      renderer.append(data);
      renderer.draw();
      const words = (/** @type {any} */ of) =>
        new Uint32Array(of.getContext('2d').getImageData(0, 0, of.width, of.height).data.buffer);
      const off = { hash: kit.hashOf(words(canvas)), size: [canvas.width, canvas.height], plot: renderer.plot };
      const at = renderer.positionOf(1, 1000);
      const value = renderer.valueAt(at.x, at.y);
      renderer.close();
      const scale = pixelRatio ?? 1;
      const style = `display: block; width: ${width / scale}px; height: ${height / scale}px`;
      const twin = kit.make({ frequencyScale: 'mel', pixelRatio: scale }, style);
      twin.renderer.append(data, 300);
      twin.renderer.draw();
      const on = {
        hash: kit.hashOf(words(twin.canvas)),
        size: [twin.canvas.width, twin.canvas.height],
        plot: twin.renderer.plot,
      };
      const same = twin.renderer.valueAt(at.x, at.y);
      if (JSON.stringify(same) !== JSON.stringify(value)) off.hash = -1;
      twin.renderer.close();
      return [off, on];
    }, pixelRatio);
    assert.deepEqual(off, on, `${pixelRatio}`);
    assert.deepEqual(off.size, [660, 390]);
  }
});

test('a Worker draws on a canvas that was handed over to it, by its own animation frames', async () => {
  await page.bringToFront();
  const { told, wanted } = await page.evaluate(async () => {
    const options = { theme: 'dark', frequencyScale: 'log', pixelRatio: 1 };
    const { canvas, renderer } = kit.make(options, 'display: block; width: 500px; height: 300px');
    renderer.append(kit.noise(300, 2401), 300);
    renderer.draw();
    const { data } = /** @type {any} */ (canvas.getContext('2d')).getImageData(0, 0, canvas.width, canvas.height);
    const wanted = kit.hashOf(new Uint32Array(data.buffer));
    renderer.close();
    const given = Object.assign(document.createElement('canvas'), { width: 500, height: 300 });
    document.body.append(given);
    const worker = new Worker('/helpers/renderer-worker.js', { type: 'module' });
    const off = given.transferControlToOffscreen();
    const told = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ canvas: off, options }, [off]);
    });
    worker.terminate();
    return { told, wanted };
  });
  assert.ok(told.frames >= 1);
  assert.deepEqual([told.size, told.hash], [[500, 300], wanted]);
});

test('a spectrogram is appended as it is, in its own unit and no other; what is forgotten is counted', async () => {
  const { errors, stats } = await page.evaluate(() => {
    const data = kit.noise(200, 2401);
    const { renderer } = kit.make({ history: 150 });
    const errors = [];
    for (const given of [
      { data, unit: 'power' },
      { data: data.subarray(1), unit: 'dB' },
      { data: null },
      null,
      'columns',
    ]) {
      try {
        renderer.append(/** @type {any} */ (given));
        errors.push('none');
      } catch (error) {
        const { name, code, message } = /** @type {any} */ (error);
        errors.push(`${name} ${code} ${message}`);
      }
    }
    renderer.append({ data: data.subarray(0, 100 * 2401), unit: 'dB' });
    const before = renderer.stats.forgotten;
    renderer.append({ data });
    const stats = [before, renderer.stats.forgotten, renderer.stats.columns];
    renderer.clear();
    stats.push(renderer.stats.forgotten);
    renderer.close();
    return { errors, stats };
  });
  assert.deepEqual(errors, [
    "RangeError E_CONFIG unit must be 'power', that of what is appended, got 'db'",
    'RangeError E_CONFIG data must hold columns of 2401 values, got 480199',
    'TypeError E_CONFIG data must be a Float32Array, got null',
    'TypeError E_CONFIG data must be a Float32Array, got null',
    "TypeError E_CONFIG data must be a Float32Array, got 'columns'",
  ]);
  assert.deepEqual(stats, [0, 150, 300, 0]);
  assert.deepEqual(problems, []);
});
