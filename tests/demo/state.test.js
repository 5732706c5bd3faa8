// What the page shows follows what is done with it: the pinned place, where it plays, moments and their names (real
// Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeWav } from 'specgram';
import { launch } from '../helpers/browser.js';
import { address, fileOf, openDemo, pictureOf, serveDemo, text, toneFile, until } from '../helpers/demo.js';

const site = await serveDemo();
const browser = await launch('chromium');

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Page} page @param {string} path @param {string} name */
async function choose(page, path, name) {
  await (await page.$('#file'))?.uploadFile(path);
  await until(page, (n) => document.querySelector('#summary')?.textContent?.startsWith(n), `${name} analysed`, name);
}
/** A tone that climbs by 100 Hz a second from 1 kHz on. @param {string} name @param {number} seconds */
function stairs(name, seconds) {
  const rate = 22050;
  let phase = 0;
  const samples = Float32Array.from({ length: seconds * rate }, (_, i) => {
    phase += (1000 + 100 * Math.floor(i / rate)) / rate;
    return 0.5 * Math.sin(2 * Math.PI * phase);
  });
  return fileOf(name, encodeWav(samples, { sampleRate: rate, bitDepth: 16 }));
}
/** @param {Page} page @param {number} across @param {number} down of the canvas */
async function placeOf(page, across, down) {
  const { x, y, width, height } = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
  return /** @type {const} */ ([x + across * width, y + down * height]);
}
const readout = async (/** @type {Page} */ page) =>
  (await Promise.all(['time', 'frequency', 'note', 'level'].map((id) => text(page, `#read-${id}`)))).join(' | ');
const atRest = (/** @type {Page} */ page) =>
  until(page, () => /** @type {HTMLElement} */ (document.querySelector('#progress')).hidden, 'the analysis');
/** The seconds that the page says it plays at. @param {Page} page */
const position = async (page) => {
  const [minutes, seconds] = (await text(page, '#time')).split(' / ')[0].split(':').map(Number);
  return 60 * minutes + seconds;
};

test('what is pinned stays what it is on any axis, is read anew of other numbers, and goes with its sound', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#view=whole&low=0&high=4000&scale=linear'));
  await choose(page, toneFile('tone.wav', { frequency: 1000, seconds: 4 }), 'tone.wav');
  const [x] = await placeOf(page, 0.5, 0);
  const [, top] = await placeOf(page, 0, 0);
  const height = await page.$eval('#canvas', (canvas) => canvas.clientHeight);
  await page.mouse.click(x, top + 8 + 0.75 * (height - 32));
  const pinned = await readout(page);
  assert.match(pinned, /1000\.0 Hz \| B5 \+21 ct \| −6\.0 dB/);
  for (const [id, value] of [
    ['#set-scale', 'log'],
    ['#set-scale', 'mel'],
    ['#set-colors', 'gray'],
  ]) {
    await page.select(id, value);
    assert.equal(await readout(page), pinned, `${id} ${value}`);
  }
  for (const key of ['>', '>', '>', '<']) {
    await page.focus('#plot');
    await page.keyboard.press(key);
    assert.equal(await readout(page), pinned, key);
  }
  // of other numbers: the same place, and what is known of it now
  await page.select('#set-window', 'boxcar');
  await atRest(page);
  await until(page, () => document.querySelector('#read-level')?.textContent?.includes('dB'), 'the level');
  const [moment, frequency] = (await readout(page)).split(' | ');
  assert.deepEqual([moment, frequency], pinned.split(' | ').slice(0, 2));
  assert.match(await text(page, '#read-level'), /^−(5\.9|6\.\d) dB$/);
  await page.select('#sound', 'noise');
  await atRest(page);
  assert.equal(await page.$eval('#readout', (box) => box.classList.contains('pinned')), false);
  assert.doesNotMatch(await readout(page), /−6\.0 dB/);
  assert.deepEqual(problems, []);
  await page.close();
});

test('the cursor that rests reads what is under it now, when the axis is another', async () => {
  const { page } = await openDemo(browser, address(site, '#view=whole&low=0&high=4000&scale=linear'));
  await choose(page, toneFile('tone.wav', { frequency: 1000, seconds: 2 }), 'tone.wav');
  await page.mouse.move(...(await placeOf(page, 0.5, 0.5)));
  const before = await text(page, '#read-frequency');
  await page.select('#set-scale', 'log');
  const after = await text(page, '#read-frequency');
  assert.notEqual(after, before);
  await page.mouse.move(5, 5);
  await page.mouse.move(...(await placeOf(page, 0.5, 0.5)));
  assert.equal(await text(page, '#read-frequency'), after);
  await page.close();
});

