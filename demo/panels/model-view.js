// The panel that shows a sound as a model is given it: choose a preset, see exactly its tensor, read its values, save
// it; and what SpecAugment makes of it.
import { encodeNpy, encodeNpz } from 'specgram';
import { makeForm } from '../ui/form.js';
import { about, clock } from '../ui/format.js';
import { make } from '../ui/make.js';
import { fileName, saveFile } from '../ui/save.js';
import { Masks } from './masks.js';
import { presetMenu } from './preset-menu.js';
import { pagesOf, rangeOf, tensorOf } from './tensor.js';
import { TensorPictures } from './tensor-pictures.js';
import { drawWave } from './wave-drawing.js';

/** @typedef {import('../sources/source.js').Source} Source */
/** @typedef {ReturnType<ReturnType<import('specgram').Engine['preset']>['extract']>} Extracted */
/** @typedef {{ from: number, seconds: number, look: import('../views/look.js').Look }} Opening s */

export const LONGEST = 30; // s: what Whisper hears at once
const SHORTEST = 0.5;
const UNITS = /** @type {Record<string, [word: string, says: string]>} */ ({
  log: ['(log)', 'logarithms'],
  dB: ['dB', 'decibels'],
  scaled: ['', 'scaled for the model'],
  samples: ['', 'samples'],
});

export class ModelView {
  /** @type {Source | null} */
  #source = null;
  /** @type {Extracted | null} */
  #tensor = null;
  /** @type {import('./tensor.js').Tensor | null} */
  #augmented = null;
  #layout = '';
  #augments = false;

