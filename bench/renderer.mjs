// How long the renderer's script runs, in headless Chromium without a GPU, on a canvas of 1920 x 1080: `node
// bench/renderer.mjs`.

import puppeteer from 'puppeteer-core';
import { serve } from '../scripts/serve.mjs';

const SECONDS = 5; // of each live run

const page = `<!doctype html><meta charset="utf-8"><title>renderer</title>
<style>body { margin: 0 } canvas { display: block; width: 1920px; height: 1080px }</style>
<canvas></canvas><script type="module" src="bench.js"></script>`;
const script = `import { SpectrogramRenderer } from '/specgram/index.js';
globalThis.make = (options, columns) => {
  const canvas = document.createElement('canvas');
  document.querySelector('canvas').replaceWith(canvas);
  let state = 1;
  const bins = options.frequencies.length;
  const random = () => (state = Math.imul(state, 48271) & 0x7fffffff) / 2 ** 31;
  const data = Float32Array.from({ length: bins * 400 }, () => 1e-5 * random() ** 4);
  const renderer = new SpectrogramRenderer(canvas, options);
  for (let done = 0; done < columns; done += 400) renderer.append(data, Math.min(400, columns - done));
  renderer.draw();
  return { renderer, data, bins };
};
globalThis.ready = true;`;

const site = await serve(
  { '/specgram/': 'dist' },
  { pages: { '/renderer.html': page, '/bench.js': script, '/favicon.ico': '' } },
);
const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
  ],
});
try {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1920, height: 1080 });
  await tab.goto(`${site.url}renderer.html`);
  await tab.waitForFunction('globalThis.ready');
  const session = await tab.createCDPSession();
  await session.send('Performance.enable');
  const scriptSeconds = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;

  console.log('live, ms of script a frame: appending, drawing, all of it | drawing alone, median, 95 %');
  for (const [name, rate, scale, bins] of /** @type {[string, number, string, number][]} */ ([
    ['94 columns/s, 1025 bins, linear', 94, 'linear', 1025],
    ['190 columns/s, 1025 bins, log', 190, 'log', 1025],
    ['190 columns/s, 8193 bins, mel', 190, 'mel', 8193],
  ])) {
    const before = await scriptSeconds();
    const { frames, median, late } = await tab.evaluate(live, rate, scale, bins, SECONDS);
    const each = (((await scriptSeconds()) - before) * 1000) / frames;
    console.log(
      `${name.padEnd(34)} ${each.toFixed(2).padStart(6)} | ${median.toFixed(2).padStart(6)} ${late.toFixed(2).padStart(6)}   (${(frames / SECONDS).toFixed(1)} frames/s)`,
    );
  }
  console.log('everything anew, 5,600 columns of 1025 bins, median ms');
  for (const [name, ms] of Object.entries(await tab.evaluate(anew)))
    console.log(`${name.padEnd(34)} ${ms.toFixed(1).padStart(6)}`);
} finally {
  await browser.close();
  await site.close();
}

/** @param {number} rate @param {string} frequencyScale @param {number} count of bins @param {number} seconds */
async function live(rate, frequencyScale, count, seconds) {
  const frequencies = Float64Array.from({ length: count }, (_, k) => (k * 24000) / (count - 1));
  const { renderer, data, bins } = /** @type {any} */ (globalThis).make(
    { sampleRate: 48000, hopLength: 48000 / rate, frequencies, frequencyScale, span: 12 },
    1000,
  );
  /** @type {number[]} */
  const times = [];
  const began = performance.now();
  let sent = 0;
  for (
    let now = began;
    now - began < 1000 * seconds;
    now = await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    })
  ) {
    const due = Math.floor(((now - began) / 1000) * rate);
    if (due > sent) renderer.append(data.subarray(0, (due - sent) * bins), due - sent);
    sent = Math.max(sent, due);
    renderer.set({ cursor: { time: sent / rate, frequency: 1000 } });
    times.push(renderer.stats.lastDrawMs);
  }
  renderer.close();
  const sorted = times.slice(1).sort((a, b) => a - b);
  return { frames: times.length, median: sorted[sorted.length >> 1], late: sorted[Math.floor(0.95 * sorted.length)] };
}

function anew() {
  const frequencies = Float64Array.from({ length: 1025 }, (_, k) => (k * 24000) / 1024);
  const { renderer, data } = /** @type {any} */ (globalThis).make(
    { sampleRate: 48000, hopLength: 512, frequencies, view: { start: 0, end: 60 } },
    5600,
  );
  const median = (/** @type {(i: number) => void} */ change) => {
    const times = Array.from({ length: 15 }, (_, i) => {
      const began = performance.now();
      change(i);
      renderer.draw();
      return performance.now() - began;
    });
    return times.sort((a, b) => a - b)[7];
  };
  return {
    'other colours': median((i) => renderer.set({ minDb: -80 - i })),
    'whole, zooming': median((i) => renderer.set({ view: { start: 0, end: 59 + i / 10 } })),
    'zoomed in, zooming': median((i) => renderer.set({ view: { start: 1, end: 3 + i / 10 } })),
    'whole, other frequency axis': median((i) =>
      renderer.set({ frequencyScale: i % 2 ? 'log' : 'mel', view: { start: 0, end: 60 } }),
    ),
    'panning by a pixel': median((i) => renderer.set({ view: { start: 1 + i * 0.01, end: 21 + i * 0.01 } })),
    'cursor moves': median((i) => renderer.set({ cursor: { time: i, frequency: 100 } })),
    '400 columns more': median(() => renderer.append(data, 400)),
  };
}
