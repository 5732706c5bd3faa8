// Every test, in one run with one summary: the library first, then the demo, then native. `node scripts/test.mjs
// [files]`
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { filesOf, ROOT } from './kit.mjs';

const all = filesOf('tests').filter((file) => file.endsWith('.test.js'));
const rank = (/** @type {string} */ file) => (file.startsWith('tests/demo/') ? 1 : file.startsWith('tests/c/') ? 2 : 0);
const files = process.argv.length > 2 ? process.argv.slice(2) : all.sort((a, b) => rank(a) - rank(b));

process.chdir(ROOT);
// One file at a time: live sound is tested, and must not compete for the processor with another file.
run({ files: files.map((file) => join(ROOT, file)), concurrency: 1, timeout: 1_200_000 })
  .on('test:fail', () => {
    process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
