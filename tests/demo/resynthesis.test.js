// The demo's resynthesis panel: the sounds that come out, switching between them, long work, and its keys (real
// Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { decodeWav, load } from 'specgram';
import { launch } from '../helpers/browser.js';
import { address, openDemo, serveDemo, text, toneFile, until } from '../helpers/demo.js';

const engine = await load();
const site = await serveDemo();
const chromium = await launch('chromium', { microphone: toneFile('heard.wav', { frequency: 1000, seconds: 60 }) });

/**
 * Opens the panel on a built-in sound, with a tap on what is saved and on what is heard.
 * @param {{ hash?: string, seconds?: number, width?: number, height?: number }} [options]
 */
async function openPanel({ hash = '#sound=vowels', seconds, ...size } = {}) {
  const { page, problems } = await openDemo(chromium, address(site, hash), {
    ...size,
    before: async (p) => {
      await p.evaluateOnNewDocument(() => {
        const scope = /** @type {any} */ (globalThis);
        const { createObjectURL } = URL;
        URL.createObjectURL = (/** @type {any} */ blob) => {
          scope.saved = blob;
          return createObjectURL(blob);
        };
        const { connect } = AudioNode.prototype;
        AudioNode.prototype.connect = function connectAndNote(/** @type {any[]} */ ...to) {
          if (to[0] instanceof AudioDestinationNode) scope.outlet = this;
          return /** @type {any} */ (connect).apply(this, to);
        };
      });
    },
  });
  await page.click('#rebuild');
  if (seconds !== undefined) await slide(page, '#re-length', seconds);
  return { page, problems };
}

/**
 * Moves a slider as a hand does.
 * @param {import('puppeteer-core').Page} page
 * @param {string} id
 * @param {number} value
 */
