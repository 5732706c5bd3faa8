// Files in the demo: dropped, chosen, hostile, broken, long; played, seen as a whole, zoomed into, saved (real
// Chromium).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { decodeWav, encodeWav } from 'specgram';
import { launch } from '../helpers/browser.js';
import { address, alertOf, fileOf, openDemo, pictureOf, serveDemo, text, toneFile, until } from '../helpers/demo.js';

const site = await serveDemo();
const browser = await launch('chromium');

/** @param {import('puppeteer-core').Page} page @param {string} path */
async function choose(page, path) {
  const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#file'));
  await input.uploadFile(path);
}
/** @param {import('puppeteer-core').Page} page @param {string} name */
const analysed = (page, name) =>
  until(
    page,
    (wanted) => document.querySelector('#summary')?.textContent?.startsWith(wanted),
    `${name} to be analysed`,
    name,
  );
/**
 * A file by its bytes and any name, as a drop or an upload would give it.
 * @param {import('puppeteer-core').Page} page
 * @param {string} name
 * @param {string} path
 */
async function drop(page, name, path) {
  const bytes = readFileSync(path).toString('base64');
  await page.evaluate(
    (fileName, base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], fileName));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    },
    name,
    bytes,
  );
}

test('a dropped WAV is analysed as a whole at its own rate, plays, seeks and ends', async () => {
  const { page, problems } = await openDemo(browser, address(site));
  await drop(page, 'tone.wav', toneFile('tone.wav', { frequency: 440, seconds: 1.5, rate: 22050 }));
  await analysed(page, 'tone.wav');
  assert.equal(await text(page, '#title'), 'tone.wav  22,050 Hz, mono');
  assert.match(await text(page, '#summary'), /1\.5 s in sight\. Strongest: (439|440)\.\d Hz \(A4 [+−]\d ct\)/);
  assert.equal(await text(page, '#time'), '0:00 / 0:01');
  const before = await pictureOf(page);
  await page.click('#loop');
  await page.click('#play');
  await until(page, () => document.querySelector('#play')?.textContent?.includes('Pause'), 'it to play');
  await wait(400);
  assert.notEqual((await pictureOf(page)).hash, before.hash, 'the playhead moves');
  await until(page, () => document.querySelector('#play')?.textContent?.includes('Play'), 'it to end');
  assert.equal(await text(page, '#time'), '0:01 / 0:01');
  await page.$eval('#seek', (seek) => {
    /** @type {HTMLInputElement} */ (seek).value = '500';
    seek.dispatchEvent(new Event('input'));
    seek.dispatchEvent(new Event('change'));
  });
  assert.ok(
    Math.abs(Number(await page.$eval('#seek', (seek) => /** @type {HTMLInputElement} */ (seek).value)) - 500) <= 1,
  );
  // the same file, scrolling
  await page.click('input[value=live]');
  await page.click('#play');
  await wait(400);
  const first = await pictureOf(page);
  await wait(300);
  assert.notEqual((await pictureOf(page)).hash, first.hash);
  assert.deepEqual(problems, []);
  await page.close();
});

test("what the browser decodes is decoded, stereo is mixed, and the file's rate is kept", async () => {
  const { page } = await openDemo(browser, address(site));
  // FLAC has no encoder here; the smallest compressed file that says its rate is a constant subframe made by hand
  await choose(page, fileOf('constant.flac', flac(96000, 4096)));
  await analysed(page, 'constant.flac');
  assert.match(await text(page, '#title'), /96,000 Hz, mono/);
  const left = Float32Array.from({ length: 30000 }, (_, i) => Math.sin(i * 0.1));
  await choose(page, fileOf('stereo.wav', encodeWav([left, new Float32Array(30000)], { sampleRate: 48000 })));
  await analysed(page, 'stereo.wav');
  assert.match(await text(page, '#title'), /48,000 Hz, stereo; the picture shows their mean/);
  assert.match(await text(page, '#summary'), /−6\.\d dB/);
  await page.close();
});

