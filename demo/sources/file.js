// A file to a sound: WAV at its own rate by the package's decoder, anything else by the browser's, at the file's own
// rate where its header tells.
import { decodeWav } from 'specgram';
import { ascii, nativeRate } from './native-rate.js';
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
  const { channels, sampleRate } = await (wav ? wavChannels : browserChannels)(bytes, file.name, start);
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

/**
 * A WAV file's own samples; of formats that the package does not read, those that the browser's decoder has.
 * @param {ArrayBuffer} bytes @param {string} name @param {Uint8Array} start
 */
async function wavChannels(bytes, name, start) {
  try {
    const { channels, sampleRate } = decodeWav(bytes);
    return { channels, sampleRate };
  } catch (error) {
    return browserChannels(bytes, name, start).catch(() => {
      const reason = /** @type {Error} */ (error).message;
      throw new FileError('E_DECODE', `${quoted(name)} cannot be read: ${reason}.`, error);
    });
  }
}

/** @param {ArrayBuffer} bytes @param {string} name @param {Uint8Array} start */
async function browserChannels(bytes, name, start) {
  // decodeAudioData resamples to its context's rate, so the context is given the file's.
  const context = new OfflineAudioContext(1, 1, nativeRate(start, bytes) ?? 48000);
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

/** @param {Uint8Array} start */
const isWav = (start) => ['RIFF', 'RIFX', 'RF64', 'BW64'].includes(ascii(start, 0, 4)) && ascii(start, 8, 4) === 'WAVE';
