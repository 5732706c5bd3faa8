// The demo's rooms: what may import what, that parts stand without the page, and that signals are left to the library.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { transforms } from '../../demo/views/transforms/list.js';

const root = fileURLToPath(new URL('../../demo/', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(root + file, 'utf8') }));

/** Each room, and those below it. */
const BELOW = /** @type {Record<string, string[]>} */ ({
  app: ['panels', 'views', 'players', 'sources', 'ui'],
  panels: ['views', 'players', 'sources', 'ui'],
  views: ['sources', 'ui'],
  players: ['sources', 'ui'],
  sources: ['ui'],
  ui: [],
});
const roomOf = (/** @type {string} */ file) => file.split('/')[0];

test('imports point downwards: a room knows only those below it', () => {
  assert.ok(files.length > 50);
  assert.deepEqual([...new Set(files.map(({ file }) => roomOf(file)))].sort(), Object.keys(BELOW).sort());
  for (const { file, text } of files) {
    for (const [, path] of text.matchAll(/^(?:import|export|\}) .*from '([^']+)';$/gm)) {
      if (!path.startsWith('.')) {
        assert.match(path, /^specgram(\/view)?$/, file);
        continue;
      }
      const room = roomOf(new URL(path, `file:///${file}`).pathname.slice(1));
      assert.ok(room === roomOf(file) || BELOW[roomOf(file)].includes(room), `${file} imports ${path}`);
    }
  }
});

test('only the page itself looks for its elements by name and holds its settings', () => {
  for (const { file, text } of files) {
    if (roomOf(file) === 'app') continue;
    assert.doesNotMatch(text, /getElementById|app\/(page|settings)/, file);
    if (roomOf(file) !== 'panels') assert.doesNotMatch(text, /querySelector\('#/, file);
  }
});

test('a transform that stands in the list has its place in the menu, the form, the address and the analysis', async () => {
  transforms.louder = {
    ...transforms.stft,
    label: 'Louder',
    settings: [
      ...transforms.stft.settings,
      { key: 'by', option: 'gainDb', label: 'By', group: 'Analysis', kind: 'range', initial: 3, min: 0, max: 9 },
    ],
    starts: { hop: 256 },
  };
  const { table } = await import('../../demo/app/settings-table.js');
  const { changesNumbers, fromHash, matters, toHash } = await import('../../demo/app/settings.js');
  const { analysisOf } = await import('../../demo/views/analysis.js');
  assert.equal(table[0].choices?.louder, 'Louder');
  const values = fromHash('#transform=louder&by=7');
  assert.deepEqual([values.transform, values.by, values.hop], ['louder', 7, 256]);
  assert.equal(toHash(values), '#transform=louder&by=7');
  assert.deepEqual(
    [matters(values, 'by'), matters({ ...values, transform: 'mel' }, 'by'), matters(values, 'mels')],
    [true, false, false],
  );
  assert.deepEqual([changesNumbers(values, ['by']), changesNumbers(values, ['mels', 'colors'])], [true, false]);
  const analysis = analysisOf(values, table);
  const wanted = { transform: 'louder', winLength: 2048, window: 'hann', nFft: 4096, hopLength: 256, gainDb: 7 };
  assert.deepEqual(analysis, wanted);
});

/** Where numbers are made of numbers by such functions all the same, and why they are no samples' and no spectra's. */
const ALLOWED = /** @type {Record<string, string>} */ ({
  'sources/sounds.js': 'makes sounds, from formulas of which each is one sound; nothing is analysed',
  'ui/format.js': 'an amplitude in words',
  'views/peaks.js': 'two levels read off the picture, of a cursor',
  'views/scroll.js': 'how long an FFT takes',
  'app/settings.js': 'how long an FFT takes',
  'views/transforms/constantq.js': 'how many octaves there is room for',
});

test('signals and spectra are the library’s: no function of theirs is computed here', () => {
  const uses = files.filter(({ text }) =>
    /\bMath\.(a?(sin|cos|tan)h?|atan2|log(2|10|1p)?|exp|expm1|pow|hypot)\b/.test(text),
  );
  assert.deepEqual(uses.map(({ file }) => file).sort(), Object.keys(ALLOWED).sort());
});

test('files have at most 400 lines', () => {
  for (const { file, text } of files) assert.ok(text.split('\n').length <= 401, file);
});
