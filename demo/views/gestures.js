// Wheel, drag, pinch and press on figures that share a plot: to panning, zooming and the cursor. What is under a
// pointer stays under it.

const PINCH = 24; // px between two fingers, at least, for a pinch in that direction
const STILL = 5; // px that a press may move
const STRAIGHT = 2; // times as far along one axis as along the other: it moves that one alone

/** @typedef {{ x: number, y: number }} Place CSS px in the canvas */
/** @typedef {import('./figure.js').Figure} Figure */

/**
 * @param {HTMLElement} plot the focusable element around the canvases
 * @param {import('./cursor.js').Cursor} cursor
 */
export function listenForGestures(plot, cursor) {
  const place = (/** @type {MouseEvent} */ event, /** @type {Figure} */ figure) => {
    const box = figure.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const under = (/** @type {MouseEvent} */ { clientY }) =>
    cursor.figures.find(({ canvas }) => {
      const { top, bottom, height } = canvas.getBoundingClientRect();
      return height > 0 && clientY >= top && clientY < bottom;
    }) ?? cursor.figures[0];
  listenForWheel(plot, (event) => {
    const figure = under(event);
    return { figure, at: place(event, figure) };
  });

  const drag = new Drag(plot);
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
    plot.focus({ preventScroll: true });
    plot.setPointerCapture(event.pointerId);
    const figure = drag.figure ?? under(event);
    drag.press(event.pointerId, place(event, figure), figure, event.shiftKey);
  });
  plot.addEventListener('pointermove', (event) => {
    if (drag.figure) return drag.move(event.pointerId, place(event, drag.figure));
    const figure = under(event);
    cursor.turnTo(figure);
    if (!cursor.pinned) cursor.point(place(event, figure));
  });
  const lift = (/** @type {PointerEvent} */ event) => {
    const { figure } = drag;
    const pressed = drag.lift(event.pointerId, event.type === 'pointerup');
    if (!pressed || !figure) return;
    if (figure !== cursor.figure) cursor.pin(false);
    cursor.turnTo(figure);
    cursor.press(place(event, figure), event.pointerType === 'mouse');
  };
  plot.addEventListener('pointerup', lift);
  plot.addEventListener('pointercancel', lift);
  plot.addEventListener('pointerleave', () => {
    if (!drag.figure) cursor.leave();
  });
  plot.addEventListener('dblclick', () => cursor.figure.reset());
}

/** @param {Figure} figure that has begun */
const plotOf = ({ renderer }) => /** @type {import('specgram').SpectrogramRenderer} */ (renderer).plot;

/** Fingers, or a mouse, that move a figure: along its axes, to another scale, or around a box. */
class Drag {
  /** @type {Figure | null} */
  figure = null;
  /** @type {Map<number, Place>} */
  #fingers = new Map();
  /** @type {Place} */
  #from = { x: 0, y: 0 };
  #moved = 0;
  /** @type {'both' | 'time' | 'frequency' | 'box' | 'axis' | ''} what it moves, once that is known */
  #along = '';
  #isBox = false;
  /** @type {HTMLElement} */
  #frame;

