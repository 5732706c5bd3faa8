// Presets against what the models' own front ends give (tests/golden/ml.json), at the tolerances that those have among
// themselves.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'specgram';
import { checkRecord, record } from '../helpers/ml-record.js';
import { chirp, gate, mix, noise } from '../helpers/ml-signals.js';

const sg = await load();

const SIGNALS = /** @type {Record<string, (n: number, sampleRate: number) => Float32Array>} */ ({
  mix,
  gate,
  chirp,
  noise,
});
const WHISPER = 1e-4; // after / 4
const LN = 5e-4;
const DB = 5e-3;
// Where bins are 70 dB below the rest, the references' own float32 is that far from float64: 6.7e-3 dB, 6.3e-4.
const FAINT_DB = 1e-2;
const FAINT_LN = 1e-3;
const STEADY = 2e-2;
const CEPSTRA = 5e-3; // of 122: the references are 5e-4 to 5e-3 from one another

/** Record, preset, its config, tolerance. */
const RECORDS = /** @type {[string, string, Record<string, unknown>, number][]} */ ([
  ...['mix', 'chirp', 'gate'].flatMap((signal) => [
    [`whisper-80/${signal}`, 'whisper-80', {}, WHISPER],
    [`whisper-80/${signal}/f64`, 'whisper-80', {}, WHISPER],
    [`whisper-128/${signal}`, 'whisper-128', {}, WHISPER],
    [`whisper-128/${signal}/f64`, 'whisper-128', {}, WHISPER],
  ]),
  ['whisper-80/mix/unpadded', 'whisper-80', { padding: 'none' }, WHISPER],
  ['whisper-80/mix/padded480000', 'whisper-80', { padding: 'openai' }, WHISPER],
  ['whisper-80/mix/faster-whisper', 'whisper-80', { padding: 'faster-whisper' }, WHISPER],
  ['voxtral-realtime/mix', 'voxtral-realtime', {}, WHISPER],
  ['granite-speech/mix', 'granite-speech', {}, WHISPER],
  ...['mix', 'noise', 'gate'].map((signal) => [`kaldi-fbank-80/${signal}`, 'kaldi-fbank-80', {}, LN]),
  ['kaldi-fbank-80/mix/unscaled', 'kaldi-fbank-80', { factor: 1 }, LN],
  ['kaldi-fbank-80/mix/nosnip', 'kaldi-fbank-80', { padMode: 'symmetric', padBefore: 120, padAfter: 200 }, LN],
  ...['hamming', 'hanning', 'rectangular', 'blackman'].map((name) => [
    `kaldi-fbank-80/mix/${name}`,
    'kaldi-fbank-80',
    { window: { hanning: 'hann', rectangular: 'boxcar' }[name] ?? name },
    LN,
  ]),
  ['kaldi-fbank-80/mix/nopow2', 'kaldi-fbank-80', { nFft: 400 }, LN],
  [
    'kaldi-fbank-80/mix/8k',
    'kaldi-fbank-80',
    { sampleRate: 8000, nFft: 256, winLength: 200, hopLength: 80, nMels: 40, fMax: 4000 },
    LN,
  ],
  ['kaldi-fbank-40/mix/energy', 'kaldi-fbank-80', { nMels: 40, energy: 'first' }, LN],
  ['kaldi-fbank-40/mix/energy-htk', 'kaldi-fbank-80', { nMels: 40, energy: 'last' }, LN],
  ['kaldi-mfcc-13/mix', 'kaldi-mfcc-13', {}, CEPSTRA],
  ['kaldi-mfcc-40/mix/hires', 'kaldi-mfcc-40', {}, CEPSTRA],
  ['psf-mfcc/mix', 'psf-mfcc', {}, CEPSTRA],
  ['psf-mfcc-26/mix/deepspeech', 'deepspeech', {}, CEPSTRA],
  ['paraformer-fbank/mix', 'kaldi-fbank-80', { window: 'hamming' }, LN],
  ['paraformer-lfr/mix', 'paraformer', {}, LN],
  ['onnx-asr-wespeaker/mix', 'wespeaker', { factor: 1, normalise: false }, LN],
  ['beats/mix', 'beats', {}, LN],
  // a steady tone's deviation is next to nothing, and what it divides grows: the references differ by 5e-3 and more
  ['seamless-m4t/mix', 'seamless-m4t', {}, STEADY],
  ['speech2text/mix', 'speech2text', {}, STEADY],
  ['phi4/mix', 'phi4-mm', {}, LN],
  ['parakeet-80/mix', 'parakeet-80', {}, DB],
  ['parakeet-128/mix', 'parakeet-128', {}, DB],
  ['parakeet-128/gate', 'parakeet-128', {}, DB],
  ['onnx-asr-nemo80/mix', 'nemo-80', { layout: 'batch bins frames' }, DB],
  ['onnx-asr-nemo128/mix', 'nemo-128', { layout: 'batch bins frames' }, DB],
  ['passt/mix', 'passt', {}, LN],
  ['efficientat/mix', 'efficientat', {}, LN],
  ['openwakeword/mix', 'openwakeword', { normalise: false }, DB],
  ['openwakeword/gate', 'openwakeword', { normalise: false }, DB],
  ['openwakeword/mix/1760', 'openwakeword', { normalise: false }, DB],
  ['kaldi-fbank-80/mix/icefall', 'icefall', {}, LN],
  ['onnx-asr-kaldi/mix', 'icefall', {}, LN],
  ['ast/mix', 'ast', {}, LN],
  ['ast/gate', 'ast', {}, LN],
  ['wav2vec2/mix', 'wav2vec2', {}, 1e-5],
  ['gemma3n/mix', 'gemma3n', {}, LN],
  ['gemma4/mix', 'gemma4', {}, LN],
  ['lasr/mix', 'lasr', {}, LN],
  ['clap-rand_trunc/mix', 'clap', {}, DB],
  ['clap-fusion/mix', 'clap-fusion', {}, DB],
  ['panns-cnn14/mix', 'panns-cnn14', {}, FAINT_DB],
  ['panns-cnn14-16k/mix', 'panns-cnn14', { sampleRate: 16000, nFft: 512, hopLength: 160, fMax: 8000 }, DB],
  ['msclap-2023/mix', 'msclap-2023', { length: 44100 }, DB],
  ['speechbrain-fbank-80/mix', 'speechbrain-fbank', { nMels: 80 }, DB],
  ['espnet-logmel-80/mix', 'espnet-logmel', {}, LN],
  ['onnx-asr-gigaam_v2/mix', 'gigaam-v2', {}, LN],
  ['onnx-asr-gigaam_v3/mix', 'gigaam-v3', {}, LN],
  ['vggish/mix', 'vggish', {}, LN],
  ['yamnet/mix', 'yamnet', {}, LN],
  ['musicgen-melody/mix', 'musicgen-melody', {}, 1e-9],
  ['musicnn/mix', 'musicnn', { patches: false }, LN],
  ['essentia-musicnn/mix', 'essentia-musicnn', {}, LN],
  ['essentia-vggish/mix', 'essentia-vggish', {}, LN],
  ['univnet/mix', 'univnet', {}, LN],
  ['speecht5-target/mix', 'speecht5', {}, LN],
  ['clvp/mix', 'clvp', {}, LN],
  ['hifigan-22k/mix', 'hifigan-22k', {}, FAINT_LN],
  ['bigvgan-24k-100/mix', 'bigvgan-24k-100', {}, LN],
  ['tacotron2/mix', 'tacotron2', {}, FAINT_LN],
  ['vocos-24k/mix', 'vocos-24k', {}, LN],
  ['styletts2/mix', 'styletts2', {}, LN],
]);

for (const [name, preset, config, tolerance] of RECORDS) {
  test(`${preset} gives ${name} to ${tolerance}`, (t) => {
    const { n, sr: sampleRate, shape: wanted } = record(name);
    const samples = SIGNALS[name.split('/')[1]](n, sampleRate);
    const { data, shape } = sg.preset(preset, config).extract(samples, { sampleRate });
    // some references give a batch of one without its axis
    assert.equal(
      shape.filter((size) => size > 1).join(),
      wanted.filter((/** @type {number} */ size) => size > 1).join(),
    );
    t.diagnostic(`${checkRecord(name, { data, shape: wanted }, tolerance).toExponential(1)}`);
  });
}
