// The same bits in Node, with SIMD and without. (tests/promises/engines.test.js: in browsers; tests/c: compiled
// natively.)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { ANALYSES, METHODS } from '../helpers/registry.js';
import { HASHED, hash, hashesOf, signal } from '../helpers/signals.js';

/** The weights of bands and classes, by which the hashes of mel and chroma go. */
const UNHASHED = ['melFilterbank', 'chromaFilterbank', 'spectralFlux']; // the last is onsetStrength by another name

const expected = JSON.parse(readFileSync(new URL('hashes.json', import.meta.url), 'utf8'));

test('the hash is FNV-1a of 64 bits', () => {
  assert.equal(hash(new Float32Array(0)), 'cbf29ce484222325');
  let reference = 0xcbf29ce484222325n;
  const x = signal(500);
  for (const byte of new Uint8Array(x.buffer))
    reference = ((reference ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  assert.equal(hash(x), reference.toString(16).padStart(16, '0'));
});

test('whatever goes live is hashed, and every method that gives numbers', async () => {
  const kinds = HASHED.map(({ kind }) => kind);
  assert.deepEqual(
    ANALYSES.filter((kind) => !kinds.includes(kind)),
    [],
  );
  const sg = await load();
  /** @type {Set<PropertyKey>} */
  const called = new Set();
  hashesOf(
    new Proxy(sg, {
      get: (_, name) => {
        called.add(name);
        const value = /** @type {any} */ (sg)[name];
        return typeof value === 'function' ? value.bind(sg) : value;
      },
    }),
  );
  const others = Object.keys(METHODS).filter((method) => !called.has(method));
  assert.deepEqual(others, UNHASHED);
});

for (const file of ['specgram.wasm', 'specgram-scalar.wasm']) {
  test(`${file} gives the committed hash of every transform`, async () => {
    assert.deepEqual(
      hashesOf(await load({ wasm: readFileSync(new URL(`../../dist/${file}`, import.meta.url)) })),
      expected,
    );
  });
}