test('frozen, pinned and played from there, the picture goes on and has levels', async () => {
  const { page, problems } = await openDemo(browser, address(site));
  await page.click('#play');
  await until(page, () => document.querySelector('#play')?.textContent?.includes('Pause'), 'the sound');
  await page.click('#freeze');
  await page.mouse.click(...(await placeOf(page, 0.4, 0.7)));
  await page.click('#from-here');
  assert.equal(await page.$eval('#freeze', (button) => button.getAttribute('aria-pressed')), 'false');
  await until(
    page,
    async () => {
      const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#canvas'));
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const { data } = context.getImageData(canvas.width - 200, 30, 100, canvas.height - 80);
      return new Set(new Uint32Array(data.buffer)).size > 50;
    },
    'columns at the right',
  );
  await page.keyboard.press('Escape');
  await page.mouse.move(...(await placeOf(page, 0.85, 0.8)));
  await until(page, () => / dB$/.test(document.querySelector('#read-level')?.textContent ?? ''), 'a level');
  assert.notEqual(await text(page, '#read-level'), '−∞ dB');
  assert.deepEqual(problems, []);
  await page.close();
});

test('Play plays what is in sight, or from the pinned place', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#view=whole'));
  await choose(page, stairs('stairs.wav', 40), 'stairs.wav');
  await page.mouse.move(...(await placeOf(page, 0.5, 0.5)));
  await page.keyboard.down('Control');
  for (let i = 0; i < 8; i++) await page.mouse.wheel({ deltaY: -100 });
  await page.keyboard.up('Control');
  await page.click('#play');
  await until(page, () => document.querySelector('#play')?.textContent?.includes('Pause'), 'the sound');
  await page.click('#play');
  const first = await position(page);
  assert.ok(first >= 15 && first <= 21, `it plays at ${first} s`);
  await page.mouse.click(...(await placeOf(page, 0.5, 0.5)));
  await page.click('#from-here');
  await page.click('#play');
  const pinned = Number.parseFloat(await text(page, '#read-time'));
  assert.ok(Math.abs((await position(page)) - pinned) < 2, `${await position(page)} s, pinned at ${pinned} s`);
  assert.deepEqual(problems, []);
  await page.close();
});

test('what is zoomed to is played to its right edge, or goes round in it, and Play from here goes on beyond', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#view=whole'));
  await choose(page, stairs('stairs.wav', 20), 'stairs.wav');
  await page.focus('#plot');
  for (let i = 0; i < 8; i++) await page.keyboard.press('+'); // to 1.15 s in the middle
  const at = () => page.$eval('#seek', (input) => (20 * /** @type {HTMLInputElement} */ (input).valueAsNumber) / 1000);
  const playing = () => document.querySelector('#play')?.textContent?.includes('Pause');
  const still = () => document.querySelector('#play')?.textContent?.includes('Play');
  await page.click('#loop');
  for (const from of ['the left edge', 'there again']) {
    await page.click('#play');
    await until(page, playing, `the sound from ${from}`);
    assert.ok((await at()) < 10.4, `from ${from}: ${await at()} s`);
    await until(page, still, 'the end of what is in sight');
    assert.ok(Math.abs((await at()) - 10.58) < 0.05, `it ends at ${await at()} s`);
  }
  await page.click('#loop');
  await page.click('#play');
  const rounds = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const seek = /** @type {HTMLInputElement} */ (document.querySelector('#seek'));
        let [last, most, least, turns] = [0, 0, 1000, 0];
        const look = () => {
          const now = seek.valueAsNumber;
          if (now < last) turns++;
          [last, most, least] = [now, Math.max(most, now), Math.min(least, now)];
          if (turns < 3) requestAnimationFrame(look);
          else resolve([least / 50, most / 50]);
        };
        look();
      }),
  );
  assert.ok(rounds[0] > 9.38 && rounds[1] < 10.62, `it goes round from ${rounds} s`);
  await page.mouse.click(...(await placeOf(page, 0.5, 0.5)));
  await page.click('#from-here');
  await until(page, () => /** @type {any} */ (document.querySelector('#seek')).valueAsNumber > 540, 'it to go on');
  assert.deepEqual(problems, []);
  await page.close();
});

test('what scrolls and was never heard says so; without Loop the round that plays is the last, and goes on', async () => {
  const { page, problems } = await openDemo(browser, address(site));
  const unheard = () => page.$eval('#unheard', (words) => words.getClientRects().length > 0);
  assert.equal(await unheard(), false, 'the built-in sound moves');
  await page.click('#play');
  await until(page, () => document.querySelector('#play')?.textContent?.includes('Pause'), 'the sound');
  const before = await position(page);
  await page.click('#loop');
  const after = await position(page);
  assert.ok(after - before < 3, `at ${before} s, and without Loop at ${after} s`);
  await until(
    page,
    (from) =>
      document.querySelector('#time')?.textContent?.startsWith('0:00') ||
      Number(document.querySelector('#time')?.textContent?.slice(2, 4)) > from + 1,
    'it to go on',
    after,
  );
  const { colours } = await pictureOf(page);
  assert.ok(colours > 100, `${colours} colours`);
  await choose(page, stairs('stairs.wav', 4), 'stairs.wav');
  assert.equal(await unheard(), false);
  await page.click('input[value=live]');
  await until(page, () => document.querySelector('#unheard')?.getClientRects().length, 'the sentence');
  await page.click('#play');
  await until(page, () => document.querySelector('#unheard')?.getClientRects().length === 0, 'the picture');
  assert.deepEqual(problems, []);
  await page.close();
});

