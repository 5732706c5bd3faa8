// The page: makes its parts and leads what happens in one to the others.
import { encodeWav, load } from 'specgram';
import { Audio } from './audio.js';
import { Capture } from './capture.js';
import { acceptFiles } from './drop.js';
import { readTrack } from './files.js';
import { makeForm } from './form.js';
import { listenForKeys, listKeys } from './keys.js';
import { Live } from './live.js';
import { Messages } from './messages.js';
import { listMicrophones, MicrophoneError, microphoneProblems } from './microphone.js';
import { Player } from './player.js';
import { cellText, copyText, showReadout } from './readout.js';
import { resolution, showResolution } from './resolution.js';
import { fileName, saveFile } from './save.js';
import { analysisKeys, presets, Settings } from './settings.js';
import { sounds } from './sounds.js';
import { describe, fittingLevels } from './survey.js';
import { themeSwitch } from './theme.js';
import { transforms } from './transforms.js';
import { makeTransport } from './transport.js';
import { View } from './view.js';
import { Whole } from './whole.js';
import { about, clock } from './words.js';

/** @typedef {import('./files.js').Track} Track */

const SOUND_RATE = 44100;

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
function element(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${kind.name} #${id}`);
  return found;
}
const at = (/** @type {string} */ id) => element(id, HTMLElement);
const button = (/** @type {string} */ id, /** @type {() => void} */ run) => at(id).addEventListener('click', run);

const messages = new Messages({ status: at('status'), alerts: at('alerts') });
const settings = new Settings({ hash: location.hash, replace: (hash) => history.replaceState(null, '', hash || location.pathname + location.search) });
const audio = new Audio();
const player = new Player(audio);
const view = new View(element('canvas', HTMLCanvasElement), at('plot'), settings);

const engine = await load().catch((error) => {
  messages.alert(error.code ?? 'E_LOAD', `The engine could not be loaded. ${error.message}`, [{ label: 'Try again', run: () => location.reload() }]);
  throw error;
});
const live = new Live(engine, view, settings);
const whole = new Whole(engine, view, settings);

/** @type {Capture | null} */
let capture = null;
/** @type {AbortController} what is being opened: the newest wins */
let opening = new AbortController();

const calm = matchMedia('(prefers-reduced-motion: reduce)');
const rate = () => live.feed?.sampleRate ?? whole.track?.sampleRate ?? player.track?.sampleRate ?? SOUND_RATE;

/* ---- What is looked at ---- */

/** @type {import('./live.js').Feed} */
const trackFeed = {
  get sampleRate() { return player.track?.sampleRate ?? SOUND_RATE; },
  now: () => player.now,
  read: (from, to) => player.read(from, to),
  readable: () => Number.POSITIVE_INFINITY,
  holes: () => [],
  line: () => (player.state === 'playing' && player.bus && audio.context ? { context: audio.context, input: player.bus, origin: player.origin } : null),
};

/** @param {Capture} session @returns {import('./live.js').Feed} */
const captureFeed = (session) => ({
  sampleRate: session.context.sampleRate,
  now: () => session.now,
  read: (from, to) => session.tape.read(from, to),
  readable: () => session.tape.end,
  holes: () => session.tape.holes(),
  line: () => ({ context: session.context, input: session.input, origin: session.origin }),
});

/** Draws the present source anew in the present view. @param {boolean} [keepsWindow] */
function draw(keepsWindow = false) {
  const wholly = settings.text('view') === 'whole' && !capture && player.track;
  if (wholly && player.track) {
    live.stop();
    if (player.state === 'silent') player.pause();
    whole.show(player.track, keepsWindow && view.mode === 'whole');
  } else {
    const was = view.mode;
    whole.stop();
    view.mode = 'live';
    if (was === 'whole' || !keepsWindow) view.follow(true);
    live.start(capture ? captureFeed(capture) : trackFeed);
  }
  showState();
}

/** @param {Track} track @param {boolean} silently whether it moves at once, without sound */
async function present(track, silently) {
  await endCapture();
  messages.clear('E_FILE');
  messages.clear('E_DECODE');
  player.load(track, silently && !calm.matches && settings.text('view') === 'live' ? settings.number('span') : null);
  const channels = ['', 'mono', 'stereo'][track.channels.length] ?? `${track.channels.length} channels`;
  const detail = track.kind === 'sound' ? sounds[settings.text('sound')].look
    : `${track.sampleRate.toLocaleString('en')} Hz, ${channels}${track.channels.length > 1 ? '; the picture shows their mean' : ''}`;
  const name = document.createElement('b');
  name.textContent = track.name;
  at('title').replaceChildren(name, `  ${detail}`);
  messages.say(`${track.name}, ${about(1000 * player.duration, 'ms')}`);
  draw();
}

