// Presets: what is refused, other rates and configs, and live forms.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from 'specgram';
import { mix, noise } from '../helpers/ml-signals.js';

const sg = await load();
const sampleRate = 16000;

/** @param {ArrayLike<number>} got @param {ArrayLike<number>} wanted */
function farthest(got, wanted) {
  assert.equal(got.length, wanted.length);
  let worst = 0;
  for (let i = 0; i < got.length; i++) worst = Math.max(worst, Math.abs(got[i] - wanted[i]));
  return worst;
}

test('what the values are is said: logarithms, decibels, samples, or scaled for the model', () => {
  const units = Object.fromEntries(
    [
      'whisper-80',
      'kaldi-fbank-80',
      'paraformer',
      'ast',
      'beats',
      'vggish',
      'clap',
      'openwakeword',
      'speechbrain-fbank',
    ]
      .concat(['wav2vec2', 'moonshine', 'clvp'])
      .map((name) => [name, sg.preset(name).extract(noise(16000)).unit]),
  );
  assert.deepEqual(units, {
    ...{ 'whisper-80': 'scaled', 'kaldi-fbank-80': 'log', paraformer: 'log', ast: 'scaled', beats: 'scaled' },
    ...{ vggish: 'log', clap: 'dB', openwakeword: 'scaled', 'speechbrain-fbank': 'dB' },
    ...{ wav2vec2: 'scaled', moonshine: 'samples', clvp: 'log' },
  });
  const norms = Array(80).fill(2);
  assert.equal(sg.preset('clvp', { by: norms }).extract(noise(16000)).unit, 'scaled');
});

test('every preset says its rate and layout, and gives an array of the shape that it says', () => {
  const names = sg.presets();
  assert.ok(names.length >= 60);
  assert.equal(new Set(names).size, names.length);
  for (const name of [
    'whisper-80',
    'icefall',
    'ast',
    'vggish',
    'yamnet',
    'gemma3n',
    'hifigan-22k',
    'wav2vec2',
    'clap',
  ]) {
    const preset = sg.preset(name);
    const { data, shape, emptyBands, nonFinite } = preset.extract(noise(32000), { sampleRate: preset.sampleRate });
    assert.equal(shape.length, preset.layout.split(' ').length, name);
    assert.equal(
      data.length,
      shape.reduce((all, size) => all * size, 1),
      name,
    );
    assert.ok(data.every(Number.isFinite), name);
    assert.equal(nonFinite, 0);
    assert.ok(emptyBands >= 0);
  }
});

