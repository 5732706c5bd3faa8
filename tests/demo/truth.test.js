// The page shows nothing false: not where there can be no picture, not in the spectrum, not in what it reads and says
// (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeWav } from 'specgram';
import { transforms } from '../../demo/views/transforms/list.js';
import { launch } from '../helpers/browser.js';
import { address, alertOf, fileOf, openDemo, pictureOf, serveDemo, text, toneFile, until } from '../helpers/demo.js';

const site = await serveDemo();
const browser = await launch('chromium');

/** @param {import('puppeteer-core').Page} page @param {string} path @param {string} name */
async function choose(page, path, name) {
  await (await page.$('#file'))?.uploadFile(path);
  await until(page, (n) => document.querySelector('#summary')?.textContent?.startsWith(n), `${name} analysed`, name);
}

/** @param {string} name @param {number} rate @param {[hz: number, level: number][]} tones @param {number} [seconds] */
const tonesFile = (name, rate, tones, seconds = 2) =>
  fileOf(
    name,
    encodeWav(
      Float32Array.from({ length: seconds * rate }, (_, i) =>
        tones.reduce((sum, [hz, level]) => sum + level * Math.sin((2 * Math.PI * hz * i) / rate), 0),
      ),
      { sampleRate: rate, bitDepth: 'float32' },
    ),
  );

test('what the engine cannot do at a sample rate is done as nearly as it can, and the page says so', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#transform=cqt&bpo=48'));
  await choose(page, toneFile('fast.wav', { rate: 192000, seconds: 1, frequency: 440 }), 'fast.wav');
  assert.match(await text(page, '#resolution'), /24 bins an octave, the nearest that there can be at this sample rate/);
  assert.match(await text(page, '#summary'), /^fast\.wav: .*Strongest: 44[01]\.\d Hz|43\d\.\d Hz/);
  assert.equal(await page.$eval('#set-bpo', (menu) => /** @type {HTMLSelectElement} */ (menu).value), '48');
  await choose(page, toneFile('slow.wav', { rate: 8000, seconds: 1, frequency: 440 }), 'slow.wav');
  assert.match(await text(page, '#resolution'), /48 bins an octave from C1 up/);
  assert.equal(await text(page, '#alerts'), '');
  assert.deepEqual(problems, []);
  await page.close();
});

test('where there can be no picture none is shown, in either view, the page says why, and the next sound is there', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#view=whole'));
  await choose(page, toneFile('good.wav', { seconds: 1 }), 'good.wav');
  assert.ok((await pictureOf(page)).colours > 60);
  // a transform that the engine refuses whatever is asked for
  await page.evaluate(async () => {
    const { transforms: list } = await import(new URL('views/transforms/list.js', document.baseURI).href);
    list.stft.stages = () => [['spectrogram', { nFft: -1 }], 'gain'];
  });
  const drawn = async (/** @type {string} */ view) => {
    await page.select('#set-transform', 'mel');
    await page.click(`input[value=${view}]`);
    for (let tries = 0; (await pictureOf(page)).colours < 60; tries++) assert.ok(tries < 50, `a picture, ${view}`);
  };
  for (const view of ['whole', 'live']) {
    await drawn(view);
    if (view === 'whole') await (await page.$('#file'))?.uploadFile(toneFile('other.wav', { seconds: 1 }));
    await until(
      page,
      (wanted) => document.querySelector('#title')?.textContent?.startsWith(wanted),
      'the sound',
      'other.wav',
    );
    await page.select('#set-transform', 'stft');
    const said = await alertOf(page, 'E_ANALYSIS');
    assert.match(said, /no picture of this sound with these settings: nFft/);
    assert.equal(await page.$eval('#progress', (box) => /** @type {HTMLElement} */ (box).hidden), true);
    assert.equal(await text(page, '#resolution'), '');
    await until(
      page,
      async () => {
        const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#canvas'));
        const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
          ...[80, 30, canvas.width / 2, canvas.height / 2],
        );
        return new Set(new Uint32Array(data.buffer)).size === 1;
      },
      'an empty picture',
    );
    await page.mouse.move(500, 300);
    assert.equal(await text(page, '#read-level'), '');
    await page.click('.alert .quiet');
  }
  await page.select('#set-transform', 'mel');
  await page.click('input[value=whole]');
  await until(page, () => document.querySelector('#summary')?.textContent?.startsWith('other.wav'), 'the next picture');
  assert.deepEqual(problems, []);
  await page.close();
});

