// What the browser remembers of a visit, where it may.

/**
 * @param {string} key
 * @returns {{ remembered: string, remember: (text: string) => void }}
 */
export function memory(key) {
  let remembered = '';
  try {
    remembered = localStorage.getItem(key) ?? '';
  } catch {
    /* storage may be forbidden: each visit begins anew */
  }
  return {
    remembered,
    remember(text) {
      try {
        localStorage.setItem(key, text);
      } catch {
        /* as above */
      }
    },
  };
}
