// The page: makes its parts and leads what happens in one to the others.
import { Audio } from '../players/audio.js';
import { Player } from '../players/player.js';
import { ModelView } from '../panels/model-view.js';
import { Resynthesis } from '../panels/resynthesis.js';
import { Busy } from '../ui/busy.js';
import { acceptFiles } from '../ui/drop.js';
import { Messages } from '../ui/messages.js';
import { memory } from '../ui/memory.js';
import { themeSwitch } from '../ui/theme.js';
import { makeTransport } from '../ui/transport.js';
import { Cursor } from '../views/cursor.js';
import { loadEngine } from '../views/engine.js';
import { Figure } from '../views/figure.js';
import { listenForGestures } from '../views/gestures.js';
import { Piano } from '../views/piano.js';
import { Spectrum } from '../views/spectrum.js';
import { makeCommands } from './commands.js';
import { followCursor } from './cursor.js';
import { listenForKeys, listKeys } from './keys.js';
import { Listening } from './listening.js';
import { lookOf } from './look.js';
import { Opening } from './opening.js';
import { at, button, drawing, element, on } from './page.js';
import { makePanel } from './panel.js';
import { changesNumbers, Settings } from './settings.js';
import { sounds } from '../sources/sounds.js';
import { Viewer } from './viewer.js';
import { showState, showStats } from './state.js';

const messages = new Messages({ status: at('status'), spoken: at('told'), alerts: at('alerts') });
for (const type of ['error', 'unhandledrejection'])
  addEventListener(type, (event) => {
    const { reason, message } = /** @type {any} */ (event);
    messages.alert('E_UNEXPECTED', `Something went wrong: ${reason?.message ?? message ?? reason}`);
  });
const settings = new Settings({
  hash: location.hash,
  replace: (hash) => history.replaceState(null, '', hash || location.pathname + location.search),
  ...memory('specgram-settings'),
});
const audio = new Audio();
const player = new Player(audio);
const listening = new Listening(audio, messages);
const engine = await loadEngine().catch((error) => {
  messages.alert(error.code ?? 'E_LOAD', `The engine could not be loaded. ${error.message}`, [
    { label: 'Try again', run: () => location.reload() },
  ]);
  throw error;
});
const figure = new Figure(element('canvas', HTMLCanvasElement));
const right = new Figure(element('canvas-right', HTMLCanvasElement), null, undefined, {}, figure.time);
const figures = [figure, right];
const cursor = new Cursor(figure, right);
const spectrum = new Spectrum(element('slice', HTMLCanvasElement), figure, cursor);
const viewer = new Viewer({ engine, figures, settings, player, listening });
const { time } = figure;
const { scroll } = viewer;
const busy = new Busy(
  { box: at('progress'), doing: at('doing'), bar: element('bar', HTMLProgressElement), cancel: at('cancel') },
  () => {
    for (const { whole } of figures) whole.cancel();
  },
);
const opening = new Opening({ viewer, settings, player, listening, messages, busy });
const resynthesis = new Resynthesis(element('resynthesis', HTMLDialogElement), {
  engine,
  audio,
  failed: ({ message }) => messages.alert('E_RESYNTHESIS', `The sound could not be rebuilt: ${message}`),
});
const modelView = new ModelView(element('model', HTMLDialogElement), { engine });
const parts = { audio, cursor, engine, listening, messages, modelView, opening, player, resynthesis, settings, viewer };
const commands = makeCommands(parts);
const piano = new Piano(drawing('keyboard'), cursor, commands.hear);
const show = () => showState({ ...parts, piano });

/* ---- Sources ---- */

const soundMenu = element('sound', HTMLSelectElement);
soundMenu.append(Object.assign(new Option('Built-in sounds', ''), { disabled: true, hidden: true }));
for (const [id, { label }] of Object.entries(sounds)) soundMenu.append(new Option(label, id));
soundMenu.addEventListener('change', () => {
  const sound = soundMenu.value;
  if (sound === settings.text('sound')) void opening.sound(sound);
  else settings.set({ sound });
});
const file = element('file', HTMLInputElement);
file.addEventListener('change', () => {
  if (file.files?.[0]) void opening.file(file.files[0]);
  file.value = '';
});
acceptFiles(at('drop'), (dropped) => void opening.file(dropped));
on(listening, {
  want: ({ deviceId }) => opening.microphone(deviceId),
  enough: () => opening.keepHeard(),
  jump: ({ seconds }) => scroll.skip(seconds),
  async lost() {
    await opening.keepHeard();
    listening.alert('E_MIC_LOST');
  },
});

/* ---- Controls ---- */

