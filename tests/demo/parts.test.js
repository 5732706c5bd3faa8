// The demo's parts that need no browser: settings and their hash, sounds, notes, microphone codes, names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frequencyAxis } from 'specgram/view';
import { fileName } from '../../demo/ui/save.js';
import { codeOf, microphoneProblems } from '../../demo/sources/microphone.js';
import { presets } from '../../demo/app/presets.js';
import { accepted, fromHash, initial, Settings, settled, toHash } from '../../demo/app/settings.js';
import { table } from '../../demo/app/settings-table.js';
import { sounds } from '../../demo/sources/sounds.js';
import { SampledSound } from '../../demo/sources/source.js';
import { loudestStretch } from '../../demo/views/survey.js';
import { analysisOf } from '../../demo/views/analysis.js';
import { framesOf, isFastSize } from '../../demo/views/transforms/framing.js';
import { transforms } from '../../demo/views/transforms/list.js';
import { zoomed } from '../../demo/views/zoom.js';
import { about, clock, decibel, note } from '../../demo/ui/format.js';
import { xorshift } from '../helpers/signals.js';

test('any settings survive the way through the hash', () => {
  const signed = xorshift(1);
  const next = () => (signed() + 1) / 2;
  for (let run = 0; run < 500; run++) {
    /** @type {Record<string, string | number>} */
    const wanted = {};
    for (const { key, kind, choices, steps, min = 0, max = 1 } of table) {
      if (next() < 0.5) continue;
      const pick = (/** @type {ArrayLike<any>} */ list) => list[Math.floor(next() * list.length)];
      if (kind === 'choice') wanted[key] = pick(Object.keys(choices ?? {}));
      else if (kind === 'steps') wanted[key] = pick(steps ?? []);
      else wanted[key] = Math.round(min + next() * (max - min));
    }
    const values = settled(initial, wanted);
    assert.deepEqual(fromHash(toHash(values)), values);
  }
});

test('the start has an empty hash, and a hash says only what differs', () => {
  assert.equal(toHash(initial), '');
  assert.equal(toHash({ ...initial, floor: -70, sound: 'birds' }), '#floor=-70&sound=birds');
});

test('a transform in a hash brings what it brings from the menu, and what else the hash says counts more', () => {
  for (const transform of Object.keys(transforms)) {
    assert.deepEqual(fromHash(`#transform=${transform}`), settled(initial, { transform }), transform);
    assert.equal(
      toHash(settled(initial, { transform })),
      transform === initial.transform ? '' : `#transform=${transform}`,
    );
  }
  const mel = fromHash('#transform=cqt&scale=mel&low=0');
  assert.deepEqual([mel.scale, mel.low, mel.labels], ['mel', 0, 'notes']);
  assert.equal(toHash(mel), '#transform=cqt&scale=mel&low=0');
});

test('a link and a reset forget what stood before', () => {
  for (const leave of /** @type {((settings: Settings) => void)[]} */ ([
    (settings) => settings.follow(''),
    (settings) => settings.reset(),
  ])) {
    const settings = new Settings({ hash: '', replace: () => {} });
    settings.set({ scale: 'linear' });
    settings.set({ transform: 'cqt' });
    leave(settings);
    settings.follow('#transform=cqt');
    settings.set({ transform: 'stft' });
    assert.equal(settings.values.scale, 'mel');
  }
});

test('a hash of nonsense is the start', () => {
  const hashes = [
    '#',
    '#x',
    '#win=abc',
    '#win=-5',
    '#win=1e99',
    '#win=',
    '#fft=1234',
    '#floor=NaN',
    '#transform=__proto__',
    '#colors=constructor',
    '#sound=toString',
    '#hop=0',
    '#hop=1.5',
    '#low=-1',
    '#high=Infinity',
    '#%E0%A4%A',
    '#win=2048;drop',
    '#<script>=1',
    '#span=0',
  ];
  for (const hash of hashes) assert.deepEqual(fromHash(hash), initial, hash);
});

