// The CNN of the textbook: three times a 3 x 3 convolution, ReLU and a max pool, then a dense layer, dropout, and a
// score for each class.
import { CHANNELS, shapesOf } from './architecture.js';
import { convolve } from './convolution.js';
import * as tf from './tensorflow.js';

/** @typedef {import('@tensorflow/tfjs-core').Tensor} Tensor */
/** @typedef {Record<string, { shape: number[], data: Float32Array<ArrayBuffer> }>} Weights */
/** @typedef {{ data: Float32Array<ArrayBuffer>, labels: number[] }} Batch data: patches one after another */

const DROPOUT = 0.3;
const RATE = 2e-3;

export class Network {
  #drops = 0;

  /** @param {{ frames: number, bins: number, classes: number, seed?: number, weights?: Weights }} of */
  constructor({ frames, bins, classes, seed = 1, weights }) {
    this.shape = [frames, bins, 1];
    this.classes = classes;
    this.seed = seed;
    this.variables = Object.fromEntries(
      Object.entries(shapesOf(frames, bins, classes)).map(([name, shape], i) => {
        const from = weights?.[name];
        const first = from ? tf.tensor(from.data, from.shape) : initial(shape, seed + i);
        return [name, tf.variable(first, true)];
      }),
    );
    this.optimizer = tf.train.adam(RATE);
  }

  /** Logits. @param {Tensor} x @param {boolean} training whether units are dropped */
  #forward(x, training) {
    const v = this.variables;
    let y = x;
    for (let i = 0; i < CHANNELS.length; i++) {
      const z = tf.relu(tf.add(convolve(y, v[`filter${i}`]), v[`bias${i}`]));
      y = tf.maxPool(/** @type {import('@tensorflow/tfjs-core').Tensor4D} */ (z), 2, 2, 'valid');
    }
    y = tf.reshape(y, [y.shape[0], -1]);
    y = tf.relu(tf.add(tf.matMul(y, v.dense), v.denseBias));
    if (training) y = tf.dropout(y, DROPOUT, undefined, this.seed * 100003 + this.#drops++);
    return tf.add(tf.matMul(y, v.out), v.outBias);
  }

  /** @param {Float32Array} data @param {number} count */
  #pictures(data, count) {
    return tf.tensor(data, [count, ...this.shape]);
  }

  /** One step of training. @param {Batch} batch @returns {{ loss: number, hits: number }} */
  step({ data, labels }) {
    return tf.tidy(() => {
      const x = this.#pictures(data, labels.length);
      let hits = 0;
      const loss = this.optimizer.minimize(() => {
        const logits = this.#forward(x, true);
        hits = hitsOf(logits.dataSync(), labels, this.classes);
        return this.#loss(logits, labels);
      }, true);
      return { loss: loss ? loss.dataSync()[0] : 0, hits };
    });
  }

  /** @param {Tensor} logits @param {number[]} labels */
  #loss(logits, labels) {
    const wanted = new Float32Array(labels.length * this.classes);
    for (const [i, label] of labels.entries()) wanted[i * this.classes + label] = 1;
    const each = tf.mul(tf.tensor(wanted, [labels.length, this.classes]), tf.logSoftmax(logits));
    return /** @type {import('@tensorflow/tfjs-core').Scalar} */ (tf.neg(tf.mean(tf.sum(each, 1))));
  }

  /** How it does on what it is not trained with. @param {Batch} batch */
  judge({ data, labels }) {
    return tf.tidy(() => {
      const logits = this.#forward(this.#pictures(data, labels.length), false);
      const guesses = highest(logits.dataSync(), labels.length, this.classes);
      return { loss: this.#loss(logits, labels).dataSync()[0], guesses };
    });
  }

  /** A probability a class. @param {Float32Array} patch */
  scores(patch) {
    return tf.tidy(() => {
      const scores = tf.softmax(this.#forward(this.#pictures(patch, 1), false)).dataSync();
      return Float32Array.from(scores);
    });
  }

  /** @returns {Weights} */
  weights() {
    return Object.fromEntries(
      Object.entries(this.variables).map(([name, variable]) => [
        name,
        { shape: variable.shape, data: Float32Array.from(variable.dataSync()) },
      ]),
    );
  }
}

/** He et al. (2015), "Delving deep into rectifiers", eq. 10; biases begin at 0. @param {number[]} shape @param {number} seed */
function initial(shape, seed) {
  if (shape.length === 1) return tf.zeros(shape);
  const inputs = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  return tf.truncatedNormal(shape, 0, Math.sqrt(2 / inputs), 'float32', seed);
}

/** The class with the highest score, example by example. @param {ArrayLike<number>} scores @param {number} count @param {number} classes */
function highest(scores, count, classes) {
  return Array.from({ length: count }, (_, i) => {
    let best = 0;
    for (let k = 1; k < classes; k++) if (scores[i * classes + k] > scores[i * classes + best]) best = k;
    return best;
  });
}

/** @param {ArrayLike<number>} scores @param {number[]} labels @param {number} classes */
const hitsOf = (scores, labels, classes) =>
  highest(scores, labels.length, classes).filter((guess, i) => guess === labels[i]).length;
