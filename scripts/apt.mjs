// Where a machine gets its Debian packages from, to where it can get their sources from.
import { existsSync, readdirSync } from 'node:fs';

/** The files that name the machine's package sources, in both formats. @returns {string[]} */
export function packageLists() {
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
  return ['/etc/apt/sources.list', ...parts].filter((path) => /\.(list|sources)$/.test(path) && existsSync(path));
}

/**
 * A list of package sources as a list of the same places' source packages.
 * @param {string} name its format is told by the ending: .sources (stanzas) or .list (lines)
 * @param {string} text
 */
export function sourceList(name, text) {
  if (name.endsWith('.sources')) {
    const stanzas = text
      .split(/\n\s*\n/)
      .filter((stanza) => /^Types:/m.test(stanza) && !/^Enabled:\s*no/im.test(stanza));
    return stanzas.map((stanza) => `${stanza.replace(/^Types:.*$/m, 'Types: deb-src').trim()}\n`).join('\n');
  }
  const lines = text.split('\n').filter((line) => /^\s*deb(-src)?\s/.test(line) && !line.includes('cdrom:'));
  return [...new Set(lines.map((line) => `${line.trim().replace(/^deb(-src)?/, 'deb-src')}\n`))].join('');
}