test('names are shown as text, whatever they say', async () => {
  const { page, problems } = await openDemo(browser, address(site));
  const good = toneFile('good.wav', { seconds: 0.3 });
  const bad = fileOf('bad.wav', 'not a sound at all, but text');
  const names = [
    '<img src=x onerror="document.title=1">.wav',
    '"><script>document.title=1</script>.wav',
    '&lt;b&gt;.wav',
    '<svg onload=document.title=1>.wav',
    '\u202egpj.wav',
    `${'a'.repeat(250)}.wav`,
    'javascript:document.title=1',
    "=cmd|' /C calc'!A0.wav",
    '$(document.title)',
    '{{7*7}}.wav',
    '%3Cb%3E.wav',
    '../../etc/passwd',
    '🎵🎶.wav',
    '日本語.wav',
    ' .wav',
    '.wav',
    'NUL',
    '<style>*{display:none}</style>',
    'line\nbreak.wav',
    '<a href="//example.org">x</a>',
  ];
  for (const name of names) {
    await drop(page, name, good);
    await until(
      page,
      (wanted) =>
        document.querySelector('#title b')?.textContent === wanted &&
        document.querySelector('#summary')?.textContent?.startsWith(wanted),
      `the title ${JSON.stringify(name)}`,
      name,
    );
    await drop(page, name, bad);
    const said = await alertOf(page, 'E_DECODE');
    assert.ok(said.includes(name.slice(0, 40).trim()) || said.includes(name.slice(0, 40)), `${said} names ${name}`);
    await page.click('.alert .quiet');
  }
  assert.equal(await page.title(), 'specgram: see sound');
  assert.equal(
    await page.evaluate(
      () =>
        document.querySelectorAll(
          '#title img, #title svg, #title script, .alert img, .alert script, style, a:not(.skip, [href="classify.html"])',
        ).length,
    ),
    0,
  );
  assert.deepEqual(problems, []);
  await page.close();
});

test('what cannot be decoded is named, and the picture that was there stays', async () => {
  const { page } = await openDemo(browser, address(site, '#view=whole'));
  await analysed(page, 'A short tune');
  await wait(300);
  const before = await pictureOf(page);
  const wav = Buffer.from(readFileSync(toneFile('cut.wav', { seconds: 0.2 })));
  const zeroRate = Buffer.from(wav);
  zeroRate.writeUInt32LE(0, 24);
  const cases = [
    ['empty.wav', Buffer.alloc(0), /“empty\.wav” is empty/],
    ['text.mp3', Buffer.from('hello'.repeat(99)), /“text\.mp3” is not a sound/],
    ['head.wav', wav.subarray(0, 20), /“head\.wav” cannot be read/],
    ['rate.wav', zeroRate, /“rate\.wav” cannot be read/],
    ['none.wav', wav.subarray(0, 44), /“none\.wav” holds no sound/],
  ];
  for (const [name, bytes, words] of /** @type {[string, Buffer, RegExp][]} */ (cases)) {
    await choose(page, fileOf(name, bytes));
    assert.match(await alertOf(page, 'E_DECODE'), words);
    await page.click('.alert .quiet');
  }
  await wait(300);
  assert.equal((await pictureOf(page)).hash, before.hash);
  await page.close();
});

test('of files that come in quick succession, the newest wins', async () => {
  const { page, problems } = await openDemo(browser, address(site));
  const long = toneFile('long.wav', { seconds: 40 });
  const short = toneFile('short.wav', { seconds: 0.5 });
  for (const pause of [0, 5, 30, 80]) {
    await drop(page, 'long.wav', long);
    await wait(pause);
    await drop(page, 'short.wav', short);
    await analysed(page, 'short.wav');
    await wait(300);
    assert.match(await text(page, '#title'), /^short\.wav/);
    assert.equal(await page.$eval('#progress', (e) => /** @type {HTMLElement} */ (e).hidden), true);
  }
  assert.deepEqual(problems, []);
  await page.close();
});

test('a long file shows its progress, its first part at once, and stops when told; then zooming in finds every detail', async () => {
  const { page, problems } = await openDemo(browser, address(site, '#scale=linear'));
  const rate = 22050;
  const samples = new Float32Array(20 * 60 * rate);
  for (let i = 0; i < samples.length; i++) samples[i] = 0.3 * Math.sin(i * (0.2 + 0.1 * Math.sin(i * 1e-6)));
  // 0.09 s of 7.7 kHz in 20 minutes
  for (let k = 0; k < 2000; k++) samples[10 * 60 * rate + k] += 0.6 * Math.sin(k * 2.2);
  const path = fileOf('long.wav', encodeWav(samples, { sampleRate: rate, bitDepth: 16 }));
  await choose(page, path);
  await until(
    page,
    () =>
      document.querySelector('#doing')?.textContent === 'Analysing' &&
      /** @type {HTMLProgressElement} */ (document.querySelector('#bar')).value > 0,
    'progress',
  );
  assert.ok((await pictureOf(page)).colours > 50, 'the first part is there');
  await page.click('#cancel');
  await wait(200);
  assert.equal(await page.$eval('#progress', (e) => /** @type {HTMLElement} */ (e).hidden), true);
  const stopped = await pictureOf(page);
  await wait(600);
  assert.equal((await pictureOf(page)).hash, stopped.hash, 'nothing goes on');

  await choose(page, path);
  await analysed(page, 'long.wav');
  await page.mouse.move(5, 5);
  await page.focus('#plot');
  await wait(200);
  const whole = await pictureOf(page);
  for (let i = 0; i < 12; i++) await page.keyboard.press('+');
  await wait(1500);
  assert.notEqual((await pictureOf(page)).hash, whole.hash);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  await page.focus('#plot'); // tells the picture in words anew
  await until(
    page,
    () =>
      /long\.wav: 16\.\d s in sight\. Strongest: 77\d\d\.\d Hz/.test(
        document.querySelector('#summary')?.textContent ?? '',
      ),
    'the detail in words',
  );
  await page.keyboard.press('0');
  await wait(800);
  assert.equal((await pictureOf(page)).hash, whole.hash, 'and back again');
  assert.deepEqual(problems, []);
  await page.close();
});

