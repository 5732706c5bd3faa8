// Descriptors of frames against what librosa 0.11 gives for the same signals.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { checkRecord } from '../helpers/ml-record.js';
import { chirp, gate, mix } from '../helpers/ml-signals.js';

/** @type {any} */
const sg = await load();
const sampleRate = 22050;
const signals = { chirp: chirp(22050, sampleRate), mix: mix(22050), gate: gate(22050) };

/** Method, options, record, and what values may differ by: of single precision in librosa's spectra. */
const RECORDS = /** @type {[string, keyof typeof signals, any, string, number, number?][]} */ ([
  ['spectralCentroid', 'chirp', {}, 'centroid/chirp', 0.01],
  ['spectralCentroid', 'mix', {}, 'centroid/mix', 0.01],
  ['spectralCentroid', 'gate', {}, 'centroid/gate', 0.01],
  ['spectralBandwidth', 'chirp', {}, 'bandwidth/chirp', 0.01],
  ['spectralBandwidth', 'mix', {}, 'bandwidth/mix', 0.01],
  ['spectralBandwidth', 'chirp', { p: 1 }, 'bandwidth/p1', 0.01],
  ['spectralBandwidth', 'chirp', { norm: false }, 'bandwidth/nonorm', 0.5],
  ['spectralRolloff', 'chirp', {}, 'rolloff/chirp', 1e-3],
  ['spectralRolloff', 'mix', {}, 'rolloff/mix', 1e-3],
  ['spectralRolloff', 'chirp', { rollPercent: 0.01 }, 'rolloff/min', 1e-3],
  ['spectralFlatness', 'chirp', {}, 'flatness/chirp', 1e-6],
  ['spectralFlatness', 'mix', {}, 'flatness/mix', 1e-6],
  ['spectralFlatness', 'gate', {}, 'flatness/gate', 1e-6, 1e-6], // librosa's of silence is 1 + 7e-7
  ['spectralContrast', 'chirp', {}, 'contrast/chirp', 5e-3],
  ['spectralContrast', 'mix', {}, 'contrast/mix', 5e-3],
  ['spectralContrast', 'chirp', { linear: true }, 'contrast/linear', 1e-3],
  ['polyFeatures', 'chirp', {}, 'poly1/chirp', 1e-4],
  ['polyFeatures', 'mix', {}, 'poly1/mix', 1e-4],
  ['polyFeatures', 'chirp', { order: 2 }, 'poly2', 1e-4],
  ['rms', 'chirp', {}, 'rms/chirp', 1e-6],
  ['rms', 'mix', {}, 'rms/mix', 1e-6],
  ['rms', 'gate', {}, 'rms/gate', 1e-6],
  ['zeroCrossingRate', 'chirp', {}, 'zcr/chirp', 1e-7],
  ['zeroCrossingRate', 'mix', {}, 'zcr/mix', 1e-7],
  ['zeroCrossingRate', 'gate', {}, 'zcr/gate', 1e-7],
  ['chromaStft', 'mix', { tuning: 0 }, 'chroma_stft', 1e-5],
]);

for (const [method, signal, options, name, tolerance, mean] of RECORDS) {
  test(`${method} of ${signal} ${JSON.stringify(options)} is librosa's`, (t) => {
    const off = checkRecord(
      `librosa/${name}`,
      sg[method](signals[signal], { sampleRate, ...options }).transpose(),
      tolerance,
      mean,
    );
    t.diagnostic(`${name}: ${off.toExponential(1)} off, ${tolerance} allowed`);
  });
}

test("rms of a magnitude spectrogram is librosa's", () => {
  const S = sg.spectrogram(signals.chirp, { power: 1, hopLength: 512, sampleRate });
  checkRecord('librosa/rms/fromS', sg.rms(S).transpose(), 1e-6);
  assert.deepEqual(sg.rms(sg.spectrogram(signals.chirp, { sampleRate })).shape, [44, 1]);
});

test("tonnetz of chroma is librosa's", () => {
  checkRecord('librosa/tonnetz', sg.tonnetz(sg.chromaStft(signals.mix, { sampleRate, tuning: 0 })).transpose(), 1e-6);
});

test("the bank of chroma filters is librosa's", () => {
  checkRecord('librosa/chroma_stft/filter', sg.chromaFilterbank({ sampleRate }), 1e-6);
});