test('what is not known is told, with the name that was meant', () => {
  for (const [make, message] of /** @type {[() => unknown, RegExp][]} */ ([
    [
      () => sg.preset('whisper-8'),
      /^name must be one of presets\(\), got 'whisper-8' \(did you mean 'whisper-80'\?\)$/,
    ],
    [() => sg.preset(/** @type {any} */ (5)), /^name must be a preset's, got 5$/],
    [() => sg.preset('ast', { nMel: 64 }), /^unknown option 'nMel' \(did you mean 'nMels'\?\)$/],
    [() => sg.preset('whisper-80', { padding: 'all' }), /^padding must be 'window' or .*, got 'all'$/],
    [
      () => sg.preset('whisper-80', { normalisation: 'max' }),
      /^normalisation must be 'window' or 'file' or a finite number/,
    ],
    [() => sg.preset('ast').extract(mix(100), { sampleRate }), /^samples must be /],
    [() => sg.preset('ast').extract(mix(1000), { sampleRate: 0 }), /^sampleRate must be a number above 0, got 0$/],
    [() => sg.preset('ast').extract(/** @type {any} */ ('sound')), /^samples must be a Float32Array/],
    [() => sg.preset('clap').extract([]), /^samples must be at least 1 long, got 0$/],
    [
      () => sg.preset('ast', { filters: new Float32Array(9) }).extract(mix(1000)),
      /^filters must be nMels \* \(nFft \/ 2 \+ 1\) finite numbers, got 9$/,
    ],
  ]))
    assert.throws(
      make,
      (/** @type {any} */ error) => error.code === 'E_CONFIG' && message.test(error.message),
      `${message}`,
    );
});

test("a model's preprocessor_config.json is taken as it is", () => {
  const config = {
    chunk_length: 30,
    feature_extractor_type: 'WhisperFeatureExtractor',
    feature_size: 128,
    hop_length: 160,
    n_fft: 400,
    n_samples: 480000,
    nb_max_frames: 3000,
    padding_side: 'right',
    padding_value: 0,
    dither: 0,
    processor_class: 'WhisperProcessor',
    return_attention_mask: false,
    sampling_rate: 16000,
  };
  const x = mix(32000);
  assert.deepEqual(
    sg.preset('whisper-80', config).extract(x, { sampleRate }).data,
    sg.preset('whisper-128').extract(x, { sampleRate }).data,
  );
  const { shape } = sg.preset('ast', { max_length: 512, num_mel_bins: 64, feature_size: 1 }).extract(x, { sampleRate });
  assert.deepEqual(shape, [1, 512, 64]);
});

test('filters of your own take the place of the bank', () => {
  const own = sg.melFilterbank({ sampleRate, nFft: 400, nMels: 80, fMax: 8000 });
  const x = mix(32000);
  const wanted = sg.preset('whisper-80').extract(x, { sampleRate }).data;
  assert.deepEqual(sg.preset('whisper-80', { filters: own }).extract(x, { sampleRate }).data, wanted);
  const bins = 201;
  const rows = Array.from({ length: bins }, (_, k) => Array.from({ length: 80 }, (__, m) => own.data[m * bins + k]));
  assert.deepEqual(sg.preset('whisper-80', { mel_filters: rows }).extract(x, { sampleRate }).data, wanted);
});

test('the zeros behind a sound cost nothing and change nothing', () => {
  const x = mix(20000);
  const whole = new Float32Array(480000);
  whole.set(x);
  whole[479999] = 1e-12; // so that nothing is left out
  const { data } = sg.preset('whisper-80').extract(whole, { sampleRate });
  assert.ok(farthest(sg.preset('whisper-80').extract(x, { sampleRate }).data, data) < 1e-6);
});

test('a preset that streams gives live what it gives of the whole', () => {
  for (const name of [
    'voxtral-realtime',
    'icefall',
    'gigaam-v2',
    'lasr',
    'panns-cnn14',
    'hifigan-22k',
    'essentia-vggish',
  ]) {
    const preset = sg.preset(name);
    const x = noise(20000);
    const columns = /** @type {number[]} */ ([]);
    const analyser = preset.live?.();
    for (let i = 0; i < x.length; i += 777)
      analyser.push(x.subarray(i, i + 777), (/** @type {Float32Array} */ column) => columns.push(...column));
    analyser.flush((/** @type {Float32Array} */ column) => columns.push(...column));
    const { data, shape } = preset.extract(x, { sampleRate: preset.sampleRate });
    const isTurned = preset.layout.endsWith('bins frames');
    const [bins, frames] = shape.slice(-2);
    const wanted = isTurned ? data.map((_, i) => data[(i % bins) * frames + Math.floor(i / bins)]) : data;
    assert.deepEqual(Float32Array.from(columns), wanted, name);
  }
  assert.equal(sg.preset('ast').live, undefined);
});

test('Whisper live: a snapshot is what the last 30 s give by themselves', () => {
  const preset = sg.preset('whisper-80');
  const x = noise(640000);
  const live = preset.live?.({ sampleRate });
  let heard = 0;
  for (const upTo of [300, 5000, 64000, 479900, 480000, 480080, 481600, 640000]) {
    for (; heard < upTo; heard = Math.min(upTo, heard + 4001))
      live.push(x.subarray(heard, Math.min(upTo, heard + 4001)));
    const from = Math.max(0, Math.ceil((upTo - 480000) / 160) * 160);
    const { data, shape } = live.snapshot();
    assert.deepEqual(shape, [1, 80, 3000]);
    assert.ok(farthest(data, preset.extract(x.subarray(from, upTo), { sampleRate }).data) <= 1e-6, `${upTo}`);
  }
  live.reset();
  live.push(x.subarray(0, 1000));
  assert.ok(farthest(live.snapshot().data, preset.extract(x.subarray(0, 1000), { sampleRate }).data) <= 1e-6);
  live.close();
  assert.throws(() => live.snapshot(), { code: 'E_CLOSED' });
});

test('sound at another rate is resampled, live as of the whole', () => {
  const preset = sg.preset('whisper-80');
  const x = noise(96000);
  const wanted = preset.extract(x, { sampleRate: 48000 }).data;
  assert.deepEqual(wanted, preset.extract(sg.resample(x, 48000, sampleRate), { sampleRate }).data);
  const live = preset.live?.({ sampleRate: 48000 });
  for (let i = 0; i < x.length; i += 5000) live.push(x.subarray(i, i + 5000));
  const { data } = live.snapshot();
  const heard = 190; // frames of 200: the resampler keeps some samples back
  for (let bin = 0; bin < 80; bin++)
    assert.ok(
      farthest(data.subarray(bin * 3000, bin * 3000 + heard), wanted.subarray(bin * 3000, bin * 3000 + heard)) < 1e-6,
    );
  live.close();
  const columns = /** @type {number[]} */ ([]);
  const kaldi = sg.preset('icefall');
  const analyser = kaldi.live?.({ sampleRate: 48000 });
  const keep = (/** @type {Float32Array} */ column) => columns.push(...column);
  analyser.push(x, keep);
  analyser.flush(keep);
  assert.deepEqual(Float32Array.from(columns), kaldi.extract(x, { sampleRate: 48000 }).data);
});
