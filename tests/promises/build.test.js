// The two commands of the README: what they install, what they leave alone, and that they make the same bytes anywhere.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { sourceList } from '../../scripts/apt.mjs';
import { CSP, ISOLATION, launch, open, serve } from '../helpers/browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'specgram-build-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
const kissfft = process.env.KISSFFT_SOURCE_DIR ?? join(root, 'build/kissfft');

/** Runs a command; tools that are only there to be seen write their names into `scratch/called`. */
function command(name, args, { cwd = root, env = {} } = {}) {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, output: stdout + stderr };
}
function withTools(folder, tools) {
  mkdirSync(join(scratch, folder));
  for (const tool of tools) {
    writeFileSync(join(scratch, folder, tool), `#!/bin/sh\necho ${tool} >> '${scratch}/called'\nexit 1\n`);
    chmodSync(join(scratch, folder, tool), 0o755);
  }
  return join(scratch, folder);
}

test('a second start with nothing to do calls no compiler, no package manager and no bundler', () => {
  const tools = [
    'emcc',
    'emcmake',
    'cmake',
    'ninja',
    'wasm-metadce',
    'apt-get',
    'npm',
    'node',
    'gcc',
    'clang',
    'patch',
    'tar',
  ];
  const PATH = `${withTools('watched', tools)}:${process.env.PATH}`;
  for (const script of [
    ['scripts/setup.mjs', 'test'],
    ['scripts/build.mjs', '--native'],
  ]) {
    assert.deepEqual(command(process.execPath, script, { env: { PATH } }), { status: 0, output: '' }, script.join(' '));
  }
  assert.equal(existsSync(join(scratch, 'called')), false);
});

test('a changed source is seen by its content, not by its date', () => {
  const copy = join(scratch, 'stamped');
  const inside = (path) => join(copy, path);
  cpSync(join(root, 'scripts'), inside('scripts'), { recursive: true });
  writeFileSync(
    inside('scripts/try.mjs'),
    `
    import { step } from './kit.mjs';
    await step('it', { inputs: ['input'], outputs: ['scripts'] }, () => console.log('worked'));`,
  );
  const works = () => command(process.execPath, [inside('scripts/try.mjs')]).output.includes('worked');
  writeFileSync(inside('input'), 'one');
  assert.deepEqual([works(), works()], [true, false]);
  writeFileSync(inside('input'), 'one');
  assert.equal(works(), false);
  writeFileSync(inside('input'), 'two');
  assert.deepEqual([works(), works()], [true, false]);
});

test('where nothing can be installed, one message says what to install', () => {
  const { status, output } = command(process.execPath, ['scripts/setup.mjs', 'start'], {
    env: { PATH: withTools('bare', []) },
  });
  assert.equal(status, 1);
  assert.match(output, /^specgram: these are missing: Emscripten SDK, CMake 3\.20 or newer, Ninja\.\n/);
  assert.match(output, /apt-get install --no-install-recommends emscripten cmake ninja-build\n/);
  assert.equal(output.trim().split('\n').length, 3);
});

test('both formats of package lists become lists of their sources', () => {
  const stanzas = `# a mirror
Types: deb
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
Enabled: no
URIs: http://off.example/debian
Suites: bookworm

Types: deb deb-src
URIs: http://both.example/debian
Suites: bookworm`;
  assert.equal(
    sourceList('debian.sources', stanzas),
    `# a mirror
Types: deb-src
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb-src
URIs: http://both.example/debian
Suites: bookworm
`,
  );
  const lines = `# deb http://off.example x main
  deb [signed-by=/k.gpg] http://mirror.example/debian bookworm main contrib
deb-src [signed-by=/k.gpg] http://mirror.example/debian bookworm main contrib
deb cdrom:[x] y main`;
  assert.equal(
    sourceList('sources.list', lines),
    'deb-src [signed-by=/k.gpg] http://mirror.example/debian bookworm main contrib\n',
  );
});

const debianSource = join(root, 'build/apt/unpacked/debian');
const elsewhere = !existsSync(debianSource) && 'KissFFT does not come from Debian here';

