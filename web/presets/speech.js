// What models that recognise speech, speakers and languages are fed with.

import { INT16, ln, lnOf, kaldiLog, frames, reflected, htk, valid, kaldi, nosnip, raw } from './frames.js';

/** @typedef {import('./table.js').Row} Row */
/** @typedef {import('./table.js').Step} Step */

/** @param {number} nMels @returns {Row} */
const whisper = (nMels) => ({
  sampleRate: 16000,
  wave: [['fit', { length: 480000 }]],
  chain: [
    ['fbank', frames(400, 160, { ...reflected, padBefore: 200, padAfter: 40, nMels, fMax: 8000 })],
    ['log', { base: '10', amin: 1e-10 }],
  ],
  clip: [['range', { below: 8, add: 4, multiply: 0.25 }]],
  layout: 'batch bins frames',
});

/** @param {number} nMels @param {string} layout @returns {Row} */
const nemo = (nMels, layout) => ({
  sampleRate: 16000,
  chain: [
    ['preemphasis', { coef: 0.97, first: 'keep' }],
    ['fbank', frames(512, 160, { winLength: 400, periodic: false, nMels, fMax: 8000 })],
    lnOf(1 / 16777216),
  ],
  clip: [
    ['valid', { hop: 160 }],
    ['standardise', { by: 'deviation', ddof: 1, eps: 1e-5 }],
  ],
  layout,
});

/** @returns {Row} */
const seamless = () => ({
  sampleRate: 16000,
  chain: [INT16, kaldi(), kaldiLog],
  clip: [
    ['standardise', { by: 'variance', ddof: 1, eps: 1e-7 }],
    ['even', {}],
    ['stack', { count: 2, step: 2 }],
  ],
  layout: 'batch frames bins',
});

/** @returns {Row} */
const lfr = () => ({
  sampleRate: 16000,
  chain: [INT16, kaldi({ window: 'hamming' }), kaldiLog],
  clip: [
    ['stack', { count: 7, step: 6, before: 3 }],
    ['cmvn', {}],
  ],
  layout: 'frames bins',
});

/** Kaldi's cepstra. @param {number} nMels @param {number} nMfcc @param {object} [more] @returns {Row} */
const cepstra = (nMels, nMfcc, more) => ({
  sampleRate: 16000,
  chain: [INT16, kaldi({ nMels, ...more }), kaldiLog, ['dct', { nMfcc, lifter: 22, lifterFrom: 0 }]],
  layout: 'frames bins',
});

/**
 * python_speech_features' MFCC.
 * @param {number} winLength
 * @param {number} hop
 * @param {number} nMfcc
 * @param {string} [window]
 * @returns {Row}
 */
const psf = (winLength, hop, nMfcc, window = 'boxcar') => ({
  sampleRate: 16000,
  chain: [
    ['amplify', { factor: 1448.1546878700492 }], // 16 bits, and power over the size of the FFT: 32768 / sqrt(512)
    ['preemphasis', { coef: 0.97, first: 'keep' }],
    [
      'fbank',
      frames(512, hop, {
        winLength,
        window,
        periodic: false,
        ...valid,
        padAfter: hop - 1,
        triangles: 'floorBin',
        norm: null,
        nMels: 26,
        fMax: 8000,
        energy: 'first',
        energyOf: 'spectrum',
      }),
    ],
    ln(2.220446049250313e-16),
    ['dct', { nMfcc, lifter: 22, lifterFrom: 0, energy: true }],
  ],
  layout: 'frames bins',
});

