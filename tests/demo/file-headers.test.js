// Files as the demo opens them, as far as no browser is needed: rates in their headers, what the browser reads, limits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeWav } from 'specgram';
import { readFile } from '../../demo/sources/file.js';
import { nativeRate } from '../../demo/sources/native-rate.js';

test('the sample rate is read off the headers of compressed files', () => {
  const bytes = (/** @type {(number | string)[]} */ ...parts) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [part])));
  const zeros = (/** @type {number} */ n) => '\0'.repeat(n);
  const cases = [
    [bytes('fLaC', zeros(14), 0x17, 0x70, 0x02), 96000],
    [bytes('OggS', zeros(25), 'vorbis', zeros(5), 0x44, 0xac, 0, 0), 44100],
    [bytes('OggS', zeros(24), 'OpusHead', zeros(20)), 48000],
    [bytes(0xff, 0xfb, 0x90, 0), 44100],
    [bytes(0xff, 0xf3, 0x94, 0), 24000],
    [bytes(0xff, 0xf1, 0x50, 0x80), 44100],
    [bytes(0xff, 0xf9, 0x60, 0x80), 16000],
    [bytes('RIFF', zeros(4), 'WAVEfmt ', zeros(8), 0x22, 0x56, 0, 0), 22050],
    [bytes(zeros(4), 'ftypM4A '), undefined],
    [bytes('<html>', zeros(40)), undefined],
    [bytes(''), undefined],
  ];
  for (const [start, rate] of /** @type {any} */ (cases)) assert.equal(nativeRate(start), rate);

  // MP4: a sample entry of 16.16 bits, and in it what the decoder is set up with.
  const entry = (/** @type {number} */ hz) => ['mp4a', zeros(24), hz >> 8, hz & 255, zeros(2)];
  const setup = (/** @type {number[]} */ ...special) => [
    zeros(4),
    'esds',
    zeros(4),
    3,
    0x80,
    0x80,
    0x80,
    34,
    zeros(3),
    4,
    20,
    zeros(13),
    5,
    special.length,
    ...special,
  ];
  for (const [parts, rate] of /** @type {any} */ ([
    [entry(44100), 44100],
    [[...entry(44100), ...setup(0x12, 0x10)], 44100], // AAC-LC
    [[...entry(24000), ...setup(0x13, 0x10)], 24000],
    [[...entry(22050), ...setup(0x2b, 0x92, 0x08, 0x00)], 44100], // with spectral band replication: 22,050 to 44,100
    [[...entry(0), ...setup(0x11, 0x90)], 48000],
    [[], undefined],
  ])) {
    const file = bytes(zeros(4), 'ftypM4A ', zeros(40), 'moov', zeros(99), 'm', ...parts, zeros(9));
    assert.equal(nativeRate(file.subarray(0, 64), file.buffer), rate);
  }
});

test('a WAV that the package does not read is tried by the browser, at its own rate, before it is given up', async () => {
  const file = Buffer.from(encodeWav(new Float32Array(100), { sampleRate: 22050, bitDepth: 16 }));
  file.writeUInt16LE(0x11, 20); // IMA ADPCM
  const given = new File([file], 'adpcm.wav');
  const { signal } = new AbortController();
  const scope = /** @type {any} */ (globalThis);
  const before = scope.OfflineAudioContext;
  /** @type {number[]} */
  const rates = [];
  let decodes = true;
  scope.OfflineAudioContext = class {
    constructor(/** @type {number} */ _, /** @type {number} */ __, /** @type {number} */ sampleRate) {
      rates.push(sampleRate);
      this.sampleRate = sampleRate;
    }
    async decodeAudioData() {
      if (!decodes) throw new Error('Unable to decode audio data');
      return { numberOfChannels: 1, sampleRate: this.sampleRate, getChannelData: () => new Float32Array(50).fill(0.5) };
    }
  };
  try {
    const sound = await readFile(given, signal);
    assert.deepEqual([sound.sampleRate, rates], [22050, [22050]]);
    decodes = false;
    await assert.rejects(readFile(given, signal), {
      code: 'E_DECODE',
      message: /“adpcm.wav” cannot be read: .*IMA ADPCM/,
    });
  } finally {
    scope.OfflineAudioContext = before;
  }
});

test('a file too large for a tab is refused before it is read', async () => {
  const { signal } = new AbortController();
  const head = (/** @type {string} */ text) => new Blob([text]);
  for (const [name, size, start] of /** @type {[string, number, Blob][]} */ ([
    ['long.wav', 2e9, head('RIFF\0\0\0\0WAVEfmt ')],
    ['long.mp3', 5e8, head('\xff\xfb\x90\0')],
  ])) {
    const file = { name, size, slice: start.slice.bind(start), arrayBuffer: () => assert.fail('it was read') };
    await assert.rejects(
      readFile(/** @type {File} */ (/** @type {unknown} */ (file)), signal),
      (/** @type {any} */ error) => {
        assert.equal(error.code, 'E_FILE_TOO_LARGE');
        assert.match(error.message, new RegExp(`“${name}” is ${size / 1e6} MB`));
        return true;
      },
    );
  }
});
