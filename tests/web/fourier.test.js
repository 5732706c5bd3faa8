// specgram/fourier: the small engine has what it says, and goes live by functions of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load as loadAll } from 'specgram';
import { analyser, load, synthesiser } from 'specgram/fourier';
import { signal } from '../helpers/signals.js';

const sg = await load();
const all = await loadAll();
const x = signal(9000);
const mel = { sampleRate: 16000, nFft: 512, nMels: 40 };

test('its methods give what the whole engine gives', () => {
  const S = sg.stft(x, { nFft: 512 });
  assert.deepEqual(S.data, all.stft(x, { nFft: 512 }).data);
  assert.deepEqual(sg.melSpectrogram(x, mel).data, all.melSpectrogram(x, mel).data);
  assert.deepEqual(sg.istft(S), all.istft(S));
  const chain = /** @type {import('specgram').Chain} */ ([['mel', mel], ['log']]);
  assert.deepEqual(sg.analyse(x, chain).data, all.analyse(x, chain).data);
});

test('an analyser of it gives the bytes of the whole sound, and a chain does', () => {
  for (const kind of ['mel', [['mel', mel], ['log']]]) {
    const live = analyser(sg, /** @type {'mel'} */ (kind), kind === 'mel' ? mel : /** @type {any} */ ({}));
    const own = all.analyser(/** @type {'mel'} */ (kind), kind === 'mel' ? mel : /** @type {any} */ ({}));
    const [got, wanted] = [live, own].map((one) => {
      /** @type {number[]} */
      const values = [];
      one.push(x, (column) => void values.push(...column));
      one.flush((column) => void values.push(...column));
      one.close();
      return values;
    });
    assert.ok(got.length > 0);
    assert.deepEqual(got, wanted);
  }
});

test('a synthesiser of it gives the sound of the whole spectrogram', () => {
  const { data } = sg.stft(x, { nFft: 512 });
  const live = synthesiser(sg, 'istft', { nFft: 512 });
  /** @type {number[]} */
  const samples = [];
  live.push(data, (made) => void samples.push(...made));
  live.flush((made) => void samples.push(...made));
  const whole = sg.istft(sg.stft(x, { nFft: 512 }));
  assert.deepEqual(Float32Array.from(samples).subarray(0, whole.length), whole);
});

test('what it does not have is refused by name', () => {
  const wanted = { name: 'TypeError', code: 'E_CONFIG', message: /'cqt'/ };
  assert.throws(() => analyser(sg, /** @type {any} */ ('cqt'), /** @type {any} */ ({ sampleRate: 16000 })), wanted);
  sg.close();
  assert.throws(() => analyser(sg, 'mel', mel), { code: 'E_CLOSED' });
});