test('resynthesis opens where the picture is, also the first time', async () => {
  const { page } = await openDemo(browser, address(site, '#view=whole'));
  await choose(page, stairs('stairs.wav', 60), 'stairs.wav');
  await page.focus('#plot');
  for (const key of ['+', '+', '+', '+', '+', 'PageDown']) await page.keyboard.press(key);
  await page.click('#rebuild');
  const [minutes, seconds] = (await text(page, '#re-from-words')).split(':').map(Number);
  assert.ok(60 * minutes + seconds > 25, await text(page, '#re-from-words'));
  await page.close();
});

test('the spectrum of a pinned moment is there when that is out of sight', async () => {
  const { page } = await openDemo(browser, address(site, '#view=whole&slice=on&low=0&high=4000&scale=linear'));
  await choose(page, stairs('stairs.wav', 20), 'stairs.wav');
  await page.mouse.click(...(await placeOf(page, 0.25, 0.5)));
  const peak = async () =>
    Number.parseFloat(
      (await page.$eval('#slice', (canvas) => canvas.getAttribute('aria-label') ?? '')).split('peaks: ')[1],
    );
  const moment = Number.parseFloat(await text(page, '#read-time'));
  const wanted = 1000 + 100 * Math.floor(moment);
  await until(
    page,
    (hz) => document.querySelector('#slice')?.getAttribute('aria-label')?.includes(` ${hz}.`),
    `${wanted} Hz`,
    wanted,
  );
  await page.focus('#plot');
  for (const key of ['+', '+', '+', 'End']) await page.keyboard.press(key);
  await atRest(page);
  await page.evaluate(
    () =>
      new Promise((done) => {
        setTimeout(done, 600);
      }),
  );
  assert.ok(Math.abs((await peak()) - wanted) < 2, `${await peak()} Hz, not ${wanted} Hz`);
  await page.close();
});

test('a file that scrolls is there before it plays, and time is the sound’s own on the axis, in the readout and aloud', async () => {
  const { page, problems } = await openDemo(browser, address(site));
  await choose(page, stairs('stairs.wav', 4), 'stairs.wav');
  await page.click('input[value=live]');
  await until(page, () => document.querySelector('#freeze')?.getAttribute('aria-pressed') === 'false', 'to scroll');
  await page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done));
      }),
  );
  const { colours } = await pictureOf(page);
  assert.ok(colours > 100, `${colours} colours`);
  assert.match(await text(page, '#time'), /^0:00 \/ 0:04$/);
  const times = new Set();
  for (const across of [0.2, 0.35, 0.5, 0.65, 0.8]) {
    await page.mouse.move(...(await placeOf(page, across, 0.5)));
    const seconds = Number.parseFloat(await text(page, '#read-time'));
    assert.ok(seconds >= 0 && seconds <= 4, `${seconds} s of 4`);
    times.add(seconds);
  }
  assert.equal(times.size, 5);
  await page.click('#play');
  await until(page, () => document.querySelector('#time')?.textContent?.startsWith('0:01'), 'it to play');
  await page.mouse.move(...(await placeOf(page, 0.8, 0.5)));
  assert.ok(Number.parseFloat(await text(page, '#read-time')) <= 4);
  assert.deepEqual(problems, []);
  await page.close();
});

test('from a minute on the readout writes time as the axis does', async () => {
  const { page } = await openDemo(browser, address(site, '#view=whole'));
  await choose(page, stairs('long.wav', 70), 'long.wav');
  await page.mouse.move(...(await placeOf(page, 0.9, 0.5)));
  assert.match(await text(page, '#read-time'), /^1:0\d\.\d{3}$/);
  await page.close();
});

test('the status line is of the sound that is there, at once', async () => {
  const { page } = await openDemo(browser, address(site));
  for (const [sound, name] of [
    ['birds', 'Birds'],
    ['vowels', 'Vowels'],
    ['clicks', 'Clicks'],
  ]) {
    await page.select('#sound', sound);
    await until(page, (n) => document.querySelector('#title b')?.textContent === n, 'the sound', name);
    assert.match(await text(page, '#status'), new RegExp(`^${name}, `));
  }
  await page.close();
});
