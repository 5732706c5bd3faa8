// A model's tensor -> its pages, each frames by bins, whatever the layout; and pages -> a tensor of that layout.

/** @typedef {{ data: Float32Array<ArrayBuffer>, shape: number[] }} Tensor */
/**
 * @typedef {object} Pages
 * @property {Float32Array<ArrayBuffer>[]} pages [frames][bins] each: one, or as many as there are patches
 * @property {number} frames @property {number} bins
 */

/** @param {Tensor} tensor @param {string} layout @returns {Pages | null} null: it is samples */
export function pagesOf({ data, shape }, layout) {
  const axes = layout.split(' ');
  const [frames, bins] = ['frames', 'bins'].map((axis) => shape[axes.indexOf(axis)]);
  if (frames === undefined || bins === undefined) return null;
  const size = frames * bins;
  const pages = Array.from({ length: size && data.length / size }, (_, i) => {
    const page = data.slice(i * size, (i + 1) * size);
    return isTurned(axes) ? turned(page, bins, frames) : page;
  });
  return { pages, frames, bins };
}

/** @param {Pages} pages @param {string} layout @param {number[]} shape @returns {Tensor} */
export function tensorOf({ pages, frames, bins }, layout, shape) {
  const size = frames * bins;
  const data = new Float32Array(pages.length * size);
  const turns = isTurned(layout.split(' '));
  for (const [i, page] of pages.entries()) data.set(turns ? turned(page, frames, bins) : page, i * size);
  return { data, shape };
}

/** @param {string[]} axes */
const isTurned = (axes) => axes.indexOf('bins') < axes.indexOf('frames');

/** Rows to columns. @param {Float32Array} page [rows][columns] @param {number} rows @param {number} columns */
function turned(page, rows, columns) {
  const out = new Float32Array(page.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) out[column * rows + row] = page[row * columns + column];
  return out;
}

/** The least and the greatest value. @param {Float32Array} data */
export function rangeOf(data) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of data) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most };
}
