// Frequencies and levels that fit a sound when it opens, and when they are left alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { Settings, toHash } from '../../demo/app/settings.js';
import { SampledSound } from '../../demo/sources/source.js';
import { fitOf } from '../../demo/views/fit.js';
import { xorshift } from '../helpers/signals.js';

const engine = await load();

/** @param {number} sampleRate @param {number} seconds @param {(t: number, noise: () => number) => number} at */
function soundOf(sampleRate, seconds, at) {
  const noise = xorshift(7);
  const samples = Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, i) => at(i / sampleRate, noise));
  return new SampledSound({ name: 'it', kind: 'file', channels: [samples], sampleRate });
}
const sine = (/** @type {number} */ hz, /** @type {number} */ t) => Math.sin(2 * Math.PI * hz * t);

test('a bat, a voice on the telephone, a tone and music are in sight as they open, noise and silence are as usual', () => {
  const bat = soundOf(192000, 2, (t, noise) => {
    const since = t % 0.1; // a call of 5 ms, from 80 down to 30 kHz
    const call = since < 0.005 ? sine(100, since) * sine(80000 - (50000 * since) / 0.01, since) : 0;
    return 0.002 * noise() + 0.2 * call;
  });
  const found = fitOf(bat, engine);
  assert.ok(found && found.low >= 15000 && found.low <= 30000, JSON.stringify(found));
  assert.ok(found.high >= 80000 && found.high <= 96000, JSON.stringify(found));

  const telephone = soundOf(8000, 2, (t, noise) => 0.2 * sine(300, t) + 0.1 * sine(3200, t) + 0.001 * noise());
  assert.deepEqual([fitOf(telephone, engine)?.low, fitOf(telephone, engine)?.high], [0, 4000]);

  const faint = soundOf(48000, 2, (t) => 0.001 * sine(1000, t)); // -60 dB
  const levels = fitOf(faint, engine);
  assert.ok(levels && levels.ceiling > -60 && levels.ceiling < -54 && levels.floor <= levels.ceiling - 30);
  assert.deepEqual([levels.low, levels.high], [0, 4000]);

  const offset = soundOf(48000, 2, (t) => 0.3 + 0.001 * sine(1000, t));
  assert.deepEqual(fitOf(offset, engine), levels, 'an offset is no sound');

  const bright = fitOf(
    soundOf(44100, 2, (t) => 0.2 * sine(110, t) + 0.01 * sine(14000, t)),
    engine,
  );
  assert.deepEqual([bright?.low, bright?.high], [0, 16000]);

  const noise = fitOf(
    soundOf(44100, 2, (_, random) => 0.1 * random()),
    engine,
  );
  assert.deepEqual([noise?.low, noise?.high], [0, 16000]);
  assert.equal(
    fitOf(
      soundOf(44100, 1, () => 0),
      engine,
    ),
    null,
  );
  assert.equal(
    fitOf(
      soundOf(44100, 0.001, () => 0),
      engine,
    ),
    null,
  );
});

test('what lasts a moment of an hour is found', () => {
  const rate = 22050;
  const length = 3600 * rate;
  const read = (/** @type {number} */ from, /** @type {number} */ to) => {
    const out = new Float32Array(to - from);
    const start = 1800 * rate;
    for (let i = Math.max(from, start); i < Math.min(to, start + 4 * rate); i++)
      out[i - from] = 0.3 * sine(0.125, (i - start) / rate) * sine(6000, i / rate);
    return out;
  };
  const found = fitOf({ sampleRate: rate, length, read }, engine);
  assert.ok(found && found.high === 8000 && found.low > 3000, JSON.stringify(found));
});

test('frequencies and levels follow the sound until they are chosen; to zoom is not to choose, and a link chooses', () => {
  let hash = '';
  const make = (/** @type {string} */ from) =>
    new Settings({
      hash: from,
      replace: (now) => {
        hash = now;
      },
    });
  const settings = make('');
  settings.fit({ low: 20000, high: 96000, floor: -90, ceiling: -30 });
  assert.deepEqual([settings.fits, hash, settings.number('high')], [true, '', 96000]);
  settings.move({ low: 30000, high: 60000 });
  assert.deepEqual([settings.fits, settings.number('low')], [true, 30000]);
  settings.fit(null);
  assert.deepEqual([settings.number('low'), settings.number('high'), settings.number('ceiling')], [0, 16000, -10]);
  settings.set({ colors: 'gray' });
  assert.equal(settings.fits, true);
  settings.set({ high: 5000 });
  assert.deepEqual([settings.fits, hash], [false, '#colors=gray&high=5000']);
  assert.equal(make(hash).fits, false);
  assert.equal(make('#colors=gray').fits, true);
  settings.set({ transform: 'cqt' });
  settings.fit(null);
  assert.equal(settings.number('high'), 8400, 'what comes with a transform is its start');
  assert.equal(toHash(settings.values), '#transform=cqt&colors=gray');
});

test('settings are remembered but for the sound and the view, and a link counts more', () => {
  let remembered = '';
  const visit = (/** @type {string} */ hash) =>
    new Settings({
      hash,
      replace: () => {},
      remembered,
      remember: (text) => {
        remembered = text;
      },
    });
  visit('').set({ colors: 'turbo', sound: 'birds', view: 'whole', floor: -70 });
  const { values, fits } = visit('');
  assert.deepEqual(
    [values.colors, values.floor, values.sound, values.view, fits],
    ['turbo', -70, 'tune', 'live', false],
  );
  assert.equal(visit('#scale=log').values.colors, 'magma');
  visit('').reset();
  assert.equal(visit('').values.colors, 'magma');
});
