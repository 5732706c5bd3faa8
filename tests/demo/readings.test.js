// What the demo says of a sound: where a tone is drawn, what is read beside the pointer, and the spectrum's peaks (real
// Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeWav } from 'specgram';
import { launch } from '../helpers/browser.js';
import { address, columnOf, fileOf, openDemo, serveDemo, text, toneFile, until } from '../helpers/demo.js';

const tone = toneFile('tone.wav', { frequency: 1000, seconds: 4 });
const site = await serveDemo();
const chromium = await launch('chromium', { microphone: tone, autoplay: false });

test('the 1 kHz tone of the microphone is drawn at 1 kHz, within a pixel, on every axis and for every transform', async () => {
  const { page, problems } = await openDemo(
    chromium,
    address(site, '#colors=gray&floor=-60&ceiling=0&fft=8192&win=4096&high=8000&span=2'),
  );
  await page.click('#mic');
  await until(page, () => document.querySelector('#mic')?.getAttribute('aria-pressed') === 'true', 'the microphone');
  await page.focus('#plot');
  await wait(1500);
  await page.keyboard.press('x'); // reads what is under the pointer, not the peak beside it
  for (const transform of ['stft', 'mel']) {
    await page.select('#set-transform', transform);
    for (const scale of ['linear', 'log', 'mel']) {
      await page.select('#set-scale', scale);
      await page.mouse.move(5, 5); // the crosshair must not be taken for the tone
      await wait(1200);
      const box = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
      const { luminance, pixelsPerCss } = await columnOf(page, 0.8);
      // the middle of the brightest run of rows, in CSS pixels
      const top = Math.max(...luminance);
      const bright = luminance.map((value, y) => (value > 0.93 * top ? y : -1)).filter((y) => y >= 0);
      const drawn = bright.reduce((sum, y) => sum + y + 0.5, 0) / bright.length / pixelsPerCss;
      const read = [];
      for (let y = Math.floor(drawn) - 6; y <= drawn + 6; y++) {
        await page.mouse.move(box.x + 0.8 * box.width, box.y + y);
        const words = await text(page, '#read-frequency');
        read.push({ y, hz: Number.parseFloat(words) * (words.includes('kHz') ? 1000 : 1) });
      }
      const after = read.findIndex(({ hz }) => hz < 1000);
      assert.ok(after > 0, `${transform}, ${scale}: ${JSON.stringify(read)}`);
      const [a, b] = [read[after - 1], read[after]];
      const expected = a.y + (a.hz - 1000) / (a.hz - b.hz);
      const allowed = transform === 'mel' ? bandHeight(read) : 1;
      assert.ok(
        Math.abs(drawn - expected) <= allowed,
        `${transform}, ${scale}: drawn at ${drawn}, 1 kHz is at ${expected}`,
      );
    }
  }
  assert.deepEqual(problems, []);
  await page.close();
});

/**
 * A mel band is wider than a pixel: the tone lies within the band that holds it.
 * @param {{ y: number, hz: number }[]} read
 */
function bandHeight(read) {
  const perPixel = Math.abs(read[0].hz - read[read.length - 1].hz) / (read.length - 1);
  return Math.max(1, 40 / perPixel);
}

test('the readout finds the peak beside the pointer, with its note and level', async () => {
  const { page } = await openDemo(chromium, address(site, '#scale=linear&high=4000&low=0&span=2'));
  await page.click('#mic');
  await wait(2500);
  const box = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
  const { luminance, pixelsPerCss } = await columnOf(page, 0.8);
  const y = luminance.indexOf(Math.max(...luminance)) / pixelsPerCss;
  await page.mouse.click(box.x + 0.8 * box.width, box.y + y + 4);
  const [hz, note, level] = await Promise.all(
    ['#read-frequency', '#read-note', '#read-level'].map((id) => text(page, id)),
  );
  assert.ok(Math.abs(Number.parseFloat(hz) - 1000) < 0.5, hz);
  assert.equal(note, 'B5 +21 ct');
  const db = Number.parseFloat(level.replace('−', '-'));
  assert.ok(Math.abs(db - 20 * Math.log10(0.5)) < 0.2, level);
  await page.close();
});

test('the spectrum of the moment names its peaks', async () => {
  const { page } = await openDemo(chromium, address(site, '#slice=on&span=2'));
  await page.click('#mic');
  await until(
    page,
    () =>
      / 1000\.\d Hz B5 \+21 ct at −6\.\d dB|999\.\d Hz B5 \+2. ct at −6\.\d dB/.test(
        document.querySelector('#slice')?.getAttribute('aria-label') ?? '',
      ),
    '1 kHz in the spectrum',
  );
  assert.ok(await page.$eval('#slice', (canvas) => /** @type {HTMLCanvasElement} */ (canvas).width > 300));
  for (let i = 0; i < 8; i++) {
    await wait(130);
    const label = await page.$eval('#slice', (canvas) => canvas.getAttribute('aria-label') ?? '');
    assert.match(label, / (1000\.[01]|999\.9) Hz B5/, 'between the bins, at any moment');
  }
  await page.focus('#plot');
  await page.keyboard.press('e');
  assert.equal(await page.evaluate(() => location.hash), '#span=2');
  await page.close();
});

test('of a whole sound the spectrum is where it plays', async () => {
  const { page } = await openDemo(chromium, address(site, '#slice=on'));
  const rate = 44100;
  const steps = Float32Array.from(
    { length: 6 * rate },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * (i < 3 * rate ? 1000 : 2000) * i) / rate),
  );
  await (await page.$('#file'))?.uploadFile(fileOf('steps.wav', encodeWav(steps, { sampleRate: rate, bitDepth: 16 })));
  await until(page, () => document.querySelector('#summary')?.textContent?.startsWith('steps'), 'the analysis');
  for (const [share, peak] of [
    [250, ' 1000.0 Hz'],
    [750, ' 2000.0 Hz'],
  ]) {
    await page.$eval(
      '#seek',
      (input, value) => {
        /** @type {HTMLInputElement} */ (input).value = String(value);
        for (const type of ['input', 'change']) input.dispatchEvent(new Event(type));
      },
      share,
    );
    await until(
      page,
      (hz) => document.querySelector('#slice')?.getAttribute('aria-label')?.includes(hz),
      `a peak at ${peak}`,
      peak,
    );
  }
  await page.close();
});
