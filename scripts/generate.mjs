// The tables of src/tables to everything that repeats them: C's header and checks, JavaScript's checks and types, the
// option reference. `node scripts/generate.mjs` writes what is not current; the build runs it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, say } from './kit.mjs';
import * as c from './tables/c.mjs';
import { docs } from './tables/docs.mjs';
import * as js from './tables/js.mjs';
import { types } from './tables/types.mjs';

const HEADER = 'src/specgram.h';

/** A text with its marked regions written anew. @param {string} text @param {Record<string, () => string>} regions */
function rewrite(text, regions) {
  for (const [name, write] of Object.entries(regions)) {
    const region = new RegExp(`(/\\* <${name}> [^\\n]*\\*/\\n)[^]*?(\\n/\\* </${name}> \\*/)`);
    if (!region.test(text)) throw new Error(`${HEADER} has no region <${name}>`);
    text = text.replace(region, (_, begin, end) => `${begin}${write()}${end}`);
  }
  return text;
}

/** Every file that is made, as it must be. @returns {Record<string, string>} */
export function generated() {
  return {
    [HEADER]: rewrite(readFileSync(join(ROOT, HEADER), 'utf8'), c.regions),
    'src/generated/errors.h': c.errors(),
    'src/generated/fields.h': c.fields(),
    'src/generated/tables.h': c.tables(),
    'web/generated/apart.js': js.apart(),
    'web/generated/kinds.js': js.kinds(),
    'web/generated/ml.js': js.mlKinds(),
    'web/generated/limits.js': js.limits(),
    'web/generated/statuses.js': js.statuses(),
    'web/generated/types.js': types(),
    'web/generated/units.js': js.units(),
    'docs/options.md': docs(),
  };
}

/** Writes the files that are not current. */
export function generate() {
  for (const [file, text] of Object.entries(generated())) {
    const path = join(ROOT, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    say(`${file} written`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate();
