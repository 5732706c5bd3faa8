// What each key does while the picture has the focus: the help dialog and the handler read the same table.

/** @typedef {import('./commands.js').Commands} Commands */
/**
 * @typedef {object} Key
 * @property {string[]} keys @property {string} shown @property {string} does
 * @property {(commands: Commands, event: KeyboardEvent) => void} run
 */

const PAN = 0.25; // of the axis

const far = (/** @type {KeyboardEvent} */ event) => (event.shiftKey ? 10 : 1);
const page = (/** @type {Commands} */ { figure }, /** @type {number} */ pages) =>
  figure.time.pan(0.8 * pages * figure.time.seconds);
const zoom = (/** @type {Commands} */ { figure, cursor }, /** @type {number} */ factor) =>
  figure.time.zoom(factor, inSight(figure, cursor.cell)?.time);
const zoomFrequency = (/** @type {Commands} */ { figure, cursor }, /** @type {number} */ factor) =>
  figure.zoomFrequency(factor, inSight(figure, cursor.cell)?.frequency);
/** A place that can stay where it is. */
const inSight = (/** @type {Commands['figure']} */ { look, time }, /** @type {Commands['cursor']['cell']} */ cell) =>
  cell && cell.time >= time.start && cell.time <= time.end && cell.frequency >= look.fMin && cell.frequency <= look.fMax
    ? cell
    : null;

/** @type {Key[]} */
export const keys = [
  {
    keys: [' '],
    shown: 'Space',
    does: 'Play what is in sight, or pause; freeze or go on with the microphone',
    run: (commands) => commands.playOrPause(),
  },
  {
    keys: ['ArrowLeft'],
    shown: '← → ↑ ↓',
    does: 'Move the cursor; with Shift ten times as far',
    run: ({ cursor }, event) => cursor.nudge(-far(event), 0),
  },
  { keys: ['ArrowRight'], shown: '', does: '', run: ({ cursor }, event) => cursor.nudge(far(event), 0) },
  { keys: ['ArrowUp'], shown: '', does: '', run: ({ cursor }, event) => cursor.nudge(0, -far(event)) },
  { keys: ['ArrowDown'], shown: '', does: '', run: ({ cursor }, event) => cursor.nudge(0, far(event)) },
  {
    keys: ['PageUp'],
    shown: 'PgUp PgDn',
    does: 'Back and forth in time; with Shift up and down in frequency',
    run: (commands, event) => (event.shiftKey ? commands.figure.panFrequency(PAN) : page(commands, -1)),
  },
  {
    keys: ['PageDown'],
    shown: '',
    does: '',
    run: (commands, event) => (event.shiftKey ? commands.figure.panFrequency(-PAN) : page(commands, 1)),
  },
  {
    keys: ['Home'],
    shown: 'Home End',
    does: 'The earliest, the newest',
    run: ({ figure: { time } }) => time.pan(time.bounds.start - time.start),
  },
  { keys: ['End'], shown: '', does: '', run: ({ figure: { time } }) => time.pan(time.bounds.end - time.end) },
  { keys: ['+', '='], shown: '+ −', does: 'Zoom in time', run: (commands) => zoom(commands, 0.7) },
  { keys: ['-', '−', '_'], shown: '', does: '', run: (commands) => zoom(commands, 1 / 0.7) },
  { keys: ['>', '.'], shown: '> <', does: 'Zoom in frequency', run: (commands) => zoomFrequency(commands, 0.8) },
  { keys: ['<', ','], shown: '', does: '', run: (commands) => zoomFrequency(commands, 1.25) },
  {
    keys: ['0'],
    shown: '0',
    does: 'Everything, or back to now; frequencies as they were before zooming',
    run: ({ figure }) => figure.reset(),
  },
  {
    keys: ['a'],
    shown: 'A',
    does: 'Fit frequencies and levels to what is in sight',
    run: (commands) => commands.fit(),
  },
  { keys: ['m'], shown: 'M', does: 'Full screen, or back', run: (commands) => commands.toggleFull() },
  { keys: ['p'], shown: 'P', does: 'Pin the cursor, or let it go', run: ({ cursor }) => cursor.pin() },
  { keys: ['c'], shown: 'C', does: 'Copy time, frequency, note and level', run: (commands) => commands.copy() },
  { keys: ['x'], shown: 'X', does: 'Snap to peaks, or not', run: ({ cursor }) => cursor.toggleSnap() },
  { keys: ['Enter'], shown: 'Enter', does: 'Play on from the cursor', run: (commands) => commands.playFromCursor() },
  { keys: ['t'], shown: 'T', does: 'Hear the frequency at the cursor', run: (commands) => commands.hearCursor() },
  { keys: ['f'], shown: 'F', does: 'Freeze the picture, or go on', run: (commands) => commands.freeze() },
  { keys: ['['], shown: '[ ]', does: 'Floor down, up', run: (commands) => commands.moveFloor(-2) },
  { keys: [']'], shown: '', does: '', run: (commands) => commands.moveFloor(2) },
  { keys: ['{'], shown: '{ }', does: 'Ceiling down, up', run: (commands) => commands.moveCeiling(-2) },
  { keys: ['}'], shown: '', does: '', run: (commands) => commands.moveCeiling(2) },
  {
    keys: ['e'],
    shown: 'E',
    does: 'Show the spectrum of one moment, or not',
    run: (commands) => commands.toggleSpectrum(),
  },
  { keys: ['s'], shown: 'S', does: 'Save the picture as PNG', run: (commands) => commands.savePng() },
  {
    keys: ['Escape'],
    shown: 'Esc',
    does: 'Let go of the cursor',
    run: ({ cursor }) => {
      cursor.pin(false);
      cursor.leave();
    },
  },
  { keys: ['?'], shown: '?', does: 'This help', run: (commands) => commands.help() },
];

/** @param {HTMLElement} plot @param {Commands} commands */
export function listenForKeys(plot, commands) {
  plot.addEventListener('keydown', (event) => {
    if (event.target !== plot || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keys.find(({ keys: names }) => names.includes(event.key) || names.includes(event.key.toLowerCase()));
    if (!key) return;
    event.preventDefault();
    key.run(commands, event);
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
