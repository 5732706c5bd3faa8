// The demo's constant-Q views: levels, the piano beside the picture and its keys' light, and what a press on them plays
// (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeWav, hzToMidi, hzToNote, midiToHz } from 'specgram';
import { launch } from '../helpers/browser.js';
import { address, fileOf, openDemo, serveDemo, text, until } from '../helpers/demo.js';

const RATE = 48000;
const NOTE = 0.5; // s
const SCALE = Array.from({ length: 13 }, (_, i) => 60 + i); // C4 to C5

/** The chromatic scale, one sine after the other, each with soft ends. */
function scaleFile() {
  const length = NOTE * RATE;
  const fade = 0.02 * RATE;
  const samples = Float32Array.from({ length: SCALE.length * length }, (_, i) => {
    const [note, at] = [Math.floor(i / length), i % length];
    return (
      0.5 * Math.min(1, at / fade, (length - at) / fade) * Math.sin((2 * Math.PI * midiToHz(SCALE[note]) * at) / RATE)
    );
  });
  return fileOf('scale.wav', encodeWav(samples, { sampleRate: RATE, bitDepth: 16 }));
}

const site = await serveDemo();
const chromium = await launch('chromium', { microphone: scaleFile() });

/** @param {import('puppeteer-core').Page} page */
const listening = (page) =>
  until(page, () => document.querySelector('#mic')?.getAttribute('aria-pressed') === 'true', 'the microphone');
/** @param {import('puppeteer-core').Page} page */
const keysThere = (page) => until(page, () => document.querySelectorAll('#keyboard path').length > 12, 'the piano');

test('a chromatic scale in the microphone lights its keys, in order, in both transforms and with low latency', async () => {
  for (const transform of ['cqt', 'vqt', 'cqt&lowlatency=on']) {
    const { page, problems } = await openDemo(
      chromium,
      address(site, `#transform=${transform}&scale=log&low=120&high=1100&floor=-60&ceiling=-6&span=3`),
    );
    await page.click('#mic');
    await listening(page);
    await wait(2000);
    // the lit keys whenever they change, the brightest first, and how much of the time some that are not of the scale
    // are lit
    const { states: seen, strays } = await page.evaluate(
      async (seconds, low, high) => {
        let [looks, strange] = [0, 0];
        /** @type {number[][]} */
        const states = [];
        const end = performance.now() + 1000 * seconds;
        const glow = (/** @type {SVGElement} */ key) => Number.parseFloat(key.style.getPropertyValue('--glow'));
        while (performance.now() < end) {
          const keys = /** @type {SVGElement[]} */ ([...document.querySelectorAll('#keyboard .lit')]).sort(
            (a, b) => glow(b) - glow(a),
          );
          const lit = keys.map((key) => Number(key.dataset.midi));
          looks++;
          if (lit.some((midi) => midi < low || midi > high)) strange++;
          if (String(lit) !== String(states[states.length - 1])) states.push(lit);
          await new Promise((done) => {
            setTimeout(done, 15);
          });
        }
        return { states, strays: strange / looks };
      },
      2 * SCALE.length * NOTE + 1,
      SCALE[0],
      SCALE[12],
    );
    const brightest = seen
      .filter((lit) => lit.length)
      .map(([midi]) => midi)
      .filter((midi, i, all) => midi !== all[i - 1]);
    const start = brightest.indexOf(SCALE[0]);
    assert.deepEqual(brightest.slice(start, start + SCALE.length), SCALE, `${transform}: ${JSON.stringify(seen)}`);
    // Where one note gives way to the next, what the change spreads over the axis may glow for a moment.
    assert.ok(strays < 0.06, `${transform}: other keys are lit for ${strays} of the time: ${JSON.stringify(seen)}`);
    assert.match(await text(page, '#resolution'), /36 bins an octave from C1 up.*shown .* after it sounds/);
    assert.deepEqual(problems, []);
    await page.close();
  }
});

