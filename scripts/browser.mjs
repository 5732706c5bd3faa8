// Real browsers and a web site, for tests and for the bench.
//
//   const site = await serve({ '/': 'dist-demo' }, { headers: { 'Content-Security-Policy': CSP } });
//   const browser = await launch('chromium', { microphone: 'tone.wav' });   // or 'firefox'
//   const { page, problems } = await open(browser, site.url);
//   const hz = await page.evaluate(() => …);
//
// site has url and requests; page is puppeteer-core's; problems are errors, CSP violations and failed requests so far.
//
// closeAll() ends browsers, sites and the sound server; a test takes tests/helpers/browser.js, where nothing needs
// closing. `pages` of serve() takes small pages as text ({ '/t.html': '<script type=module src=t.js>…', '/t.js': '…'
// }), and `mounts` puts dist/ or any folder beside them: serve({ '/': 'tests/web/site', '/specgram/': 'dist' }). A page
// of tests imports the package from '/specgram/index.js'.
// launch() takes: microphone (a WAV path; Chromium plays it in a loop as the microphone, permission granted; Firefox
// has a tone of `microphone` Hz), autoplay (default true: contexts run without a gesture), args, prefs (Firefox), and
// puppeteer's own options.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import { serve as serveFolders } from './serve.mjs';

export { CSP, ISOLATION } from './serve.mjs';

const QUIET = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** @type {(() => unknown)[]} */
const endings = [];
/** Ends all that was started, newest first. */
export async function closeAll() {
  for (const end of endings.splice(0).reverse()) await end();
}

/** @type {typeof serveFolders} */
export async function serve(mounts, { pages, ...options } = {}) {
  const site = await serveFolders(mounts, { ...options, pages: { '/favicon.ico': '', ...pages } });
  endings.push(site.close);
  return site;
}

/**
 * @param {'chromium' | 'firefox'} name
 * @param {{ microphone?: string | number, autoplay?: boolean, args?: string[], prefs?: Record<string, unknown> } &
 *   import('puppeteer-core').LaunchOptions} [options]
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export async function launch(name, { microphone, autoplay = true, args = [], prefs = {}, ...options } = {}) {
  const browser =
    name === 'chromium'
      ? await puppeteer.launch({
          executablePath: program('chromium', 'chromium-browser', 'google-chrome'),
          args: [
            ...QUIET,
            ...(autoplay ? ['--autoplay-policy=no-user-gesture-required'] : []),
            ...(microphone
              ? [
                  '--use-fake-device-for-media-stream',
                  '--use-fake-ui-for-media-stream',
                  `--use-file-for-fake-audio-capture=${resolve(String(microphone))}`,
                ]
              : []),
            ...args,
          ],
          ...options,
        })
      : await puppeteer.launch({
          browser: 'firefox',
          executablePath: program('firefox-esr', 'firefox'),
          args,
          extraPrefsFirefox: {
            ...(autoplay ? { 'media.autoplay.default': 0 } : {}),
            ...(microphone
              ? {
                  'media.navigator.streams.fake': true,
                  'media.navigator.permission.disabled': true,
                  'media.navigator.audio.fake_frequency': microphone,
                }
              : {}),
            ...prefs,
          },
          env: { ...process.env, ...(await soundServer()) },
          ...options,
        });
  endings.push(async () => {
    // a page that hangs must not hang the tests
    const stuck = setTimeout(() => browser.process()?.kill('SIGKILL'), 10_000);
    await browser.close().catch(() => {});
    clearTimeout(stuck);
  });
  return browser;
}

/**
 * Opens a page and keeps what goes wrong in it.
 * @param {import('puppeteer-core').Browser} browser @param {string} url @param {{ width?: number, height?: number,
 *   deviceScaleFactor?: number }} [viewport]
 */
export async function open(browser, url, { width = 1280, height = 800, deviceScaleFactor = 1 } = {}) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const problems = [];
  await page.setViewport({ width, height, deviceScaleFactor });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('requestfailed', (request) => problems.push(`${request.url()}: ${request.failure()?.errorText}`));
  await page.goto(url);
  return { page, problems };
}

/** @param {...string} names */
function program(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter))
      if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error(`none of ${names.join(', ')} is on the PATH: run npm test once, it installs them`);
}

/** @type {Promise<Record<string, string>> | undefined} */
let sound;
/** Firefox runs an AudioContext only where there is a sound card; this is one that swallows everything. */
function soundServer() {
  sound ??= startSoundServer();
  return sound;
}

async function startSoundServer() {
  const folder = mkdtempSync(join(tmpdir(), 'specgram-sound-'));
  const env = { XDG_RUNTIME_DIR: folder, PULSE_SERVER: `unix:${folder}/pulse/native` };
  const server = spawn(
    'pulseaudio',
    [
      '-n',
      '--exit-idle-time=-1',
      '--daemonize=no',
      '-L',
      'module-null-sink sink_name=null rate=48000',
      '-L',
      'module-native-protocol-unix',
    ],
    { env: { ...process.env, ...env, HOME: folder }, stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => {
    server.on('close', resolve);
  });
  endings.push(async () => {
    server.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
    sound = undefined;
  });
  for (let tries = 0; !existsSync(join(folder, 'pulse/native')); tries++) {
    if (tries > 100) throw new Error('pulseaudio did not start');
    await wait(50);
  }
  return env;
}
