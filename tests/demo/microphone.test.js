// Each thing that can go wrong with a microphone is said in its own words, and the picture survives it (real Chromium).
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { microphoneProblems } from '../../demo/sources/microphone.js';
import { launch as launchBrowser } from '../helpers/browser.js';
import { address, alertOf, openDemo, pictureOf, serveDemo, text, toneFile, until } from '../helpers/demo.js';

const site = await serveDemo();
const tone = toneFile('tone.wav');
/** A fake device, but the permission is asked for as with a real one. */
const askingArgs = ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${tone}`];

// Each test has a browser of its own, because permissions and devices belong to one; a dozen at once would starve each
// other.
/** @type {import('puppeteer-core').Browser[]} */
const browsers = [];
/** @type {typeof launchBrowser} */
async function launch(name, options) {
  const browser = await launchBrowser(name, options);
  browsers.push(browser);
  return browser;
}
afterEach(async () => {
  for (const browser of browsers.splice(0)) await browser.close();
});

/** @param {string} code */
const sentence = (code) => `${microphoneProblems[code].say} ${microphoneProblems[code].todo}`;
/** @param {import('puppeteer-core').Page} page */
const listening = (page) =>
  until(page, () => document.querySelector('#mic')?.getAttribute('aria-pressed') === 'true', 'the microphone');
/** @param {import('puppeteer-core').Page} page @param {'granted' | 'denied' | 'prompt'} setting */
async function permit(page, setting) {
  const client = await page.createCDPSession();
  await client.send('Browser.setPermission', {
    permission: { name: 'microphone' },
    setting,
    origin: new URL(page.url()).origin,
  });
}

test('denied: said, with what to do; allowed afterwards, "Try again" starts it', async () => {
  const { page } = await openDemo(await launch('chromium', { args: askingArgs }), address(site));
  await permit(page, 'denied');
  await page.click('#mic');
  assert.equal(await alertOf(page, 'E_MIC_DENIED'), sentence('E_MIC_DENIED'));
  assert.equal(await page.$eval('#alerts', (e) => e.getAttribute('role')), 'alert');
  assert.ok((await pictureOf(page)).colours > 100, 'the picture is kept');
  await permit(page, 'granted');
  await page.click('.alert button');
  await listening(page);
  assert.equal(await page.$('.alert'), null);

  // taken back while it runs: within a second, the picture kept, the recording there
  await wait(1200);
  await permit(page, 'denied');
  assert.equal(await alertOf(page, 'E_MIC_LOST'), sentence('E_MIC_LOST'));
  await until(page, () => document.querySelector('#title')?.textContent?.startsWith('Recording'), 'the recording');
  assert.ok((await pictureOf(page)).colours > 50);
  assert.equal(await page.$eval('#microphone', (e) => /** @type {HTMLElement} */ (e).hidden), true);
});

test('waiting for permission is shown and can be given up, and who gave up is not recorded', async () => {
  const { page } = await openDemo(await launch('chromium', { microphone: tone }), address(site), {
    before: (p) =>
      p.evaluateOnNewDocument(() => {
        // headless browsers answer at once; this reader thinks it over
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (constraints) => {
          await new Promise((allow) => {
            Object.assign(globalThis, { allow });
          });
          const stream = await ask(constraints);
          Object.assign(globalThis, { theTrack: stream.getAudioTracks()[0] });
          return stream;
        };
      }),
  });
  await page.click('#mic');
  await until(page, () => !(/** @type {HTMLElement} */ (document.querySelector('#progress')).hidden), 'that it waits');
  assert.equal(await text(page, '#doing'), 'Waiting for permission to use the microphone');
  await page.click('#cancel');
  await until(
    page,
    () => /** @type {HTMLElement} */ (document.querySelector('#progress')).hidden,
    'that it waits no more',
  );
  assert.equal(await page.$('.alert'), null);
  await page.evaluate(() => /** @type {any} */ (globalThis).allow());
  await until(
    page,
    () => /** @type {any} */ (globalThis).theTrack?.readyState === 'ended',
    'the late microphone to be given back',
  );
  assert.equal(await page.$eval('#mic', (e) => e.getAttribute('aria-pressed')), 'false');
});

test('no microphone at all', async () => {
  const { page } = await openDemo(await launch('chromium'), address(site));
  await permit(page, 'granted');
  await page.click('#mic');
  assert.equal(await alertOf(page, 'E_MIC_NONE'), sentence('E_MIC_NONE'));
});

test('an address that is not secure: the microphone is refused with the reason, sounds play all the same', async () => {
  const browser = await launch('chromium', {
    microphone: tone,
    args: ['--host-resolver-rules=MAP insecure.test 127.0.0.1'],
  });
  const { page } = await openDemo(browser, address(site).replace('localhost', 'insecure.test'));
  await page.click('#mic');
  assert.equal(await alertOf(page, 'E_MIC_INSECURE'), sentence('E_MIC_INSECURE'));
  await page.click('#play');
  await until(page, () => document.querySelector('#play')?.textContent?.includes('Pause'), 'the sound to play');
  const before = await pictureOf(page);
  await wait(500);
  assert.notEqual((await pictureOf(page)).hash, before.hash);
});

test('errors that a machine cannot be brought to by flags, as getUserMedia would throw them', async () => {
  const browser = await launch('chromium', { microphone: tone });
  const cases = [
    ['NotReadableError', 'Could not start audio source', 'E_MIC_IN_USE'],
    ['NotAllowedError', 'Permission dismissed', 'E_MIC_DISMISSED'],
    ['NotAllowedError', 'Permission denied by system', 'E_MIC_SYSTEM'],
    ['AbortError', 'Starting failed', 'E_MIC_IN_USE'],
    ['UnheardOfError', 'what', 'E_MIC_FAILED'],
  ];
  for (const [name, message, code] of cases) {
    const { page } = await openDemo(browser, address(site), {
      before: (p) =>
        p.evaluateOnNewDocument(
          (n, m) => {
            navigator.mediaDevices.getUserMedia = async () => {
              throw new DOMException(m, n);
            };
          },
          name,
          message,
        ),
    });
    await page.click('#mic');
    assert.equal(await alertOf(page, code), sentence(code), name);
    await page.close();
  }
});

test('a microphone that is gone gives way to the default one, with a note', async () => {
  const { page } = await openDemo(await launch('chromium', { microphone: tone }), address(site));
  await page.click('#mic');
  await listening(page);
  const names = await page.$$eval('#device option', (options) => options.map((o) => o.textContent));
  assert.ok(names.length > 1 && names.every((name) => name), `devices by name: ${names}`);
  await page.$eval('#device', (select) => {
    /** @type {HTMLSelectElement} */ (select).append(new Option('gone', 'no-such-device'));
    /** @type {HTMLSelectElement} */ (select).value = 'no-such-device';
    select.dispatchEvent(new Event('change'));
  });
  assert.equal(await alertOf(page, 'E_MIC_DEVICE'), sentence('E_MIC_DEVICE'));
  await listening(page);
});

test('muted and unmuted; nothing but zeros', async () => {
  const { page } = await openDemo(
    await launch('chromium', { microphone: toneFile('zeros.wav', { level: 0 }) }),
    address(site),
    {
      before: (p) =>
        p.evaluateOnNewDocument(() => {
          const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          navigator.mediaDevices.getUserMedia = async (constraints) => {
            const stream = await ask(constraints);
            Object.assign(globalThis, { asked: constraints, theTrack: stream.getAudioTracks()[0] });
            return stream;
          };
        }),
    },
  );
  await page.click('#mic');
  await listening(page);
  const asked = await page.evaluate(() => /** @type {any} */ (globalThis).asked.audio);
  assert.deepEqual([asked.echoCancellation, asked.noiseSuppression, asked.autoGainControl], [false, false, false]);
  await page.evaluate(() => /** @type {any} */ (globalThis).theTrack.dispatchEvent(new Event('mute')));
  assert.equal(await alertOf(page, 'E_MIC_MUTED'), sentence('E_MIC_MUTED'));
  await page.evaluate(() => /** @type {any} */ (globalThis).theTrack.dispatchEvent(new Event('unmute')));
  await until(page, () => !document.querySelector('[data-code=E_MIC_MUTED]'), 'the note to go');
  assert.equal(await alertOf(page, 'E_MIC_SILENT'), sentence('E_MIC_SILENT'));
  await page.click('#stop');
  await until(page, () => !document.querySelector('.alert'), 'the notes to go with the microphone');
});

test('what was heard can be looked back on, kept, analysed anew and played', async () => {
  const { page, problems } = await openDemo(
    await launch('chromium', { microphone: toneFile('loud.wav', { level: 1.2, depth: 'float32' }) }),
    address(site, '#span=2'),
  );
  await page.click('#mic');
  await listening(page);
  await until(page, () => document.querySelector('#taped')?.textContent === '0:03 recorded', 'three seconds');
  assert.ok(await page.$eval('#level', (meter) => /** @type {HTMLMeterElement} */ (meter).value > -3));
  assert.ok(await page.$eval('#clip', (lamp) => lamp.classList.contains('lit')));
  await page.focus('#plot');
  await page.keyboard.press('Space'); // freezes the picture; the tape runs on
  await wait(100);
  const frozen = await pictureOf(page);
  await wait(400);
  assert.equal((await pictureOf(page)).hash, frozen.hash);
  await page.keyboard.press('PageUp');
  await wait(200);
  assert.notEqual((await pictureOf(page)).hash, frozen.hash);
  await page.select('#set-transform', 'mel'); // the past is analysed anew
  await wait(500);
  assert.ok((await pictureOf(page)).colours > 50);
  await page.click('#newest');
  await page.click('#stop');
  await until(page, () => document.querySelector('#title')?.textContent?.startsWith('Recording'), 'the recording');
  await until(
    page,
    () => document.querySelector('#status')?.textContent?.startsWith('Analysed Recording'),
    'the recording as a whole',
  );
  await until(page, () => document.querySelector('#summary')?.textContent?.includes('Strongest'), 'its summary');
  await page.click('#play');
  await until(page, () => document.querySelector('#play')?.textContent?.includes('Pause'), 'the recording to play');
  assert.deepEqual(problems, []);
});

test('started and stopped again and again, in any rhythm, it ends in silence and without an error', async () => {
  const { page, problems } = await openDemo(await launch('chromium', { microphone: tone }), address(site));
  for (let i = 0; i < 12; i++) {
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('#mic')).click());
    await wait((i * 53) % 300);
  }
  await wait(1500);
  if ((await page.$eval('#mic', (e) => e.getAttribute('aria-pressed'))) === 'true') await page.click('#stop');
  await wait(500);
  assert.equal(await page.$eval('#mic', (e) => e.getAttribute('aria-pressed')), 'false');
  assert.equal(await page.$('.alert'), null);
  assert.deepEqual(problems, []);
});

test('a page that was frozen shows the time that it missed as a gap, also when it is analysed anew', async () => {
  const { page } = await openDemo(await launch('chromium', { microphone: tone }), address(site));
  const said = () =>
    text(page, '#status').then(
      (words) => (Number.parseInt(/(\d+) columns are missing/.exec(words)?.[1] ?? '0', 10) * 512) / 44100,
    );
  await page.click('#mic');
  await listening(page);
  await wait(1500);
  const client = await page.createCDPSession();
  await client.send('Page.setWebLifecycleState', { state: 'frozen' });
  await wait(3000);
  await client.send('Page.setWebLifecycleState', { state: 'active' });
  let missing = 0;
  for (let tries = 0; tries < 30 && missing < 2; tries++) {
    await page.screenshot(); // after a thaw, headless browsers draw no frame unless asked for one
    missing = await said();
  }
  assert.ok(missing > 2 && missing < 4.5, `${missing} s of columns are missing`);
  await page.select('#set-window', 'hamming');
  for (let tries = 0; tries < 20; tries++) await page.screenshot();
  const again = await said();
  assert.ok(Math.abs(again - missing) < 0.3, `${again} s are missing now, ${missing} s were`);
});

test('behind another tab the sound goes on, and nothing of it is missing afterwards', async () => {
  const browser = await launch('chromium', { microphone: tone });
  const { page } = await openDemo(browser, address(site));
  await page.click('#mic');
  await listening(page);
  await wait(1000);
  const other = await browser.newPage();
  await other.bringToFront();
  await wait(3000);
  await page.bringToFront();
  await wait(500);
  assert.doesNotMatch(await text(page, '#stats'), /missing/);
});