test('KissFFT is the pinned release with every patch that is listed, and no other change', { skip: elsewhere }, () => {
  const { version, debian, upstream } = JSON.parse(readFileSync(join(root, 'scripts/kissfft.json'), 'utf8'));
  assert.equal(debian.sha256[`kissfft_${version}.orig.tar.gz`], upstream.sha256);
  assert.equal(
    command('tar', ['-xf', join(root, `build/apt/kissfft_${version}.orig.tar.gz`), '-C', scratch]).status,
    0,
  );
  const cwd = join(scratch, `kissfft-${version}`);
  for (const patch of debian.patches)
    assert.equal(command('patch', ['-p1', '-i', join(debianSource, 'patches', patch)], { cwd }).status, 0, patch);
  assert.equal(command('diff', ['-r', cwd, join(root, 'build/kissfft')]).output, '');
});

test("CMake fetches upstream's release by its hash, and refuses another", { skip: elsewhere }, () => {
  const { version, upstream } = JSON.parse(readFileSync(join(root, 'scripts/kissfft.json'), 'utf8'));
  const copy = copyOfCore('fetching');
  const configure = (hash) => {
    const url = `file://${root}build/apt/kissfft_${version}.orig.tar.gz`;
    writeFileSync(join(copy, 'scripts/kissfft.json'), JSON.stringify({ upstream: { url, sha256: hash } }));
    rmSync(join(copy, 'out'), { recursive: true, force: true });
    return command('cmake', ['-S', copy, '-B', join(copy, 'out'), '-G', 'Ninja']);
  };
  assert.equal(configure(upstream.sha256).status, 0);
  const refused = configure(upstream.sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
  assert.notEqual(refused.status, 0);
  assert.match(refused.output, /SHA256 hash/);
});

test('the modules built in another folder are the same bytes', () => {
  const copy = copyOfCore('elsewhere');
  const out = join(copy, 'some/other/folder');
  assert.equal(
    command('emcmake', ['cmake', '-S', copy, '-B', out, '-G', 'Ninja', `-DKISSFFT_SOURCE_DIR=${kissfft}`]).status,
    0,
  );
  assert.equal(command('cmake', ['--build', out]).status, 0);
  const hash = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
  for (const name of ['specgram.wasm', 'specgram-scalar.wasm'])
    assert.equal(hash(join(out, name)), hash(join(root, 'dist', name)), name);
});

test('the server gives files with their types and headers, and nothing outside of its folder', async () => {
  const site = await serve(
    { '/': join(root, 'dist'), '/deep/': join(root, 'src') },
    { headers: { 'Content-Security-Policy': CSP, ...ISOLATION }, pages: { '/p.html': '<p>' } },
  );
  const get = async (path) => {
    const response = await fetch(site.url + path);
    return [response.status, response.headers.get('content-type')];
  };
  assert.deepEqual(await get('specgram.wasm'), [200, 'application/wasm']);
  assert.deepEqual(await get('index.js'), [200, 'text/javascript; charset=utf-8']);
  assert.deepEqual(await get('p.html'), [200, 'text/html; charset=utf-8']);
  assert.deepEqual(await get('deep/exports.txt'), [200, 'text/plain; charset=utf-8']);
  for (const path of ['..%2fpackage.json', '%2e%2e/package.json', 'deep/..%2f..%2fpackage.json', 'none.js', '%00', '%'])
    assert.equal((await get(path))[0], 404, path);
  const { headers } = await fetch(site.url);
  assert.equal(headers.get('content-security-policy'), CSP);
  assert.equal(headers.get('cross-origin-embedder-policy'), 'require-corp');
});

test('the built demo runs below any path, under its strict policy, and asks for nothing from elsewhere', async () => {
  const site = await serve({ '/a/b/': join(root, 'dist-demo') }, { headers: { 'Content-Security-Policy': CSP } });
  const browser = await launch('chromium');
  const { page, problems } = await open(browser, 'about:blank');
  const foreign = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !/^(data|blob|about):/.test(request.url())) foreign.push(request.url());
  });
  await page.goto(`${site.url}a/b/`, { waitUntil: 'networkidle0' });
  assert.deepEqual([problems, foreign], [[], []]);
  assert.deepEqual(
    site.requests.filter((line) => !line.startsWith('200 /a/b/')).filter((line) => line !== '200 /favicon.ico'),
    [],
  );
  assert.ok(site.requests.includes('200 /a/b/specgram/specgram.wasm'));
});

/** The C build alone, elsewhere. */
function copyOfCore(name) {
  const copy = join(scratch, name);
  for (const path of ['CMakeLists.txt', 'package.json', 'src', 'scripts/kissfft.json']) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  return copy;
}
