// What npm publishes: its files, its promises about size and imports, and that a stranger's project can use it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { launch, open, serve } from '../helpers/browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name, encoding) => readFileSync(join(root, name), encoding);
const manifest = JSON.parse(read('package.json', 'utf8'));
const MODULES = ['dist/specgram.wasm', 'dist/specgram-scalar.wasm'];

/** A fresh project, outside of this one, that has installed the tarball. */
let project;
let packed;
const inProject = (command, ...args) => {
  const { stdout, stderr, status } = spawnSync(command, args, { cwd: project, encoding: 'utf8' });
  return status === 0 ? stdout : `${stdout}${stderr}`;
};

before(() => {
  project = mkdtempSync(join(realpathSync(tmpdir()), 'specgram-user-'));
  const options = ['--ignore-scripts', '--json', '--pack-destination', project];
  [packed] = JSON.parse(
    execFileSync('npm', ['pack', ...options], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }');
  inProject(
    'npm',
    'install',
    '--offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    join(project, packed.filename),
  );
});
after(() => rmSync(project, { recursive: true, force: true }));

test('the tarball holds the modules of web/ as they are, what stands beside them, their types and the papers, and nothing else', () => {
  const sources = readdirSync(join(root, 'web'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.js') && file !== 'live/processor.js' && file !== 'pool/worker.js',
  );
  const later = sources.filter((file) => /^(features|presets)\//.test(file)); // published as one file
  const modules = sources.filter((file) => !later.includes(file));
  for (const file of modules) assert.equal(read(`dist/${file}`, 'utf8'), read(`web/${file}`, 'utf8'), file);
  const inline = ['inline.js', 'inline/wasm.js', 'inline/processor.js', 'inline/worker.js'];
  const typed = [...modules, 'features/features.js', ...inline, 'specgram.min.js'];
  const wanted = [
    ...['LICENSE', 'README.md', 'CHANGELOG.md', 'THIRD_PARTY_NOTICES', 'package.json', 'docs/options.md'],
    ...['dist/processor.js', 'dist/worker.js', ...MODULES],
    ...later.filter((file) => file !== 'features/features.js').map((file) => `dist/${file.replace(/js$/, 'd.ts')}`),
    ...typed.flatMap((file) => [`dist/${file}`, `dist/${file.replace(/js$/, 'd.ts')}`]),
  ];
  assert.deepEqual(packed.files.map(({ path }) => path).sort(), wanted.sort());
  // Two cores of 75 and 89 KB, one of them a second time as text (98), and the library as modules with all comments and
  // types (205), minified (51), features (33), and as the Worker's script and its copy (46): what an install downloads,
  // no page ever does.
  assert.ok(packed.size <= 634 * 1024, `the tarball must be at most 634 KB, got ${packed.size}`);
});

test('specgram.min.js is at most 52 KB gzipped, and has what the entries have', async () => {
  const size = gzipSync(read('dist/specgram.min.js'), { level: 9 }).length;
  assert.ok(size <= 52 * 1024, `${size}`); // less than the wasm file, which a page loads after it
  const all = await import('specgram/specgram.min.js');
  for (const entry of ['specgram', 'specgram/view', 'specgram/files', 'specgram/live'])
    for (const name of Object.keys(await import(entry))) assert.ok(name in all, `${entry}: ${name}`);
});

test("the CHANGELOG's newest version is the package's, after what is not released", () => {
  const versions = [...read('CHANGELOG.md', 'utf8').matchAll(/^## \[(.+?)\]/gm)].map(([, version]) => version);
  assert.deepEqual(versions.slice(0, 2), ['Unreleased', manifest.version]);
});

test('it depends on nothing and runs nothing when it is installed', () => {
  for (const field of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies'])
    assert.equal(manifest[field], undefined, field);
  for (const script of ['preinstall', 'install', 'postinstall', 'prepare'])
    assert.equal(manifest.scripts[script], undefined, script);
  assert.equal(
    inProject('npm', 'ls', '--all', '--parseable').trim(),
    `${project}\n${join(project, 'node_modules/specgram')}`,
  );
});

test('development dependencies are pinned, and the lock file names no registry', () => {
  for (const [name, version] of Object.entries(manifest.devDependencies))
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
  const lock = JSON.parse(read('package-lock.json', 'utf8'));
  for (const [name, entry] of Object.entries(lock.packages)) {
    assert.equal(entry.resolved, undefined, name);
    if (name) assert.match(entry.integrity, /^sha512-/, name);
  }
});

test('every address of the exports map is a file, types first', () => {
  const files = new Set(packed.files.map(({ path }) => `./${path}`));
  for (const [address, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'object') assert.equal(Object.keys(target)[0], 'types', address);
    for (const file of typeof target === 'string' ? [target] : Object.values(target)) {
      assert.ok(files.has(file) || file === './dist/*', `${address} must lead to a file, got ${file}`);
    }
  }
  for (const file of [manifest.main, manifest.module, manifest.types, ...manifest.sideEffects])
    assert.ok(files.has(file), file);
});

test('both modules import nothing, export what src/exports.txt says and are at most 160 KB, the scalar one 184, and half of it gzipped', () => {
  const names = read('src/exports.txt', 'utf8').trim().split('\n').sort();
  for (const file of MODULES) {
    const bytes = read(file);
    const module = new WebAssembly.Module(bytes);
    assert.deepEqual(WebAssembly.Module.imports(module), [], file);
    assert.deepEqual(
      WebAssembly.Module.exports(module)
        .map(({ name }) => name)
        .sort(),
      names,
      file,
    );
    // All transforms in one file, fetched once: 80 KB are 65 ms at 10 Mbit/s. Without SIMD four lanes are four
    // instructions.
    const most = file.includes('scalar') ? 184 : 160;
    assert.ok(bytes.length <= most * 1024, `${file} must be at most ${most} KB, got ${bytes.length}`);
    assert.ok(gzipSync(bytes, { level: 9 }).length <= (most / 2) * 1024, file);
  }
});

test('the scalar module is for engines without SIMD', () => {
  const probe = `for (const file of ${JSON.stringify(MODULES)}) console.log(WebAssembly.validate(require('fs').readFileSync(file)))`;
  const old = ['--no-enable-sse4-1', '--no-enable-ssse3', '--no-enable-avx'];
  assert.equal(execFileSync(process.execPath, [...old, '-e', probe], { cwd: root, encoding: 'utf8' }), 'false\ntrue\n');
});

test('processor.js and worker.js stand alone; processor.js has 4 to 16 KB and uses nothing that a worklet lacks', async () => {
  const [processor, worker] = [read('dist/processor.js', 'utf8'), read('dist/worker.js', 'utf8')];
  assert.ok(processor.length > 4096); // below, Vite makes a data: address of it, which a strict CSP refuses
  assert.ok(processor.length <= 16 * 1024, `${processor.length}`); // it is compiled on the audio thread
  assert.ok(worker.length <= 66 * 1024, `${worker.length}`); // the engine; each Worker compiles it again
  for (const code of [processor, worker]) assert.doesNotMatch(code, /\b(import|export|importScripts)\b(?!:)/);
  const absent = [
    'TextDecoder',
    'TextEncoder',
    'URL',
    'fetch',
    'atob',
    'btoa',
    'performance',
    'setTimeout',
    'queueMicrotask',
    'crypto',
    'self',
    'structuredClone',
    'window',
  ];
  // esbuild's define finds globals alone, and no properties or words in a sentence.
  const { code } = await transform(processor, {
    define: Object.fromEntries(absent.map((name) => [name, `absent_${name}`])),
  });
  assert.deepEqual(code.match(/\babsent_\w+/g), null);
});

test('inline.js carries the very bytes of the files beside it', async () => {
  const inline = await import('../../dist/inline.js');
  assert.deepEqual(Object.keys(inline), ['processor', 'wasm', 'worker']);
  assert.equal(inline.wasm, read(MODULES[0], 'base64'));
  for (const name of ['processor', 'worker']) assert.equal(inline[name], read(`dist/${name}.js`, 'utf8'));
});

test('in Node every address can be imported, nothing global is made, and it analyses', () => {
  writeFileSync(
    join(project, 'use.js'),
    `
    const before = Object.getOwnPropertyNames(globalThis).length;
    const { load } = await import('specgram');
    const entries = ['view', 'files', 'live', 'fourier', 'specgram.min.js', 'inline.js', 'dist/index.js', 'dist/view.js'];
    for (const address of entries) await import('specgram/' + address);
    const made = Object.getOwnPropertyNames(globalThis).length - before;
    for (const address of ['processor.js', 'worker.js']) await import('specgram/' + address);
    const sg = await load();
    const S = sg.stft(Float32Array.from({ length: 4096 }, (_, n) => Math.sin(2 * Math.PI * n / 16)), { nFft: 512 });
    const { data } = sg.spectrogram(new Float32Array(4096).fill(1), { nFft: 512 });
    console.log(JSON.stringify([S.shape, data.length, made]));`,
  );
  assert.equal(inProject(process.execPath, 'use.js'), `[[33,257,2],${33 * 257},0]\n`);
});

test('a strict TypeScript project reads its types, library checks included', () => {
  writeFileSync(
    join(project, 'use.ts'),
    `
    import { load, SpectrogramNode, encodeWav } from 'specgram';
    import { frequencyAxis, type RendererOptions, SpectrogramRenderer } from 'specgram/view';
    import { decodeWav, WavAudio } from 'specgram/files';
    import { SpectrogramNode as Node, type SpectrogramNodeOptions } from 'specgram/live';
    import * as whole from 'specgram/specgram.min.js';
    import { wasm } from 'specgram/inline.js';
    const sg = await load();
    const S = sg.stft(new Float32Array(4096), { nFft: 512 });
    const data: Float32Array<ArrayBuffer> = S.data;
    const shape: number[] = S.shape;
    const node: AudioWorkletNode = await SpectrogramNode.create(new AudioContext(), { transform: 'mel' });
    // @ts-expect-error: not an option
    sg.stft(data, { fftSize: 512 });
    const size: number = wasm.length;
    const same: typeof SpectrogramNode = Node;
    const wav: WavAudio = decodeWav(encodeWav(data, { sampleRate: 8000 }));
    const options: SpectrogramNodeOptions = { transform: 'mel' };
    const look: Partial<RendererOptions> = { colormap: 'magma' };
    const place: number = frequencyAxis('mel', 0, 8000).to(440) + whole.frequencyAxis('log', 20, 8000).to(440);
    const renderer: typeof whole.SpectrogramRenderer = SpectrogramRenderer;
    console.log(shape, node, size, same, wav, options, look, place, renderer, whole.load);`,
  );
  const compilerOptions = {
    noEmit: true,
    strict: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  assert.equal(inProject(process.execPath, join(root, 'node_modules/typescript/bin/tsc')), '');
});

/** What a page of the user's does with it: offline, on the audio thread and in a Worker. */
const APP = `
  import { load, SpectrogramNode, createPool } from 'specgram';
  globalThis.use = async () => {
    const tone = Float32Array.from({ length: 8192 }, (_, n) => Math.sin(2 * Math.PI * n / 16));
    const loudest = (data, bins) => {
      const row = Array.from(data.slice(8 * bins, 9 * bins));
      return row.indexOf(Math.max(...row));
    };
    const options = { nFft: 512, hopLength: 128 };
    const found = [loudest((await load()).spectrogram(tone, options).data, 257)];
    const context = new OfflineAudioContext(1, tone.length, 48000);
    const buffer = new AudioBuffer({ length: tone.length, sampleRate: 48000 });
    buffer.copyToChannel(tone, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    const node = await SpectrogramNode.create(context, { transform: 'spectrogram', ...options });
    const columns = new Promise((resolve) => {
      let data = [];
      node.addEventListener('columns', ({ detail }) => {
        data = data.concat(Array.from(detail.data));
        if (data.length > 20 * 257) resolve(data);
      });
    });
    source.connect(node).connect(context.destination);
    source.start();
    await context.startRendering();
    found.push(loudest(await columns, 257));
    const pool = await createPool({ workers: 1 });
    found.push(loudest((await pool.spectrogram(tone, options)).data, 257));
    pool.close();
    return found;
  };`;

for (const browser of ['chromium', 'firefox']) {
  test(`in ${browser} it works as plain modules with an import map, from the files beside it`, async () => {
    const map = JSON.stringify({ imports: { specgram: './node_modules/specgram/dist/index.js' } });
    const html = `<!doctype html><script type="importmap">${map}</script><script type="module" src="app.js"></script>`;
    const site = await serve({ '/': project }, { pages: { '/app.html': html, '/app.js': APP } });
    const { page, problems } = await open(await launch(browser), `${site.url}app.html`);
    assert.deepEqual(await page.evaluate(() => globalThis.use()), [32, 32, 32]);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      site.requests.filter((line) => line.includes('inline')),
      [],
    );
  });

  test(`in ${browser} it works as one minified module from another site, whose Worker alone must come from the copy`, async () => {
    const dist = join(project, 'node_modules/specgram/dist');
    const cdn = await serve({ '/': dist }, { headers: { 'Access-Control-Allow-Origin': '*' } });
    const app = APP.replace("'specgram'", `'${cdn.url}specgram.min.js'`);
    const html = '<!doctype html><script type="module" src="app.js"></script>';
    const site = await serve({ '/': project }, { pages: { '/app.html': html, '/app.js': app } });
    const { page } = await open(await launch(browser), `${site.url}app.html`);
    assert.deepEqual(await page.evaluate(() => globalThis.use()), [32, 32, 32]);
    const asked = cdn.requests.filter((line) => line !== '200 /worker.js');
    const wanted = ['features/features.js', 'inline/worker.js', 'processor.js', 'specgram.min.js', 'specgram.wasm'];
    assert.deepEqual(
      [...new Set(asked)].sort(),
      wanted.map((file) => `200 /${file}`),
    );
  });

  test(`in ${browser} it works bundled by esbuild, which leaves the files behind: the inline copy is used`, async () => {
    const outdir = join(project, browser);
    await build({
      stdin: { contents: APP, resolveDir: project },
      bundle: true,
      format: 'esm',
      splitting: true,
      outdir,
      entryNames: 'app',
      logLevel: 'error',
    });
    const site = await serve(
      { '/': outdir },
      { pages: { '/app.html': '<!doctype html><script type="module" src="app.js"></script>' } },
    );
    const { page } = await open(await launch(browser), `${site.url}app.html`);
    assert.deepEqual(await page.evaluate(() => globalThis.use()), [32, 32, 32]);
    const missing = new Set(site.requests.filter((line) => line.startsWith('404')));
    assert.deepEqual([...missing].sort(), ['404 /processor.js', '404 /specgram.wasm', '404 /worker.js']);
  });
}
