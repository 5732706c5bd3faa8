// A piano beside the picture: each key stands at its note's frequency, glows with the energy of the moment that is
// looked at, and sounds when it is pressed. Seen from the picture, its keys' back ends, a semitone each, meet the
// frequency axis.
import { hzToMidi, hzToNote, midiToHz } from 'specgram';
import { decibel, hertz } from '../ui/format.js';
import { firstFrom, loudestOf } from './bins.js';

const EVERY = 50; // ms between two looks at the levels
const LOWEST = 12; // C0
const HIGHEST = 135; // D♯10
const FRONT = 0.42; // of a white key's length: what no black key stands beside
const RANGE = 40; // dB below the loudest key at which a key is dark
const FORGETS = 0.02; // dB a ms: a short pause between two notes does not light what rings in it
// dB by which a key beside it outshines a key: a tone's neighbours are 6 dB weaker at 12 bins an octave
const SHADOW = 4;
const LIT = 0.3; // glow from which on a key counts as lit
const SVG = 'http://www.w3.org/2000/svg';

const BLACK = [1, 3, 6, 8, 10]; // semitones above C

/** @param {number} midi */
const isBlack = (midi) => BLACK.includes(midi % 12);

/** @typedef {{ midi: number, path: SVGPathElement, glow: number }} Key */
/** @typedef {{ midi: number, from: number, to: number, nearest: number }} Span bins from..to */

export class Piano {
  /** @type {Map<number, Key>} */
  #keys = new Map();
  #drawn = '';
  #width = 0; // px
  /** @type {{ of: ArrayLike<number>, drawn: string, spans: Span[] }} */
  #bins = { of: [], drawn: '', spans: [] };
  #looked = 0;
  #loudest = -Infinity;
  #chosen = 69;
  /** @type {number | null} the key under the pointer that is down */
  #pressed = null;

  /**
   * @param {SVGSVGElement} svg
   * @param {import('./cursor.js').Cursor} cursor
   * @param {(hertz: number) => unknown} play
   */
  constructor(svg, cursor, play) {
    this.svg = svg;
    this.cursor = cursor;
    this.figure = cursor.figure;
    this.play = play;
    // not asked for in every frame: that would lay out the page each time
    new ResizeObserver(() => {
      this.#width = svg.clientWidth;
    }).observe(svg);
    this.#listen();
  }

