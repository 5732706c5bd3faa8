// What keys and buttons do.
import { LONGEST as MODEL_LONGEST } from '../panels/model-view.js';
import { LONGEST } from '../panels/resynthesis.js';
import { fitOf } from '../views/fit.js';
import { describe, fittingLevels } from '../views/survey.js';
import { soundTone } from './cursor.js';
import { lookOf } from './look.js';
import { keptOf } from './opening.js';
import { at, captioned, element, write } from './page.js';
import { makeImages } from './image.js';
import { toggleFull } from './full.js';
import { copyCell, copyLink, saveWav } from './share.js';

const BRIEF = 0.01; // s that are not worth playing

/**
 * @typedef {object} Parts
 * @property {import('../players/audio.js').Audio} audio
 * @property {import('../views/cursor.js').Cursor} cursor
 * @property {import('./listening.js').Listening} listening
 * @property {import('../ui/messages.js').Messages} messages
 * @property {import('../panels/model-view.js').ModelView} modelView
 * @property {import('./opening.js').Opening} opening
 * @property {import('../players/player.js').Player} player
 * @property {import('../panels/resynthesis.js').Resynthesis} resynthesis
 * @property {import('./settings.js').Settings} settings
 * @property {import('./viewer.js').Viewer} viewer
 */
/** @typedef {ReturnType<typeof makeCommands>} Commands */

/** @param {Parts} parts */
export function makeCommands(parts) {
  const { cursor, listening, messages, player, settings, viewer } = parts;
  const { figure } = viewer;
  const images = makeImages(parts);
  return {
    cursor,
    figure,
    ...soundCommands(parts),
    /** Lets frequencies and levels show what is in sight. */
    async fit() {
      const sound = listening.session?.recording ?? player.source?.of(viewer.picked[0]);
      const found = sound && viewer.transform.starts === undefined && fitOf(sound, viewer.engine, viewer.stretch);
      const { floor, ceiling, ...values } = settings.values;
      const { low, high } = found || values;
      settings.fit({ low, high, floor, ceiling });
      if (!viewer.transform.values) settings.fit({ low, high, floor, ceiling, ...(await fittingLevels(figure)) });
    },
    /** @param {number} by dB */
    moveFloor: (by) => settings.set({ floor: settings.number('floor') + by }),
    /** @param {number} by dB */
    moveCeiling: (by) => settings.set({ ceiling: settings.number('ceiling') + by }),
    toggleSpectrum: () => settings.set({ slice: settings.text('slice') === 'on' ? 'off' : 'on' }),
    openResynthesis: () => openResynthesis(parts),
    openModelView: () => openModelView(parts),
    /** Tells the picture in words, for those who do not see it. */
    async summarise() {
      write('summary', await describe(figure, captioned()));
    },
    help: () => element('keys', HTMLDialogElement).showModal(),
    copy: () => copyCell(cursor, messages),
    copyLink: () => copyLink(messages),
    savePng: () => images.open(),
    toggleFull,
    saveWav: () => saveWav(listening.session ? keptOf(listening.session) : player.source),
    openFile: () => at('file').click(),
  };
}

/** What is heard, and whether the picture goes on with it. @param {Parts} parts */
function soundCommands({ audio, cursor, listening, opening, player, viewer }) {
  const { time } = viewer.figure;
  const freeze = () => {
    if (time.mode === 'live') time.follow(!time.following);
  };
  const hear = async (/** @type {number} */ frequency) =>
    soundTone(audio.context ?? (await audio.open(player.source?.sampleRate)), frequency);
  /** What is out of sight is not played: from the cursor, or else from where the picture begins, to where it ends. */
  const playInSight = () => {
    const { start, end, bounds, mode } = time;
    const isSeen = (/** @type {number} */ s) => s >= start && s < end - BRIEF;
    if (mode !== 'whole' || (start <= bounds.start && end >= bounds.end)) return player.play();
    if (!isSeen(player.position) && cursor.pinned && cursor.cell && isSeen(cursor.cell.time))
      player.seek(cursor.cell.time);
    return player.play({ start, end });
  };
  return {
    freeze,
    /** Plays a frequency, Hz. */
    hear,
    hearCursor: () => cursor.cell && !viewer.transform.names && hear(cursor.cell.frequency),
    playOrPause() {
      if (listening.session) freeze();
      else if (player.state === 'playing') player.pause();
      else void playInSight();
    },
    playFromCursor() {
      if (listening.session || !cursor.cell || !player.duration) return;
      player.seek(Math.max(0, cursor.cell.time) % player.duration);
      void player.play();
    },
    async startSoundAgain() {
      const stalled = audio.state === 'stalled';
      await audio.open(audio.rate);
      if (!stalled) return;
      if (listening.session) return opening.microphone(listening.session.deviceId);
      player.pause();
      await player.play();
    },
  };
}

/**
 * What panels work on: what the microphone heard last, or of a long sound what is in sight.
 * @param {Parts} parts
 * @param {number} longest s
 */
async function partInSight({ listening, opening, player, settings, viewer }, longest) {
  const recorded = listening.session !== null;
  if (recorded) await opening.keepHeard();
  const { source, duration, position, volume } = player;
  if (!source) return null;
  if (player.state === 'playing') player.pause();
  const { look: drawn, time } = viewer.figure;
  const sees = time.mode === 'whole' && !recorded;
  const seconds = Math.min(longest, duration, sees ? time.seconds : Infinity);
  const wanted = sees ? time.start : recorded || duration <= longest ? duration : position;
  const from = Math.max(0, Math.min(wanted, duration - seconds));
  const look = lookOf(settings.values, drawn.theme); // not in the colours of a phase
  return { source: source.of(viewer.picked[0]), part: { from, seconds, volume, analysis: viewer.analysis, look } };
}

/** Rebuilds the sound from its magnitude. @param {Parts} parts */
async function openResynthesis(parts) {
  const found = await partInSight(parts, LONGEST);
  if (found) parts.resynthesis.open(found.source, found.part);
}

/** Shows the sound as models are given it. @param {Parts} parts */
async function openModelView(parts) {
  const found = await partInSight(parts, MODEL_LONGEST);
  if (found) parts.modelView.open(found.source, found.part);
}
