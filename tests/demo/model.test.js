// The demo's panel of what models are given: the tensor that is shown and saved, SpecAugment, its keys, and the sounds
// that it takes (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { decodeNpy, decodeNpz, encodeWav, load } from 'specgram';
import { SOUND } from '../../web/presets/sound.js';
import { SPEECH } from '../../web/presets/speech.js';
import { VOICES } from '../../web/presets/voices.js';
import { launch } from '../helpers/browser.js';
import { address, fileOf, openDemo, serveDemo, text, toneFile, until } from '../helpers/demo.js';
import { chirp, noise } from '../helpers/ml-signals.js';

const engine = await load();
const site = await serveDemo();
const chromium = await launch('chromium', { microphone: toneFile('heard.wav', { frequency: 1000, seconds: 60 }) });

const RATE = 48000;
const hiss = noise(2 * RATE);
const SAMPLES = Float32Array.from(chirp(2 * RATE, RATE), (x, i) => 0.4 * x + 0.02 * hiss[i]);
const FILE = fileOf('sweep.wav', encodeWav(SAMPLES, { sampleRate: RATE, bitDepth: 'float32' }));

/** @typedef {import('puppeteer-core').Page} Page */

/** Opens the panel on the sweep, with a tap on what is saved. @param {{ width?: number, height?: number }} [size] */
async function openPanel(size = {}) {
  const { page, problems } = await openDemo(chromium, address(site), {
    ...size,
    before: async (p) => {
      await p.evaluateOnNewDocument(() => {
        const { createObjectURL } = URL;
        URL.createObjectURL = (/** @type {any} */ blob) => {
          /** @type {any} */ (globalThis).saved = blob;
          return createObjectURL(blob);
        };
      });
    },
  });
  await (await page.$('#file'))?.uploadFile(FILE);
  await until(page, () => document.querySelector('#title')?.textContent?.startsWith('sweep'), 'the file');
  await page.click('#see-as-model');
  return { page, problems };
}

/** The bytes that a button saves, and under what name. @param {Page} page @param {string} button */
async function saved(page, button) {
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).saved = null;
    document.addEventListener('click', ({ target }) => {
      if (target instanceof HTMLAnchorElement) /** @type {any} */ (globalThis).savedName = target.download;
    });
  });
  await page.click(button);
  await until(page, () => /** @type {any} */ (globalThis).saved, 'what is saved');
  const { base64, name } = await page.evaluate(async () => {
    const { saved: blob, savedName } = /** @type {any} */ (globalThis);
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let binary = '';
    for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return { base64: btoa(binary), name: savedName };
  });
  return { bytes: new Uint8Array(Buffer.from(base64, 'base64')), name };
}

/** Moves a slider as a hand does. @param {Page} page @param {string} id @param {number} value */
const slide = (page, id, value) =>
  page.$eval(
    id,
    (input, to) => {
      /** @type {HTMLInputElement} */ (input).value = String(to);
      for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
    },
    value,
  );

const number = (/** @type {string} */ words) => Number(words.replace('−', '-'));

/** How many colours the plot of a canvas has. @param {Page} page @param {string} canvas */
const coloursOf = (page, canvas) =>
  page.$eval(canvas, (element) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (element);
    const context = /** @type {HTMLCanvasElement} */ (element).getContext('2d');
    const { data } = /** @type {CanvasRenderingContext2D} */ (context).getImageData(0, 0, width, height);
    return new Set(new Uint32Array(data.buffer)).size;
  });

test('what is saved is exactly what extract gives of the sound, for every kind of tensor', async () => {
  const { page, problems } = await openPanel();
  const masked = [];
  for (const name of ['whisper-80', 'kaldi-fbank-80', 'parakeet-80', 'yamnet', 'clap-fusion', 'ast', 'wav2vec2']) {
    await page.select('#mo-preset', name);
    const wanted = engine.preset(name).extract(SAMPLES, { sampleRate: RATE });
    const npy = await saved(page, '#mo-npy');
    assert.equal(npy.name, `sweep ${name}.npy`);
    const array = decodeNpy(npy.bytes);
    assert.deepEqual(array.shape, wanted.shape, name);
    assert.ok(Buffer.from(array.data.buffer).equals(Buffer.from(wanted.data.buffer)), `${name}: the same bytes`);
    const { features, mask } = await decodeNpz((await saved(page, '#mo-npz')).bytes);
    assert.deepEqual(features, array, name);
    assert.deepEqual(mask?.data, wanted.mask, name);
    if (mask) masked.push(name);
    const facts = await text(page, '#mo-facts');
    assert.ok(facts.startsWith(`Shape${wanted.shape.join(' × ')}Axes`), facts);
    assert.ok(facts.includes(`${engine.preset(name).sampleRate.toLocaleString('en')} Hz`), facts);
    assert.ok((await coloursOf(page, name === 'wav2vec2' ? '#mo-wave' : '#mo-before')) > 8, `${name} is drawn`);
  }
  assert.deepEqual(masked, ['parakeet-80']);
  assert.deepEqual(problems, []);
  await page.close();
});

