// Samples of any rate to the model's, by the browser's resampler.
import { encodeWav } from 'specgram';
import { RATE } from './patch.js';

/** @param {Float32Array} samples @param {number} from Hz @returns {Promise<Float32Array<ArrayBuffer>>} */
export async function atModelRate(samples, from) {
  if (from === RATE) return Float32Array.from(samples);
  if (samples.length === 0) return new Float32Array();
  const file = encodeWav(samples, { sampleRate: from, bitDepth: 'float32' });
  const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(file.buffer);
  return sound.getChannelData(0);
}
