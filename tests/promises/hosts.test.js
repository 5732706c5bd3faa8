// Where apps run that do not serve the package's files: bundled by esbuild as it is by default, in a sandboxed iframe,
// from file:, and under a strict policy with the files' addresses. (`node scripts/hosts.mjs` tries the other bundlers.)
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { CSP, launch, open, serve } from '../helpers/browser.js';
import { use } from '../helpers/host-app.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'specgram-hosts-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The app as esbuild makes it. @param {'iife' | 'cjs'} format @param {'browser' | 'node'} platform */
async function bundle(format, platform) {
  const { outputFiles, warnings } = await build({
    entryPoints: [join(root, 'tests/helpers/host-app.js')],
    bundle: true,
    format,
    platform,
    write: false,
    absWorkingDir: root,
    tsconfigRaw: '{}', // ours leads `specgram` to the sources
    logLevel: 'silent',
  });
  assert.deepEqual(
    warnings.filter(({ id }) => id !== 'empty-import-meta').map(({ text }) => text),
    [],
  );
  return outputFiles[0].text;
}

const browsers = { chromium: await launch('chromium'), firefox: await launch('firefox') };
const { atOnce } = await use();
const everywhere = { atOnce, live: atOnce, pool: atOnce };
const app = await bundle('iife', 'browser');
const page = '<!doctype html><meta charset="utf-8"><script src="app.js"></script>';
const run = () => /** @type {any} */ (globalThis).use();

test("esbuild's cjs runs in Node with nothing beside it", async () => {
  const file = join(folder, 'app.cjs');
  writeFileSync(file, await bundle('cjs', 'node'));
  const script = 'require(process.argv[1]); use().then((found) => console.log(JSON.stringify(found)))';
  const output = execFileSync(process.execPath, ['-e', script, file], { encoding: 'utf8' });
  assert.deepEqual(JSON.parse(output), { ...everywhere, live: 'none' });
});

for (const [name, browser] of Object.entries(browsers)) {
  test(`${name}: esbuild's iife, and its cjs, run with nothing beside them`, async () => {
    const cjs = `var module = { exports: {} };${await bundle('cjs', 'browser')}`;
    for (const code of [app, cjs]) {
      const site = await serve({ '/': folder }, { pages: { '/page.html': page, '/app.js': code } });
      const { page: tab } = await open(browser, `${site.url}page.html`);
      assert.deepEqual(await tab.evaluate(run), everywhere);
      await tab.close();
    }
  });

  test(`${name}: a sandboxed iframe, whose origin is nobody's, runs it, from a file and from srcdoc`, async () => {
    const frames = {
      '/file.html': '<!doctype html><iframe sandbox="allow-scripts" src="page.html"></iframe>',
      '/srcdoc.html': `<!doctype html><iframe sandbox="allow-scripts" srcdoc="<script src='app.js'></script>"></iframe>`,
    };
    const site = await serve({ '/': folder }, { pages: { ...frames, '/page.html': page, '/app.js': app } });
    for (const path of Object.keys(frames)) {
      const { page: tab } = await open(browser, site.url + path.slice(1));
      const [, frame] = tab.frames();
      await frame.waitForFunction('globalThis.use');
      assert.equal(await frame.evaluate('globalThis.origin'), 'null');
      assert.deepEqual(await frame.evaluate(run), everywhere, path);
      await tab.close();
    }
  });

  test(`${name}: a page from file: runs it`, async () => {
    writeFileSync(join(folder, 'page.html'), page);
    writeFileSync(join(folder, 'app.js'), app);
    const { page: tab } = await open(browser, pathToFileURL(join(folder, 'page.html')).href);
    assert.deepEqual(await tab.evaluate(run), everywhere);
    await tab.close();
  });

  test(`${name}: under a strict policy a bundle needs the addresses of the three files, and no more`, async () => {
    const site = await serve(
      { '/': folder, '/files/': join(root, 'dist') },
      { headers: { 'Content-Security-Policy': CSP }, pages: { '/page.html': page, '/app.js': app } },
    );
    const { page: tab, problems } = await open(browser, `${site.url}page.html`);
    const addresses = { wasm: 'files/specgram.wasm', processor: '/files/processor.js', worker: 'files/worker.js' };
    assert.deepEqual(await tab.evaluate((given) => /** @type {any} */ (globalThis).use(given), addresses), everywhere);
    assert.deepEqual(problems, []);
    const wrong = async (/** @type {object} */ given) =>
      tab.evaluate(
        (all) =>
          /** @type {any} */ (globalThis).use(all).catch((/** @type {any} */ { code, message }) => ({ code, message })),
        { ...addresses, ...given },
      );
    for (const [given, code] of /** @type {[object, string][]} */ ([
      [{ wasm: '/files/none.wasm' }, 'E_LOAD'],
      [{ processor: '/files/none.js' }, 'E_LOAD'],
      [{ worker: '/files/none.js' }, 'E_WORKER'],
      [{ processor: undefined }, 'E_LOAD'],
      [{ worker: undefined }, 'E_WORKER'],
    ])) {
      const refused = await wrong(given);
      assert.equal(refused.code, code);
      assert.match(refused.message, /\/files\/none\.(wasm|js): [^;]*$|takes (its|the) address/, 'it says what to give');
    }
    await tab.close();
  });
}
