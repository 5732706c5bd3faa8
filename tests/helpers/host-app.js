// What a user's app does with the package, to be bundled and run wherever apps run: a mel spectrogram at once, live and
// in a pool, whose result goes through a
// file. All must have the same bytes.
import { createPool, decodeNpy, encodeNpy, load, SpectrogramNode } from 'specgram';

const sampleRate = 48000;
const options = { sampleRate, nFft: 512, hopLength: 128, nMels: 40 };
const sound = Float32Array.from({ length: 8192 }, (_, n) => Math.fround((((n * n) % 257) / 257 - 0.5) / 2));

/**
 * A hash of each of the three; live is 'none' where there is no audio thread.
 * @param {{ wasm?: string, processor?: string, worker?: string }} [addresses] of the files, where they are not found
 * @returns {Promise<{ atOnce: string, live: string, pool: string }>}
 */
export async function use({ wasm, processor, worker } = {}) {
  const sg = await load({ wasm });
  const atOnce = hash(sg.melSpectrogram(sound, options).data);
  const live = globalThis.OfflineAudioContext ? hash(await goLive({ wasm, processor })) : 'none';
  const threads = await createPool({ workers: 1, wasm, worker });
  const pool = hash(
    /** @type {Float32Array} */ (decodeNpy(encodeNpy(await threads.melSpectrogram(sound, options))).data),
  );
  threads.close();
  return { atOnce, live, pool };
}

/** @param {{ wasm?: string, processor?: string }} addresses */
async function goLive(addresses) {
  const context = new OfflineAudioContext(1, sound.length, sampleRate);
  const buffer = new AudioBuffer({ length: sound.length, sampleRate });
  buffer.copyToChannel(sound, 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  const node = await SpectrogramNode.create(context, { transform: 'mel', ...options, ...addresses });
  /** @type {number[]} */
  const values = [];
  node.addEventListener('columns', ({ detail }) => values.push(...detail.data));
  source.connect(node).connect(context.destination);
  source.start();
  await context.startRendering();
  await node.flush();
  node.close();
  return Float32Array.from(values);
}

/** FNV-1a of an array's bytes. @param {Float32Array} data */
function hash({ buffer, byteOffset, byteLength }) {
  let h = 0x811c9dc5;
  for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) h = Math.imul(h ^ byte, 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

Object.assign(globalThis, { use });
