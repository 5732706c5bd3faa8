// What is opened: built-in sounds, files and the microphone. Whatever was being opened gives way to the newest.
import { readFile } from '../sources/file.js';
import { sounds, soundSource } from '../sources/sounds.js';
import { about } from '../ui/format.js';
import { fitOf } from '../views/fit.js';
import { caption } from './page.js';

/** @typedef {import('../sources/source.js').SampledSound} SampledSound */

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Fires 'present' when another sound is there, and 'change' when the microphone was begun, or refused. */
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
    await this.#present(soundSource(id));
    if (wasPlaying) await this.player.play();
  }

  /** @param {File} file */
  async file(file) {
    const signal = this.#newest('Reading the file');
    let source;
    try {
      source = await readFile(file, signal);
    } catch (error) {
      if (signal.aborted) return;
      const { code = 'E_FILE_FAILED', message } = /** @type {Error & { code?: string }} */ (error);
      this.messages.alert(code, message);
    } finally {
      if (!signal.aborted) this.busy.end(); // the analysis has a progress of its own
    }
    if (source && !signal.aborted) await this.#present(source);
  }

  /** Listens to a microphone. @param {string} [deviceId] */
  async microphone(deviceId) {
    const signal = this.#newest('Waiting for permission to use the microphone');
    await this.#endListening();
    if (this.player.state === 'playing') this.player.pause();
    const begun = await this.listening.begin({ deviceId, signal });
    if (this.#job.signal === signal) this.busy.end();
    if (begun) {
      this.#tell('present');
      if (this.settings.fits) this.settings.fit(null);
      this.viewer.draw();
    }
    this.#tell('change');
  }

  /** Stops listening; what was heard becomes a sound of its own. */
  async keepHeard() {
    const session = await this.#endListening();
    const source = session && keptOf(session);
    if (!source) return this.sound(this.settings.text('sound'));
    await this.#present(source);
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
    if (this.listening.session) this.viewer.stop();
    return this.listening.end();
  }

  /** @param {SampledSound} source */
  async #present(source) {
    const { messages, player, settings, viewer } = this;
    await this.#endListening();
    for (const code of ['E_FILE', 'E_DECODE', 'E_ANALYSIS', 'E_PLAY']) messages.clear(code);
    this.#tell('present');
    // at once, and without sound
    const moves = source.kind === 'sound' && !calm.matches && settings.text('view') === 'live';
    player.load(source, moves ? settings.number('span') : null);
    this.describe();
    messages.say(`${source.name}, ${about(1000 * source.duration, 'ms')}`);
    if (settings.fits) settings.fit(this.#fitting(source));
    if (source.kind === 'sound' || settings.text('view') === 'whole') viewer.draw();
    else settings.set({ view: 'whole' });
  }

  /**
   * Frequencies and levels that show a sound. The built-in ones are made for the start's, as are transforms that bring
   * their own.
   * @param {SampledSound} source
   */
  #fitting(source) {
    const { engine, picked, transform } = this.viewer;
    const found = source.kind === 'sound' ? null : fitOf(source.of(picked[0]), engine);
    if (!found) return null;
    const own = transform.starts ?? {};
    return Object.fromEntries(Object.entries(found).filter(([key]) => !(key in own)));
  }

  /** Says what the picture is of. */
  describe() {
    const { source } = this.player;
    if (!source || this.listening.session) return;
    const detail = source.kind === 'sound' ? sounds[this.settings.text('sound')].look : this.#formatOf(source);
    caption(source.name, detail);
  }

  /** @param {SampledSound} source */
  #formatOf({ channels, sampleRate, cancels }) {
    const layout = ['', 'mono', 'stereo'][channels.length] ?? `${channels.length} channels`;
    const why = cancels && this.settings.text('channel') === 'mean' ? ': their mean is next to silence' : '';
    const shown = channels.length > 1 ? `; ${SHOWN[this.viewer.channel]}${why}` : '';
    return `${sampleRate.toLocaleString('en')} Hz, ${layout}${shown}`;
  }

  /** @param {string} type */
  #tell(type) {
    this.dispatchEvent(new Event(type));
  }
}

/** @type {Record<string, string>} */
const SHOWN = {
  mean: 'the picture shows their mean',
  left: 'the picture shows the left channel',
  right: 'the picture shows the right channel',
  both: 'left above, right below',
};

/** @param {import('../sources/capture.js').Capture} session */
export function keptOf({ recording }) {
  const time = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return recording.kept(`Recording, ${time}`);
}
