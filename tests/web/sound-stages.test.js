// Stages from samples to samples: what they make of a sound, and what an analysis behind them says of itself.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPool, load } from 'specgram';
import { SOUNDS } from '../helpers/registry.js';
import { signal, xorshift } from '../helpers/signals.js';

const sg = await load();
const pool = await createPool({ workers: 1 });
after(() => pool.close());
const x = signal(12000);

/** All that comes out of chunks of random lengths. */
function inChunks(stream, samples, seed, longest = 900) {
  const random = xorshift(seed);
  const made = [];
  const keep = (block) => made.push(...block);
  for (let done = 0; done < samples.length; ) {
    const n = 1 + Math.floor(longest * Math.abs(random()));
    stream.push(samples.subarray(done, done + n), keep);
    done += n;
  }
  stream.flush(keep);
  return Float32Array.from(made);
}

const emphasised = (samples, coef) => Float32Array.from(samples, (value, i) => value - coef * samples[i - 1]);

test('preemphasis takes a share of the sample before off, and the first one is what is asked for', () => {
  for (const coef of [0.97, 0.5, 0, 1]) {
    const rest = emphasised(x, coef).subarray(1);
    const firsts = { librosa: Math.fround(3 * x[0] - x[1]), keep: x[0] };
    for (const first of /** @type {const} */ (['librosa', 'keep'])) {
      const y = sg.preemphasis(x, { coef, first });
      assert.equal(y.length, x.length);
      assert.equal(y[0], firsts[first]);
      assert.deepEqual(
        y.subarray(1),
        rest.map((value) => (Math.abs(value) < 1e-15 ? 0 : value)),
      );
    }
    const skipped = sg.preemphasis(x, { coef, first: 'skip' });
    assert.deepEqual(skipped, sg.preemphasis(x, { coef }).subarray(1));
  }
  assert.deepEqual(sg.preemphasis(x), sg.preemphasis(x, { coef: 0.97, first: 'librosa' }));
});

test('sounds of one sample, or none, have an answer too', () => {
  const one = Float32Array.of(0.25);
  assert.deepEqual([...sg.preemphasis(one)], [0.5]);
  assert.deepEqual([...sg.preemphasis(one, { first: 'keep' })], [0.25]);
  assert.deepEqual([...sg.preemphasis(one, { first: 'skip' })], []);
  assert.deepEqual([...sg.deemphasis(Float32Array.of(0.5))], [0.25]);
  assert.deepEqual([...sg.deemphasis(one, { first: 'keep' })], [0.25]);
  for (const method of /** @type {const} */ (['preemphasis', 'deemphasis']))
    assert.deepEqual(sg[method](new Float32Array(0)), new Float32Array(0));
});

test('deemphasis undoes preemphasis', () => {
  for (const coef of [0.97, 0.5]) {
    for (const first of /** @type {const} */ (['librosa', 'keep'])) {
      const back = sg.deemphasis(sg.preemphasis(x, { coef, first }), { coef, first });
      for (let i = 0; i < x.length; i++) assert.ok(Math.abs(back[i] - x[i]) < 2e-6, `${i}: ${back[i]}, not ${x[i]}`);
    }
  }
});

test('what decays falls to 0, and what does not stays finite', () => {
  const click = new Float32Array(3000);
  click[0] = 1;
  const y = sg.deemphasis(click, { coef: 0.5, first: 'keep' });
  assert.ok(y.every((value) => value === 0 || value >= 1e-15));
  assert.equal(y[2999], 0);
  const loud = sg.deemphasis(new Float32Array(5000).fill(1e12), { coef: 1, first: 'keep' });
  assert.equal(Math.max(...loud), Math.fround(1e12));
});

test('amplify multiplies, as an analysis hears it', () => {
  const options = { sampleRate: 16000, nFft: 256 };
  const louder = sg.analyse(
    x,
    [
      ['amplify', { factor: 32768 }],
      ['stft', { nFft: 256 }],
    ],
    { sampleRate: 16000 },
  );
  assert.deepEqual(
    louder.data,
    sg.stft(x, options).data.map((value) => value * 32768),
  );
  assert.deepEqual(louder.times, sg.stft(x, options).times);
});