  /** @param {HTMLElement} plot */
  constructor(plot) {
    this.plot = plot;
    this.#frame = Object.assign(document.createElement('div'), { className: 'box', hidden: true });
    plot.append(this.#frame);
  }

  /** @param {number} finger @param {Place} at @param {Figure} figure @param {boolean} isBox */
  press(finger, at, figure, isBox) {
    this.figure = figure;
    this.#fingers.set(finger, at);
    if (this.#fingers.size > 1) return;
    [this.#from, this.#moved, this.#along, this.#isBox] = [at, 0, '', isBox];
  }

  /** @param {number} finger @param {Place} at */
  move(finger, at) {
    const { figure } = this;
    const before = this.#fingers.get(finger);
    if (!before || !figure?.renderer) return;
    const others = [...this.#fingers.values()];
    this.#fingers.set(finger, at);
    this.#moved += Math.abs(at.x - before.x) + Math.abs(at.y - before.y);
    if (this.#moved < STILL) return;
    this.plot.classList.add('dragging');
    if (this.#fingers.size === 2) return pinch(figure, others, [...this.#fingers.values()]);
    if (this.#fingers.size > 2) return;
    this.#along ||= this.#direction(at);
    const { width, height } = figure.renderer.plot;
    if (this.#along === 'box') return this.#showFrame(at);
    if (this.#along === 'axis')
      return figure.zoomFrequency(1.01 ** (at.y - before.y), figure.frequencyAt(this.#from.y));
    if (this.#along !== 'frequency') figure.time.pan(((before.x - at.x) / width) * figure.time.seconds);
    if (this.#along !== 'time') figure.panFrequency((at.y - before.y) / height);
  }

  /** What is moved by a drag that has come so far. @param {Place} at */
  #direction({ x, y }) {
    const plot = plotOf(/** @type {Figure} */ (this.figure));
    if (this.#isBox) return 'box';
    if (this.#from.x < plot.x) return 'axis';
    const [across, along] = [Math.abs(x - this.#from.x), Math.abs(y - this.#from.y)];
    if (this.#from.y > plot.y + plot.height || across > STRAIGHT * along) return 'time';
    return along > STRAIGHT * across ? 'frequency' : 'both';
  }

  /**
   * Ends it, once no finger is left.
   * @param {number} finger
   * @param {boolean} isDone and not taken away
   * @returns {boolean} whether it was a press
   */
  lift(finger, isDone) {
    const at = this.#fingers.get(finger);
    if (!at) return false;
    this.#fingers.delete(finger);
    if (this.#fingers.size) return false;
    const { figure } = this;
    this.figure = null;
    this.plot.classList.remove('dragging');
    this.#frame.hidden = true;
    if (this.#along === 'box' && isDone && figure) this.#showBox(figure, at);
    return this.#moved < STILL && isDone;
  }

  /** @param {Place} at */
  #showFrame(at) {
    const { canvas } = /** @type {Figure} */ (this.figure);
    const [left, right] = [this.#from.x, at.x].sort((a, b) => a - b);
    const [top, bottom] = [this.#from.y, at.y].sort((a, b) => a - b);
    this.#frame.hidden = false;
    Object.assign(this.#frame.style, {
      left: `${canvas.offsetLeft + left}px`,
      top: `${canvas.offsetTop + top}px`,
      width: `${right - left}px`,
      height: `${bottom - top}px`,
    });
  }

  /** @param {Figure} figure @param {Place} at */
  #showBox(figure, at) {
    const [start, end] = [this.#from.x, at.x].map((x) => figure.timeAt(x)).sort((a, b) => a - b);
    const [low, high] = [this.#from.y, at.y].map((y) => figure.frequencyAt(y)).sort((a, b) => a - b);
    figure.showBox({ start, end, low, high });
  }
}

/**
 * @param {HTMLElement} plot
 * @param {(event: MouseEvent) => { figure: Figure, at: Place }} placeOf
 */
function listenForWheel(plot, placeOf) {
  const onWheel = (/** @type {WheelEvent} */ event) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : 1;
    const { figure, at } = placeOf(event);
    if (!figure.renderer) return;
    const { plot: drawn } = figure.renderer;
    if (event.altKey || at.x < drawn.x) figure.zoomFrequency(1.0015 ** (event.deltaY * unit), figure.frequencyAt(at.y));
    else if (event.ctrlKey || event.metaKey) figure.time.zoom(1.004 ** (event.deltaY * unit), figure.timeAt(at.x));
    else {
      const delta = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      figure.time.pan(((delta * unit) / drawn.width) * figure.time.seconds);
    }
  };
  plot.addEventListener('wheel', onWheel, { passive: false });
}

/**
 * Two fingers: what is between them stays there, and goes with them.
 * @param {Figure} figure
 * @param {Place[]} before
 * @param {Place[]} now
 */
function pinch(figure, before, now) {
  const [was, is] = [spreadOf(before), spreadOf(now)];
  const { width, height } = plotOf(figure);
  if (was.x > was.y && was.x > PINCH && is.x > PINCH) {
    figure.time.zoom(was.x / is.x, figure.timeAt(was.middle.x));
    figure.time.pan(((was.middle.x - is.middle.x) / width) * figure.time.seconds);
  } else if (was.y > PINCH && is.y > PINCH) {
    figure.zoomFrequency(was.y / is.y, figure.frequencyAt(was.middle.y));
    figure.panFrequency((is.middle.y - was.middle.y) / height);
  }
}

/** @param {Place[]} fingers two of them */
function spreadOf([a, b]) {
  return { x: Math.abs(a.x - b.x), y: Math.abs(a.y - b.y), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
}
