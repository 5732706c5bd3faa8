// A 3 x 3 convolution that can be trained on TensorFlow.js' wasm backend, which has no kernel for the gradient of the
// filter: both gradients are made of convolutions and products that it has.
import * as tf from './tensorflow.js';

/** @typedef {import('@tensorflow/tfjs-core').Tensor} Tensor */
/** @typedef {import('@tensorflow/tfjs-core').Tensor4D} Tensor4D */

const SIZE = 3;

/** [batch, height, width, channels in] by [3, 3, channels in, channels out], of the same height and width. */
export const convolve = tf.customGrad((x, filter, save) => {
  const [image, kernel] = /** @type {Tensor4D[]} */ ([x, filter]);
  /** @type {(tensors: Tensor[]) => void} */ (/** @type {unknown} */ (save))([image, kernel]);
  return { value: tf.conv2d(image, kernel, 1, 'same'), gradFunc: gradients };
});

/** @param {Tensor} slope of the loss, at what came out @param {Tensor[]} saved */
function gradients(slope, saved) {
  const [dy, image, kernel] = /** @type {Tensor4D[]} */ ([slope, ...saved]);
  // nobody asks for the gradient of the picture itself, which has one channel
  const back = () => tf.conv2d(dy, tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]), 1, 'same');
  return [image.shape[3] === 1 ? tf.zerosLike(image) : back(), ofFilter(image, dy)];
}

/**
 * For each of the nine places of the filter, a product of the pictures, moved by so much, and of what came out. With
 * borders around both, moving a picture is moving along one long row.
 * @param {Tensor4D} image @param {Tensor4D} dy
 */
function ofFilter(image, dy) {
  const [batch, height, width, channels] = image.shape;
  const filters = dy.shape[3];
  const line = width + 2;
  const length = batch * (height + 2) * line;
  const border = /** @type {[[number, number], [number, number], [number, number], [number, number]]} */ (
    [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ] // prettier-ignore
  );
  const rows = tf.transpose(tf.reshape(tf.pad(image, border), [length, channels]));
  const moved = tf.pad(rows, [
    [0, 0],
    [0, (SIZE - 1) * (line + 1)],
  ]);
  const out = tf.reshape(
    tf.pad(dy, [
      [0, 0],
      [0, 2],
      [0, 2],
      [0, 0],
    ]),
    [length, filters],
  );
  const products = [];
  for (let i = 0; i < SIZE; i++)
    for (let j = 0; j < SIZE; j++)
      products.push(tf.matMul(tf.slice(moved, [0, i * line + j], [channels, length]), out));
  return tf.reshape(tf.stack(products), [SIZE, SIZE, channels, filters]);
}
