// A canvas on its page -> its size in CSS pixels and in the screen's own, as far as browsers can draw it.

// Firefox draws nothing on a canvas wider than 32,767 px, Chromium from 65,536 px on; area is memory. Larger ones are
// scaled.
const MAX_SIDE = 32767;
const MAX_AREA = 2 ** 26;

/**
 * @typedef {object} Size
 * @property {number} width CSS px
 * @property {number} height
 * @property {number} pixelWidth device px
 * @property {number} pixelHeight
 */

/**
 * Whether a canvas is on a page; one that is not is as large as its pixels.
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas
 * @returns {canvas is HTMLCanvasElement}
 */
export const isElement = (canvas) => 'clientWidth' in canvas;

/**
 * A canvas without a size by CSS is as large as its pixels, and would grow with every screen of more pixels: its size
 * is held.
 * @param {HTMLCanvasElement} canvas
 */
export function pinSize(canvas) {
  const { clientWidth, clientHeight, width, height } = canvas;
  canvas.width = width + 16;
  const grows = canvas.clientWidth !== clientWidth;
  canvas.width = width;
  canvas.height = height + 16;
  const growsDown = canvas.clientHeight !== clientHeight;
  canvas.height = height;
  if (grows) canvas.style.width = `${clientWidth}px`;
  if (growsDown) canvas.style.height = `${clientHeight}px`;
}

/**
 * A size that browsers can draw.
 * @param {number} width CSS px
 * @param {number} height
 * @param {number} pixelWidth
 * @param {number} pixelHeight
 */
export function limited(width, height, pixelWidth, pixelHeight) {
  const fit = Math.min(
    1,
    MAX_SIDE / pixelWidth,
    MAX_SIDE / pixelHeight,
    Math.sqrt(MAX_AREA / (pixelWidth * pixelHeight)),
  );
  if (!(fit < 1)) return { width, height, pixelWidth, pixelHeight };
  return {
    width,
    height,
    pixelWidth: Math.max(1, Math.floor(pixelWidth * fit)),
    pixelHeight: Math.max(1, Math.floor(pixelHeight * fit)),
  };
}

/**
 * The canvas's size.
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas
 * @param {Size | null} box what a ResizeObserver has told of it
 * @param {number | null} pixelRatio device pixels a CSS pixel; null: the screen's
 * @returns {Size}
 */
export function sizeOf(canvas, box, pixelRatio) {
  if (!isElement(canvas)) {
    const scale = pixelRatio ?? 1;
    return limited(canvas.width / scale, canvas.height / scale, canvas.width, canvas.height);
  }
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const ratio = pixelRatio ?? Math.min(globalThis.devicePixelRatio || 1, 2);
  const known = box && Math.round(box.width) === width && Math.round(box.height) === height ? box : null;
  // A browser that emulates another screen tells the box in pixels of its own: it must fit the ratio, but for rounding.
  const fits =
    known &&
    Math.abs(known.pixelWidth - known.width * ratio) < 2 &&
    Math.abs(known.pixelHeight - known.height * ratio) < 2;
  if (fits && pixelRatio === null && ratio === globalThis.devicePixelRatio) {
    return limited(known.width, known.height, known.pixelWidth, known.pixelHeight);
  }
  return limited(known?.width ?? width, known?.height ?? height, Math.round(width * ratio), Math.round(height * ratio));
}
