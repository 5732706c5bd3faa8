// Kaldi's 80 log-mel bands of a WAV file as a .npy file: `node examples/kaldi-npy.js sound.wav features.npy`. In Python
// np.load('features.npy') is what torchaudio.compliance.kaldi.fbank gives of the same sound as 16-bit numbers.
import { readFile, writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { decodeWav, encodeNpy, load } from 'specgram';

const [, , soundPath, npyPath] = argv;
const sound = decodeWav(await readFile(soundPath)); // it brings its rate; other rates than 16 kHz are resampled
const sg = await load();

const features = sg.preset('kaldi-fbank-80').extract(sound, { channel: 'mix' });
await writeFile(npyPath, encodeNpy(features));
console.log(`${npyPath}: ${features.shape[0]} frames of ${features.shape[1]} bands`);
