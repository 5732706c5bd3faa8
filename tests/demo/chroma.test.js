// The demo's chroma view: pitch classes by name at the axis, in the readout and in the spectrum, whole and live (real
// Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeWav, midiToHz } from 'specgram';
import { chroma } from '../../demo/views/transforms/chroma.js';
import { launch } from '../helpers/browser.js';
import { address, fileOf, openDemo, serveDemo, text, until } from '../helpers/demo.js';

const RATE = 48000;
const NOTE = 0.5; // s
const CLASSES = /** @type {readonly string[]} */ (chroma.names?.(/** @type {any} */ ({})));

/** Twelve notes from C on, each in an octave of its own, with soft ends. */
function scaleFile() {
  const length = NOTE * RATE;
  const fade = 0.02 * RATE;
  const samples = Float32Array.from({ length: 12 * length }, (_, i) => {
    const [note, at] = [Math.floor(i / length), i % length];
    const hz = midiToHz(48 + note + 12 * (note % 3));
    return 0.4 * Math.min(1, at / fade, (length - at) / fade) * Math.sin((2 * Math.PI * hz * at) / RATE);
  });
  return fileOf('classes.wav', encodeWav(samples, { sampleRate: RATE, bitDepth: 16 }));
}

const scale = scaleFile();
const site = await serveDemo();
const chromium = await launch('chromium', { microphone: scale });

test('each note of a file is the strongest of its class, whatever its octave, and the picture says which', async () => {
  const { page, problems } = await openDemo(chromium, address(site, '#transform=chroma&slice=on'));
  await (await page.$('#file'))?.uploadFile(scale);
  await until(
    page,
    () => document.querySelector('#status')?.textContent?.startsWith('Analysed classes'),
    'the picture',
  );
  await page.hover('#canvas');
  await until(page, () => document.querySelector('#read-time')?.textContent !== '', 'the readout');
  const plot = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
  // where the renderer draws the classes: 12 rows from top to bottom
  const [top, bottom] = [plot.y + 8, plot.y + plot.height - 24];
  const [seen, spectra] = [[], []].map(() => /** @type {string[]} */ ([]));
  const readings = [];
  for (let row = 0; row < 12; row++) {
    await page.mouse.move(plot.x + 0.5 * plot.width, bottom - ((row + 0.5) / 12) * (bottom - top));
    readings.push(await text(page, '#read-frequency'));
  }
  assert.deepEqual(readings, CLASSES);
  assert.equal(await text(page, '#read-note'), '');
  await page.focus('#plot');
  await page.keyboard.press('Home');
  const { left, width } = await page.evaluate(async () => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#canvas'));
    const box = canvas.getBoundingClientRect();
    return { left: box.left, width: box.width };
  });
  for (const note of [0, 4, 7, 11]) {
    // find the note's middle by the time that the readout says
    const wanted = (note + 0.5) * NOTE;
    let [from, to] = [left + 30, left + width - 70];
    for (let tries = 0; tries < 10; tries++) {
      const x = (from + to) / 2;
      await page.mouse.move(x, bottom - ((note + 0.5) / 12) * (bottom - top));
      const said = Number.parseFloat(await text(page, '#read-time'));
      if (said < wanted) from = x;
      else to = x;
    }
    seen.push(await text(page, '#read-level'));
    await until(
      page,
      (name) => document.querySelector('#slice')?.getAttribute('aria-label')?.includes(`peaks: ${name} at `),
      `the spectrum to name ${CLASSES[note]}`,
      CLASSES[note],
    );
    spectra.push(await page.$eval('#slice', (canvas) => canvas.getAttribute('aria-label') ?? ''));
  }
  assert.deepEqual(seen, Array(4).fill('0.0 dB'));
  for (const label of spectra) assert.match(label, /^Spectrum; its strongest peaks: [A-G]♯? at 0\.0 dB/);
  assert.deepEqual(problems, []);
  await page.close();
});

test('what belongs to a frequency axis is gone from form, keys and pinned place, and comes back', async () => {
  const { page, problems } = await openDemo(chromium, address(site, '#transform=chroma&view=whole'));
  const hidden = (/** @type {string} */ id) =>
    page.$eval(id, (control) => /** @type {HTMLElement} */ (control).closest('[hidden]') !== null);
  const gone = ['#set-scale', '#set-labels', '#set-low', '#set-high', '#tone', '#keyboard'];
  const plot = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
  await page.mouse.click(plot.x + 300, plot.y + 100);
  await until(
    page,
    () => !(/** @type {any} */ (document.querySelector('#copy')).closest('[hidden]')),
    'the pinned place',
  );
  for (const id of gone) assert.equal(await hidden(id), true, id);
  const before = await page.evaluate(() => location.hash);
  await page.keyboard.down('Alt');
  await page.mouse.wheel({ deltaY: -300 });
  await page.keyboard.up('Alt');
  await page.mouse.down();
  await page.mouse.move(plot.x + 300, plot.y + 260, { steps: 5 });
  await page.mouse.up();
  await wait(300);
  assert.equal(await page.evaluate(() => location.hash), before, 'frequencies are neither zoomed nor moved');
  await page.select('#set-transform', 'stft');
  await until(page, () => location.hash === '#view=whole', 'the usual floor and ceiling');
  for (const id of gone.slice(0, -1)) assert.equal(await hidden(id), false, id);
  assert.deepEqual(problems, []);
  await page.close();
});

test('live, the classes come one after the other', async () => {
  const { page, problems } = await openDemo(chromium, address(site, '#transform=chroma&slice=on&span=3'));
  await page.click('#mic');
  await until(page, () => document.querySelector('#mic')?.getAttribute('aria-pressed') === 'true', 'the microphone');
  assert.match(await text(page, '#resolution'), /7 octaves from C1 up as 12 pitch classes/);
  const seen = await page.evaluate(async (seconds) => {
    const seen = [];
    const end = performance.now() + 1000 * seconds;
    while (performance.now() < end) {
      const label = document.querySelector('#slice')?.getAttribute('aria-label') ?? '';
      const strongest = /([A-G]♯?) at 0\.0 dB/.exec(label)?.[1];
      if (strongest && strongest !== seen[seen.length - 1]) seen.push(strongest);
      await new Promise((done) => {
        setTimeout(done, 15);
      });
    }
    return seen;
  }, 26 * NOTE);
  const all = seen.join(' ');
  // from a C on, all twelve follow; what was seen before may have begun amid a note
  const order = CLASSES.map((name) => seen.indexOf(name, seen.indexOf('C')) - seen.indexOf('C'));
  assert.deepEqual(order, [...CLASSES.keys()], all);
  assert.deepEqual(problems, []);
  await page.close();
});
