// The demo's views of phase: what the columns say, which settings they have, and what is drawn.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { load, noteToHz } from 'specgram';
import { initial, matters, settled } from '../../demo/app/settings.js';
import { table } from '../../demo/app/settings-table.js';
import { analyserOf, analysisOf } from '../../demo/views/analysis.js';
import { transforms } from '../../demo/views/transforms/list.js';
import { launch } from '../helpers/browser.js';
import { xorshift } from '../helpers/signals.js';
import { address, columnOf, openDemo, pictureOf, serveDemo, text, toneFile, until } from '../helpers/demo.js';

const engine = await load();
const site = await serveDemo();
const tone = toneFile('tone.wav', { frequency: 1000, seconds: 4 });
// Long enough for one hearing: where Chromium starts the file again there is a seam, whose energy reassignment gathers.
const chromium = await launch('chromium', { microphone: toneFile('heard.wav', { frequency: 1000, seconds: 60 }) });

/** @param {number} frequency Hz @param {number} seconds @param {number} level @param {number} [rate] */
const sine = (frequency, seconds, level, rate = 44100) =>
  Float32Array.from({ length: seconds * rate }, (_, i) => level * Math.cos((2 * Math.PI * frequency * i) / rate));

/** Those whose frames all have one window; the constant-Q ones have tests of their own. */
/** Transforms of frames that are levels. */
const framed = Object.entries(transforms).filter(([name]) => !['cqt', 'vqt', 'chroma', 'mfcc', 'pcen'].includes(name));

/** A cell's power, by the unit of its column. @type {Record<string, (column: Float32Array, bin: number) => number>} */
const powerOf = {
  power: (column, k) => column[k],
  complex: (column, k) => column[2 * k] ** 2 + column[2 * k + 1] ** 2,
  radians: (column, k) => column[2 * k + 1],
  hertz: (column, k) => column[2 * k + 1],
};

test('0 dB is a full-scale sine in every transform of frames, whatever the window and the padding', () => {
  for (const [name] of framed) {
    for (const changes of [
      {},
      { length: 22.68, pad: 1, step: 2.27 },
      { length: 34.83, pad: 5, window: 'blackman' },
      { window: 'kaiser-14', scale: 'linear', rows: 2049 },
    ]) {
      const values = settled(initial, { ...changes, transform: name });
      const { analyser } = analyserOf(engine, analysisOf(values, table, 44100), 44100);
      let loudest = 0;
      analyser.push(sine(3000, 0.6, 1), (column, index) => {
        if (index < 6 || index * analyser.hopLength > 20000) return;
        for (let k = 0; k < analyser.bins; k++) loudest = Math.max(loudest, powerOf[analyser.unit](column, k));
      });
      analyser.close();
      const db = 10 * Math.log10(loudest);
      // between two bins a sine falls short by the window's scalloping, between two rows or bands by half
      const short =
        /** @type {Record<string, number>} */ ({ reassigned: 3.1, mel: 3.1, synchrosqueezed: 0.1 })[name] ?? 1.5;
      assert.ok(db < 0.6 && db > -short, `${name} ${JSON.stringify(changes)}: ${db} dB`);
    }
  }
});

test('the bins of the constant-Q transforms begin at C1, wherever A4 is, and end below half the rate', () => {
  for (const transform of ['cqt', 'vqt']) {
    for (const [a4, bpo, rate] of [
      [440, 12, 44100],
      [415, 36, 44100],
      [440, 24, 8000],
    ]) {
      const values = settled(initial, { transform, a4, bpo: String(bpo) });
      const { analyser, facts } = analyserOf(engine, analysisOf(values, table, rate), rate);
      analyser.close();
      const { frequencies, bins } = facts;
      assert.ok(Math.abs(frequencies[0] / noteToHz('C1', { a4 }) - 1) < 1e-9, `${transform}: ${frequencies[0]} Hz`);
      assert.ok(Math.abs(frequencies[bpo] / frequencies[0] - 2) < 1e-9);
      // nine octaves, or as many bins as there is room for
      assert.ok(bins === 9 * bpo || frequencies[bins - 1] * 2 ** (2 / bpo) > 0.42 * rate, `${bins} bins`);
      assert.ok(frequencies[bins - 1] < rate / 2);
    }
  }
});

test('whatever is set, there is a picture at every sample rate: the nearest that can be', () => {
  const signed = xorshift(5);
  const pick = (/** @type {ArrayLike<any>} */ list) => list[Math.floor(((signed() + 1) / 2) * list.length)];
  for (let run = 0; run < 160; run++) {
    /** @type {Record<string, string | number>} */
    const wanted = { transform: pick(Object.keys(transforms)) };
    for (const { key, choices, steps, min, max } of transforms[wanted.transform].settings)
      wanted[key] = choices ? pick(Object.keys(choices)) : pick([.../** @type {any} */ (steps), min, max]);
    const values = settled(initial, { ...wanted, scale: pick(['linear', 'log', 'mel']), a4: pick([390, 440, 490]) });
    const rate = pick([50, 1000, 8000, 22050, 44100, 96000, 192000, 384000]);
    // sizes that browsers hold; what needs more is told as such
    if (Number(values.length) * Number(values.pad) * rate > 4e7) continue;
    try {
      const { analyser, facts } = analyserOf(engine, analysisOf(values, table, rate), rate);
      analyser.close();
      const { names } = transforms[wanted.transform]; // pitch classes are named in the octave from middle C on
      assert.ok(names?.(facts).length === facts.bins || facts.frequencies[facts.bins - 1] <= rate / 2 + 1e-6);
    } catch (error) {
      assert.fail(`${JSON.stringify(wanted)} at ${rate} Hz: ${error}`);
    }
  }
});

