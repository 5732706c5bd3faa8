// Every way to the wasm file, and what is said when there is none.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { load } from 'specgram';
import { hash, signal } from '../helpers/signals.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
const bytes = readFileSync(join(dist, 'specgram.wasm'));
const x = signal(5000);
const expected = hash((await load()).stft(x).data);

/** @param {any} wasm */
const works = async (wasm) => assert.equal(hash((await load({ wasm })).stft(x).data), expected);

/**
 * A folder with the whole library in one module, and some of the files that stand beside it.
 * @param {string[]} files
 */
function folderOf(...files) {
  const folder = mkdtempSync(join(tmpdir(), 'specgram-load-'));
  after(() => rmSync(folder, { recursive: true }));
  for (const file of [...files, 'specgram.min.js']) cpSync(join(dist, file), join(folder, file));
  cpSync(join(dist, '../package.json'), join(folder, 'package.json'));
  return folder;
}
/** @param {string} folder */
const libraryIn = (folder) => pathToFileURL(join(folder, 'specgram.min.js')).href;

test('an address that is none outside of a page is told what one is', async () => {
  for (const wasm of ['/nowhere.wasm', './nowhere.wasm', 'nowhere.wasm'])
    await assert.rejects(load({ wasm }), {
      name: 'Error',
      code: 'E_LOAD',
      message: `could not load ${wasm}: outside of pages an address is whole: pathToFileURL(path), of a file`,
    });
});

test("wasm may be bytes of any kind, a module or a file's address", async () => {
  const inside = new Uint8Array(bytes.length + 7);
  inside.set(bytes, 7);
  await works(bytes);
  await works(Uint8Array.from(bytes).buffer);
  await works(inside.subarray(7));
  await works(new DataView(inside.buffer, 7));
  await works(await WebAssembly.compile(bytes));
  await works(pathToFileURL(join(dist, 'specgram.wasm')));
  await works(pathToFileURL(join(dist, 'specgram.wasm')).href);
  await works(readFileSync(join(dist, 'specgram-scalar.wasm')));
});