test('PNG and WAV are saved under a plain name, and the WAV is the sound', async () => {
  const { page } = await openDemo(browser, address(site));
  await drop(page, '../a<b>.wav', toneFile('tone.wav', { seconds: 0.5 }));
  await until(page, () => document.querySelector('#summary')?.textContent?.startsWith('../a'), 'the file');
  const saved = await page.evaluate(async () => {
    /** @type {{ name: string, bytes: number[] }[]} */
    const files = [];
    /** @type {Promise<unknown>[]} */
    const reading = [];
    HTMLAnchorElement.prototype.click = function () {
      const name = this.download;
      reading.push(
        fetch(this.href)
          .then((r) => r.arrayBuffer())
          .then((b) => files.push({ name, bytes: [...new Uint8Array(b)] }))
          .catch(() => files.push({ name, bytes: [] })),
      );
    };
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      reading.push(
        /** @type {Blob} */ (blob).arrayBuffer().then((b) => {
          files.push({ name: '', bytes: [...new Uint8Array(b)] });
        }),
      );
      return make(blob);
    };
    const press = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.querySelector(id)).click();
    for (const id of ['#png', '#image .main', '#wav']) press(id);
    await new Promise((done) => {
      setTimeout(done, 1500);
    });
    await Promise.all(reading);
    return files;
  });
  const names = saved
    .map(({ name }) => name)
    .filter(Boolean)
    .sort();
  assert.deepEqual(names, ['a b.wav', 'specgram a b.png']);
  const wav = saved.find(({ bytes }) => bytes[0] === 0x52);
  const { sampleRate, channels } = decodeWav(Uint8Array.from(wav?.bytes ?? []));
  assert.deepEqual([sampleRate, channels[0].length], [48000, 24000]);
  const png = saved.find(({ bytes }) => bytes[1] === 0x50 && bytes[2] === 0x4e);
  const width = Buffer.from(png?.bytes ?? []).readUInt32BE(16);
  const shown = await page.$eval('#plot', (plot) => plot.clientWidth);
  assert.equal(width, 2 * (shown + 2 * 24), 'with margins, two pixels a point');
  await page.close();
});

/**
 * A FLAC file of one constant mono subframe of 16 bits (xiph.org/flac/format.html).
 * @param {number} rate Hz, of the standard ones @param {number} length samples, 4096 (block size code 12)
 */
function flac(rate, length) {
  const info = Buffer.alloc(34);
  info.writeUInt16BE(length, 0);
  info.writeUInt16BE(length, 2);
  // 20 bits rate, 3 channels - 1, 5 bits - 1, 36 bits of length
  info.writeBigUInt64BE((BigInt(rate) << 44n) | (15n << 36n) | BigInt(length), 10);
  const frame = [0xff, 0xf8, (12 << 4) | { 44100: 9, 48000: 10, 96000: 11 }[rate], 0x08, 0];
  frame.push(crc(frame, 0x07, 8));
  frame.push(0, 0x20, 0x00); // constant subframe of 0x2000
  const check = crc(frame, 0x8005, 16);
  return Buffer.concat([
    Buffer.from('fLaC'),
    Buffer.from([0x80, 0, 0, 34]),
    info,
    Buffer.from([...frame, check >> 8, check & 255]),
  ]);
}

/** @param {number[]} bytes @param {number} polynomial @param {number} width bits */
function crc(bytes, polynomial, width) {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << (width - 8);
    for (let bit = 0; bit < 8; bit++)
      sum = ((sum << 1) ^ ((sum >> (width - 1)) & 1 ? polynomial : 0)) & (2 ** width - 1);
  }
  return sum;
}
