// A closed renderer: it says so, and leaves nothing behind (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank, chromium, kit } from '../helpers/renderer.js';

const { page, problems } = await blank(chromium);

test('a closed renderer says so, and closing twice is nothing', async () => {
  const errors = await page.evaluate(async () => {
    const { renderer } = kit.make({});
    renderer.append(new Float32Array(2401), 1);
    renderer.close();
    renderer.close();
    const errors = [];
    for (const call of [
      () => renderer.append(new Float32Array(2401), 1),
      () => renderer.gap(1),
      () => renderer.set({}),
      () => renderer.clear(),
      () => renderer.resize(),
      () => renderer.draw(),
      () => renderer.valueAt(1, 1),
      () => renderer.positionOf(1, 1),
      () => renderer.plot,
      () => renderer.toBlob(),
    ]) {
      try {
        await call();
        errors.push('nothing');
      } catch (error) {
        errors.push(`${/** @type {any} */ (error).name} ${/** @type {any} */ (error).code}`);
      }
    }
    return errors;
  });
  assert.deepEqual(errors, Array(10).fill('InvalidStateError E_CLOSED'));
});

test('a closed renderer listens to nothing, watches no size and asks for no frame', async () => {
  const { before, open, closed, asked } = await page.evaluate(async () => {
    const { addEventListener } = EventTarget.prototype;
    const { ResizeObserver, requestAnimationFrame, cancelAnimationFrame } = globalThis;
    /** What is listened to, what watches and which frames are waited for. @type {Set<any>} */
    const kept = new Set();
    EventTarget.prototype.addEventListener = function (type, listener, /** @type {any} */ options) {
      const entry = { target: this, type, listener };
      kept.add(entry);
      options?.signal && addEventListener.call(options.signal, 'abort', () => kept.delete(entry));
      addEventListener.call(this, type, listener, options);
    };
    const { removeEventListener } = EventTarget.prototype;
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      for (const entry of kept)
        if (entry.target === this && entry.type === type && entry.listener === listener) kept.delete(entry);
      removeEventListener.call(this, type, listener, options);
    };
    globalThis.ResizeObserver = class extends ResizeObserver {
      observe(/** @type {Element} */ element, /** @type {any} */ options) {
        kept.add(this);
        super.observe(element, options);
      }
      disconnect() {
        kept.delete(this);
        super.disconnect();
      }
    };
    globalThis.requestAnimationFrame = (call) => {
      const id = requestAnimationFrame((time) => {
        kept.delete(id);
        call(time);
      });
      kept.add(id);
      return id;
    };
    globalThis.cancelAnimationFrame = (id) => {
      kept.delete(id);
      cancelAnimationFrame(id);
    };
    const plain = () => [...kept].filter((entry) => !(entry.target instanceof AbortSignal)).length;
    const before = plain();
    const { renderer, canvas } = kit.make({});
    renderer.append(kit.noise(3, 2401), 3);
    const open = plain();
    renderer.close();
    const closed = plain();
    window.dispatchEvent(new Event('resize'));
    canvas.dispatchEvent(new Event('contextrestored'));
    canvas.style.width = '99px';
    await new Promise((resolve) => setTimeout(resolve, 50));
    const asked = plain();
    Object.assign(EventTarget.prototype, { addEventListener, removeEventListener });
    Object.assign(globalThis, { ResizeObserver, requestAnimationFrame, cancelAnimationFrame });
    return { before, open, closed, asked };
  });
  assert.ok(open >= before + 5, `${open - before} things are listened to or waited for`);
  assert.deepEqual([closed, asked], [before, before]);
});

test('the page had no problem with any of this', () => {
  assert.deepEqual(problems, []);
});
