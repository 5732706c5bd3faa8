// The elements of index.html by their names.
import { at, button, element, on, write } from '../ui/page.js';

export { at, button, element, on, write };

/** @param {string} id */
export function drawing(id) {
  const found = document.getElementById(id);
  if (!(found instanceof SVGSVGElement)) throw new TypeError(`the page has no drawing #${id}`);
  return found;
}

/** What the picture is of. @param {string} name @param {string} detail */
export function caption(name, detail) {
  const strong = document.createElement('b');
  strong.textContent = name;
  at('title').replaceChildren(strong, `  ${detail}`);
}

/** What was said besides its name. */
export const described = () => at('title').lastChild?.textContent?.trim() ?? '';
/** The name that was given last. */
export const captioned = () => at('title').querySelector('b')?.textContent ?? '';
