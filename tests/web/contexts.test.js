// The contexts that a node is made for, in real browsers: of another frame, of a library, closed, suspended, offline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { launchLibrary } from '../helpers/library.js';
import { signal } from '../helpers/signals.js';

const sg = /** @type {any} */ (await load());
const pages = { chromium: await launchLibrary('chromium'), firefox: await launchLibrary('firefox') };

/** In the page: a context's class, of the page or of a frame in it. @param {string} where @param {string} name */
async function inPage(where, name) {
  const scope = /** @type {any} */ (globalThis);
  if (where === 'frame' && !scope.frame) {
    scope.frame = document.body.appendChild(document.createElement('iframe'));
  }
  scope.contextClass = (where === 'frame' ? scope.frame.contentWindow : scope)[name];
}

for (const [name, { page }] of Object.entries(pages)) {
  for (const where of ['page', 'frame']) {
    test(`${name}: an offline context of a ${where} gives every column, and flush ends, heard or not`, async () => {
      await page.evaluate(inPage, where, 'OfflineAudioContext');
      for (const heard of [true, false]) {
        const got = await page.evaluate(async (isHeard) => {
          const { contextClass, specgram, signals } = /** @type {any} */ (globalThis);
          const context = new contextClass(1, 661_500, 22050);
          const node = await specgram.SpectrogramNode.create(context, { nFft: 256, hopLength: 128 });
          const buffer = context.createBuffer(1, 661_500, 22050);
          buffer.copyToChannel(signals.signal(661_500, 1), 0);
          const source = context.createBufferSource();
          source.buffer = buffer;
          source.connect(node);
          if (isHeard) node.connect(context.destination);
          source.start();
          let columns = 0;
          let sum = 0;
          node.addEventListener('columns', (/** @type {CustomEvent} */ { detail }) => {
            columns += detail.count;
            for (const value of detail.data) sum = (Math.imul(sum, 31) + Math.round(value * 1e6)) | 0;
          });
          await context.startRendering();
          await node.flush();
          return { columns, sum, stats: node.stats };
        }, heard);
        const wanted = sg.spectrogram(signal(661_500, 1), { nFft: 256, hopLength: 128 });
        const [columns] = wanted.shape;
        let sum = 0;
        for (const value of wanted.data) sum = (Math.imul(sum, 31) + Math.round(value * 1e6)) | 0;
        assert.deepEqual(got, {
          columns,
          sum,
          stats: { columns, samples: 661_500, nonFinite: 0, dropped: 0, gaps: 0 },
        });
      }
    });

    test(`${name}: a live context of a ${where}: flush ends, running, suspended and while it closes`, async () => {
      await page.evaluate(inPage, where, 'AudioContext');
      for (const state of ['running', 'suspended', 'closing', 'closed']) {
        const got = await page.evaluate(async (wanted) => {
          const { contextClass, specgram } = /** @type {any} */ (globalThis);
          const context = new contextClass();
          const node = await specgram.SpectrogramNode.create(context, { nFft: 256 });
          const source = context.createOscillator();
          source.connect(node).connect(context.destination);
          source.start();
          await new Promise((resolve) => {
            node.addEventListener('columns', resolve, { once: true });
          });
          if (wanted === 'suspended') await context.suspend();
          if (wanted === 'closed') await context.close();
          const flushed = node.flush().then(
            () => 'flushed',
            (/** @type {any} */ { code, message }) => `${code} ${message}`,
          );
          if (wanted === 'closing') context.close();
          const how = await flushed;
          const { columns, dropped, samples } = node.stats;
          node.close();
          if (wanted !== 'closed' && wanted !== 'closing') await context.close();
          return { how, all: columns + dropped === 1 + Math.floor(samples / 64) };
        }, state);
        const lost = 'E_CLOSED the audio context is closed, and the last columns with it: flush first';
        if (state === 'closed') assert.equal(got.how, lost);
        else if (state !== 'closing' || got.how !== lost) assert.deepEqual(got, { how: 'flushed', all: true }, state);
      }
    });
  }

  test(`${name}: what is no context of a browser is told so, and not that the page is insecure`, async () => {
    const outcomes = await page.evaluate(async () => {
      const { SpectrogramNode } = /** @type {any} */ (globalThis).specgram;
      const context = new AudioContext();
      const library = {
        sampleRate: 48000,
        state: 'running',
        rawContext: context,
        audioWorklet: { addModule: async () => {} },
        addEventListener() {},
        removeEventListener() {},
      };
      const heir = Object.create(context);
      const given = [undefined, null, {}, 5, 'context', { sampleRate: 48000 }, library, heir, document, AudioContext];
      return Promise.all(
        given.map((one) =>
          SpectrogramNode.create(one).then(
            () => 'made',
            (/** @type {any} */ { name, code, message }) => `${name} ${code} ${message}`,
          ),
        ),
      );
    });
    for (const outcome of outcomes)
      assert.match(outcome, /^TypeError E_CONFIG audioContext must be an AudioContext or an OfflineAudioContext, got /);
  });
}

test('where there is no AudioWorklet it is said why', async () => {
  const { page } = pages.chromium;
  const outcomes = await page.evaluate(async () => {
    const { SpectrogramNode } = /** @type {any} */ (globalThis).specgram;
    const context = new AudioContext();
    Object.defineProperty(context, 'audioWorklet', { value: undefined });
    const told = () => SpectrogramNode.create(context).catch((/** @type {any} */ { name, code }) => `${name} ${code}`);
    const secure = await told();
    Object.defineProperty(globalThis, 'isSecureContext', { value: false });
    return [secure, await told()];
  });
  assert.deepEqual(outcomes, ['NotSupportedError E_UNSUPPORTED', 'NotSupportedError E_INSECURE']);
});
