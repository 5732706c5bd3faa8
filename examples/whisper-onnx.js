// What Whisper is fed with, into onnxruntime-web: `node examples/whisper-onnx.js sound.wav [encoder.onnx]`. Without a
// model of yours a small one is made here, of Whisper's first layer in miniature; its weights are random.
import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import * as ort from 'onnxruntime-web';
import { decodeWav, load } from 'specgram';
import { makeModel } from './onnx-model.js';

const [, , soundPath, modelPath] = argv;
const sound = decodeWav(await readFile(soundPath)); // of any rate: it is resampled to 16 kHz
const sg = await load();

// 30 seconds of log-mel, as OpenAI's own code gives them: [1, 80, 3000].
const { data, shape } = sg.preset('whisper-80').extract(sound, { channel: 'mix' });
console.log(`features: [${shape}]`);

ort.env.wasm.numThreads = 1; // in a page, more threads need cross-origin isolation
const session = await ort.InferenceSession.create(modelPath ? await readFile(modelPath) : makeModel());
const [input] = session.inputNames; // Whisper's encoder says 'input_features', as does the small model
const results = await session.run({ [input]: new ort.Tensor('float32', data, shape) });

for (const name of session.outputNames) {
  const { dims, data: values } = results[name];
  const first = /** @type {Float32Array} */ (values).subarray(0, 8);
  console.log(`${name}: [${dims}]\n${first.join('\n')}`);
}