test('values that belong together stay together', () => {
  const rules = [
    [{ length: 92.88 }, { length: 92.88, pad: 2, step: 23.22 }, 'padding and overlap survive a new window length'],
    [{ length: 20, step: 3 }, { length: 20, step: 3 }, 'but for a hop that is given'],
    [{ floor: -5 }, { floor: -5, ceiling: 5 }, 'the floor pushes the ceiling'],
    [{ ceiling: -95 }, { ceiling: -95, floor: -105 }, 'the ceiling pushes the floor'],
    [{ low: 20000 }, { low: 20000, high: 20010 }, 'the lower end pushes the upper'],
    [{ high: 100, low: 500 }, { high: 100, low: 90 }, 'no empty range'],
  ];
  for (const [changes, expected, rule] of /** @type {any} */ (rules)) {
    const now = settled(initial, changes);
    for (const key of Object.keys(expected)) assert.equal(now[key], expected[key], `${rule}: ${key}`);
  }
});

test('frames are what the settings say, at every sample rate, or the nearest that there can be', () => {
  const cases = [
    [{}, 44100, { winLength: 2048, nFft: 4096, hopLength: 512 }],
    [{ length: 25, pad: 1, step: 10 }, 16000, { winLength: 400, nFft: 400, hopLength: 160 }],
    [{ length: 6, pad: 4, step: 1.5 }, 8000, { winLength: 48, nFft: 192, hopLength: 12 }],
    [{ step: 100 }, 44100, { hopLength: 2048 }], // no gaps between windows
    [{ length: 5000, pad: 8 }, 384000, { winLength: 131072, nFft: 131072 }],
    [{ length: 0.05 }, 8000, { winLength: 16, nFft: 32 }],
    [{ length: 400, pad: 16, step: 0.2 }, 44100, { nFft: 131072, hopLength: 676 }], // no more work than can be done
  ];
  for (const [changes, rate, wanted] of /** @type {any} */ (cases)) {
    const found = /** @type {Record<string, number>} */ (framesOf(settled(initial, changes), rate));
    for (const key of Object.keys(wanted)) assert.equal(found[key], wanted[key], `${JSON.stringify(changes)}: ${key}`);
  }
  for (const { values } of Object.values(presets)) {
    for (const rate of [8000, 22050, 48000, 192000]) {
      const { length, step, ...rest } = settled(initial, values);
      const { winLength, hopLength, nFft } = framesOf({ length, step, ...rest }, rate);
      assert.ok(Math.abs((1000 * winLength) / rate - Number(length)) <= 1000 / rate, `${length} ms at ${rate} Hz`);
      assert.ok(Math.abs((1000 * hopLength) / rate - Number(step)) <= 1000 / rate, `${step} ms at ${rate} Hz`);
      assert.ok(isFastSize(nFft) && nFft >= winLength);
    }
  }
});

test('a link that says frames in samples, as links once did, means what it meant', () => {
  for (const [hash, rate, wanted] of /** @type {any} */ ([
    ['#win=1024&fft=4096&hop=256', 44100, { winLength: 1024, nFft: 4096, hopLength: 256 }],
    ['#fft=1024', 44100, { winLength: 1024, nFft: 1024 }],
    ['#win=16384&fft=32768&hop=2048', 44100, { winLength: 16384, nFft: 32768, hopLength: 2048 }],
  ]))
    for (const [key, value] of Object.entries(wanted))
      assert.equal(/** @type {any} */ (framesOf(fromHash(hash), rate))[key], value, `${hash}: ${key}`);
});

test('no setting that is out of sight limits one that is in sight', () => {
  const settings = new Settings({ hash: '', replace: () => {} });
  settings.set(presets.speech.values);
  settings.set(presets.notes.values);
  const { hopLength } = analysisOf(settings.values, table, 44100);
  assert.equal(hopLength, 512);
  settings.set({ transform: 'stft' });
  assert.deepEqual([settings.number('length'), settings.number('step')], [6, 1.5], 'and none is spoilt meanwhile');
});

test('every preset is made of values that the table allows, and stands as it is', () => {
  for (const [name, { values }] of Object.entries(presets)) {
    for (const [key, value] of Object.entries(values)) assert.equal(accepted(key, value), value, `${name}.${key}`);
    const now = settled(initial, values);
    for (const [key, value] of Object.entries(values)) assert.equal(now[key], value, `${name}.${key}`);
  }
});

