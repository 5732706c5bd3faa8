// What models of sounds, music, birds and wake words are fed with.

import { INT16, lnOf, kaldiLog, frames, reflected, htk, valid, kaldi, raw } from './frames.js';

/** @typedef {import('./table.js').Row} Row */
/** @typedef {import('./table.js').Step} Step */

/** @param {number} fMax @returns {Row} */
const passt = (fMax) => ({
  sampleRate: 32000,
  chain: [
    ['preemphasis', { coef: 0.97, first: 'skip' }],
    [
      'fbank',
      frames(1024, 320, {
        ...reflected,
        winLength: 800,
        periodic: false,
        triangles: 'kaldi',
        norm: null,
        nMels: 128,
        fMin: 0,
        fMax,
      }),
    ],
    lnOf(1e-5),
    ['affine', { add: 4.5, multiply: 0.2 }],
  ],
  layout: 'batch bins frames',
});

/** @param {number} offset @param {number} hop @returns {Row} */
const vggish = (offset, hop) => ({
  sampleRate: 16000,
  chain: [
    [
      'fbank',
      frames(512, 160, {
        winLength: 400,
        ...valid,
        power: 1,
        triangles: 'tf',
        norm: null,
        nMels: 64,
        fMin: 125,
        fMax: 7500,
      }),
    ],
    lnOf(offset),
  ],
  clip: [['patch', { frames: 96, hop }]],
  layout: 'patches frames bins',
});

/** Decibels of 64 bands. @param {number} sampleRate @param {object} fft @returns {Row} */
const decibels = (sampleRate, fft) => ({
  sampleRate,
  chain: [
    ['fbank', fft],
    ['db', {}],
  ],
  layout: 'batch channel frames bins',
});

const clap = (/** @type {object} */ bands, /** @type {object} */ cut) => ({
  ...decibels(48000, frames(1024, 480, { ...reflected, nMels: 64, fMin: 0, fMax: 14000, ...bands })),
  ...cut,
});

/** @type {Record<string, Row>} */
export const SOUND = {
  ast: {
    sampleRate: 16000,
    chain: [kaldi({ window: 'hann', nMels: 128 }), kaldiLog],
    clip: [
      ['fit', { frames: 1024 }],
      ['rescale', { add: 4.2677393, multiply: 1 / (2 * 4.5689974) }],
    ],
    layout: 'batch frames bins',
  },
  beats: {
    sampleRate: 16000,
    chain: [INT16, kaldi({ nMels: 128 }), kaldiLog, ['affine', { add: -15.41663, multiply: 1 / (2 * 6.55582) }]],
    layout: 'batch channel frames bins',
  },
  clap: { ...clap({}, { wave: [['repeat', { length: 480000 }]] }), also: ['clap-rand_trunc', 'clap-rand-trunc'] },
  'clap-fusion': clap(htk, {
    wave: [['repeat', { length: 480000, longer: true }]],
    clip: [['fuse', { frames: 1001 }]],
  }),
  'msclap-2023': {
    ...decibels(44100, frames(1024, 320, { ...reflected, nMels: 64, fMin: 50, fMax: 8000 })),
    wave: [['repeat', { length: 308700, whole: false }]],
  },
  'panns-cnn14': {
    ...decibels(32000, frames(1024, 320, { ...reflected, nMels: 64, fMin: 50, fMax: 14000 })),
    also: ['htsat'],
  },
  passt: passt(15500),
  efficientat: { ...passt(15000), also: ['mn', 'dymn'] },
  vggish: vggish(0.01, 96),
  yamnet: { ...vggish(0.001, 48), wave: [['steps', { first: 15600, step: 7680 }]] },
  'musicgen-melody': {
    sampleRate: 32000,
    chain: [
      ['spectrogram', frames(16384, 4096, reflected)],
      ['chromaFilters', {}],
    ],
    clip: [['oneHot', {}]],
    layout: 'batch frames bins',
  },
  musicnn: {
    sampleRate: 16000,
    chain: [
      ['fbank', frames(512, 256, { nMels: 96 })],
      ['affine', { multiply: 10000 }],
      ['log', { base: '10', amin: 0, offset: 1 }],
    ],
    clip: [['patch', { frames: 187, hop: 187 }]],
    layout: 'patches frames bins',
  },
  'essentia-musicnn': {
    sampleRate: 16000,
    chain: [
      ['fbank', frames(512, 256, { periodic: false, padBefore: 256, padAfter: 511, nMels: 96 })],
      ['affine', { multiply: 10000 }],
      ['log', { base: '10', amin: 0, offset: 1 }],
    ],
    layout: 'frames bins',
  },
  'essentia-vggish': {
    sampleRate: 16000,
    chain: [
      [
        'fbank',
        frames(512, 160, {
          winLength: 400,
          ...valid,
          periodic: false,
          padBefore: 200,
          padAfter: 359,
          power: 1,
          triangles: 'tf',
          norm: null,
          nMels: 64,
          fMin: 125,
          fMax: 7500,
        }),
      ],
      lnOf(0.01),
    ],
    layout: 'frames bins',
  },
  openwakeword: {
    sampleRate: 16000,
    chain: [
      INT16,
      ['fbank', frames(512, 160, { winLength: 400, center: false, nMels: 32, fMin: 60, fMax: 3800 })],
      ['db', {}],
    ],
    clip: [['range', { below: 80, add: 20, multiply: 0.1 }]],
    layout: 'batch channel frames bins',
  },
  'birdnet-2.4': raw(48000, 'batch samples', { wave: [['fit', { length: 144000 }]] }),
  perch: raw(32000, 'batch samples', { wave: [['fit', { length: 160000 }]] }),
};