test('wasm may be an http address, of whatever MIME type; faults name the address', async () => {
  let asked = () => {};
  let hangUp = () => {};
  const hungUp = new Promise((resolve) => {
    hangUp = () => resolve(undefined);
  });
  const server = createServer((request, response) => {
    const { url } = request;
    if (url === '/text.wasm') response.setHeader('Content-Type', 'text/plain').end(bytes);
    else if (url === '/page.wasm') response.end('<!doctype html>');
    else if (url === '/short.wasm') response.end('\0a');
    else if (url === '/cut.wasm') response.end(bytes.subarray(0, 1000));
    else if (url === '/never.wasm') response.on('close', hangUp).write('\0asm', () => asked());
    else response.writeHead(404).end('nothing');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const base = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  try {
    await works(`${base}/text.wasm`);
    const cases = {
      '/page.wasm': 'it is not a wasm file',
      '/short.wasm': 'it is not a wasm file',
      '/cut.wasm': 'WebAssembly.compile',
      '/none.wasm': 'HTTP status 404',
    };
    for (const [path, reason] of Object.entries(cases)) {
      await assert.rejects(load({ wasm: base + path }), (/** @type {any} */ error) => {
        assert.equal(error.code, 'E_LOAD');
        assert.ok(error.message.startsWith(`could not load ${base}${path}: ${reason}`), error.message);
        return true;
      });
    }
    const kept = new AbortController();
    for (const path of ['/text.wasm', '/page.wasm', '/none.wasm']) {
      await load({ wasm: base + path, signal: kept.signal }).catch(() => {});
      assert.equal(getEventListeners(kept.signal, 'abort').length, 0, `${path} leaves no listener`);
    }
    const controller = new AbortController();
    asked = () => controller.abort(new Error('no longer wanted'));
    await assert.rejects(load({ wasm: `${base}/never.wasm`, signal: controller.signal }), {
      message: 'no longer wanted',
    });
    await hungUp; // the download ends with the wait for it
  } finally {
    server.closeAllConnections();
    server.close();
  }
  await assert.rejects(load({ wasm: `${base}/gone.wasm` }), { code: 'E_LOAD' });
});

test('wrong arguments are refused by name', async () => {
  for (const wasm of [5, {}, [], true])
    await assert.rejects(load({ wasm: /** @type {any} */ (wasm) }), {
      name: 'TypeError',
      code: 'E_CONFIG',
      message: /^wasm must be/,
    });
  await assert.rejects(load(/** @type {any} */ ({ url: 'x' })), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: "unknown option 'url' (did you mean 'wasm'?)",
  });
  await assert.rejects(load({ signal: /** @type {any} */ ({}) }), {
    name: 'TypeError',
    code: 'E_CONFIG',
    message: 'signal must be an AbortSignal, got an object',
  });
  await assert.rejects(load({ wasm: 'not an address' }), { code: 'E_LOAD' });
});

test("bytes that are no engine, or another version's, are refused as that", async () => {
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  const importing = Uint8Array.of(...empty, 1, 4, 1, 0x60, 0, 0, 2, 7, 1, 1, 0x61, 1, 0x62, 0, 0);
  for (const wasm of [empty, importing]) await assert.rejects(load({ wasm }), { name: 'Error', code: 'E_VERSION' });
  await assert.rejects(load({ wasm: bytes.subarray(0, 500) }), {
    name: 'Error',
    code: 'E_LOAD',
    message: /^could not load the given bytes: /,
  });
  await assert.rejects(load({ wasm: new Uint8Array(0) }), { code: 'E_LOAD' });
});

test('an aborted signal stops loading with its own reason', async () => {
  const reason = new Error('stop');
  await assert.rejects(load({ signal: AbortSignal.abort(reason) }), reason);
  await assert.rejects(load({ wasm: bytes, signal: AbortSignal.abort() }), { name: 'AbortError' });
  const module = await WebAssembly.compile(bytes);
  const file = pathToFileURL(join(dist, 'specgram.wasm'));
  // also where there is nothing to wait for, or what is given is wrong
  for (const wasm of /** @type {any[]} */ ([module, file, 'not an address', 5]))
    await assert.rejects(load({ wasm, signal: AbortSignal.abort(reason) }), reason);
  const controller = new AbortController();
  const loading = load({ signal: controller.signal });
  controller.abort(reason);
  await assert.rejects(loading, reason);
  await load();
});

test('without the files beside it the package uses its inline copy; without that it says what is missing', async () => {
  const inline = await import(libraryIn(folderOf('inline/wasm.js')));
  assert.equal(hash((await inline.load()).stft(x).data), expected);
  const bare = folderOf();
  const { load: loadBare } = await import(libraryIn(bare));
  for (let tries = 0; tries < 2; tries++) {
    await assert.rejects(loadBare(), (/** @type {any} */ error) => {
      assert.equal(error.code, 'E_LOAD');
      assert.ok(
        error.message.startsWith(`could not load ${pathToFileURL(bare).href}/specgram.wasm: ENOENT`),
        error.message,
      );
      return true;
    });
  }
  cpSync(join(dist, 'specgram.wasm'), join(bare, 'specgram.wasm'));
  assert.equal(hash((await loadBare()).stft(x).data), expected, 'a failure is not remembered');
});

test('where there is no SIMD the scalar file is taken, and gives the same bytes; without it, that is said', () => {
  const script = `
    import { hash, signal } from ${JSON.stringify(new URL('../helpers/signals.js', import.meta.url).href)};
    const { load } = await import(process.argv[1]);
    const made = await load().catch(({ name, code, message }) => console.log(name, code, message));
    if (made) console.log(hash(made.stft(signal(5000)).data));`;
  const noSimd = ['--no-enable-sse4-1', '--no-enable-ssse3', '--no-enable-avx'];
  const outputIn = (/** @type {string} */ folder) =>
    execFileSync(process.execPath, [...noSimd, '--input-type=module', '-e', script, libraryIn(folder)], {
      encoding: 'utf8',
    }).trim();
  assert.equal(outputIn(folderOf('specgram-scalar.wasm')), expected);
  const without = folderOf('specgram.wasm', 'inline/wasm.js');
  const address = `${pathToFileURL(without).href}/specgram-scalar.wasm`;
  const output = outputIn(without);
  assert.ok(output.startsWith(`Error E_LOAD could not load ${address}: ENOENT`), output);
  assert.match(output, /no WebAssembly SIMD here.*serve specgram-scalar\.wasm there, or give it as `wasm`$/);
});

test('importing the package does nothing: no global, no file, no timer', () => {
  const script = `
    const before = Object.getOwnPropertyNames(globalThis).join();
    await import(process.argv[1]);
    if (Object.getOwnPropertyNames(globalThis).join() !== before) throw new Error('a global was added');
    const kept = process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate|MessagePort|Worker/.test(name));
    if (kept.length > 0) throw new Error(kept.join());`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script, libraryIn(folderOf())]);
});
