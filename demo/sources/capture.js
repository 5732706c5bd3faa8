// A session of listening to the microphone: its stream, mixed to mono, metered and recorded, until it is stopped or
// lost.
import { feedOf } from './feed.js';
import { openMicrophone } from './microphone.js';
import { Recording } from './recording.js';

const SILENT = 2; // s of nothing but zeros before it is told
const CLIP = 0.999;
const LAMP = 1500; // ms
const ASLEEP = 0.5; // s that the wall clock is ahead before they count as lost

/**
 * Fires 'jump' with `detail.seconds` when time went by without sound, 'problem' with `detail.code` (and `detail.over`
 * when it has passed), and 'lost' when the microphone is gone.
 */
export class Capture extends EventTarget {
  /** The greatest sample of the last moment; full scale is 1. */
  peak = 0;
  /** Until when the clip lamp is lit, ms of performance.now(). */
  #clipped = 0;
  #zeros = 0;
  #silent = false;
  #measured = 0;

  /** @param {{ context: AudioContext, stream: MediaStream, track: MediaStreamTrack }} parts */
  constructor({ context, stream, track }) {
    super();
    this.context = context;
    this.stream = stream;
    this.track = track;
    this.recording = new Recording(context.sampleRate);
    this.source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
    this.input = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' });
    this.meter = new AnalyserNode(context, { fftSize: 2048 });
    this.samples = new Float32Array(2048);
    this.wall = performance.now();
    this.source.connect(this.input).connect(this.meter);
    this.origin = Math.ceil(context.currentTime * context.sampleRate);
    const passing = (/** @type {string} */ code, /** @type {boolean} */ over) =>
      this.dispatchEvent(new CustomEvent('problem', { detail: { code, over } }));
    track.addEventListener('mute', () => passing('E_MIC_MUTED', false));
    track.addEventListener('unmute', () => passing('E_MIC_MUTED', true));
    track.addEventListener('ended', () => this.dispatchEvent(new Event('lost')));
    this.passing = passing;
  }

  /**
   * Asks for the microphone and starts to record it.
   * @param {import('../players/audio.js').Audio} audio @param {{ deviceId?: string, signal: AbortSignal }} options
   */
  static async start(audio, options) {
    const opened = await openMicrophone(options);
    const give = () => {
      for (const track of opened.stream.getTracks()) track.stop();
    };
    try {
      const context = await audio.open();
      options.signal.throwIfAborted();
      const capture = new Capture({ context, ...opened });
      await capture.recording.record(context, capture.input, capture.origin);
      options.signal.throwIfAborted();
      return { capture, altered: opened.altered, replaced: opened.replaced };
    } catch (error) {
      give();
      throw error;
    }
  }

  /** What is heard, as it comes. */
  get feed() {
    return feedOf(this.recording, this);
  }
  get line() {
    return { context: this.context, input: this.input, origin: this.origin };
  }
  /** Seconds since the start, by the sound card's clock. */
  get now() {
    return Math.max(0, this.context.currentTime - this.origin / this.context.sampleRate);
  }
  get clipped() {
    return performance.now() < this.#clipped;
  }
  get deviceId() {
    return this.track.getSettings().deviceId ?? '';
  }

  /** Reads the meter; once a frame is enough. */
  measure() {
    this.meter.getFloatTimeDomainData(this.samples);
    let peak = 0;
    for (const x of this.samples) peak = Math.max(peak, Math.abs(x));
    this.peak = peak;
    if (peak >= CLIP) this.#clipped = performance.now() + LAMP;
    this.#watchClock();
    const { now } = this;
    this.#zeros = peak === 0 ? this.#zeros + now - this.#measured : 0;
    this.#measured = now;
    const silent = this.#zeros > SILENT;
    if (silent !== this.#silent) {
      this.#silent = silent;
      this.passing('E_MIC_SILENT', !silent);
    }
  }

  /** A frozen page and a sleeping machine stop the sound card's clock: the time that went by is a gap in the run. */
  #watchClock() {
    const wall = performance.now();
    const seconds = (wall - this.wall) / 1000 - (this.now - this.#measured);
    this.wall = wall;
    if (this.#measured === 0 || seconds < ASLEEP) return;
    const frames = Math.round(seconds * this.context.sampleRate);
    this.origin -= frames;
    this.recording.skip(frames);
    this.dispatchEvent(new CustomEvent('jump', { detail: { seconds } }));
  }

  /** Ends it and gives the microphone back. What was recorded stays readable. */
  async stop() {
    await this.recording.stop(this.input);
    for (const track of this.stream.getTracks()) track.stop();
    this.source.disconnect();
    this.input.disconnect();
    this.meter.disconnect();
  }
}
