// What other toolkits for speech make, put together from stages and methods: torchaudio, Kaldi, SpeechBrain,
// python_speech_features.
import { test } from 'node:test';
import { load } from 'specgram';
import { checkRecord } from '../helpers/ml-record.js';
import { mix } from '../helpers/ml-signals.js';

/** @type {any} */
const sg = await load();
const sampleRate = 16000;
const x = mix(sampleRate);
const bins = (/** @type {any} */ S) => S.transpose();

/** torchaudio's MelSpectrogram as it is by default. */
const torchaudio = () =>
  sg.fbank(x, {
    ...{ sampleRate, nFft: 400, hopLength: 200, padMode: 'reflect', nMels: 128, fMax: 8000, htk: true, norm: null },
  });
const mfcc13 = () => sg.mfcc(sg.powerToDb(torchaudio()), { nMfcc: 13 });
const kaldi = () => sg.preset('kaldi-mfcc-13').extract(x, { sampleRate });
const speechbrain = () => sg.preset('speechbrain-fbank', { nMels: 80 }).extract(x, { sampleRate });
const psf = () => sg.preset('psf-mfcc').extract(x, { sampleRate });

/** The speech toolkits' regression over five frames. @param {any} S */
const slope = (S) => sg.delta(S, { width: 5, mode: 'nearest' });

const povey = {
  ...{ nFft: 512, winLength: 400, hopLength: 160, window: 'povey', periodic: false, center: false, align: 'start' },
  ...{ removeDc: true, framePreemphasis: 0.97, triangles: 'kaldi', norm: null, fMin: 20, fMax: 8000, energy: 'first' },
};
const tiny = { amin: 1.1920928955078125e-7 };
const int16 = ['amplify', { factor: 32768 }];

/** Kaldi's power spectrum: its bins are bands of one bin each, and the energy stands for bin 0. */
function kaldiSpectrogram() {
  const bands = 257;
  const filters = { data: new Float32Array(bands * bands), shape: [bands, bands] };
  for (let k = 0; k < bands; k++) filters.data[k * (bands + 1)] = 1;
  const S = sg.analyse(x, [int16, ['fbank', { ...povey, nMels: bands, filters }], ['log', tiny]], { sampleRate });
  const data = S.data.filter((/** @type {number} */ _, /** @type {number} */ i) => i % (bands + 1) !== 1);
  return { data, shape: [S.shape[0], bands] };
}

/** Records by their names; tolerances are single precision of the largest values of each. */
const RECORDS = /** @type {[string, number, () => any][]} */ ([
  ['torchaudio-mel/mix', 2e-2, () => bins(torchaudio())], // of 1830
  ['torchaudio-mfcc/mix', 5e-3, () => bins(sg.mfcc(sg.powerToDb(torchaudio()), { nMfcc: 40 }))],
  ['torchaudio-mfcc/mix/logmels', 5e-3, () => bins(sg.mfcc(logarithm(torchaudio()), { nMfcc: 13 }))],
  ['torchaudio-deltas/mix', 5e-3, () => bins(slope(mfcc13()))],
  ['speechbrain-deltas/mix', 5e-3, () => slope(rows(speechbrain()))],
  [
    'kaldi-mfcc-13/mix/energy',
    5e-3,
    () => {
      const cepstra = ['dct', { nMfcc: 13, lifter: 22, lifterFrom: 0, energy: true }];
      return sg.analyse(x, [int16, ['fbank', { ...povey, nMels: 23 }], ['log', tiny], cepstra], { sampleRate });
    },
  ],
  ['kaldi-spectrogram/mix', 2e-3, kaldiSpectrogram],
  ['psf-delta/mix', 2e-3, () => slope(rows(psf()))],
]);

/** ln(x + 1e-6) @param {any} S */
const logarithm = (S) => ({ ...S, data: S.data.map((/** @type {number} */ v) => Math.log(v + 1e-6)), unit: 'log' });

/** Without the batch. @param {{ data: Float32Array, shape: number[] }} tensor */
const rows = ({ data, shape }) => ({ data, shape: shape.slice(-2) });

for (const [name, tolerance, call] of RECORDS) {
  test(`${name} to ${tolerance}`, (t) => {
    const { data, shape } = call();
    const wanted = /^(torchaudio|speechbrain)/.test(name) ? [1, ...shape] : shape;
    t.diagnostic(`${checkRecord(name, { data, shape: wanted }, tolerance).toExponential(1)}`);
  });
}

test('kaldi-deltas/mix: cepstra, their slope, and the slope of that', (t) => {
  const C = kaldi();
  const first = slope(C);
  const [frames, n] = C.shape;
  const data = new Float32Array(3 * frames * n);
  // Kaldi's second kernel is the first applied twice, its frames clamped at the ends once
  const clamped = (/** @type {number} */ f, /** @type {number} */ k) =>
    C.data[Math.min(frames - 1, Math.max(0, f)) * n + k];
  const kernel = [-2, -1, 0, 1, 2].map((v) => v / 10);
  const twice = Array.from({ length: 9 }, (_, i) =>
    kernel.reduce((sum, v, j) => sum + (i - j >= 0 && i - j < 5 ? v * kernel[i - j] : 0), 0),
  );
  for (let f = 0; f < frames; f++) {
    for (let k = 0; k < n; k++) {
      data[f * 3 * n + k] = C.data[f * n + k];
      data[f * 3 * n + n + k] = first.data[f * n + k];
      data[f * 3 * n + 2 * n + k] = twice.reduce((sum, v, i) => sum + v * clamped(f + i - 4, k), 0);
    }
  }
  t.diagnostic(`${checkRecord('kaldi-deltas/mix', { data, shape: [frames, 3 * n] }, 5e-3).toExponential(1)}`);
});
