// What an analyser says of its bins: the level of a full-scale sine, and how much sound each of them hears.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';

const sg = await load();
const sampleRate = 16000;

/** @param {number} hz @param {number} n */
const sine = (hz, n) => Float32Array.from({ length: n }, (_, i) => Math.cos((2 * Math.PI * hz * i) / sampleRate + 0.7));

/** The largest of each bin over the middle columns; complex ones by their magnitude. */
function reading(kind, options, bin, hz) {
  const analyser = sg.analyser(kind, options);
  const complex = analyser.unit === 'complex';
  let most = 0;
  const column = (x) => {
    most = Math.max(most, complex ? Math.hypot(x[2 * bin], x[2 * bin + 1]) : x[bin]);
  };
  const x = sine(hz, 28000);
  analyser.push(x.subarray(0, 24000), () => {}); // beyond the onset
  analyser.push(x.subarray(24000), column);
  analyser.close();
  return most;
}

const framing = { sampleRate, nFft: 512, hopLength: 128 };
const constantQ = { sampleRate, hopLength: 128, fMin: 110, nBins: 48 };
for (const [kind, options, bins, decibels] of /** @type {const} */ ([
  ['stft', framing, [20, 100], 0.001],
  ['stft', { ...framing, winLength: 400, window: ['kaiser', 9] }, [20, 100], 0.001],
  ['spectrogram', framing, [20, 100], 0.001],
  ['spectrogram', { ...framing, power: 1 }, [20, 100], 0.001],
  ['spectrogram', { ...framing, scaling: 'magnitude' }, [20, 100], 0.001],
  ['spectrogram', { ...framing, scaling: 'psd' }, [20, 100], 0.001],
  ['cqt', constantQ, [3, 40], 0.01],
  ['cqt', { ...constantQ, scale: false, norm: 2 }, [3, 40], 0.01],
  ['vqt', { ...constantQ, filterScale: 0.5, norm: null }, [12, 40], 0.01],
  ['pseudoCqt', constantQ, [3, 40], 0.01],
  ['pseudoCqt', { ...constantQ, scale: false, norm: 2, window: 'blackman' }, [12, 40], 0.01],
  ['hybridCqt', { ...constantQ, hopLength: 512 }, [3, 40], 0.01],
])) {
  test(`a full-scale sine reads what ${kind} ${JSON.stringify(options)} says`, () => {
    const analyser = sg.analyser(kind, options);
    const { fullScale = [], frequencies } = analyser;
    assert.equal(fullScale.length, analyser.bins);
    for (const bin of bins) {
      const got = reading(kind, options, bin, frequencies[bin]);
      const perDecade = analyser.unit === 'power' ? 10 : 20;
      assert.ok(Math.abs(perDecade * Math.log10(got / fullScale[bin])) <= decibels, `${got}, said ${fullScale[bin]}`);
    }
    analyser.close();
  });
}

test('a mel band says what a full-scale sine in the bin nearest its centre reads', () => {
  for (const options of [
    { ...framing, nMels: 40 },
    { ...framing, nMels: 60, norm: null, power: 1, window: 'blackman' },
  ]) {
    const analyser = sg.analyser('mel', options);
    for (const band of [10, 30]) {
      const hz = (Math.round((analyser.frequencies[band] * 512) / sampleRate) * sampleRate) / 512;
      const got = reading('mel', options, band, hz);
      assert.ok(Math.abs(got / analyser.fullScale[band] - 1) < 1e-3, `${got}, said ${analyser.fullScale[band]}`);
    }
    analyser.close();
  }
});

test('reassigned and squeezed, a full-scale sine gathers to what is said', () => {
  // On a row of the grid, and in the middle of a bin, all of it comes to one place.
  for (const kind of /** @type {const} */ (['reassigned', 'synchrosqueeze'])) {
    const options = kind === 'reassigned' ? { ...framing, height: 257 } : framing;
    const analyser = sg.analyser(kind, options);
    const got = reading(kind, options, 64, 2000);
    assert.ok(Math.abs(got / analyser.fullScale[64] - 1) < 0.01, `${kind}: ${got}, said ${analyser.fullScale[64]}`);
    analyser.close();
  }
});

test('bins say how many samples they hear', () => {
  assert.deepEqual([...new Set(sg.analyser('spectrogram', { ...framing, winLength: 300 }).lengths)], [300]);
  const { lengths, frequencies } = sg.analyser('cqt', constantQ);
  const q = 1 / (2 ** (1 / 12) - 1); // Brown (1991), to within the two-sided bandwidth that librosa takes
  lengths.forEach((length, b) => assert.ok(Math.abs((length * frequencies[b]) / sampleRate / q - 1) < 0.04));
});
