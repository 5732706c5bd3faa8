// WAV files as others write them: odd sizes of blocks, big endian, tagged, logarithmic.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeWav, encodeWav } from '../../web/files.js';
import { chunk, id3, riff, u32 } from '../helpers/wav.js';

const LEFT = [0, -1, 0.999969482421875, 0.125, -0.5];
const RIGHT = [0.5, 0.25, -0.125, 0.75, 0];

test('what bits and channels say is enough: the size of a block may be anything', () => {
  for (const bitDepth of /** @type {const} */ ([8, 16, 24, 32, 'float32'])) {
    const file = encodeWav([LEFT, RIGHT], { sampleRate: 8000, bitDepth });
    const wanted = decodeWav(file);
    const bytes = bitDepth === 'float32' ? 4 : bitDepth / 8;
    for (const size of [0, 1, 2, 3, bytes, 5, 12, 65535]) {
      const odd = file.slice();
      new DataView(odd.buffer).setUint16(32, size, true);
      assert.deepEqual(decodeWav(odd), wanted, `${bitDepth}: a block of ${size} bytes`);
    }
  }
});

test('24 bits that are kept in 4 bytes stand in the upper three', () => {
  const values = [0.5, -1, 1 - 2 ** -23, -(2 ** -23), 0.25, 0];
  const file = encodeWav(values, { sampleRate: 8000, bitDepth: 32 });
  for (const channels of [1, 2, 3]) {
    const view = new DataView(file.buffer);
    view.setUint16(22, channels, true);
    view.setUint16(32, 4 * channels, true);
    view.setUint16(34, 24, true);
    const wav = decodeWav(file);
    assert.deepEqual([wav.length, wav.missing, wav.bitDepth], [6 / channels, 0, 32]);
    values.forEach((value, i) => assert.equal(wav.channels[i % channels][Math.floor(i / channels)], value));
  }
});

test('big-endian files (RIFX) decode as their little-endian twins', () => {
  for (const bitDepth of /** @type {const} */ ([8, 16, 24, 32, 'float32'])) {
    for (const channels of [[LEFT], [LEFT, RIGHT], [LEFT, RIGHT, LEFT]]) {
      const file = encodeWav(channels, { sampleRate: 22050, bitDepth });
      assert.deepEqual(decodeWav(bigEndian(file)), decodeWav(file), `${bitDepth}, ${channels.length} channels`);
    }
  }
});

test('a big-endian file whose sizes were never filled in gives its samples, too', () => {
  const file = encodeWav([LEFT, RIGHT], { sampleRate: 8000, bitDepth: 16 });
  const wanted = decodeWav(file);
  const streamed = bigEndian(file);
  const view = new DataView(streamed.buffer);
  view.setUint32(4, 36); // of the header alone
  view.setUint32(40, 0);
  assert.deepEqual(decodeWav(streamed), wanted);
});

test('ID3 tags in front of a file are passed over', () => {
  const file = encodeWav(LEFT, { sampleRate: 8000 });
  const wanted = decodeWav(file);
  for (const tags of [[id3(0)], [id3(300)], [id3(5), id3(20000)], [id3(3, true)]])
    assert.deepEqual(decodeWav(Buffer.concat([...tags, file])), wanted);
  const streamed = file.slice();
  new DataView(streamed.buffer).setUint32(4, 0, true);
  new DataView(streamed.buffer).setUint32(54, 0, true);
  assert.deepEqual(decodeWav(Buffer.concat([id3(300), streamed])), wanted, 'sizes count from behind the tag');
});

test('A-law and mu-law are the levels of G.711', () => {
  const telephone = (/** @type {number} */ tag, /** @type {number[]} */ bytes) =>
    decodeWav(
      riff([...chunk('fmt ', [tag, 0, 1, 0, ...u32(8000), ...u32(8000), 1, 0, 8, 0]), ...chunk('data', bytes)]),
    );
  // ITU-T G.711 (1988), tables 1a to 2b, at twice and four times the scale: the ends of segments and their neighbours.
  const law = telephone(6, [0xd5, 0x55, 0xd4, 0xc5, 0xc4, 0xf5, 0xe5, 0x80, 0xaa, 0x2a, 0xa5, 0x25]);
  assert.deepEqual(
    [...law.channels[0]].map((x) => x * 2 ** 15),
    [8, -8, 24, 264, 280, 528, 1056, 5504, 32256, -32256, 16896, -16896],
  );
  const mu = telephone(7, [0xff, 0x7f, 0xfe, 0xf0, 0xef, 0x80, 0x00, 0x8f, 0x0f]);
  assert.deepEqual(
    [...mu.channels[0]].map((x) => x * 2 ** 15),
    [0, 0, 8, 120, 132, 32124, -32124, 16764, -16764],
  );
  assert.deepEqual([law.format, mu.format, law.bitDepth, mu.bitDepth], ['A-law', 'mu-law', 8, 8]);
  for (const [tag, mask] of [
    [6, 0xd5],
    [7, 0xff],
  ]) {
    const [levels] = telephone(tag, [...Array(256).keys()]).channels;
    assert.ok(levels.every((x) => !Object.is(x, -0)));
    // by falling code, less the inverted bits, every level is above the one before, and the signs mirror each other
    for (let size = 0; size < 128; size++) {
      assert.equal(levels[size ^ mask], 0 - levels[size ^ mask ^ 0x80] + 0);
      if (size > 0) assert.ok(levels[size ^ mask] > levels[(size - 1) ^ mask], `${tag}: ${size}`);
    }
  }
});

/** A file of `encodeWav` with every number's bytes the other way around. @param {Uint8Array} file */
function bigEndian(file) {
  const out = file.slice();
  const swap = (/** @type {number} */ at, /** @type {number} */ size) => out.subarray(at, at + size).reverse();
  out.set(Buffer.from('RIFX'));
  swap(4, 4);
  const view = new DataView(file.buffer);
  for (let at = 12; at < file.length; ) {
    const name = Buffer.from(file.subarray(at, at + 4)).toString();
    const size = view.getUint32(at + 4, true);
    swap(at + 4, 4);
    const start = at + 8;
    if (name === 'fmt ') for (const [from, bytes] of FMT_FIELDS) if (from < size) swap(start + from, bytes);
    if (name === 'fact') swap(start, 4);
    const bytes = view.getUint16(34, true) / 8;
    if (name === 'data') for (let i = 0; i < size; i += bytes) swap(start + i, bytes);
    at = start + size + (size % 2);
  }
  return out;
}

const FMT_FIELDS = [
  [0, 2],
  [2, 2],
  [4, 4],
  [8, 4],
  [12, 2],
  [14, 2],
  [16, 2],
  [18, 2],
  [20, 4],
  [24, 2],
];
