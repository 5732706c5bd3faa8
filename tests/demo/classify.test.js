// The classifier's page: built-in sounds are learnt in the browser, the microphone is put to the model, all of it is
// saved and opened again, and whatever goes wrong is said (real Chromium).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeWav } from 'specgram';
import { exampleOf } from '../../demo/classify/examples.js';
import { microphoneProblems } from '../../demo/sources/microphone.js';
import { launch, open } from '../helpers/browser.js';
import { alertOf, fileOf, serveDemo, text, toneFile, until } from '../helpers/demo.js';

/** @typedef {import('puppeteer-core').Page} Page */

const site = await serveDemo();
const address = `${site.url}some/path/classify.html`;
const sirens = new Float32Array(4 * 16000);
for (let i = 0; i < 4; i++) sirens.set(exampleOf('siren', 500 + i), i * 16000);
const chromium = await launch('chromium', {
  microphone: fileOf('sirens.wav', encodeWav(sirens, { sampleRate: 16000 })),
});

/** @param {import('puppeteer-core').Browser} [browser] @param {{ width?: number, height?: number }} [viewport] */
async function openClassifier(browser = chromium, viewport = {}) {
  const { page, problems } = await open(browser, 'about:blank', viewport);
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (/** @type {any} */ blob) => {
      Object.assign(globalThis, { saved: blob });
      return make(blob);
    };
  });
  await page.goto(address);
  await until(page, () => document.querySelectorAll('.card').length === 2, 'the page to begin');
  return { page, problems };
}

/** Waits for what takes a while on a busy machine. @param {Page} page @param {() => unknown} fact @param {string} name */
async function eventually(page, fact, name) {
  for (let tries = 0; tries < 1200; tries++) {
    if (await page.evaluate(fact)) return;
    await wait(250);
  }
  throw new Error(`waited in vain for ${name}; the page says: ${await text(page, '#status')}`);
}

/** @param {Page} page */
const accuracies = (page) =>
  page.$$eval('.score', (scores) => scores.map((score) => Number(/** @type {HTMLElement} */ (score).dataset.accuracy)));

/** @param {Page} page */
const confusion = (page) =>
  page.$$eval('.matrix', (tables) =>
    tables.map((table) =>
      [...table.querySelectorAll('tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent) || 0),
      ),
    ),
  );

test('built-in sounds: 90 % of the held-out clips are known, what it is without SpecAugment stands beside it, and the microphone is heard', async () => {
  const { page, problems } = await openClassifier();
  await page.click('#fill');
  await until(page, () => document.querySelectorAll('.clip').length === 90, 'six classes of fifteen clips');
  await page.click('#train');
  await eventually(
    page,
    () =>
      [...document.querySelectorAll('.run')].every(
        (run) => /** @type {HTMLElement} */ (run).dataset.state === 'trained',
      ),
    'both trainings',
  );
  const [augmented, plain] = await accuracies(page);
  assert.ok(augmented >= 0.9, `${augmented} of the held-out clips are known with SpecAugment`);
  assert.ok(plain > 0.5 && plain <= 1, `${plain} are known without`);
  const tables = await confusion(page);
  for (const [table, share] of /** @type {[number[][], number][]} */ ([
    [tables[0], augmented],
    [tables[1], plain],
  ])) {
    for (const row of table) assert.equal(row[0] + row[1] + row[2] + row[3] + row[4] + row[5], 5);
    const right = table.reduce((sum, row, i) => sum + row[i], 0);
    assert.ok(Math.abs(right / 30 - share) < 1e-9);
  }
  for (const label of await page.$$eval('.run canvas', (charts) => charts.map((c) => c.getAttribute('aria-label'))))
    assert.match(label ?? '', /^(Accuracy|Loss) after 8 epochs: training [\d.]+( %)?, held out [\d.]+( %)?$/);

  await page.click('#listen');
  await eventually(page, () => document.querySelector('#verdict')?.textContent === 'Siren', 'the siren to be heard');
  await page.click('#listen');
  await until(page, () => document.querySelector('#listen')?.getAttribute('aria-pressed') === 'false', 'its end');

  await page.click('#export');
  const saved = await page.evaluate(() => /** @type {any} */ (globalThis).saved.text());
  const { page: other } = await openClassifier();
  await (await other.$('#project-file'))?.uploadFile(fileOf('classifier.json', saved));
  await eventually(other, () => document.querySelectorAll('.matrix').length === 2, 'the saved models');
  assert.deepEqual(await confusion(other), tables, 'the opened models know what the saved ones knew');
  assert.equal((await other.$$('.clip')).length, 90);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    site.requests.filter((request) => !request.startsWith('200 ')),
    [],
  );
  await page.close();
  await other.close();
});

