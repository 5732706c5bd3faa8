// Ways through the picture and out of it: both axes by pointer and key, full screen, paper, what is remembered, and
// small screens (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { launch } from '../helpers/browser.js';
import { address, openDemo, pictureOf, serveDemo, text, toneFile, until } from '../helpers/demo.js';

const site = await serveDemo();
const browser = await launch('chromium');

/** @typedef {import('puppeteer-core').Page} Page */

/** @param {Page} page @param {string} path @param {string} name */
async function choose(page, path, name) {
  await (await page.$('#file'))?.uploadFile(path);
  await until(page, (n) => document.querySelector('#summary')?.textContent?.startsWith(n), `${name} analysed`, name);
}
/** @param {Page} page @param {number} across @param {number} down of the canvas */
async function placeOf(page, across, down) {
  const { x, y, width, height } = await page.$eval('#canvas', (canvas) => canvas.getBoundingClientRect().toJSON());
  return /** @type {const} */ ([Math.round(x + across * width), Math.round(y + down * height)]);
}
/** What is under a place, without snapping. @param {Page} page @param {readonly [number, number]} place */
async function under(page, [x, y]) {
  await page.mouse.move(x + 40, y + 40);
  await page.mouse.move(x, y);
  const words = await text(page, '#read-frequency');
  return {
    time: Number.parseFloat(await text(page, '#read-time')),
    hz: Number.parseFloat(words) * (words.includes('kHz') ? 1000 : 1),
  };
}
const range = (/** @type {Page} */ page) =>
  page.evaluate(() =>
    ['#set-low', '#set-high'].map((id) => /** @type {HTMLInputElement} */ (document.querySelector(id)).valueAsNumber),
  );
/** A file as a whole on a linear axis from 1 to 5 kHz, whose cursor does not snap. @param {string} [hash] */
async function openFile(hash = '#view=whole&scale=linear&low=1000&high=5000') {
  const { page, problems } = await openDemo(browser, address(site, hash));
  await choose(page, toneFile('tone.wav', { frequency: 2000, seconds: 20 }), 'tone.wav');
  await page.focus('#plot');
  await page.keyboard.press('x');
  return { page, problems };
}

test('what is under the pointer stays there when it is zoomed, in time and frequency, far in', async () => {
  const { page, problems } = await openFile();
  const place = await placeOf(page, 0.31, 0.37);
  for (const key of ['Control', 'Alt']) {
    const before = await under(page, place);
    await page.keyboard.down(/** @type {any} */ (key));
    for (let i = 0; i < 14; i++) await page.mouse.wheel({ deltaY: -100 });
    await page.keyboard.up(/** @type {any} */ (key));
    const after = await under(page, place);
    // a pixel of what is seen now, and the roundings of what is written
    assert.ok(Math.abs(after.time - before.time) < 0.03, `${key}: ${JSON.stringify([before, after])}`);
    assert.ok(
      Math.abs(after.hz - before.hz) < (key === 'Alt' ? 1.5 : 0.01),
      `${key}: ${JSON.stringify([before, after])}`,
    );
  }
  const [low, high] = await range(page);
  assert.ok(high - low < 700, `${low} to ${high} Hz`);
  await page.mouse.click(...place, { count: 2 });
  assert.deepEqual(await range(page), [1000, 5000], 'a double click brings both axes back');
  const { time } = await under(page, await placeOf(page, 0.5, 0.5));
  assert.ok(Math.abs(time - 10) < 1, `${time} s in the middle of 20`);
  assert.deepEqual(problems, []);
  await page.close();
});

test('a drag moves along the axis that it goes along, or both; Shift zooms into a box; the axis itself zooms', async () => {
  const { page, problems } = await openFile();
  const drag = async (/** @type {number[]} */ [x, y], /** @type {number} */ dx, /** @type {number} */ dy) => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= 4; i++) await page.mouse.move(x + (dx * i) / 4, y + (dy * i) / 4);
    await page.mouse.up();
  };
  const centre = await placeOf(page, 0.5, 0.5);
  const before = await under(page, centre);
  await drag([...centre], 0, 60);
  const [low, high] = await range(page);
  assert.ok(low > 1100 && Math.abs(high - low - 4000) < 1, `${low} to ${high} Hz`);
  const dragged = await under(page, [centre[0], centre[1] + 60]);
  assert.ok(Math.abs(dragged.hz - before.hz) < 2, 'what was dragged is under the pointer still');
  await page.keyboard.press('0');
  assert.deepEqual(await range(page), [1000, 5000]);

  await page.keyboard.down('Shift');
  await drag([...(await placeOf(page, 0.3, 0.3))], 200, 100);
  await page.keyboard.up('Shift');
  const box = await range(page);
  assert.ok(box[0] > 1500 && box[1] < 4500, String(box));
  const corner = await under(page, await placeOf(page, 0.2, 0.5));
  assert.ok(corner.time > 3, `${corner.time} s`);
  await page.keyboard.press('0');

  const [axis] = await placeOf(page, 0, 0);
  await drag([axis + 20, centre[1]], 0, -60);
  const zoomed = await range(page);
  assert.ok(zoomed[1] - zoomed[0] < 3000, String(zoomed));
  await page.keyboard.press('0');
  await page.keyboard.down('Shift');
  await page.keyboard.press('PageUp');
  await page.keyboard.up('Shift');
  assert.deepEqual(await range(page), [2000, 6000]);
  for (let i = 0; i < 30; i++) {
    await page.keyboard.down('Shift');
    await page.keyboard.press('PageUp');
    await page.keyboard.up('Shift');
  }
  assert.deepEqual(await range(page), [20000, 24000], 'no further than there is sound');
  assert.deepEqual(problems, []);
  await page.close();
});

