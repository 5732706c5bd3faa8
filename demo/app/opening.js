// What is opened: built-in sounds, files and the microphone. Whatever was being opened gives way to the newest.
import { readFile } from '../sources/file.js';
import { sounds, soundSource } from '../sources/sounds.js';
import { about } from '../ui/format.js';
import { caption } from './page.js';

/** @typedef {import('../sources/source.js').SampledSound} SampledSound */

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Fires 'change' when the microphone was begun, or refused. */
export class Opening extends EventTarget {
  /** Of what is being opened. */
  #job = new AbortController();

  /**
   * @param {object} parts
   * @param {import('./viewer.js').Viewer} parts.viewer
   * @param {import('./settings.js').Settings} parts.settings
   * @param {import('../players/player.js').Player} parts.player
   * @param {import('./listening.js').Listening} parts.listening
   * @param {import('../ui/messages.js').Messages} parts.messages
   * @param {import('../ui/busy.js').Busy} parts.busy
   */
  constructor({ viewer, settings, player, listening, messages, busy }) {
    super();
    this.viewer = viewer;
    this.settings = settings;
    this.player = player;
    this.listening = listening;
    this.messages = messages;
    this.busy = busy;
  }

  /** @param {string} id of a built-in sound */
  async sound(id) {
    const wasPlaying = this.player.state === 'playing' && !this.listening.session;
    this.#job.abort();
    await this.#present(soundSource(id), sounds[id].look);
    if (wasPlaying) await this.player.play();
  }

  /** @param {File} file */
  async file(file) {
    const signal = this.#newest('Reading the file');
    try {
      const source = await readFile(file, signal);
      signal.throwIfAborted();
      await this.#present(source, formatOf(source));
    } catch (error) {
      if (signal.aborted) return;
      const { code = 'E_FILE_FAILED', message } = /** @type {Error & { code?: string }} */ (error);
      this.messages.alert(code, message);
    } finally {
      if (!signal.aborted && !this.viewer.figure.whole.busy) this.busy.end();
    }
  }

  /** Listens to a microphone. @param {string} [deviceId] */
  async microphone(deviceId) {
    const signal = this.#newest('Waiting for permission to use the microphone');
    await this.#endListening();
    if (this.player.state === 'playing') this.player.pause();
    const begun = await this.listening.begin({ deviceId, signal });
    if (this.#job.signal === signal) this.busy.end();
    if (begun) this.viewer.draw();
    this.dispatchEvent(new Event('change'));
  }

  /** Stops listening; what was heard becomes a sound of its own. */
  async keepHeard() {
    const session = await this.#endListening();
    const source = session && keptOf(session);
    if (!source) return this.sound(this.settings.text('sound'));
    await this.#present(source, formatOf(source));
  }

  /** Whatever was being opened gives way. @param {string} text what is going on */
  #newest(text) {
    this.#job.abort();
    this.#job = new AbortController();
    this.busy.begin(text, this.#job.abort.bind(this.#job));
    return this.#job.signal;
  }

  /** Gives the microphone back and leaves its picture. */
  #endListening() {
    if (this.listening.session) this.viewer.scroll.stop();
    return this.listening.end();
  }

  /** @param {SampledSound} source @param {string} detail */
  async #present(source, detail) {
    const { messages, player, settings, viewer } = this;
    await this.#endListening();
    messages.clear('E_FILE');
    messages.clear('E_DECODE');
    // at once, and without sound
    const moves = source.kind === 'sound' && !calm.matches && settings.text('view') === 'live';
    player.load(source, moves ? settings.number('span') : null);
    caption(source.name, detail);
    messages.say(`${source.name}, ${about(1000 * source.duration, 'ms')}`);
    if (source.kind === 'sound' || settings.text('view') === 'whole') viewer.draw();
    else settings.set({ view: 'whole' });
  }
}

/** @param {import('../sources/capture.js').Capture} session */
export function keptOf({ recording }) {
  const time = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return recording.kept(`Recording, ${time}`);
}

/** @param {SampledSound} source */
function formatOf({ channels, sampleRate }) {
  const layout = ['', 'mono', 'stereo'][channels.length] ?? `${channels.length} channels`;
  return `${sampleRate.toLocaleString('en')} Hz, ${layout}${channels.length > 1 ? '; the picture shows their mean' : ''}`;
}