test('what cannot be done is said, with the reason and what to do', async () => {
  const { page, problems } = await openClassifier();
  await page.click('#train');
  assert.match(await alertOf(page, 'E_FEW_SOUNDS'), /at least 3 clips.*Class 1 has none, Class 2 has none/);
  await page.click('#listen');
  assert.match(await alertOf(page, 'E_NO_MODEL'), /no model to listen with yet/);
  await page.click('#export');
  assert.match(await alertOf(page, 'E_NOTHING'), /nothing to save yet/);
  const projects = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (
    await page.$('#project-file')
  );
  for (const [name, content, reason] of [
    ['words.txt', 'no project', 'it is no JSON'],
    ['other.json', '{"format":"other"}', 'it was not saved by this page'],
    ['next.json', '{"format":"specgram-classifier","version":2}', 'it is of version 2, this page reads version 1'],
    [
      'short.json',
      '{"format":"specgram-classifier","version":1,"sampleRate":16000,"patch":[96,64],"models":[],"classes":[{"name":"a","clips":["AAAA"]}]}',
      'a clip has another length',
    ],
  ]) {
    await projects.uploadFile(fileOf(name, content));
    await until(
      page,
      (said) => document.querySelector('.alert[data-code=E_IMPORT] p')?.textContent?.includes(said),
      reason,
      `“${name}” cannot be opened: ${reason}.`,
    );
  }
  const [asked] = await Promise.all([page.waitForFileChooser(), page.click('.card .acts button:nth-child(2)')]);
  await asked.accept([toneFile('zeros.wav', { level: 0 })]);
  assert.match(await alertOf(page, 'E_SILENT'), /“zeros.wav” holds no sound/);
  assert.deepEqual(problems, []);
  await page.close();
});

test('recordings and files become clips; training that is stopped says so, and keeps what was learnt', async () => {
  const { page, problems } = await openClassifier();
  await page.click('.card .acts button');
  await until(
    page,
    () => /^[3-9]\.\d s$/.test(document.querySelector('.taking .time')?.textContent ?? ''),
    'three seconds',
  );
  await page.click('.card .taking button');
  await until(page, () => document.querySelectorAll('.card:first-child .clip').length >= 2, 'the recording’s clips');
  const [asked] = await Promise.all([
    page.waitForFileChooser(),
    page.click('.card:nth-child(2) .acts button:nth-child(2)'),
  ]);
  await asked.accept([toneFile('four.wav', { seconds: 4 })]);
  await until(page, () => document.querySelectorAll('.card:nth-child(2) .clip').length === 4, 'the file’s four clips');

  await page.focus('.card:nth-child(2) .clip');
  await page.keyboard.press('Delete');
  await until(page, () => document.querySelectorAll('.card:nth-child(2) .clip').length === 3, 'one to be gone');
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.clip')), 'the next has the focus');
  for (const name of ['Horn', 'Tone']) {
    const at = name === 'Horn' ? 1 : 2;
    await page.select(`.card:nth-child(${at}) select`, name === 'Horn' ? 'bell' : 'whistle');
    await page.click(`.card:nth-child(${at}) input`, { count: 3 });
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  }
  assert.match(await text(page, '.card .count'), /^(1[789]|2\d) clips, [5-9] held out$/);
  await page.$eval('#epochs', (input) => {
    /** @type {HTMLInputElement} */ (input).value = '60';
  });
  await page.click('#compare');
  await page.click('#train');
  await eventually(page, () => document.querySelector('.matrix tbody'), 'an epoch');
  await page.click('#stop');
  await eventually(page, () => document.querySelector('.run')?.getAttribute('data-state') === 'stopped', 'the end');
  assert.match(await text(page, '.run .run-line'), /^Stopped after \d+ of 60 epochs; what was learnt stays\.$/);
  assert.deepEqual(
    await page.$$eval('.run:first-child .matrix tbody th', (heads) => heads.map((head) => head.textContent)),
    ['Horn', 'Tone'],
  );
  assert.equal(await page.$eval('#heard', (heard) => /** @type {HTMLElement} */ (heard).hidden), false);
  assert.deepEqual(problems, []);
  await page.close();
});

