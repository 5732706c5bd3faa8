// The picture on paper and as a file: with its title, axes and scale, and the settings that it was made with.
import { compose } from '../views/composition.js';
import { fileName, saveFile } from '../ui/save.js';
import { at, button, captioned, described, element } from './page.js';
import { matters } from './settings.js';
import { table } from './settings-table.js';

/** px: what can be chosen beside the size on the screen. @type {Record<string, [width: number, height: number]>} */
const SIZES = { wide: [1200, 675], large: [1920, 1080], square: [1080, 1080], paper: [1123, 794] };
const PAPER = { width: 1040, height: 710 }; // px, as it is printed: its width is the sheet's

/**
 * @typedef {object} Parts
 * @property {import('../views/cursor.js').Cursor} cursor
 * @property {import('./settings.js').Settings} settings
 * @property {import('./viewer.js').Viewer} viewer
 */

/**
 * What the picture was made with, in words.
 * @param {Parts} parts
 * @returns {string[]}
 */
function madeWith({ viewer, settings }) {
  const { values } = settings;
  const words = table
    .filter(({ key, group }) => group && matters(values, key) && key !== 'motion' && key !== 'channel')
    .filter(({ key }) => key !== 'span' || viewer.figure.time.mode === 'live')
    .map(({ key, label, kind, choices, text }) => {
      const value = values[key];
      const unit = kind === 'hertz' ? ' Hz' : '';
      const shown = text ? text(Number(value), values, viewer.rate) : (choices?.[value] ?? `${value}${unit}`);
      return `${label} ${shown}`;
    });
  return [`${words.join(', ')}. ${at('resolution').textContent}`];
}

/** @param {Parts} parts */
const shownFigures = ({ viewer }) => viewer.figures.slice(0, viewer.picked.length);
/** @param {Parts} parts */
const namesOf = ({ viewer }) => (viewer.picked.length > 1 ? ['Left', 'Right'] : []);

/** @param {Parts} parts */
export function makeImages(parts) {
  const dialog = element('image', HTMLDialogElement);
  const title = element('image-title', HTMLInputElement);
  button('image-cancel', () => dialog.close());
  at('image-form').addEventListener('submit', () => void save());

  const save = async () => {
    const chosen = element('image-size', HTMLSelectElement).value;
    const { clientWidth, clientHeight } = at('plot');
    const [width, height] = SIZES[chosen] ?? [clientWidth + 48, clientHeight + 130];
    const canvas = compose(shownFigures(parts), {
      ...{ title: title.value, lines: madeWith(parts), names: namesOf(parts), width, height },
      crosshair: element('image-crosshair', HTMLInputElement).checked,
      white: element('image-white', HTMLInputElement).checked,
    });
    const blob = await new Promise((done) => {
      canvas.toBlob(done);
    });
    if (blob) saveFile(blob, fileName(`specgram ${title.value || captioned()}`, 'png'));
  };

  const sheet = at('sheet');
  addEventListener('beforeprint', () => {
    if (!parts.viewer.figure.renderer) return;
    const words = { title: captioned(), lines: [described(), ...madeWith(parts)], names: namesOf(parts) };
    const look = { crosshair: parts.cursor.pinned, white: true };
    sheet.replaceChildren(compose(shownFigures(parts), { ...words, ...PAPER, ...look }));
  });
  addEventListener('afterprint', () => sheet.replaceChildren());

  return {
    /** Asks how the picture is to be saved. */
    open() {
      title.value = captioned();
      dialog.showModal();
    },
  };
}
