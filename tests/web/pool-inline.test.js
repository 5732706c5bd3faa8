// A pool whose Workers' script was left behind.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

test('without worker.js beside it the pool uses the inline copy, and an idle pool lets Node end', () => {
  for (const files of [['inline/worker.js'], ['worker.js', 'specgram.wasm'], []]) {
    const folder = mkdtempSync(join(tmpdir(), 'specgram-pool-'));
    after(() => rmSync(folder, { recursive: true }));
    for (const file of [...files, 'specgram.min.js']) cpSync(join(dist, file), join(folder, file));
    cpSync(join(dist, '../package.json'), join(folder, 'package.json'));
    const script = `
      const { createPool } = await import(process.argv[1]);
      const { readFileSync } = await import('node:fs');
      const pool = await createPool({ workers: 1, wasm: readFileSync(process.argv[2]) })
        .catch((error) => console.log(error.name, error.code));
      if (pool) console.log((await pool.stft(new Float32Array(5000))).shape.join());`;
    const given = [pathToFileURL(join(folder, 'specgram.min.js')).href, join(dist, 'specgram.wasm')];
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, ...given], {
      encoding: 'utf8',
    });
    assert.equal(output.trim(), files.length ? '10,1025,2' : 'NotSupportedError E_WORKER');
  }
});
