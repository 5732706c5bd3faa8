// The page: makes its parts and leads what happens in one to the others.
import { load } from 'specgram';
import { Audio } from '../sources/audio.js';
import { followCursor, soundTone } from './cursor.js';
import { acceptFiles } from '../ui/drop.js';
import { readTrack } from '../sources/files.js';
import { Keyboard } from '../views/keyboard.js';
import { listenForKeys, listKeys } from './keys.js';
import { Listening, trackOf } from '../sources/listening.js';
import { Live } from '../views/live.js';
import { Messages } from '../ui/messages.js';
import { at, button, caption, captioned, drawing, element, write } from './page.js';
import { makePanel } from './panel.js';
import { Player } from '../sources/player.js';
import { resolution, showResolution } from './resolution.js';
import { LONGEST, Resynthesis } from '../panels/resynthesis.js';
import { Settings } from './settings.js';
import { copyCell, copyLink, savePng, saveWav } from './share.js';
import { Slice } from '../views/spectrum.js';
import { sounds } from '../sources/sounds.js';
import { describe, fittingLevels, loudestStretch } from './survey.js';
import { themeSwitch } from '../ui/theme.js';
import { changesNumbers, transforms } from '../views/transforms.js';
import { makeTransport } from './transport.js';
import { View } from '../views/view.js';
import { Whole } from '../views/whole.js';
import { about } from '../ui/format.js';

/** @typedef {import('../sources/files.js').Track} Track */

const SOUND_RATE = 44100;

const messages = new Messages({ status: at('status'), alerts: at('alerts') });
const settings = new Settings({
  hash: location.hash,
  replace: (hash) => history.replaceState(null, '', hash || location.pathname + location.search),
});
const audio = new Audio();
const player = new Player(audio);
const listening = new Listening(audio, messages);
const view = new View(element('canvas', HTMLCanvasElement), at('plot'), settings);
const slice = new Slice(element('slice', HTMLCanvasElement), view);
const keyboard = new Keyboard(drawing('keyboard'), view, hear);
const engine = await load().catch((error) => {
  messages.alert(error.code ?? 'E_LOAD', `The engine could not be loaded. ${error.message}`, [
    { label: 'Try again', run: () => location.reload() },
  ]);
  throw error;
});
const live = new Live(engine, view, settings);
const whole = new Whole(engine, view, settings);
const resynthesis = new Resynthesis(element('resynthesis', HTMLDialogElement), {
  engine,
  audio,
  settings,
  failed: ({ message }) => messages.alert('E_RESYNTHESIS', `The sound could not be rebuilt: ${message}`),
});
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** @type {AbortController} of what is being opened: the newest wins */
let opening = new AbortController();
/** @type {() => void} */
let onCancel = () => {};
const rate = () => live.feed?.sampleRate ?? whole.track?.sampleRate ?? player.track?.sampleRate ?? SOUND_RATE;

/* ---- What is looked at ---- */

/** @type {import('../views/live.js').Feed} */
const trackFeed = {
  get sampleRate() {
    return player.track?.sampleRate ?? SOUND_RATE;
  },
  now: () => player.now,
  read: (from, to) => player.read(from, to),
  readable: () => Number.POSITIVE_INFINITY,
  holes: () => [],
  line: () =>
    player.state === 'playing' && player.bus && audio.context
      ? { context: audio.context, input: player.bus, origin: player.origin }
      : null,
};

/** @param {import('../sources/capture.js').Capture} session @returns {import('../views/live.js').Feed} */
const microphoneFeed = (session) => ({
  sampleRate: session.context.sampleRate,
  now: () => session.now,
  read: (from, to) => session.tape.read(from, to),
  readable: () => session.tape.end,
  holes: () => session.tape.holes(),
  line: () => ({ context: session.context, input: session.input, origin: session.origin }),
});

/** @type {number | undefined} s across from which the present transform shows anything, if it wants a close look */
let near;

/**
 * Draws the present source anew in the present view.
 * @param {boolean} [keepsWindow] unless the transform is seen from elsewhere than the one before
 */
function draw(keepsWindow = false) {
  const { session } = listening;
  const before = near;
  near = transforms[settings.text('transform')].near;
  if (settings.text('view') === 'whole' && !session && player.track) {
    live.stop();
    if (player.state === 'silent') player.pause();
    const stays = keepsWindow && view.mode === 'whole' && near === before;
    void whole.show(player.track, stays);
    if (near && !stays) {
      const start = loudestStretch(player.track, near);
      view.show(start, start + near);
    }
  } else {
    const was = view.mode;
    whole.stop();
    view.mode = 'live';
    if (was === 'whole' || !keepsWindow) view.follow(true);
    live.start(session ? microphoneFeed(session) : trackFeed);
  }
  showState();
}

