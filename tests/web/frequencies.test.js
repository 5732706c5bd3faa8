// Hertz, mels, notes, octaves and frames: against their formulas, and the numbers of librosa 0.11's documentation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fftFrequencies,
  framesToTime,
  hzToMel,
  hzToMidi,
  hzToNote,
  hzToOctaves,
  load,
  melFrequencies,
  melToHz,
  midiToHz,
  noteToHz,
  timeToFrames,
} from 'specgram';
import { frequencyAxis, noteName } from '../../web/view/axes.js';

const sg = await load();

/** @param {ArrayLike<number>} got @param {ArrayLike<number>} wanted @param {number} within as printed there */
function near(got, wanted, within) {
  assert.equal(got.length, wanted.length);
  for (let i = 0; i < wanted.length; i++)
    assert.ok(Math.abs(got[i] - wanted[i]) <= within, `${got[i]} at ${i}, not ${wanted[i]}`);
}
const DIGITS = 5.1e-4; // three digits are printed
const EXACT = 1e-9; // relative to numbers of some thousand, float64 has 1e-12

test("Slaney's mels: linear to 1 kHz, then 27 to a factor of 6.4", () => {
  near([hzToMel(60)], [0.9], EXACT);
  near(hzToMel([110, 220, 440]), [1.65, 3.3, 6.6], EXACT);
  near(hzToMel([1000, 6400, 1000 * 6.4 ** 2]), [15, 42, 69], EXACT);
  near([melToHz(3)], [200], EXACT);
  near(melToHz([1, 2, 3, 4, 5]), [66.667, 133.333, 200, 266.667, 333.333], DIGITS);
});

test("HTK's mels: 2595 log10(1 + f / 700)", () => {
  near(hzToMel([0, 700, 6300], { htk: true }), [0, 2595 * Math.log10(2), 2595], EXACT);
  near([melToHz(2595, { htk: true })], [6300], EXACT);
});

test('mels to hertz undo hertz to mels, on both sides of the corner', () => {
  const hz = Float64Array.from({ length: 200 }, (_, i) => 120 * i);
  for (const htk of [false, true]) near(melToHz(hzToMel(hz, { htk }), { htk }), hz, 1e-8);
});

test('40 mel frequencies to 11025 Hz, and the centres of mel bands among them', () => {
  const all = melFrequencies({ nMels: 40, fMax: 11025 });
  near(all.subarray(0, 4), [0, 85.317, 170.635, 255.952], DIGITS);
  near(all.subarray(11, 15), [938.49, 1024.856, 1119.114, 1222.042], DIGITS);
  near(all.subarray(37), [9246.028, 10096.408, 11025], DIGITS);
  const htk = melFrequencies({ nMels: 3, fMin: 700, fMax: 6300, htk: true });
  near(htk, [700, 700 * (10 ** ((1 + Math.log10(2)) / 2) - 1), 6300], 1e-8);
  assert.deepEqual([...melFrequencies({ nMels: 1, fMin: 100, fMax: 200 })], [100]);
  for (const scale of [{}, { htk: true }]) {
    const { frequencies } = sg.melSpectrogram(new Float32Array(9), { sampleRate: 22050, nMels: 40, ...scale });
    near(frequencies, melFrequencies({ nMels: 42, fMax: 11025, ...scale }).subarray(1, 41), 1e-3); // floats of kHz
  }
});

test('MIDI numbers: 69 is A4, 12 an octave', () => {
  assert.equal(hzToMidi(440), 69);
  near([hzToMidi(60)], [34.506], DIGITS);
  near(hzToMidi([110, 220, 440]), [45, 57, 69], EXACT);
  near([midiToHz(36)], [65.406], DIGITS);
  near(midiToHz([36, 37, 45, 47]), [65.406, 69.296, 110, 123.471], DIGITS);
  near([hzToMidi(415, { a4: 415 }), midiToHz(69, { a4: 442 })], [69, 442], EXACT);
});

