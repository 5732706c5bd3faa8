// The demo page as a whole: moves at once, obeys mouse, keys and hash, keeps its policy and to itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { launch } from '../helpers/browser.js';
import { address, openDemo, pictureOf, said, serveDemo, text, toneFile, until } from '../helpers/demo.js';

const tone = toneFile('tone.wav', { frequency: 1000, seconds: 4 });
const site = await serveDemo();
const chromium = await launch('chromium', { microphone: tone, autoplay: false });

test('a built-in sound moves within a second of opening, without permission or sound', async () => {
  const { page, problems } = await openDemo(chromium, address(site));
  await wait(1000);
  const first = await pictureOf(page);
  await wait(300);
  const second = await pictureOf(page);
  assert.ok(first.colours > 100, `${first.colours} colours`);
  assert.notEqual(first.hash, second.hash);
  assert.deepEqual(problems, []);
  await page.close();
});

test('settings go into the hash, and a hash brings them back', async () => {
  const { page } = await openDemo(chromium, address(site));
  await page.select('#set-colors', 'cividis');
  await page.select('#set-scale', 'log');
  await page.$eval('#set-floor', (input) => {
    /** @type {HTMLInputElement} */ (input).value = '-75';
    input.dispatchEvent(new Event('input'));
  });
  await page.select('#sound', 'birds');
  const hash = await page.evaluate(() => location.hash);
  assert.equal(hash, '#floor=-75&colors=cividis&scale=log&sound=birds');
  await page.close();

  const { page: again } = await openDemo(chromium, address(site, hash));
  const values = await again.evaluate(() =>
    ['#set-colors', '#set-scale', '#set-floor', '#sound'].map(
      (id) => /** @type {HTMLInputElement} */ (document.querySelector(id)).value,
    ),
  );
  assert.deepEqual(values, ['cividis', 'log', '-75', 'birds']);
  await again.click('#reset');
  assert.equal(await again.evaluate(() => location.hash), '#sound=birds');
  await again.close();
});

test('levels, colours and axes redraw what is already there', async () => {
  const { page } = await openDemo(chromium, address(site, '#view=whole'));
  await until(
    page,
    () => document.querySelector('#status')?.textContent?.startsWith('Analysed A short'),
    'the whole picture',
  );
  await wait(200);
  const seen = new Set([(await pictureOf(page)).hash]);
  for (const change of [
    ['#set-colors', 'viridis'],
    ['#set-scale', 'linear'],
    ['#set-transform', 'mel'],
    ['#set-window', 'boxcar'],
  ]) {
    await page.select(change[0], change[1]);
    await wait(700);
    seen.add((await pictureOf(page)).hash);
  }
  for (const name of ['Speech', 'Bass']) {
    await page.evaluate(
      (label) =>
        [...document.querySelectorAll('#presets button')]
          .find((b) => b.textContent === label)
          ?.dispatchEvent(new Event('click')),
      name,
    );
    await wait(900);
    seen.add((await pictureOf(page)).hash);
  }
  assert.equal(seen.size, 7);
  await page.close();
});

test('the line of resolution follows the settings', async () => {
  const { page } = await openDemo(chromium, address(site, '#win=1024&fft=4096&hop=256&window=boxcar'));
  // a rectangular window's main lobe is 0.886 bins wide at -3 dB
  const words = 'Δf 38.2 Hz · Δt 23.2 ms · a bin every 10.8 Hz, a column every 5.80 ms';
  assert.equal(await text(page, '#resolution'), words);
  await page.click('input[value=whole]');
  assert.equal(await text(page, '#resolution'), words);
  await page.select('#set-transform', 'mel');
  assert.match(
    await text(page, '#resolution'),
    /Δt 23\.2 ms · bins \d+\.\d Hz to \d{3} Hz apart, a column every 5\.80 ms$/,
  );
  await page.close();
});

