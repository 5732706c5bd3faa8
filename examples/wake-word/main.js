// The page: a recording of a word is chosen, then the microphone is heard. The AudioWorklet hands its sound straight to
// the Worker, so that neither waits for the page.

const file = /** @type {HTMLInputElement} */ (document.querySelector('#word'));
const listen = /** @type {HTMLButtonElement} */ (document.querySelector('#listen'));
const meter = /** @type {HTMLMeterElement} */ (document.querySelector('meter'));
const status = /** @type {HTMLElement} */ (document.querySelector('#status'));
const found = /** @type {HTMLElement} */ (document.querySelector('#found'));

/** @type {(() => void) | null} */
let stop = null;

file.addEventListener('change', () => {
  listen.disabled = !file.files?.length;
});

listen.addEventListener('click', async () => {
  stop?.();
  listen.disabled = true;
  try {
    stop = stop ? null : await start(await /** @type {FileList} */ (file.files)[0].arrayBuffer());
    status.textContent = stop ? 'Say the word.' : '';
    listen.textContent = stop ? 'Stop' : 'Listen';
  } catch (error) {
    status.textContent = String(error);
  }
  listen.disabled = false;
});

/** @param {ArrayBuffer} recording of the word, in any format that the browser reads @returns {Promise<() => void>} ends it */
async function start(recording) {
  const context = new AudioContext();
  const word = await context.decodeAudioData(recording);
  await context.audioWorklet.addModule(new URL('./microphone.js', import.meta.url));
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  const microphone = new AudioWorkletNode(context, 'microphone', { numberOfOutputs: 0 });
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }) => show(data));
  worker.addEventListener('error', ({ message }) => {
    status.textContent = message;
  });
  worker.postMessage(
    { word: word.getChannelData(0), sampleRate: context.sampleRate, sound: microphone.port },
    [microphone.port], // from here on the Worker's
  );
  context.createMediaStreamSource(stream).connect(microphone);
  await context.resume();
  return () => {
    worker.terminate();
    for (const track of stream.getTracks()) track.stop();
    context.close();
  };
}

/** @param {import('./worker.js').Heard} heard */
function show({ seconds, likeness, found: isFound }) {
  meter.value = likeness;
  if (!isFound) return;
  const item = document.createElement('li');
  item.textContent = `${seconds.toFixed(2)} s, likeness ${likeness.toFixed(2)}`;
  found.append(item);
}
