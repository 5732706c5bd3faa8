// A Worker that draws on a canvas which was handed over to it, and tells what is on it.
import { FFT, hashOf, noise, SpectrogramRenderer } from './renderer-page.js';

globalThis.onmessage = ({ data: { canvas, options } }) => {
  const renderer = new SpectrogramRenderer(canvas, { ...FFT, unit: 'db', ...options });
  renderer.append(noise(300, 2401), 300);
  const tell = () => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const hash = hashOf(new Uint32Array(data.buffer));
    const { stats, plot } = renderer;
    renderer.close();
    postMessage({ hash, frames: stats.frames, plot, size: [canvas.width, canvas.height] });
  };
  requestAnimationFrame(() => requestAnimationFrame(tell)); // drawn by itself
};