test('settings tell what changed, write the address, and reset leaves the source alone', () => {
  let hash = '#sound=birds&floor=-70';
  const settings = new Settings({
    hash,
    replace: (now) => {
      hash = now;
    },
  });
  /** @type {string[][]} */
  const heard = [];
  settings.addEventListener('change', (event) =>
    heard.push([.../** @type {CustomEvent} */ (event).detail.keys].sort()),
  );
  settings.set({ length: 93 });
  settings.set({ length: 93, nonsense: 1 });
  settings.reset();
  assert.deepEqual(heard, [
    ['length', 'step'],
    ['floor', 'length', 'step'],
  ]);
  assert.equal(hash, '#sound=birds');
});

test('what a transform brings goes with it where it is still as it came, back to what stood before', () => {
  const settings = new Settings({
    hash: '#low=100&high=5500&scale=linear&length=20&pad=4&step=5',
    replace: () => {},
  });
  const mine = settings.values;
  for (const path of [['cqt'], ['cqt', 'vqt'], ['phase'], ['vqt', 'phase'], ['phase', 'cqt', 'phase']]) {
    for (const transform of path) {
      settings.set({ transform });
      assert.equal(settings.text('labels'), transform === 'phase' ? 'hertz' : 'notes', transform);
      assert.equal(settings.number('step'), transform === 'phase' ? 0.18 : 5, transform);
    }
    settings.set({ transform: 'stft' });
    assert.deepEqual(settings.values, { ...mine, view: path.includes('phase') ? 'whole' : 'live' }, path.join());
    settings.set({ view: 'live' });
  }
  settings.set({ transform: 'cqt' });
  settings.set({ low: 60 });
  settings.set({ transform: 'mel' });
  assert.deepEqual(settings.values, { ...mine, transform: 'mel', low: 60 }, 'what was changed meanwhile stays');
  const linked = new Settings({ hash: toHash(settled(initial, { transform: 'cqt' })), replace: () => {} });
  linked.set({ transform: 'stft' });
  assert.deepEqual(linked.values, initial, 'after a link, the start');
});

test('a close look begins with the loudest stretch', () => {
  const samples = Float32Array.from({ length: 1000 }, (_, i) => (i >= 600 && i < 700 ? 1 : 0.1));
  const sound = (/** @type {Float32Array<ArrayBuffer>} */ s) =>
    new SampledSound({ name: '', kind: 'file', channels: [s], sampleRate: 100 });
  assert.equal(loudestStretch(sound(samples), 1), 6);
  assert.equal(loudestStretch(sound(samples), 30), 0);
  assert.equal(loudestStretch(sound(new Float32Array(0)), 1), 0);
});

test('FFT sizes are those of the engine', () => {
  for (const [size, fast] of [
    [2, true],
    [6, true],
    [1000, true],
    [2048, true],
    [131072, true],
    [0, false],
    [1, false],
    [15, false],
    [14, false],
    [-2, false],
    [2.5, false],
  ]) {
    assert.equal(isFastSize(Number(size)), fast, String(size));
  }
});

test('every built-in sound is the same each time, within full scale, finite, and silent at both ends', () => {
  for (const [name, { make }] of Object.entries(sounds)) {
    for (const rate of [8000, 44100]) {
      const samples = make(rate);
      assert.deepEqual(samples, make(rate), name);
      let peak = 0;
      for (const x of samples) peak = Math.max(peak, Math.abs(x));
      assert.ok(peak > 0.5 && peak <= 0.9, `${name} at ${rate} Hz: peak ${peak}`);
      assert.equal(Math.abs(samples[0]) + Math.abs(samples[samples.length - 1]), 0, name);
      assert.ok(samples.length / rate >= 5 && samples.length / rate < 15, name);
      assert.ok(samples.every(Number.isFinite), name);
    }
  }
});