test('octaves count from A0', () => {
  assert.equal(hzToOctaves(440), 4);
  near(hzToOctaves([32, 64, 128, 256]), [0.219, 1.219, 2.219, 3.219], DIGITS);
  // A4 a quarter of a semitone higher: the same sound is that much lower
  near([hzToOctaves(440, { tuning: 0.5, binsPerOctave: 24 })], [4 - 0.5 / 24], EXACT);
});

test('notes are named by sharps, with octave, cents or plain text as asked', () => {
  assert.equal(hzToNote(440), 'A4');
  assert.deepEqual(hzToNote([440, 880, 277.18]), ['A4', 'A5', 'C♯4']);
  assert.deepEqual(hzToNote([32, 64], { cents: true }), ['C1-38', 'C2-38']);
  assert.equal(hzToNote(440, { cents: true }), 'A4+0');
  assert.equal(hzToNote(277.18, { unicode: false, cents: true }), 'C#4+0');
  assert.equal(hzToNote(277.18, { octave: false }), 'C♯');
  assert.equal(hzToNote(midiToHz(-2), { octave: false }), 'A♯');
  assert.equal(hzToNote(415, { a4: 415 }), 'A4');
  assert.deepEqual(
    Array.from(midiToHz([0, 37, -2, 104.7]), (hz) => hzToNote(hz)),
    ['C-1', 'C♯2', 'A♯-2', 'A7'],
  );
  assert.deepEqual(hzToNote([Number.NaN, 0, -1, Infinity]), ['', '', '', '']);
});

test('notes are read with sharps, flats, octaves and cents', () => {
  near([noteToHz('C4')], [261.6255653], 1e-7);
  near([noteToHz('C')], [16.352], DIGITS);
  near(noteToHz(['A3', 'A4', 'A5']), [220, 440, 880], EXACT);
  const midi = (/** @type {string} */ name) => Math.round(1e6 * hzToMidi(noteToHz(name))) / 1e6;
  for (const [name, wanted] of /** @type {[string, number][]} */ ([
    ['C', 12],
    ['C#3', 49],
    ['C♯3', 49],
    ['f4', 65],
    ['Bb-1', 10],
    ['bb-1', 10],
    ['A!8', 116],
    ['G𝄪6', 93],
    ['B♭𝄫5', 80],
    ['A♮4', 69],
    ['A4+20', 69.2],
    ['C1-38', 23.62],
  ]))
    assert.equal(midi(name), wanted, name);
  assert.equal(noteToHz('A4', { a4: 432 }), 432);
  assert.ok(Number.isNaN(noteToHz('')), 'what has no name has no frequency');
});

test('a frequency comes back from its name with cents within half a cent', () => {
  for (let hz = 20; hz < 20000; hz *= 1.0123)
    assert.ok(Math.abs(1200 * Math.log2(noteToHz(hzToNote(hz, { cents: true })) / hz)) <= 0.5 + 1e-9, String(hz));
});

test('frames to seconds and back, centred or not', () => {
  const rate = { sampleRate: 22050, hopLength: 512 };
  near(framesToTime([0, 1, 100], rate), [0, 512 / 22050, 51200 / 22050], EXACT);
  near([framesToTime(2, { sampleRate: 16000, nFft: 2048 })], [(1024 + 1024) / 16000], EXACT);
  const tenths = Array.from({ length: 10 }, (_, i) => i / 10);
  assert.deepEqual([...timeToFrames(tenths, rate)], [0, 4, 8, 12, 17, 21, 25, 30, 34, 38]);
  assert.equal(timeToFrames(0, { ...rate, nFft: 2048 }), -2);
  for (const hopLength of [160, 512, 441]) {
    for (const sampleRate of [11025, 22050, 44100]) {
      const frames = Float64Array.from({ length: 5000 }, (_, i) => i);
      const times = framesToTime(frames, { sampleRate, hopLength });
      assert.deepEqual(timeToFrames(times, { sampleRate, hopLength }), frames, `${sampleRate}, ${hopLength}`);
    }
  }
});

