// A live node says when it began, so that its columns can be laid beside anything else that knows the context's time
// (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CSP, ISOLATION, launch, open, serve } from '../helpers/browser.js';

const PAGES = {
  '/t.html': '<!doctype html><title>t</title><script type="module" src="t.js"></script>',
  '/t.js': "Object.assign(globalThis, { specgram: await import('./specgram/index.js') });",
};

test('startTime is where column 0 lies: an impulse at a known frame appears in the columns around it', async () => {
  const browser = await launch('chromium');
  for (const headers of [{}, ISOLATION]) {
    const site = await serve(
      { '/specgram/': 'dist', '/': 'dist' },
      { pages: PAGES, headers: { 'Content-Security-Policy': CSP, ...headers } },
    );
    const { page, problems } = await open(browser, `${site.url}t.html`);
    await page.waitForFunction('globalThis.specgram');
    const found = await page.evaluate(async () => {
      const { SpectrogramNode } = /** @type {any} */ (globalThis).specgram;
      const context = new AudioContext({ sampleRate: 44100 });
      await context.resume();
      await new Promise((done) => {
        setTimeout(done, 250);
      });
      const [nFft, hopLength] = [64, 4];
      const node = await SpectrogramNode.create(context, { nFft, hopLength, window: 'boxcar' });
      const before = node.startTime;
      const buffer = context.createBuffer(1, 1, 44100);
      buffer.getChannelData(0)[0] = 1;
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(node).connect(context.destination);
      /** @type {number[]} */
      const lit = [];
      node.addEventListener('columns', (/** @type {CustomEvent} */ { detail: { data, count, bins, firstIndex } }) => {
        for (let i = 0; i < count; i++) if (data[i * bins + 5] > 0.5) lit.push(firstIndex + i);
      });
      const frame = Math.round((context.currentTime + 0.5) * 44100);
      source.start(frame / 44100);
      await new Promise((done) => {
        setTimeout(done, 1200);
      });
      // the columns whose rectangular window holds the impulse lie around it
      const middle = (lit.reduce((sum, index) => sum + index, 0) / lit.length) * hopLength + node.startTime * 44100;
      node.close();
      return { before, columns: lit.length, off: middle - frame };
    });
    assert.ok(Number.isNaN(found.before) || found.before >= 0);
    assert.equal(found.columns, 16);
    assert.ok(Math.abs(found.off) <= 4, `${found.off} samples off`);
    assert.deepEqual(problems, []);
  }
});
