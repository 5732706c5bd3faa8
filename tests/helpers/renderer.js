// A real browser's page with the renderer on it: what is evaluated there finds tests/helpers/renderer-page.js as `kit`.
import { launch, open, serve } from './browser.js';

const site = await serve(
  { '/specgram/': 'dist', '/helpers/': 'tests/helpers' },
  {
    pages: {
      '/renderer.html':
        '<!doctype html><meta charset="utf-8"><title>renderer</title><body style="margin: 0"><script type="module" src="kit.js"></script>',
      '/kit.js': "import * as kit from '/helpers/renderer-page.js'; globalThis.kit = kit;",
    },
    headers: {
      'Content-Security-Policy': "default-src 'self'; img-src 'self' blob:; style-src 'self' 'unsafe-inline'",
    },
  },
);
export const chromium = await launch('chromium');

/** @typedef {typeof import('./renderer-page.js')} Kit */
/** The page's kit, inside the page. */
export const kit = /** @type {Kit} */ (/** @type {any} */ (globalThis).kit);

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {{ width?: number, height?: number, deviceScaleFactor?: number }} [viewport]
 */
export async function blank(browser, viewport) {
  const opened = await open(browser, `${site.url}renderer.html`, viewport);
  await opened.page.waitForFunction('globalThis.kit');
  return opened;
}
