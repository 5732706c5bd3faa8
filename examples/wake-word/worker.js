// The Worker: learns a word by one recording, then hears the microphone, and says every 80 ms how like the word it is.
import { load } from 'specgram';
import { WordDetector } from './detector.js';
import { StepFeatures } from './features.js';

/**
 * @typedef {{ word: Float32Array, sampleRate: number, sound: MessagePort }} Start word: at the microphone's rate
 * @typedef {{ seconds: number, likeness: number, found: boolean }} Heard
 */

const STEP = 0.08; // s
const ALIKE = 0.85; // as a voice is to itself when it says the word again; what else it says stays below
const PAUSE = 1; // s: what is found is the same word for so long

addEventListener('message', async ({ data }) => {
  const { word, sampleRate, sound } = /** @type {Start} */ (data);
  const sg = await load();
  const detector = new WordDetector(rowsOf(sg, word, sampleRate));
  const features = new StepFeatures(sg, sampleRate);
  let steps = 0;
  let last = -Infinity;
  sound.onmessage = ({ data: chunk }) =>
    features.push(chunk, (rows) => {
      const likeness = Math.max(...rows.map((row) => detector.hear(row)));
      const seconds = STEP * ++steps;
      const found = likeness > ALIKE && seconds - last > PAUSE;
      if (found) last = seconds;
      postMessage(/** @type {Heard} */ ({ seconds, likeness, found }));
    });
});

/**
 * All rows of a sound, and of a little silence behind it.
 * @param {import('specgram').Engine} sg @param {Float32Array} sound @param {number} sampleRate
 */
function rowsOf(sg, sound, sampleRate) {
  /** @type {Float32Array[]} */
  const all = [];
  const features = new StepFeatures(sg, sampleRate);
  for (const part of [sound, new Float32Array(2 * STEP * sampleRate)]) features.push(part, (rows) => all.push(...rows));
  return all;
}
