// .npz files: NumPy's own are read (tests/golden/npz.json, base64), ours are read back, and none that is damaged is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';
import { decodeNpz, encodeNpz } from '../../web/files.js';

/** @type {Record<string, string>} what numpy.savez and numpy.savez_compressed (NumPy 2) write, and Python's zipfile */
const FILES = JSON.parse(readFileSync(new URL('../golden/npz.json', import.meta.url), 'utf8'));
const bytesOf = (/** @type {string} */ name) => Uint8Array.from(Buffer.from(FILES[name], 'base64'));
const x = { data: Float32Array.from({ length: 12 }, (_, i) => i / 2), shape: [3, 4] };
const ALL = {
  x,
  mask: { data: Uint8Array.of(1, 0, 1), shape: [3] },
  steps: { data: Uint8Array.from({ length: 300 }, (_, i) => (i % 256) % 7), shape: [300] },
  комплекс: { data: Float32Array.of(1, 2), shape: [1, 2], unit: 'complex' },
};
const damaged = (/** @type {RegExp} */ message) => ({ name: 'Error', code: 'E_DECODE', message });

for (const name of Object.keys(FILES))
  test(`a file made by NumPy is read: ${name}`, async () => {
    const arrays = await decodeNpz(bytesOf(name));
    const wanted = ['with a comment', 'ZIP64'].includes(name) ? { x } : ALL;
    assert.deepEqual(Object.keys(arrays), Object.keys(wanted));
    for (const [key, { data, shape }] of Object.entries(wanted)) {
      assert.deepEqual(arrays[key].data, data, key);
      assert.deepEqual(arrays[key].shape, shape, key);
    }
  });

test('what is written is read back, deflated or not, and is the same bytes each time', async () => {
  const quiet = { data: new Float32Array(50_000), shape: [500, 100] };
  for (const deflate of [false, true]) {
    const file = await encodeNpz({ ...ALL, quiet }, { deflate });
    assert.deepEqual(await encodeNpz({ ...ALL, quiet }, { deflate }), file);
    assert.ok(deflate ? file.length < 5000 : file.length > 200_000);
    const back = await decodeNpz(file);
    assert.deepEqual(Object.keys(back), [...Object.keys(ALL), 'quiet']);
    for (const [key, { data, shape }] of Object.entries({ ...ALL, quiet })) {
      assert.deepEqual(back[key].data, data, key);
      assert.deepEqual(back[key].shape, shape, key);
    }
    assert.deepEqual(await decodeNpz(Buffer.concat([Buffer.alloc(3), file]).subarray(3)), back);
  }
  assert.deepEqual(await decodeNpz(await encodeNpz({})), {});
});

test('a file cut short anywhere is refused', async () => {
  for (const name of ['savez_compressed', 'ZIP64']) {
    const file = bytesOf(name);
    for (let length = 0; length < file.length; length += 7)
      await assert.rejects(decodeNpz(file.subarray(0, length)), damaged(/./), `${name} ${length}`);
  }
});

test('a file with any byte changed is read as it was, or refused with E_DECODE', async () => {
  for (const name of ['savez', 'savez_compressed', 'to a pipe', 'ZIP64']) {
    const file = bytesOf(name);
    for (let at = 0; at < file.length; at += 3) {
      const changed = Uint8Array.from(file);
      changed[at] ^= 1 << (at % 8);
      try {
        for (const { data } of Object.values(await decodeNpz(changed))) assert.ok(data.length <= 300);
      } catch (error) {
        assert.equal(/** @type {any} */ (error).code, 'E_DECODE', `${name} ${at}: ${error}`);
      }
    }
  }
});

test('numbers that are not those that were written are found out', async () => {
  const file = await encodeNpz({ x });
  file[file.length - 120] ^= 1; // among the array's numbers or its directory
  await assert.rejects(decodeNpz(file), damaged(/checksum|damaged|must/));
  const data = bytesOf('savez');
  const at = data.findIndex((_, i) => data[i] === 0 && data[i + 2] === 0 && data[i + 3] === 0x3f);
  data[at + 1] ^= 1;
  await assert.rejects(decodeNpz(data), damaged(/'x\.npy' in the \.npz file is damaged: its checksum/));
});