/** @type {Map<string, Track>} */
const made = new Map();
/** @param {string} id */
function soundTrack(id) {
  let track = made.get(id);
  if (!track) {
    const samples = sounds[id].make(SOUND_RATE);
    track = { name: sounds[id].label, kind: 'sound', samples, channels: [samples], sampleRate: SOUND_RATE };
    made.set(id, track);
  }
  return track;
}

/** @param {string} id */
async function openSound(id) {
  const wasPlaying = player.state === 'playing' && !capture;
  opening.abort();
  await present(soundTrack(id), true);
  if (wasPlaying) await play();
}

/** @param {File} file */
async function openFile(file) {
  opening.abort();
  opening = new AbortController();
  const { signal } = opening;
  showBusy('Reading the file', () => opening.abort());
  try {
    const track = await readTrack(file, signal);
    signal.throwIfAborted();
    if (settings.text('view') !== 'whole') settings.set({ view: 'whole' });
    await present(track, false);
  } catch (error) {
    if (signal.aborted) return;
    const { code = 'E_FILE_FAILED', message } = /** @type {Error & { code?: string }} */ (error);
    messages.alert(code, message);
  } finally {
    if (!signal.aborted && !whole.busy) showBusy(null);
  }
}

/* ---- The microphone ---- */

/** @param {string} [deviceId] */
async function startCapture(deviceId) {
  opening.abort();
  opening = new AbortController();
  const { signal } = opening;
  messages.clear('E_MIC');
  await endCapture();
  if (player.state === 'playing') player.pause();
  showBusy('Waiting for permission to use the microphone', () => opening.abort());
  try {
    const { capture: session, altered, replaced } = await Capture.start(audio, { deviceId, signal });
    capture = session;
    session.addEventListener('problem', (event) => {
      const { code, over } = /** @type {CustomEvent} */ (event).detail;
      if (over) messages.clear(code);
      else alertMicrophone(code);
    });
    session.addEventListener('jump', (event) => live.skip(/** @type {CustomEvent} */ (event).detail.seconds));
    session.addEventListener('lost', async () => {
      if (capture !== session) return;
      await stopCapture();
      alertMicrophone('E_MIC_LOST');
    });
    if (replaced) alertMicrophone('E_MIC_DEVICE');
    const name = document.createElement('b');
    name.textContent = 'Microphone';
    const left = altered.length ? `; the browser keeps ${altered.map((key) => PROCESSING[key]).join(', ')} on` : '';
    at('title').replaceChildren(name, `  ${session.context.sampleRate.toLocaleString('en')} Hz${left}`);
    messages.say(`Microphone on, ${session.context.sampleRate.toLocaleString('en')} Hz`);
    navigator.wakeLock?.request('screen').then((lock) => { wakeLock = lock; }, () => {});
    await fillDevices();
    draw();
  } catch (error) {
    if (signal.aborted) return messages.say('The microphone was not started.');
    if (error instanceof MicrophoneError) alertMicrophone(error.code);
    else messages.alert('E_MIC_FAILED', `${microphoneProblems.E_MIC_FAILED.say} ${/** @type {Error} */ (error).message}`);
  } finally {
    if (opening.signal === signal) showBusy(null);
    showState();
  }
}

/** @type {Record<string, string>} */
const PROCESSING = { echoCancellation: 'echo cancellation', noiseSuppression: 'noise suppression', autoGainControl: 'automatic gain' };
/** @type {WakeLockSentinel | null} */
let wakeLock = null;

/** @param {string} code */
function alertMicrophone(code) {
  const { say, todo, retry } = microphoneProblems[code];
  messages.alert(code, `${say} ${todo}`, retry ? [{ label: 'Try again', run: () => startCapture() }] : []);
}

/** Gives the microphone back. @returns {Promise<Capture | null>} the session that was */
async function endCapture() {
  const session = capture;
  if (!session) return null;
  capture = null;
  live.stop();
  await session.stop();
  wakeLock?.release().catch(() => {});
  messages.clear('E_MIC_MUTED');
  messages.clear('E_MIC_SILENT');
  return session;
}

