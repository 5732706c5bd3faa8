// What each key does while the picture has the focus: the help dialog and the handler read the same table.

/**
 * @typedef {{ keys: string[], shown: string, does: string, run: (page: Commands, event: KeyboardEvent) => void }} Key
 */
/**
 * @typedef {object} Commands what the page lets keys do
 * @property {import('../views/view.js').View} view
 * @property {() => unknown} playOrPause @property {() => unknown} freeze @property {() => unknown} copy @property {()
 *   => unknown} savePng
 * @property {(by: number) => void} moveFloor @property {(by: number) => void} moveCeiling
 * @property {() => unknown} playFromCursor @property {() => unknown} hearCursor @property {() => unknown} toggleSlice
 *   @property {() => unknown} help
 */

const far = (/** @type {KeyboardEvent} */ event) => (event.shiftKey ? 10 : 1);
const width = (/** @type {Commands} */ { view }) => view.window.end - view.window.start;

/** @type {Key[]} */
export const keys = [
  {
    keys: [' '],
    shown: 'Space',
    does: 'Play or pause; freeze or go on with the microphone',
    run: (page) => page.playOrPause(),
  },
  {
    keys: ['ArrowLeft'],
    shown: '← → ↑ ↓',
    does: 'Move the cursor; with Shift ten times as far',
    run: ({ view }, event) => view.nudge(-far(event), 0),
  },
  { keys: ['ArrowRight'], shown: '', does: '', run: ({ view }, event) => view.nudge(far(event), 0) },
  { keys: ['ArrowUp'], shown: '', does: '', run: ({ view }, event) => view.nudge(0, -far(event)) },
  { keys: ['ArrowDown'], shown: '', does: '', run: ({ view }, event) => view.nudge(0, far(event)) },
  {
    keys: ['PageUp'],
    shown: 'PgUp PgDn',
    does: 'Back and forth in time',
    run: (page) => page.view.pan(-0.8 * width(page)),
  },
  { keys: ['PageDown'], shown: '', does: '', run: (page) => page.view.pan(0.8 * width(page)) },
  {
    keys: ['Home'],
    shown: 'Home End',
    does: 'The earliest, the newest',
    run: (page) => page.view.pan(page.view.bounds.start - page.view.window.start),
  },
  { keys: ['End'], shown: '', does: '', run: (page) => page.view.pan(page.view.bounds.end - page.view.window.end) },
  { keys: ['+', '='], shown: '+ −', does: 'Zoom in time', run: ({ view }) => view.zoom(0.7) },
  { keys: ['-', '−', '_'], shown: '', does: '', run: ({ view }) => view.zoom(1 / 0.7) },
  { keys: ['>', '.'], shown: '> <', does: 'Zoom in frequency', run: ({ view }) => view.zoomFrequency(0.8) },
  { keys: ['<', ','], shown: '', does: '', run: ({ view }) => view.zoomFrequency(1.25) },
  { keys: ['0'], shown: '0', does: 'Everything, or back to now', run: ({ view }) => view.reset() },
  { keys: ['p'], shown: 'P', does: 'Pin the cursor, or let it go', run: ({ view }) => view.pin() },
  { keys: ['c'], shown: 'C', does: 'Copy time, frequency, note and level', run: (page) => page.copy() },
  { keys: ['x'], shown: 'X', does: 'Snap to peaks, or not', run: ({ view }) => view.toggleSnap() },
  { keys: ['Enter'], shown: 'Enter', does: 'Play from the cursor', run: (page) => page.playFromCursor() },
  { keys: ['t'], shown: 'T', does: 'Hear the frequency at the cursor', run: (page) => page.hearCursor() },
  { keys: ['f'], shown: 'F', does: 'Freeze the picture, or go on', run: (page) => page.freeze() },
  { keys: ['['], shown: '[ ]', does: 'Floor down, up', run: (page) => page.moveFloor(-2) },
  { keys: [']'], shown: '', does: '', run: (page) => page.moveFloor(2) },
  { keys: ['{'], shown: '{ }', does: 'Ceiling down, up', run: (page) => page.moveCeiling(-2) },
  { keys: ['}'], shown: '', does: '', run: (page) => page.moveCeiling(2) },
  { keys: ['e'], shown: 'E', does: 'Show the spectrum of one moment, or not', run: (page) => page.toggleSlice() },
  { keys: ['s'], shown: 'S', does: 'Save the picture as PNG', run: (page) => page.savePng() },
  {
    keys: ['Escape'],
    shown: 'Esc',
    does: 'Let go of the cursor',
    run: ({ view }) => {
      view.pin(false);
      view.leave();
    },
  },
  { keys: ['?'], shown: '?', does: 'This help', run: (page) => page.help() },
];

/** @param {HTMLElement} plot @param {Commands} page */
export function listenForKeys(plot, page) {
  plot.addEventListener('keydown', (event) => {
    if (event.target !== plot || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keys.find(({ keys: names }) => names.includes(event.key) || names.includes(event.key.toLowerCase()));
    if (!key) return;
    event.preventDefault();
    key.run(page, event);
  });
}

/** Fills the help dialog. @param {HTMLElement} rows */
export function listKeys(rows) {
  for (const { shown, does } of keys) {
    if (!shown) continue;
    const row = document.createElement('tr');
    const [names, words] = [document.createElement('td'), document.createElement('td')];
    for (const name of shown.split(' '))
      names.append(Object.assign(document.createElement('kbd'), { textContent: name }), ' ');
    words.textContent = does;
    row.append(names, words);
    rows.append(row);
  }
}
