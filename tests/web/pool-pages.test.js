// How a page starts a pool's Workers: from their file, from a blob that it gives back, or from an address; the Workers
// are played by the test.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, beforeEach, test } from 'node:test';
import { createPool } from 'specgram';

/** @type {any} */
const scope = globalThis;
/** The blobs that have an address. @type {Map<string, Blob>} */
const blobs = new Map();
const { createObjectURL, revokeObjectURL } = URL;
URL.createObjectURL = (/** @type {any} */ blob) => {
  const url = createObjectURL(blob);
  blobs.set(url, blob);
  return url;
};
URL.revokeObjectURL = (url) => {
  blobs.delete(url);
  revokeObjectURL(url);
};

/** A page's Worker that does what the test says. */
class PageWorker {
  /** @type {PageWorker[]} */
  static made = [];
  /** What becomes of one, by its address. @type {(url: string) => 'ready' | 'error' | 'throw'} */
  static start = () => 'ready';
  ended = false;
  /** @type {(event: any) => void} */
  onmessage = () => {};
  /** @type {(event: any) => void} */
  onerror = () => {};

  /** @param {string | URL} url @param {{ type?: string }} [options] */
  constructor(url, options) {
    this.url = String(url);
    this.type = options?.type ?? 'classic';
    this.fate = PageWorker.start(this.url);
    if (this.fate === 'throw') throw new DOMException('not of this origin', 'SecurityError');
    PageWorker.made.push(this);
  }

  postMessage(/** @type {any} */ { type, id }) {
    const answer = type === 'setup' ? { type: 'ready' } : { type: 'result', id, result: 5, spectrogram: false };
    queueMicrotask(() => {
      if (this.fate === 'error') this.onerror({ message: undefined, preventDefault() {} });
      else this.onmessage({ data: answer });
    });
  }

  terminate() {
    this.ended = true;
  }
}

scope.Worker = PageWorker;
after(() => {
  delete scope.Worker;
  Object.assign(URL, { createObjectURL, revokeObjectURL });
});
beforeEach(() => {
  PageWorker.made = [];
  blobs.clear();
});
const madeOf = () => PageWorker.made.map(({ url, type, ended }) => [url.split(':')[0], type, ended]);
/** @param {any} pool */
const works = async (pool) => assert.equal(await pool.estimateTuning(new Float32Array(9), { sampleRate: 8000 }), 5);

test('from its file, as a module', async () => {
  PageWorker.start = () => 'ready';
  const pool = await createPool({ workers: 1 });
  await works(pool);
  assert.deepEqual(madeOf(), [['file', 'module', false]]);
  assert.match(PageWorker.made[0].url, /\/worker\.js$/);
  pool.close();
  assert.deepEqual(madeOf(), [['file', 'module', true]]);
});

test('from the inline copy, as a classic script, whose blob is given back when it stands, fails or is given up', async () => {
  for (const fate of /** @type {const} */ (['error', 'throw'])) {
    PageWorker.made = [];
    PageWorker.start = (url) => (url.startsWith('blob:') ? 'ready' : fate);
    const pool = /** @type {any} */ (await createPool({ workers: 2 }));
    await Promise.all([works(pool), works(pool)]);
    const blobsMade = PageWorker.made.filter(({ url }) => url.startsWith('blob:'));
    assert.deepEqual(
      blobsMade.map(({ type }) => type),
      ['classic', 'classic'],
    );
    assert.equal(blobs.size, 0);
    pool.close();
    assert.ok(PageWorker.made.every(({ ended }) => ended));
  }
  for (const fate of /** @type {const} */ (['error', 'throw'])) {
    PageWorker.start = () => fate;
    await assert.rejects(createPool({ workers: 1 }), {
      name: 'NotSupportedError',
      code: 'E_WORKER',
      message: /from its file: .*; from its inline copy: .* \(`worker` takes the address of worker.js\)$/,
    });
    assert.equal(blobs.size, 0);
    assert.ok(PageWorker.made.every(({ ended }) => ended));
  }
});

test('the blob is the very file', async () => {
  let text = '';
  PageWorker.start = (url) => {
    const blob = blobs.get(url);
    blob?.text().then((read) => {
      text = read;
    });
    return blob ? 'ready' : 'error';
  };
  const pool = await createPool({ workers: 1 });
  while (!text) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(text, readFileSync(new URL('../../dist/worker.js', import.meta.url), 'utf8'));
  pool.close();
});

test('from an address that is given, and from nowhere else', async () => {
  for (const worker of ['/files/worker.js', new URL('https://example.com/worker.js')]) {
    PageWorker.made = [];
    PageWorker.start = () => 'ready';
    const pool = await createPool({ workers: 1, worker });
    await works(pool);
    assert.deepEqual(
      PageWorker.made.map(({ url, type }) => [url, type]),
      [[String(worker), 'classic']],
    );
    pool.close();
    for (const fate of /** @type {const} */ (['error', 'throw'])) {
      PageWorker.made = [];
      PageWorker.start = () => fate;
      await assert.rejects(createPool({ workers: 1, worker }), (/** @type {any} */ { code, message }) => {
        assert.equal(code, 'E_WORKER');
        assert.ok(message.startsWith(`no Worker could be started: from ${worker}: `), message);
        return true;
      });
      assert.equal(PageWorker.made.length, Number(fate === 'error'));
    }
  }
  for (const worker of /** @type {any[]} */ ([5, {}]))
    await assert.rejects(createPool({ worker }), {
      name: 'TypeError',
      code: 'E_CONFIG',
      message: /^worker must be an address, got /,
    });
});

test('a Worker that cannot be made any more is no end of what waits: the others do the work', async () => {
  PageWorker.start = () => 'ready';
  const pool = /** @type {any} */ (await createPool({ workers: 2 }));
  PageWorker.start = () => 'throw';
  await Promise.all([works(pool), works(pool), works(pool)]);
  assert.equal(PageWorker.made.length, 1);
  pool.close();
});
