// The log-mel spectrogram of a sound as a tensor of TensorFlow.js, and a small model over it:
// `node examples/log-mel-tensorflow.js sound.wav`. The model's weights are random; put yours in their place.
import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { decodeWav, load } from 'specgram';

const SAMPLE_RATE = 16000;
const BANDS = 64;
const RANGE = 80; // dB

const [, , path] = argv;
const sound = decodeWav(await readFile(path));
const sg = await load();
await tf.setBackend('wasm');

// Frames of 25 ms every 10 ms, in decibels below the loudest.
const samples = sg.resample(sound, sound.sampleRate, SAMPLE_RATE, { channel: 'mix' });
const options = { sampleRate: SAMPLE_RATE, nFft: 512, winLength: 400, hopLength: 160, nMels: BANDS };
const { data, shape } = sg.powerToDb(sg.melSpectrogram(samples, options), { ref: 'max', topDb: RANGE });

// A convolution, ReLU, the mean over all of the picture, and a probability for each of four classes.
const filter = /** @type {tf.Tensor4D} */ (tf.randomUniform([3, 3, 1, 8], -1, 1, 'float32', 1));
const dense = tf.randomUniform([8, 4], -1, 1, 'float32', 2);

const probabilities = tf.tidy(() => {
  const decibels = tf.tensor4d(data, [1, shape[0], shape[1], 1]); // batch, frames, bands, channels: as it lies there
  const picture = /** @type {tf.Tensor4D} */ (tf.add(tf.div(decibels, RANGE), 1)); // 0 to 1
  const heard = tf.relu(tf.conv2d(picture, filter, 2, 'same'));
  return tf.softmax(tf.matMul(tf.mean(heard, [1, 2]), dense));
});

console.log(`log-mel: [${shape}]`);
console.log(`probabilities: [${probabilities.shape}]\n${(await probabilities.data()).join('\n')}`);
