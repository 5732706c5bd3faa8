// The microphone of the page: one at a time, to record a class or to be listened to, with a sentence for what goes
// wrong.
import { Capture } from '../sources/capture.js';
import { MicrophoneError, microphoneProblems } from '../sources/microphone.js';

/** @typedef {'off' | 'asking' | 'on'} State */

/** Fires 'change', and 'lost' when the microphone went away. */
export class Ear extends EventTarget {
  /** @type {Capture | null} */
  capture = null;
  /** @type {unknown} what it is open for */
  purpose = null;
  /** @type {AbortController | null} */
  #asking = null;

  /** @param {import('../players/audio.js').Audio} audio @param {import('../ui/messages.js').Messages} messages */
  constructor(audio, messages) {
    super();
    this.audio = audio;
    this.messages = messages;
  }

  /** @returns {State} */
  get state() {
    if (this.capture) return 'on';
    return this.#asking ? 'asking' : 'off';
  }

  /** Begins, or says why not. @param {unknown} purpose @param {() => void} again @returns {Promise<boolean>} whether it has begun */
  async open(purpose, again) {
    await this.close();
    this.messages.clear('E_MIC');
    const asking = new AbortController();
    this.#asking = asking;
    this.purpose = purpose;
    this.#tell('change');
    try {
      const { capture } = await Capture.start(this.audio, { signal: asking.signal });
      this.capture = capture;
      capture.addEventListener('problem', (event) => {
        const { code, over } = /** @type {CustomEvent} */ (event).detail;
        if (over) this.messages.clear(code);
        else this.#alert(code, again);
      });
      capture.addEventListener('lost', async () => {
        if (this.capture !== capture) return;
        this.#tell('lost');
        await this.close();
        this.#alert('E_MIC_LOST', again);
      });
    } catch (error) {
      if (!asking.signal.aborted) this.#alert(error instanceof MicrophoneError ? error.code : 'E_MIC_FAILED', again);
    }
    if (this.#asking === asking) {
      this.#asking = null;
      if (!this.capture) this.purpose = null;
      this.#tell('change');
    }
    return this.capture !== null && this.purpose === purpose;
  }

  /** Gives the microphone back. @returns {Promise<Capture | null>} what was heard, which stays readable */
  async close() {
    this.#asking?.abort(new DOMException('given up', 'AbortError'));
    this.#asking = null;
    const { capture } = this;
    this.capture = null;
    this.purpose = null;
    this.#tell('change');
    await capture?.stop();
    for (const code of ['E_MIC_MUTED', 'E_MIC_SILENT']) this.messages.clear(code);
    return capture;
  }

  /** @param {string} code @param {() => void} again */
  #alert(code, again) {
    const { say, todo, retry } = microphoneProblems[code];
    this.messages.alert(code, `${say} ${todo}`, retry ? [{ label: 'Try again', run: again }] : []);
  }

  /** @param {string} type */
  #tell(type) {
    this.dispatchEvent(new CustomEvent(type));
  }
}
