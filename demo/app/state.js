// What the page shows of its state: which controls there are now, what they say, and the line of resolution.
import { about } from '../ui/format.js';
import { at, element, write } from './page.js';
import { resolution, showResolution } from './resolution.js';

/**
 * @typedef {object} Parts
 * @property {import('../players/audio.js').Audio} audio
 * @property {import('specgram').Engine} engine
 * @property {import('./listening.js').Listening} listening
 * @property {import('../views/piano.js').Piano} piano
 * @property {import('../players/player.js').Player} player
 * @property {import('./settings.js').Settings} settings
 * @property {import('./viewer.js').Viewer} viewer
 */

/** @param {Parts} parts */
export function showState({ audio, engine, listening, piano, player, settings, viewer }) {
  const { time } = viewer.figure;
  showChannels(viewer);
  const hears = listening.session !== null;
  const playing = player.state === 'playing';
  showSound(audio, hears || playing);
  at('microphone').hidden = !hears;
  at('taped').hidden = !hears;
  at('mic').setAttribute('aria-pressed', String(hears));
  for (const id of ['play', 'seek', 'time', 'looping', 'loudness', 'views']) at(id).hidden = hears;
  at('newest').hidden = time.mode === 'whole' || time.following;
  at('freeze').hidden = time.mode === 'whole';
  at('freeze').setAttribute('aria-pressed', String(!time.following));
  const { hasNotes, names } = viewer.transform;
  piano.show(hasNotes || (!names && settings.text('labels') === 'notes' && settings.text('scale') === 'log'));
  at('slice').hidden = settings.text('slice') === 'off';
  at('spectrum').setAttribute('aria-pressed', String(settings.text('slice') === 'on'));
  for (const id of ['view-live', 'view-whole']) {
    const radio = element(id, HTMLInputElement);
    radio.checked = radio.value === settings.text('view');
  }
  element('sound', HTMLSelectElement).value = !hears && player.source?.kind === 'sound' ? settings.text('sound') : '';
  at('hint').hidden = hears || player.state !== 'silent';
  at('unheard').hidden = hears || time.mode === 'whole' || player.state !== 'still' || player.now > 0;
  const { least, most } = viewer.scroll.latency;
  // high notes first
  const late = [...new Set([least, most])].map((seconds) => about(1000 * seconds, 'ms')).join(' to ');
  const extra = time.mode === 'live' && (hears || playing) && most ? `, shown ${late} after it sounds` : '';
  const { facts } = viewer;
  if (facts) showResolution(at('resolution'), resolution(engine, facts, viewer.transform), extra);
  else write('resolution', '');
}

/** One picture, or two with their names. @param {Parts['viewer']} viewer */
function showChannels({ figures, picked }) {
  const apart = picked.length > 1;
  if (at('plot').classList.toggle('apart', apart) === at('canvas-right').hidden) {
    at('canvas-right').hidden = !apart;
    for (const { renderer } of figures) renderer?.resize();
  }
  for (const id of ['side-left', 'side-right']) at(id).hidden = !apart;
}

/** The button that starts a sound card that is held back. @param {Parts['audio']} audio @param {boolean} wanted */
function showSound({ state }, wanted) {
  at('resume').hidden = !(wanted && (state === 'suspended' || state === 'stalled'));
  write('resume', state === 'stalled' ? 'The sound stands still. Press to start it again' : 'Press to start the sound');
}

/** What goes wrong, and how far back one can look. @param {Parts} parts */
export function showStats({ audio, viewer }) {
  const parts = [];
  if (viewer.figure.time.mode === 'live') {
    const { stats, history } = viewer.scroll;
    if (stats.missing) parts.push(`${stats.missing} columns missing`);
    parts.push(`keeps the last ${Math.round(history)} s`);
  }
  const { underrunEvents } = /** @type {any} */ (audio.context)?.playbackStats ?? {}; // in Chromium
  if (underrunEvents) parts.push(`${underrunEvents} dropouts of the sound card`);
  write('stats', parts.join(' · '));
}
