// Seeded test signals that C and JavaScript make alike to the bit: integers, and + - * on doubles, rounded once.
//
// tests/promises/hashes.json holds one FNV-1a hash (64 bits, over the little-endian bytes) of each result that HASHED
// names, the same for every engine, browser, thread and build. signal(20000) is the input of them all, and its own hash
// is there too.

/**
 * A chirp of parabolic arcs from 1/200 to 1/4 of the sample rate, plus noise at a tenth of its amplitude.
 * @param {number} n
 * @param {number} [seed] not 0
 */
export function signal(n, seed = 2463534242) {
  const x = new Float32Array(n);
  const next = xorshift(seed);
  let phase = 0; // in periods, 0 to 1
  for (let i = 0; i < n; i++) {
    phase += 0.005 + (0.245 / 20000) * i;
    while (phase >= 1) phase -= 1;
    const half = phase < 0.5 ? phase : phase - 0.5;
    const arc = 16 * half * (0.5 - half); // 0 to 1 to 0 in half a period
    x[i] = (phase < 0.5 ? arc : -arc) * 0.8 + next() * 0.08;
  }
  return x;
}

/**
 * Marsaglia's xorshift32 (2003), as numbers from -1 to 1.
 * @param {number} seed not 0
 */
export function xorshift(seed) {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state * 2 ** -31 - 1;
  };
}

/** Integers from 0 up to (not including) n. @param {number} seed */
export function integers(seed) {
  const next = xorshift(seed);
  return (/** @type {number} */ n) => Math.min(n - 1, Math.floor((next() + 1) * 0.5 * n));
}

/**
 * FNV-1a, 64 bits, as 16 hexadecimal digits.
 * @param {Float32Array | Float64Array} values
 */
export function hash(values) {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  // The product modulo 2^64 by the prime 2^40 + 435, on 16-bit limbs.
  let [a, b, c, d] = [0x2325, 0x8422, 0x9ce4, 0xcbf2];
  for (let i = 0; i < bytes.length; i++) {
    a ^= bytes[i];
    const p = a * 435;
    const q = b * 435 + (p >>> 16);
    const r = c * 435 + (a << 8) + (q >>> 16);
    const s = d * 435 + (b << 8) + (r >>> 16);
    a = p & 0xffff;
    b = q & 0xffff;
    c = r & 0xffff;
    d = s & 0xffff;
  }
  return [d, c, b, a].map((limb) => limb.toString(16).padStart(4, '0')).join('');
}

