import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeWav, encodeWav } from '../../web/files.js';
import { chunk, id3, riff, u32 } from '../helpers/wav.js';

// The same five stereo samples in files made with libsndfile 1.2 (python-soundfile) and SoX 14.4, base64.
const LEFT = [0, -1, 0.999969482421875, 0.125, -0.5];
const RIGHT = [0.5, 0.25, -0.125, 0.75, 0];
const FILES = /** @type {[string, string, number, string][]} */ ([
  ['soundfile, 8 bits', 'pcm', 8, 'UklGRi4AAABXQVZFZm10IBAAAAABAAIAIlYAAESsAAACAAgAZGF0YQoAAACAwACg/3CQ4ECA'],
  [
    'sox, 16 bits',
    'pcm',
    16,
    'UklGRjgAAABXQVZFZm10IBAAAAABAAIAIlYAAIhYAQAEABAAZGF0YRQAAAAAAABAAIAAIP9/APAAEABgAMAAAA==',
  ],
  [
    'soundfile, 24 bits',
    'pcm',
    24,
    'UklGRkIAAABXQVZFZm10IBAAAAABAAIAIlYAAMwEAgAGABgAZGF0YR4AAAAAAAAAAEAAAIAAACAA/38AAPAAABAAAGAAAMAAAAA=',
  ],
  [
    'sox, 24 bits, extensible',
    'pcm',
    24,
    'UklGRmYAAABXQVZFZm10ICgAAAD+/wIAIlYAAMwEAgAGABgAFgAYAAMAAAABAAAAAAAQAIAAAKoAOJtxZmFjdAQAAAAFAAAAZGF0YR4AAAAAAAAAAEAAAIAAACAA/38AAPAAABAAAGAAAMAAAAA=',
  ],
  [
    'soundfile, 32 bits',
    'pcm',
    32,
    'UklGRkwAAABXQVZFZm10IBAAAAABAAIAIlYAABCxAgAIACAAZGF0YSgAAAAAAAAAAAAAQAAAAIAAAAAgAAD/fwAAAPAAAAAQAAAAYAAAAMAAAAAA',
  ],
  [
    'soundfile, float with a PEAK chunk',
    'float',
    32,
    'UklGRngAAABXQVZFZm10IBAAAAADAAIAIlYAABCxAgAIACAAZmFjdAQAAAAFAAAAUEVBSxgAAAABAAAAnpACawAAgD8BAAAAAABAPwMAAABkYXRhKAAAAAAAAAAAAAA/AACAvwAAgD4A/n8/AAAAvgAAAD4AAEA/AAAAvwAAAAA=',
  ],
  [
    'soundfile, float, extensible',
    'float',
    32,
    'UklGRpAAAABXQVZFZm10ICgAAAD+/wIAIlYAABCxAgAIACAAFgAgAAMAAAADAAAAAAAQAIAAAKoAOJtxZmFjdAQAAAAFAAAAUEVBSxgAAAABAAAAnpACawAAgD8BAAAAAABAPwMAAABkYXRhKAAAAAAAAAAAAAA/AACAvwAAgD4A/n8/AAAAvgAAAD4AAEA/AAAAvwAAAAA=',
  ],
  [
    'sox, double',
    'float',
    64,
    'UklGRoIAAABXQVZFZm10IBIAAAADAAIAIlYAACBiBQAQAEAAAABmYWN0BAAAAAUAAABkYXRhUAAAAAAAAAAAAAAAAAAAAAAA4D8AAAAAAADwvwAAAAAAANA/AAAAAMD/7z8AAAAAAADAvwAAAAAAAMA/AAAAAAAA6D8AAAAAAADgvwAAAAAAAAAA',
  ],
  [
    'soundfile, RF64',
    'pcm',
    16,
    'UkY2NP////9XQVZFZHM2NBwAAAB0AAAAAAAAABQAAAAAAAAABQAAAAAAAAAAAAAAZm10ICgAAAD+/wIAIlYAAIhYAQAEABAAFgAQAAMAAAABAAAAAAAQAIAAAKoAOJtxZGF0Yf////8AAABAAIAAIP9/APAAEABgAMAAAA==',
  ],
]);

