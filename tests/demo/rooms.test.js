// The demo's parts stand without the page, and a transform is a file and a line.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { transforms } from '../../demo/views/transforms/list.js';

const root = fileURLToPath(new URL('../../demo/', import.meta.url));
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.js'))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(root + file, 'utf8') }));

const roomOf = (/** @type {string} */ file) => file.split('/')[0];

test('the demo knows the library as its users do, by the names of the package', () => {
  assert.ok(files.length > 50);
  for (const { file, text } of files)
    for (const [, path] of text.matchAll(/^(?:import|export|\}) .*from '([^'.][^']*)';$/gm))
      if (file === 'classify/tensorflow.js') assert.match(path, /^@tensorflow\/tfjs-(core|backend-wasm)$/);
      else assert.match(path, /^specgram(\/view)?$/, file);
});

test('only the two pages look for their elements by name, and settings are the first one’s', () => {
  for (const { file, text } of files) {
    if (['app', 'classify'].includes(roomOf(file)) || file === 'ui/page.js') continue;
    assert.doesNotMatch(text, /getElementById|ui\/page|app\/(page|settings)/, file);
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
    starts: { step: 5.8 },
  };
  const { table } = await import('../../demo/app/settings-table.js');
  const { changesNumbers, fromHash, matters, toHash } = await import('../../demo/app/settings.js');
  const { analysisOf } = await import('../../demo/views/analysis.js');
  assert.equal(table[0].choices?.louder, 'Louder');
  const values = fromHash('#transform=louder&by=7');
  assert.deepEqual([values.transform, values.by, values.step], ['louder', 7, 5.8]);
  assert.equal(toHash(values), '#transform=louder&by=7');
  assert.deepEqual(
    [matters(values, 'by'), matters({ ...values, transform: 'mel' }, 'by'), matters(values, 'mels')],
    [true, false, false],
  );
  assert.deepEqual([changesNumbers(values, ['by']), changesNumbers(values, ['mels', 'colors'])], [true, false]);
  const analysis = analysisOf(values, table, 44100);
  const wanted = { transform: 'louder', winLength: 2048, window: 'hann', nFft: 4096, hopLength: 256, gainDb: 7 };
  assert.deepEqual(analysis, wanted);
});

test('TensorFlow.js is loaded by the classifier’s trainer alone, and drawing and state stand without its page', () => {
  const room = files.filter(({ file }) => roomOf(file) === 'classify');
  const importers = (/** @type {RegExp} */ path) =>
    room.filter(({ text }) => path.test(text)).map(({ file }) => file.slice('classify/'.length, -'.js'.length));
  assert.deepEqual(importers(/from '\.\/tensorflow\.js'/), ['convolution', 'network', 'trainer']);
  assert.deepEqual(importers(/from '\.\/(convolution|network)\.js'/), ['network', 'trainer']);
  assert.deepEqual(importers(/ui\/page\.js/), ['gathering', 'listening', 'main', 'parts', 'storing']);
  for (const { file, text } of files) if (roomOf(file) !== 'classify') assert.doesNotMatch(text, /classify\//, file);
});