const transport = makeTransport(
  player,
  { play: at('play'), seek: at('seek'), time: at('time'), loop: at('loop'), volume: at('volume') },
  commands.playOrPause,
);
listKeys(at('key-rows'));
listenForKeys(at('plot'), commands);
listenForGestures(at('plot'), cursor);
for (const [id, run] of Object.entries({
  open: commands.openFile,
  freeze: commands.freeze,
  'from-here': commands.playFromCursor,
  tone: commands.hearCursor,
  spectrum: commands.toggleSpectrum,
  resume: () => commands.startSoundAgain().then(show),
  fit: commands.fit,
  full: commands.toggleFull,
  rebuild: commands.openResynthesis,
  'see-as-model': commands.openModelView,
  newest: () => time.follow(true),
  help: commands.help,
  copy: commands.copy,
  link: commands.copyLink,
  png: commands.savePng,
  wav: commands.saveWav,
}))
  button(id, run);
for (const id of ['view-live', 'view-whole'])
  at(id).addEventListener('change', () => settings.set({ view: element(id, HTMLInputElement).value }));
at('plot').addEventListener('focus', commands.summarise);
const refreshPanel = makePanel(settings, viewer);
followCursor(cursor, () => listening.session === null);

/* ---- What the settings say ---- */

const calm = matchMedia('(prefers-reduced-motion: reduce)');
/** @type {'dark' | 'light'} */
let theme = 'dark';
const restyle = () => {
  time.paged = settings.text('motion') === 'pages' || (settings.text('motion') === 'system' && calm.matches);
  time.span = settings.number('span');
  for (const each of figures) each.set(lookOf(settings.values, theme));
};
calm.addEventListener('change', restyle);
themeSwitch(at('theme'), (chosen) => {
  theme = chosen;
  for (const panel of [modelView, resynthesis]) panel.set({ theme });
  restyle();
});
let stale = false; // the analysis, by new settings: made anew with the next frame
on(settings, {
  change({ keys }) {
    restyle();
    if (keys.has('sound')) void opening.sound(settings.text('sound'));
    else if (keys.has('view')) viewer.draw();
    else if (keys.has('channel') || changesNumbers(settings.values, keys)) stale = true;
    if (keys.has('channel')) opening.describe();
    show();
  },
});
addEventListener('hashchange', () => settings.follow(location.hash));
for (const each of figures) on(each, { range: () => settings.move({ low: each.look.fMin, high: each.look.fMax }) });
on(time, { span: () => settings.set({ span: time.span }), follow: show });

/* ---- What happens ---- */

const failed = (/** @type {Error} */ { message }) => {
  busy.end();
  messages.alert('E_ANALYSIS', `There is no picture of this sound with these settings: ${message}.`);
};
on(viewer, {
  change() {
    refreshPanel(); // ms are of this sound
    show();
  },
  error: failed,
});
on(opening, { change: show, present: () => cursor.release() });
on(player, {
  state: show,
  jump: show,
  error: ({ message }) => messages.alert('E_PLAY', `This browser cannot play the sound: ${message}.`),
});
on(audio, { state: show });
on(scroll, {
  gap: ({ columns }) => messages.say(`${columns} columns are missing; the picture shows the gap.`),
  error: ({ message }) =>
    messages.alert(
      'E_ENGINE',
      `The analysis on the audio thread stopped: ${message}. The page goes on with an analysis of its own.`,
    ),
});
for (const { whole } of figures)
  on(whole, {
    progress({ done }) {
      if (viewer.busy) {
        if (done === 0) busy.begin('Analysing', () => messages.say('Stopped. What was analysed stays.'));
        busy.tell(done);
        if (done > 0 && done < 1) messages.say(`Analysed ${Math.round(100 * done)} %`);
      } else {
        busy.end();
        if (!whole.source || !whole.complete) return;
        void commands.summarise();
        messages.say(`Analysed ${whole.source.name}`);
      }
    },
    error: failed,
  });

let shownStats = 0;
function frame(/** @type {number} */ now) {
  requestAnimationFrame(frame);
  if (stale) {
    stale = false;
    viewer.draw(true);
  }
  if (time.mode === 'live') viewer.tick();
  else showPlayhead();
  transport.show();
  spectrum.draw(now);
  piano.draw(now);
  listening.measure();
  if (now - shownStats > 500) {
    shownStats = now;
    showStats({ ...parts, piano });
  }
}

function showPlayhead() {
  const { position, state } = player;
  const at = state === 'playing' || position > 0 ? position : null;
  for (const each of figures) each.playhead = at;
  if (state === 'playing' && !player.stretch) time.turnTo(position);
}

await opening.sound(settings.text('sound'));
if (calm.matches && settings.text('view') === 'live') settings.set({ view: 'whole' });
refreshPanel();
requestAnimationFrame(frame);
