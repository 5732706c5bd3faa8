// A patch to a small picture: time to the right, mel bands upwards, from black at -1 to the brightest at 1.
import { colormaps } from 'specgram/view';

const COLOURS = 256;

/** @param {HTMLCanvasElement} canvas @param {import('./patch.js').Patch | null} patch none: black */
export function drawPatch(canvas, patch) {
  const context = canvas.getContext('2d');
  if (!context) return;
  if (!patch) return context.clearRect(0, 0, canvas.width, canvas.height);
  const [frames, bands] = patch.shape;
  if (canvas.width !== frames) canvas.width = frames;
  if (canvas.height !== bands) canvas.height = bands;
  const picture = context.createImageData(frames, bands);
  const table = colormaps.magma;
  for (let t = 0; t < frames; t++)
    for (let band = 0; band < bands; band++) {
      const share = (1 + patch.data[t * bands + band]) / 2;
      const colour = 3 * Math.max(0, Math.min(COLOURS - 1, Math.round(share * (COLOURS - 1))));
      const at = 4 * ((bands - 1 - band) * frames + t);
      for (let k = 0; k < 3; k++) picture.data[at + k] = table[colour + k];
      picture.data[at + 3] = 255;
    }
  context.putImageData(picture, 0, 0);
}
