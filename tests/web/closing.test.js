// What has a `close` is closed by a `using` declaration, and works in engines that know no such thing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { createPool, load, SpectrogramNode, SpectrogramRenderer } from 'specgram';

const dispose = /** @type {any} */ (Symbol).dispose;
const root = fileURLToPath(new URL('../..', import.meta.url));

test('Symbol.dispose is close', async () => {
  const sg = /** @type {any} */ (await load());
  const pool = /** @type {any} */ (await createPool({ workers: 1 }));
  const live = sg.analyser('stft', {});
  const synthesiser = sg.synthesiser('istft', {});
  const uses = /** @type {[any, () => unknown][]} */ ([
    [live, () => live.push(new Float32Array(5), () => {})],
    [synthesiser, () => synthesiser.reset()],
    [pool, () => pool.stft(new Float32Array(5))],
    [sg, () => sg.stft(new Float32Array(5))],
  ]);
  for (const [object, use] of uses) {
    object[dispose]();
    object[dispose]();
    await assert.rejects(async () => use(), { name: 'InvalidStateError', code: 'E_CLOSED' }, object.constructor.name);
  }
  for (const { prototype } of [SpectrogramNode, SpectrogramRenderer]) {
    let closed = 0;
    /** @type {any} */ (prototype)[dispose].call({ close: () => closed++ });
    assert.equal(closed, 1);
  }
  assert.ok(!Object.hasOwn(Object.prototype, dispose));
});

test('an engine without Symbol.dispose has close, and no other name for it', () => {
  const script = `
    const { iterator, asyncIterator, toStringTag } = Symbol;
    globalThis.Symbol = Object.assign((text) => Object(text), { iterator, asyncIterator, toStringTag });
    const { load, SpectrogramNode, SpectrogramRenderer, Pool, Analyser } = await import('specgram');
    const sg = await load();
    const prototypes = [SpectrogramNode, SpectrogramRenderer, Pool, Analyser].map(({ prototype }) => prototype);
    const named = [sg, ...prototypes].filter((object) => 'undefined' in object);
    console.log(sg.stft(new Float32Array(5000)).shape.join(), named.length);
    sg.close();`;
  assert.equal(
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, encoding: 'utf8' }),
    '10,1025,2 0\n',
  );
});