test('the bins of an FFT, of even and of odd size', () => {
  const sixteen = [0, 1378.125, 2756.25, 4134.375, 5512.5, 6890.625, 8268.75, 9646.875, 11025];
  assert.deepEqual([...fftFrequencies({ sampleRate: 22050, nFft: 16 })], sixteen);
  assert.deepEqual([...fftFrequencies({ sampleRate: 50, nFft: 5 })], [0, 10, 20]);
  assert.equal(fftFrequencies({ sampleRate: 1 }).length, 1025);
});

test('the renderer’s axis and its labels have the same mels and notes', () => {
  for (const htk of [false, true]) {
    const axis = frequencyAxis('mel', 50, 9000, htk);
    const [low, high] = [hzToMel(50, { htk }), hzToMel(9000, { htk })];
    for (const hz of [50, 440, 999, 1001, 5000, 9000])
      near([axis.to(hz)], [(hzToMel(hz, { htk }) - low) / (high - low)], EXACT);
  }
  for (const hz of [27.5, 261.6, 445, 4186]) assert.equal(noteName(hz, 442), hzToNote(hz, { a4: 442 }));
});

test('typed arrays and empty ones are taken; what is given stays', () => {
  const given = Float32Array.of(440, 880);
  assert.deepEqual(hzToMidi(given), Float64Array.of(69, 81));
  assert.deepEqual(given, Float32Array.of(440, 880));
  assert.deepEqual(hzToMel([]), new Float64Array(0));
});

test('what cannot be meant is refused by name, with a code', () => {
  const any = (/** @type {unknown} */ value) => /** @type {any} */ (value);
  for (const [call, type, words] of /** @type {[() => unknown, string, RegExp][]} */ ([
    [() => hzToMel(any('440')), 'TypeError', /^hz must be a number or an array of numbers, got '440'$/],
    [() => hzToMel(any([1, '2'])), 'TypeError', /^hz must be a number or an array of numbers, got an array of 2$/],
    [() => melToHz(1, any({ htk: 1 })), 'TypeError', /^htk must be true or false, got 1$/],
    [() => hzToMel(1, any({ hkt: true })), 'TypeError', /^unknown option 'hkt' \(did you mean 'htk'\?\)$/],
    [() => hzToMidi(1, { a4: 0 }), 'RangeError', /^a4 must be a number above 0, got 0$/],
    [() => hzToOctaves(1, { tuning: Number.NaN }), 'RangeError', /^tuning must be a finite number, got NaN$/],
    [() => hzToNote(1, { cents: true, octave: false }), 'RangeError', /^octave must be true where cents is/],
    [() => noteToHz('H4'), 'RangeError', /^note must be a name such as 'A4', .* got 'H4'$/],
    [() => noteToHz('AB4'), 'RangeError', /got 'AB4'$/],
    [() => noteToHz(any(4)), 'TypeError', /^note must be a name or an array of names, got 4$/],
    [() => noteToHz(any(['A4', 4])), 'TypeError', /^note must be a name or an array of names, got 4$/],
    [() => framesToTime(1, any({})), 'TypeError', /^sampleRate must be a number above 0, got undefined$/],
    [() => timeToFrames(1, { sampleRate: 1, nFft: 1.5 }), 'RangeError', /^nFft must be an integer above 0, got 1.5$/],
    [() => fftFrequencies(any({ nFft: 16 })), 'TypeError', /^sampleRate must be a number above 0, got undefined$/],
    [() => melFrequencies(any({ nMels: 40 })), 'TypeError', /^fMax must be a number above 0, got undefined$/],
    [() => melFrequencies({ fMin: -1, fMax: 9 }), 'RangeError', /^fMin must be a number, 0 or above, got -1$/],
  ]))
    assert.throws(call, (/** @type {any} */ error) => {
      assert.match(error.message, words);
      return error.name === type && error.code === 'E_CONFIG';
    });
});
