// What is done to samples and spectra is done by the core, whose bits are the same everywhere: JavaScript's own sines,
// logarithms and powers are not, and so have no place in web/ and demo/ outside drawing.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * How often these files call such a function all the same, and on what.
 * @type {Record<string, [number, string]>}
 */
const ALLOWED = {
  'web/base/floats.js': [1, 'the full scale of integers, for advice'],
  'web/base/frequencies.js': [7, 'Hz to mels, notes and octaves, and back: units'],
  'web/engine/constantq-inverse.js': [2, 'whether options and S speak of the same bins'],
  'web/files/npy.js': [2, 'the exponent of a half float'],
  'web/files/wav-encoder.js': [1, 'full scale of so many bits'],
  'web/live/ring.js': [2, 'a capacity that is a power of two'],
  'demo/classify/examples.js': [5, 'the built-in sounds, which are made here: nothing of them is analysed'],
  'demo/panels/resynthesis.js': [1, 'the level from which pictures are compared'],
  'demo/sources/sounds.js': [15, 'the built-in sounds, which are made here: nothing of them is analysed'],
  'demo/sources/synthesis.js': [7, 'tones and plucks of the built-in sounds'],
  'demo/ui/format.js': [2, 'levels and digits that are shown'],
  'demo/views/fit.js': [2, 'a size that is a power of two'],
  'demo/views/gestures.js': [3, 'how far a wheel and a drag zoom'],
  'demo/views/peaks.js': [4, 'the level that the reader points at'],
  'demo/views/scroll.js': [1, 'how much work an FFT is'],
  'demo/views/transforms/framing.js': [1, 'how much work an FFT is'],
  'demo/views/transforms/chroma.js': [1, 'how many octaves fit below half the sample rate'],
  'demo/views/transforms/constantq.js': [1, 'how many bins fit below half the sample rate'],
};

/** A module without its comments and what stands between quotes. @param {string} text */
const codeOf = (text) =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'/g, (match) => (match.startsWith("'") ? "''" : ' '));

/** Calls of what is not rounded alike everywhere, powers of two numbers that stand there aside. @param {string} code */
const usesOf = (code) =>
  code
    .replaceAll(/\b\d+ \*\* \d+\b/g, '')
    .match(/\bMath\.(?:a?(?:sin|cos|tan)h?|atan2|log(?:2|10|1p)?|exp(?:m1)?|pow|hypot|cbrt)\b|\*\*/g) ?? [];

/** @param {string} folder @returns {Record<string, string[]>} uses by the name of the file */
function usesIn(folder) {
  /** @type {Record<string, string[]>} */
  const uses = {};
  for (const entry of readdirSync(root + folder, { recursive: true, withFileTypes: true })) {
    const name = `${entry.parentPath ?? entry.path}/${entry.name}`.slice(root.length);
    if (!name.endsWith('.js') || name.startsWith('web/view/')) continue;
    const found = usesOf(codeOf(readFileSync(root + name, 'utf8')));
    if (found.length > 0) uses[name] = [...found];
  }
  return uses;
}

test('a use is seen, and neither comments nor words nor constants are taken for one', () => {
  assert.deepEqual(usesOf(codeOf('x = Math.sin(y) + 2 ** n; // Math.cos')), ['Math.sin', '**']);
  assert.deepEqual(
    usesOf(codeOf("/** Math.exp **/ const n = 2 ** 30; say('Math.log'); Math.sqrt(2); Math.max(1)")),
    [],
  );
  assert.deepEqual(usesOf(codeOf('[Math.cos, Math.sin].map((f) => f(1)); Math.hypot(1, 2) ** 2; Math.log1p(x)')), [
    'Math.cos',
    'Math.sin',
    'Math.hypot',
    '**',
    'Math.log1p',
  ]);
});

for (const room of ['web', 'demo'])
  test(`${room}/ computes nothing of samples and spectra itself`, () => {
    const counts = Object.entries(usesIn(room)).map(([name, uses]) => [name, uses.length]);
    const allowed = Object.entries(ALLOWED).map(([name, [count]]) => [name, count]);
    assert.deepEqual(
      Object.fromEntries(counts),
      Object.fromEntries(allowed.filter(([name]) => String(name).startsWith(`${room}/`))),
    );
  });