test('the keys stand at their notes, within a pixel, on every axis and for another A4', async () => {
  for (const [hash, a4] of /** @type {[string, number][]} */ ([
    ['#transform=cqt&scale=log&low=100&high=2000', 440],
    ['#transform=cqt&scale=mel&low=100&high=2000&a4=415', 415],
    ['#transform=vqt&scale=linear&low=200&high=900', 440],
    ['#scale=log&labels=notes&low=100&high=1000&a4=432', 432],
  ])) {
    const { page } = await openDemo(chromium, address(site, hash));
    await keysThere(page);
    await page.focus('#plot');
    await page.keyboard.press('x'); // reads what is under the pointer, not the peak beside it
    await page.hover('#canvas');
    await wait(500); // until all words under the picture stand
    const { right, top, bottom, across } = await page.evaluate(() => {
      const keys = /** @type {Element} */ (document.querySelector('#keyboard')).getBoundingClientRect();
      const canvas = /** @type {Element} */ (document.querySelector('#canvas')).getBoundingClientRect();
      return { right: keys.right, top: keys.top, bottom: keys.bottom, across: canvas.x + canvas.width / 2 };
    });
    const keyAt = (/** @type {number} */ y) =>
      page.evaluate(
        (x, at) => Number(/** @type {SVGElement} */ (document.elementFromPoint(x, at)).dataset.midi),
        right - 3,
        y,
      );
    const noteAt = async (/** @type {number} */ y) => {
      await page.mouse.move(across, y);
      const words = await text(page, '#read-frequency');
      return hzToMidi(Number.parseFloat(words) * (words.includes('kHz') ? 1000 : 1), { a4 });
    };
    for (let y = Math.ceil(top) + 2; y < bottom - 2; y += 23) {
      const [key, above, below] = [await keyAt(y), await noteAt(y - 1), await noteAt(y + 1)];
      assert.ok(
        key >= below - 0.5 && key <= above + 0.5,
        `${hash}: at ${y} is the key ${hzToNote(midiToHz(key))}, the axis says ${below} to ${above}`,
      );
    }
    await page.close();
  }
});

test('a press on a key plays its note, the keyboard too; A4 is what it is tuned to', async () => {
  const { page, problems } = await openDemo(
    chromium,
    address(site, '#transform=cqt&scale=log&low=100&high=2000&a4=442'),
    {
      before: (p) =>
        p.evaluateOnNewDocument(() => {
          const played = /** @type {number[]} */ ([]);
          const Oscillator = globalThis.OscillatorNode;
          Object.assign(globalThis, {
            played,
            OscillatorNode: class extends Oscillator {
              /** @param {BaseAudioContext} context @param {OscillatorOptions} options */
              constructor(context, options) {
                super(context, options);
                played.push(options.frequency ?? 0);
              }
            },
          });
        }),
    },
  );
  await keysThere(page);
  const box = await page.$eval('#keyboard [data-midi="66"]', (key) => key.getBoundingClientRect().toJSON());
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.$eval('#keyboard', (svg) => /** @type {SVGElement} */ (svg).focus());
  for (const key of ['Enter', 'ArrowUp', 'PageDown']) await page.keyboard.press(key);
  await until(page, () => /** @type {any} */ (globalThis).played.length === 4, 'four notes');
  const played = await page.evaluate(() => /** @type {any} */ (globalThis).played);
  [66, 66, 67, 55].forEach((midi, i) =>
    assert.ok(Math.abs(played[i] - midiToHz(midi, { a4: 442 })) < 0.01, `${midi}: ${played[i]}`),
  );
  assert.match(await page.$eval('#keyboard', (svg) => svg.getAttribute('aria-valuetext') ?? ''), /^G3, 196\.9 Hz/);
  assert.deepEqual(problems, []);
  await page.close();
});

test('a sine reads its level in the whole of a file, for both transforms and any number of bins', async () => {
  const rate = 44100;
  const samples = Float32Array.from({ length: 3 * rate }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 220 * i) / rate));
  const path = fileOf('a3.wav', encodeWav(samples, { sampleRate: rate, bitDepth: 'float32' }));
  for (const hash of ['#transform=cqt&bpo=12', '#transform=vqt', '#transform=cqt&bpo=48&hop=384']) {
    const { page, problems } = await openDemo(chromium, address(site, `${hash}&scale=log&low=110&high=440&floor=-60`));
    await (await page.$('#file'))?.uploadFile(path);
    await until(page, () => document.querySelector('#summary')?.textContent?.startsWith('a3'), 'the analysis');
    const summary = await text(page, '#summary');
    assert.match(summary, /Strongest: 2(19|20)\.\d Hz \(A3 [+−][0-5] ct\) at .*, −[56]\.\d dB/, hash);
    assert.ok(
      Math.abs(Number.parseFloat(/−([\d.]+) dB/.exec(summary)?.[1] ?? '0') - 6.02) < 0.15,
      `${hash}: ${summary}`,
    );
    assert.deepEqual(problems, []);
    await page.close();
  }
});

