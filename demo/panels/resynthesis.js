// The panel that rebuilds a sound from its magnitude: choose a part, switch between versions while they play, see how
// near each comes.
import { encodeWav } from 'specgram';
import { SwitchingPlayer } from '../players/switching-player.js';
import { drawCurves } from '../ui/curve.js';
import { about, clock, decibel, decibelsOf } from '../ui/format.js';
import { fileName, saveFile } from '../ui/save.js';
import { Cursor } from '../views/cursor.js';
import { Figure } from '../views/figure.js';
import { listenForGestures } from '../views/gestures.js';
import { framingOf, partOf, Rebuilding } from './rebuilding.js';
import { takes } from './takes.js';

/** @typedef {import('../sources/source.js').Source} Source */
/**
 * @typedef {object} Opening
 * @property {number} from s @property {number} seconds
 * @property {number} volume from 0 to 1
 * @property {import('../views/analysis.js').Analysis} analysis whose frames are taken, as far as they can be
 * @property {import('../views/look.js').Look} look of the pictures
 */

export const LONGEST = 15; // s
const SHORTEST = 0.5;
const STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 256]; // iterations
const FAR = 24; // dB of difference at the ends of the colours
const COLORS = {
  // by theme: of curves and levels
  dark: { griffinlim: '#fca50a', both: '#4cc9b0', zero: '#a9a3b8', random: '#a9a3b8', pghi: '#c79bff' },
  light: { griffinlim: '#a35a00', both: '#00705c', zero: '#5d574b', random: '#5d574b', pghi: '#7a2fb0' },
};

export class Resynthesis {
  /** @type {Source | null} */
  #source = null;
  /** @type {Opening['analysis']} */
  #analysis = { transform: 'stft' };
  #floor = -90; // dB below which nothing is seen
  #picture = 'spectrum';
  #frame = 0;
  #seeking = false;