test('files made by libsndfile and SoX decode to their samples', () => {
  for (const [name, format, bitDepth, base64] of FILES) {
    const left = bitDepth === 8 ? LEFT.map((x) => (x > 0.99 ? 127 / 128 : x)) : LEFT;
    const wav = decodeWav(Buffer.from(base64, 'base64'));
    assert.deepEqual(
      wav.channels.map((c) => [...c]),
      [left, RIGHT],
      name,
    );
    assert.deepEqual([wav.sampleRate, wav.length, wav.missing], [22050, 5, 0], name);
    assert.deepEqual([wav.format, wav.bitDepth], [format, bitDepth], name);
  }
});

test('a decoded file can be used as an AudioBuffer', () => {
  const wav = decodeWav(encodeWav([LEFT, RIGHT], { sampleRate: 8000 }));
  assert.equal(wav.numberOfChannels, 2);
  assert.equal(wav.duration, 5 / 8000);
  assert.equal(wav.getChannelData(1), wav.channels[1]);
  assert.throws(() => wav.getChannelData(2), { name: 'RangeError', code: 'E_CONFIG' });
  assert.deepEqual(decodeWav(encodeWav(wav)), wav);
});

test('bytes may be a Buffer at an odd offset, an ArrayBuffer or a shared buffer, and are not changed', () => {
  const file = encodeWav(LEFT, { sampleRate: 8000, bitDepth: 24 });
  const odd = new Uint8Array(file.length + 3).subarray(3);
  odd.set(file);
  const shared = new Uint8Array(new SharedArrayBuffer(file.length));
  shared.set(file);
  for (const bytes of [odd, Buffer.from(file), file.buffer, shared.buffer, new DataView(file.buffer)]) {
    const before = file.slice();
    assert.deepEqual(
      [...decodeWav(bytes).channels[0]],
      LEFT.map((x) => Math.round(x * 2 ** 23) / 2 ** 23),
    );
    assert.deepEqual(file, before);
  }
  for (const wrong of ['text', null, undefined, 7, [1, 2]]) {
    assert.throws(() => decodeWav(/** @type {any} */ (wrong)), {
      name: 'TypeError',
      code: 'E_CONFIG',
      message: /bytes must be/,
    });
  }
});

test('float files give back every bit, also beyond full scale', () => {
  const next = random(1);
  const channels = [0, 1, 2].map(() =>
    Float32Array.from({ length: 1001 }, () => (next() - 0.5) * 2 ** (40 * next() - 20)),
  );
  const wav = decodeWav(encodeWav(channels, { sampleRate: 44100 }));
  assert.deepEqual(wav.channels, channels);
  assert.deepEqual([wav.format, wav.bitDepth, wav.sampleRate], ['float', 32, 44100]);
});

test('more than two channels make an extensible file, fewer a plain one', () => {
  const formats = [1, 2, 3, 6].map((n) =>
    new DataView(encodeWav(Array(n).fill([0.5]), { sampleRate: 8000, bitDepth: 16 }).buffer).getUint16(20, true),
  );
  assert.deepEqual(formats, [1, 1, 0xfffe, 0xfffe]);
  for (const bitDepth of /** @type {const} */ ([8, 16, 24, 32, 'float32'])) {
    const channels = [
      [0.5, -0.5],
      [0.25, 0],
      [0, -1],
    ].map((x) => Float32Array.from(x));
    const wav = decodeWav(encodeWav(channels, { sampleRate: 8000, bitDepth }));
    assert.deepEqual(wav.channels, channels);
    assert.equal(wav.format, bitDepth === 'float32' ? 'float' : 'pcm');
  }
});

test('every 8- and 16-bit level and 24-bit levels survive decoding and encoding again', () => {
  const bytes = Float32Array.from({ length: 256 }, (_, i) => (i - 128) / 128);
  assert.deepEqual(decodeWav(encodeWav(bytes, { sampleRate: 1, bitDepth: 8 })).channels[0], bytes);
  const all = Float32Array.from({ length: 65536 }, (_, i) => (i - 32768) / 32768);
  const some = Float32Array.from(
    { length: 65537 },
    (_, i) => (i * 256 - 2 ** 23 + (i % 256) - (i === 65536 ? 1 : 0)) / 2 ** 23,
  );
  assert.deepEqual(decodeWav(encodeWav(all, { sampleRate: 1, bitDepth: 16 })).channels[0], all);
  assert.deepEqual(decodeWav(encodeWav(some, { sampleRate: 1, bitDepth: 24 })).channels[0], some);
  assert.deepEqual(decodeWav(encodeWav(all, { sampleRate: 1, bitDepth: 32 })).channels[0], all);
});

