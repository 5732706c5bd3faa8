// What is rebuilt from magnitudes alone sounds as near as is said, on the committed clips. Bits are the same
// everywhere, so levels are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'specgram';
import { meanOf, measureAll, WAYS } from './quality.mjs';

test("phases are found as well as is said, and Griffin-Lim's no worse than librosa's", async () => {
  const table = measureAll(await load());
  assert.ok(Object.keys(table).length >= 8);
  for (const [way, { limit }] of Object.entries(WAYS))
    assert.ok(meanOf(table, way) <= limit, `${way}: ${meanOf(table, way)} dB`);
  assert.ok(meanOf(table, 'Griffin-Lim, 32') <= meanOf(table, 'librosa, 32'));
});