test('a sound that the browser cannot play is shown, and the page says that it cannot', async () => {
  const { page, problems } = await openDemo(browser, address(site));
  await choose(page, toneFile('slow.wav', { rate: 500, frequency: 20, seconds: 3 }), 'slow.wav');
  await page.click('#play');
  assert.match(await alertOf(page, 'E_PLAY'), /^This browser cannot play the sound: /);
  assert.match(await text(page, '#play'), /Play/);
  await choose(page, toneFile('usual.wav', { seconds: 1 }), 'usual.wav');
  assert.equal(await text(page, '#alerts'), '');
  assert.deepEqual(problems, []);
  await page.close();
});

test('a sine reads its level and frequency in every transform, wherever it lies between the bins', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#view=whole&low=0&high=12000&floor=-90&ceiling=0'));
  for (const hz of [312, 1473, 6100]) {
    const name = `sine${hz}.wav`;
    await choose(page, tonesFile(name, 44100, [[hz, 0.5]]), name);
    for (const transform of Object.keys(transforms).filter(
      (key) => !transforms[key].names && !transforms[key].values,
    )) {
      const hash = `#transform=${transform}&view=whole&low=50&high=12000&floor=-90&ceiling=0&scale=log`;
      await page.evaluate(
        (to) =>
          new Promise((begun) => {
            // the page hears of it first, and draws with its next frame
            addEventListener('hashchange', () => requestAnimationFrame(begun), { once: true });
            location.hash = to;
          }),
        hash,
      );
      const bins = transform === 'cqt' || transform === 'vqt' ? 0.02 * hz : 6;
      await until(page, () => /** @type {HTMLElement} */ (document.querySelector('#progress')).hidden, 'the analysis');
      const { x, y } = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
      const middle = await page.$eval('#canvas', (canvas) => canvas.clientWidth / 2);
      const height = await page.$eval('#canvas', (canvas) => canvas.clientHeight);
      // the plot is 8 px from the top and 24 from the bottom
      const at = 8 + (1 - Math.log(hz / 50) / Math.log(12000 / 50)) * (height - 32);
      await page.mouse.move(x + middle + 7, y + at - 3);
      await page.mouse.move(x + middle, y + at);
      const read = await text(page, '#read-frequency');
      const found = Number.parseFloat(read) * (read.includes('kHz') ? 1000 : 1);
      const level = Number.parseFloat(
        /([−\d.]+) dB/.exec(await text(page, '#read-level'))?.[1].replace('−', '-') ?? '',
      );
      const signed = transform === 'phase' || transform === 'deviation';
      const what = `${transform}: ${hz} Hz reads ${found} Hz, ${level} dB`;
      assert.ok(Math.abs(found - hz) < (transform === 'phase' ? 30 : bins), what);
      assert.ok(Math.abs(level + 6.02) < (signed ? 2 : 0.5), what);
    }
  }
  assert.deepEqual(problems, []);
  await page.close();
});

test('the spectrum is as high as the tones are, where many bins share a pixel', async () => {
  const preset = '#length=93&pad=2&scale=linear&low=0&high=22050&floor=-100&ceiling=0&slice=on&view=whole';
  const { page } = await openDemo(browser, address(site, preset), { width: 700, height: 700 });
  const tones = /** @type {[number, number][]} */ ([1201, 4807, 9011, 15013].map((hz) => [hz, 0.1]));
  await choose(page, tonesFile('tones.wav', 44100, tones), 'tones.wav');
  await until(
    page,
    () => (document.querySelector('#slice')?.getAttribute('aria-label')?.match(/ dB/g) ?? []).length === 4,
    'four peaks',
  );
  const label = await page.$eval('#slice', (canvas) => canvas.getAttribute('aria-label') ?? '');
  for (const [, db] of label.matchAll(/−([\d.]+) dB/g)) assert.ok(Math.abs(Number(db) - 20) < 0.3, label);
  // and the curve is drawn as high: the topmost pixel of its colour above each tone
  const tops = await page.$eval(
    '#slice',
    (canvas, places) => {
      const slice = /** @type {HTMLCanvasElement} */ (canvas);
      const context = /** @type {CanvasRenderingContext2D} */ (slice.getContext('2d'));
      const [r, g, b] =
        getComputedStyle(slice)
          .getPropertyValue('--accent')
          .match(/[0-9a-f]{2}/gi) ?? [];
      const wanted = [r, g, b].map((part) => Number.parseInt(String(part), 16));
      const ratio = slice.width / slice.clientWidth;
      return places.map((share) => {
        const x = Math.round((44 + share * (slice.clientWidth - 52)) * ratio);
        const { data, width } = context.getImageData(x - 3, 0, 7, slice.height);
        for (let y = 0; y < slice.height; y++)
          for (let i = 0; i < width; i++) {
            const at = 4 * (y * width + i);
            if (wanted.every((part, c) => Math.abs(data[at + c] - part) < 40) && data[at + 3] > 120)
              return -100 * ((y / ratio - 18) / (slice.clientHeight - 38));
          }
        return -999;
      });
    },
    tones.map(([hz]) => hz / 22050),
  );
  for (const db of tops) assert.ok(Math.abs(db + 20) < 1.5, `tones of −20 dB stand at ${tops.join(', ')}`);
  await page.close();
});