test('integer formats round to the nearest level, halves upwards, and clamp to full scale', () => {
  const step = 2 ** -15;
  const samples = [0.49 * step, 0.5 * step, -0.5 * step, -0.51 * step, 1, 2, 1e30, -1, -2, -0];
  const levels = [0, 1, 0, -1, 32767, 32767, 32767, -32768, -32768, 0];
  const view = new DataView(encodeWav(samples, { sampleRate: 8000, bitDepth: 16 }).buffer);
  assert.deepEqual(
    samples.map((_, i) => view.getInt16(44 + 2 * i, true)),
    levels,
  );
  for (const bitDepth of /** @type {const} */ ([8, 16, 24, 32])) {
    const [top, bottom] = decodeWav(encodeWav([3, -3], { sampleRate: 8000, bitDepth })).channels[0];
    assert.equal(top, Math.fround(1 - 2 ** (1 - bitDepth)));
    assert.equal(bottom, -1);
  }
});

test('NaN and infinities are written as 0', () => {
  for (const bitDepth of /** @type {const} */ ([8, 16, 24, 32, 'float32'])) {
    const file = encodeWav([Number.NaN, Infinity, -Infinity, 1e300, 0.5], { sampleRate: 8000, bitDepth });
    assert.deepEqual([...decodeWav(file).channels[0]], [0, 0, 0, 0, 0.5]);
  }
});

test('NaN in a float file is passed on as it stands', () => {
  const file = encodeWav([0.5, 0.5], { sampleRate: 8000 });
  new DataView(file.buffer).setFloat32(58, Number.NaN, true);
  assert.deepEqual([...decodeWav(file).channels[0]], [Number.NaN, 0.5]);
});

test('chunks may stand anywhere, odd ones padded or not', () => {
  const fmt = chunk('fmt ', [1, 0, 1, 0, ...u32(8000), ...u32(16000), 2, 0, 16, 0]);
  const data = chunk('data', [0, 64, 0, 192]);
  const list = chunk('LIST', [1, 2, 3, 4, 5]);
  const orders = [
    [fmt, data],
    [list, [0], fmt, list, [0], data, list, [0]],
    [list, fmt, list, data, list], // padding forgotten
    [data, list, [0], fmt],
    [fmt, chunk('junk', []), data, chunk('data', [1, 1])],
    [fmt, data, [9, 9, 9]],
    [data, chunk('data', [1, 1]), fmt],
    [fmt, chunk('fmt ', [7, 0]), data],
  ];
  for (const [i, parts] of orders.entries()) {
    assert.deepEqual([...decodeWav(riff(parts.flat())).channels[0]], [0.5, -0.5], `order ${i}`);
  }
});

test('sizes that were never filled in give the samples that are there', () => {
  const file = encodeWav([0.5, -0.5, 0.25], { sampleRate: 8000, bitDepth: 16 });
  for (const [riffSize, dataSize] of [
    [0, 0],
    [36, 0],
    [0xffffffff, 0],
    [0xffffffff, 0xffffffff],
    [42, 0xffffffff],
    [0x7fffffff, 0x7fffffff - 36],
    [0x7fffffff, 0x7fffffff],
    [0x80000000, 0x80000000],
    [0x7ffff024, 0x7ffff000], // SoX
    [0xffff1024, 0xffff1000],
    [0xffffffff, 0xffffffff - 44],
  ]) {
    const streamed = file.slice();
    new DataView(streamed.buffer).setUint32(4, riffSize, true);
    new DataView(streamed.buffer).setUint32(40, dataSize, true);
    const wav = decodeWav(streamed);
    assert.deepEqual([[...wav.channels[0]], wav.missing], [[0.5, -0.5, 0.25], 0], `${riffSize}, ${dataSize}`);
  }
});

test('RF64 keeps the size of its samples in a chunk of its own', () => {
  const rf64 = Buffer.from(FILES.find(([name]) => name.includes('RF64'))?.[3] ?? '', 'base64');
  const wav = decodeWav(Buffer.concat([rf64, Buffer.from(chunk('LIST', [1, 2, 3, 4]))]));
  assert.deepEqual([wav.length, wav.missing], [5, 0]);
  assert.equal(decodeWav(rf64.subarray(0, rf64.length - 8)).missing, 2);
});

test('an empty data chunk before another chunk is empty', () => {
  const fmt = chunk('fmt ', [1, 0, 1, 0, ...u32(8000), ...u32(16000), 2, 0, 16, 0]);
  const wav = decodeWav(riff([...fmt, ...chunk('data', []), ...chunk('LIST', [1, 2, 3, 4])]));
  assert.deepEqual([wav.length, wav.missing], [0, 0]);
});

