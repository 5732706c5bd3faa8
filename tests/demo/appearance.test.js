// How the demo looks: on a phone and on any size of window, with reduced motion, in both themes (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { launch } from '../helpers/browser.js';
import { address, fileOf, openDemo, pictureOf, serveDemo, until } from '../helpers/demo.js';

const site = await serveDemo();
const chromium = await launch('chromium', { autoplay: false });

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