const slide = (page, id, value) =>
  page.$eval(
    id,
    (input, to) => {
      /** @type {HTMLInputElement} */ (input).value = String(to);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    value,
  );

const TAKES = ['original', 'zero', 'random', 'pghi', 'griffinlim', 'both'];
/** @param {import('puppeteer-core').Page} page */
const allReady = (page) =>
  until(
    page,
    () =>
      [...document.querySelectorAll('.take')].every(
        (row) => /** @type {HTMLElement} */ (row).dataset.state === 'ready',
      ),
    'all versions',
  );

/** The WAV that the panel saves of a version. @param {import('puppeteer-core').Page} page @param {string} key */
async function savedTake(page, key) {
  await page.click(`[data-take=${key}] input`);
  await page.click('#re-wav');
  const base64 = await page.evaluate(async () => {
    const bytes = new Uint8Array(await /** @type {any} */ (globalThis).saved.arrayBuffer());
    let binary = '';
    for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(binary);
  });
  const { channels, sampleRate } = decodeWav(Buffer.from(base64, 'base64'));
  return { samples: channels[0], sampleRate };
}

const energy = (/** @type {Float32Array} */ list) => list.reduce((sum, x) => sum + x * x, 0);

test('the versions that are saved differ, are equally loud, and are as near to the magnitude as the panel says', async () => {
  const { page, problems } = await openPanel({ seconds: 2 });
  await allReady(page);
  const magnitude = (/** @type {Float32Array} */ samples) =>
    engine.spectrogram(samples, { nFft: 2048, hopLength: 512, power: 1 }).data;
  const { samples: original } = await savedTake(page, 'original');
  assert.equal(original.length, 2 * 44100);
  const wanted = magnitude(original);
  /** @type {Record<string, number>} */
  const found = {};
  const seen = [original];
  for (const key of TAKES.slice(1)) {
    const { samples } = await savedTake(page, key);
    assert.equal(samples.length, original.length, key);
    assert.ok(Math.abs(10 * Math.log10(energy(samples) / energy(original))) < 0.05, `${key} is as loud`);
    for (const other of seen)
      assert.ok(energy(samples.map((x, i) => x - other[i])) > 0.01 * energy(original), `${key} is a sound of its own`);
    seen.push(samples);
    // loudness was matched after the distance was measured: the nearest scale gives it back where it is small
    const heard = magnitude(samples);
    const scale = heard.reduce((sum, x, i) => sum + x * wanted[i], 0) / energy(heard);
    found[key] = 10 * Math.log10(energy(heard.map((x, i) => scale * x - wanted[i])) / energy(wanted));
    const said = Number.parseFloat((await text(page, `[data-take=${key}] output`)).replace('−', '-'));
    if (said < -15)
      assert.ok(Math.abs(said - found[key]) < 1, `${key}: the panel says ${said} dB, the file ${found[key]} dB`);
  }
  assert.ok(found.pghi < -18 && found.pghi < found.random - 10, JSON.stringify(found));
  assert.ok(found.griffinlim < found.random - 8 && found.both < found.pghi - 4, JSON.stringify(found));
  assert.deepEqual(problems, []);
  await page.close();
});

test('switching keeps the place, to the sample, and makes no click', async () => {
  const { page, problems } = await openPanel({ seconds: 2 });
  await allReady(page);
  /** @type {Record<string, Float32Array>} */
  const versions = {};
  for (const key of TAKES) versions[key] = (await savedTake(page, key)).samples;
  await page.click('[data-take=original] input');
  await page.click('#re-play');
  await until(page, () => /** @type {any} */ (globalThis).outlet?.context.state === 'running', 'the sound');
  const order = ['original', 'random', 'griffinlim', 'zero', 'both', 'original', 'pghi'];
  const { samples, marks, rate } = await page.evaluate(async (keys) => {
    const { outlet } = /** @type {any} */ (globalThis);
    const { Recording } = await import(/** @type {any} */ (new URL('sources/recording.js', document.baseURI).href));
    const { context } = outlet;
    const recording = new Recording(context.sampleRate);
    await recording.record(context, outlet, 0);
    const marks = [];
    const pause = (/** @type {number} */ ms) =>
      new Promise((done) => {
        setTimeout(done, ms);
      });
    await pause(300);
    for (const key of keys) {
      marks.push(Math.round(context.currentTime * context.sampleRate));
      /** @type {HTMLElement} */ (document.querySelector(`[data-take=${key}] input`)).click();
      await pause(500);
    }
    await pause(300);
    const { start } = recording;
    return {
      samples: [...recording.read(start, recording.length)],
      marks: marks.map((mark) => mark - start),
      rate: context.sampleRate,
    };
  }, order);
  assert.equal(rate, 44100);

  const length = versions.original.length;
  const at = (/** @type {string} */ key, /** @type {number} */ i) => versions[key][((i % length) + length) % length];
  /**
   * How well a stretch of the tape is a version at a place: the level, and what is left over as a share.
   * @param {string} key
   * @param {number} begin
   * @param {number} place
   * @param {number} count
   */
  const fit = (key, begin, place, count) => {
    let [cross, own, all] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      const [a, b] = [at(key, begin + i + place), samples[begin + i]];
      cross += a * b;
      own += a * a;
      all += b * b;
    }
    return { level: cross / own, rest: 1 - (cross * cross) / (own * all) };
  };
  // a loud stretch of the original tells where the tape began
  const from = marks[0] + 6000;
  let [place, best] = [0, 1];
  for (let shift = 0; shift < length; shift++) {
    const { rest } = fit('original', from, shift, 64);
    if (rest < best) [place, best] = [shift, rest];
  }
  const { level } = fit('original', from, place, 8000);
  for (const [i, key] of order.entries()) {
    const { level: heard, rest } = fit(key, marks[i] + 6000, place, 8000);
    assert.ok(rest < 1e-4, `${key} at its place: ${rest} of the sound is something else`);
    assert.ok(Math.abs(heard / level - 1) < 0.002, `${key} at ${heard}, not ${level}`);
  }
  // around each switch no step is larger than those of the two sounds there, and of a fade of a few ms
  for (let i = 1; i < order.length; i++) {
    let [step, allowed] = [0, 0];
    for (let n = marks[i] - 2000; n < marks[i] + 5000; n++) {
      step = Math.max(step, Math.abs(samples[n + 1] - samples[n]));
      for (const key of [order[i - 1], order[i]])
        allowed = Math.max(allowed, level * Math.abs(at(key, n + 1 + place) - at(key, n + place)));
    }
    assert.ok(
      step <= 1.2 * allowed + 0.01,
      `from ${order[i - 1]} to ${order[i]}: a step of ${step}, the sounds have ${allowed}`,
    );
  }
  assert.deepEqual(problems, []);
  await page.close();
});

