// The bundlers and hosts that the README names, tried by hand: the package is installed into an app in a temporary
// folder, which each of them builds and runs in a real browser. `node scripts/hosts.mjs [words of names]`
// It installs some 500 MB of tools there. Of each: what went wrong, KB that it puts out, and KB that the page loaded.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closeAll, CSP, launch, open, serve } from './browser.mjs';
import { ROOT, say } from './kit.mjs';

/** The tools, as npm is asked for them. */
const TOOLS = {
  esbuild: '0.28.2',
  vite7: 'npm:vite@7.3.8',
  vite8: 'npm:vite@8.4.0',
  webpack: '5.113.0',
  rollup: '4.68.8',
  '@rollup/plugin-node-resolve': '16.0.3',
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  jest: '30.5.2',
  'jest-environment-jsdom': '30.5.2',
};

const project = mkdtempSync(join(realpathSync(tmpdir()), 'specgram-hosts-'));
const at = (/** @type {string[]} */ ...path) => join(project, ...path);
const put = (/** @type {string} */ path, /** @type {string} */ text) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const MODULE_PAGE = '<!doctype html><meta charset="utf-8"><script type="module" src="./app.js"></script>';
const SCRIPT_PAGE = '<!doctype html><meta charset="utf-8"><script src="app.js"></script>';

/**
 * Runs a command in the project; throws with what it said where it fails.
 * @param {string} name @param {string[]} args
 */
