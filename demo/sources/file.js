// A file to a sound: WAV at its own rate by the package's decoder, anything else by the browser's, at the file's own
// rate where its header tells.
import { decodeWav } from 'specgram';
import { SampledSound } from './source.js';

/** Above these a browser's tab dies without a word, so they are refused before memory is taken. */
const MAX_COMPRESSED = 400e6; // bytes of file
const MAX_WAV = 800e6;

export class FileError extends Error {
  /** @param {string} code @param {string} message @param {unknown} [cause] */
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = 'FileError';
    this.code = code;
  }
}

/** @param {string} name */
const quoted = (name) => `“${name.length > 80 ? `${name.slice(0, 60)}…${name.slice(-15)}` : name}”`;
const megabytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1e6)} MB`;

/** @param {File} file @param {AbortSignal} signal */
export async function readFile(file, signal) {
  const start = await readHeader(file);
  signal.throwIfAborted();
  const wav = isWav(start);
  const limit = wav ? MAX_WAV : MAX_COMPRESSED;
  if (file.size > limit) {
    throw new FileError(
      'E_FILE_TOO_LARGE',
      `${quoted(file.name)} is ${megabytes(file.size)}: a browser tab can hold up to ${megabytes(limit)} of this kind. Cut it into parts.`,
    );
  }
  if (file.size === 0) throw new FileError('E_DECODE', `${quoted(file.name)} is empty.`);
  const bytes = await file.arrayBuffer();
  signal.throwIfAborted();
  const { channels, sampleRate } = wav ? wavChannels(bytes, file.name) : await browserChannels(bytes, file.name, start);
  signal.throwIfAborted();
  if (!channels[0]?.length) throw new FileError('E_DECODE', `${quoted(file.name)} holds no sound.`);
  return new SampledSound({ name: file.name, kind: 'file', channels, sampleRate });
}

/** The first bytes, after the ID3 tag of an MP3 (id3.org, ID3v2.4.0, 3.1). @param {File} file */
async function readHeader(file) {
  const read = async (/** @type {number} */ at) => new Uint8Array(await file.slice(at, at + 64).arrayBuffer());
  const start = await read(0);
  if (ascii(start, 0, 3) !== 'ID3') return start;
  return read(10 + ((start[6] << 21) | (start[7] << 14) | (start[8] << 7) | start[9]));
}

/** @param {ArrayBuffer} bytes @param {string} name */
function wavChannels(bytes, name) {
  try {
    const { channels, sampleRate } = decodeWav(bytes);
    return { channels, sampleRate };
  } catch (error) {
    throw new FileError('E_DECODE', `${quoted(name)} cannot be read: ${/** @type {Error} */ (error).message}.`, error);
  }
}

/** @param {ArrayBuffer} bytes @param {string} name @param {Uint8Array} start */
async function browserChannels(bytes, name, start) {
  // decodeAudioData resamples to its context's rate, so the context is given the file's.
  const context = new OfflineAudioContext(1, 1, nativeRate(start) ?? 48000);
  try {
    const buffer = await context.decodeAudioData(bytes);
    const channels = Array.from({ length: buffer.numberOfChannels }, (_, i) => buffer.getChannelData(i));
    return { channels, sampleRate: buffer.sampleRate };
  } catch (error) {
    throw new FileError(
      'E_DECODE',
      `${quoted(name)} is not a sound that this browser can decode. WAV, MP3, FLAC and Ogg are the surest.`,
      error,
    );
  }
}

const ascii = (/** @type {Uint8Array} */ bytes, /** @type {number} */ at, /** @type {number} */ count) =>
  String.fromCharCode(...bytes.subarray(at, at + count));

/** @param {Uint8Array} start */
const isWav = (start) => ['RIFF', 'RF64', 'BW64'].includes(ascii(start, 0, 4)) && ascii(start, 8, 4) === 'WAVE';

/**
 * The sample rate in the header of FLAC, Ogg Vorbis, Opus and MP3; undefined for others.
 * @param {Uint8Array} start the first bytes
 */
export function nativeRate(start) {
  let rate;
  if (ascii(start, 0, 4) === 'fLaC') rate = (start[18] << 12) | (start[19] << 4) | (start[20] >> 4);
  else if (ascii(start, 0, 4) === 'OggS' && ascii(start, 29, 6) === 'vorbis')
    rate = start[40] | (start[41] << 8) | (start[42] << 16) | (start[43] << 24);
  else if (ascii(start, 0, 4) === 'OggS' && ascii(start, 28, 8) === 'OpusHead') rate = 48000;
  else if (start[0] === 0xff && start[1] >> 5 === 7) {
    const base = [44100, 48000, 32000][(start[2] >> 2) & 3];
    rate = base && base >> [2, 8, 1, 0][(start[1] >> 3) & 3];
  }
  return rate && rate >= 8000 && rate <= 384000 ? rate : undefined;
}