  /** @param {HTMLDialogElement} dialog @param {{ engine: import('specgram').Engine }} page */
  constructor(dialog, { engine }) {
    this.dialog = dialog;
    this.engine = engine;
    this.masks = new Masks();
    const [before, after] = ['before', 'after'].map((id) => /** @type {HTMLCanvasElement} */ (this.#at(id)));
    this.pictures = new TensorPictures(this.#at('plot'), before, after, (words) => this.#write('readout', words));
    this.#at('preset').append(...presetMenu(engine.presets()));
    const refresh = makeForm(this.#at('masks'), this.masks.table, this.masks, { rate: () => 1, shows: () => true });
    this.masks.addEventListener('change', () => this.#augment());
    this.refreshMasks = refresh;
    this.#listen();
  }

  /** @param {string} id */
  #at(id) {
    return /** @type {HTMLElement} */ (this.dialog.querySelector(`#mo-${id}`));
  }
  /** @param {string} id */
  #input(id) {
    return /** @type {HTMLInputElement} */ (this.#at(id));
  }
  get #preset() {
    return this.#input('preset').value;
  }

  /** Opens with a part of a sound. @param {Source} source @param {Opening} opening */
  open(source, { from, seconds, look }) {
    this.#source = source;
    this.pictures.set(look);
    const longest = Math.min(LONGEST, source.duration);
    const length = this.#input('length');
    length.min = String(Math.min(SHORTEST, longest));
    length.max = String(longest);
    length.value = String(Math.min(seconds, longest));
    const slider = this.#input('from');
    slider.max = String(source.duration); // or the value would be cut to the last one's
    slider.value = String(from);
    this.dialog.showModal();
    this.#at('preset').focus();
    this.#extract();
  }

  /** Changes the look of the pictures. @param {Partial<Opening['look']>} look */
  set(look) {
    this.pictures.set(look);
    this.#drawSamples();
  }

  #listen() {
    const on = (/** @type {string} */ id, /** @type {string} */ type, /** @type {() => unknown} */ run) =>
      this.#at(id).addEventListener(type, () => void run());
    on('close', 'click', () => this.dialog.close());
    on('preset', 'change', () => this.#extract());
    for (const id of ['from', 'length']) {
      on(id, 'input', () => this.#tellPart());
      on(id, 'change', () => this.#extract());
    }
    on('seed', 'input', () => this.#augment());
    on('next', 'click', () => {
      this.#input('seed').value = String(this.#seed + 1);
      this.#augment();
    });
    this.#at('masks').addEventListener('submit', (event) => event.preventDefault());
    for (const radio of this.dialog.querySelectorAll('input[name="mo-view"]'))
      radio.addEventListener('change', () => {
        this.#augments = /** @type {HTMLInputElement} */ (radio).value === 'augmented';
        this.#show();
      });
    for (const [id, of] of /** @type {const} */ ([
      ['', () => this.#tensor],
      ['augmented-', () => this.#augmented],
    ])) {
      on(`${id}npy`, 'click', () => this.#save('npy', id, of()));
      on(`${id}npz`, 'click', () => this.#save('npz', id, of()));
    }
    new ResizeObserver(() => this.#drawSamples()).observe(this.#at('wave'));
  }

  get #seed() {
    return Math.max(0, Math.min(2 ** 32, Math.floor(this.#input('seed').valueAsNumber || 0)));
  }

  #tellPart() {
    const { duration } = /** @type {Source} */ (this.#source);
    const length = this.#input('length').valueAsNumber;
    const slider = this.#input('from');
    slider.max = String(Math.max(0, duration - length));
    slider.disabled = duration <= length;
    const from = Math.max(0, Math.min(slider.valueAsNumber, duration - length));
    this.#slid('from', clock(from, 1));
    this.#slid('length', about(1000 * length, 'ms'));
    return { from, length };
  }

  /** A slider's value in words. @param {string} id @param {string} words */
  #slid(id, words) {
    this.#write(`${id}-words`, words);
    this.#at(id).setAttribute('aria-valuetext', words);
  }

  /** @param {string} id @param {string} words */
  #write(id, words) {
    if (this.#at(id).textContent !== words) this.#at(id).textContent = words;
  }

  /** Makes the tensor of the part that the sliders say. */
  #extract() {
    const source = /** @type {Source} */ (this.#source);
    const { sampleRate } = source;
    const { from, length } = this.#tellPart();
    const start = Math.round(from * sampleRate);
    const samples = source.read(start, Math.min(source.length, start + Math.round(length * sampleRate)));
    const preset = this.engine.preset(this.#preset);
    this.#tensor = null;
    try {
      this.#tensor = preset.extract(samples, { sampleRate });
      this.#write('error', this.#tensor.data.length ? '' : 'This part is too short for a patch of this model.');
    } catch (error) {
      this.#write('error', `This model cannot be given this part: ${/** @type {Error} */ (error).message}.`);
    }
    this.#layout = preset.layout;
    this.#write('code', `sg.preset('${preset.name}').extract(samples, { sampleRate: ${sampleRate} })`);
    this.#at('title').replaceChildren(make('b', {}, preset.name), `  of ${source.name}`);
    this.#tell(preset.sampleRate, sampleRate);
    this.#show();
  }

  /** The tensor's facts. @param {number} wanted Hz @param {number} given Hz */
  #tell(wanted, given) {
    const { data, shape, mask, unit, emptyBands, nonFinite } = this.#tensor ?? noTensor;
    const { least, most } = rangeOf(data);
    const hertz = (/** @type {number} */ rate) => `${rate.toLocaleString('en')} Hz`;
    const valid = mask?.reduce((sum, one) => sum + one, 0);
    const facts = [
      ['Shape', shape.join(' × ')],
      ['Axes', this.#layout.replaceAll(' ', ' × ')],
      ['Hears', wanted === given ? hertz(wanted) : `${hertz(wanted)}, from ${hertz(given)}`],
      ['Values', data.length ? `${plain(least)} to ${plain(most)}, ${UNITS[unit]?.[1] ?? unit}` : 'none'],
      ['Mask', mask ? `${valid} of ${mask.length} frames are sound` : ''],
      ['Empty bands', emptyBands ? String(emptyBands) : ''],
      ['Not finite', nonFinite ? `${nonFinite} samples, taken as 0` : ''],
    ].filter(([, words]) => words);
    this.#at('facts').replaceChildren(
      ...facts.flatMap(([name, words]) => [make('dt', {}, name), make('dd', {}, words)]),
    );
  }

  /** Shows the tensor, as it is or beside what SpecAugment makes of it. */
  #show() {
    const tensor = this.#tensor;
    const pages = tensor && pagesOf(tensor, this.#layout);
    const isWave = tensor !== null && !pages;
    const augments = this.#augments && !isWave;
    this.#at('wave').hidden = !isWave;
    this.#at('views').hidden = isWave;
    for (const id of ['augmenting', 'saving-augmented']) this.#at(id).hidden = !augments;
    this.#write('as-it-is', augments ? 'As it is' : 'Save');
    const isEmpty = !tensor?.data.length;
    const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (this.dialog.querySelectorAll('.saving button'));
    for (const button of buttons) button.disabled = isEmpty;
    this.pictures.lay(isWave ? 0 : augments ? 2 : 1);
    this.#at('plot').setAttribute('aria-label', `${this.#preset}: ${tensor?.shape.join(' by ') ?? 'nothing'}`);
    if (isWave) return this.#drawSamples();
    if (!tensor || !pages || isEmpty) return this.pictures.empty();
    const range = rangeOf(tensor.data);
    this.pictures.draw(pages, { ...range, unit: UNITS[tensor.unit]?.[0] ?? tensor.unit, mask: tensor.mask });
    this.masks.size = pages;
    this.refreshMasks();
    if (augments) this.#augment();
  }

  #augment() {
    const pages = this.#tensor && pagesOf(this.#tensor, this.#layout);
    if (!this.#tensor || !pages) return;
    const { frames, bins } = pages;
    const made = pages.pages.map((data, i) => {
      const S = { data, shape: [frames, bins] };
      return this.engine.specAugment(S, { ...this.masks.options, seed: this.#seed + i }).data;
    });
    this.#augmented = tensorOf({ ...pages, pages: made }, this.#layout, this.#tensor.shape);
    this.pictures.drawAfter(made);
  }

  #drawSamples() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.#at('wave'));
    if (!canvas.hidden && this.#tensor && this.dialog.open) drawWave(canvas, this.#tensor.data);
  }

  /**
   * @param {'npy' | 'npz'} ending @param {'' | 'augmented-'} which
   * @param {import('./tensor.js').Tensor | null} tensor
   */
  async #save(ending, which, tensor) {
    if (!tensor) return;
    const features = { data: tensor.data, shape: tensor.shape };
    const { mask } = this.#tensor ?? noTensor;
    const arrays = { features, ...(mask && { mask: { data: mask, shape: [mask.length] } }) };
    const bytes = ending === 'npy' ? encodeNpy(features) : await encodeNpz(arrays);
    const name = `${this.#source?.name.replace(/\.\w{1,5}$/, '')} ${which}${this.#preset.replaceAll('.', '_')}`;
    saveFile(new Blob([bytes], { type: 'application/octet-stream' }), fileName(name, ending));
  }
}

/** @type {Pick<Extracted, 'data' | 'shape' | 'mask' | 'unit' | 'emptyBands' | 'nonFinite'>} */
const noTensor = { data: new Float32Array(0), shape: [], unit: '', emptyBands: 0, nonFinite: 0 };

const plain = (/** @type {number} */ value) => String(Number(value.toPrecision(4))).replace('-', '−');
