// The examples that run in Node, as a reader runs them: what they print and write, against the references' values and
// the models' definitions in float64.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { decodeNpy, decodeWav, encodeWav, load } from 'specgram';
import { makeModel, makeWeights } from '../../examples/onnx-model.js';
import { checkRecord } from '../helpers/ml-record.js';
import { mix } from '../helpers/ml-signals.js';
import '@tensorflow/tfjs-backend-wasm';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'specgram-examples-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const sg = await load();

const SPEECH = 'tests/clips/speech-english.wav';
const speech = decodeWav(readFileSync(join(root, SPEECH)));
const sampleRate = 16000;

/** What an example prints, line by line. @param {string} name @param {...string} given */
const run = (name, ...given) =>
  execFileSync(process.execPath, [`examples/${name}`, ...given], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');

/** @param {string} name @param {Uint8Array} bytes */
function fileOf(name, bytes) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Float32 is off by so much of numbers near 1, after sums of some thousand. */
const ROUNDING = 1e-5;

/** @param {string[]} lines @param {number[]} wanted */
function checkNumbers(lines, wanted) {
  assert.equal(lines.length, wanted.length);
  for (const [i, line] of lines.entries())
    assert.ok(Math.abs(Number(line) - wanted[i]) <= ROUNDING, `${line} at ${i}, not ${wanted[i]}`);
}

/** What the small ONNX model is, written down: Conv, Relu, GlobalAveragePool, Gemm. @param {Float32Array} features @param {number} seed */
function scoresOf(features, seed) {
  const { filter, filterBias, dense, denseBias } = makeWeights(seed);
  const [channels, bins, kernel] = filter.shape;
  const frames = features.length / bins;
  const scores = Array.from(denseBias.data);
  for (let c = 0; c < channels; c++) {
    let mean = 0;
    for (let t = 0; t < frames / 2; t++) {
      let sum = filterBias.data[c];
      for (let k = 0; k < bins; k++)
        for (let j = 0; j < kernel; j++) {
          const at = 2 * t + j - 1; // a stride of 2, a zero before and behind
          if (at >= 0 && at < frames) sum += filter.data[(c * bins + k) * kernel + j] * features[k * frames + at];
        }
      mean += Math.max(0, sum) / (frames / 2);
    }
    for (let s = 0; s < scores.length; s++) scores[s] += mean * dense.data[c * scores.length + s];
  }
  return scores;
}

test('examples know the library by the name of the package, and what else they take is installed for them alone', () => {
  const files = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.js'),
  );
  assert.ok(files.length >= 8);
  const taken = files.flatMap((name) => {
    const text = readFileSync(join(root, 'examples', name), 'utf8');
    return [...text.matchAll(/^import (?:.* from )?'([^']+)';$/gm)].map(([, path]) => path);
  });
  const others = taken.filter((path) => !/^(node:|\.\/|specgram$)/.test(path));
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.equal(others.length, 3);
  for (const path of others) assert.ok(Object.hasOwn(devDependencies, path), path);
});

test("Whisper's features go into onnxruntime-web, and the small model gives what its definition does", () => {
  const { data, shape } = sg.preset('whisper-80').extract(speech);
  const lines = run('whisper-onnx.js', SPEECH);
  assert.deepEqual(lines.slice(0, 2), [`features: [${shape}]`, 'scores: [1,4]']);
  checkNumbers(lines.slice(2), scoresOf(data, 1));
});

test('a model of the user takes the place of the small one', () => {
  const sound = fileOf('mix.wav', encodeWav(mix(sampleRate), { sampleRate }));
  const lines = run('whisper-onnx.js', sound, fileOf('model.onnx', makeModel(7)));
  const { data } = sg.preset('whisper-80').extract(mix(sampleRate), { sampleRate });
  checkNumbers(lines.slice(2), scoresOf(data, 7));
});

test("the .npy file has Kaldi's own features", () => {
  const sound = fileOf('kaldi.wav', encodeWav(mix(sampleRate), { sampleRate }));
  const npy = join(folder, 'features.npy');
  assert.deepEqual(run('kaldi-npy.js', sound, npy), [`${npy}: 98 frames of 80 bands`]);
  const { data, shape } = decodeNpy(readFileSync(npy));
  checkRecord('kaldi-fbank-80/mix', { data: /** @type {Float32Array} */ (data), shape }, 5e-4);
});

test('a log-mel spectrogram goes into TensorFlow.js, and its small model gives what its definition does', async () => {
  await tf.setBackend('wasm');
  const filter = tf.randomUniform([3, 3, 1, 8], -1, 1, 'float32', 1).dataSync();
  const dense = tf.randomUniform([8, 4], -1, 1, 'float32', 2).dataSync();
  const samples = sg.resample(speech.channels[0], speech.sampleRate, sampleRate);
  const S = sg.melSpectrogram(samples, { sampleRate, nFft: 512, winLength: 400, hopLength: 160, nMels: 64 });
  const [frames, bands] = S.shape;
  const loudest = Math.max(...S.data);
  const picture = Array.from(S.data, (power) => 1 + Math.max(-80, 10 * Math.log10(power / loudest)) / 80);
  const logits = [0, 0, 0, 0];
  const [rows, columns] = [Math.ceil(frames / 2), Math.ceil(bands / 2)];
  const above = Math.floor((2 * (rows - 1) + 3 - frames) / 2); // 'same': the odd zero of a side is behind
  const before = Math.floor((2 * (columns - 1) + 3 - bands) / 2);
  for (let c = 0; c < 8; c++) {
    let mean = 0;
    for (let y = 0; y < rows; y++)
      for (let x = 0; x < columns; x++) {
        let sum = 0;
        for (let i = 0; i < 3; i++)
          for (let j = 0; j < 3; j++) {
            const [t, k] = [2 * y + i - above, 2 * x + j - before];
            if (t >= 0 && t < frames && k >= 0 && k < bands)
              sum += picture[t * bands + k] * filter[(i * 3 + j) * 8 + c];
          }
        mean += Math.max(0, sum) / (rows * columns);
      }
    for (const s of logits.keys()) logits[s] += mean * dense[c * 4 + s];
  }
  const total = logits.reduce((sum, x) => sum + Math.exp(x), 0);
  const lines = run('log-mel-tensorflow.js', SPEECH);
  assert.deepEqual(lines.slice(0, 2), [`log-mel: [${S.shape}]`, 'probabilities: [1,4]']);
  checkNumbers(
    lines.slice(2),
    logits.map((x) => Math.exp(x) / total),
  );
});
