// A small ONNX model, byte by byte, so that the example needs no download: a convolution over time, as Whisper begins
// with, ReLU, the mean over time, and a score for each of four classes. The format is protobuf; what the numbers of
// fields mean stands in onnx.proto (github.com/onnx/onnx).

export const BINS = 80;
export const FRAMES = 3000;
const CHANNELS = 8;
const KERNEL = 3;
const STRIDE = 2;
const CLASSES = 4;

/** @typedef {[field: number, value: number | string | Uint8Array]} Field */

/** @param {number} value @returns {number[]} seven bits a byte, the lowest first */
const varint = (value) => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]);

/** A protobuf message: whole numbers, texts, and messages in it. @param {...Field} fields */
function message(...fields) {
  const parts = fields.map(([field, value]) => {
    if (typeof value === 'number') return [...varint(field * 8), ...varint(value)];
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
  });
  return Uint8Array.from(parts.flat());
}

/** A field that is repeated. @param {number} field @param {(number | string)[]} values @returns {Field[]} */
const each = (field, values) => values.map((value) => [field, value]);

const FLOAT = 1; // TensorProto.DataType
const INT = 2; // AttributeProto.AttributeType
const INTS = 7;

/** TensorProto, of weights. @param {string} name @param {{ shape: number[], data: Float32Array }} weights */
const tensor = (name, { shape, data }) =>
  message(...each(1, shape), [2, FLOAT], [8, name], [9, new Uint8Array(data.buffer)]);

/** ValueInfoProto, of what goes in or comes out. @param {string} name @param {number[]} shape */
function value(name, shape) {
  const dims = message(.../** @type {Field[]} */ (shape.map((size) => [1, message([1, size])])));
  return message([1, name], [2, message([1, message([1, FLOAT], [2, dims])])]);
}

/**
 * NodeProto.
 * @param {string} type @param {string[]} inputs @param {string} output
 * @param {Record<string, number | number[]>} [attributes]
 */
function node(type, inputs, output, attributes = {}) {
  const listed = Object.entries(attributes).map(([name, given]) =>
    Array.isArray(given)
      ? message([1, name], ...each(8, given), [20, INTS])
      : message([1, name], [3, given], [20, INT]),
  );
  return message(...each(1, inputs), [2, output], [4, type], .../** @type {Field[]} */ (listed.map((a) => [5, a])));
}

/** The same noise for a seed everywhere. @param {number} seed */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator
    return state / 2 ** 31 - 1;
  };
}

/** Weights between -1 and 1, scaled by the number of inputs. @param {number} seed */
export function makeWeights(seed) {
  const random = randomFrom(seed);
  const make = (/** @type {number[]} */ shape, /** @type {number} */ inputs) => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => random() / Math.sqrt(inputs)),
  });
  return {
    filter: make([CHANNELS, BINS, KERNEL], BINS * KERNEL),
    filterBias: make([CHANNELS], 1),
    dense: make([CHANNELS, CLASSES], CHANNELS),
    denseBias: make([CLASSES], 1),
  };
}

/** ModelProto: [1, 80, 3000] to [1, 4]. @param {number} [seed] */
export function makeModel(seed = 1) {
  const nodes = [
    node('Conv', ['input_features', 'filter', 'filterBias'], 'heard', { strides: [STRIDE], pads: [1, 1] }),
    node('Relu', ['heard'], 'active'),
    node('GlobalAveragePool', ['active'], 'mean'),
    node('Flatten', ['mean'], 'flat', { axis: 1 }),
    node('Gemm', ['flat', 'dense', 'denseBias'], 'scores'),
  ];
  const weights = Object.entries(makeWeights(seed)).map(([name, given]) => tensor(name, given));
  const graph = message(
    .../** @type {Field[]} */ (nodes.map((bytes) => [1, bytes])),
    [2, 'small'],
    .../** @type {Field[]} */ (weights.map((bytes) => [5, bytes])),
    [11, value('input_features', [1, BINS, FRAMES])],
    [12, value('scores', [1, CLASSES])],
  );
  return message([1, 8], [7, graph], [8, message([2, 13])]); // version 8 of the format, 13 of the operators
}