/** Stops listening; what was heard becomes a track of its own. */
async function stopCapture() {
  const session = await endCapture();
  if (!session) return;
  const samples = session.tape.read(session.tape.start, session.tape.end);
  if (samples.length < 256) return openSound(settings.text('sound'));
  const time = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const track = { name: `Recording, ${time}`, kind: 'recording', samples, channels: [samples], sampleRate: session.context.sampleRate };
  settings.set({ view: 'whole' });
  await present(track, false);
}

async function fillDevices() {
  const select = element('device', HTMLSelectElement);
  const devices = await listMicrophones();
  select.replaceChildren(...devices.map(({ deviceId, label }, i) => new Option(label || `Microphone ${i + 1}`, deviceId)));
  if (capture) select.value = capture.deviceId;
}

/* ---- Playing ---- */

async function play() {
  if (capture) return;
  await player.play();
}

function playFromCursor() {
  if (capture || !view.cursor || !player.duration) return;
  player.seek(Math.max(0, view.cursor.time) % player.duration);
  void play();
}

/** Plays the cursor's frequency, for searching by ear. */
async function soundCursor() {
  if (!view.cursor) return;
  const context = audio.context ?? await audio.open(player.track?.sampleRate);
  const start = context.currentTime + 0.02;
  const sine = new OscillatorNode(context, { frequency: Math.min(view.cursor.frequency, context.sampleRate / 2) });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setTargetAtTime(0.2, start, 0.02);
  gain.gain.setTargetAtTime(0, start + 0.6, 0.04);
  sine.connect(gain).connect(context.destination);
  sine.start(start);
  sine.stop(start + 1);
}

function playOrPause() {
  if (capture) freeze();
  else if (player.state === 'playing') player.pause();
  else void play();
}

function freeze() {
  if (view.mode === 'whole') return;
  view.follow(!view.following);
}

/* ---- What the page shows of its state ---- */

/** @param {string | null} text null: nothing is going on @param {() => void} [cancel] */
function showBusy(text, cancel) {
  const box = at('progress');
  const bar = element('bar', HTMLProgressElement);
  box.hidden = text === null;
  if (text === null) return;
  at('doing').textContent = text;
  bar.removeAttribute('value');
  onCancel = cancel ?? (() => {});
}
let onCancel = () => {};

function showState() {
  const playing = player.state === 'playing';
  const needsSound = (capture !== null || playing) && (audio.state === 'suspended' || audio.state === 'stalled');
  at('resume').hidden = !needsSound;
  at('resume').textContent = audio.state === 'stalled' ? 'The sound stands still. Press to start it again' : 'Press to start the sound';
  at('microphone').hidden = capture === null;
  at('mic').setAttribute('aria-pressed', String(capture !== null));
  at('newest').hidden = view.mode === 'whole' || view.following;
  at('freeze').setAttribute('aria-pressed', String(view.mode === 'live' && !view.following));
  at('freeze').hidden = view.mode === 'whole';
  for (const id of ['play', 'seek', 'time', 'looping', 'loudness', 'views']) at(id).hidden = capture !== null;
  at('taped').hidden = capture === null;
  for (const radio of document.querySelectorAll('input[name="view"]')) {
    if (!(radio instanceof HTMLInputElement)) continue;
    radio.checked = radio.value === settings.text('view');
  }
  element('sound', HTMLSelectElement).value = !capture && player.track?.kind === 'sound' ? settings.text('sound') : '';
  const silent = !capture && player.state === 'silent';
  at('hint').hidden = !silent;
  if (silent) at('hint').textContent = 'Shown without sound. Press Play to hear it.';
  const numbers = resolution(engine, settings.values, rate());
  const extra = view.mode === 'live' && (capture || playing) && live.latency ? `, shown ${about(1000 * live.latency, 'ms')} after it sounds` : '';
  showResolution(at('resolution'), numbers, extra);
}

function showStats() {
  const parts = [];
  if (view.mode === 'live') {
    if (live.stats.missing) parts.push(`${live.stats.missing} columns missing`);
    parts.push(`looks back ${Math.round(live.history)} s`);
  }
  const glitches = /** @type {{ playbackStats?: { underrunEvents: number } }} */ (/** @type {unknown} */ (audio.context))?.playbackStats?.underrunEvents;
  if (glitches) parts.push(`${glitches} dropouts of the sound card`);
  at('stats').textContent = parts.join(' · ');
}

const readoutPlaces = {
  box: at('readout'), time: at('read-time'), frequency: at('read-frequency'), note: at('read-note'), level: at('read-level'), hint: at('read-hint'),
};

/* ---- Saving and sharing ---- */

