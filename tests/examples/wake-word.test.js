// The wake word's page, built as its README says, in real Chromium: it finds a word in the microphone's sound, and takes
// nothing else for it.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { decodeWav, encodeWav, load } from 'specgram';
import { StepFeatures } from '../../examples/wake-word/features.js';
import { CSP, launch, open, serve } from '../helpers/browser.js';
import { mix } from '../helpers/ml-signals.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'specgram-wake-word-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const sg = await load();

/** @param {string} name */
const clip = (name) => decodeWav(readFileSync(join(root, `tests/clips/speech-${name}.wav`))).channels[0];

test('live features in chunks of any length are those of openWakeWord, from zeros on', () => {
  const sound = mix(16000);
  const whole = sg.preset('openwakeword').extract(sound, { sampleRate: 16000 });
  /** @type {number[]} */
  const live = [];
  const features = new StepFeatures(sg, 16000);
  for (let from = 0, length = 1; from < sound.length; from += length++)
    features.push(sound.subarray(from, from + length), (rows) => {
      assert.equal(rows.length, 8);
      for (const row of rows) live.push(...row);
    });
  assert.equal(live.length, 12 * 8 * 32); // of 12.5 steps
  const [before, bands] = [3, 32]; // the rows that hear zeros, in the beginning
  const worst = live.slice(before * bands).reduce((most, x, i) => Math.max(most, Math.abs(x - whole.data[i])), 0);
  assert.ok(worst < 5e-4, `${worst}`); // 0.005 dB: the resampler's ripple, which there is at the same rate too
});

test('a word is found each time that it is said, faster too, and nowhere else', async () => {
  const sampleRate = 22050;
  const english = clip('english');
  const word = english.slice(0.52 * sampleRate, sampleRate); // 'brown fox'
  const parts = [clip('american'), english, sg.resample(english, 106, 100), clip('german')];
  const spoken = Float32Array.from(parts.flatMap((part) => Array.from(part)));
  const length = spoken.length / sampleRate;
  const ends = [2 + 1, 4 + 1 / 1.06]; // s
  const files = ['word.wav', 'spoken.wav'].map((name) => join(folder, name));
  writeFileSync(files[0], encodeWav(word, { sampleRate }));
  writeFileSync(files[1], encodeWav(spoken, { sampleRate }));

  const out = join(folder, 'out');
  const entryPoints = ['main', 'worker', 'microphone'].map((name) => join(root, `examples/wake-word/${name}.js`));
  await build({ entryPoints, bundle: true, format: 'esm', outdir: out, tsconfigRaw: {} });
  copyFileSync(join(root, 'dist/specgram.wasm'), join(out, 'specgram.wasm'));
  const mounts = { '/': join(root, 'examples/wake-word'), '/out/': out };
  const site = await serve(mounts, { headers: { 'Content-Security-Policy': CSP } });
  const { page, problems } = await open(await launch('chromium', { microphone: files[1] }), site.url);

  const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#word'));
  await input.uploadFile(files[0]);
  await page.click('#listen');
  const FOUND = 3; // a whole round, from anywhere in it
  await page.waitForFunction(
    (count) => document.querySelectorAll('#found li').length >= count,
    { timeout: 60_000 },
    FOUND,
  );
  const found = await page.$$eval('#found li', (items) =>
    items.map((item) => Number.parseFloat(item.textContent ?? '')),
  );
  await page.click('#listen');
  assert.equal(await page.$eval('#listen', (button) => button.textContent), 'Listen');
  assert.deepEqual(problems, []);

  // the microphone's file may have begun at any place; the way from word to word is known
  const ways = found.slice(1).map((at, i) => at - found[i]);
  const [short, long] = [ends[1] - ends[0], length - ends[1] + ends[0]];
  const wanted = Math.abs(ways[0] - short) < Math.abs(ways[0] - long) ? [short, long] : [long, short];
  for (const [i, way] of wanted.entries()) assert.ok(Math.abs(ways[i] - way) < 0.25, `${ways}, not ${wanted}`);
});