test('all that the mouse does the keyboard does too', async () => {
  const { page, problems } = await openDemo(chromium, address(site));
  await page.focus('#plot');
  await page.keyboard.press('f');
  assert.equal(await page.$eval('#freeze', (b) => b.getAttribute('aria-pressed')), 'true');
  await wait(200);
  const frozen = await pictureOf(page);
  await wait(400);
  assert.equal((await pictureOf(page)).hash, frozen.hash, 'a frozen picture stands still');

  await page.keyboard.press('ArrowUp');
  const first = await text(page, '#read-frequency');
  for (let i = 0; i < 4; i++) await page.keyboard.down('Shift').then(() => page.keyboard.press('ArrowUp'));
  await page.keyboard.up('Shift');
  assert.notEqual(await text(page, '#read-frequency'), first);
  await page.keyboard.press('p');
  assert.equal(await page.$eval('#readout', (e) => e.classList.contains('pinned')), true);
  await until(page, () => document.querySelector('#spoken')?.textContent?.includes('Hz'), 'the cursor to be spoken');
  await page.keyboard.press('Escape');
  assert.equal(await text(page, '#read-frequency'), '');

  await page.keyboard.press('[');
  assert.equal(await page.evaluate(() => location.hash), '#floor=-92');
  await page.keyboard.press('0');
  assert.equal(await page.$eval('#freeze', (b) => b.getAttribute('aria-pressed')), 'false');
  await page.keyboard.press('PageUp');
  assert.equal(await page.$eval('#newest', (b) => /** @type {HTMLElement} */ (b).hidden), false, 'scrolled back');
  await page.keyboard.press('End');
  await page.keyboard.press('+');
  assert.match(await page.evaluate(() => location.hash), /span=7/);
  await page.keyboard.press('Space');
  await until(page, () => document.querySelector('#play')?.textContent?.includes('Pause'), 'the sound to play');
  await page.keyboard.press('Space');
  assert.match(await text(page, '#play'), /Play/);
  await page.keyboard.press('?');
  assert.ok(await page.$eval('#keys', (dialog) => /** @type {HTMLDialogElement} */ (dialog).open));
  await page.keyboard.press('Escape');

  // Tab goes through everything and comes back out
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
  const reached = new Set();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent));
  }
  for (const id of [
    'sound',
    'mic',
    'open',
    'theme',
    'help',
    'plot',
    'play',
    'freeze',
    'seek',
    'loop',
    'volume',
    'png',
    'wav',
    'reset',
    'set-length',
    'set-colors',
    'set-low',
    'fit',
    'full',
    'link',
  ]) {
    assert.ok(reached.has(id), `Tab does not reach #${id}`);
  }
  assert.deepEqual(problems, []);
  await page.close();
});

test('every control has a name, and every image a text', async () => {
  const { page } = await openDemo(chromium, address(site));
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, meter, progress, [role=application], dialog')]
      .filter(
        (e) =>
          !(
            e.getAttribute('aria-label') ||
            e.getAttribute('aria-labelledby') ||
            e.textContent?.trim() ||
            /** @type {HTMLInputElement} */ (e).labels?.length
          ),
      )
      .map((e) => e.outerHTML),
  );
  assert.deepEqual(nameless, []);
  await page.focus('#plot');
  await until(
    page,
    () => /s in sight\. Strongest: .* Hz/.test(document.querySelector('#summary')?.textContent ?? ''),
    'the picture in words',
  );
  await page.close();
});

test('a sound card that is held back shows a button that starts it', async () => {
  const page = await chromium.newPage();
  await page.goto(address(site));
  const client = await page.createCDPSession();
  // puppeteer's evaluate counts as a gesture, which would let the sound through
  const run = async (/** @type {string} */ expression) =>
    (await client.send('Runtime.evaluate', { expression, userGesture: false })).result.value;
  for (
    let tries = 0;
    tries < 50 && (await run('document.querySelector("#time").textContent')) === '0:00 / 0:00';
    tries++
  )
    await wait(100);
  await run('document.querySelector("#play").click()');
  await wait(1000);
  assert.equal(await run('document.querySelector("#resume").hidden'), false);
  await page.click('#resume');
  await until(page, () => /** @type {HTMLElement} */ (document.querySelector('#resume')).hidden, 'the sound to start');
  await page.close();
});

test('nothing is sent anywhere and no policy is broken, whatever is done with the page', async () => {
  /** @type {string[]} */
  const asked = [];
  const { page, problems } = await openDemo(chromium, address(site), {
    before: async (p) => {
      p.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
    },
  });
  await page.click('#play');
  await wait(800);
  await page.click('input[value=whole]');
  await wait(800);
  await page.click('#mic');
  await wait(1500);
  const before = asked.length; // the engine's own files, as they were needed
  await page.select('#set-transform', 'mel');
  await page.click('#theme');
  await page.click('#fit');
  await page.click('#png');
  await page.click('#image .main');
  await page.click('#wav');
  await wait(1200);
  await page.click('#stop');
  await wait(800);
  await page.click('#help');
  const after = asked.slice(before).filter((request) => !request.includes('blob:'));
  assert.deepEqual(after, [], await said(page));
  for (const request of asked)
    assert.ok(request.startsWith(`GET ${site.url}`) || request.startsWith('GET blob:'), request);
  assert.ok(!asked.some((request) => request.includes('?')), 'no request carries anything');
  assert.deepEqual(problems, []);
  assert.equal(await page.evaluate(() => document.cookie), '');
  await page.close();
});

test('Firefox opens the page and draws', async () => {
  const firefox = await launch('firefox', { microphone: 1000 });
  const { page, problems } = await openDemo(firefox, address(site));
  await wait(1000);
  const first = await pictureOf(page);
  await wait(400);
  assert.ok(first.colours > 100);
  assert.notEqual((await pictureOf(page)).hash, first.hash);
  await page.click('#mic');
  await until(page, () => document.querySelector('#mic')?.getAttribute('aria-pressed') === 'true', 'the microphone');
  await wait(1500);
  await page.click('#stop');
  await until(
    page,
    () => document.querySelector('#summary')?.textContent?.includes('Strongest'),
    'the recording as a whole',
  );
  assert.match(await text(page, '#summary'), /Strongest: (99\d|100\d)\.\d Hz/);
  assert.deepEqual(problems, []);
});
