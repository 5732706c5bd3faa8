// What is rebuilt from magnitudes alone sounds exactly as near as README says, on the committed clips. Bits are the
// same everywhere, so levels are, and a better one is news as a worse one is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from 'specgram';
import { meanOf, measureAll, WAYS } from './quality.mjs';

test("phases are found as well as is said, to 0.1 dB, and Griffin-Lim's no worse than librosa's", async () => {
  const table = measureAll(await load());
  assert.equal(Object.keys(table).length, 10);
  for (const [way, { level }] of Object.entries(WAYS)) {
    const mean = meanOf(table, way);
    assert.ok(Math.abs(mean - level) <= 0.1, `${way}: ${mean} dB, not ${level}`);
  }
  assert.ok(meanOf(table, 'Griffin-Lim, 32') <= meanOf(table, 'librosa, 32'));
});

test('README says these levels', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');
  const level = (/** @type {string} */ way) => WAYS[way].level.toFixed(1).replace('-', '−');
  const librosa = JSON.parse(readFileSync(new URL('../clips/librosa.json', import.meta.url), 'utf8'));
  const levels = Object.values(librosa).map(Number);
  const theirs = (levels.reduce((a, b) => a + b) / levels.length).toFixed(1).replace('-', '−');
  assert.ok(
    readme.includes(
      `over ten clips: Griffin-Lim with 32 iterations ${level('Griffin-Lim, 32')} dB (librosa's ${theirs}), PGHI ${level('PGHI')}, PGHI and 8 iterations ${level('PGHI + 8')}, and live, one frame late, ${level('RTPGHI, live')}.`,
    ),
  );
});
