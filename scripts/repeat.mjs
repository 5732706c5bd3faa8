// A test file again and again, to see how often it passes: by hand, for a test that was once seen to fail.
// `node scripts/repeat.mjs FILE [--name PATTERN] [--times 50] [--load]`; --load keeps every core busy meanwhile.
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { fail, ROOT, say } from './kit.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    times: { type: 'string', default: '50' },
    load: { type: 'boolean', default: false },
  },
});
const times = Number(values.times);
if (positionals.length !== 1 || !(times >= 1))
  fail('usage: node scripts/repeat.mjs FILE [--name PATTERN] [--times 50] [--load]');

// Each ends with this process, however that ends; who else works on this machine comes first.
const SPIN = 'const { ppid } = process; while (process.ppid === ppid);';
const spinning = Array.from({ length: values.load ? availableParallelism() : 0 }, () => {
  const spinner = spawn(process.execPath, ['-e', SPIN], { stdio: 'ignore' });
  setPriority(spinner.pid ?? 0, 5);
  return spinner;
});

const args = ['--test', '--test-reporter=spec', ...(values.name ? ['--test-name-pattern', values.name] : [])];
let passed = 0;
for (let i = 1; i <= times; i++) {
  const began = Date.now();
  const { status, stdout } = spawnSync(process.execPath, [...args, positionals[0]], { cwd: ROOT, encoding: 'utf8' });
  const isGood = status === 0 && /ℹ pass [1-9]/.test(stdout);
  if (isGood) passed++;
  else say(stdout);
  say(`${i} of ${times}: ${isGood ? 'passed' : 'FAILED'}, ${((Date.now() - began) / 1000).toFixed(0)} s`);
}
for (const spinner of spinning) spinner.kill();
say(`${positionals[0]} passed ${passed} times of ${times}`);
if (passed < times) process.exitCode = 1;
