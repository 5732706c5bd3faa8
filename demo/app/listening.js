// The microphone on the page: asked for, metered, its troubles told one by one, and given back.
import { Capture } from '../sources/capture.js';
import { listMicrophones, MicrophoneError, microphoneProblems } from '../sources/microphone.js';
import { clock, decibelsOf } from '../ui/format.js';
import { at, button, caption, element, write } from './page.js';

const QUIETEST = -60; // dB that the meter shows

/** @type {Record<string, string>} */
const PROCESSING = {
  echoCancellation: 'echo cancellation',
  noiseSuppression: 'noise suppression',
  autoGainControl: 'automatic gain',
};

/**
 * Fires 'want' with `detail.deviceId` when the reader wants to begin, 'enough' when to stop, 'lost', and 'jump' with
 * `detail.seconds`.
 */
export class Listening extends EventTarget {
  /** @type {Capture | null} */
  session = null;
  /** @type {WakeLockSentinel | null} */
  #wakeLock = null;

  /** @param {import('../players/audio.js').Audio} audio @param {import('../ui/messages.js').Messages} messages */
  constructor(audio, messages) {
    super();
    this.audio = audio;
    this.messages = messages;
    button('mic', () => (this.session ? this.#tell('enough') : this.#tell('want')));
    button('stop', () => this.#tell('enough'));
    at('device').addEventListener('change', () =>
      this.#tell('want', { deviceId: element('device', HTMLSelectElement).value }),
    );
    navigator.mediaDevices?.addEventListener?.('devicechange', () => {
      if (this.session) void this.#fillDevices();
    });
  }

  /**
   * Begins, or says why not.
   * @param {{ deviceId?: string, signal: AbortSignal }} options
   * @returns {Promise<boolean>} whether it has begun
   */
  async begin(options) {
    this.messages.clear('E_MIC');
    try {
      const { capture: session, altered, replaced } = await Capture.start(this.audio, options);
      this.session = session;
      session.addEventListener('problem', (event) => {
        const { code, over } = /** @type {CustomEvent} */ (event).detail;
        if (over) this.messages.clear(code);
        else this.alert(code);
      });
      session.addEventListener('jump', (event) => this.#tell('jump', /** @type {CustomEvent} */ (event).detail));
      session.addEventListener('lost', () => {
        if (this.session === session) this.#tell('lost');
      });
      if (replaced) this.alert('E_MIC_DEVICE');
      const rate = `${session.context.sampleRate.toLocaleString('en')} Hz`;
      caption(
        'Microphone',
        `${rate}${altered.length ? `; the browser keeps ${altered.map((key) => PROCESSING[key]).join(', ')} on` : ''}`,
      );
      this.messages.say(`Microphone on, ${rate}`);
      navigator.wakeLock?.request('screen').then(
        (lock) => {
          this.#wakeLock = lock;
        },
        () => {},
      );
      await this.#fillDevices();
      return this.session === session;
    } catch (error) {
      if (options.signal.aborted) this.messages.say('The microphone was not started.');
      else if (error instanceof MicrophoneError) this.alert(error.code);
      else
        this.messages.alert(
          'E_MIC_FAILED',
          `${microphoneProblems.E_MIC_FAILED.say} ${/** @type {Error} */ (error).message}`,
        );
      return false;
    }
  }

  /** Gives the microphone back. @returns {Promise<Capture | null>} the session that was */
  async end() {
    const { session } = this;
    if (!session) return null;
    this.session = null;
    await session.stop();
    this.#wakeLock?.release().catch(() => {});
    this.messages.clear('E_MIC_MUTED');
    this.messages.clear('E_MIC_SILENT');
    return session;
  }

  /** @param {string} code a key of microphoneProblems */
  alert(code) {
    const { say, todo, retry } = microphoneProblems[code];
    this.messages.alert(code, `${say} ${todo}`, retry ? [{ label: 'Try again', run: () => this.#tell('want') }] : []);
  }

  /** Moves the meter. Call it once a frame. */
  measure() {
    const { session } = this;
    if (!session) return;
    session.measure();
    element('level', HTMLMeterElement).value = Math.max(QUIETEST, decibelsOf(session.peak));
    at('clip').classList.toggle('lit', session.clipped);
    write('taped', `${clock(session.now)} recorded`);
  }

  async #fillDevices() {
    const select = element('device', HTMLSelectElement);
    const devices = await listMicrophones();
    select.replaceChildren(
      ...devices.map(({ deviceId, label }, i) => new Option(label || `Microphone ${i + 1}`, deviceId)),
    );
    if (this.session) select.value = this.session.deviceId;
  }

  /** @param {string} type @param {object} [detail] */
  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