test('a file that was cut short gives its whole samples and counts the missing ones', () => {
  const file = encodeWav([LEFT, RIGHT], { sampleRate: 8000, bitDepth: 24 });
  const [, whole] = decodeWav(file).channels;
  for (let end = 44; end < file.length; end++) {
    const wav = decodeWav(file.subarray(0, end));
    assert.equal(wav.length, Math.floor((end - 44) / 6));
    assert.equal(wav.missing, 5 - wav.length);
    assert.deepEqual(wav.channels[1], whole.slice(0, wav.length));
  }
});

test('a header that claims 4 GiB decodes to what is there', () => {
  const file = encodeWav([0.5], { sampleRate: 8000, bitDepth: 16 });
  new DataView(file.buffer).setUint32(40, 0xfffffff0, true);
  assert.deepEqual([...decodeWav(file).channels[0]], [0.5]);
});

test('12 bits stand in the upper bits of two bytes', () => {
  const file = encodeWav([0.5, -0.25], { sampleRate: 8000, bitDepth: 16 });
  new DataView(file.buffer).setUint16(34, 12, true);
  const wav = decodeWav(file);
  assert.deepEqual([[...wav.channels[0]], wav.bitDepth], [[0.5, -0.25], 16]);
});

test('files that cannot be read name what is wrong and where', () => {
  const good = encodeWav([0.5], { sampleRate: 8000, bitDepth: 16 });
  const patched = (/** @type {number} */ at, /** @type {number[]} */ bytes) => {
    const file = good.slice();
    file.set(bytes, at);
    return file;
  };
  const rows = /** @type {[Uint8Array, RegExp][]} */ ([
    [new Uint8Array(0), /not a WAV file: it is empty/],
    [Buffer.from('hello'), /not a WAV file: .* at byte 0, got 68 65 6c 6c 6f/],
    [Buffer.from('ID3 a compressed file of some kind'), /not a WAV file: .*, got the end of the file/],
    [Buffer.concat([id3(3), Buffer.from([0xff, 0xfb])]), /not a WAV file: .* at byte 13, got ff fb/],
    [patched(8, [0x41]), /not a WAV file/],
    [good.subarray(0, 12), /without a "fmt " chunk: looked up to byte 12/],
    [good.subarray(0, 30), /without a "data" chunk: looked up to byte 30/],
    [good.subarray(0, 36), /without a "data" chunk: looked up to byte 36/],
    [patched(12, [0x46]), /without a "fmt " chunk/],
    [patched(16, [14]), /without a "data" chunk/],
    [
      riff([...chunk('fmt ', [1, 0]), ...chunk('data', [])]),
      /"fmt " chunk at byte 20 must have 16 bytes or more, got 2/,
    ],
    [
      patched(20, [0]),
      /format at byte 20 must be 0x0001 \(pcm\) or 0x0003 \(float\) or 0x0006 \(A-law\) or 0x0007 \(mu-law\), got 0x0000/,
    ],
    [patched(20, [0x11]), /got 0x0011 \(IMA ADPCM\)/],
    [patched(20, [7]), /bits per sample at byte 34 must be 8 for mu-law, got 16/],
    [patched(20, [0xfe, 0xff]), /extensible "fmt " chunk at byte 20 must have 26 bytes or more, got 16/],
    [patched(20, [3]), /bits per sample at byte 34 must be 32 or 64 for float, got 16/],
    [patched(22, [0]), /number of channels at byte 22 must be 1 to 1024, got 0/],
    [patched(22, [0, 255]), /number of channels at byte 22 must be 1 to 1024, got 65280/],
    [patched(24, [0, 0]), /sample rate at byte 24 must be 1 to 10000000 Hz, got 0/],
    [patched(24, [255, 255, 255, 255]), /sample rate at byte 24 .* got 4294967295/],
    [patched(34, [0]), /bits per sample at byte 34 must be 1 to 32 for PCM, got 0/],
    [patched(34, [64]), /bits per sample at byte 34 must be 1 to 32 for PCM, got 64/],
  ]);
  for (const [file, message] of rows) assert.throws(() => decodeWav(file), { code: 'E_DECODE', message });
});

