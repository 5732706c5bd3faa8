// What is under the cursor, in words: beside the picture, to the clipboard, and aloud when the keyboard moves it.
import { offset, radians } from './format.js';

const HINT = matchMedia('(pointer: coarse)').matches
  ? 'Tap the picture to read it. Two fingers zoom.'
  : 'Point at the picture to read it. A click pins the cursor.';

/**
 * @param {{ box: HTMLElement, time: HTMLElement, frequency: HTMLElement, note: HTMLElement, level: HTMLElement, hint:
 *   HTMLElement }} places
 * @param {import('../views/cursor.js').Cursor} cursor
 */
export function showReadout(places, { cell, pinned, figure }) {
  const words = cell && figure.wordsOf(cell.frequency);
  places.box.classList.toggle('pinned', pinned);
  places.hint.textContent = cell ? '' : HINT;
  const write = (/** @type {HTMLElement} */ place, /** @type {string} */ text) => {
    if (place.textContent !== text) place.textContent = text;
  };
  write(places.time, cell ? figure.momentText(cell.time) : '');
  write(places.frequency, words?.place ?? '');
  write(places.note, words?.note ?? '');
  write(places.level, cell ? levelText(cell, figure) : '');
}

/**
 * The level, after what the picture shows besides.
 * @param {import('../views/figure.js').Cell} cell
 * @param {import('../views/figure.js').Figure} figure
 */
function levelText({ db, value, unit }, figure) {
  if (Number.isNaN(db)) return ''; // nothing is known there
  if (value === undefined || !Number.isFinite(value)) return figure.levelText(db);
  return `${unit === 'radians' ? radians(value) : `${offset(value)} from the bin`} · ${figure.levelText(db)}`;
}

/**
 * One line for the clipboard or a screen reader.
 * @param {import('../views/figure.js').Cell} cell
 * @param {import('../views/figure.js').Figure} figure
 */
export function cellText(cell, figure) {
  const { place, note } = figure.wordsOf(cell.frequency);
  return [figure.momentText(cell.time), place, note, levelText(cell, figure)].filter(Boolean).join(' · ');
}

/** @param {string} text @returns {Promise<boolean>} whether it is on the clipboard now */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = Object.assign(document.createElement('textarea'), { value: text, className: 'hidden' });
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy'); // pages without a secure address have no other way
    area.remove();
    return done;
  }
}
