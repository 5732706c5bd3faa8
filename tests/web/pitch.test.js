// YIN and pYIN: their definitions in float64, and what they make of silence, of edges and of bad options.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { noise } from '../helpers/ml-signals.js';
import { pyinDefinition, yinDefinition } from '../helpers/pitch-definition.js';

/** @type {any} */
const sg = await load();
const sampleRate = 16000;
const options = { sampleRate, fMin: 100, fMax: 900, frameLength: 512, hopLength: 200 };

/** A voice that glides up, pauses, whispers and falls, an octave away. */
const voice = (() => {
  const x = new Float32Array(12000);
  const breath = noise(x.length);
  let phase = 0;
  for (let i = 0; i < x.length; i++) {
    phase += (i < 5000 ? 150 + i / 40 : 600 - i / 40) / sampleRate;
    const sounds = i < 5000 || i >= 8000;
    const tone =
      Math.sin(2 * Math.PI * phase) + 0.5 * Math.sin(4 * Math.PI * phase) + 0.2 * Math.cos(6 * Math.PI * phase);
    x[i] = (sounds ? 0.3 * tone : 0) + (i < 6500 ? 0.02 : 0.2) * breath[i] * Number(i < 5000 || i > 6000);
  }
  return x;
})();

test('YIN is its definition, within 1e-4 of the frequency', () => {
  for (const own of [options, { ...options, troughThreshold: 0.5, frameLength: 601, hopLength: 333, fMax: 8000 }]) {
    const wanted = yinDefinition(voice, own);
    const { data, shape, unit, hopLength, times } = sg.yin(voice, own);
    assert.deepEqual([shape, unit, hopLength], [[wanted.length, 1], 'Hz', own.hopLength]);
    assert.equal(times[2], (2 * own.hopLength) / sampleRate);
    wanted.forEach((hz, t) => {
      assert.ok(Math.abs(data[t] / hz - 1) < 1e-4, `${data[t]} for ${hz} in frame ${t}`);
    });
  }
});

test('pYIN is its definition, voiced and not, whatever its options', () => {
  for (const own of [
    options,
    { ...options, switchProb: 0.2, noTroughProb: 0.3, resolution: 0.25, boltzmannParameter: 0.5, nThresholds: 30 },
    { ...options, maxTransitionRate: 12, fMax: 300 },
  ]) {
    const wanted = pyinDefinition(voice, own);
    const { data, shape, unit } = sg.pyin(voice, own);
    assert.deepEqual([shape, unit], [[wanted.length, 3], 'Hz']);
    wanted.forEach(([hz, voiced, probability], t) => {
      assert.equal(data[3 * t + 1], voiced, `frame ${t}`);
      assert.ok(Math.abs(data[3 * t] - hz) < 1e-3, `${data[3 * t]} for ${hz} in frame ${t}`);
      assert.ok(Math.abs(data[3 * t + 2] - probability) < 1e-4, `${data[3 * t + 2]} for ${probability} in frame ${t}`);
    });
    const voices = wanted.map(([, voiced]) => voiced);
    assert.ok(voices.includes(0) && voices.includes(1));
  }
});

test('pYIN fills what has no voice with 0, with a number, or with its best guess', () => {
  const { data } = sg.pyin(voice, options);
  const filled = sg.pyin(voice, { ...options, fillNa: -1 }).data;
  const guessed = sg.pyin(voice, { ...options, fillNa: null }).data;
  for (let i = 0; i < data.length; i += 3) {
    assert.equal(filled[i], data[i + 1] ? data[i] : -1);
    assert.ok(data[i + 1] ? guessed[i] === data[i] : guessed[i] >= 99 && guessed[i] <= 901);
    assert.ok(data[i + 1] || data[i] === 0);
  }
});

test('silence has the highest pitch that YIN can tell and no voice, and what is as faint counts as silence', () => {
  for (const level of [0, 1e-12]) {
    const x = voice.map((value) => value * level);
    assert.ok(sg.yin(x, options).data.every((/** @type {number} */ hz) => Math.abs(hz - 16000 / 17) < 1e-3));
    assert.ok(sg.pyin(x, options).data.every((/** @type {number} */ value) => value === 0));
  }
});

test('the loudest samples there may be have a finite pitch', () => {
  const loud = voice.map((value) => value * 1e12);
  const [plain, other] = [sg.yin(voice, options).data, sg.yin(loud, options).data];
  plain.forEach((/** @type {number} */ hz, /** @type {number} */ t) => assert.ok(Math.abs(other[t] / hz - 1) < 1e-3));
});

test('pitches that the frames cannot tell are refused', () => {
  for (const [own, message] of /** @type {const} */ ([
    [{ fMin: 0 }, /fMin must be above 0, got .*0/],
    [{ fMin: 900 }, /fMin must be below fMax/],
    [{ fMax: 8001 }, /fMax must be at most sampleRate \/ 2, got fMax 8001, sampleRate 16000/],
    [{ fMin: 31 }, /frameLength must be above sampleRate \/ fMin \+ 1.*got frameLength 512, fMin 31, sampleRate 16000/],
    [{ frameLength: 0 }, /frameLength must be an integer from 1/],
    [{ troughThreshold: 0 }, /troughThreshold must be/],
    [{ sampleRate: undefined }, /sampleRate must be given/],
  ])) {
    assert.throws(() => sg.yin(voice, { ...options, ...own }), { code: 'E_CONFIG', message });
  }
  for (const [own, message] of /** @type {const} */ ([
    [{ switchProb: 1 }, /switchProb must be at least 1e-12 and below 1, got 1/],
    [{ resolution: 1e-4 }, /sizes/],
    [{ fillNa: '0' }, /fillNa must be null or a number/],
  ])) {
    assert.throws(() => sg.pyin(voice, { ...options, ...own }), { message });
  }
  assert.throws(() => sg.pyin(new Float32Array(100), { ...options, center: false }), { message: /^samples must be/ });
});
