// What an app pays for what it takes from the package: bundled and minified by esbuild, gzipped, without what is loaded
// later; and what must be in its bundle all the same.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The text of the files that an app of this code becomes: what its page loads first, and what it may load later.
 * @param {string} contents
 */
async function bundle(contents) {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    outdir: join(root, 'build/nowhere'),
    write: false,
    metafile: true,
    absWorkingDir: root,
    tsconfigRaw: '{}', // ours leads `specgram` to the sources
    logLevel: 'silent',
  });
  const wanted = new Set(
    Object.keys(metafile.outputs).filter((path) => metafile.outputs[path].entryPoint === '<stdin>'),
  );
  for (const path of wanted)
    for (const { kind, path: other } of metafile.outputs[path].imports)
      if (kind === 'import-statement') wanted.add(other);
  const isFirst = (/** @type {{ path: string }} */ { path }) => wanted.has(path.slice(root.length));
  return {
    first: outputFiles.filter(isFirst).map(({ text }) => text),
    later: outputFiles.filter((file) => !isFirst(file)).map(({ text }) => text),
  };
}

const LOAD_AND_MEL = `export const mel = async (samples) =>
  (await load()).melSpectrogram(samples, { sampleRate: 16000, nMels: 80 });`;

/** What is taken, and KB (1024 bytes) that it may cost. Who wants one thing must not pay for another. */
const COSTS = /** @type {[string, number][]} */ ([
  ["export { decodeWav } from 'specgram/files'", 2.5],
  ["export { decodeWav } from 'specgram'", 2.5],
  ["export { encodeNpy, decodeNpy } from 'specgram'", 4], // headers are Python's literals
  ["export { encodeNpz, decodeNpz } from 'specgram'", 6.5], // and directories, whole and damaged
  ["export { colormaps } from 'specgram'", 2.5], // the tables
  ["export { SpectrogramRenderer } from 'specgram/view'", 17],
  ["export { SpectrogramRenderer } from 'specgram'", 17],
  ["export { SpectrogramNode } from 'specgram/live'", 10], // contexts of any realm, windows of several parameters
  ["export { SpectrogramNode } from 'specgram'", 10],
  ["export { createPool } from 'specgram'", 9.4], // the engine is in the Workers' script; channels, parts, out
  [`import { load } from 'specgram/fourier'; ${LOAD_AND_MEL}`, 12], // with chains and every window
  [`import { load } from 'specgram'; ${LOAD_AND_MEL}`, 20],
]);

for (const [code, limit] of COSTS) {
  const what = code.split(';')[0];
  test(`${what}: at most ${limit} KB`, async (t) => {
    const { first } = await bundle(code);
    const got = first.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0) / 1024;
    t.diagnostic(`${got.toFixed(2)} KB`);
    assert.ok(got <= limit, `${what} must cost at most ${limit} KB, got ${got.toFixed(2)}`);
  });
}

test('a module that is imported for nothing leaves nothing: no call and no class stands at its top', async () => {
  // they run, and are imported by nobody; or stand in one file with all that imports them
  const scripts = [
    'live/processor.js',
    'pool/worker.js',
    ...['speech', 'sound', 'voices', 'table'].map((name) => `presets/${name}.js`),
  ];
  /** @type {string[]} */
  const impure = [];
  const names = readdirSync(join(root, 'web'), { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((file) => file.endsWith('.js') && !scripts.includes(file))) {
    const entry = join(root, 'web', name);
    const { outputFiles } = await build({
      stdin: { contents: `import ${JSON.stringify(entry)}`, resolveDir: root },
      bundle: true,
      format: 'esm',
      legalComments: 'none',
      write: false,
      logLevel: 'silent',
      // as if it could have effects: then every statement is judged by itself
      plugins: [
        {
          name: 'alone',
          setup: (plugin) =>
            plugin.onResolve({ filter: /./ }, ({ path }) => {
              if (path.endsWith('/generated/types.js')) return { path: join(root, 'web/generated/types.js') }; // empty
              return path === entry ? { path, sideEffects: true } : { path, external: true, sideEffects: false };
            }),
        },
      ],
    });
    const left = outputFiles[0].text
      .replaceAll(/^\/\/.*$/gm, '')
      .replaceAll(/^import .*;$/gm, '')
      // esbuild keeps arithmetic, which others leave out: numbers, names of numbers and operators, no call
      .replaceAll(/^var \w+ = [\w .()*/+<-]*;$/gm, (line) => (/\w\(/.test(line) ? line : ''))
      .trim();
    if (left) impure.push(`${name}: ${left.split('\n')[0]}`);
  }
  assert.deepEqual(impure, []);
});

test("KissFFT's notice is in the bundle of whatever loads its code, in full, and in no other", async () => {
  const papers = readFileSync(join(root, 'THIRD_PARTY_NOTICES'), 'utf8').split(/^-{20,}\n/m);
  const plain = (/** @type {string} */ text) => text.replaceAll(/\s+/g, ' ').trim();
  const compiledIn = papers.filter((text) => text.includes('compiled in')).map(plain);
  assert.equal(compiledIn.length, 2);
  for (const name of ['load', 'SpectrogramNode', 'createPool']) {
    const { first, later } = await bundle(`export { ${name} } from 'specgram'`);
    const short = '/*! specgram.wasm contains KissFFT, Copyright (c) 2003-2010 Mark Borgerding, BSD-3-Clause';
    assert.ok(first.join('').includes(short), name);
    const all = plain([...first, ...later].join('\n'));
    for (const text of compiledIn) assert.ok(all.includes(text), `${name}: ${text.slice(0, 60)}`);
  }
  const { first } = await bundle("export { decodeWav, SpectrogramRenderer } from 'specgram'");
  assert.doesNotMatch(first.join(''), /KissFFT/);
  assert.match(first.join(''), /^\/\*! The colour table turbo: Copyright 2019 Google LLC, Apache License 2\.0/m);
});
