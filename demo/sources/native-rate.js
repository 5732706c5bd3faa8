// The first bytes of a compressed file -> the sample rate that its header tells.

export const ascii = (/** @type {Uint8Array} */ bytes, /** @type {number} */ at, /** @type {number} */ count) =>
  String.fromCharCode(...bytes.subarray(at, at + count));

/** ISO/IEC 14496-3, table 1.18. */
const AAC_RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

/**
 * The sample rate of WAV, FLAC, Ogg Vorbis, Opus, MP3, AAC and M4A; undefined for others.
 * @param {Uint8Array} start the first bytes, behind an ID3 tag
 * @param {ArrayBuffer} [file] all of it: an M4A tells its rate anywhere
 */
export function nativeRate(start, file) {
  const rate = ofHeader(start) ?? (ascii(start, 4, 4) === 'ftyp' && file ? ofMp4(new Uint8Array(file)) : undefined);
  return rate && rate >= 8000 && rate <= 384000 ? rate : undefined;
}

/** @param {Uint8Array} start */
function ofHeader(start) {
  const little = (/** @type {number} */ at) =>
    start[at] | (start[at + 1] << 8) | (start[at + 2] << 16) | (start[at + 3] << 24);
  if (ascii(start, 0, 4) === 'fLaC') return (start[18] << 12) | (start[19] << 4) | (start[20] >> 4);
  if (ascii(start, 0, 4) === 'OggS' && ascii(start, 29, 6) === 'vorbis') return little(40);
  if (ascii(start, 0, 4) === 'OggS' && ascii(start, 28, 8) === 'OpusHead') return 48000;
  if (ascii(start, 0, 4) === 'RIFF' && ascii(start, 12, 4) === 'fmt ') return little(24);
  if (start[0] !== 0xff || start[1] >> 5 !== 7) return undefined;
  if (start[1] >> 4 === 15 && ((start[1] >> 1) & 3) === 0) return AAC_RATES[(start[2] >> 2) & 15]; // ADTS: no layer
  const base = [44100, 48000, 32000][(start[2] >> 2) & 3];
  return base && base >> [2, 8, 1, 0][(start[1] >> 3) & 3];
}

/**
 * Of an MP4's sound: what its decoder is set up with, or else what its sample entry says (ISO/IEC 14496-12, 8.5.2, and
 * 14496-3, 1.6.2.1).
 * @param {Uint8Array} bytes
 */
function ofMp4(bytes) {
  const entry = find(bytes, 'mp4a', 0, bytes.length);
  if (entry < 0) return undefined;
  const esds = find(bytes, 'esds', entry, Math.min(bytes.length, entry + 200));
  const setup = esds < 0 ? undefined : ofSetup(bytes.subarray(esds, esds + 80));
  return setup ?? (bytes[entry + 28] << 8) | bytes[entry + 29];
}

/** Where a box's name stands, or -1. @param {Uint8Array} bytes @param {string} name @param {number} from @param {number} to */
function find(bytes, name, from, to) {
  const first = name.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0 && at < to; at = bytes.indexOf(first, at + 1))
    if (ascii(bytes, at, 4) === name) return at;
  return -1;
}

/** The rate that comes out of the decoder; where there is spectral band replication that is twice the core's. @param {Uint8Array} esds */
function ofSetup(esds) {
  let at = 8; // behind the name and the version
  /** What a descriptor's head says: its tag, and where its content begins. */
  const open = () => {
    const tag = esds[at++];
    while (esds[at] & 0x80) at++; // the length may take four bytes
    at++;
    return tag;
  };
  if (open() !== 3) return undefined; // elementary stream
  at += 3;
  if (open() !== 4) return undefined; // decoder
  at += 13;
  if (open() !== 5) return undefined; // what is special to it
  const bits = Array.from(esds.subarray(at, at + 8), (byte) => byte.toString(2).padStart(8, '0')).join('');
  let read = 0;
  const take = (/** @type {number} */ count) => Number.parseInt(bits.slice(read, (read += count)), 2);
  const rate = () => {
    const index = take(4);
    return index === 15 ? take(24) : AAC_RATES[index];
  };
  const type = take(5);
  const core = rate();
  take(4); // channels
  return type === 5 || type === 29 ? rate() : core;
}
