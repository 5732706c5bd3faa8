// The parts of the classifier's page that its rooms share: made once, when the engine is there.
import { Audio } from '../players/audio.js';
import { Messages } from '../ui/messages.js';
import { at } from '../ui/page.js';
import { loadEngine } from '../views/engine.js';
import { Collection } from './collection.js';
import { Ear } from './ear.js';
import { patchOf } from './patch.js';
import { Run } from './run.js';

export const messages = new Messages({ status: at('status'), spoken: at('told'), alerts: at('alerts') });
for (const type of ['error', 'unhandledrejection'])
  addEventListener(type, (event) => {
    const { reason, message } = /** @type {any} */ (event);
    messages.alert('E_UNEXPECTED', `Something went wrong: ${reason?.message ?? message ?? reason}`);
  });
export const audio = new Audio();
export const ear = new Ear(audio, messages);
export const engine = await loadEngine().catch((error) => {
  messages.alert(error.code ?? 'E_LOAD', `The engine could not be loaded. ${error.message}`, [
    { label: 'Try again', run: () => location.reload() },
  ]);
  throw error;
});
export const collection = new Collection((samples) => patchOf(engine, samples));
export const runs = [new Run(true), new Run(false)];
export const TITLES = ['With SpecAugment', 'Without SpecAugment'];