  /** Hz of the note A4. */
  get #a4() {
    return this.figure.look.a4;
  }

  /** @param {number} midi */
  #frequencyOf(midi) {
    return midiToHz(midi, { a4: this.#a4 });
  }

  /** @param {boolean} shown */
  show(shown) {
    const changes = this.svg.hasAttribute('hidden') === shown;
    this.svg.toggleAttribute('hidden', !shown);
    if (changes) this.figure.renderer?.resize();
  }

  /** Looks at the picture, if it is time to. @param {number} now ms */
  draw(now) {
    if (this.svg.hasAttribute('hidden') || now - this.#looked < EVERY || !this.figure.renderer) return;
    const passed = now - this.#looked;
    this.#looked = now;
    this.#place();
    this.#light(this.cursor.cell ? Infinity : passed);
  }

  /** Puts the keys where their notes are. */
  #place() {
    const { figure, svg } = this;
    const renderer = /** @type {import('specgram').SpectrogramRenderer} */ (figure.renderer);
    const { plot } = renderer;
    const { fMin, fMax, frequencyScale, a4 } = figure.look;
    const width = this.#width;
    const drawn = [plot.y, plot.height, fMin, fMax, frequencyScale, a4, width].join();
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    svg.style.top = `${figure.canvas.offsetTop + plot.y}px`;
    svg.style.height = `${plot.height}px`;
    svg.replaceChildren();
    this.#keys.clear();
    const yOf = (/** @type {number} */ midi) => renderer.positionOf(0, midiToHz(midi, { a4 })).y - plot.y;
    const [first, last] = [
      Math.max(LOWEST, Math.round(hzToMidi(Math.max(fMin, 1), { a4 }))),
      Math.min(HIGHEST, Math.round(hzToMidi(fMax, { a4 }))),
    ];
    for (let midi = first; midi <= last; midi++) {
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', outline(midi, width, yOf));
      path.setAttribute('class', isBlack(midi) ? 'black' : 'white');
      path.dataset.midi = String(midi);
      svg.append(path);
      this.#keys.set(midi, { midi, path, glow: 0 });
    }
    svg.setAttribute('aria-valuemin', String(first));
    svg.setAttribute('aria-valuemax', String(last));
    this.#choose(Math.min(last, Math.max(first, this.#chosen)));
  }

  /** The loudest level of each key's semitone at the moment that is looked at, dB. @returns {Map<number, number>} */
  #levels() {
    /** @type {Map<number, number>} */
    const levels = new Map();
    const column = this.cursor.levels ?? this.figure.levels;
    if (!column) return levels;
    for (const { midi, from, to, nearest } of this.#spans()) {
      const bin = loudestOf(column, from, to) ?? nearest;
      if (column[bin] > -Infinity) levels.set(midi, column[bin]);
    }
    return levels;
  }

  /** The bins of each key's semitone, and the nearest to its note, where bins are wider than keys. */
  #spans() {
    const { frequencies } = this.figure;
    if (this.#bins.of === frequencies && this.#bins.drawn === this.#drawn) return this.#bins.spans;
    const a4 = this.#a4;
    const from = (/** @type {number} */ midi) => firstFrom(frequencies, midiToHz(midi, { a4 }));
    const spans = [...this.#keys.keys()].map((midi) => {
      const above = Math.min(frequencies.length - 1, from(midi));
      const hz = midiToHz(midi, { a4 });
      const below = above > 0 && hz - frequencies[above - 1] < frequencies[above] - hz;
      return { midi, from: from(midi - 0.5), to: from(midi + 0.5), nearest: below ? above - 1 : above };
    });
    this.#bins = { of: frequencies, drawn: this.#drawn, spans };
    return spans;
  }

  /** @param {number} passed ms since the last look */
  #light(passed) {
    const levels = this.#levels();
    const { minDb, maxDb } = this.figure.look;
    const level = (/** @type {number} */ midi) => levels.get(midi) ?? -Infinity;
    const loudest = Math.max(this.#loudest - FORGETS * passed, ...levels.values());
    this.#loudest = loudest;
    const dark = Math.max(minDb, loudest - RANGE);
    const bright = Math.max(dark + 1, Math.min(maxDb, loudest));
    for (const key of this.#keys.values()) {
      const db = level(key.midi);
      const outshone = Math.max(level(key.midi - 1), level(key.midi + 1)) - db;
      const glow =
        db > dark ? Math.min(1, (db - dark) / (bright - dark)) * Math.min(1, Math.max(0, 1 - outshone / SHADOW)) : 0;
      // in silence the loudest is −∞
      const rounded = Math.round(20 * glow * Math.max(0, Math.min(1, (loudest - minDb) / 20))) / 20;
      if (rounded === key.glow) continue;
      key.glow = rounded;
      key.path.style.setProperty('--glow', `${100 * rounded}%`);
      key.path.classList.toggle('lit', rounded > LIT);
    }
  }

  /** @param {number} midi */
  #choose(midi) {
    if (!this.#keys.has(midi)) return;
    this.#keys.get(this.#chosen)?.path.classList.remove('chosen');
    this.#chosen = midi;
    const { path } = /** @type {Key} */ (this.#keys.get(midi));
    path.classList.add('chosen');
    this.svg.append(path); // above its neighbours, so that its outline is whole
    this.svg.setAttribute('aria-valuenow', String(midi));
    const db = this.#levels().get(midi);
    const frequency = this.#frequencyOf(midi);
    const name = hzToNote(frequency, { a4: this.#a4 });
    const words = [name, hertz(frequency), ...(db === undefined ? [] : [decibel(db)])];
    this.svg.setAttribute('aria-valuetext', words.join(', '));
  }

  /** @param {number} midi */
  #press(midi) {
    if (!this.#keys.has(midi)) return;
    this.#choose(midi);
    this.play(this.#frequencyOf(midi));
  }

  #listen() {
    const { svg } = this;
    const under = (/** @type {PointerEvent} */ event) => {
      const { midi } =
        /** @type {SVGElement | null} */ (document.elementFromPoint(event.clientX, event.clientY))?.dataset ?? {};
      return midi === undefined ? null : Number(midi);
    };
    svg.addEventListener('pointerdown', (event) => {
      event.stopPropagation(); // the picture around it must not be dragged
      if (event.button !== 0) return;
      svg.setPointerCapture(event.pointerId);
      this.#pressed = under(event);
      if (this.#pressed !== null) this.#press(this.#pressed);
    });
    svg.addEventListener('pointermove', (event) => {
      event.stopPropagation();
      const midi = this.#pressed === null ? null : under(event);
      if (midi === null || midi === this.#pressed) return;
      this.#pressed = midi;
      this.#press(midi);
    });
    for (const type of ['pointerup', 'pointercancel'])
      svg.addEventListener(type, () => {
        this.#pressed = null;
      });
    svg.addEventListener('dblclick', (event) => event.stopPropagation());
    svg.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = {
        ArrowUp: 1,
        ArrowRight: 1,
        ArrowDown: -1,
        ArrowLeft: -1,
        PageUp: 12,
        PageDown: -12,
        Enter: 0,
        ' ': 0,
      }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.#press(this.#chosen + step);
    });
  }
}

/**
 * A key's outline: a semitone high where it meets the axis; a white key reaches half beneath its black ones in front.
 * @param {number} midi @param {number} width px @param {(midi: number) => number} yOf
 */
function outline(midi, width, yOf) {
  const [top, bottom, front] = [yOf(midi + 0.5), yOf(midi - 0.5), FRONT * width];
  if (isBlack(midi)) return `M${width} ${top}H${front}V${bottom}H${width}Z`;
  const [high, low] = [isBlack(midi + 1) ? yOf(midi + 1) : top, isBlack(midi - 1) ? yOf(midi - 1) : bottom];
  return `M${width} ${top}H${front}V${high}H0V${low}H${front}V${bottom}H${width}Z`;
}