/** A deflated entry that says what it likes of itself. @param {Uint8Array} body @param {object} says */
function zip(body, { size = 0, flags = 0, method = 8, name = 'x.npy', crc = 0 }) {
  const text = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt32LE(crc, 10);
  common.writeUInt32LE(body.length, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(text.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, text, body]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, Buffer.alloc(14), text]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

test('bombs, secrets and methods of others are refused before they are unpacked', async () => {
  const zeros = deflateRawSync(new Uint8Array(1e6));
  const crc = crc32(new Uint8Array(1e6));
  await assert.rejects(decodeNpz(zip(zeros, { size: 1e6, crc })), damaged(/'x\.npy': not a \.npy file/));
  await assert.rejects(decodeNpz(zip(zeros, { size: 2 ** 31 })), damaged(/need 2147483648 bytes, and maxBytes is/));
  await assert.rejects(decodeNpz(zip(zeros, { size: 2e9 }), { maxBytes: Infinity }), damaged(/cannot have 2000000000/));
  await assert.rejects(decodeNpz(zip(zeros, { size: 1e6 }), { maxBytes: 1e5 }), damaged(/maxBytes is 100000/));
  await assert.rejects(decodeNpz(zip(zeros, { size: 5000 })), damaged(/must have 5000 bytes, got/));
  await assert.rejects(decodeNpz(zip(zeros, { size: 1e6, flags: 1 })), damaged(/is encrypted/));
  await assert.rejects(decodeNpz(zip(zeros, { size: 1e6, method: 12 })), damaged(/method 12: 0 or 8/));
  await assert.rejects(decodeNpz(Uint8Array.of(1, 2, 3)), damaged(/not a \.npz file/));
  await assert.rejects(
    decodeNpz(zip(new Uint8Array(3), { size: 3, method: 0, crc: crc32(new Uint8Array(3)) })),
    damaged(/x\.npy/),
  );
});

test('wrong arguments are refused by name', async () => {
  const bad = (/** @type {string} */ name, /** @type {RegExp} */ message) => ({ name, code: 'E_CONFIG', message });
  for (const arrays of [null, [], 'x', new Map()])
    await assert.rejects(encodeNpz(/** @type {any} */ (arrays)), bad('TypeError', /^arrays must be an object/));
  await assert.rejects(encodeNpz({ '': x }), bad('RangeError', /must have a name/));
  await assert.rejects(encodeNpz({ x: /** @type {any} */ ({}) }), bad('TypeError', /shape must be/));
  await assert.rejects(encodeNpz({ x }, { deflate: /** @type {any} */ (9) }), bad('TypeError', /^deflate must be/));
  await assert.rejects(encodeNpz({ x }, /** @type {any} */ ({ level: 9 })), bad('TypeError', /unknown option 'level'/));
  await assert.rejects(decodeNpz(/** @type {any} */ ('x')), bad('TypeError', /^bytes must be/));
  await assert.rejects(decodeNpz(bytesOf('savez'), { maxBytes: -1 }), bad('RangeError', /^maxBytes must be/));
});

test("where the platform has no such streams, Node's zlib does it; where neither is, stored arrays are read alone", () => {
  const source = `
    delete globalThis.CompressionStream;
    globalThis.DecompressionStream = class { constructor() { throw new TypeError('deflate-raw is not known'); } };
    const { decodeNpz, encodeNpz } = await import('./web/files.js');
    const x = { data: new Float32Array(1000), shape: [1000] };
    const file = await encodeNpz({ x }, { deflate: true });
    const { x: back } = await decodeNpz(file);
    const stored = await encodeNpz({ x });
    delete process.getBuiltinModule;
    process.getBuiltinModule = undefined;
    const codes = [];
    for (const work of [() => encodeNpz({ x }, { deflate: true }), () => decodeNpz(file), () => decodeNpz(stored)])
      codes.push(await work().then(() => 'fine', ({ name, code }) => name + ' ' + code));
    console.log(file.length < 400, back.data.length, ...codes);`;
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  assert.equal(
    execFileSync(process.execPath, ['--input-type=module', '-e', source], { cwd, encoding: 'utf8' }).trim(),
    'true 1000 NotSupportedError E_NO_DEFLATE NotSupportedError E_NO_DEFLATE fine',
  );
});
