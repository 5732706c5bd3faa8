// The README's usage block runs as it stands, and its map names files that exist.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

test('the first JavaScript block of the README runs, and its live columns are as many as the offline ones', () => {
  const [, code] = /```js\n(.*?)```/s.exec(readme);
  const end =
    '\nconsole.log(JSON.stringify({ S: S.shape, M: M.shape, top: Math.max(...dB.data), back: back.length, heard: heard.length }));';
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code + end], {
    cwd: root,
    encoding: 'utf8',
  });
  const lines = output.trim().split('\n');
  assert.deepEqual(JSON.parse(lines.at(-1)), { S: [44, 1025, 2], M: [44, 128], top: 0, back: 22050, heard: 22050 });
  assert.deepEqual(
    lines.slice(0, -1),
    Array.from({ length: 44 }, (_, index) => `${index} 128`),
  );
});

test('every file that the README and CONTRIBUTING name exists', () => {
  const contributing = readFileSync(new URL('CONTRIBUTING.md', root), 'utf8');
  const names = `${readme}${contributing}`.match(/`(?:src|web|demo|examples|tests|bench|scripts)\/[\w./-]+`/g) ?? [];
  const missing = names
    .map((name) => name.slice(1, -1))
    .filter((name) => !name.includes('NAME') && !existsSync(new URL(name, root)));
  assert.deepEqual(missing, []);
});