/** @param {Track} track @param {string} detail */
async function present(track, detail) {
  await endListening();
  messages.clear('E_FILE');
  messages.clear('E_DECODE');
  // at once, and without sound
  const moves = track.kind === 'sound' && !calm.matches && settings.text('view') === 'live';
  player.load(track, moves ? settings.number('span') : null);
  caption(track.name, detail);
  messages.say(`${track.name}, ${about(1000 * player.duration, 'ms')}`);
  if (track.kind === 'sound' || settings.text('view') === 'whole') draw();
  else settings.set({ view: 'whole' });
}

/** @type {Map<string, Float32Array<ArrayBuffer>>} */
const made = new Map();

/** @param {string} id */
async function openSound(id) {
  const wasPlaying = player.state === 'playing' && !listening.session;
  opening.abort();
  const samples = made.get(id) ?? sounds[id].make(SOUND_RATE);
  made.set(id, samples);
  await present(
    { name: sounds[id].label, kind: 'sound', samples, channels: [samples], sampleRate: SOUND_RATE },
    sounds[id].look,
  );
  if (wasPlaying) await player.play();
}

/** Whatever was being opened gives way. @param {string} text */
function newest(text) {
  opening.abort();
  opening = new AbortController();
  const { signal } = opening;
  showBusy(text, opening.abort.bind(opening));
  return signal;
}

/** @param {File} file */
async function openFile(file) {
  const signal = newest('Reading the file');
  try {
    const track = await readTrack(file, signal);
    signal.throwIfAborted();
    await present(track, describeFormat(track));
  } catch (error) {
    if (signal.aborted) return;
    const { code = 'E_FILE_FAILED', message } = /** @type {Error & { code?: string }} */ (error);
    messages.alert(code, message);
  } finally {
    if (!signal.aborted && !whole.busy) showBusy(null);
  }
}

/** @param {Track} track */
function describeFormat({ channels, sampleRate }) {
  const layout = ['', 'mono', 'stereo'][channels.length] ?? `${channels.length} channels`;
  return `${sampleRate.toLocaleString('en')} Hz, ${layout}${channels.length > 1 ? '; the picture shows their mean' : ''}`;
}

/** @param {string} [deviceId] */
async function listen(deviceId) {
  const signal = newest('Waiting for permission to use the microphone');
  await endListening();
  if (player.state === 'playing') player.pause();
  const begun = await listening.begin({ deviceId, signal });
  if (opening.signal === signal) showBusy(null);
  if (begun) draw();
  showState();
}

/** Gives the microphone back and leaves its picture. */
function endListening() {
  if (listening.session) live.stop();
  return listening.end();
}

/** Stops listening; what was heard becomes a track of its own. */
async function keepHeard() {
  const session = await endListening();
  const track = session && trackOf(session);
  if (!track) return openSound(settings.text('sound'));
  await present(track, describeFormat(track));
}

/* ---- What the keys and buttons do ---- */

function playOrPause() {
  if (listening.session) freeze();
  else if (player.state === 'playing') player.pause();
  else void player.play();
}

function playFromCursor() {
  if (listening.session || !view.cursor || !player.duration) return;
  player.seek(Math.max(0, view.cursor.time) % player.duration);
  void player.play();
}

/** @param {number} frequency Hz */
async function hear(frequency) {
  soundTone(audio.context ?? (await audio.open(player.track?.sampleRate)), frequency);
}

function hearCursor() {
  return view.cursor && hear(view.cursor.frequency);
}

function freeze() {
  if (view.mode === 'live') view.follow(!view.following);
}

async function startSoundAgain() {
  const stalled = audio.state === 'stalled';
  await audio.open(audio.rate);
  if (!stalled) return showState();
  if (listening.session) return listen(listening.session.deviceId);
  player.pause();
  await player.play();
}

async function fitLevels() {
  const levels = await fittingLevels(view);
  if (levels) settings.set(levels);
}

/** Rebuilds the sound from its magnitude: of the microphone's what was heard last, of a long track what is in sight. */
async function openResynthesis() {
  const recorded = listening.session !== null;
  if (recorded) await keepHeard();
  const { track, duration, position, volume } = player;
  if (!track) return;
  if (player.state === 'playing') player.pause();
  const { start, end } = view.window;
  const sees = view.mode === 'whole' && !recorded;
  const seconds = Math.min(LONGEST, duration, sees ? end - start : Infinity);
  const from = sees ? start : recorded || duration <= LONGEST ? duration : position;
  resynthesis.open(track, Math.max(0, Math.min(from, duration - seconds)), seconds, volume);
}

