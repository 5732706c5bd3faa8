// The transforms of three minutes in the pages of Chromium and Firefox, beside librosa: what a web app waits for.

import { ISOLATION, launch, open, serve } from '../scripts/browser.mjs';
import { BUILD } from './peer.js';

/** What each is called here, and by whom. */
const TASKS = [
  { name: 'STFT magnitude', method: 'spectrogram', options: { power: 1 }, librosa: ['librosa-stft', 2048, 512] },
  { name: 'mel', method: 'melSpectrogram', options: { nMels: 128 }, librosa: ['librosa-mel', 2048, 512, 128] },
  { name: 'CQT', method: 'cqt', options: {}, librosa: ['librosa-cqt', 512, 84] },
  { name: 'reassigned', method: 'reassignedSpectrogram', options: {}, librosa: ['librosa-reassigned', 2048, 512] },
];

/** One engine and the samples; `run` answers with the time of one call and the sum of what it made. */
const PAGE = `
import { load } from '/specgram/index.js';
const sg = await load();
const samples = new Float32Array(await (await fetch('/bench/samples.f32')).arrayBuffer());
const sumOf = (values) => values.reduce((sum, x) => sum + x, 0);
globalThis.run = (method, options) => {
  globalThis.gc?.();
  const start = performance.now();
  const result = sg[method](samples, options);
  const ms = performance.now() - start;
  return { ms, total: sumOf(result.magnitudes ?? result.data) };
};
`;

/** @param {import('./run.js').Kit} kit @returns {Promise<import('./measure.js').Contest>} */
export async function contest({ sampleRate, seconds, askPython }) {
  const pages = {
    '/bench.html': '<!doctype html><title>bench</title><script type="module" src="/bench.js"></script>',
    '/bench.js': PAGE,
  };
  // isolated: a clock of 5 to 20 us
  const site = await serve({ '/specgram/': 'dist', '/bench/': BUILD }, { pages, headers: ISOLATION });
  const browsers = [];
  for (const [name, title] of /** @type {const} */ ([
    ['chromium', 'Chromium'],
    ['firefox', 'Firefox'],
  ])) {
    const browser = await launch(name, name === 'chromium' ? { args: ['--js-flags=--expose-gc'] } : {});
    const { page } = await open(browser, `${site.url}bench.html`);
    await page.waitForFunction('globalThis.run');
    browsers.push({ title: `${title} ${(await browser.version()).match(/\d+/)}`, page });
  }
  /** @type {import('./measure.js').Contender[]} */
  const contenders = [];
  /** @type {import('./measure.js').Bound[]} */
  const bounds = [];
  for (const { name, method, options, librosa } of TASKS) {
    const work = method === 'cqt' ? undefined : name; // librosa's CQT is further from the definition than a sum allows
    for (const { title, page } of browsers) {
      const run = async () => {
        const { ms, total } = /** @type {any} */ (
          await page.evaluate((call, given) => /** @type {any} */ (globalThis).run(call, given), method, {
            ...options,
            sampleRate,
          })
        );
        return { ms, sum: () => total };
      };
      contenders.push({ name: `${name}, ${title}`, work, run });
      bounds.push({ of: `${name}, ${title}`, to: `${name}, librosa`, atMost: 1 });
    }
    contenders.push({ name: `${name}, librosa`, work, run: askPython(...librosa) });
  }
  return {
    title: 'In a page, 3 minutes at 22,050 Hz, 2048/512, CQT of 84 bins, one thread',
    seconds,
    contenders,
    bounds,
  };
}