test('long work shows how far it is, leaves the page free, stops when told, and goes on', async () => {
  const { page, problems } = await openPanel({ hash: '#sound=birds' });
  await slide(page, '#re-iterations', 8);
  assert.equal(await text(page, '#re-iterations-words'), '256');
  await until(
    page,
    () => /^\d+ of 256$/.test(document.querySelector('[data-take=griffinlim] output')?.textContent ?? ''),
    'some iterations',
  );
  assert.match(await text(page, '#re-doing'), /Griffin–Lim/);
  const frames = await page.evaluate(
    () =>
      new Promise((done) => {
        let count = 0;
        const state = () => /** @type {HTMLElement} */ (document.querySelector('[data-take=griffinlim]')).dataset.state;
        const tick = () => {
          count++;
          if (count < 20 && state() === 'working') requestAnimationFrame(tick);
          else done({ count, state: state() });
        };
        tick();
      }),
  );
  assert.deepEqual(frames, { count: 20, state: 'working' });
  await page.click('#re-stop');
  assert.equal(await text(page, '[data-take=griffinlim] output'), 'not made');
  const stopped = await page.$eval('#re-curve', (canvas) => canvas.getAttribute('aria-label'));
  await wait(700);
  assert.equal(await text(page, '[data-take=griffinlim] output'), 'not made');
  assert.equal(await page.$eval('#re-curve', (canvas) => canvas.getAttribute('aria-label')), stopped);
  assert.equal(await text(page, '#re-stop'), 'Go on');
  await slide(page, '#re-iterations', 1);
  await allReady(page);
  assert.equal(await page.$eval('#re-progress', (box) => /** @type {HTMLElement} */ (box).hidden), true);
  assert.match(
    await page.$eval('#re-curve', (canvas) => canvas.getAttribute('aria-label') ?? ''),
    /PGHI −2\d\.\d dB.*PGHI \+ Griffin–Lim −[23]\d\.\d dB/,
  );
  assert.deepEqual(problems, []);
  await page.close();
});

test('a sound shorter than a frame, and silence, are rebuilt as well', async () => {
  const { page, problems } = await openDemo(chromium, address(site));
  for (const [name, seconds, level] of /** @type {[string, number, number][]} */ ([
    ['click.wav', 0.003, 0.5],
    ['nothing.wav', 1, 0],
  ])) {
    await (await page.$('#file'))?.uploadFile(toneFile(name, { seconds, level }));
    await until(page, (wanted) => document.querySelector('#title')?.textContent?.startsWith(wanted), 'the file', name);
    await page.click('#rebuild');
    assert.equal(await text(page, '#re-from-words'), '0:00.0', name);
    await allReady(page);
    await page.click('#re-close');
  }
  assert.equal(await text(page, '#alerts'), '');
  assert.deepEqual(problems, []);
  await page.close();
});

test('the keyboard does it all, and the panel fits a phone', async () => {
  const { page, problems } = await openPanel({ width: 360, height: 740, seconds: 1 });
  await allReady(page);
  assert.ok(
    await page.$eval(
      '#resynthesis',
      (dialog) => dialog.scrollWidth <= dialog.clientWidth && dialog.getBoundingClientRect().width <= 360,
    ),
  );
  await page.focus('[data-take=original] input');
  for (const label of ['Zero phase', 'Random phase', 'PGHI']) {
    await page.keyboard.press('ArrowDown');
    assert.equal(await text(page, '#re-title'), label);
  }
  await page.keyboard.press('Space');
  await until(page, () => document.querySelector('#re-play')?.textContent?.includes('Pause'), 'the sound');
  await page.keyboard.press('Escape');
  assert.equal(await page.$eval('#resynthesis', (dialog) => /** @type {HTMLDialogElement} */ (dialog).open), false);
  await page.click('#rebuild');
  await until(
    page,
    () => document.querySelector('#re-play')?.textContent?.includes('Play'),
    'closing to have stopped the sound',
  );
  assert.deepEqual(problems, []);
  await page.close();
});

test('what the microphone heard can be rebuilt', async () => {
  const { page, problems } = await openPanel();
  await page.keyboard.press('Escape');
  await page.click('#mic');
  await until(page, () => document.querySelector('#mic')?.getAttribute('aria-pressed') === 'true', 'the microphone');
  await wait(2000);
  await page.click('#rebuild');
  await allReady(page);
  assert.match(await text(page, '#title'), /^Recording/);
  const { samples, sampleRate } = await savedTake(page, 'pghi');
  assert.ok(samples.length > 1.2 * sampleRate);
  let rises = 0;
  for (let i = 1 + sampleRate / 2; i < sampleRate; i++) if (samples[i - 1] < 0 && samples[i] >= 0) rises++;
  assert.ok(Math.abs(rises - 500) < 4, `${2 * rises} Hz for a tone of 1000 Hz`);
  assert.deepEqual(problems, []);
  await page.close();
});
