// A folder to a web site on localhost: the demo's server, and the tests'. `node scripts/serve.mjs [--port n]
// [--isolate] [folder]`
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wav': 'audio/wav',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** All that the demo needs of a browser. */
export const CSP = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
/** What SharedArrayBuffer needs; the demo works with and without. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * Serves folders by the address they are mounted at ('/' at least), the longest mount first, and pages given as text.
 * @param {Record<string, string>} mounts address to folder: { '/': 'dist-demo', '/lib/': 'dist' }
 * @param {{ port?: number, headers?: Record<string, string>, pages?: Record<string, string> }} [options] pages: address
 *   to HTML (or JavaScript, by its ending)
 * @returns {Promise<{ url: string, requests: string[], close: () => Promise<void> }>} requests: the paths asked for,
 *   with their status
 */
export async function serve(mounts, { port = 0, headers = {}, pages = {} } = {}) {
  /** @type {string[]} */
  const requests = [];
  const order = Object.keys(mounts).sort((a, b) => b.length - a.length);
  const server = createServer(async (request, response) => {
    const path = decoded(new URL(`http://localhost${request.url}`).pathname);
    const answer = (/** @type {number} */ status, /** @type {string} */ name, /** @type {string} */ body) => {
      requests.push(`${status} ${path}`);
      response.writeHead(status, {
        ...headers,
        'Content-Type': TYPES[/** @type {keyof TYPES} */ (extname(name))] ?? 'application/octet-stream',
        'Cache-Control': 'no-store',
      });
      if (body !== undefined) response.end(body);
    };
    if (Object.hasOwn(pages, path)) return answer(200, extname(path) ? path : 'page.html', pages[path]);
    const mount = order.find((address) => path.startsWith(address));
    const folder = mount && resolve(mounts[mount]);
    let file = mount && folder && normalize(join(folder, path.slice(mount.length)));
    if (file && folder && file.startsWith(folder)) {
      if (path.endsWith('/')) file = join(file, 'index.html');
      const found = await stat(file).catch(() => null);
      if (found?.isFile()) {
        answer(200, file);
        return createReadStream(file).pipe(response);
      }
    }
    answer(404, '.txt', `${path} is not here\n`);
  });
  await new Promise((ready, refuse) => {
    server.once('error', refuse).listen(port, '127.0.0.1', () => ready(null));
  });
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${taken}/`,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** @param {string} path @returns {string} as it is where its escapes are none */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '8080' }, isolate: { type: 'boolean', default: false } },
  });
  const folder = positionals[0] ?? fileURLToPath(new URL('../dist-demo', import.meta.url));
  const options = {
    port: Number(values.port),
    headers: { 'Content-Security-Policy': CSP, ...(values.isolate ? ISOLATION : {}) },
  };
  const site = await serve({ '/': folder }, options).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return serve({ '/': folder }, { ...options, port: 0 });
  });
  console.log(`specgram: the demo is at ${site.url} (Ctrl+C ends it)`);
}
