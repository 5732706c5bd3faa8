// A page with the library in it, for tests: `specgram` (the package) and `signals` (tests/helpers/signals.js) are
// globals there.
import { CSP, launch, open, serve } from './browser.js';

export const PAGE = {
  '/library.html':
    '<!doctype html><meta charset="utf-8"><title>library</title><script type="module" src="/library.js"></script>',
  '/library.js': `import * as specgram from '/specgram/index.js';
import * as signals from '/helpers/signals.js';
Object.assign(globalThis, { specgram, signals, libraryReady: true });`,
};

/**
 * The library's files, the helpers, and the page.
 * @param {{ headers?: Record<string, string>, pages?: Record<string, string> }} [options]
 */
export function serveLibrary({ headers = { 'Content-Security-Policy': CSP }, pages = {} } = {}) {
  return serve(
    { '/': 'dist', '/specgram/': 'dist', '/helpers/': 'tests/helpers' },
    { headers, pages: { ...PAGE, ...pages } },
  );
}

/**
 * @param {import('puppeteer-core').Browser} browser
 * @param {{ headers?: Record<string, string>, pages?: Record<string, string> }} [options]
 */
export async function openLibrary(browser, options) {
  const site = await serveLibrary(options);
  const { page, problems } = await open(browser, `${site.url}library.html`);
  await page.waitForFunction('globalThis.libraryReady');
  return { site, page, problems };
}

/**
 * @param {'chromium' | 'firefox'} name
 * @param {Parameters<typeof launch>[1]} [browserOptions]
 * @param {Parameters<typeof openLibrary>[1]} [options]
 */
export async function launchLibrary(name, browserOptions, options) {
  const browser = await launch(name, browserOptions);
  return { browser, ...(await openLibrary(browser, options)) };
}
