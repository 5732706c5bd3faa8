// What can be done with the place under the cursor: read, spoken, copied, heard, played from.
import { at, write } from './page.js';
import { cellText, showReadout } from './readout.js';

const SPEAK_AFTER = 300; // ms that the cursor rests before a screen reader is told where

/**
 * @param {import('../views/view.js').View} view
 * @param {() => boolean} canPlay whether there is a track to play from the cursor
 */
export function followCursor(view, canPlay) {
  const places = {
    box: at('readout'),
    time: at('read-time'),
    frequency: at('read-frequency'),
    note: at('read-note'),
    level: at('read-level'),
    hint: at('read-hint'),
  };
  const show = () => {
    showReadout(places, view);
    at('cell').hidden = !view.pinned;
    at('from-here').hidden = !canPlay();
  };
  view.addEventListener('cursor', show);
  view.addEventListener('pin', show);
  show();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  view.addEventListener('nudge', () => {
    clearTimeout(speaking);
    speaking = setTimeout(() => write('spoken', view.cursor ? cellText(view.cursor, view.look.a4) : ''), SPEAK_AFTER);
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
