// The shape of the CNN: what its layers hold, for those who make it, save it and read it from a file.

export const CHANNELS = [8, 16, 32];
export const DENSE = 64;

/**
 * The weights by name.
 * @param {number} frames @param {number} bins @param {number} classes
 * @returns {Record<string, number[]>}
 */
export function shapesOf(frames, bins, classes) {
  /** @type {Record<string, number[]>} */
  const shapes = {};
  let channels = 1;
  let [height, width] = [frames, bins];
  for (const [i, count] of CHANNELS.entries()) {
    shapes[`filter${i}`] = [3, 3, channels, count];
    shapes[`bias${i}`] = [count];
    channels = count;
    [height, width] = [height >> 1, width >> 1];
  }
  shapes.dense = [height * width * channels, DENSE];
  shapes.denseBias = [DENSE];
  shapes.out = [DENSE, classes];
  shapes.outBias = [classes];
  return shapes;
}