const SOUND_CHAINS = [
  ['preemphasis'],
  [['preemphasis', { first: 'skip', coef: 0.9 }]],
  ['deemphasis'],
  [['amplify', { factor: -3 }]],
  [['resample', { to: 16000 }]],
  [['resample', { to: 48000 }], 'preemphasis', ['resample', { to: 11025 }]],
];

test('every stage of sound stands in one of the chains', () => {
  const named = new Set(SOUND_CHAINS.flat().map((stage) => (Array.isArray(stage) ? stage[0] : stage)));
  assert.deepEqual(
    SOUNDS.filter((name) => !named.has(name)),
    [],
  );
});

for (const chain of SOUND_CHAINS) {
  test(`${JSON.stringify(chain)}: live in any chunks it is what it is at once, alone and before an analysis`, async () => {
    const sampleRate = 44100;
    const live = sg.synthesiser(/** @type {any} */ (chain), { sampleRate });
    const whole = inChunks(live, x, 1, 1e6);
    for (const [seed, longest] of [
      [2, 900],
      [3, 7],
    ]) {
      live.reset();
      assert.deepEqual(inChunks(live, x, seed, longest), whole);
    }
    const analysed = /** @type {any} */ ([...chain, ['mel', { nFft: 512, hopLength: 100, nMels: 20 }], 'log']);
    const rows = sg.analyse(x, analysed, { sampleRate });
    const mel = { nFft: 512, hopLength: 100, nMels: 20, sampleRate: live.sampleRate };
    assert.deepEqual(rows.data, sg.analyse(whole, [['mel', mel], 'log']).data, 'the sound that comes of it, analysed');
    assert.equal(rows.sampleRate, live.sampleRate);
    assert.equal(rows.hopLength, 100);
    const analyser = sg.analyser(analysed, { sampleRate });
    assert.deepEqual(inChunks(analyser, x, 4), rows.data);
    analyser.reset();
    assert.deepEqual(inChunks(analyser, x, 5, 50), rows.data);
    const elsewhere = await pool.analyse(x, analysed, { sampleRate });
    assert.deepEqual({ ...elsewhere }, { ...rows });
  });
}

test('behind a resampler times are seconds of the sound, and hops and frequencies those of what it was made into', () => {
  const sampleRate = 44100;
  const n = 44100;
  const click = new Float32Array(n);
  click[22050] = 1;
  const chain = /** @type {any} */ ([
    ['resample', { to: 16000 }],
    ['spectrogram', { nFft: 64, hopLength: 16 }],
  ]);
  const S = sg.analyse(click, chain, { sampleRate });
  assert.equal(S.sampleRate, 16000);
  assert.equal(S.hopLength, 16);
  assert.equal(S.frequencies[32], 8000);
  assert.equal(S.shape[0], 1 + Math.floor(16000 / 16));
  const energy = Array.from({ length: S.shape[0] }, (_, t) =>
    S.data.subarray(t * 33, (t + 1) * 33).reduce((sum, value) => sum + value, 0),
  );
  assert.equal(S.times[energy.indexOf(Math.max(...energy))], 0.5);
  const analyser = sg.analyser(chain, { sampleRate });
  assert.equal(analyser.sampleRate, 16000);
  assert.equal(analyser.hopLength, 16);
  assert.equal(analyser.frequencies[32], 8000);
});

