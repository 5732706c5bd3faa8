// The elements of a page by their names, and listening to what happens.

/**
 * @template {HTMLElement} T
 * @param {string} id @param {new () => T} kind @returns {T}
 */
export function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${kind.name} #${id}`);
  return found;
}

/** @param {string} id */
export const at = (id) => element(id, HTMLElement);

/** @param {string} id @param {() => unknown} run */
export const button = (id, run) => at(id).addEventListener('click', () => void run());

/**
 * Listens to several events of something; handlers are given the details.
 * @param {EventTarget} target
 * @param {Record<string, (detail: any) => unknown>} handlers
 */
export function on(target, handlers) {
  for (const [type, run] of Object.entries(handlers))
    target.addEventListener(type, (event) => void run(/** @type {CustomEvent} */ (event).detail));
}

/** Sets a text, if it is another one: a live region speaks at every change. @param {string} id @param {string} words */
export function write(id, words) {
  const place = at(id);
  if (place.textContent !== words) place.textContent = words;
}