/** What is hashed: a name, the engine's method, its options (an analyser of `kind` gives the same, live). */
export const HASHED = [
  { name: 'stft', method: 'stft', kind: 'stft', options: {} },
  {
    name: 'stft, 1500 reflected',
    method: 'stft',
    kind: 'stft',
    options: { nFft: 1500, hopLength: 371, winLength: 1200, window: 'blackman', padMode: 'reflect' },
  },
  { name: 'stft, 1103', method: 'stft', kind: 'stft', options: { nFft: 1103 } },
  { name: 'power', method: 'spectrogram', kind: 'spectrogram', options: {} },
  { name: 'power, 16387', method: 'spectrogram', kind: 'spectrogram', options: { nFft: 16387 } },
  {
    name: 'magnitude, psd, not centred',
    method: 'spectrogram',
    kind: 'spectrogram',
    options: { nFft: 1024, power: 1, scaling: 'psd', sampleRate: 48000, center: false, window: ['kaiser', 8] },
  },
  {
    name: 'power 1.5',
    method: 'spectrogram',
    kind: 'spectrogram',
    options: { nFft: 512, power: 1.5, padMode: 'edge' },
  },
  { name: 'mel', method: 'melSpectrogram', kind: 'mel', options: { sampleRate: 22050 } },
  {
    name: 'mel, 80 HTK bands of magnitude',
    method: 'melSpectrogram',
    kind: 'mel',
    options: { sampleRate: 16000, nFft: 400, hopLength: 160, nMels: 80, htk: true, norm: null, power: 1 },
  },
  { name: 'mfcc', method: 'mfcc', kind: 'mfcc', options: { sampleRate: 22050, topDb: null } },
  { name: 'cqt', method: 'cqt', kind: 'cqt', options: { sampleRate: 22050 } },
  { name: 'cqt of low latency', method: 'cqt', kind: 'cqt', options: { sampleRate: 22050, lowLatency: true } },
  {
    name: 'vqt, 24 an octave, odd hop',
    method: 'vqt',
    kind: 'vqt',
    options: {
      sampleRate: 44100,
      hopLength: 441,
      fMin: 55,
      nBins: 150,
      binsPerOctave: 24,
      window: 'blackman',
      padMode: 'reflect',
    },
  },
  { name: 'pseudoCqt', method: 'pseudoCqt', kind: 'pseudoCqt', options: { sampleRate: 22050 } },
  { name: 'hybridCqt', method: 'hybridCqt', kind: 'hybridCqt', options: { sampleRate: 22050 } },
  { name: 'chroma', method: 'chroma', kind: 'chroma', options: { sampleRate: 22050, tuning: 0 } },
  {
    name: 'chromaCens',
    method: 'chromaCens',
    kind: 'chromaCens',
    options: { sampleRate: 22050, tuning: 0, winLenSmooth: 11 },
  },
  { name: 'nsgt', method: 'nsgt', kind: 'nsgt', options: { sampleRate: 22050, nFft: 6000, fMin: 100, nBins: 60 } },
  { name: 'reassigned', method: 'reassignedImage', kind: 'reassigned', options: { sampleRate: 22050 } },
  {
    name: 'reassigned, mel axis',
    method: 'reassignedImage',
    kind: 'reassigned',
    options: {
      sampleRate: 16000,
      nFft: 600,
      hopLength: 100,
      winLength: 500,
      frequencyScale: 'mel',
      height: 90,
      timeOrigin: 'librosa',
    },
  },
  {
    name: 'reassigned, 551',
    method: 'reassignedImage',
    kind: 'reassigned',
    options: { sampleRate: 22050, nFft: 551 },
  },
  {
    name: 'instantaneous frequency',
    method: 'instantaneousFrequency',
    kind: 'instantaneousFrequency',
    options: { sampleRate: 22050 },
  },
  {
    name: 'instantaneous frequency by derivative',
    method: 'instantaneousFrequency',
    kind: 'instantaneousFrequency',
    options: { sampleRate: 16000, nFft: 512, method: 'derivative', window: 'blackman' },
  },
  { name: 'yin', method: 'yin', kind: 'yin', options: { sampleRate: 22050 } },
  {
    name: 'yin, 701 reflected',
    method: 'yin',
    kind: 'yin',
    options: { sampleRate: 16000, frameLength: 701, hopLength: 100, padMode: 'reflect', troughThreshold: 0.3 },
  },
  { name: 'synchrosqueezed, 551', method: 'synchrosqueeze', kind: 'synchrosqueeze', options: { nFft: 551 } },
  { name: 'synchrosqueezed', method: 'synchrosqueeze', kind: 'synchrosqueeze', options: { nFft: 1024 } },
  {
    name: "fbank, Kaldi's",
    method: 'fbank',
    kind: 'fbank',
    options: {
      ...{ sampleRate: 16000, nFft: 512, winLength: 400, hopLength: 160, window: 'povey', periodic: false },
      ...{
        padMode: 'symmetric',
        padBefore: 120,
        padAfter: 200,
        align: 'start',
        removeDc: true,
        framePreemphasis: 0.97,
      },
      ...{ triangles: 'kaldi', norm: null, nMels: 80, fMin: 20, energy: 'first' },
    },
  },
  { name: 'spectralCentroid', method: 'spectralCentroid', kind: 'spectralCentroid', options: { sampleRate: 22050 } },
  { name: 'spectralBandwidth', method: 'spectralBandwidth', kind: 'spectralBandwidth', options: { sampleRate: 22050 } },
  { name: 'spectralRolloff', method: 'spectralRolloff', kind: 'spectralRolloff', options: { sampleRate: 22050 } },
  { name: 'spectralFlatness', method: 'spectralFlatness', kind: 'spectralFlatness', options: { sampleRate: 22050 } },
  { name: 'spectralContrast', method: 'spectralContrast', kind: 'spectralContrast', options: { sampleRate: 22050 } },
  { name: 'polyFeatures', method: 'polyFeatures', kind: 'polyFeatures', options: { sampleRate: 22050 } },
  { name: 'rms', method: 'rms', kind: 'rms', options: { sampleRate: 22050 } },
  { name: 'zeroCrossingRate', method: 'zeroCrossingRate', kind: 'zeroCrossingRate', options: { sampleRate: 22050 } },
  { name: 'chromaStft', method: 'chromaStft', kind: 'chromaStft', options: { sampleRate: 22050, tuning: 0 } },
  { name: 'tonnetz', method: 'tonnetz', kind: 'tonnetz', options: { sampleRate: 22050, tuning: 0 } },
];

/** Stages with their defaults, whose bytes together are hashed too. */
const CHAINS = [
  ['mel', 'log', 'delta'],
  ['spectrogram', 'db', 'gain'],
  ['spectrogram', 'db', 'weighting'],
  ['spectrogram', 'melBands', 'pcen'],
  ['mfcc', 'idct'],
  ['mel', 'db', 'onset', 'tempogram'],
];

/**
 * Every hash that tests/promises/hashes.json lists, from an engine.
 * @param {import('specgram').Engine} sg
 */
