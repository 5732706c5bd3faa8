// The demo page in a real browser, and what tests ask of it: words, pixels and the network.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeWav } from 'specgram';
import { CSP, open, serve } from './browser.js';

/** The built demo under the policy that it promises to work with. */
export const serveDemo = () => serve({ '/some/path/': 'dist-demo' }, { headers: { 'Content-Security-Policy': CSP } });
export const address = (/** @type {{ url: string }} */ site, hash = '') => `${site.url}some/path/${hash}`;

const folder = mkdtempSync(join(tmpdir(), 'specgram-demo-'));
after(() => rmSync(folder, { recursive: true, force: true }));
/**
 * A file for the browser to read.
 * @param {string} name
 * @param {Uint8Array | string} bytes
 * @returns {string} its path
 */
export function fileOf(name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/**
 * A sine as a WAV file.
 * @param {string} name
 * @param {{ frequency?: number, seconds?: number, rate?: number, level?: number, depth?: 16 | 'float32' }} [of]
 */
export function toneFile(name, { frequency = 1000, seconds = 4, rate = 48000, level = 0.5, depth = 16 } = {}) {
  const samples = Float32Array.from(
    { length: Math.round(seconds * rate) },
    (_, i) => level * Math.sin((2 * Math.PI * frequency * i) / rate),
  );
  return fileOf(name, encodeWav(samples, { sampleRate: rate, bitDepth: depth }));
}

/**
 * Opens the demo; `problems` gathers errors and refusals of the policy.
 * @param {import('puppeteer-core').Browser} browser @param {string} url
 * @param {{ width?: number, height?: number, before?: (page: import('puppeteer-core').Page) => Promise<void> }}
 *   [options]
 */
export async function openDemo(browser, url, { before, ...viewport } = {}) {
  const { page, problems } = await open(browser, 'about:blank', viewport);
  await page.evaluateOnNewDocument(() => {
    // what an earlier test left is not this one's; what this one leaves is there after a reload
    if (location.protocol.startsWith('http') && !sessionStorage.getItem('begun')) {
      localStorage.removeItem('specgram-settings');
      sessionStorage.setItem('begun', 'yes');
    }
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await before?.(page);
  await page.goto(url);
  await until(page, () => document.querySelector('#time')?.textContent !== '0:00 / 0:00', 'the page to begin');
  return { page, problems };
}

/**
 * Waits for something to become true in the page.
 * @param {import('puppeteer-core').Page} page @param {(...args: any[]) => unknown} fact @param {string} name @param
 *   {...unknown} args
 */
export async function until(page, fact, name, ...args) {
  for (let tries = 0; tries < 150; tries++) {
    if (await page.evaluate(fact, ...args)) return;
    await wait(100);
  }
  throw new Error(`waited in vain for ${name}; the page says: ${await said(page)}`);
}

/** All that the page says of itself. @param {import('puppeteer-core').Page} page */
export const said = (page) =>
  page.evaluate(() =>
    ['#alerts', '#title', '#status', '#stats', '#doing', '#resolution']
      .map((id) => document.querySelector(id)?.textContent?.trim())
      .filter(Boolean)
      .join(' | '),
  );

/** @param {import('puppeteer-core').Page} page @param {string} id */
export const text = (page, id) => page.$eval(id, (element) => element.textContent?.trim() ?? '');

/**
 * Waits for an alert with this code and gives its words.
 * @param {import('puppeteer-core').Page} page
 * @param {string} code
 */
export async function alertOf(page, code) {
  await until(page, (wanted) => document.querySelector(`.alert[data-code="${wanted}"]`), `the alert ${code}`, code);
  return text(page, `.alert[data-code="${code}"] p`);
}

const OVER = 10; // CSS px of the canvas above the plot
const UNDER = 30; // and below it, where the time axis has its labels

/**
 * The luminance of a column of the plot, canvas pixel by canvas pixel from the canvas's top; 0 outside the plot.
 * @param {import('puppeteer-core').Page} page @param {number} across where: 0 is the canvas's left end, 1 its right
 * @returns {Promise<{ luminance: number[], pixelsPerCss: number }>}
 */
export const columnOf = (page, across) =>
  page.$eval(
    '#canvas',
    async (canvas, share, over, under) => {
      const picture = await createImageBitmap(/** @type {HTMLCanvasElement} */ (canvas));
      const copy = new OffscreenCanvas(picture.width, picture.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(Math.round(share * picture.width), 0, 1, picture.height);
      const pixelsPerCss = picture.height / canvas.getBoundingClientRect().height;
      const luminance = Array.from({ length: Math.round(picture.height - under * pixelsPerCss) }, (_, y) =>
        y < over * pixelsPerCss ? 0 : 0.2126 * data[4 * y] + 0.7152 * data[4 * y + 1] + 0.0722 * data[4 * y + 2],
      );
      return { luminance, pixelsPerCss };
    },
    across,
    OVER,
    UNDER,
  );

/**
 * A number that changes when the picture does, and how many colours it has.
 * @param {import('puppeteer-core').Page} page
 */
export const pictureOf = (page) =>
  page.$eval('#canvas', async (canvas) => {
    const picture = await createImageBitmap(/** @type {HTMLCanvasElement} */ (canvas));
    const copy = new OffscreenCanvas(picture.width, picture.height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (copy.getContext('2d'));
    context.drawImage(picture, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer);
    let hash = 2166136261;
    const colours = new Set();
    for (const pixel of pixels) {
      hash = Math.imul(hash ^ pixel, 16777619);
      colours.add(pixel);
    }
    return { hash, colours: colours.size };
  });
