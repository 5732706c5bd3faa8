// Sounds of several channels: each as if it came alone, with a leading axis, in the engine and in the pool.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool, load, Spectrogram } from 'specgram';
import { METHODS } from '../helpers/registry.js';
import { signal } from '../helpers/signals.js';

/** @type {any} */
const sg = await load();
/** @type {any} */
const pool = await createPool({ workers: 2 });
after(() => pool.close());

const channels = [signal(6000, 1), signal(6000, 2), signal(6000, 3)];
const sampleRate = 16000;
const buffer = {
  numberOfChannels: 3,
  length: 6000,
  sampleRate,
  getChannelData: (/** @type {number} */ c) => channels[c],
};
const OWN = /** @type {Record<string, any[]>} */ ({
  analyse: [[['mel', { nMels: 20 }], 'log'], { sampleRate }],
  resample: [16000, 8000, {}],
  preemphasis: [{}],
  deemphasis: [{}],
  ...Object.fromEntries(
    ['cqt', 'vqt', 'pseudoCqt', 'hybridCqt', 'chroma', 'chromaCens'].map((name) => [
      name,
      [{ sampleRate, fMin: 110, nOctaves: 3, nBins: 36 }],
    ]),
  ),
});

/** What a method is given behind its samples. @param {string} method */
function behind(method) {
  if (OWN[method]) {
    const own = OWN[method].map((value) => (Array.isArray(value) || typeof value !== 'object' ? value : { ...value }));
    const last = own[own.length - 1];
    if (method.startsWith('chroma')) delete last.nBins;
    else delete last.nOctaves;
    return own;
  }
  return [
    ['stft', 'spectrogram', 'synchrosqueeze', 'rms', 'zeroCrossingRate', 'spectralFlatness'].includes(method)
      ? {}
      : { sampleRate },
  ];
}

/** @param {any} result @returns {number[]} */
const numbersOf = (result) =>
  typeof result === 'number'
    ? [result]
    : [...(ArrayBuffer.isView(result) ? /** @type {any} */ (result) : (result.data ?? result.times))];

const methods = Object.keys(METHODS).filter((name) => ['samples', 'chain', 'rates'].includes(METHODS[name]));

test('every method of samples gives of [channels][n] what it gives of each, with a leading axis', async () => {
  for (const method of methods) {
    const own = behind(method);
    const each = channels.map((x) => sg[method](x, ...own));
    const all = sg[method](channels, ...own);
    const shape = typeof each[0] === 'number' ? [] : (each[0].shape ?? [each[0].length]);
    assert.deepEqual(all.shape, [3, ...shape], method);
    assert.deepEqual(numbersOf(all), each.flatMap(numbersOf), method);
    if (each[0] instanceof Spectrogram) {
      assert.ok(all instanceof Spectrogram, method);
      assert.deepEqual([all.times, all.frequencies, all.channels], [each[0].times, each[0].frequencies, 3], method);
    }
    assert.deepEqual(await pool[method](channels, ...own), all, `${method} in the pool`);
  }
});

test("an AudioBuffer's channels are taken one, mixed or all; samples of one channel may be asked for all", () => {
  const [S] = channels.map((x) => sg.spectrogram(x, { sampleRate }));
  assert.deepEqual(sg.spectrogram(buffer), S);
  const all = sg.spectrogram(buffer, { channel: 'all' });
  assert.deepEqual(all, sg.spectrogram(channels, { sampleRate }));
  assert.deepEqual(sg.spectrogram(channels, { sampleRate, channel: 0 }), S);
  assert.deepEqual(
    sg.spectrogram(channels, { sampleRate, channel: 'mix' }).data,
    sg.spectrogram(buffer, { channel: 'mix' }).data,
  );
  assert.deepEqual(sg.spectrogram(channels[0], { sampleRate, channel: 'all' }).shape, [1, ...S.shape]);
  const turned = all.transpose();
  assert.deepEqual(turned.shape, [3, S.shape[1], S.shape[0]]);
  assert.deepEqual(turned.data.subarray(0, S.data.length), S.transpose().data);
  const lists = sg.spectrogram(
    channels.map((x) => [...x]),
    { sampleRate },
  );
  assert.deepEqual(lists.data, all.data);
});

test('channels of several lengths, and those that there are not are refused', () => {
  assert.throws(() => sg.stft([channels[0], channels[1].subarray(1)]), {
    name: 'RangeError',
    message: 'samples must have channels of one length, got 6000 and, of channel 1, 5999',
  });
  assert.throws(() => sg.stft(channels, { channel: 3 }), /channel must be 'mix' or an integer from 0 to 2, got 3/);
  assert.throws(() => sg.stft(channels[0], { channel: 'left' }), /channel must be .*got 'left'/);
});

test('the pool tells the progress of all channels as one, never less than before', async () => {
  /** @type {number[]} */
  const seen = [];
  await pool.cqt(channels, {
    sampleRate,
    fMin: 110,
    nBins: 36,
    onProgress: (/** @type {{ done: number, total: number }} */ { done, total }) => seen.push(done / total),
  });
  assert.ok(seen.length > 2 && seen.every((share, i) => share >= (seen[i - 1] ?? 0) && share <= 1), seen.join());
});