test('low latency shows high notes at once, says what it trades, and is kept in the address', async () => {
  const { page, problems } = await openDemo(
    chromium,
    address(site, '#transform=cqt&bpo=12&scale=log&low=32&high=8400'),
  );
  await page.click('#mic');
  await listening(page);
  /** What is said of the time from sound to picture, ms: one number, or the quickest bin's and the slowest's. */
  const shownAfter = async () => {
    await until(
      page,
      () => document.querySelector('#resolution')?.textContent?.includes('after it sounds'),
      'the latency',
    );
    const [, words] = /shown (.*) after it sounds/.exec(await text(page, '#resolution')) ?? ['', ''];
    return words.split(' to ').map((part) => Number.parseFloat(part) * (part.endsWith(' ms') ? 1 : 1000));
  };
  const help = () => page.$eval('#set-lowlatency-help', (place) => /** @type {HTMLElement} */ (place).offsetHeight > 0);
  const [usual, ...none] = await shownAfter();
  assert.ok(usual > 250 && none.length === 0, String(usual));
  assert.equal(await help(), false);
  await page.click('#set-lowlatency');
  const [least, most] = await shownAfter();
  assert.ok(least < 2 && most > 200 && most < 1.01 * usual, `${least} to ${most}, without ${usual}`);
  await page.mouse.move(5, 5);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  assert.ok(await help(), 'what it trades is said as long as it is on');
  assert.match(await page.evaluate(() => location.hash), /&lowlatency=on/);
  await page.reload();
  await until(
    page,
    () => /** @type {HTMLInputElement} */ (document.querySelector('#set-lowlatency'))?.checked,
    'the check box',
  );
  await page.select('#set-transform', 'stft');
  assert.equal(
    await page.$eval('#set-lowlatency', (box) => /** @type {HTMLElement} */ (box).offsetHeight),
    0,
    'it matters to notes alone',
  );
  assert.deepEqual(problems, []);
  await page.close();
});

test('in silence the piano is ivory and ebony', async () => {
  const { page, problems } = await openDemo(chromium, address(site));
  await (await page.$('#file'))?.uploadFile(
    fileOf('silence.wav', encodeWav(new Float32Array(44100), { sampleRate: 44100, bitDepth: 16 })),
  );
  await until(page, () => document.querySelector('#summary')?.textContent?.startsWith('silence'), 'the analysis');
  await page.select('#set-transform', 'cqt');
  await page.waitForSelector('#keyboard path');
  await wait(200);
  const glows = await page.$$eval('#keyboard path', (keys) =>
    keys.map((key) => getComputedStyle(key).getPropertyValue('--glow').trim()),
  );
  assert.ok(glows.length > 40 && glows.every((glow) => glow === '0%'), `${new Set(glows).size} glows: ${glows[0]}`);
  assert.deepEqual(problems, []);
  await page.close();
});

test('choosing notes in the menu brings the axis and the piano; other transforms send the piano away', async () => {
  const { page } = await openDemo(chromium, address(site));
  const hidden = () => page.$eval('#keyboard', (svg) => svg.hasAttribute('hidden'));
  assert.equal(await hidden(), true);
  await page.select('#set-transform', 'cqt');
  assert.equal(await hidden(), false);
  assert.equal(await page.evaluate(() => location.hash), '#transform=cqt');
  await page.select('#set-scale', 'mel');
  assert.equal(await hidden(), false);
  await page.select('#set-transform', 'stft');
  assert.equal(await hidden(), true);
  await page.select('#set-scale', 'log');
  await page.select('#set-labels', 'notes');
  assert.equal(await hidden(), false, 'notes on a logarithmic axis have a piano, whatever the transform');
  await page.close();
});
