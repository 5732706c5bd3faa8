// The package's types, as strict TypeScript projects see them, library checks included.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = mkdtempSync(join(realpathSync(tmpdir()), 'specgram-types-'));
after(() => rmSync(project, { recursive: true, force: true }));
mkdirSync(join(project, 'node_modules'));
symlinkSync(root, join(project, 'node_modules/specgram'));
writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }');

/** What the compiler says of a file. */
function compile(file, options) {
  copyFileSync(join(root, 'tests/helpers', file), join(project, file));
  const compilerOptions = {
    noEmit: true,
    strict: true,
    target: 'es2022',
    types: [],
    lib: ['es2022', 'dom', 'dom.iterable'],
    ...options,
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], {
    cwd: project,
    encoding: 'utf8',
  });
  return stdout;
}

const RESOLUTIONS = [
  ['esnext', 'bundler'],
  ['node16', 'node16'],
];

for (const [module, moduleResolution] of RESOLUTIONS) {
  test(`what users write compiles, and what is wrong does not, with module resolution ${moduleResolution}`, () => {
    assert.equal(compile('consumer.ts', { module, moduleResolution }), '');
  });

  test(`the same with exactOptionalPropertyTypes, resolution ${moduleResolution}`, () => {
    assert.equal(compile('consumer.ts', { module, moduleResolution, exactOptionalPropertyTypes: true }), '');
  });

  test(`a using declaration closes what can be closed, with module resolution ${moduleResolution}`, () => {
    const lib = ['es2022', 'esnext.disposable', 'dom', 'dom.iterable'];
    assert.equal(compile('consumer-using.ts', { module, moduleResolution, lib }), '');
  });
}

const entries = Object.values(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).exports)
  .map(({ types }) => types)
  .filter((file) => /^\.\/dist\/\w+\.d\.ts$/.test(file ?? '') && !file.endsWith('/inline.d.ts'));

test('every type that a call of an entry takes or gives can be imported from it', () => {
  assert.equal(entries.length, 5);
  for (const path of entries) {
    const text = readFileSync(join(root, path), 'utf8');
    const wholes = [...text.matchAll(/^export \* from "\.\/([\w/-]+)\.js"/gm)].map(([, file]) => file);
    const entry = [text, ...wholes.map((file) => readFileSync(join(root, `dist/${file}.d.ts`), 'utf8'))].join('\n');
    const files = [...entry.matchAll(/^export \{.* from "\.\/([\w/-]+)\.js"/gm)].map(([, file]) => file);
    if (path === './dist/index.d.ts') assert.ok(files.length > 8);
    for (const file of files) {
      const source = readFileSync(join(root, `dist/${file}.d.ts`), 'utf8');
      const own = [...source.matchAll(/^export type (\w+)\b/gm)].map(([, name]) => name);
      const calls = [...source.matchAll(/^(?: {4}|export (?:declare )?function |)\w+(?:<[^(]*>)?\(([^;]*);$/gm)]
        .map(([, text]) => text)
        .join();
      const missing = own.filter(
        (name) =>
          name.endsWith('Options') &&
          new RegExp(`\\b${name}\\b`).test(calls) &&
          !new RegExp(`\\btype ${name} =`).test(entry),
      );
      assert.deepEqual(missing, [], `${path}: ${file}`);
    }
  }
});