/** Tells the picture in words, for those who do not see it. */
async function summarise() {
  write('summary', await describe(view, captioned()));
}

/* ---- What the page shows of its state ---- */

/** @param {string | null} text null: nothing is going on @param {() => void} [cancel] */
function showBusy(text, cancel = () => {}) {
  at('progress').hidden = text === null;
  if (text === null) return;
  write('doing', text);
  element('bar', HTMLProgressElement).removeAttribute('value');
  onCancel = cancel;
}

function showState() {
  const hears = listening.session !== null;
  const playing = player.state === 'playing';
  at('resume').hidden = !((hears || playing) && (audio.state === 'suspended' || audio.state === 'stalled'));
  write(
    'resume',
    audio.state === 'stalled' ? 'The sound stands still. Press to start it again' : 'Press to start the sound',
  );
  at('microphone').hidden = !hears;
  at('taped').hidden = !hears;
  at('mic').setAttribute('aria-pressed', String(hears));
  for (const id of ['play', 'seek', 'time', 'looping', 'loudness', 'views']) at(id).hidden = hears;
  at('newest').hidden = view.mode === 'whole' || view.following;
  at('freeze').hidden = view.mode === 'whole';
  at('freeze').setAttribute('aria-pressed', String(!view.following));
  keyboard.show(
    transforms[settings.text('transform')].hasNotes === true ||
      (settings.text('labels') === 'notes' && settings.text('scale') === 'log'),
  );
  at('slice').hidden = settings.text('slice') === 'off';
  at('spectrum').setAttribute('aria-pressed', String(settings.text('slice') === 'on'));
  for (const id of ['view-live', 'view-whole']) {
    const radio = element(id, HTMLInputElement);
    radio.checked = radio.value === settings.text('view');
  }
  element('sound', HTMLSelectElement).value = !hears && player.track?.kind === 'sound' ? settings.text('sound') : '';
  at('hint').hidden = hears || player.state !== 'silent';
  const { least, most } = live.latency;
  // high notes first
  const late = [...new Set([least, most])].map((seconds) => about(1000 * seconds, 'ms')).join(' to ');
  const extra = view.mode === 'live' && (hears || playing) && most ? `, shown ${late} after it sounds` : '';
  showResolution(at('resolution'), resolution(engine, settings.values, rate()), view.spacing, extra);
}

function showStats() {
  const parts = [];
  if (view.mode === 'live') {
    if (live.stats.missing) parts.push(`${live.stats.missing} columns missing`);
    parts.push(`keeps the last ${Math.round(live.history)} s`);
  }
  const { underrunEvents } = /** @type {any} */ (audio.context)?.playbackStats ?? {}; // in Chromium
  if (underrunEvents) parts.push(`${underrunEvents} dropouts of the sound card`);
  write('stats', parts.join(' · '));
}

/* ---- Wiring ---- */

const soundMenu = element('sound', HTMLSelectElement);
soundMenu.append(Object.assign(new Option('Built-in sounds', ''), { disabled: true, hidden: true }));
for (const [id, { label }] of Object.entries(sounds)) soundMenu.append(new Option(label, id));
soundMenu.addEventListener('change', () => {
  const sound = soundMenu.value;
  if (sound === settings.text('sound')) void openSound(sound);
  else settings.set({ sound });
});
button('open', () => element('file', HTMLInputElement).click());
at('file').addEventListener('change', () => {
  const input = element('file', HTMLInputElement);
  const file = input.files?.[0];
  if (file) void openFile(file);
  input.value = '';
});
acceptFiles(at('drop'), (file) => void openFile(file));

listening.addEventListener('want', (event) => void listen(/** @type {CustomEvent} */ (event).detail.deviceId));
listening.addEventListener('enough', () => void keepHeard());
listening.addEventListener('lost', async () => {
  await keepHeard();
  listening.alert('E_MIC_LOST');
});
listening.addEventListener('jump', (event) => live.skip(/** @type {CustomEvent} */ (event).detail.seconds));

