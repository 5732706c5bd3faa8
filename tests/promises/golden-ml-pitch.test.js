// What librosa 0.11 gives (golden/ml.json) for fundamental frequencies, onsets and tempo.
import { test } from 'node:test';
import { load } from 'specgram';
import { checkRecord } from '../helpers/ml-record.js';
import { chirp, gate, mix, noise } from '../helpers/ml-signals.js';

const sg = await load();
const options = { sampleRate: 22050, fMin: 60, fMax: 2000 };
const sounds = { mix: mix(22050), chirp: chirp(22050, 22050) };

test("YIN is librosa's", () => {
  checkRecord('librosa/yin/mix', sg.yin(sounds.mix, options).transpose(), 1e-3); // of 220 Hz
  checkRecord('librosa/yin', sg.yin(sounds.chirp, options).transpose(), 5e-3); // of up to 2 kHz
});

test("pYIN is librosa's", () => {
  const column = (/** @type {Float32Array} */ x, /** @type {number} */ k) => {
    const { data, shape } = sg.pyin(x, { ...options, fillNa: -1 });
    return { data: data.filter((_, i) => i % 3 === k), shape: [1, shape[0]] };
  };
  checkRecord('librosa/pyin/f0-mix', column(sounds.mix, 0), 1e-4);
  checkRecord('librosa/pyin/f0-chirp', column(sounds.chirp, 0), 1e-3);
  checkRecord('librosa/pyin/voiced-prob-mix', column(sounds.mix, 2), 1e-6);
});

test("onset strength is librosa's, of the mean and the median, and without its slow part", () => {
  const onsets = (/** @type {Float32Array} */ x, own = {}) =>
    sg.onsetStrength(x, { sampleRate: 22050, ...own }).transpose();
  checkRecord('librosa/onset_strength/gate', onsets(gate(22050)), 2e-5);
  checkRecord('librosa/onset_strength/chirp', onsets(sounds.chirp), 2e-5);
  const flux = sg.spectralFlux(sounds.chirp, { sampleRate: 22050 });
  checkRecord('librosa/spectral_flux-note', flux.transpose(), 2e-5);
  const vibrato = onsets(noise(22050), { lag: 2, maxSize: 3, aggregate: 'median' });
  checkRecord('librosa/onset_strength/lag2-max3-median', vibrato, 2e-5);
  checkRecord('librosa/onset_strength/detrend', onsets(sounds.chirp, { detrend: true }), 2e-5);
});

test("the tempogram and the tempo are librosa's", () => {
  const x = noise(4 * 22050);
  checkRecord('librosa/tempogram', sg.tempogram(x, { sampleRate: 22050 }).transpose(), 1e-6);
  checkRecord('librosa/tempo', sg.tempo(x, { sampleRate: 22050 }), 1e-5, 1e-5);
});

test('onsets of some of the bands are those of that part of the decibels, and the Fourier tempogram is a spectrogram', () => {
  const { data, shape } = sg.powerToDb(sg.melSpectrogram(sounds.chirp, { sampleRate: 22050 }));
  const rows = [0, 32, 64, 96].flatMap((first) => {
    const part = data.filter((_, i) => i % 128 >= first && i % 128 < first + 32);
    return [...sg.onsetStrength({ data: part, shape: [shape[0], 32] }, { hopLength: 512 }).data];
  });
  checkRecord('librosa/onset_strength_multi', { data: rows, shape: [4, shape[0]] }, 5e-5);
  const S = sg.onsetStrength(noise(4 * 22050), { sampleRate: 22050 });
  const F = sg.spectrogram(S.data, { nFft: 384, hopLength: 1, power: 1 });
  checkRecord('librosa/tempogram/fourier', F.transpose(), 5e-4); // of up to 129
});