async function savePng() {
  const blob = await view.renderer?.toBlob({ scale: 2 });
  if (blob) saveFile(blob, fileName(`specgram ${at('title').querySelector('b')?.textContent ?? ''}`, 'png'));
}

function saveWav() {
  const [channels, sampleRate, name] = capture
    ? [[capture.tape.read(capture.tape.start, capture.tape.end)], capture.context.sampleRate, 'Recording']
    : [player.track?.channels ?? [], player.track?.sampleRate ?? SOUND_RATE, player.track?.name ?? 'sound'];
  if (!channels[0]?.length) return;
  saveFile(new Blob([encodeWav(channels, { sampleRate, bitDepth: 24 })], { type: 'audio/wav' }), fileName(name, 'wav'));
}

async function copyCell() {
  if (!view.cursor) return;
  const text = cellText(view.cursor);
  messages.say(await copyText(text) ? `Copied: ${text}` : 'The browser did not let this page copy.');
}

async function fitLevels() {
  const levels = await fittingLevels(view);
  if (levels) settings.set(levels);
}

/* ---- Wiring ---- */

for (const [id, { label }] of Object.entries(sounds)) element('sound', HTMLSelectElement).append(new Option(label, id));
element('sound', HTMLSelectElement).prepend(Object.assign(new Option('Built-in sounds', ''), { disabled: true, hidden: true }));
at('sound').addEventListener('change', () => {
  const id = element('sound', HTMLSelectElement).value;
  if (id !== settings.text('sound')) settings.set({ sound: id });
  else void openSound(id);
});
button('mic', () => void (capture ? stopCapture() : startCapture()));
button('stop', () => void stopCapture());
at('device').addEventListener('change', () => void startCapture(element('device', HTMLSelectElement).value));
navigator.mediaDevices?.addEventListener?.('devicechange', () => { if (capture) void fillDevices(); });
button('open', () => element('file', HTMLInputElement).click());
at('file').addEventListener('change', () => {
  const input = element('file', HTMLInputElement);
  const file = input.files?.[0];
  if (file) void openFile(file);
  input.value = '';
});
acceptFiles(at('drop'), (file) => void openFile(file));

const transport = makeTransport(player, {
  play: at('play'), seek: at('seek'), time: at('time'), loop: at('loop'), volume: at('volume'),
}, playOrPause);
button('freeze', freeze);
button('newest', () => view.follow(true));
button('resume', async () => {
  const stalled = audio.state === 'stalled';
  await audio.open(audio.rate);
  if (!stalled) return showState();
  if (capture) await startCapture(capture.deviceId);
  else if (player.state === 'playing') {
    player.pause();
    await play();
  }
});
button('cancel', () => {
  onCancel();
  whole.cancel();
  showBusy(null);
});
for (const radio of document.querySelectorAll('input[name="view"]')) {
  radio.addEventListener('change', () => settings.set({ view: /** @type {HTMLInputElement} */ (radio).value }));
}
button('png', () => void savePng());
button('wav', saveWav);
button('auto', () => void fitLevels());
button('link', async () => messages.say(await copyText(location.href) ? 'The link is on the clipboard.' : 'The browser did not let this page copy: take the link from the address bar.'));
button('reset', () => settings.reset());
for (const { label, values } of Object.values(presets)) {
  const choose = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
  choose.addEventListener('click', () => settings.set(values));
  const mark = () => choose.setAttribute('aria-pressed', String(Object.keys(values).every((key) => settings.values[key] === values[key])));
  settings.addEventListener('change', mark);
  mark();
  at('presets').append(choose);
}
const drawer = (/** @type {boolean} */ open) => {
  at('settings').classList.toggle('open', open);
  at('drawer').setAttribute('aria-expanded', String(open));
  (open ? at('close-drawer') : at('drawer')).focus();
};
button('drawer', () => drawer(at('drawer').getAttribute('aria-expanded') !== 'true'));
button('close-drawer', () => drawer(false));
at('settings').addEventListener('keydown', (event) => { if (event.key === 'Escape') drawer(false); });

const help = element('keys', HTMLDialogElement);
listKeys(at('key-rows'));
button('help', () => help.showModal());
listenForKeys(at('plot'), {
  view, playOrPause, freeze, copy: () => void copyCell(), savePng: () => void savePng(), help: () => help.showModal(),
  moveFloor: (by) => settings.set({ floor: settings.number('floor') + by }),
  moveCeiling: (by) => settings.set({ ceiling: settings.number('ceiling') + by }),
  playFromCursor, soundCursor: () => void soundCursor(),
});

