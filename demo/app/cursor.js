// What can be done with the place under the cursor: read, spoken, copied, heard, played from.
import { at, write } from './page.js';
import { cellText, showReadout } from '../ui/readout.js';

const SPEAK_AFTER = 300; // ms that the cursor rests before a screen reader is told where

/**
 * @param {import('../views/cursor.js').Cursor} cursor
 * @param {() => boolean} canPlay whether there is a sound to play from there
 */
export function followCursor(cursor, canPlay) {
  const places = {
    box: at('readout'),
    time: at('read-time'),
    frequency: at('read-frequency'),
    note: at('read-note'),
    level: at('read-level'),
    hint: at('read-hint'),
  };
  const show = () => {
    showReadout(places, cursor);
    at('cell').hidden = !cursor.pinned;
    at('tone').hidden = cursor.figure.names !== null;
    at('from-here').hidden = !canPlay();
  };
  cursor.addEventListener('cursor', show);
  cursor.addEventListener('pin', show);
  show();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  cursor.addEventListener('nudge', () => {
    clearTimeout(speaking);
    speaking = setTimeout(() => write('spoken', cursor.cell ? cellText(cursor.cell, cursor.figure) : ''), SPEAK_AFTER);
  });
}

/** Plays a frequency for a moment, for searching by ear. @param {AudioContext} context @param {number} frequency Hz */
export function soundTone(context, frequency) {
  const start = context.currentTime + 0.02;
  const sine = new OscillatorNode(context, { frequency: Math.min(frequency, context.sampleRate / 2) });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setTargetAtTime(0.2, start, 0.02);
  gain.gain.setTargetAtTime(0, start + 0.6, 0.04);
  sine.connect(gain).connect(context.destination);
  sine.start(start);
  sine.stop(start + 1);
}
