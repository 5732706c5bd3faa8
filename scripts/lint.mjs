// Style as CONTRIBUTING says it: Biome's lint and format, clang-format, and lines of at most 120 characters, but for
// those that one string or pattern fills. `node scripts/lint.mjs [--write]`
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ROOT } from './kit.mjs';

const WIDTH = 120;
const LITERAL = /`[^`]*`|`.*$|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|^\s*\/.*\/,?$/g;
const write = process.argv.includes('--write');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
});
const files = tracked.split('\n').filter((file) => /\.(m?js|ts|[ch])$/.test(file));
const problems = [];

/** @param {string} command @param {string[]} args */
function run(command, args) {
  if (spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' }).status !== 0) problems.push(command);
}

const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
run(process.execPath, [
  biome,
  write ? 'check' : 'ci',
  '--colors=off',
  '--error-on-warnings',
  ...(write ? ['--write'] : []),
  '.',
]);
const sources = files.filter((file) => /\.[ch]$/.test(file));
run('clang-format', [...(write ? ['-i'] : ['--dry-run', '-Werror']), ...sources]);
for (const file of files) {
  readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .forEach((line, i) => {
      const rest = line.replaceAll(LITERAL, '');
      if (line.length > WIDTH && rest.trim().length > WIDTH / 2)
        problems.push(`${file}:${i + 1}: ${line.length} characters`);
    });
}
if (problems.length > 0) fail(`style:\n${problems.join('\n')}\n(npm run format mends what can be mended by itself)`);