test('20,000 damaged files give samples or a typed error, and never more samples than bytes', () => {
  const next = random(2);
  const seeds = FILES.map(([, , , base64]) => Buffer.from(base64, 'base64'));
  const interesting = [0, 1, 2, 3, 7, 8, 24, 32, 64, 127, 128, 254, 255];
  let decoded = 0;
  for (let run = 0; run < 20000; run++) {
    let file = Buffer.from(seeds[Math.floor(next() * seeds.length)]);
    for (let edits = Math.floor(next() * 6); edits >= 0; edits--) {
      const at = Math.floor(next() * Math.min(file.length, next() < 0.8 ? 90 : file.length));
      const kind = next();
      if (kind < 0.4) file[at] = Math.floor(next() * 256);
      else if (kind < 0.8) file[at] = interesting[Math.floor(next() * interesting.length)];
      else if (kind < 0.9) file = file.subarray(0, at);
      else file = Buffer.concat([file.subarray(0, at), file.subarray(Math.floor(next() * file.length))]);
      if (file.length === 0) break;
    }
    try {
      const { channels, length, missing, sampleRate } = decodeWav(file);
      decoded++;
      assert.ok(channels.every((c) => c.length === length) && channels.length * length <= file.length);
      assert.ok(missing >= 0 && sampleRate > 0);
    } catch (error) {
      assert.equal(/** @type {any} */ (error).code, 'E_DECODE', String(/** @type {Error} */ (error).stack));
    }
  }
  assert.ok(decoded > 2000 && decoded < 18000, `${decoded} of 20000 decoded: the damage is neither trifling nor total`);
});

test('encodeWav says what it was given and what it takes', () => {
  const rows = /** @type {[any, any, string, string, RegExp][]} */ ([
    [[0], {}, 'TypeError', 'E_CONFIG', /sampleRate must be a number, got undefined/],
    [[0], { sampleRate: '8000' }, 'TypeError', 'E_CONFIG', /sampleRate must be a number, got '8000'/],
    [
      [0],
      { sampleRate: 22050.5 },
      'RangeError',
      'E_CONFIG',
      /sampleRate must be an integer from 1 to 10000000, got 22050.5/,
    ],
    [[0], { sampleRate: 0 }, 'RangeError', 'E_CONFIG', /got 0/],
    [
      [0],
      { sampleRate: 1, bitDepth: 12 },
      'RangeError',
      'E_CONFIG',
      /bitDepth must be 8, 16, 24, 32 or 'float32', got 12/,
    ],
    [
      [0],
      { sampleRate: 1, bitdepth: 16 },
      'TypeError',
      'E_CONFIG',
      /unknown option 'bitdepth' \(did you mean 'bitDepth'\?\)/,
    ],
    [null, { sampleRate: 1 }, 'TypeError', 'E_CONFIG', /samples must be .*, got null/],
    ['abc', { sampleRate: 1 }, 'TypeError', 'E_CONFIG', /samples must be .*, got 'abc'/],
    [new Int16Array(4), { sampleRate: 1 }, 'TypeError', 'E_CONFIG', /samples must be .*, got Int16Array/],
    [[[0], 'x'], { sampleRate: 1 }, 'TypeError', 'E_CONFIG', /channel 1 must be a Float32Array, got 'x'/],
    [[[0, 1], [0]], { sampleRate: 1 }, 'RangeError', 'E_CONFIG', /channel 0 has 2 samples, channel 1 has 1/],
    [Array(1025).fill([0]), { sampleRate: 1 }, 'RangeError', 'E_CONFIG', /1 to 1024 channels, got 1025/],
  ]);
  for (const [samples, options, name, code, message] of rows) {
    assert.throws(() => encodeWav(samples, options), { name, code, message });
  }
});

test('more than 4 GiB is refused before memory is taken', () => {
  const channel = new Float32Array(2 ** 20 + 2 ** 12);
  assert.throws(() => encodeWav(Array(1024).fill(channel), { sampleRate: 8000 }), {
    name: 'RangeError',
    code: 'E_TOO_LARGE',
  });
});

test("an odd number of bytes is padded, and every size in the header is the file's", () => {
  const file = encodeWav([0, 0.5, 1], { sampleRate: 8000, bitDepth: 24 });
  const view = new DataView(file.buffer);
  assert.deepEqual([file.length, view.getUint32(4, true), view.getUint32(40, true)], [54, 46, 9]);
  const float = encodeWav([], { sampleRate: 8000 });
  assert.deepEqual([float.length, new DataView(float.buffer).getUint32(4, true)], [58, 50]);
  assert.equal(decodeWav(float).length, 0);
});

/**
 * Numbers in [0, 1), the same for the same seed (mulberry32).
 * @param {number} seed
 */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