test('the menu has every preset, by what it is for', async () => {
  const { page } = await openPanel();
  const groups = await page.$$eval('#mo-preset optgroup', (all) =>
    all.map((group) => [...group.querySelectorAll('option')].map(({ value }) => value)),
  );
  const names = (/** @type {Record<string, import('../../web/presets/table.js').Row>} */ rows) =>
    Object.entries(rows).flatMap(([name, { also = [] }]) => [name, ...also]);
  assert.deepEqual(groups, [SPEECH, SOUND, VOICES].map(names));
  await page.close();
});

test('each place of the picture is the cell that the readout says, with its value', async () => {
  const { page, problems } = await openPanel();
  /** Where a place's value stands. @type {Record<string, (place: number[], sizes: number[]) => number>} */
  const layouts = {
    'hifigan-22k': ([frame, bin], [, , frames]) => bin * frames + frame,
    'kaldi-fbank-80': ([frame, bin], [, bins]) => frame * bins + bin,
    vggish: ([patch, frame, bin], [, frames, bins]) => (patch * frames + frame) * bins + bin,
  };
  for (const [name, placeOf] of Object.entries(layouts)) {
    await page.select('#mo-preset', name);
    const { data, shape } = engine.preset(name).extract(SAMPLES, { sampleRate: RATE });
    const box = await page.$eval('#mo-before', (canvas) => canvas.getBoundingClientRect().toJSON());
    const bins = new Set();
    for (const [x, y] of [
      [0.2, 0.3],
      [0.4, 0.8],
      [0.7, 0.5],
    ]) {
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height);
      const words = await text(page, '#mo-readout');
      const place = [...words.matchAll(/(?:Patch|Frame|Bin) (\d+)/g)].map(([, digits]) => Number(digits));
      const value = number(words.split(' · ').pop() ?? '');
      assert.equal(value, Number(data[placeOf(place, shape)].toPrecision(5)), `${name}: ${words}`);
      bins.add(/Bin (\d+)/.exec(words)?.[1]);
    }
    assert.equal(bins.size, 3);
  }
  // the brightest pixel of a column is the bin of the greatest value: the picture is not upside down
  await page.select('#mo-preset', 'kaldi-fbank-80');
  const { data, shape } = engine.preset('kaldi-fbank-80').extract(SAMPLES, { sampleRate: RATE });
  const box = await page.$eval('#mo-before', (canvas) => canvas.getBoundingClientRect().toJSON());
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const frame = Number(/Frame (\d+)/.exec(await text(page, '#mo-readout'))?.[1]);
  await page.mouse.move(5, 5);
  await wait(200);
  const share = await page.$eval('#mo-before', (element) => {
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const ratio = canvas.height / canvas.clientHeight;
    const [top, height] = [8 * ratio, canvas.height - 32 * ratio];
    const { data: pixels } = context.getImageData(Math.round(canvas.width / 2), top, 1, height);
    const light = Array.from({ length: height }, (_, y) => pixels[4 * y] + pixels[4 * y + 1] + pixels[4 * y + 2]);
    return 1 - (light.indexOf(Math.max(...light)) + 0.5) / height;
  });
  const row = [...data.subarray(frame * shape[1], (frame + 1) * shape[1])];
  const brightest = row.indexOf(Math.max(...row));
  assert.ok(Math.abs(share * shape[1] - 0.5 - brightest) < 1.6, `bin ${share * shape[1]}, wanted ${brightest}`);
  assert.deepEqual(problems, []);
  await page.close();
});