test('the phase is shown from near, and a sound that plays on does not turn its pages', async () => {
  const { page, problems } = await openDemo(chromium, address(site, '#sound=clicks'));
  const seconds = () =>
    page.$eval('#summary', (words) => Number(/([\d.]+) s in sight/.exec(words.textContent ?? '')?.[1]));
  await page.select('#set-transform', 'phase');
  await until(
    page,
    () => /0\.1 s in sight/.test(document.querySelector('#summary')?.textContent ?? ''),
    'a close look',
  );
  const before = await pictureOf(page);
  await page.click('#play');
  await wait(1500);
  await page.click('#play');
  await page.$eval('#seek', (seek) => {
    /** @type {HTMLInputElement} */ (seek).value = '0';
    for (const type of ['input', 'change']) seek.dispatchEvent(new Event(type));
  });
  await wait(300);
  assert.deepEqual(await pictureOf(page), before);
  await page.select('#set-transform', 'stft');
  assert.equal(await page.evaluate(() => location.hash), '#sound=clicks&view=whole');
  await until(page, () => !/ 0\.1 s in sight/.test(document.querySelector('#summary')?.textContent ?? ''), 'all of it');
  assert.ok((await seconds()) > 5);
  assert.deepEqual(problems, []);
  await page.close();
});

test('a setting that only some transforms know is shown for these', () => {
  const shown = (/** @type {string} */ key) =>
    Object.keys(transforms).filter((transform) => matters({ ...initial, transform }, key));
  const without = (/** @type {string[]} */ ...names) => Object.keys(transforms).filter((name) => !names.includes(name));
  assert.deepEqual(shown('mels'), ['mel', 'mfcc', 'pcen']);
  assert.deepEqual(shown('coefficients'), ['mfcc']);
  assert.deepEqual(shown('rows'), ['reassigned']);
  assert.deepEqual(shown('colors'), without('mfcc', 'phase', 'deviation'));
  for (const key of ['scale', 'labels', 'low', 'high']) assert.deepEqual(shown(key), without('chroma', 'mfcc'), key);
  for (const key of ['floor', 'ceiling']) assert.deepEqual(shown(key), without('mfcc', 'pcen'), key);
  assert.deepEqual(shown('span'), without());
  assert.deepEqual(shown('length'), without('cqt', 'vqt', 'chroma'));
});

/**
 * Where the plot is brightest at its middle, read with the pointer.
 * @param {import('puppeteer-core').Page} page @param {number} [across]
 */
async function readBrightest(page, across = 0.5) {
  await page.mouse.move(5, 5);
  await wait(300);
  const box = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
  const { luminance, pixelsPerCss } = await columnOf(page, across);
  const top = Math.max(...luminance);
  const bright = luminance.map((value, y) => (value > 0.97 * top ? y : -1)).filter((y) => y >= 0);
  const y = bright[Math.floor(bright.length / 2)] / pixelsPerCss;
  await page.mouse.move(box.x + across * box.width, box.y + y + 0.5);
  const words = await text(page, '#read-frequency');
  return {
    hz: Number.parseFloat(words) * (words.includes('kHz') ? 1000 : 1),
    level: await text(page, '#read-level'),
    y,
  };
}

test('the new transforms draw the microphone’s tone and the same file’s where it is, as loud as it is', async () => {
  const settings = '#floor=-60&ceiling=0&fft=4096&win=4096&hop=1024&high=4000&span=2&colors=gray&scale=linear';
  const { page, problems } = await openDemo(chromium, address(site, settings));
  const file = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#file'));
  for (const way of ['microphone', 'file']) {
    if (way === 'microphone') {
      await page.click('#mic');
      await until(
        page,
        () => document.querySelector('#mic')?.getAttribute('aria-pressed') === 'true',
        'the microphone',
      );
      await wait(2500);
    } else {
      await file.uploadFile(tone);
      await until(page, () => document.querySelector('#title')?.textContent?.startsWith('tone.wav'), 'the file');
    }
    for (const transform of /** @type {const} */ (['reassigned', 'synchrosqueezed', 'phase', 'deviation'])) {
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        `${settings}&view=${way === 'file' ? 'whole' : 'live'}&transform=${transform}`,
      );
      if (way === 'file')
        await until(page, () => document.querySelector('#status')?.textContent === 'Analysed tone.wav', 'the analysis');
      await wait(1500);
      const { hz, level } = await readBrightest(page, way === 'file' ? 0.5 : 0.8);
      const name = `${transform} of the ${way}: ${hz} Hz, ${level}`;
      assert.ok(
        Math.abs(hz - 1000) < { reassigned: 0.3, deviation: 0.3, synchrosqueezed: 6, phase: 12 }[transform],
        name,
      );
      const db = Number.parseFloat((/([−\d.]+) dB/.exec(level) ?? [])[1]?.replace('−', '-') ?? 'NaN');
      assert.ok(
        Math.abs(db - 20 * Math.log10(0.5)) <
          { reassigned: 0.1, synchrosqueezed: 0.1, phase: 2, deviation: 2 }[transform],
        name,
      );
      assert.match(
        level,
        transform === 'phase'
          ? /^−?\d\.\d\d rad · /
          : transform === 'deviation'
            ? /^[+−]\d+\.\d Hz from the bin · /
            : /^−\d+\.\d dB$/,
      );
    }
  }
  assert.deepEqual(problems, []);
  await page.close();
});