const transport = makeTransport(
  player,
  { play: at('play'), seek: at('seek'), time: at('time'), loop: at('loop'), volume: at('volume') },
  playOrPause,
);
const toggleSlice = () => settings.set({ slice: settings.text('slice') === 'on' ? 'off' : 'on' });
const help = element('keys', HTMLDialogElement);
listKeys(at('key-rows'));
listenForKeys(at('plot'), {
  view,
  playOrPause,
  freeze,
  playFromCursor,
  hearCursor,
  toggleSlice,
  copy: () => copyCell(view, messages),
  savePng: () => savePng(view),
  help: () => help.showModal(),
  moveFloor: (by) => settings.set({ floor: settings.number('floor') + by }),
  moveCeiling: (by) => settings.set({ ceiling: settings.number('ceiling') + by }),
});
for (const [id, run] of Object.entries({
  freeze,
  'from-here': playFromCursor,
  tone: hearCursor,
  spectrum: toggleSlice,
  resume: startSoundAgain,
  auto: fitLevels,
  rebuild: openResynthesis,
  newest: () => view.follow(true),
  help: () => help.showModal(),
  copy: () => copyCell(view, messages),
  link: () => copyLink(messages),
  png: () => savePng(view),
  wav: () => saveWav(listening.session ? trackOf(listening.session) : player.track),
  cancel: () => {
    onCancel();
    whole.cancel();
    showBusy(null);
  },
}))
  button(id, run);
for (const id of ['view-live', 'view-whole'])
  at(id).addEventListener('change', () => settings.set({ view: element(id, HTMLInputElement).value }));
at('plot').addEventListener('focus', summarise);
const refreshPanel = makePanel(settings, rate);
followCursor(view, () => listening.session === null);

const paging = () => {
  view.paged = settings.text('motion') === 'pages' || (settings.text('motion') === 'system' && calm.matches);
};
calm.addEventListener('change', paging);
paging();

let stale = false; // the analysis, by new settings: made anew with the next frame
settings.addEventListener('change', (event) => {
  /** @type {Set<string>} */
  const keys = /** @type {CustomEvent} */ (event).detail.keys;
  paging();
  if (keys.has('sound')) void openSound(settings.text('sound'));
  else if (keys.has('view')) draw();
  else if (changesNumbers(settings.values, keys)) stale = true;
  view.restyle();
  showState();
});
addEventListener('hashchange', () => settings.follow(location.hash));
themeSwitch(at('theme'), (theme) => {
  resynthesis.theme = theme;
  view.theme = theme;
  view.restyle();
});

player.addEventListener('state', () => {
  if (!listening.session && view.mode === 'live') {
    if (player.state === 'playing') live.attach();
    else live.detach();
  }
  showState();
});
player.addEventListener('jump', () => {
  if (!listening.session && view.mode === 'live' && live.feed) live.start(trackFeed);
});
audio.addEventListener('state', showState);
view.addEventListener('follow', showState);
live.addEventListener('gap', (event) =>
  messages.say(`${/** @type {CustomEvent} */ (event).detail.columns} columns are missing; the picture shows the gap.`),
);
live.addEventListener('error', (event) => {
  const { message } = /** @type {CustomEvent} */ (event).detail;
  messages.alert(
    'E_ENGINE',
    `The analysis on the audio thread stopped: ${message}. The page goes on with an analysis of its own.`,
  );
});
whole.addEventListener('progress', (event) => {
  const { done } = /** @type {CustomEvent} */ (event).detail;
  if (whole.busy) {
    if (done === 0) showBusy('Analysing', () => messages.say('Stopped. What was analysed stays.'));
    element('bar', HTMLProgressElement).value = done;
    if (done > 0 && done < 1) messages.say(`Analysed ${Math.round(100 * done)} %`);
  } else {
    showBusy(null);
    if (!whole.track || !whole.complete) return;
    void summarise();
    messages.say(`Analysed ${whole.track.name}`);
  }
});
whole.addEventListener('error', (event) =>
  messages.alert('E_ANALYSIS', `The analysis failed: ${/** @type {CustomEvent} */ (event).detail.message}`),
);

let shownStats = 0;
function frame(/** @type {number} */ time) {
  requestAnimationFrame(frame);
  if (stale) {
    stale = false;
    draw(true);
  }
  if (view.mode === 'live') live.tick();
  else view.playAt(player.position, player.state === 'playing');
  transport.show();
  slice.draw(time);
  keyboard.draw(time);
  listening.measure();
  if (time - shownStats > 500) {
    shownStats = time;
    showStats();
  }
}

await openSound(settings.text('sound'));
if (calm.matches && settings.text('view') === 'live') settings.set({ view: 'whole' });
refreshPanel();
requestAnimationFrame(frame);