/** @type {Record<string, Row>} */
export const SPEECH = {
  'whisper-80': whisper(80),
  'whisper-128': whisper(128),
  'voxtral-realtime': {
    ...whisper(128),
    wave: [],
    chain: [.../** @type {readonly Step[]} */ (whisper(128).chain), ['affine', { min: -6.5, add: 4, multiply: 0.25 }]],
    clip: [],
  },
  'granite-speech': {
    ...whisper(80),
    wave: [],
    chain: [
      ['fbank', frames(512, 160, { ...reflected, winLength: 400, ...htk, nMels: 80, fMax: 8000 })],
      ['log', { base: '10', amin: 1e-10 }],
    ],
    clip: [
      ['range', { below: 8, add: 4, multiply: 0.25 }],
      ['dropOdd', {}],
      ['stack', { count: 2, step: 2 }],
    ],
    layout: 'batch frames bins',
  },
  'kaldi-fbank-80': { sampleRate: 16000, chain: [INT16, kaldi(), kaldiLog], layout: 'frames bins' },
  'kaldi-mfcc-13': cepstra(23, 13),
  'kaldi-mfcc-40': cepstra(40, 40, { fMax: 7600 }),
  'psf-mfcc': psf(400, 160, 13),
  deepspeech: psf(512, 320, 26, 'hamming'),
  icefall: {
    sampleRate: 16000,
    chain: [kaldi({ ...nosnip, fMax: 7600 }), kaldiLog],
    layout: 'batch frames bins',
    also: ['sherpa', 'zipformer', 'sherpa-zipformer'],
  },
  speech2text: {
    sampleRate: 16000,
    chain: [INT16, kaldi(), kaldiLog],
    clip: [
      ['standardise', { by: 'variance', ddof: 0, eps: 0 }],
      ['mask', {}],
    ],
    layout: 'batch frames bins',
  },
  'seamless-m4t': { ...seamless(), also: ['w2v-bert'] },
  paraformer: { ...lfr(), also: ['sensevoice'] },
  wespeaker: {
    sampleRate: 16000,
    chain: [INT16, kaldi({ window: 'hamming' }), kaldiLog],
    clip: [['standardise', { by: 'nothing', ddof: 0, eps: 0 }]],
    layout: 'batch frames bins',
  },
  'phi4-mm': {
    sampleRate: 16000,
    chain: [INT16, kaldi({ window: 'hamming', removeDc: false, fMin: 0, fMax: 7690 }), ln(1)],
    layout: 'batch frames bins',
    also: ['phi4'],
  },
  'parakeet-80': { ...nemo(80, 'batch frames bins'), also: ['nemo-80', 'parakeet', 'canary', 'nemo'] },
  'parakeet-128': { ...nemo(128, 'batch frames bins'), also: ['nemo-128'] },
  'nemotron-streaming': { ...nemo(128, 'batch frames bins'), clip: [['valid', { hop: 160 }]] },
  'gigaam-v2': {
    sampleRate: 16000,
    chain: [['fbank', frames(400, 160, { ...reflected, ...htk, nMels: 64, fMax: 8000 })], ln(1e-9)],
    layout: 'batch bins frames',
  },
  'gigaam-v3': {
    sampleRate: 16000,
    chain: [
      ['fbank', frames(320, 160, { ...valid, ...htk, nMels: 64, fMax: 8000, window: 'hann', bfloat16: true })],
      ln(1e-9),
    ],
    layout: 'batch bins frames',
  },
  gemma3n: {
    sampleRate: 16000,
    wave: [['multiple', { of: 128 }]],
    chain: [
      [
        'fbank',
        frames(1024, 160, {
          winLength: 512,
          ...valid,
          padAfter: -1,
          framePreemphasis: 0.97,
          power: 1,
          ...htk,
          nMels: 128,
          fMin: 125,
          fMax: 7600,
        }),
      ],
      ln(1e-5),
    ],
    clip: [['begun', { hop: 160 }]],
    layout: 'batch frames bins',
  },
  gemma4: {
    sampleRate: 16000,
    chain: [
      [
        'fbank',
        frames(512, 160, {
          winLength: 320,
          ...valid,
          padBefore: 160,
          padAfter: -1,
          power: 1,
          ...htk,
          nMels: 128,
          fMax: 8000,
        }),
      ],
      lnOf(0.001),
    ],
    clip: [['begun', { hop: 160, zero: true }]],
    layout: 'batch frames bins',
  },
  lasr: {
    sampleRate: 16000,
    chain: [
      [
        'fbank',
        frames(512, 160, {
          winLength: 400,
          ...valid,
          periodic: false,
          triangles: 'tf',
          norm: null,
          nMels: 128,
          fMin: 125,
          fMax: 7500,
        }),
      ],
      ln(1e-5),
    ],
    layout: 'batch frames bins',
    also: ['medasr'],
  },
  'speechbrain-fbank': {
    sampleRate: 16000,
    chain: [
      ['fbank', frames(400, 160, { window: 'hamming', triangles: 'speechbrain', norm: null, nMels: 40, fMax: 8000 })],
      ['db', {}],
    ],
    clip: [['range', { below: 80 }]],
    layout: 'batch frames bins',
  },
  'espnet-logmel': {
    sampleRate: 16000,
    chain: [['fbank', frames(512, 128, { ...reflected, nMels: 80, fMax: 8000 })], ln(1e-10)],
    layout: 'frames bins',
  },
  wav2vec2: raw(16000, 'batch samples', {
    clip: [['standardise', { by: 'variance', ddof: 0, eps: 1e-7 }]],
    also: ['hubert', 'wavlm', 'mms'],
  }),
  moonshine: raw(16000, 'batch samples'),
  pyannote: raw(16000, 'batch channel samples'),
};