const refreshForm = makeForm(at('form'), settings, {
  rate,
  shows: (key) => key !== 'mels' || transforms[settings.text('transform')].uses.includes(key),
});
at('form').addEventListener('submit', (event) => event.preventDefault());
addEventListener('hashchange', () => settings.follow(location.hash));

const paging = () => {
  view.paged = settings.text('motion') === 'pages' || (settings.text('motion') === 'system' && calm.matches);
};
calm.addEventListener('change', paging);
paging();

let redraw = false;
settings.addEventListener('change', (event) => {
  /** @type {Set<string>} */
  const keys = /** @type {CustomEvent} */ (event).detail.keys;
  paging();
  if (keys.has('sound')) void openSound(settings.text('sound'));
  else if (keys.has('view')) draw();
  else if ([...keys].some((key) => analysisKeys.has(key))) redraw = true;
  view.restyle();
  showState();
});
themeSwitch(at('theme'), (theme) => {
  view.theme = theme;
  view.restyle();
});

player.addEventListener('state', () => {
  if (!capture && view.mode === 'live') {
    if (player.state === 'playing') live.attach();
    else live.detach();
  }
  showState();
});
player.addEventListener('jump', () => {
  if (!capture && view.mode === 'live' && live.feed) live.start(trackFeed);
});
audio.addEventListener('state', showState);
view.addEventListener('follow', showState);
const showCell = () => {
  showReadout(readoutPlaces, view);
  at('cell').hidden = !view.pinned;
  at('from-here').hidden = capture !== null;
};
view.addEventListener('cursor', showCell);
view.addEventListener('pin', showCell);
/** @type {ReturnType<typeof setTimeout> | undefined} */
let speaking;
view.addEventListener('nudge', () => { // a screen reader is told where the keyboard came to rest
  clearTimeout(speaking);
  speaking = setTimeout(() => write('spoken', view.cursor ? cellText(view.cursor) : ''), 300);
});
button('copy', () => void copyCell());
button('from-here', playFromCursor);
button('tone', () => void soundCursor());
live.addEventListener('error', (event) => {
  const { message } = /** @type {CustomEvent} */ (event).detail;
  messages.alert('E_ENGINE', `The analysis on the audio thread stopped: ${message}. The page goes on with an analysis of its own.`);
});
live.addEventListener('gap', (event) => messages.say(`${/** @type {CustomEvent} */ (event).detail.columns} columns are missing; the picture shows the gap.`));
whole.addEventListener('progress', (event) => {
  const { done } = /** @type {CustomEvent} */ (event).detail;
  if (!whole.busy) {
    showBusy(null);
    if (!whole.track || !whole.complete) return;
    void summarise();
    messages.say(`Analysed ${whole.track.name}`);
    return;
  }
  if (done === 0) showBusy('Analysing', () => messages.say('Stopped. What was analysed stays.'));
  element('bar', HTMLProgressElement).value = done;
  messages.say(`Analysed ${Math.round(100 * done)} %`);
});
whole.addEventListener('error', (event) => messages.alert('E_ANALYSIS', `The analysis failed: ${/** @type {CustomEvent} */ (event).detail.message}`));
at('plot').addEventListener('focus', () => void summarise());

/** Tells the picture in words, for those who do not see it. */
async function summarise() {
  write('summary', await describe(view, at('title').querySelector('b')?.textContent ?? ''));
}

/** @param {string} id @param {string} words */
function write(id, words) {
  const place = at(id);
  if (place.textContent !== words) place.textContent = words;
}

let lastStats = 0;
function frame(/** @type {number} */ time) {
  requestAnimationFrame(frame);
  if (redraw) {
    redraw = false;
    draw(true);
  }
  if (view.mode === 'live') live.tick();
  else {
    const shown = player.state === 'playing' || player.now > 0 ? player.position : null;
    view.renderer?.set({ playhead: shown });
    if (player.state === 'playing' && shown !== null && (shown > view.window.end || shown < view.window.start)) {
      view.show(shown, shown + view.window.end - view.window.start);
    }
  }
  transport.show();
  if (capture) {
    capture.measure();
    element('level', HTMLMeterElement).value = Math.max(-60, capture.level);
    at('clip').classList.toggle('lit', capture.clipped);
    write('taped', `${clock(capture.now)} taped`);
  }
  if (time - lastStats > 500) {
    lastStats = time;
    showStats();
  }
}

await openSound(settings.text('sound'));
if (calm.matches && settings.text('view') === 'live') settings.set({ view: 'whole' });
refreshForm();
requestAnimationFrame(frame);
