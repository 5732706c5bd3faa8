// A canvas's context, canvases off the screen, and what one makes of a CSS colour.

import { notSupported, stateError } from '../base/errors.js';

/** @param {HTMLCanvasElement | OffscreenCanvas} canvas */
export function contextOf(canvas) {
  const context = /** @type {import('./layout.js').Context | null} */ (canvas.getContext('2d'));
  if (context) return context;
  if (!canDraw()) throw notSupported('no canvas has a 2D context here: only a browser has', 'E_CANVAS');
  throw stateError('the canvas has another kind of context already', 'E_CANVAS');
}

function canDraw() {
  try {
    return Boolean(makeCanvas(1, 1).getContext('2d'));
  } catch {
    return false; // no document
  }
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {OffscreenCanvas | HTMLCanvasElement}
 */
export function makeCanvas(width, height) {
  if (typeof OffscreenCanvas === 'function') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** @type {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | undefined} */
let probe;

/** A CSS colour as a little-endian word of red, green, blue, alpha. @param {string} color */
export function wordOf(color) {
  probe ??= /** @type {OffscreenCanvasRenderingContext2D} */ (
    makeCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  );
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  return new Uint32Array(probe.getImageData(0, 0, 1, 1).data.buffer)[0];
}

/** A canvas as an image file. @param {OffscreenCanvas | HTMLCanvasElement} canvas @param {string} type @returns {Promise<Blob>} */
export function encoded(canvas, type) {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(stateError('the picture is too large to be encoded', 'E_CANVAS'))),
      type,
    );
  });
}