test('SpecAugment stands below what it came from; seed, masks and warp say what becomes of it, and it can be saved', async () => {
  const { page, problems } = await openPanel();
  await page.select('#mo-preset', 'kaldi-fbank-80');
  await page.click('input[name="mo-view"][value="augmented"]');
  const { data, shape } = engine.preset('kaldi-fbank-80').extract(SAMPLES, { sampleRate: RATE });
  const augmented = async () => decodeNpy((await saved(page, '#mo-augmented-npy')).bytes);
  const wanted = (/** @type {any} */ options) => {
    const { data: made } = engine.specAugment({ data, shape }, options);
    return { data: made, shape };
  };
  const usual = {
    ...{ nTimeMasks: 2, timeMaskParam: 20, nFreqMasks: 2, freqMaskParam: 16, timeWarp: 0 },
    maskValue: 'mean',
  };
  assert.deepEqual(shape, [198, 80]);
  assert.deepEqual(await augmented(), wanted({ ...usual, seed: 1 }));
  await page.click('#mo-next');
  assert.equal(await page.$eval('#mo-seed', (input) => /** @type {HTMLInputElement} */ (input).value), '2');
  const second = await augmented();
  assert.deepEqual(second, wanted({ ...usual, seed: 2 }));
  assert.notDeepEqual(second, wanted({ ...usual, seed: 1 }));
  await slide(page, '#set-time-masks', 0);
  await slide(page, '#set-warp', 6); // 10 %
  await slide(page, '#set-band-width', 4); // 8 %
  await page.select('#set-fill', 'zero');
  assert.match(
    await page.$eval('#set-warp', (input) => input.getAttribute('aria-valuetext') ?? ''),
    /^20 frames · 10 %$/,
  );
  const changed = { ...usual, nTimeMasks: 0, timeWarp: 20, freqMaskParam: 6, maskValue: 0, seed: 2 };
  assert.deepEqual(await augmented(), wanted(changed));
  assert.deepEqual(decodeNpy((await saved(page, '#mo-npy')).bytes), { data, shape }, 'what it came from is as it was');
  const { features } = await decodeNpz((await saved(page, '#mo-augmented-npz')).bytes);
  assert.deepEqual(features, wanted(changed));
  // in both pictures one place is one cell
  const box = await page.$eval('#mo-after', (canvas) => canvas.getBoundingClientRect().toJSON());
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.4 * box.height);
  const words = await text(page, '#mo-readout');
  const [, frame, bin, before, after] = /^Frame (\d+) · Bin (\d+) · (\S+) → (\S+)$/.exec(words) ?? assert.fail(words);
  const at = Number(frame) * 80 + Number(bin);
  assert.equal(number(before), Number(data[at].toPrecision(5)));
  assert.equal(number(after), Number(wanted(changed).data[at].toPrecision(5)));
  assert.ok((await coloursOf(page, '#mo-after')) > 8);
  // patches are masked one by one, and turned layouts in their own axes
  await page.select('#mo-preset', 'whisper-80');
  const whisper = engine.preset('whisper-80').extract(SAMPLES, { sampleRate: RATE });
  const [, bins, frames] = whisper.shape;
  const rows = Float32Array.from(
    { length: bins * frames },
    (_, i) => whisper.data[(i % bins) * frames + Math.floor(i / bins)],
  );
  const made = engine.specAugment(
    { data: rows, shape: [frames, bins] },
    { ...usual, nTimeMasks: 0, timeWarp: 300, freqMaskParam: 6, maskValue: 0, seed: 2 },
  ).data;
  const turned = Float32Array.from(rows, (_, i) => made[(i % frames) * bins + Math.floor(i / frames)]);
  assert.deepEqual(await augmented(), { data: turned, shape: whisper.shape });
  // samples have no bins to mask
  await page.select('#mo-preset', 'moonshine');
  for (const id of ['#mo-views', '#mo-augmenting', '#mo-saving-augmented'])
    assert.equal(await page.$eval(id, (part) => /** @type {HTMLElement} */ (part).hidden), true, id);
  assert.deepEqual(problems, []);
  await page.close();
});

