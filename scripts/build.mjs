// Sources to what is published (dist/), to the demo's static folder (dist-demo/) and, with --native, to the native
// library and test programs (build/). A step whose inputs are unchanged is skipped.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fail, filesOf, ROOT, run, step } from './kit.mjs';

const NATIVE = {
  'native library': ['build/native', []],
  'native library with sanitizers': ['build/sanitize', ['-DSPECGRAM_SANITIZE=ON']],
  fuzzers: ['build/fuzz', ['-DSPECGRAM_FUZZ=ON', '-DCMAKE_C_COMPILER=clang']],
};

const kissfft =
  process.env.KISSFFT_SOURCE_DIR ??
  (existsSync(join(ROOT, 'build/kissfft/kiss_fftr.c')) ? join(ROOT, 'build/kissfft') : '');
const core = [
  ...filesOf('src'),
  ...(kissfft ? filesOf(kissfft) : []),
  'CMakeLists.txt',
  'scripts/kissfft.json',
  'scripts/build.mjs',
];
const library = [...filesOf('web'), 'scripts/build.mjs', 'package-lock.json'];
const wasm = ['dist/specgram.wasm', 'dist/specgram-scalar.wasm'];
const bundles = ['dist/index.js', 'dist/processor.js', 'dist/worker.js', 'dist/inline.js', 'dist/inline.d.ts'];

mkdirSync(join(ROOT, 'dist'), { recursive: true });
await step('wasm', { inputs: core, outputs: wasm }, async () => {
  await cmake('build/wasm', [], 'emcmake');
  for (const file of wasm) copyFileSync(join(ROOT, 'build/wasm', file.slice('dist/'.length)), join(ROOT, file));
});
await step('bundles', { inputs: [...library, ...wasm], outputs: bundles }, bundle);
await step(
  'demo',
  { inputs: [...filesOf('demo'), 'scripts/build.mjs', ...bundles, ...wasm], outputs: ['dist-demo'] },
  demo,
);
await step(
  'types',
  { inputs: [...library, 'tsconfig.json', 'tsconfig.build.json', 'dist/inline.d.ts'], outputs: ['dist/index.d.ts'] },
  async () => {
    await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json']);
    const current = new Set([
      ...filesOf('web').map((file) => file.replace(/^web(.*)\.js$/, 'dist$1.d.ts')),
      'dist/inline.d.ts',
    ]);
    for (const file of filesOf('dist')) if (file.endsWith('.d.ts') && !current.has(file)) rmSync(join(ROOT, file));
  },
);
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

async function bundle() {
  // inline.js stays a file of its own, which is fetched only where the assets beside index.js cannot be.
  await esbuild({ outdir: 'dist', entryPoints: ['web/index.js'], external: ['./inline.js'] });
  // Bundlers minify index.js with the page that imports it, but copy these two as they are.
  await esbuild({
    outdir: 'dist',
    entryPoints: { processor: 'web/live/processor.js', worker: 'web/pool/worker.js' },
    minify: true,
  });
  // Vite turns smaller assets into data: URLs, which a strict CSP refuses as a worklet.
  const size = statSync(join(ROOT, 'dist/processor.js')).size;
  if (size <= 4096) fail(`dist/processor.js must be above 4096 bytes, got ${size}`);

  const read = (/** @type {string} */ name, /** @type {BufferEncoding} */ encoding) =>
    JSON.stringify(readFileSync(join(ROOT, 'dist', name), encoding));
  const parts = {
    wasm: ['base64 of specgram.wasm', read('specgram.wasm', 'base64')],
    wasmScalar: ['base64 of specgram-scalar.wasm', read('specgram-scalar.wasm', 'base64')],
    processor: ['source of processor.js', read('processor.js', 'utf8')],
    worker: ['source of worker.js', read('worker.js', 'utf8')],
  };
  const lines = (/** @type {(name: string, text: string, value: string) => string} */ line) =>
    Object.entries(parts)
      .map(([name, [text, value]]) => line(name, text, value))
      .join('');
  writeFileSync(
    join(ROOT, 'dist/inline.js'),
    lines((name, text, value) => `/** ${text} */\nexport const ${name} = ${value};\n`),
  );
  writeFileSync(
    join(ROOT, 'dist/inline.d.ts'),
    lines((name, text) => `/** ${text} */\nexport const ${name}: string;\n`),
  );
}

/**
 * The demo's modules stay modules; only `specgram` becomes the relative address of the package's copy, as a bundler
 * would have it.
 */
async function demo() {
  const out = join(ROOT, 'dist-demo');
  rmSync(out, { recursive: true, force: true });
  cpSync(join(ROOT, 'demo'), out, { recursive: true, filter: (source) => !source.endsWith('.js') });
  mkdirSync(join(out, 'specgram'));
  for (const file of [...bundles, ...wasm].filter((name) => !name.endsWith('.d.ts'))) {
    copyFileSync(join(ROOT, file), join(out, 'specgram', file.slice('dist/'.length)));
  }
  await esbuild({
    outdir: 'dist-demo',
    outbase: 'demo',
    entryPoints: filesOf('demo').filter((name) => name.endsWith('.js')),
    plugins: [
      {
        name: 'specgram',
        setup(plugin) {
          plugin.onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
            if (kind === 'entry-point') return undefined;
            const file = /^specgram(?:\/(?:dist\/)?(.+))?$/.exec(path);
            if (!file) return { path, external: true };
            const target = relative(resolveDir, join(ROOT, 'demo/specgram', file[1] ?? 'index.js'))
              .split(sep)
              .join('/');
            return { path: target.startsWith('.') ? target : `./${target}`, external: true };
          });
        },
      },
    ],
  });
}