export function hashesOf(sg) {
  const samples = signal(20000);
  /** @type {Record<string, string>} */
  const hashes = { signal: hash(samples) };
  for (const { name, method, options } of HASHED)
    hashes[name] = hash(/** @type {any} */ (sg)[method](samples, options).data);
  for (const chain of CHAINS) hashes[chain.join(', ')] = hash(sg.analyse(samples, chain, { sampleRate: 22050 }).data);
  hashes['istft of stft'] = hash(sg.istft(sg.stft(samples)));
  hashes['istft of stft, 1103'] = hash(sg.istft(sg.stft(samples, { nFft: 1103 })));
  const C = sg.cqt(samples, { sampleRate: 22050 });
  hashes['icqt of cqt'] = hash(sg.icqt(C, { nIter: 0 }));
  hashes['icqt of cqt, least squares'] = hash(sg.icqt(C, { nIter: 3 }));
  hashes['Griffin-Lim of hybridCqt'] = hash(
    sg.griffinLimCqt(sg.hybridCqt(samples, { sampleRate: 22050 }), { nIter: 2, seed: 5 }),
  );
  hashes.tuning = hash(Float32Array.of(sg.estimateTuning(samples, { sampleRate: 22050 })));
  const sliced = { sampleRate: 22050, nFft: 6000, fMin: 100, nBins: 60 };
  hashes['insgt of nsgt'] = hash(sg.insgt(sg.nsgt(samples, sliced), { ...sliced, length: samples.length }));
  hashes['inverse of synchrosqueezed'] = hash(sg.inverseSynchrosqueeze(sg.synchrosqueeze(samples, { nFft: 1024 })));
  const cells = sg.reassignedSpectrogram(samples, { sampleRate: 22050 });
  hashes['reassigned frequencies'] = hash(cells.frequencies);
  hashes['reassigned times'] = hash(cells.times);
  const magnitudes = sg.spectrogram(samples, { power: 1 });
  hashes['Griffin-Lim'] = hash(sg.griffinLim(magnitudes, { nIter: 3, seed: 5 }));
  hashes.PGHI = hash(sg.pghi(magnitudes));
  hashes['phases of PGHI'] = hash(sg.pghi(magnitudes, { output: 'phase' }).data);
  /** @type {number[]} */
  const live = [];
  const synthesiser = sg.synthesiser('rtpghi', { nFft: 2048 });
  synthesiser.push(magnitudes.data, (block) => live.push(...block));
  synthesiser.flush((block) => live.push(...block));
  synthesiser.close();
  hashes.RTPGHI = hash(Float32Array.from(live));
  const policy = { freqMaskParam: 100, timeMaskParam: 9, nTimeMasks: 2, timeWarp: 5, maskValue: 'mean', seed: 7 };
  hashes.SpecAugment = hash(sg.specAugment(magnitudes, /** @type {any} */ (policy)).data);
  hashes['Slepian window'] = hash(sg.windowFunction(['dpss', 3], 1000));
  hashes['Taylor window'] = hash(sg.windowFunction(['taylor', 4, 30], 1000));
  hashes.resampled = hash(sg.resample(samples, 44100, 16000));
  hashes['resampled, halved twice'] = hash(sg.resample(samples, 48000, 8000));
  hashes['resampled, between places'] = hash(sg.resample(samples, 16000, 44123.7));
  hashes['emphasised and back'] = hash(sg.deemphasis(sg.preemphasis(samples)));
  const heard = /** @type {const} */ ([['resample', { to: 16000 }], 'preemphasis', ['amplify', { factor: 9 }], 'mel']);
  hashes['mel of resampled'] = hash(sg.analyse(samples, heard, { sampleRate: 22050 }).data);
  const M = sg.melSpectrogram(samples, { sampleRate: 22050, nMels: 40 });
  hashes['mel bands back'] = hash(sg.melToStft(M).data);
  hashes['sound of mel bands'] = hash(sg.melToAudio(M, { nIter: 2, seed: 5 }));
  const cepstra = sg.mfcc(samples, { sampleRate: 22050, lifter: 22 });
  hashes['mfcc, 80 dB'] = hash(cepstra.data);
  hashes['mel bands of cepstra'] = hash(sg.mfccToMel(cepstra, { lifter: 22 }).data);
  hashes['delta, wrapped'] = hash(sg.delta(cepstra, { mode: 'wrap' }).data);
  hashes['pcen of mel bands'] = hash(sg.pcen(M).data);
  hashes.pyin = hash(sg.pyin(samples, { sampleRate: 22050, hopLength: 256 }).data);
  hashes['onset strength'] = hash(sg.onsetStrength(samples, { sampleRate: 22050, detrend: true }).data);
  hashes.tempogram = hash(sg.tempogram(samples, { sampleRate: 22050, winLength: 99 }).data);
  hashes.tempo = hash(sg.tempo(samples, { sampleRate: 22050 }).data);
  hashes['power in dB'] = hash(sg.powerToDb(sg.spectrogram(samples)).data);
  return hashes;
}
