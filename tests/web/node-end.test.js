// A live node's end, without a browser: it leaves nothing behind, and waits for nothing that cannot come.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { failures, frames, isolated, passFrame, play, settle, timers } from '../helpers/audio-scope.js';
import { signal } from '../helpers/signals.js';

const { SpectrogramNode } = /** @type {any} */ (await import('specgram'));
const x = signal(6400);
const frame = { nFft: 256, hopLength: 100 };
const { AudioContext } = /** @type {any} */ (globalThis);

/** A node, and how many columns came of it. */
async function make() {
  const context = new AudioContext();
  const node = await SpectrogramNode.create(context, frame);
  const columns = { size: 0 };
  node.addEventListener('columns', (/** @type {any} */ { detail }) => {
    columns.size += detail.count;
  });
  return { node, context, columns };
}

test('a node looks for columns no longer when none can come: after the end, a failure, or with its context closed', async () => {
  await isolated(async () => {
    const before = timers();
    const idle = () => assert.deepEqual([frames.size, timers() - before], [0, 0]);
    for (const how of ['ended', 'failed', 'given up', 'closed']) {
      const { node, context, columns } = await make();
      node.addEventListener('error', () => {});
      play(node, [x.subarray(0, 2560)]);
      assert.equal(frames.size, 1);
      if (how === 'ended') await Promise.all([node.flush(), settle()]);
      if (how === 'failed') node.processor.fail(new Error('it trapped'));
      if (how === 'given up') node.dispatchEvent(new Event('processorerror'));
      if (how === 'closed') {
        context.close();
        passFrame();
      }
      await settle();
      idle();
      assert.ok(columns.size > 20, 'what waited is delivered');
      node.close();
      idle();
    }
  });
});

test('flush does not wait for a context that is closed, and leaves no listener on it', async () => {
  const lost = { name: 'InvalidStateError', code: 'E_CLOSED', message: /^the audio context is closed, and/ };
  for (const when of ['before', 'meanwhile', 'never', 'after']) {
    const { node, context } = await make();
    play(node, [x.subarray(0, 1280)]);
    if (when === 'before') context.close();
    if (when === 'meanwhile') node.port.postMessage = () => {}; // the audio thread hears no more
    const flushed = node.flush();
    flushed.catch(() => {});
    if (when === 'meanwhile') context.close();
    await settle();
    if (when === 'before' || when === 'meanwhile') await assert.rejects(flushed, lost);
    else await flushed;
    if (when === 'after') {
      context.close();
      await node.flush();
    }
    assert.equal(getEventListeners(context, 'statechange').length, 0, when);
    node.close();
  }
});

test('create leaves no listener on the context or the signal, whether it comes to its end or not', async () => {
  const reason = new Error('enough');
  const left = (/** @type {any} */ context, /** @type {AbortSignal} */ signal) => [
    getEventListeners(context, 'statechange').length,
    getEventListeners(signal, 'abort').length,
  ];
  for (const how of ['made', 'failed', 'aborted', 'closed', 'closed meanwhile']) {
    const context = new AudioContext();
    const controller = new AbortController();
    if (how === 'failed') failures.push(...['offline', 'forbidden', 'sandboxed'].map((text) => new Error(text)));
    if (how === 'closed') failures.push(new Promise(() => {})); // as Chromium, which then never settles
    let refuse = (/** @type {Error} */ _) => {};
    if (how === 'closed meanwhile') {
      failures.push(
        new Promise((resolve) => {
          refuse = resolve;
        }),
      );
    }
    const making = SpectrogramNode.create(context, { ...frame, signal: controller.signal });
    making.catch(() => {});
    if (how === 'aborted') controller.abort(reason);
    if (how.startsWith('closed')) {
      while (context.modules.length === 0) await new Promise((resolve) => setImmediate(resolve));
      context.close();
      refuse(new Error('closed'));
    }
    if (how === 'made') (await making).close();
    else await assert.rejects(making);
    await settle();
    assert.deepEqual(left(context, controller.signal), [0, 0], how);
    if (how === 'closed meanwhile') assert.equal(context.modules.length, 1, 'a closed context is given nothing more');
    failures.length = 0;
  }
});

test("the inline copy's blob is given back, whether its script is taken or refused", async (t) => {
  const open = new Set();
  const { createObjectURL, revokeObjectURL } = URL;
  t.mock.method(URL, 'createObjectURL', (/** @type {Blob} */ blob) => {
    const url = createObjectURL(blob);
    open.add(url);
    return url;
  });
  t.mock.method(URL, 'revokeObjectURL', (/** @type {string} */ url) => {
    open.delete(url);
    revokeObjectURL(url);
  });
  for (const refusals of [1, 2, 3]) {
    const context = new AudioContext();
    for (let i = 0; i < refusals; i++) failures.push(new Error('refused'));
    await SpectrogramNode.create(context, frame).catch(() => {});
    assert.equal(context.modules.filter((/** @type {string} */ url) => url.startsWith('blob:')).length, 1);
    assert.equal(open.size, 0);
  }
});
