// The same bits in Node, with SIMD and without. (tests/promises/engines.test.js: in browsers; tests/c: compiled
// natively.)
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { hash, hashesOf, signal } from '../helpers/signals.js';

const expected = JSON.parse(readFileSync(new URL('hashes.json', import.meta.url), 'utf8'));

test('the hash is FNV-1a of 64 bits', () => {
  assert.equal(hash(new Float32Array(0)), 'cbf29ce484222325');
  let reference = 0xcbf29ce484222325n;
  const x = signal(500);
  for (const byte of new Uint8Array(x.buffer))
    reference = ((reference ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  assert.equal(hash(x), reference.toString(16).padStart(16, '0'));
});

for (const file of ['specgram.wasm', 'specgram-scalar.wasm']) {
  test(`${file} gives the committed hash of every transform`, async () => {
    assert.deepEqual(
      hashesOf(await load({ wasm: readFileSync(new URL(`../../dist/${file}`, import.meta.url)) })),
      expected,
    );
  });
}
