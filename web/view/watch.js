// What happens around a canvas: new sizes, screens, themes, and a context that was lost and is there again.

import { isElement, pinSize } from './canvas-size.js';

/**
 * Calls back until the function that it returns is called.
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas
 * @param {(box: import('./canvas-size.js').Size | null) => void} onChange with the canvas's size, where that is what is
 *   new
 * @param {() => void} onRestored
 */
export function watch(canvas, onChange, onRestored) {
  const watching = new AbortController();
  const { signal } = watching;
  canvas.addEventListener('contextrestored', onRestored, { signal });
  if (!isElement(canvas)) return () => watching.abort(); // it has neither a box nor a screen
  pinSize(canvas);
  const changed = () => onChange(null);
  if (typeof ResizeObserver === 'function') {
    const observer = new ResizeObserver((seen) => {
      const {
        contentBoxSize: [css],
        devicePixelContentBoxSize: [pixels] = [],
      } = seen[seen.length - 1];
      onChange({
        width: css.inlineSize,
        height: css.blockSize,
        pixelWidth: pixels?.inlineSize ?? 0,
        pixelHeight: pixels?.blockSize ?? 0,
      });
    });
    try {
      observer.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(canvas); // WebKit has no such box
    }
    signal.addEventListener('abort', () => observer.disconnect());
  }
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', changed, { signal });
  window.addEventListener('resize', changed, { signal }); // also when the ratio of device pixels changes
  return () => watching.abort();
}
