// What vocoders, speech synthesis and codecs are fed with, or make sound of.

import { ln, lnOf, frames, reflected, htk, raw } from './frames.js';

/** @typedef {import('./table.js').Row} Row */
/** @typedef {import('./table.js').Step} Step */

/** @param {number} sampleRate @param {number} nMels @param {number} fMax @returns {Row} */
const hifigan = (sampleRate, nMels, fMax) => ({
  sampleRate,
  chain: [
    [
      'fbank',
      frames(1024, 256, { ...reflected, padBefore: 384, padAfter: 384, power: 1, powerOffset: 1e-9, nMels, fMax }),
    ],
    ln(1e-5),
  ],
  layout: 'batch bins frames',
});

/** @type {Record<string, Row>} */
export const VOICES = {
  'hifigan-22k': { ...hifigan(22050, 80, 8000), also: ['hifigan'] },
  'bigvgan-24k-100': { ...hifigan(24000, 100, 12000), also: ['bigvgan'] },
  univnet: { ...hifigan(24000, 100, 12000), layout: 'frames bins' },
  tacotron2: {
    sampleRate: 22050,
    chain: [['fbank', frames(1024, 256, { ...reflected, power: 1, nMels: 80, fMax: 8000 })], ln(1e-5)],
    layout: 'batch bins frames',
    also: ['waveglow'],
  },
  'vocos-24k': {
    sampleRate: 24000,
    chain: [['fbank', frames(1024, 256, { ...reflected, power: 1, ...htk, nMels: 100, fMax: 12000 })], ln(1e-7)],
    layout: 'batch bins frames',
    also: ['f5-tts', 'vocos'],
  },
  speecht5: {
    sampleRate: 16000,
    chain: [
      ['fbank', frames(1024, 256, { ...reflected, power: 1, nMels: 80, fMin: 80, fMax: 7600 })],
      ['log', { base: '10', amin: 1e-10 }],
    ],
    layout: 'batch frames bins',
    also: ['speecht5-target'],
  },
  clvp: {
    sampleRate: 22050,
    wave: [['fit', { length: 132300 }]],
    chain: [['fbank', frames(1024, 256, { ...reflected, htk: true, nMels: 80, fMax: 8000 })], ln(1e-5)],
    clip: [['divide', {}]],
    layout: 'batch bins frames',
    also: ['tortoise'],
  },
  styletts2: {
    sampleRate: 24000,
    chain: [
      ['fbank', frames(2048, 300, { ...reflected, winLength: 1200, ...htk, nMels: 80, fMax: 8000, bankRate: 16000 })],
      lnOf(1e-5),
      ['affine', { add: 4, multiply: 0.25 }],
    ],
    layout: 'batch bins frames',
    also: ['kokoro'],
  },
  dac: raw(44100, 'batch channel samples', { wave: [['multiple', { of: 512 }]] }),
  encodec: raw(24000, 'batch channel samples'),
  mimi: raw(24000, 'batch channel samples'),
  snac: raw(24000, 'batch channel samples'),
};
