// What each model is fed with, one row each: how the sound is cut, the chain of stages, what is done to the whole clip,
// and the layout. Exact semantics: the references named in docs/presets.md.

/**
 * @typedef {readonly [name: string, options: Readonly<Record<string, any>>]} Step
 *
 * @typedef {object} Row
 * @property {number} sampleRate Hz
 * @property {readonly Step[]} [wave] steps over the samples (wave.js)
 * @property {readonly Step[]} [chain] stages; none: the samples themselves
 * @property {readonly Step[]} [clip] steps over all rows (clip.js)
 * @property {string} layout axes, from the slowest to the fastest; batch and channel are 1
 * @property {Record<string, string>} [reads] keys of a model's preprocessor_config.json: options that they stand for
 * @property {readonly string[]} [also] other names of it
 */

/** Of 16-bit samples, as Kaldi and its kin want them. @type {Step} */
const INT16 = ['amplify', { factor: 32768 }];
const ln = (/** @type {number} */ amin) => /** @type {Step} */ (['log', { amin }]);
const lnOf = (/** @type {number} */ offset) => /** @type {Step} */ (['log', { amin: 0, offset }]);
/** @type {Step} */
const kaldiLog = ['log', { amin: 1.1920928955078125e-7 }];

const frames = (/** @type {number} */ nFft, /** @type {number} */ hopLength, /** @type {object} */ more = {}) => ({
  nFft,
  hopLength,
  ...more,
});
const reflected = { padMode: 'reflect' };
const htk = { htk: true, norm: null };
/** Frames from the first sample on, without padding; the window is at the start of zeros. */
const valid = { center: false, align: 'start' };

/** Kaldi's frames at 16 kHz. @param {object} [more] */
const kaldi = (more) =>
  /** @type {Step} */ ([
    'fbank',
    frames(512, 160, {
      winLength: 400,
      window: 'povey',
      periodic: false,
      ...valid,
      removeDc: true,
      framePreemphasis: 0.97,
      triangles: 'kaldi',
      norm: null,
      nMels: 80,
      fMin: 20,
      fMax: 8000,
      ...more,
    }),
  ]);
const nosnip = { padMode: 'symmetric', padBefore: 120, padAfter: 200 };

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
    lnOf(2 ** -24),
  ],
  clip: [
    ['valid', { hop: 160 }],
    ['standardise', { by: 'deviation', ddof: 1, eps: 1e-5 }],
  ],
  layout,
});

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
  reads: { feature_size: 'nMels', frequency_min: 'fMin', frequency_max: 'fMax', fft_window_size: 'nFft' },
});

/** Samples as they are. @param {number} sampleRate @param {string} layout @param {Partial<Row>} [more] @returns {Row} */
const raw = (sampleRate, layout, more) => ({ sampleRate, layout, ...more });

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

/** Every preset by its name. @returns {Record<string, Row>} */
export const table = () => ({
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
  'kaldi-mfcc-13': {
    sampleRate: 16000,
    chain: [
      INT16,
      kaldi({ nMels: 23, energy: 'first' }),
      kaldiLog,
      ['dct', { nMfcc: 13, lifter: 22, lifterFrom: 0, energy: 'replace' }],
    ],
    layout: 'frames bins',
  },
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
    reads: { n_mels: 'nMels' },
  },
  'espnet-logmel': {
    sampleRate: 16000,
    chain: [['fbank', frames(512, 128, { ...reflected, nMels: 80, fMax: 8000 })], ln(1e-10)],
    layout: 'frames bins',
    reads: { n_mels: 'nMels' },
  },
  'psf-mfcc': psf(400, 160, 13),
  deepspeech: psf(512, 320, 26),
  wav2vec2: raw(16000, 'batch samples', {
    clip: [['standardise', { by: 'variance', ddof: 0, eps: 1e-7 }]],
    also: ['hubert', 'wavlm', 'mms'],
  }),
  moonshine: raw(16000, 'batch samples'),
  pyannote: raw(16000, 'batch channel samples'),
  dac: raw(44100, 'batch channel samples', { wave: [['multiple', { of: 512 }]] }),
  encodec: raw(24000, 'batch channel samples'),
  mimi: raw(24000, 'batch channel samples'),
  snac: raw(24000, 'batch channel samples'),
  'birdnet-2.4': raw(48000, 'batch samples', { wave: [['fit', { length: 144000 }]] }),
  perch: raw(32000, 'batch samples', { wave: [['fit', { length: 160000 }]] }),
  ast: {
    sampleRate: 16000,
    chain: [kaldi({ window: 'hann', nMels: 128 }), kaldiLog],
    clip: [
      ['fit', { frames: 1024 }],
      ['rescale', { add: 4.2677393, multiply: 1 / (2 * 4.5689974) }],
    ],
    layout: 'batch frames bins',
    reads: { num_mel_bins: 'nMels', max_length: 'frames', mean: 'mean', std: 'std' },
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
});

/** python_speech_features' MFCC. @param {number} length @param {number} hop @param {number} nMfcc @returns {Row} */
function psf(length, hop, nMfcc) {
  return {
    sampleRate: 16000,
    chain: [
      ['amplify', { factor: 32768 / Math.sqrt(512) }], // its power is divided by the size of the FFT
      ['preemphasis', { coef: 0.97, first: 'keep' }],
      [
        'fbank',
        frames(512, hop, {
          winLength: length,
          window: 'boxcar',
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
      ['dct', { nMfcc, lifter: 22, lifterFrom: 0, energy: 'replace' }],
    ],
    layout: 'frames bins',
  };
}