test('notes and cents', () => {
  for (const [hz, name, cents] of [
    [440, 'A4', '+0'],
    [261.6256, 'C4', '+0'],
    [27.5, 'A0', '+0'],
    [445, 'A4', '+20'],
    [1000, 'B5', '+21'],
    [1050, 'C6', '+6'],
    [1030, 'C6', '−28'],
    [4186.01, 'C8', '+0'],
    [16.3516, 'C0', '+0'],
  ]) {
    assert.equal(note(Number(hz)), `${name} ${cents} ct`);
  }
  assert.equal(note(415, 415), 'A4 +0 ct');
  assert.equal(note(0), '');
});

test('numbers in words', () => {
  assert.deepEqual(
    [clock(0), clock(61.5), clock(59.96, 1), clock(3601), clock(-61), clock(-1e-9, 1)],
    ['0:00', '1:01', '0:59.9', '60:01', '−1:01', '0:00.0'],
  );
  assert.deepEqual(
    [about(46.44, 'ms'), about(1486, 'ms'), about(5.383, 'Hz'), about(2756, 'Hz')],
    ['46.4 ms', '1.49 s', '5.38 Hz', '2.76 kHz'],
  );
  assert.deepEqual([decibel(-12.34), decibel(0), decibel(Number.NEGATIVE_INFINITY)], ['−12.3 dB', '0.0 dB', '−∞ dB']);
});

test('zooming keeps the frequency it is about, and stays within the limits', () => {
  for (const scale of /** @type {const} */ (['linear', 'log', 'mel'])) {
    const range = { low: 100, high: 8000 };
    const place = (/** @type {{ low: number, high: number }} */ { low, high }, /** @type {number} */ hz) =>
      frequencyAxis(scale, low, high).to(hz);
    const near = zoomed(range, scale, 0.5, 1000, { low: 0, high: 24000 });
    assert.ok(Math.abs(place(near, 1000) - place(range, 1000)) < 1e-9, scale);
    assert.ok(near.low > range.low && near.high < range.high, scale);
    assert.deepEqual(zoomed(range, scale, 1000, 1000, { low: 20, high: 24000 }), { low: 20, high: 24000 });
  }
});

test('each way that getUserMedia fails has its code, and each code a sentence and advice of its own', () => {
  const cases = [
    [{ name: 'NotAllowedError', message: 'Permission denied' }, 'denied', true, 'E_MIC_DENIED'],
    [{ name: 'NotAllowedError', message: 'Permission dismissed' }, 'prompt', true, 'E_MIC_DISMISSED'],
    [{ name: 'NotAllowedError', message: 'Permission denied by system' }, 'granted', true, 'E_MIC_SYSTEM'],
    [{ name: 'NotAllowedError', message: 'Permission denied' }, 'denied', false, 'E_MIC_POLICY'],
    [{ name: 'NotFoundError' }, 'granted', true, 'E_MIC_NONE'],
    [{ name: 'NotReadableError' }, 'granted', true, 'E_MIC_IN_USE'],
    [{ name: 'OverconstrainedError' }, 'granted', true, 'E_MIC_NONE'],
    [{ name: 'TypeError' }, undefined, true, 'E_MIC_UNSUPPORTED'],
    [{ name: 'SomethingNew' }, undefined, true, 'E_MIC_FAILED'],
  ];
  for (const [error, permission, allowed, code] of /** @type {any} */ (cases))
    assert.equal(codeOf(error, permission, allowed), code);
  const sentences = Object.values(microphoneProblems).map(({ say }) => say);
  assert.equal(new Set(sentences).size, sentences.length);
  for (const { say, todo } of Object.values(microphoneProblems)) assert.ok(say.endsWith('.') && todo.endsWith('.'));
});

test('names of saved files carry nothing that a file system or a spreadsheet minds', () => {
  for (const [name, saved] of [
    ['a.wav', 'a.png'],
    ['../../etc/passwd', 'etc passwd.png'],
    ['<img src=x>', 'img src x.png'],
    ['=cmd|x', 'cmd x.png'],
    ['\u202egnp.exe', 'gnp.png'],
    ['', 'sound.png'],
    ['Grüße 3.flac', 'Grüße 3.png'],
  ]) {
    assert.equal(fileName(name, 'png'), saved);
  }
});