test('milliseconds are of the sound that is shown', async () => {
  const { page } = await openDemo(browser, address(site, '#length=25&pad=1&step=10'));
  const words = () =>
    page.$$eval('#form output', (places) => places.slice(0, 3).map((place) => place.textContent ?? ''));
  assert.deepEqual(await words(), ['25 ms · 1102', '1152 · padded ×1.05', '10 ms · 441 · 60 %']);
  await choose(page, toneFile('slow.wav', { rate: 8000, seconds: 1 }), 'slow.wav');
  assert.deepEqual(await words(), ['25 ms · 200', '200 · no padding', '10 ms · 80 · 60 %']);
  await choose(page, toneFile('fast.wav', { rate: 96000, seconds: 1 }), 'fast.wav');
  assert.deepEqual(await words(), ['25 ms · 2400', '2400 · no padding', '10 ms · 960 · 60 %']);
  await page.select('#sound', 'birds');
  assert.deepEqual(await words(), ['25 ms · 1102', '1152 · padded ×1.05', '10 ms · 441 · 60 %']);
  await page.close();
});

test('left and right that cancel each other are seen, and each channel by itself', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#view=whole'));
  const rate = 44100;
  const of = (/** @type {number} */ hz) =>
    Float32Array.from({ length: rate }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));
  const opposite = encodeWav([of(1000), of(1000).map((x) => -x)], { sampleRate: rate });
  await choose(page, fileOf('opposite.wav', opposite), 'opposite.wav');
  assert.match(await text(page, '#title'), /stereo; left above, right below: their mean is next to silence$/);
  assert.match(await text(page, '#summary'), /Strongest: (1000|999)\.\d Hz .* −[56]\.\d dB/);
  const heights = await page.$$eval('.plot > canvas', (list) => list.map((canvas) => canvas.clientHeight));
  assert.ok(heights[0] === heights[1] && heights[0] > 80, String(heights));
  await choose(page, fileOf('two.wav', encodeWav([of(500), of(3000)], { sampleRate: rate })), 'two.wav');
  assert.match(await text(page, '#title'), /the picture shows their mean$/);
  const strongest = async () => {
    await until(page, () => /** @type {HTMLElement} */ (document.querySelector('#progress')).hidden, 'the analysis');
    await page.focus('#sound');
    await page.focus('#plot');
    return text(page, '#summary');
  };
  for (const [channel, hz] of [
    ['left', 500],
    ['right', 3000],
  ]) {
    await page.select('#set-channel', String(channel));
    assert.match(await text(page, '#title'), new RegExp(`the ${channel} channel$`));
    const near = `${Number(hz) - 1}.`;
    await until(
      page,
      (a, b) => [a, b].some((word) => document.querySelector('#summary')?.textContent?.includes(`Strongest: ${word}`)),
      `${hz} Hz in the ${channel} channel: ${await strongest()}`,
      `${hz}.`,
      near,
    );
  }
  await page.select('#set-channel', 'both');
  await until(page, () => /** @type {HTMLElement} */ (document.querySelector('#progress')).hidden, 'the analysis');
  // the lower picture is the right channel's, and is read there
  const lower = await page.$eval('#canvas-right', (canvas) => canvas.getBoundingClientRect().toJSON());
  await page.mouse.move(lower.x + lower.width / 2, lower.y + 40);
  const { luminous } = await page.$eval('#canvas-right', (canvas) => {
    const picture = /** @type {HTMLCanvasElement} */ (canvas);
    const { data } = /** @type {CanvasRenderingContext2D} */ (picture.getContext('2d')).getImageData(
      ...[Math.round(picture.width * 0.3), 0, 1, picture.height],
    );
    let [luminous, most] = [0, 0];
    for (let y = 12; y < picture.height - 30; y++) {
      const light = data[4 * y] + data[4 * y + 1] + data[4 * y + 2];
      if (light > most) [luminous, most] = [(y * picture.clientHeight) / picture.height, light];
    }
    return { luminous };
  });
  await page.mouse.move(lower.x + lower.width / 2, lower.y + luminous);
  const read = await text(page, '#read-frequency');
  assert.ok(Math.abs(Number.parseFloat(read) - 3000) < 5, read);
  assert.deepEqual(problems, []);
  await page.close();
});