test('a microphone that is refused is told in its own words, and asked again', async () => {
  const browser = await launch('chromium', { args: ['--use-fake-device-for-media-stream'] });
  const { page } = await openClassifier(browser);
  const client = await page.createCDPSession();
  const permit = (/** @type {'denied' | 'granted'} */ setting) =>
    client.send('Browser.setPermission', {
      permission: { name: 'microphone' },
      setting,
      origin: new URL(site.url).origin,
    });
  await permit('denied');
  await page.click('.card .acts button');
  const { say, todo } = microphoneProblems.E_MIC_DENIED;
  assert.equal(await alertOf(page, 'E_MIC_DENIED'), `${say} ${todo}`);
  await permit('granted');
  await page.click('.alert button');
  await until(
    page,
    () => /^\d\.\d s$/.test(document.querySelector('.taking .time')?.textContent ?? ''),
    'the recording',
  );
  await browser.close();
});

test('the gradients of the convolution are those of its definition', async () => {
  const { page } = await openClassifier();
  const worst = await page.evaluate(async () => {
    const here = location.href.replace('classify.html', 'classify/');
    const tf = await import(`${here}tensorflow.js`);
    const { convolve } = await import(`${here}convolution.js`);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    tf.setWasmPaths(here);
    await tf.setBackend('wasm');
    await tf.ready();
    let state = 1;
    const random = () => ((state = (state * 48271) % 2147483647) / 2147483647 - 0.5) * 2;
    const values = (/** @type {number[]} */ shape) => {
      const data = Float32Array.from({ length: shape.reduce((product, n) => product * n) }, random);
      return tf.tensor(data, shape);
    };
    const [x, filter, weight] = [values([2, 5, 4, 3]), values([3, 3, 3, 2]), values([2, 5, 4, 2])];
    const loss = (/** @type {any[]} */ ...[a, b]) => tf.sum(tf.mul(convolve(a, b), weight));
    const variables = [tf.variable(x, true, 'x'), tf.variable(filter, true, 'filter')];
    const { grads } = tf.train.sgd(1).computeGradients(() => loss(...variables), variables);
    const slopes = [grads.x, grads.filter];
    let most = 0;
    for (const [which, tensor] of [x, filter].entries()) {
      const data = tensor.dataSync();
      const got = slopes[which].dataSync();
      for (let i = 0; i < data.length; i++) {
        // linear in each of both, so that a difference over one is exact
        const [more, less] = [0.5, -0.5].map((step) => {
          const moved = tf.tensor(
            Float32Array.from(data, (v, k) => (k === i ? v + step : v)),
            tensor.shape,
          );
          return loss(which ? x : moved, which ? moved : filter).dataSync()[0];
        });
        most = Math.max(most, Math.abs(more - less - got[i]));
      }
    }
    return most;
  });
  assert.ok(worst < 2e-4, `${worst} from the differences`); // float32 sums of some 40 values of up to 30
  await page.close();
});

test('the page fits a phone and has a name for each control; the main page loads no TensorFlow.js', async () => {
  const { page } = await openClassifier(chromium, { width: 390, height: 844 });
  await page.click('#fill');
  await until(page, () => document.querySelectorAll('.clip').length === 90, 'the sounds');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  const small = await page.$$eval('button, select, input:not([type=file])', (controls) =>
    controls
      .map((control) => ({
        name: control.id || control.getAttribute('aria-label'),
        box: control.getBoundingClientRect(),
      }))
      .filter(({ box }) => box.width > 0 && (box.width < 18 || box.height < 18))
      .map(({ name }) => name),
  );
  assert.deepEqual(small, []);
  const client = await page.createCDPSession();
  const { nodes } = /** @type {{ nodes: any[] }} */ (await client.send('Accessibility.getFullAXTree'));
  const nameless = nodes.filter(
    ({ role, name, ignored }) =>
      !ignored &&
      ['button', 'combobox', 'textbox', 'spinbutton', 'checkbox', 'meter'].includes(role?.value) &&
      !name?.value,
  );
  assert.deepEqual(nameless, []);
  const before = site.requests.length;
  const { page: main } = await open(chromium, `${site.url}some/path/`);
  await until(main, () => document.querySelector('#time')?.textContent !== '0:00 / 0:00', 'the main page');
  const asked = site.requests.slice(before);
  assert.ok(asked.length > 20);
  assert.deepEqual(
    asked.filter((request) => request.includes('classify') || request.includes('tfjs')),
    [],
  );
  assert.equal(await main.$eval('#privacy a', (link) => link.getAttribute('href')), 'classify.html');
  await main.close();
  await page.close();
});
