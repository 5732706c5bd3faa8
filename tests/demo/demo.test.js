// The demo page as a whole: moves at once, draws the truth, obeys mouse, keys and hash, keeps its policy and to itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeWav } from 'specgram';
import { launch } from '../helpers/browser.js';
import {
  address,
  columnOf,
  fileOf,
  openDemo,
  pictureOf,
  said,
  serveDemo,
  text,
  toneFile,
  until,
} from '../helpers/demo.js';

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
    'set-win',
    'set-colors',
    'set-low',
    'auto',
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

test('a phone 360 px wide shows all of it without scrolling sideways', async () => {
  const { page } = await openDemo(chromium, address(site), { width: 360, height: 740 });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await page.click('#drawer');
  await wait(400);
  const seen = await page.$eval('#set-transform', (e) => e.getBoundingClientRect().toJSON());
  assert.ok(seen.top > 0 && seen.bottom < 740 && seen.right <= 360);
  assert.equal(await page.$eval('#drawer', (b) => b.getAttribute('aria-expanded')), 'true');
  await page.keyboard.press('Escape');
  assert.equal(await page.$eval('#drawer', (b) => b.getAttribute('aria-expanded')), 'false');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, select, input[type=range], input[type=checkbox] ')]
      .map((e) => ({ id: e.id || e.textContent, box: e.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 18 || box.width < 18))
      .map(({ id }) => id),
  );
  assert.deepEqual(small, []);
  await page.close();
});

test('nothing covers another on any size of window, with an alert and the spectrum too, and playing moves nothing', async () => {
  const { page } = await openDemo(chromium, address(site));
  await (await page.$('#file'))?.uploadFile(fileOf('words.txt', 'no sound'));
  await page.waitForSelector('.alert');
  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
    [900, 600],
    [900, 400],
    [768, 1024],
    [740, 360],
    [360, 740],
  ]) {
    await page.setViewport({ width, height });
    for (const spectrum of [false, true]) {
      if (spectrum) await page.click('#spectrum');
      const boxes = () =>
        page.$$eval(
          '.top, .alerts, .caption, .plot, .slice, .stage > .transport, .readout, .resolution, .foot',
          (parts) =>
            parts
              .filter((part) => part.getClientRects().length)
              .map((part) => {
                const { top, bottom } = part.getBoundingClientRect();
                return { name: part.className, top: top + scrollY, bottom: bottom + scrollY };
              }),
        );
      const before = await boxes();
      before.reduce(
        (above, { name, top, bottom }) => {
          assert.ok(
            top >= above.bottom - 0.5,
            `${width} × ${height}: ${name} begins at ${top}, ${above.name} ends at ${above.bottom}`,
          );
          return { name, bottom };
        },
        { name: 'nothing', bottom: 0 },
      );
      await page.click('#play');
      await wait(200);
      if (width > 900) assert.deepEqual(await boxes(), before, `playing at ${width} × ${height}`);
      await page.click('#play');
    }
    await page.click('#spectrum');
  }
  await page.close();
});

test('who asked for reduced motion gets a finished picture that stands still', async () => {
  const { page } = await openDemo(chromium, address(site), {
    before: (p) => p.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]),
  });
  await wait(1200);
  const first = await pictureOf(page);
  await wait(500);
  assert.equal((await pictureOf(page)).hash, first.hash);
  assert.ok(first.colours > 100);
  await page.close();
});

test('light and dark follow the system until the switch is used, and the choice is kept', async () => {
  const { page } = await openDemo(chromium, address(site), {
    before: (p) => p.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]),
  });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), 'light');
  await page.click('#theme');
  assert.equal(await theme(), 'dark');
  await page.reload();
  await until(page, () => document.documentElement.dataset.theme === 'dark', 'the remembered theme');
  await page.evaluate(() => localStorage.clear());
  await page.close();
});

test('text has contrast of at least 4.5 in both themes', async () => {
  const { page } = await openDemo(chromium, address(site));
  for (const theme of ['dark', 'light']) {
    const poor = await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
      const rgb = (/** @type {string} */ css) => (css.match(/[\d.]+/g) ?? []).map(Number);
      const light = (/** @type {number[]} */ [r, g, b]) =>
        [r, g, b]
          .map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4))
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const behind = (/** @type {Element | null} */ e) => {
        for (let at = e; at; at = at.parentElement) {
          const colour = rgb(getComputedStyle(at).backgroundColor);
          if (colour.length === 3 || colour[3] > 0.9) return colour;
        }
        return [255, 255, 255];
      };
      return [...document.querySelectorAll('button, select, label, p, h1, h2, legend, output, span, b')]
        .filter(
          (e) =>
            e.textContent?.trim() &&
            e.getBoundingClientRect().width > 2 &&
            !e.matches(':disabled') &&
            ![...e.children].length,
        )
        .map((e) => {
          const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
          return { what: `${e.tagName} ${e.textContent?.slice(0, 30)}`, contrast: (a + 0.05) / (b + 0.05) };
        })
        .filter(({ contrast }) => contrast < 4.5);
    }, theme);
    assert.deepEqual(poor, [], theme);
  }
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
  await page.click('#auto');
  await page.click('#png');
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