  /**
   * @param {HTMLDialogElement} dialog
   * @param {{ engine: import('specgram').Engine, audio: import('../players/audio.js').Audio,
   *   failed: (error: Error) => void }} page
   */
  constructor(dialog, { engine, audio, failed }) {
    this.dialog = dialog;
    this.engine = engine;
    this.player = new SwitchingPlayer(audio);
    this.rebuilding = new Rebuilding(engine);
    this.figure = new Figure(/** @type {HTMLCanvasElement} */ (this.#at('canvas')));
    listenForGestures(this.#at('plot'), new Cursor(this.figure));
    for (const take of takes) this.#at('takes').append(this.#row(take));
    this.#listen();
    this.rebuilding.addEventListener('change', (event) => this.#changed(/** @type {CustomEvent} */ (event).detail.key));
    this.rebuilding.addEventListener('error', (event) => {
      dialog.close(); // what went wrong is said on the page
      failed(/** @type {CustomEvent} */ (event).detail);
    });
  }

  /** @param {string} id */
  #at(id) {
    return /** @type {HTMLElement} */ (this.dialog.querySelector(`#re-${id}`));
  }
  /** @param {string} id */
  #input(id) {
    return /** @type {HTMLInputElement} */ (this.#at(id));
  }
  get #iterations() {
    return STEPS[this.#input('iterations').valueAsNumber];
  }

  /** Opens with a part of a sound. @param {Source} source @param {Opening} opening */
  open(source, { from, seconds, volume, analysis, look }) {
    this.#source = source;
    this.#analysis = analysis;
    this.player.volume = volume;
    this.set(look);
    const longest = Math.min(LONGEST, source.duration);
    const length = this.#input('length');
    length.min = String(Math.min(SHORTEST, longest));
    length.max = String(longest);
    length.step = 'any';
    length.value = String(Math.max(SHORTEST, Math.min(seconds, longest)));
    const slider = this.#input('from');
    slider.max = String(source.duration); // or the value would be cut to the last one's
    slider.value = String(from);
    this.dialog.showModal();
    this.#at('play').focus();
    this.#start();
    this.#frame = requestAnimationFrame(() => this.#tick());
  }

  /** Changes the look of pictures and curves. @param {Partial<Opening['look']>} look */
  set(look) {
    this.#floor = look.minDb ?? this.#floor;
    this.figure.set(look);
    this.#drawCurve();
  }

  #listen() {
    const on = (/** @type {string} */ id, /** @type {string} */ type, /** @type {() => void} */ run) =>
      this.#at(id).addEventListener(type, run);
    for (const id of ['from', 'length']) {
      on(id, 'input', () => this.#tellPart());
      on(id, 'change', () => this.#start());
    }
    on('iterations', 'input', () => this.#tellIterations());
    on('iterations', 'change', () => void this.rebuilding.resume(this.#iterations));
    on('play', 'click', () => void this.#playOrPause());
    on('seek', 'input', () => {
      this.#seeking = true;
    });
    on('seek', 'change', () => {
      this.#seeking = false;
      this.player.seek((this.#input('seek').valueAsNumber / 1000) * this.player.duration);
    });
    on('wav', 'click', () => this.#save());
    on('stop', 'click', () => {
      if (this.rebuilding.busy) this.rebuilding.stop();
      else void this.rebuilding.resume(this.#iterations);
    });
    on('close', 'click', () => this.dialog.close());
    this.dialog.addEventListener('close', () => {
      cancelAnimationFrame(this.#frame);
      this.player.pause();
      this.rebuilding.stop();
    });
    this.dialog.addEventListener('keydown', (event) => {
      if (event.key !== ' ' || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      void this.#playOrPause();
    });
    for (const radio of this.dialog.querySelectorAll('input[name="re-picture"]')) {
      radio.addEventListener('change', () => {
        this.#picture = /** @type {HTMLInputElement} */ (radio).value;
        this.#show();
      });
    }
    new ResizeObserver(() => this.#drawCurve()).observe(this.#at('curve'));
    this.#tellIterations();
  }

  /** @param {import('./takes.js').Take} take */
  #row({ key, label }) {
    const row = Object.assign(document.createElement('label'), { className: 'take' });
    const radio = Object.assign(document.createElement('input'), {
      type: 'radio',
      name: 'take',
      value: key,
      disabled: true,
    });
    const name = Object.assign(document.createElement('span'), { textContent: label });
    row.dataset.take = key;
    row.append(radio, name, document.createElement('output'));
    radio.addEventListener('change', () => this.#select(key));
    return row;
  }

  /** @param {string} key */
  #rowOf(key) {
    return /** @type {HTMLElement} */ (this.dialog.querySelector(`[data-take="${key}"]`));
  }

  /** Takes the part that the sliders say, and makes its versions. */
  #start() {
    const source = /** @type {Source} */ (this.#source);
    const { from, length } = this.#tellPart();
    const framing = framingOf(this.#analysis, this.engine);
    const part = partOf(source, from, length, framing.winLength, this.engine);
    const padded = framing.nFft > framing.winLength ? `, FFT ${framing.nFft}` : '';
    this.#at('framing').textContent =
      `Magnitudes of a window of ${framing.winLength} samples, every ${framing.hopLength}${padded}: the picture’s, its hop kept between 1/8 and 1/2 of the window.`;
    this.player.clear(part.length, source.sampleRate);
    this.#select('original');
    void this.rebuilding.start(part, source.sampleRate, framing, this.#iterations);
  }

  #tellPart() {
    const { duration } = /** @type {Source} */ (this.#source);
    const length = this.#input('length').valueAsNumber;
    const slider = this.#input('from');
    slider.max = String(Math.max(0, duration - length));
    slider.disabled = duration <= length;
    const from = Math.max(0, Math.min(slider.valueAsNumber, duration - length));
    this.#write('from', clock(from, 1));
    this.#write('length', about(1000 * length, 'ms'));
    return { from, length };
  }

  #tellIterations() {
    this.#write('iterations', String(this.#iterations));
  }

  /** A slider's value in words. @param {string} id @param {string} words */
  #write(id, words) {
    this.#at(`${id}-words`).textContent = words;
    this.#at(id).setAttribute('aria-valuetext', words);
  }

  /** @param {string} key of the take to hear and see */
  #select(key) {
    this.player.select(key);
    /** @type {HTMLInputElement} */ (this.#rowOf(key).querySelector('input')).checked = true;
    this.#at('says').textContent = takes.find((take) => take.key === key)?.says ?? '';
    this.#show();
  }

  /** A take's state changed. @param {string} key */
  #changed(key) {
    const { results, states } = this.rebuilding;
    const state = states.get(key) ?? 'waiting';
    const result = results.get(key);
    const row = this.#rowOf(key);
    row.dataset.state = state;
    if (state === 'ready' && result) {
      if (this.player.samples.get(key) !== result.samples) this.player.put(key, result.samples, result.peak);
      if (key === this.player.heard) this.#show();
    }
    /** @type {HTMLInputElement} */ (row.querySelector('input')).disabled = !this.player.samples.has(key);
    const distance = result && key !== 'original' ? decibel(decibelsOf(result.convergence)) : '';
    const words = { ready: distance, waiting: 'waits', working: this.#working(key), stopped: 'not made' }[state];
    /** @type {HTMLElement} */ (row.querySelector('output')).textContent = words;
    this.#tellProgress();
    this.#drawCurve();
  }

  /** @param {string} key */
  #working(key) {
    const curve = this.rebuilding.curves.get(key);
    return curve?.length ? `${curve.length} of ${this.#iterations}` : '…';
  }

  #tellProgress() {
    const { states, curves, busy } = this.rebuilding;
    const all = [...states.values()];
    const done = all.filter((state) => state === 'ready').length;
    const working = takes.find(({ key }) => states.get(key) === 'working');
    const part = working ? (curves.get(working.key)?.length ?? 0) / this.#iterations : 0;
    const stopped = !busy && done < takes.length;
    this.#at('progress').hidden = !busy && !stopped;
    this.#input('bar').value = String((done + part) / takes.length);
    const doing = busy
      ? `Making ${working?.key === 'original' ? 'the magnitudes' : (working?.label ?? '')}`
      : 'Stopped';
    if (this.#at('doing').textContent !== doing) this.#at('doing').textContent = doing;
    this.#at('stop').textContent = busy ? 'Stop' : 'Go on';
    /** @type {HTMLButtonElement} */ (this.#at('play')).disabled = !this.player.samples.size;
    /** @type {HTMLButtonElement} */ (this.#at('wav')).disabled = !this.player.samples.has(this.player.heard);
  }

  /** Draws what is heard, or how it differs from the original. */
  #show() {
    const { results, magnitudes, sampleRate, part } = this.rebuilding;
    const result = results.get(this.player.heard);
    const original = results.get('original');
    const label = takes.find(({ key }) => key === this.player.heard)?.label ?? '';
    const differs = this.#picture === 'difference';
    const title = differs ? `${label}, louder or fainter than the original` : label;
    this.#at('title').textContent = title;
    this.#at('plot').setAttribute(
      'aria-label',
      `Spectrogram: ${title}${result && this.player.heard !== 'original' ? `, ${decibel(decibelsOf(result.convergence))} off` : ''}`,
    );
    if (!result || !original || !magnitudes) return;
    const duration = part.length / sampleRate;
    const { figure } = this;
    const kept = figure.time.bounds.end === duration;
    figure.time.bounds = { start: 0, end: duration };
    figure.begin({
      sampleRate,
      hopLength: magnitudes.hopLength,
      frequencies: magnitudes.frequencies,
      startTime: 0,
      history: magnitudes.shape[0],
      unit: differs ? 'dB' : 'power',
      ...(differs ? { look: { minDb: -FAR, maxDb: FAR, colormap: 'diverging' } } : {}),
    });
    if (!kept) figure.time.reset();
    figure.append(differs ? this.#difference(result.power, original.power) : result.power);
  }

  /**
   * dB by which one power is above another; what neither picture shows does not differ.
   * @param {Float32Array} power
   * @param {Float32Array} than
   */
  #difference(power, than) {
    const options = { amin: 10 ** (this.#floor / 10), topDb: null };
    const [db, other] = [power, than].map((values) => this.engine.powerToDb(values, options));
    return db.map((value, i) => value - other[i]);
  }

  #drawCurve() {
    const { curves, results } = this.rebuilding;
    const style = getComputedStyle(document.documentElement);
    const colors = COLORS[this.figure.look.theme === 'light' ? 'light' : 'dark'];
    const chart = {
      curves: /** @type {import('../ui/curve.js').Curve[]} */ ([]),
      levels: /** @type {import('../ui/curve.js').Curve[]} */ ([]),
    };
    const said = [];
    for (const { key, label, from } of takes) {
      const result = results.get(key);
      const color = colors[/** @type {keyof typeof colors} */ (key)];
      if (from)
        chart.curves.push({
          label,
          color,
          points: [...(curves.get(key) ?? []), ...(result ? [result.convergence] : [])].map(decibelsOf),
        });
      else if (result && key !== 'original' && Number.isFinite(decibelsOf(result.convergence)))
        chart.levels.push({ label, color, points: [decibelsOf(result.convergence)] });
      if (result && key !== 'original') said.push(`${label} ${decibel(decibelsOf(result.convergence))}`);
    }
    this.#at('curve').setAttribute(
      'aria-label',
      said.length ? `Distance from the original: ${said.join(', ')}` : 'Convergence',
    );
    drawCurves(/** @type {HTMLCanvasElement} */ (this.#at('curve')), {
      ...chart,
      iterations: this.#iterations,
      colors: { text: style.getPropertyValue('--soft'), line: style.getPropertyValue('--line') },
    });
  }

  async #playOrPause() {
    if (this.player.playing) this.player.pause();
    else await this.player.play();
  }

  #save() {
    const samples = this.player.samples.get(this.player.heard);
    if (!samples) return;
    const label = takes.find(({ key }) => key === this.player.heard)?.label ?? '';
    const bytes = encodeWav([samples], { sampleRate: this.player.sampleRate, bitDepth: 'float32' });
    saveFile(
      new Blob([bytes], { type: 'audio/wav' }),
      fileName(`${this.#source?.name.replace(/\.\w{1,5}$/, '')} ${label}`, 'wav'),
    );
  }

  #tick() {
    this.#frame = requestAnimationFrame(() => this.#tick());
    const { player } = this;
    const seek = this.#input('seek');
    const at = this.#seeking ? (seek.valueAsNumber / 1000) * player.duration : player.position;
    if (!this.#seeking && player.length) seek.value = String(Math.round((1000 * at) / player.duration));
    const words = `${clock(at, 1)} / ${clock(player.duration, 1)}`;
    if (this.#at('time').textContent !== words) {
      this.#at('time').textContent = words;
      seek.setAttribute('aria-valuetext', words);
    }
    const play = this.#at('play');
    play.dataset.state = player.playing ? 'playing' : 'still';
    /** @type {HTMLElement} */ (play.querySelector('span')).textContent = player.playing ? 'Pause' : 'Play';
    this.figure.playhead = at;
  }
}