function command(name, ...args) {
  // Vite sets this process's NODE_ENV
  const env = { ...process.env, NODE_ENV: undefined, NEXT_TELEMETRY_DISABLED: '1' };
  const { status, stdout, stderr } = spawnSync(name, args, { cwd: project, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}:\n${stdout}${stderr}`);
  return stdout;
}
const node = (/** @type {string[]} */ ...args) => command(process.execPath, ...args);
/** A tool's module. @param {string} path */
const tool = async (path) => import(pathToFileURL(at('node_modules', path)).href);

/** @typedef {{ folder?: string, path?: string, url?: string, headers?: Record<string, string>, addresses?: object,
 *   inFrame?: boolean, found?: object, close?: () => unknown }} Built a folder to serve, or a page's address; or
 *   what was found without a browser */

/** @param {'esm' | 'iife' | 'cjs'} format @param {string} out */
async function esbuild(format, out) {
  const { build } = await tool('esbuild/lib/main.js');
  await build({
    absWorkingDir: project,
    entryPoints: ['app.js'],
    bundle: true,
    format,
    platform: format === 'cjs' ? 'node' : 'browser',
    outfile: `${out}/app.${format === 'cjs' ? 'cjs' : 'js'}`,
    logLevel: 'silent',
  });
  put(`${out}/index.html`, format === 'esm' ? MODULE_PAGE : SCRIPT_PAGE);
}

/** @param {7 | 8} version @param {string} page @returns {Promise<Built>} */
async function viteBuild(version, page = 'index.html') {
  const out = `out-vite${version}-${page.split('.')[0]}`;
  const config = { root: project, build: { outDir: out, rollupOptions: { input: at(page) } }, logLevel: 'error' };
  // Vite 7 makes classic scripts of an app's own Workers by default, and those cannot import anything later
  if (page === 'own.html' && version === 7) Object.assign(config, { worker: { format: 'es' } });
  const { build } = await tool(`vite${version}/dist/node/index.js`);
  await build(config);
  return { folder: out, path: page };
}

/** @param {7 | 8} version @returns {Promise<Built>} */
async function viteDev(version) {
  const { createServer } = await tool(`vite${version}/dist/node/index.js`);
  const server = await createServer({ root: project, cacheDir: at(`cache-vite${version}`), logLevel: 'silent' });
  await server.listen();
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}

/** @param {string} entry @param {string} out @returns {Promise<Built>} */
async function webpack(entry, out) {
  const { default: make } = await tool('webpack/lib/index.js');
  const output = { path: at(out), filename: 'app.js', publicPath: 'auto' };
  const stats = await new Promise((resolve, reject) => {
    make(
      { mode: 'production', context: project, entry: `./${entry}`, output },
      (/** @type {any} */ error, /** @type {any} */ made) => (error ? reject(error) : resolve(made)),
    );
  });
  if (stats.hasErrors()) throw new Error(stats.toString());
  put(`${out}/index.html`, SCRIPT_PAGE);
  return { folder: out };
}

/** @param {'--turbopack' | '--webpack'} flag @returns {Promise<Built>} */
async function next(flag) {
  const out = `next${flag}`;
  put(`${out}/package.json`, '{ "private": true, "type": "module" }');
  put(
    `${out}/next.config.mjs`,
    `export default { output: 'export', turbopack: { root: ${JSON.stringify(project)} } };`,
  );
  cpSync(at('app.js'), at(out, 'host-app.js'));
  put(`${out}/app/layout.js`, 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;');
  const page = `'use client';
import { useEffect } from 'react';
export default function Page() {
  useEffect(() => { import('../host-app.js').then(({ use }) => { globalThis.use = use; }); }, []);
  return <p>specgram</p>;
}`;
  put(`${out}/app/page.js`, page);
  node(at('node_modules/next/dist/bin/next'), 'build', at(out), flag);
  return { folder: `${out}/out` };
}

/** @param {'node' | 'jsdom'} environment @returns {Promise<Built>} */
async function jest(environment) {
  const file = at(`found-${environment}.json`);
  const test = `import { writeFileSync } from 'node:fs';
import { use } from './app.js';
test('runs', async () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(await use())), 60_000);`;
  put(`${environment}.test.js`, test);
  const config = JSON.stringify({
    testEnvironment: environment,
    transform: {},
    testMatch: [`**/${environment}.test.js`],
  });
  node('--experimental-vm-modules', at('node_modules/jest/bin/jest.js'), '--config', config);
  return { found: JSON.parse(readFileSync(file, 'utf8')) };
}

/** @type {Record<string, () => Promise<Built>>} */
const HOSTS = {
  'native modules, import map': async () => {
    const map = JSON.stringify({ imports: { specgram: './node_modules/specgram/dist/index.js' } });
    put(
      'native.html',
      `<!doctype html><script type="importmap">${map}</script>${MODULE_PAGE.split('>').slice(2).join('>')}`,
    );
    return { folder: '.', path: 'native.html' };
  },
  'esbuild esm': async () => {
    await esbuild('esm', 'out-esm');
    return { folder: 'out-esm' };
  },
  'esbuild esm, strict policy, files copied beside': async () => {
    await esbuild('esm', 'out-copied');
    for (const file of ['specgram.wasm', 'processor.js', 'worker.js'])
      cpSync(at('node_modules/specgram/dist', file), at('out-copied', file));
    return { folder: 'out-copied', headers: { 'Content-Security-Policy': CSP } };
  },
  'esbuild iife': async () => {
    await esbuild('iife', 'out-iife');
    return { folder: 'out-iife' };
  },
  'esbuild iife, strict policy, addresses': async () => {
    await esbuild('iife', 'out-addresses');
    for (const file of ['specgram.wasm', 'processor.js', 'worker.js'])
      cpSync(at('node_modules/specgram/dist', file), at('out-addresses/static', file));
    const addresses = { wasm: '/static/specgram.wasm', processor: '/static/processor.js', worker: '/static/worker.js' };
    return { folder: 'out-addresses', headers: { 'Content-Security-Policy': CSP }, addresses };
  },
  'esbuild cjs, Node': async () => {
    await esbuild('cjs', 'out-cjs');
    const script = 'require(process.argv[1]); use().then((found) => console.log(JSON.stringify(found)))';
    return { found: JSON.parse(node('-e', script, at('out-cjs/app.cjs'))) };
  },
  'sandboxed iframe': async () => {
    await esbuild('iife', 'out-sandbox');
    put('out-sandbox/frame.html', '<!doctype html><iframe sandbox="allow-scripts" src="index.html"></iframe>');
    return { folder: 'out-sandbox', path: 'frame.html', inFrame: true };
  },
  'file:': async () => {
    await esbuild('iife', 'out-file');
    return { url: pathToFileURL(at('out-file/index.html')).href };
  },
  'Vite 7 dev': () => viteDev(7),
  'Vite 7': () => viteBuild(7),
  "Vite 7, in the app's own Worker": () => viteBuild(7, 'own.html'),
  'Vite 8 dev': () => viteDev(8),
  'Vite 8': () => viteBuild(8),
  "Vite 8, in the app's own Worker": () => viteBuild(8, 'own.html'),
  webpack: () => webpack('app.js', 'out-webpack'),
  "webpack, in the app's own Worker": () => webpack('own.js', 'out-webpack-own'),
  Rollup: async () => {
    const { rollup } = await tool('rollup/dist/es/rollup.js');
    const { default: resolve } = await tool('@rollup/plugin-node-resolve/dist/es/index.js');
    const bundle = await rollup({ input: at('app.js'), plugins: [resolve()] });
    await bundle.write({ dir: at('out-rollup'), format: 'es' });
    put('out-rollup/index.html', MODULE_PAGE);
    return { folder: 'out-rollup' };
  },
  'Next, Turbopack': () => next('--turbopack'),
  'Next, webpack': () => next('--webpack'),
  'Jest, node': () => jest('node'),
  'Jest, jsdom': () => jest('jsdom'),
};

/**
 * What a page finds, and how many bytes it loaded.
 * @param {import('puppeteer-core').Browser} browser @param {Built} built
 */
async function runIn(browser, { folder, path = '', url, headers, addresses, inFrame }) {
  const site = folder === undefined ? undefined : await serve({ '/': at(folder) }, { headers });
  const { page } = await open(browser, url ?? `${site?.url}${path}`);
  try {
    const frame = inFrame ? page.frames()[1] : page.mainFrame();
    await frame.waitForFunction('globalThis.use', { timeout: 60_000 });
    const found = await frame.evaluate((given) => /** @type {any} */ (globalThis).use(given), addresses);
    return { found, asked: new Set(site?.requests) };
  } finally {
    await page.close();
    await site?.close();
  }
}

put('package.json', '{ "type": "module", "private": true }');
cpSync(join(ROOT, 'tests/helpers/host-app.js'), at('app.js'));
put('index.html', MODULE_PAGE);
put('own.html', MODULE_PAGE.replace('app.js', 'own.js'));
put(
  'own-worker.js',
  "import { use } from './app.js';\nuse().then((found) => postMessage(found), (error) => postMessage(String(error)));\n",
);
put(
  'own.js',
  `globalThis.use = () => new Promise((resolve) => {
  const worker = new Worker(new URL('./own-worker.js', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve(message);
});`,
);

const KB = (/** @type {number} */ bytes) => Math.round(bytes / 1024);

/** KB in a folder, and of them what no page asked for. @param {string} folder @param {Set<string>} asked */
function sizesOf(folder, asked) {
  let [all, idle] = [0, 0];
  for (const name of readdirSync(at(folder), { recursive: true, encoding: 'utf8' })) {
    const { size } = statSync(at(folder, name));
    if (statSync(at(folder, name)).isDirectory()) continue;
    all += size;
    if (!asked.has(`200 /${name}`)) idle += size;
  }
  return `${KB(all)} KB, of which ${KB(idle)} were never asked for`;
}

/** @param {string} name @param {import('puppeteer-core').Browser} browser @param {object} wanted */
async function tryOut(name, browser, wanted) {
  /** @type {Built | undefined} */
  let built;
  try {
    built = await HOSTS[name]();
    const { found, asked } = built.found ? { found: built.found, asked: new Set() } : await runIn(browser, built);
    const right =
      JSON.stringify(found) === JSON.stringify({ ...wanted, live: found.live === 'none' ? 'none' : wanted.live });
    const size = built.folder && built.folder !== '.' ? `, ${sizesOf(built.folder, asked)}` : '';
    const live = found.live === 'none' ? ' (no audio thread)' : '';
    say(`${right ? 'works ' : 'FAILS '} ${name}${live}${size}${right ? '' : `: ${JSON.stringify(found)}`}`);
    if (!right) process.exitCode = 1;
  } catch (error) {
    say(`FAILS  ${name}: ${/** @type {Error} */ (error).message.slice(0, 1500)}`);
    process.exitCode = 1;
  } finally {
    await built?.close?.();
  }
}

try {
  say(`the tools are installed into ${project} …`);
  command('npm', 'pack', '--ignore-scripts', '--pack-destination', project, ROOT);
  const [tarball] = readdirSync(project).filter((name) => name.endsWith('.tgz'));
  const tools = Object.entries(TOOLS).map(([name, version]) => `${name}@${version}`);
  command('npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', at(tarball), ...tools);
  const { use } = await import(pathToFileURL(at('app.js')).href);
  const { atOnce } = await use();
  const words = process.argv.slice(2).map((word) => word.toLowerCase());
  const names = Object.keys(HOSTS).filter((name) => words.every((word) => name.toLowerCase().includes(word)));
  const browser = await launch('chromium');
  for (const name of names) await tryOut(name, browser, { atOnce, live: atOnce, pool: atOnce });
} finally {
  await closeAll();
  rmSync(project, { recursive: true, force: true });
}
process.exit(); // Vite leaves something running
