// The reader's system and the options -> the colours of what is not data.

/** @typedef {import('./renderer-options.js').RendererColors} RendererColors */

/** @type {Record<'light' | 'dark' | 'forced', RendererColors>} */
const THEMES = {
  light: { background: '#ffffff', text: '#33333d', empty: '#e9e9ee', gap: '#8a8a99' },
  dark: { background: '#0e0e12', text: '#d6d6de', empty: '#1b1b22', gap: '#6d6d7c' },
  forced: { background: 'Canvas', text: 'CanvasText', empty: 'Canvas', gap: 'CanvasText' },
};

/** The colours in force. @param {import('./renderer-options.js').AllOptions} options @returns {RendererColors} */
export function themeOf({ theme, colors }) {
  const matches = (/** @type {string} */ query) => typeof matchMedia === 'function' && matchMedia(query).matches;
  if (matches('(forced-colors: active)')) return THEMES.forced;
  const dark = theme === 'auto' ? matches('(prefers-color-scheme: dark)') : theme === 'dark';
  return { ...(dark ? THEMES.dark : THEMES.light), ...colors };
}
