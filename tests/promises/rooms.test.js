// The rooms of the project: what may import what, how long files are, and that each is called what it says.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Each room, and those below it that it may know; those at the top of a tree, and what is generated, belong to all. */
const BELOW = /** @type {Record<string, Record<string, string[]>>} */ ({
  src: {
    api: ['stages', 'rows', 'sound', 'constantq', 'phase', 'frames', 'fft', 'math'],
    stages: ['rows', 'sound', 'constantq', 'phase', 'frames', 'fft', 'math'],
    sound: ['math'],
    rows: ['frames', 'fft', 'math'],
    constantq: ['frames', 'fft', 'math'],
    phase: ['frames', 'fft', 'math'],
    frames: ['fft', 'math'],
    fft: ['math'],
    math: [],
    tables: [],
  },
  web: {
    pool: ['features', 'engine', 'live', 'core', 'base'],
    features: ['presets', 'engine', 'live', 'core', 'base'],
    presets: ['engine', 'live', 'core', 'base'],
    engine: ['live', 'core', 'base'],
    live: ['core', 'base'],
    core: ['base'],
    view: ['base'],
    files: ['base'],
    base: [],
  },
  demo: {
    app: ['panels', 'views', 'players', 'sources', 'ui'],
    classify: ['views', 'players', 'sources', 'ui'],
    panels: ['views', 'players', 'sources', 'ui'],
    views: ['sources', 'ui'],
    players: ['sources', 'ui'],
    sources: ['ui'],
    ui: [],
  },
});
const COMMON = ['generated', 'inline'];

/** @param {string} folder @param {RegExp} wanted */
const filesIn = (folder, wanted) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => wanted.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

/** What a file imports that lies in this repository. @param {{ file: string, text: string }} file */
function importsOf({ file, text }) {
  if (/\.[ch]$/.test(file)) return [...text.matchAll(/^#include "([^"]+)"/gm)].map(([, path]) => `src/${path}`);
  return [...text.matchAll(/^(?:import|export|\}) (?:.* from )?'(\.[^']+)';/gm)].map(([, path]) =>
    normalize(join(dirname(file), path)).replaceAll('\\', '/'),
  );
}

/** The folder below the tree's top in which a file lies; '' is the top. @param {string} file */
const roomOf = (file) => file.split('/').slice(1, -1)[0] ?? '';

for (const [tree, below] of Object.entries(BELOW)) {
  const files = filesIn(tree, /\.(c|h|js)$/);
  test(`${tree}/: imports point downwards, a room knows only those below it`, () => {
    const rooms = new Set(files.map(({ file }) => roomOf(file)).filter((room) => room && !COMMON.includes(room)));
    assert.deepEqual([...rooms].sort(), Object.keys(below).sort());
    /** @type {string[]} */
    const wrong = [];
    let arrows = 0;
    for (const entry of files) {
      const from = roomOf(entry.file);
      if (from === '' || COMMON.includes(from)) continue;
      for (const path of importsOf(entry)) {
        const to = roomOf(path);
        arrows++;
        if (
          path.startsWith(`${tree}/`) &&
          (to === '' || to === from || COMMON.includes(to) || below[from].includes(to))
        )
          continue;
        wrong.push(`${entry.file} imports ${path}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(arrows > files.length, `${arrows} imports were seen`);
  });
}

test('files have at most 400 lines, tables of data aside', () => {
  const data = /^web\/(generated|view\/colormaps)|^src\/(generated|tables|specgram\.h)/;
  const long = ['src', 'web', 'demo', 'examples', 'scripts', 'bench', 'tests'].flatMap((folder) =>
    filesIn(folder, /\.(c|h|js|mjs|css|py)$/)
      .filter(({ file, text }) => !data.test(file) && text.split('\n').length > 401)
      .map(({ file }) => file),
  );
  assert.deepEqual(long, []);
});

test('functions of the core have at most 60 lines', () => {
  /** @type {string[]} */
  const long = [];
  for (const { file, text } of filesIn('src', /\.c$/)) {
    let began = 0;
    text.split('\n').forEach((line, i) => {
      if (/^\w.*\{$/.test(line)) began = i;
      if (line === '}' && i - began > 60) long.push(`${file}: ${i - began} lines from ${began + 1} on`);
    });
  }
  assert.deepEqual(long, []);
});

test('the head of a C file begins with its name', () => {
  for (const { file, text } of [...filesIn('src', /\.[ch]$/), ...filesIn('tests/c', /\.[ch]$/)]) {
    if (file.startsWith('src/generated/')) continue;
    const name = file.split('/').slice(-1)[0];
    assert.ok(text.startsWith(`/* ${name} - `), `${file} begins with ${text.slice(0, 40)}`);
  }
});
