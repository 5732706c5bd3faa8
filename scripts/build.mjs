// Sources to what is published (dist/), to the demo's static folder (dist-demo/) and, with --native, to the native
// library and test programs (build/). A step whose inputs are unchanged is skipped. With --modules
// dist/ is all, without types; with --pages dist-demo/ too.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { generate } from './generate.mjs';
import { fail, filesOf, ROOT, run, step } from './kit.mjs';

const NATIVE = {
  'native library': ['build/native', []],
  'native library with sanitizers': ['build/sanitize', ['-DSPECGRAM_SANITIZE=ON']],
  fuzzers: ['build/fuzz', ['-DSPECGRAM_FUZZ=ON', '-DCMAKE_C_COMPILER=clang']],
};

const kissfft =
  process.env.KISSFFT_SOURCE_DIR ??
  (existsSync(join(ROOT, 'build/kissfft/kiss_fftr.c')) ? join(ROOT, 'build/kissfft') : '');
generate();
const core = [
  ...filesOf('src'),
  ...(kissfft ? filesOf(kissfft) : []),
  'CMakeLists.txt',
  'package.json',
  'scripts/kissfft.json',
  'scripts/build.mjs',
];
/**
 * Scripts that run where nothing can be imported: bundled. Other files of web/ are published as the modules they are.
 */
const SCRIPTS = { processor: 'web/live/processor.js', worker: 'web/pool/worker.js' };
/**
 * A module that is loaded later: published with all that it imports, because bundlers would cut what it shares with the
 * rest out of everybody's first file.
 */
