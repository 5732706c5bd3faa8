// What models are fed with, of 30 seconds of sound, beside transformers.js; MFCCs beside librosa and our own STFT; and
// a wake word's step. transformers.js is taken from the folder that SPECGRAM_TRANSFORMERS names, in which
// `npm install --ignore-scripts @huggingface/transformers` ran.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { timed } from './measure.js';

const RATE = 16000;
const WINDOW = 30; // s
const WHISPER = 'specgram, Whisper-80, complete';
const THEIRS = 'transformers.js, Whisper-80';
const MFCC = 'specgram, MFCC';
const STFT = "specgram's STFT";
const LIBROSA = 'librosa, MFCC';
const STEPS = 1000;

/** Their front end, as an async function of samples. */
async function whisperOfTransformers() {
  const folder = process.env.SPECGRAM_TRANSFORMERS;
  if (!folder) throw new Error('not here');
  const path = createRequire(join(folder, 'index.js')).resolve('@huggingface/transformers');
  const { WhisperFeatureExtractor } = await import(pathToFileURL(path).href);
  return new WhisperFeatureExtractor({
    feature_size: 80,
    sampling_rate: RATE,
    n_fft: 400,
    hop_length: 160,
    chunk_length: WINDOW,
    n_samples: WINDOW * RATE,
    nb_max_frames: 3000,
  });
}

/** @param {import('./run.js').Kit} kit @returns {Promise<import('./measure.js').Contest[]>} */
export async function contest({ sg, samples, sampleRate, seconds, askPython }) {
  const sound = samples.slice(0, WINDOW * RATE);
  const ours = (/** @type {string} */ name) => {
    const preset = sg.preset(name);
    return timed(() => preset.extract(sound, { sampleRate: RATE }).data);
  };
  /** @type {any} */
  let theirs;
  const chain = /** @type {any} */ ([
    ['amplify', { factor: 32768 }],
    ['fbank', { nFft: 512, winLength: 400, hopLength: 160, center: false, nMels: 32, fMin: 60, fMax: 3800 }],
    'db',
  ]);
  const wakeWord = sg.analyser(chain, { sampleRate: RATE });
  const step = sound.subarray(0, 1280);
  return [
    {
      title: 'Front ends of models, 30 s at 16 kHz, one thread',
      seconds: WINDOW,
      contenders: [
        { name: WHISPER, run: ours('whisper-80') },
        { name: 'specgram, Kaldi, 80 bands', run: ours('kaldi-fbank-80') },
        { name: 'specgram, NeMo (Parakeet), 128 bands', run: ours('parakeet-128') },
        {
          name: THEIRS,
          run: async () => {
            theirs ??= await whisperOfTransformers();
            const start = performance.now();
            const { input_features: features } = await theirs(sound);
            return { ms: performance.now() - start, sum: () => features.data[0] };
          },
        },
      ],
      bounds: [{ of: WHISPER, to: THEIRS, atMost: 1 / 25 }],
    },
    {
      title: 'MFCC, 20 of 128 bands, 3 minutes at 22,050 Hz, 2048/512, one thread',
      seconds,
      contenders: [
        { name: MFCC, run: timed(() => sg.mfcc(samples, { sampleRate }).data) },
        { name: STFT, run: timed(() => sg.stft(samples, { hopLength: 512 }).data) },
        { name: LIBROSA, run: askPython('librosa-mfcc', 2048, 512, 20) },
      ],
      bounds: [
        { of: MFCC, to: STFT, atMost: 1.3 },
        { of: MFCC, to: LIBROSA, atMost: 0.5 },
      ],
    },
    {
      title: `A wake word's step of 80 ms, ${STEPS} times`,
      seconds: 0.08 * STEPS,
      contenders: [
        {
          name: 'specgram, 8 frames of 32 bands in dB',
          run: timed(() => {
            for (let i = 0; i < STEPS; i++) wakeWord.push(step, () => {});
            return [];
          }),
        },
      ],
      bounds: [],
    },
  ];
}