test('a file opens with the frequencies that it has, Fit fits what is in sight, and a chosen range stays', async () => {
  const { page, problems } = await openDemo(browser, address(site));
  assert.ok(
    await page.$eval('#fit', (button) => button.getBoundingClientRect().bottom < innerHeight),
    'Fit is in sight',
  );
  await choose(page, toneFile('fast.wav', { frequency: 60000, rate: 192000, seconds: 1, level: 0.05 }), 'fast.wav');
  const [low, high] = await range(page);
  assert.ok(low > 20000 && low < 60000 && high > 60000, `${low} to ${high} Hz`);
  assert.equal(await page.evaluate(() => location.hash), '#view=whole');
  await page.select('#sound', 'birds');
  assert.deepEqual(await range(page), [0, 16000]);
  await page.evaluate(() => [...document.querySelectorAll('button')].find((b) => b.textContent === 'Speech')?.click());
  await choose(page, toneFile('other.wav', { frequency: 12000, seconds: 1 }), 'other.wav');
  assert.deepEqual(await range(page), [0, 5500]);
  await page.click('#fit');
  await until(
    page,
    () => /** @type {HTMLInputElement} */ (document.querySelector('#set-high')).valueAsNumber > 12000,
    'the range of what is there',
  );
  await until(
    page,
    () => Math.abs(/** @type {HTMLInputElement} */ (document.querySelector('#set-ceiling')).valueAsNumber + 4) <= 1,
    'its level',
  );
  assert.deepEqual(problems, []);
  await page.close();
});

test('settings are there again on the next visit, and Reset forgets them', async () => {
  const { page } = await openDemo(browser, address(site));
  await page.select('#set-colors', 'viridis');
  await page.select('#set-scale', 'log');
  await page.goto('about:blank');
  await page.goto(address(site));
  await page.waitForSelector('#set-colors');
  const values = () =>
    page.$$eval('#set-colors, #set-scale', (menus) =>
      menus.map((menu) => /** @type {HTMLSelectElement} */ (menu).value),
    );
  assert.deepEqual(await values(), ['viridis', 'log']);
  await page.click('#reset');
  await page.goto('about:blank');
  await page.goto(address(site));
  await page.waitForSelector('#set-colors');
  assert.deepEqual(await values(), ['magma', 'mel']);
  await page.close();
});

test('full screen is picture and playback alone, and Escape comes back', async () => {
  const { page } = await openDemo(browser, address(site));
  const height = () => page.$eval('#plot', (plot) => plot.getBoundingClientRect().height);
  const before = await height();
  await page.click('#full');
  await until(page, () => document.querySelector('#full')?.getAttribute('aria-pressed') === 'true', 'full screen');
  await until(page, () => document.fullscreenElement !== null, 'the browser to give the screen');
  await wait(300);
  assert.ok((await height()) > before + 60, `${await height()} px, ${before} before`);
  assert.equal(await page.$eval('#settings', (panel) => panel.getClientRects().length), 0);
  assert.ok(await page.$eval('#play', (button) => button.getBoundingClientRect().bottom <= innerHeight));
  await page.focus('#plot');
  await page.keyboard.press('m');
  await until(page, () => document.querySelector('#full')?.getAttribute('aria-pressed') === 'false', 'the page');
  await until(page, () => document.fullscreenElement === null, 'the screen to be left');
  await wait(300);
  assert.ok(Math.abs((await height()) - before) < 2);
  await page.close();
});

/** How dark a canvas is, corner and all, and how many colours it has. @param {Page} page @param {string} id */
const inkOf = (page, id) =>
  page.$eval(id, (canvas) => {
    const picture = /** @type {HTMLCanvasElement} */ (canvas);
    const { width, height } = picture;
    const { data } = /** @type {CanvasRenderingContext2D} */ (picture.getContext('2d')).getImageData(
      0,
      0,
      width,
      height,
    );
    const words = new Uint32Array(data.buffer);
    const dark = (/** @type {number} */ from, /** @type {number} */ to) =>
      words.subarray(Math.round(from * height) * width, Math.round(to * height) * width).filter((w) => (w & 255) < 120)
        .length;
    return {
      ...{ width, height, corner: [...data.slice(0, 3)], colours: new Set(words).size },
      title: dark(0, 0.1),
      foot: dark(0.9, 0.98),
    };
  });