test('a part of the sound can be chosen, and one that is too short for a model says so', async () => {
  const { page, problems } = await openPanel();
  await page.select('#mo-preset', 'kaldi-fbank-80');
  await slide(page, '#mo-length', 1);
  await slide(page, '#mo-from', 0.5);
  const part = SAMPLES.slice(0.5 * RATE, 1.5 * RATE);
  const { data, shape } = engine.preset('kaldi-fbank-80').extract(part, { sampleRate: RATE });
  assert.deepEqual(decodeNpy((await saved(page, '#mo-npy')).bytes), { data, shape });
  await slide(page, '#mo-length', 0.5);
  await page.select('#mo-preset', 'vggish');
  assert.match(await text(page, '#mo-error'), /too short for a patch/);
  assert.equal(await page.$eval('#mo-npy', (button) => /** @type {HTMLButtonElement} */ (button).disabled), true);
  await page.select('#mo-preset', 'ast');
  assert.equal(await text(page, '#mo-error'), '');
  assert.deepEqual(problems, []);
  await page.close();
});

test('the keyboard does it all, everything has a name, and the panel fits a phone', async () => {
  const { page, problems } = await openPanel({ width: 360, height: 740 });
  await page.click('input[name="mo-view"][value="augmented"]');
  const { fits, nameless } = await page.$eval('#model', (dialog) => ({
    fits: dialog.scrollWidth <= dialog.clientWidth && dialog.getBoundingClientRect().width <= 360,
    nameless: [...dialog.querySelectorAll('button, select, input')]
      .filter((control) => {
        const { labels } = /** @type {HTMLInputElement} */ (control);
        return !(control.textContent?.trim() || [...(labels ?? [])].some((label) => label.textContent?.trim()));
      })
      .map(({ id }) => id),
  }));
  assert.equal(fits, true);
  assert.deepEqual(nameless, []);
  await page.focus('#mo-preset');
  const reached = [];
  for (let i = 0; i < 24; i++) {
    reached.push(await page.evaluate(() => document.activeElement?.id));
    await page.keyboard.press('Tab');
  }
  for (const id of ['mo-length', 'mo-plot', 'mo-seed', 'mo-next', 'set-warp', 'set-fill', 'mo-npy', 'mo-augmented-npz'])
    assert.ok(reached.includes(id), `${id} is reached: ${reached.join(' ')}`);
  await page.focus('#mo-plot');
  await page.keyboard.press('ArrowRight');
  const first = await text(page, '#mo-readout');
  assert.match(first, /^Frame \d+ · Bin \d+ · /);
  for (let i = 0; i < 3; i++) {
    await page.keyboard.down('Shift');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.up('Shift');
  }
  const second = await text(page, '#mo-readout');
  assert.ok(Number(/Frame (\d+)/.exec(second)?.[1]) < Number(/Frame (\d+)/.exec(first)?.[1]), `${first}, ${second}`);
  await page.keyboard.press('Escape');
  assert.equal(await page.$eval('#model', (dialog) => /** @type {HTMLDialogElement} */ (dialog).open), false);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'see-as-model');
  assert.deepEqual(problems, []);
  await page.close();
});

test('what the microphone heard is shown as a recording, and silence as what it is', async () => {
  const { page, problems } = await openPanel();
  await page.keyboard.press('Escape');
  await page.click('#mic');
  await until(page, () => document.querySelector('#mic')?.getAttribute('aria-pressed') === 'true', 'the microphone');
  await wait(1500);
  await page.click('#see-as-model');
  await until(page, () => /Recording/.test(document.querySelector('#mo-title')?.textContent ?? ''), 'the recording');
  assert.match(await text(page, '#mo-facts'), /^Shape1 × 80 × 3000/);
  assert.ok((await coloursOf(page, '#mo-before')) > 8);
  await page.keyboard.press('Escape');
  await (await page.$('#file'))?.uploadFile(toneFile('nothing.wav', { seconds: 1, level: 0 }));
  await until(page, () => document.querySelector('#title')?.textContent?.startsWith('nothing'), 'the file');
  await page.click('#see-as-model');
  for (const name of ['whisper-80', 'panns-cnn14', 'wav2vec2', 'speech2text']) {
    await page.select('#mo-preset', name);
    assert.match(await text(page, '#mo-facts'), /Values[−\d]/, name);
    assert.equal(await text(page, '#mo-error'), '', name);
  }
  assert.deepEqual(problems, []);
  await page.close();
});
