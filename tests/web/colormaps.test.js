import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { colormaps } from '../../web/view/colormaps.js';

const NAMES = /** @type {(keyof typeof colormaps)[]} */ (Object.keys(colormaps));
/** The colours of a map, 256 of [red, green, blue]. @param {keyof typeof colormaps} name */
const colorsOf = (name) => Array.from({ length: 256 }, (_, i) => [...colormaps[name].subarray(3 * i, 3 * i + 3)]);

/** CIE L*, from 0 to 100. @param {number[]} rgb */
function lightness(rgb) {
  const [r, g, b] = rgb.map((c) => (c <= 10.31475 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (y * 24389) / 27;
}

test('every colour map has 256 colours', () => {
  assert.deepEqual(NAMES, [
    'viridis',
    'magma',
    'inferno',
    'plasma',
    'cividis',
    'turbo',
    'gray',
    'gray_r',
    'cyclic',
    'diverging',
    'hue',
  ]);
  for (const name of NAMES) assert.equal(colormaps[name].length, 768, name);
});

test("the published maps are matplotlib's, rounded to bytes", () => {
  // SHA-256 of bytes(round(255 * c) for i in range(256) for c in matplotlib.colormaps[name](i)[:3]), matplotlib 3.10.9.
  const hashes = {
    viridis: '18545f7c72a02f02',
    magma: 'f95197e8391d18e2',
    inferno: 'e24e8bd38b972989',
    plasma: '7463ac7565e75449',
    cividis: '40881f40490dc08a',
    turbo: 'c4ae9ddb8a7f1356',
  };
  for (const [name, hash] of Object.entries(hashes)) {
    const bytes = colormaps[/** @type {keyof typeof colormaps} */ (name)];
    assert.equal(createHash('sha256').update(bytes).digest('hex').slice(0, 16), hash, name);
  }
});

test('louder is lighter in every map made for levels but turbo', () => {
  for (const name of /** @type {const} */ (['viridis', 'magma', 'inferno', 'plasma', 'cividis', 'gray'])) {
    const steps = colorsOf(name).map(lightness);
    // A byte of green is a third of a unit of lightness: the rounding of three bytes may take that much back.
    for (let i = 1; i < 256; i++) assert.ok(steps[i] > steps[i - 1] - 0.35, `${name} at ${i}`);
    assert.ok(steps[255] - steps[0] > 60, name);
  }
});

test('gray_r is gray from the other end', () => {
  assert.deepEqual(colorsOf('gray_r'), colorsOf('gray').reverse());
});

test('the ends of the cyclic map meet, and its halves are equally light', () => {
  const colors = colorsOf('cyclic');
  for (let i = 0; i < 256; i++) {
    const next = colors[(i + 1) % 256];
    for (let c = 0; c < 3; c++) assert.ok(Math.abs(colors[i][c] - next[c]) <= 6, `step ${i}`);
    assert.ok(Math.abs(lightness(colors[i]) - lightness(colors[(256 - i) % 256])) < 4, `lightness at ${i}`);
  }
});

test('the map of hues is a closed circle of equally light and equally strong colours', () => {
  const colors = colorsOf('hue');
  const around = colors.map(lightness);
  assert.ok(
    Math.max(...around) - Math.min(...around) < 8,
    `lightness from ${Math.min(...around)} to ${Math.max(...around)}`,
  );
  for (let i = 0; i < 256; i++) {
    for (let c = 0; c < 3; c++) assert.ok(Math.abs(colors[i][c] - colors[(i + 1) % 256][c]) <= 6, `step ${i}`);
    assert.ok(Math.max(...colors[i]) - Math.min(...colors[i]) > 60, `colour ${i} is ${colors[i]}`);
  }
});

test('the diverging map is neutral in the middle and as dark at one distance as at the other', () => {
  const colors = colorsOf('diverging');
  for (const i of [127, 128]) assert.ok(Math.max(...colors[i]) - Math.min(...colors[i]) <= 6, String(colors[i]));
  for (let i = 0; i < 128; i++)
    assert.ok(Math.abs(lightness(colors[i]) - lightness(colors[255 - i])) < 4, `lightness at ${i}`);
});