test('what is printed is the picture on white, with title, axes and settings, and nothing of the page', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#view=whole'));
  await choose(page, toneFile('tone.wav', { frequency: 2000, seconds: 2 }), 'tone.wav');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMediaType('print');
  const seen = await page.$$eval('body > *', (parts) =>
    parts.filter((part) => part.getClientRects().length).map((part) => part.id || part.className),
  );
  assert.deepEqual(seen, ['sheet']);
  const { corner, colours, title, foot, width, height } = await inkOf(page, '#sheet canvas');
  assert.deepEqual(corner, [255, 255, 255]);
  assert.ok(colours > 100 && title > 100 && foot > 300, JSON.stringify({ colours, title, foot }));
  assert.ok(width > height && width > 1800);
  await page.emulateMediaType('screen');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.equal(
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g)?.length,
    1,
    'one sheet',
  );
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.$('#sheet canvas'), null);
  assert.deepEqual(problems, []);
  await page.close();
});

test('a saved picture has the size, the title and the crosshair that were asked for', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#view=whole'));
  await choose(page, toneFile('tone.wav', { frequency: 2000, seconds: 2 }), 'tone.wav');
  await page.mouse.click(...(await placeOf(page, 0.5, 0.4)));
  await page.evaluate(() => {
    const scope = /** @type {any} */ (globalThis);
    scope.saved = [];
    HTMLAnchorElement.prototype.click = function () {
      scope.saved.push(this.download);
    };
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      scope.blob = blob;
      return make(blob);
    };
  });
  const save = async (/** @type {{ size: string, title: string, crosshair: boolean, white: boolean }} */ how) => {
    await page.click('#png');
    await page.select('#image-size', how.size);
    await page.$eval(
      '#image-title',
      (input, title) => {
        /** @type {HTMLInputElement} */ (input).value = title;
      },
      how.title,
    );
    for (const key of /** @type {const} */ (['crosshair', 'white'])) {
      const box = await page.$(`#image-${key}`);
      if ((await box?.evaluate((input) => /** @type {HTMLInputElement} */ (input).checked)) !== how[key])
        await box?.click();
    }
    const count = await page.evaluate(() => /** @type {any} */ (globalThis).saved.length);
    await page.click('#image .main');
    await until(page, (n) => /** @type {any} */ (globalThis).saved.length > n, 'the picture', count);
    return page.evaluate(async () => {
      const { blob, saved } = /** @type {any} */ (globalThis);
      const picture = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, picture.width, picture.height);
      let hash = 2166136261;
      for (const word of new Uint32Array(data.buffer)) hash = Math.imul(hash ^ word, 16777619);
      return { size: [picture.width, picture.height], corner: data[0], hash, name: saved.at(-1) };
    });
  };
  const first = await save({ size: 'wide', title: 'A tone of mine', crosshair: false, white: true });
  assert.deepEqual(first.size, [2400, 1350]);
  assert.deepEqual([first.corner, first.name], [255, 'specgram A tone of mine.png']);
  const crossed = await save({ size: 'wide', title: 'A tone of mine', crosshair: true, white: true });
  assert.notEqual(crossed.hash, first.hash);
  const other = await save({ size: 'wide', title: 'Another', crosshair: false, white: true });
  assert.notEqual(other.hash, first.hash);
  assert.deepEqual(problems, []);
  await page.close();
});

test('no menu cuts a choice short, on any width', async () => {
  const { page } = await openDemo(browser, address(site, '#transform=cqt'));
  for (const [width, height] of [
    [1280, 800],
    [900, 600],
    [360, 740],
    [320, 568],
  ]) {
    await page.setViewport({ width, height });
    for (const transform of ['stft', 'cqt']) {
      await page.select('#set-transform', transform);
      const cut = await page.$$eval('select', (menus) => {
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext('2d'));
        return menus
          .filter((menu) => menu.getClientRects().length)
          .flatMap((menu) => {
            const style = getComputedStyle(menu);
            context.font = style.font;
            const arrow = 20;
            const room =
              menu.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight) - arrow;
            return [...menu.options]
              .filter(({ hidden, text: words }) => !hidden && context.measureText(words).width > room)
              .map(({ text: words }) => `${menu.id}: ${words}`);
          });
      });
      assert.deepEqual(cut, [], `${width} px wide`);
    }
  }
  await page.close();
});

test('a small phone and one on its side show the picture and how to play it without scrolling', async () => {
  for (const [width, height] of [
    [320, 568],
    [568, 320],
    [740, 360],
    [844, 390],
  ]) {
    const { page } = await openDemo(browser, address(site), { width, height });
    await wait(500);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    const { plot, play } = await page.evaluate(() => ({
      plot: document.querySelector('#plot')?.getBoundingClientRect().toJSON(),
      play: document.querySelector('#play')?.getBoundingClientRect().toJSON(),
    }));
    assert.ok(
      plot.top >= 0 && plot.bottom <= height,
      `${width} × ${height}: the picture from ${plot.top} to ${plot.bottom}`,
    );
    assert.ok(plot.height >= 0.4 * height, `${width} × ${height}: ${plot.height} px of picture`);
    assert.ok(play.bottom <= height, `${width} × ${height}: Play ends at ${play.bottom}`);
    assert.ok((await pictureOf(page)).colours > 60);
    await page.close();
  }
});