test('a column is there when floor(its own sample + latency) samples were pushed, and the first ones not before', () => {
  const stages = /** @type {any[]} */ ([
    [8000, ['preemphasis']],
    [8000, [['preemphasis', { first: 'skip' }]]],
    [8000, ['deemphasis', 'amplify']],
    [48000, [['resample', { to: 16000 }]]],
    [16000, [['resample', { to: 48000 }]]],
    [44100, [['resample', { to: 16000 }], 'preemphasis']],
    [22050, ['preemphasis', ['resample', { to: 16000 }]]],
  ]);
  for (const [sampleRate, sounds] of stages) {
    for (const behind of /** @type {any[]} */ ([
      [['spectrogram', { nFft: 64, hopLength: 20 }]],
      [
        ['spectrogram', { nFft: 64, hopLength: 20, padMode: 'reflect' }],
        ['delta', { width: 3 }],
      ],
      [['spectrogram', { nFft: 2, hopLength: 1, center: false }]],
      [['spectrogram', { nFft: 1, hopLength: 1 }]],
    ])) {
      const analyser = sg.analyser([...sounds, ...behind], { sampleRate });
      const step = sampleRate / /** @type {number} */ (analyser.sampleRate);
      const name = JSON.stringify([...sounds, ...behind]);
      let columns = 0;
      let latest = 0;
      for (let n = 1; n <= 1500; n++) {
        analyser.push(x.subarray(n - 1, n), () => {
          const own = (analyser.origin + columns * analyser.hopLength) * step;
          const due = Math.floor(own + analyser.latency + 1e-9);
          if (columns === 0) assert.equal(n, due, `${name}: the first`);
          assert.ok(n <= due, `${name}: ${columns} at ${n}, not ${due}`);
          latest = Math.max(latest, n - due);
          columns++;
        });
      }
      assert.equal(latest, 0, `${name}: none as late as is said`);
      assert.ok(columns > 5);
      analyser.close();
    }
  }
});

test('stages of sound come first, an analysis follows, and rates are those of what comes', () => {
  const refused = (chain, message, options = { sampleRate: 44100 }) =>
    assert.throws(() => sg.analyser(/** @type {any} */ (chain), /** @type {any} */ (options)), {
      code: 'E_CONFIG',
      message,
    });
  refused(['preemphasis'], /must have an analysis behind its stages of sound/);
  refused('preemphasis', /'preemphasis' \(it is a stage of sound, before an analysis in a chain\)/);
  refused(['mel', 'preemphasis'], /further kind of analyser must be .*got 'preemphasis' \(it is a stage of sound/);
  refused(['log', 'mel'], /first kind of analyser must be .*got 'log'/);
  refused(
    [
      ['resample', { to: 16000 }],
      ['mel', { sampleRate: 44100 }],
    ],
    /sampleRate, and from, must be the rate/,
  );
  refused([['resample', { to: 16000, from: 8000 }], 'mel'], /sampleRate, and from, must be the rate.*from 8000/);
  refused([['resample', { to: 0 }], 'mel'], /to must be above 0/);
  refused([['resample', {}], 'mel'], /to must be above 0/);
  refused([['resample', { to: 16000 }], 'mel'], /sampleRate must be given/, {});
  refused([['resample', { to: 0.5 }], 'mel'], /65536/);
  refused([['preemphasis', { first: 'zero' }], 'mel'], /first must be 'librosa' or 'keep' or 'skip', got 'zero'/);
  refused([['deemphasis', { first: 'skip' }], 'mel'], /first must be 'librosa' or 'keep', got 'skip'/);
  refused([['preemphasis', { coef: 1.5 }], 'mel'], /coef must be a number from 0 to 1, got 1.5/);
  refused(['preemphasis', 'mel'], /unknown option 'nMels' of 'preemphasis': give it to its own stage/, {
    sampleRate: 8000,
    nMels: 3,
  });
  const fits = sg.analyser([
    ['resample', { from: 44100, to: 16000 }],
    ['mel', { sampleRate: 16000 }],
  ]);
  assert.equal(fits.sampleRate, 16000);
  assert.throws(() => sg.analyse(new Float32Array(0), ['preemphasis', 'cqt'], { sampleRate: 22050 }), {
    message: /samples must be at least 1 long for cqt, got 0/,
  });
});

test('what a full-scale sine reads is known behind a resampler, and not where a stage makes sines fainter', () => {
  const chain = (/** @type {any} */ stage) => /** @type {any} */ ([stage, ['spectrogram', { nFft: 256 }]]);
  assert.ok(sg.analyser(chain(['resample', { to: 16000 }]), { sampleRate: 48000 }).fullScale);
  assert.equal(sg.analyser(chain('preemphasis'), { sampleRate: 48000 }).fullScale, undefined);
  assert.throws(() => sg.analyser([...chain('preemphasis'), 'gain'], { sampleRate: 48000 }), { message: /gainDb/ });
});
