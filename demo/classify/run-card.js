// A run on the page: how many of the held-out clips it knows, its curves while they grow, and its confusion matrix.
import { make } from '../ui/make.js';
import { confusionTable, countsOf } from './confusion.js';
import { drawLearning } from './learning-curves.js';

/** @typedef {import('./run.js').Run} Run */

export class RunCard {
  #table = '';

  /** @param {Run} run @param {string} title */
  constructor(run, title) {
    this.run = run;
    this.title = title;
    this.score = make('p', { className: 'score' });
    this.words = make('span');
    this.bar = make('progress', { max: 1, value: 0, 'aria-label': `Progress ${title.toLowerCase()}` });
    this.accuracy = make('canvas', { role: 'img' });
    this.loss = make('canvas', { role: 'img' });
    this.matrix = make('div', {
      className: 'matrix-box',
      role: 'region',
      'aria-label': `Confusion matrix ${title.toLowerCase()}`,
      tabIndex: 0,
    });
    const figure = (/** @type {HTMLCanvasElement} */ canvas, /** @type {string} */ words) =>
      make('figure', { className: 'curve' }, make('figcaption', {}, words), canvas);
    this.charts = make(
      'div',
      { className: 'charts' },
      figure(this.accuracy, 'Accuracy after each epoch'),
      figure(this.loss, 'Loss after each epoch'),
    );
    this.element = make(
      'section',
      { className: 'run', 'aria-label': title },
      make('div', { className: 'run-head' }, make('h3', {}, title), this.score),
      make('div', { className: 'run-line' }, this.words, this.bar),
      this.charts,
      this.matrix,
    );
    new ResizeObserver(() => this.draw()).observe(this.accuracy);
  }

  /** @param {string[]} names of the classes @param {boolean} stale whether the sounds are others now */
  refresh(names, stale) {
    const { run } = this;
    this.element.dataset.state = run.state;
    const { accuracy } = run;
    const share = accuracy === null ? '–' : `${Math.round(100 * accuracy)} %`;
    const right = run.guesses.filter((guess, i) => guess === run.labels[i]).length;
    this.score.replaceChildren(
      share,
      make('small', {}, accuracy === null ? '' : ` ${right} of ${run.labels.length} held-out clips`),
    );
    this.score.dataset.accuracy = accuracy === null ? '' : String(accuracy);
    this.words.textContent = wordsOf(run) + (stale && run.ready ? ' The sounds have changed since.' : '');
    this.bar.hidden = !run.busy;
    if (run.state === 'starting') this.bar.removeAttribute('value');
    else this.bar.value = run.done;
    this.charts.hidden = run.points.length === 0;
    this.draw();
    const table = JSON.stringify([names, run.guesses, run.labels]);
    if (table === this.#table) return;
    this.#table = table;
    this.matrix.hidden = run.guesses.length === 0;
    this.matrix.replaceChildren();
    if (run.guesses.length) this.matrix.append(confusionTable(names, countsOf(run.labels, run.guesses, names.length)));
  }

  draw() {
    const { points, epochs } = this.run;
    if (!points.length) return;
    drawLearning(this.accuracy, { points, epochs, keys: ['accuracy', 'heldOutAccuracy'], percent: true });
    drawLearning(this.loss, { points, epochs, keys: ['loss', 'heldOutLoss'] });
    const last = points[points.length - 1];
    const percent = (/** @type {number} */ share) => `${Math.round(100 * share)} %`;
    this.accuracy.setAttribute(
      'aria-label',
      `Accuracy after ${points.length} epochs: training ${percent(last.accuracy)}, held out ${percent(last.heldOutAccuracy)}`,
    );
    this.loss.setAttribute(
      'aria-label',
      `Loss after ${points.length} epochs: training ${last.loss.toFixed(3)}, held out ${last.heldOutLoss.toFixed(3)}`,
    );
  }
}

/** @param {Run} run */
function wordsOf(run) {
  const passed = `${run.seconds.toFixed(0)} s`;
  switch (run.state) {
    case 'empty':
      return 'Not trained yet.';
    case 'starting':
      return 'Loading TensorFlow.js';
    case 'training':
      return `Epoch ${Math.min(run.points.length + 1, run.epochs)} of ${run.epochs}, ${passed}`;
    case 'stopped':
      return `Stopped after ${run.points.length} of ${run.epochs} epochs; what was learnt stays.`;
    case 'failed':
      return 'It could not be trained.';
    default:
      return run.seconds ? `${run.epochs} epochs in ${passed}.` : `${run.epochs} epochs, from a file.`;
  }
}
