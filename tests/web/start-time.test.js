// A live node says when it began, so that its columns can be laid beside anything else that knows the context's time:
// a click at a known time of the context lies in the very columns that say so (real browsers).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CSP, ISOLATION, launch } from '../helpers/browser.js';
import { openLibrary } from '../helpers/library.js';

const RATE = 44100;
const FRAME = 64; // samples a column sees, from 32 before its own place
const HOP = 4;
/** The columns that see the context's frame `click`, of a node that began at frame `start`. */
const columnsOf = (/** @type {number} */ click, /** @type {number} */ start) => {
  const first = Math.floor((click - start - FRAME / 2) / HOP) + 1;
  return Array.from({ length: FRAME / HOP }, (_, i) => first + i);
};

const browsers = { chromium: await launch('chromium'), firefox: await launch('firefox') };

for (const [name, browser] of Object.entries(browsers)) {
  for (const [title, headers] of /** @type {const} */ ([
    ['messages', { 'Content-Security-Policy': CSP }],
    ['shared memory', { 'Content-Security-Policy': CSP, ...ISOLATION }],
  ])) {
    test(`${name}, by ${title}: a click at a known time is in the columns that startTime tells, and in no other`, async () => {
      const { page, problems } = await openLibrary(browser, { headers });
      const { before, shared, clicks } = await page.evaluate(live, { RATE, FRAME, HOP });
      assert.ok(Number.isNaN(before ?? Number.NaN), `a node that has not run begins at no time, not ${before}`);
      assert.equal(shared, title === 'shared memory');
      for (const { made, click, start, lit, dropped } of clicks) {
        assert.equal(dropped, 0);
        assert.ok(Number.isInteger(start) && start >= made && start <= click, `made at ${made}, began at ${start}`);
        assert.deepEqual(lit, columnsOf(click, start), `a click ${click - made} samples after the node was made`);
      }
      assert.equal(clicks.length, 3);
      assert.deepEqual(problems, []);
    });
  }
}

test('a node that is put into a context that stands still begins where that goes on', async () => {
  const { page } = await openLibrary(browsers.chromium); // an offline context of Firefox cannot be halted
  for (const stop of [0, 6016, 12800]) {
    const { start, lit, samples } = await page.evaluate(offline, { RATE, FRAME, HOP, stop, click: 15001 });
    assert.equal(start, stop);
    assert.deepEqual(lit, columnsOf(15001, stop));
    assert.equal(samples, 20000 - stop);
  }
});

/**
 * In the page: three nodes that begin at some time or other, and a click in each, whose time is known because the
 * context stands still while it is set.
 * @param {{ RATE: number, FRAME: number, HOP: number }} of
 */
async function live({ RATE: sampleRate, FRAME: nFft, HOP: hopLength }) {
  const { SpectrogramNode } = /** @type {any} */ (globalThis).specgram;
  const context = new AudioContext({ sampleRate });
  await context.resume();
  const buffer = context.createBuffer(1, 1, sampleRate);
  buffer.getChannelData(0)[0] = 1;
  let [before, shared] = [0, false];
  const clicks = [];
  for (let i = 0; i < 3; i++) {
    await context.suspend();
    const made = Math.round(context.currentTime * sampleRate);
    const node = await SpectrogramNode.create(context, { nFft, hopLength, window: 'boxcar' });
    [before, shared] = [node.startTime, node.shared];
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(node).connect(context.destination);
    const click = made + 8000 + i;
    source.start(click / sampleRate);
    /** @type {number[]} */
    const lit = [];
    const passed = new Promise((done) => {
      node.addEventListener('columns', (/** @type {CustomEvent} */ { detail: { data, count, bins, firstIndex } }) => {
        for (let t = 0; t < count; t++) if (data[t * bins + 5] > 0.5) lit.push(firstIndex + t);
        if ((firstIndex + count) * hopLength > click - made + nFft) done(undefined);
      });
    });
    await context.resume();
    await passed;
    const start = Math.round(node.startTime * sampleRate * 1e6) / 1e6; // seconds are rounded, frames are whole
    clicks.push({ made, click, start, lit, dropped: node.stats.dropped });
    node.close();
  }
  await context.close();
  return { before, shared, clicks };
}

/**
 * In the page: an offline context that halts at a frame, gets its node there, and goes on.
 * @param {{ RATE: number, FRAME: number, HOP: number, stop: number, click: number }} of
 */
async function offline({ RATE: sampleRate, FRAME: nFft, HOP: hopLength, stop, click }) {
  const { SpectrogramNode } = /** @type {any} */ (globalThis).specgram;
  const context = new OfflineAudioContext({ numberOfChannels: 1, length: 20000, sampleRate });
  const buffer = context.createBuffer(1, 1, sampleRate);
  buffer.getChannelData(0)[0] = 1;
  const source = new AudioBufferSourceNode(context, { buffer });
  source.start(click / sampleRate);
  /** @type {number[]} */
  const lit = [];
  const halted = context.suspend(stop / sampleRate).then(async () => {
    const node = await SpectrogramNode.create(context, { nFft, hopLength, window: 'boxcar' });
    node.addEventListener('columns', (/** @type {CustomEvent} */ { detail: { data, count, bins, firstIndex } }) => {
      for (let t = 0; t < count; t++) if (data[t * bins + 5] > 0.5) lit.push(firstIndex + t);
    });
    source.connect(node).connect(context.destination);
    context.resume();
    return node;
  });
  await context.startRendering();
  const node = await halted;
  await node.flush();
  return { start: Math.round(node.startTime * sampleRate * 1e6) / 1e6, lit, samples: node.stats.samples };
}