const LATER = 'web/features/features.js';
/** What goes beside the modules for hosts that leave the assets behind, and what each holds. */
const INLINE = {
  wasm: ['base64 of specgram.wasm', 'specgram.wasm', 'base64'],
  processor: ['source of processor.js', 'processor.js', 'utf8'],
  worker: ['source of worker.js', 'worker.js', 'utf8'],
};
/** The one file of the demo that imports TensorFlow.js, which only the classifier's page loads. */
const TENSORFLOW = 'demo/classify/tensorflow.js';
const sources = filesOf('web').filter((file) => !Object.values(SCRIPTS).includes(file));
const library = [...filesOf('web'), 'scripts/build.mjs', 'package.json', 'package-lock.json', 'THIRD_PARTY_NOTICES'];
const wasm = ['dist/specgram.wasm', 'dist/specgram-scalar.wasm'];
const inline = Object.keys(INLINE).map((name) => `dist/inline/${name}.js`);
const asTheyStand = sources.filter((file) => !/^web\/(features|presets)\//.test(file));
const modules = [
  ...[...asTheyStand, LATER].map((file) => file.replace(/^web/, 'dist')),
  ...Object.keys(SCRIPTS).map((name) => `dist/${name}.js`),
  ...inline,
  'dist/inline.js',
  'dist/specgram.min.js',
];
const declarationOf = (/** @type {string} */ file) => file.replace(/js$/, 'd.ts');
const ownTypes = [...inline, 'dist/inline.js', 'dist/specgram.min.js'].map(declarationOf);
const types = sources.map((file) => declarationOf(file.replace(/^web/, 'dist')));

mkdirSync(join(ROOT, 'dist'), { recursive: true });
await step('wasm', { inputs: core, outputs: wasm }, async () => {
  await cmake('build/wasm', [], 'emcmake');
  for (const file of wasm) copyFileSync(join(ROOT, 'build/wasm', file.slice('dist/'.length)), join(ROOT, file));
});
await step('modules', { inputs: [...library, ...wasm], outputs: [...modules, ...ownTypes] }, publish);
if (process.argv.includes('--modules')) process.exit();
const pages = [...filesOf('demo'), 'scripts/build.mjs', 'package-lock.json', 'THIRD_PARTY_NOTICES'];
await step('demo', { inputs: [...pages, ...modules, ...wasm], outputs: ['dist-demo'] }, demo);
if (process.argv.includes('--pages')) process.exit();
await step('types', { inputs: [...library, 'tsconfig.json', 'tsconfig.build.json', ...ownTypes], outputs: types }, () =>
  run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json']),
);
const current = new Set([...wasm, ...modules, ...types, ...ownTypes]);
for (const file of filesOf('dist')) if (!current.has(file)) rmSync(join(ROOT, file));
if (process.argv.includes('--native')) {
  for (const [name, [folder, options]] of Object.entries(NATIVE)) {
    await step(name, { inputs: [...core, ...filesOf('tests/c')], outputs: [folder] }, () => cmake(folder, options));
  }
}

/** @param {string} folder @param {string[]} options @param {string} [wrapper] */
async function cmake(folder, options, wrapper) {
  const cache = join(ROOT, folder, 'CMakeCache.txt');
  // CMake refuses a folder that was made for another place: the project was moved.
  if (existsSync(cache) && !readFileSync(cache, 'utf8').includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${ROOT}\n`))
    rmSync(join(ROOT, folder), { recursive: true });
  const configure = ['cmake', '-S', '.', '-B', folder, '-G', 'Ninja', `-DKISSFFT_SOURCE_DIR=${kissfft}`, ...options];
  if (wrapper) configure.unshift(wrapper);
  await run(configure[0], configure.slice(1));
  await run('cmake', ['--build', folder]);
}

/** @param {import('esbuild').BuildOptions} options */
async function esbuild(options) {
  const { build } = await import('esbuild');
  const common = /** @type {const} */ ({
    absWorkingDir: ROOT,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
  });
  await build({ ...common, ...options }).catch((error) => fail(error.message));
}

/** web/ to the modules of the package, and to what stands beside them. */
async function publish() {
  for (const file of asTheyStand) write(file.replace(/^web/, 'dist'), readFileSync(join(ROOT, file), 'utf8'));
  await esbuild({ outfile: LATER.replace(/^web/, 'dist'), entryPoints: [LATER] });
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const banner = { js: `/*! specgram ${version}, MIT licence */` };
  // Bundlers copy these two as they are. A Worker may be started as a classic script, too.
  await esbuild({ outdir: 'dist', entryPoints: SCRIPTS, minify: true, banner, format: 'iife' });
  // Vite turns smaller assets into data: URLs, which a strict CSP refuses as a worklet.
  const size = statSync(join(ROOT, 'dist/processor.js')).size;
  if (size <= 4096) fail(`dist/processor.js must be above 4096 bytes, got ${size}`);

  const names = Object.keys(INLINE);
  write('dist/inline.js', names.map((name) => `export { ${name} } from './inline/${name}.js';\n`).join(''));
  write('dist/inline.d.ts', names.map((name) => `export { ${name} } from './inline/${name}.js';\n`).join(''));
  for (const [name, [text, file, encoding]] of Object.entries(INLINE)) {
    const value = readFileSync(join(ROOT, 'dist', file), /** @type {BufferEncoding} */ (encoding));
    const notice = name === 'wasm' ? `/*!\n${noticesOfCore()}\n*/\n` : '';
    write(`dist/inline/${name}.js`, `${notice}/** ${text} */\nexport const ${name} = ${JSON.stringify(value)};\n`);
    write(`dist/inline/${name}.d.ts`, `/** ${text} */\nexport const ${name}: string;\n`);
  }
  // For pages without a bundler: all of the main entry and of specgram/view in one request.
  const [main, view] = [await import('../web/index.js'), await import('../web/view.js')];
  const more = Object.keys(view).filter((name) => !(name in main));
  const everything = `export * from './index.js';\nexport { ${more.join(', ')} } from './view.js';\n`;
  await esbuild({
    outfile: 'dist/specgram.min.js',
    stdin: { contents: everything, resolveDir: join(ROOT, 'web') },
    external: ['./inline/*'],
    plugins: [
      {
        name: 'later',
        setup(plugin) {
          const path = `./${LATER.slice('web/'.length)}`;
          plugin.onResolve({ filter: /features\/features\.js$/ }, () => ({ path, external: true }));
        },
      },
    ],
    minify: true,
    legalComments: 'eof',
    banner,
  });
  write('dist/specgram.min.d.ts', everything);
}

/** What THIRD_PARTY_NOTICES says of all that is compiled into the wasm files. */
function noticesOfCore() {
  const parts = readFileSync(join(ROOT, 'THIRD_PARTY_NOTICES'), 'utf8').split(/^-{20,}\n/m);
  return parts
    .filter((part) => part.includes('compiled in'))
    .map((part) => part.trim())
    .join('\n\n');
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(join(ROOT, file)), { recursive: true });
  writeFileSync(join(ROOT, file), text);
}

/**
 * The demo's modules stay modules; only `specgram` and its entries become one file, as a bundler would have it, and
 * what the classifier takes of TensorFlow.js another.
 */
async function demo() {
  const out = join(ROOT, 'dist-demo');
  rmSync(out, { recursive: true, force: true });
  cpSync(join(ROOT, 'demo'), out, { recursive: true, filter: (source) => !source.endsWith('.js') });
  mkdirSync(join(out, 'specgram/inline'), { recursive: true });
  mkdirSync(join(out, 'specgram/features'), { recursive: true });
  const scripts = Object.keys(SCRIPTS).map((name) => `dist/${name}.js`);
  for (const file of ['dist/specgram.min.js', LATER.replace(/^web/, 'dist'), ...scripts, ...inline, ...wasm])
    copyFileSync(join(ROOT, file), join(out, 'specgram', file.slice('dist/'.length)));
  await esbuild({
    outdir: 'dist-demo',
    outbase: 'demo',
    entryPoints: filesOf('demo').filter((name) => name.endsWith('.js') && name !== TENSORFLOW),
    plugins: [
      {
        name: 'specgram',
        setup(plugin) {
          plugin.onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
            if (kind === 'entry-point') return undefined;
            if (!/^specgram(\/(view|files|live))?$/.test(path)) return { path, external: true };
            const target = relative(resolveDir, join(ROOT, 'demo/specgram/specgram.min.js')).split(sep).join('/');
            return { path: target.startsWith('.') ? target : `./${target}`, external: true };
          });
        },
      },
    ],
  });
  await tensorflow(join(out, 'classify'));
}

/** TensorFlow.js beside the classifier: what it uses of it, the wasm files, and whose work they are. @param {string} out */
async function tensorflow(out) {
  const folder = join(ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const banner = { js: `/*! TensorFlow.js ${version}, Apache-2.0; see NOTICES.txt */` };
  await esbuild({ outdir: 'dist-demo', outbase: 'demo', entryPoints: [TENSORFLOW], minify: true, banner });
  for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'])
    copyFileSync(join(folder, 'wasm-out', name), join(out, name));
  const parts = readFileSync(join(ROOT, 'THIRD_PARTY_NOTICES'), 'utf8').split(/^-{20,}\n/m);
  const notices = parts.filter((part) => part.startsWith("The demo's classifier"));
  const apache = readFileSync(join(ROOT, 'node_modules/long/LICENSE'), 'utf8');
  writeFileSync(join(out, 'NOTICES.txt'), [...notices, apache].join('\n'));
}
