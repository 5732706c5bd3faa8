// Wheel, drag, pinch and press on a figure: to panning, zooming and the cursor.

const PINCH = 24; // px between two fingers, at least, for a pinch in that direction
const STILL = 5; // px that a press may move

/** @typedef {{ x: number, y: number }} Place CSS px in the canvas */

/**
 * @param {HTMLElement} plot the focusable element around the canvas
 * @param {import('./cursor.js').Cursor} cursor
 */
export function listenForGestures(plot, cursor) {
  const { figure } = cursor;
  const place = (/** @type {MouseEvent} */ event) => {
    const box = figure.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const secondsPerPixel = () => figure.time.seconds / (figure.renderer?.plot.width || 1);
  listenForWheel(plot, cursor, place, secondsPerPixel);

  /** @type {Map<number, Place>} */
  const fingers = new Map();
  let moved = 0;
  let spread = { x: 0, y: 0 };
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
    plot.focus({ preventScroll: true });
    plot.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    if (fingers.size === 1) moved = 0;
    if (fingers.size === 2) spread = spreadOf(fingers);
  });
  plot.addEventListener('pointermove', (event) => {
    const now = place(event);
    const before = fingers.get(event.pointerId);
    if (!before) return cursor.point(now);
    fingers.set(event.pointerId, now);
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (moved < STILL) return;
    plot.classList.add('dragging');
    if (fingers.size === 1) figure.time.pan((before.x - now.x) * secondsPerPixel());
    else if (fingers.size === 2) {
      const next = spreadOf(fingers);
      pinch(figure, fingers, spread, next);
      spread = next;
    }
  });
  const lift = (/** @type {PointerEvent} */ event) => {
    if (!fingers.delete(event.pointerId) || fingers.size) return;
    plot.classList.remove('dragging');
    if (moved < STILL && event.type === 'pointerup') cursor.press(place(event), event.pointerType === 'mouse');
  };
  plot.addEventListener('pointerup', lift);
  plot.addEventListener('pointercancel', lift);
  plot.addEventListener('pointerleave', () => {
    if (!fingers.size) cursor.leave();
  });
  plot.addEventListener('dblclick', () => figure.time.reset());
}

/**
 * @param {HTMLElement} plot
 * @param {import('./cursor.js').Cursor} cursor
 * @param {(event: MouseEvent) => Place} place
 * @param {() => number} secondsPerPixel
 */
function listenForWheel(plot, cursor, place, secondsPerPixel) {
  const { figure } = cursor;
  const onWheel = (/** @type {WheelEvent} */ event) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : 1;
    const at = place(event);
    const cell = figure.cellAt(at) ?? cursor.cell;
    const beside = figure.renderer && at.x < figure.renderer.plot.x;
    if (event.altKey || beside) figure.zoomFrequency(1.0015 ** (event.deltaY * unit), cell?.frequency);
    else if (event.ctrlKey || event.metaKey) figure.time.zoom(1.004 ** (event.deltaY * unit), cell?.time);
    else {
      const delta = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      figure.time.pan(delta * unit * secondsPerPixel());
    }
  };
  plot.addEventListener('wheel', onWheel, { passive: false });
}

/** @param {Map<number, Place>} fingers two of them */
function spreadOf(fingers) {
  const [a, b] = [...fingers.values()];
  return { x: Math.abs(a.x - b.x), y: Math.abs(a.y - b.y) };
}

/**
 * @param {import('./figure.js').Figure} figure
 * @param {Map<number, Place>} fingers
 * @param {{ x: number, y: number }} before between the fingers
 * @param {{ x: number, y: number }} now
 */
function pinch(figure, fingers, before, now) {
  const [a, b] = [...fingers.values()];
  const cell = figure.cellAt({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
  if (before.x > before.y && before.x > PINCH && now.x > PINCH) figure.time.zoom(before.x / now.x, cell?.time);
  else if (before.y > PINCH && now.y > PINCH) figure.zoomFrequency(before.y / now.y, cell?.frequency);
}
