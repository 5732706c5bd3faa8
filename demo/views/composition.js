// Figures to one image that stands by itself: with a title, and with what they were made with below.

const MARGIN = 24; // px
const TITLE = '600 20px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const SMALL = '13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const LINE = 18;
const WHITE = { background: '#ffffff', text: '#33333d', empty: '#ececf0' };

/**
 * @typedef {object} Composition
 * @property {string} title
 * @property {string[]} lines what it was made with
 * @property {string[]} [names] of the figures, where there are several
 * @property {number} width CSS px of all of it @property {number} height
 * @property {number} [scale] pixels a CSS pixel (default 2)
 * @property {boolean} crosshair
 * @property {boolean} white on white paper, whatever the page's colours
 */

/**
 * @param {import('./figure.js').Figure[]} figures one above the other
 * @param {Composition} composition
 * @returns {HTMLCanvasElement}
 */
export function compose(figures, { title, lines, names = [], width, height, scale = 2, crosshair, white }) {
  const canvas = Object.assign(document.createElement('canvas'), { width: width * scale, height: height * scale });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const { colors, theme } = /** @type {any} */ (figures[0].renderer).options;
  const paper = white ? WHITE : { ...WHITE, ...colors };
  context.scale(scale, scale);
  context.fillStyle = paper.background;
  context.fillRect(0, 0, width, height);
  context.fillStyle = paper.text;
  context.textBaseline = 'top';
  context.font = TITLE;
  const room = width - 2 * MARGIN;
  const heads = wrapped(context, title, room).slice(0, 2);
  heads.forEach((line, i) => context.fillText(line, MARGIN, MARGIN + 26 * i));
  context.font = SMALL;
  const words = lines.flatMap((line) => wrapped(context, line, room));
  const bottom = height - MARGIN - LINE * words.length;
  words.forEach((line, i) => context.fillText(line, MARGIN, bottom + LINE * i));
  let top = MARGIN + 26 * heads.length + 6;
  const each = (bottom - 10 - top) / figures.length;
  figures.forEach(({ renderer }, i) => {
    const head = names[i] ? LINE : 0;
    if (head) context.fillText(names[i], MARGIN, top);
    const look = { ...(crosshair ? {} : { cursor: null, playhead: null }), ...(white ? { colors: paper } : {}) };
    const picture = renderer?.toCanvas({
      width: room,
      height: each - head,
      scale,
      look: { ...look, theme: white ? 'light' : theme },
    });
    if (picture) context.drawImage(picture, MARGIN, top + head, room, each - head);
    top += each;
  });
  return canvas;
}

/** A text in lines that fit. @param {CanvasRenderingContext2D} context @param {string} text @param {number} room px */
function wrapped(context, text, room) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && context.measureText(longer).width <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
