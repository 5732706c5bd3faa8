// Samples to a waveform: at every pixel the line from the least to the greatest, with values at the left and counts
// below.
import { valueTicks } from 'specgram/view';

const EDGE = { left: 52, right: 14, top: 10, bottom: 26 }; // px
const ROOM = { value: 34, count: 90 }; // px from one label to the next

/** @param {HTMLCanvasElement} canvas @param {Float32Array} samples */
export function drawWave(canvas, samples) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (!context || width < 2 * EDGE.left || !samples.length) return;
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  context.font = `12px ${style.fontFamily}`;
  const [w, h] = [width - EDGE.left - EDGE.right, height - EDGE.top - EDGE.bottom];
  const bottom = EDGE.top + h;
  const lines = linesOf(samples, Math.round(w * ratio));
  const most = lines.reduce((far, [low, high]) => Math.max(far, -low, high), 0) || 1;
  context.fillStyle = style.getPropertyValue('--soft');
  context.strokeStyle = style.getPropertyValue('--line');
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { value, place } of valueTicks(-most, most, ROOM.value / h)) {
    const y = Math.round(bottom - place * h) + 0.5;
    context.beginPath();
    context.moveTo(EDGE.left, y);
    context.lineTo(EDGE.left + w, y);
    context.stroke();
    context.fillText(String(value).replace('-', '−'), EDGE.left - 8, y);
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const { value, place } of valueTicks(0, samples.length, ROOM.count / w)) {
    const words = value.toLocaleString('en');
    const half = context.measureText(words).width / 2;
    context.fillText(words, Math.min(EDGE.left + place * w, width - half - 2), bottom + 8);
  }
  context.fillStyle = style.getPropertyValue('--accent');
  const y = (/** @type {number} */ value) => bottom - ((value + most) / (2 * most)) * h;
  for (const [i, [low, high]] of lines.entries())
    context.fillRect(EDGE.left + i / ratio, y(high), 1 / ratio, Math.max(1 / ratio, y(low) - y(high)));
}

/** The least and the greatest sample of each pixel. @param {Float32Array} samples @param {number} pixels */
function linesOf(samples, pixels) {
  return Array.from({ length: pixels }, (_, i) => {
    const from = Math.floor((i * samples.length) / pixels);
    const to = Math.max(from + 1, Math.floor(((i + 1) * samples.length) / pixels));
    let [low, high] = [Infinity, -Infinity];
    for (const value of samples.subarray(from, to)) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return [low, high];
  });
}
