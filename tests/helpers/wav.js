// The parts of WAV files, byte by byte.

/**
 * @param {string} name
 * @param {number[]} bytes
 */
export function chunk(name, bytes) {
  return [...Buffer.from(name), ...u32(bytes.length), ...bytes];
}

/** An ID3v2.4 tag of so many bytes behind its header. @param {number} size @param {boolean} [footer] */
export function id3(size, footer = false) {
  const header = [0x49, 0x44, 0x33, 4, 0, footer ? 0x10 : 0, 0, size >> 14, (size >> 7) & 127, size & 127];
  return Buffer.from([...header, ...Array(size).fill(0x52), ...(footer ? header : [])]);
}

/** @param {number[]} chunks */
export function riff(chunks) {
  return Uint8Array.from([...Buffer.from('RIFF'), ...u32(chunks.length + 4), ...Buffer.from('WAVE'), ...chunks]);
}

/** @param {number} x */
export function u32(x) {
  return [x & 255, (x >> 8) & 255, (x >> 16) & 255, (x >>> 24) & 255];
}
