// Options at random, valid ones, of whatever kind there is.
import assert from 'node:assert/strict';
import { optionsOf } from './registry.js';

/**
 * Any options of a kind, each of those that it knows.
 * @param {string} kind @param {(n: number) => number} pick
 */
export function anyOptions(kind, pick) {
  const one = (/** @type {readonly any[]} */ list) => list[pick(list.length)];
  const options = optionsOf(kind);
  const hasFrames = options.includes('winLength');
  const needsBins = ['nBands', 'order', 'ctroct'].some((name) => options.includes(name));
  const nFft = one(needsBins ? [551, 1024] : [1, 2, 16, 51, 100, 256, 400, 551, 1024]);
  const winLength = 1 + pick(nFft);
  const padMode = one(['constant', 'reflect', 'edge', 'symmetric', 'linear_ramp']);
  const frequencyScale = one(['linear', 'log', 'mel']);
  /** @type {Record<string, unknown>} undefined: not given */
  const values = {
    sampleRate: 16000,
    nFft: hasFrames ? nFft : 2048,
    hopLength: 1 + pick(one([3, nFft, 2 * nFft, 3000])),
    winLength,
    window: one(['hann', 'boxcar', 'blackman', ['kaiser', 8]]),
    center: pick(4) > 0,
    padMode,
    ...{ padBefore: one([null, 0, 30]), padAfter: one([null, 0, 17, -1]), align: one(['center', 'start']) },
    ...{ periodic: pick(2) > 0, removeDc: pick(2) > 0, framePreemphasis: one([0, 0.97]), powerOffset: one([0, 1e-9]) },
    ...{ energy: one(['none', 'first', 'last']), energyOf: one(['frame', 'spectrum']), energyFloor: one([0, 1]) },
    ...{ triangles: one(['hz', 'kaldi', 'tf', 'speechbrain', 'floorBin']), bfloat16: pick(2) > 0 },
    ...{ min: one([null, -1]), add: one([0, 3]), multiply: one([1, -2]), curve: one(['A', 'D', 'Z']) },
    ...{ filters: undefined, bankRate: one([undefined, 12000]) },
    power: one([1, 2, 1.5]),
    scaling: one(['none', winLength > 8 ? 'psd' : 'none']), // short windows may sum to 0
    nMels: (kind === 'mfcc' ? 8 : 1) + pick(40),
    fMin: hasFrames ? one([undefined, 50]) : 300 + pick(300),
    fMax: one([undefined, 7000]),
    htk: pick(2) > 0,
    norm: one({ mfcc: ['ortho', null], spectralBandwidth: [true, false], mel: ['slaney', null, 1] }[kind] ?? [null, 1]),
    ...{ melNorm: one(['slaney', null]), nMfcc: 1 + pick(8), dctType: 1 + pick(3), topDb: null },
    ...{ lifter: one([0, 22]), lifterFrom: one([0, 1]), htkCompat: pick(2) > 0 },
    ...{ refPower: one([1e-6, 1]), reassignTimes: true, reassignFrequencies: pick(2) > 0 },
    ...{ timeOrigin: one(['exact', 'librosa']), height: 2 + pick(60), frequencyScale },
    method: one(['phase', 'derivative']),
    ...{ binsPerOctave: 12, nBins: options.includes('nChroma') ? undefined : 1 + pick(30), tuning: one([0, 0.2]) },
    ...{ filterScale: one([1, 0.5]), gamma: one([null, 0, 5]), scale: pick(2) > 0 },
    lowLatency: pick(3) === 0 && !['reflect', 'symmetric'].includes(padMode),
    ...{ nOctaves: 1 + pick(2), nChroma: one([12, 6]), threshold: one([0, 0.1]) },
    winLenSmooth: one([null, 1, 2, 5, 41]),
    ...{ length: undefined, onNola: 'librosa', tolerance: one([1e-6, 1e-3]), seed: pick(9), momentum: one([0, 0.99]) },
    ...{ resolution: 0.05, dbAmin: 1e-6, minDb: one([null, -80]), width: 9, order: 1 },
    mode: one(['interp', 'nearest', 'mirror', 'constant']),
    ...{ troughThreshold: one([0.1, 0.5]), frameLength: one(kind === 'yin' ? [301, 400] : [1, 2, 51, 400]) },
    ...{ p: one([1, 2, 3.5]), rollPercent: 0.85, linear: pick(2) > 0 },
    ...{ nBands: 1, quantile: 0.02, ctroct: 5, octwidth: one([2, null]), baseC: pick(2) > 0 },
    ...{ amin: 1e-6, offset: one([0, 1]), base: one(['e', '10', '2']), ref: one([1, 0.5]), gainDb: one([0, -20]) },
  };
  Object.assign(values, {
    ...{ perDecade: one([10, 20]), gain: one([0.98, 0]), bias: 2, timeConstant: 0.4, eps: 1e-6, b: undefined },
    ...{ maxSize: one([1, 3]), lag: one([1, 3]), aggregate: one(['mean', 'median']), detrend: pick(2) > 0 },
    ...{ startBpm: 120, stdBpm: 1, maxTempo: one([320, null]) },
  });
  for (const name of options) assert.ok(name in values, `what may ${name} be?`);
  return Object.fromEntries(options.map((name) => [name, values[name]]));
}
