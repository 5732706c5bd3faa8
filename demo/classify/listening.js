// Listening on the page: the microphone's last second, bars, and the class that is heard.
import { decibelsOf } from '../ui/format.js';
import { at, element, write } from '../ui/page.js';
import { Bars } from './bars.js';
import { Hearing } from './hearing.js';
import { collection, ear, engine, messages, runs } from './parts.js';
import { drawPatch } from './patch-drawing.js';

export const LISTENING = Symbol('listening');
const QUIETEST = -60; // dB that the meter shows
const bars = new Bars(at('bars'));
/** @type {Hearing | null} */
let hearing = null;
let shown = '';
let wanted = 0; // the run that the reader chose to ask, once it is ready

/** The run that is asked. */
export const chosenRun = () => runs[Number(element('model-menu', HTMLSelectElement).value)] ?? runs[0];

export async function listen() {
  messages.clear('E_NO_MODEL');
  if (ear.purpose === LISTENING) return endListening();
  if (!chosenRun().ready) {
    messages.alert('E_NO_MODEL', 'There is no model to listen with yet: train one, or open a saved one.');
    return;
  }
  if (!(await ear.open(LISTENING, () => void listen())) || !ear.capture) return;
  const now = new Hearing(engine, ear.capture, chosenRun());
  hearing = now;
  now.addEventListener('heard', (event) => show(/** @type {CustomEvent} */ (event).detail));
  messages.say('Listening.');
  void now.start();
}

export async function endListening() {
  await ear.close();
  messages.say('The microphone is off.');
}

/** Ends what the microphone is no longer there for. */
export function followEar() {
  const on = ear.purpose === LISTENING && ear.state === 'on';
  if (!on && hearing) {
    hearing.stop();
    hearing = null;
    bars.show([], -1);
    write('verdict', '');
    element('level', HTMLMeterElement).value = QUIETEST;
  }
  at('now').hidden = !on;
  const button = at('listen');
  button.setAttribute('aria-pressed', String(ear.purpose === LISTENING));
  button.textContent = ear.purpose !== LISTENING ? 'Listen' : on ? 'Stop listening' : 'Waiting for permission';
  followModels();
}

export function chooseModel() {
  wanted = Number(element('model-menu', HTMLSelectElement).value);
  followModels();
}

/** The bars are of the classes, and there where there is a model. */
export function followModels() {
  const menu = element('model-menu', HTMLSelectElement);
  for (const [i, option] of [...menu.options].entries()) option.disabled = !runs[i].ready;
  const first = runs[wanted].ready ? wanted : runs.findIndex((run) => run.ready);
  menu.value = String(Math.max(0, first));
  if (hearing) hearing.run = chosenRun();
  const ready = runs.some((run) => run.ready);
  at('heard').hidden = !ready;
  at('no-model').hidden = ready;
  if (!ready && ear.purpose === LISTENING) void ear.close();
  const names = collection.classes.map(({ name }) => name);
  if (String(names) === shown) return;
  shown = String(names);
  bars.names = names;
}

/** Moves the meter. Call it once a frame. */
export function measureListening() {
  const { capture } = ear;
  if (!capture) return;
  capture.measure();
  element('level', HTMLMeterElement).value = Math.max(QUIETEST, decibelsOf(capture.peak));
}

/** @param {{ patch: import('./patch.js').Patch, scores: ArrayLike<number>, first: number, quiet: boolean }} heard */
function show({ patch, scores, first, quiet }) {
  drawPatch(element('heard-patch', HTMLCanvasElement), patch);
  bars.show(scores, first);
  const words = quiet ? 'Quiet' : first < 0 ? 'Not sure' : (collection.classes[first]?.name ?? '');
  if (at('verdict').textContent === words) return;
  write('verdict', words);
  messages.say(first < 0 ? words : `Heard: ${words}`);
}
