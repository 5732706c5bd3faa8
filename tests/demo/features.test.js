// The demo's views of what are no levels, MFCC and PCEN: the numbers that they show are the engine's, and no decibels
// (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeWav, load } from 'specgram';
import { launch } from '../helpers/browser.js';
import { address, fileOf, openDemo, serveDemo, text, until } from '../helpers/demo.js';
import { noise } from '../helpers/ml-signals.js';

const engine = await load();
const site = await serveDemo();

const RATE = 44100;
/** Heard half a second of each: PCEN lets a tone that lasts fade. */
const PULSES = Float32Array.from({ length: 60 * RATE }, (_, i) =>
  (2 * i) % (2 * RATE) < RATE ? 0.5 * Math.sin((2 * Math.PI * 1000 * i) / RATE) : 0,
);
const chromium = await launch('chromium', {
  microphone: fileOf('heard.wav', encodeWav(PULSES, { sampleRate: RATE, bitDepth: 16 })),
});
const HOP = 512;
const SECONDS = 3;
/** Noise whose level goes up and down. */
const SAMPLES = noise(SECONDS * RATE).map((x, i) => 0.05 * x * (1.2 + Math.sin(i / 9000)));
const FILE = fileOf('noise.wav', encodeWav(SAMPLES, { sampleRate: RATE, bitDepth: 'float32' }));

const MEL = { nFft: 4096, winLength: 2048, hopLength: HOP, window: 'hann', nMels: 128 };
const numberOf = (/** @type {string} */ words) => Number(words.replace('−', '-'));

/** @param {string} hash */
async function openFile(hash) {
  const opened = await openDemo(chromium, address(site, hash));
  await (await opened.page.$('#file'))?.uploadFile(FILE);
  const analysed = () => document.querySelector('#status')?.textContent?.startsWith('Analysed noise');
  await until(opened.page, analysed, 'the picture');
  await opened.page.focus('#plot');
  await opened.page.keyboard.press('x'); // reads what is under the pointer, not the peak beside it
  return opened;
}

/**
 * Where the pointer is: the column, and what the readout says.
 * @param {import('puppeteer-core').Page} page @param {number} x @param {number} y shares of the canvas
 */
async function readAt(page, x, y) {
  const box = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
  await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
  return {
    seconds: Number.parseFloat(await text(page, '#read-time')),
    place: await text(page, '#read-frequency'),
    value: await text(page, '#read-level'),
  };
}

test('MFCC: each row is a coefficient, and each value the engine’s', async () => {
  const { page, problems } = await openFile('#transform=mfcc');
  const options = { ...MEL, nMfcc: 20, topDb: null };
  const { data } = engine.analyse(SAMPLES, [['mfcc', options]], { sampleRate: RATE });
  const places = [];
  for (let row = 2; row < 20; row += 3) {
    const box = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
    const y = (8 + (1 - (row + 0.5) / 20) * (box.height - 32)) / box.height;
    const { seconds, place, value } = await readAt(page, 0.55, y);
    places.push(place);
    const column = Math.round((seconds * RATE) / HOP);
    // of the columns that share a pixel the greatest is shown
    const near = [-1, 0, 1].map((step) => data[(column + step) * 20 + row]);
    const distance = Math.min(...near.map((wanted) => Math.abs(numberOf(value) - wanted)));
    assert.ok(distance < 0.02, `${place} at ${seconds} s: ${value}, wanted ${near}`);
  }
  assert.deepEqual(places, ['c2', 'c5', 'c8', 'c11', 'c14', 'c17']);
  const { value: level } = await readAt(page, 0.55, 0.92);
  assert.match(level, /^(−[\d.]+|below −255)$/, 'the level is far below 0');
  assert.match(await text(page, '#resolution'), /20 coefficients of 128 mel bands/);
  assert.equal(await page.$eval('#set-floor', (control) => control.closest('[hidden]') !== null), true);
  assert.doesNotMatch(await text(page, '#summary'), /dB/);
  const headings = await page.$$eval('#form legend', (all) =>
    all.filter((legend) => legend.checkVisibility()).map(({ textContent }) => textContent),
  );
  assert.deepEqual(headings, ['Analysis', 'Axes'], 'no heading stands over nothing');
  assert.equal(await page.$eval('#set-a4', (control) => control.checkVisibility()), false, 'there is no note to tune');
  assert.deepEqual(problems, []);
  await page.close();
});

test('PCEN: once the beginning is past, values are the engine’s', async () => {
  const { page, problems } = await openFile('#transform=pcen&low=0&high=16000');
  const silence = 4 * RATE - ((4 * RATE) % HOP);
  const late = new Float32Array(silence + SAMPLES.length);
  late.set(SAMPLES, silence);
  const { data, frequencies } = engine.analyse(late, [['mel', MEL], 'pcen'], { sampleRate: RATE });
  for (const y of [0.2, 0.5, 0.8]) {
    const { seconds, place, value } = await readAt(page, 0.6, y);
    const hz = Number.parseFloat(place) * (place.includes('kHz') ? 1000 : 1);
    const bin = /** @type {Float64Array} */ (frequencies).reduce(
      (best, f, i, all) => (Math.abs(f - hz) < Math.abs(all[best] - hz) ? i : best),
      0,
    );
    const column = Math.round((seconds * RATE) / HOP) + silence / HOP;
    const near = [-1, 0, 1].flatMap((t) => [-1, 0, 1].map((k) => data[(column + t) * 128 + bin + k]));
    const distance = Math.min(...near.map((wanted) => Math.abs(numberOf(value) - wanted)));
    assert.ok(distance < 0.006, `${place} at ${seconds} s: ${value}, wanted ${near}`);
  }
  assert.doesNotMatch(await text(page, '#summary'), /dB/);
  assert.deepEqual(problems, []);
  await page.close();
});

test('both go live', async () => {
  for (const transform of ['mfcc', 'pcen']) {
    const { page, problems } = await openDemo(chromium, address(site, `#transform=${transform}&slice=on&span=3`));
    await page.click('#mic');
    await until(page, () => document.querySelector('#mic')?.getAttribute('aria-pressed') === 'true', 'the microphone');
    await wait(2500);
    await until(
      page,
      () => /peaks: .* at [−\d]/.test(document.querySelector('#slice')?.getAttribute('aria-label') ?? ''),
      `the spectrum of ${transform}`,
    );
    assert.equal(await text(page, '#alerts'), '');
    assert.doesNotMatch(await text(page, '#stats'), /missing/);
    assert.deepEqual(problems, []);
    await page.close();
  }
});
