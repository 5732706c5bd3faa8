// The transforms on offer, in the order of the menu. One more is a file beside this one, and its line here.

const files = [
  import('./stft.js'),
  import('./constantq.js'),
  import('./chroma.js'),
  import('./mel.js'),
  import('./mfcc.js'),
  import('./pcen.js'),
  import('./reassigned.js'),
  import('./synchrosqueezed.js'),
  import('./phase.js'),
  import('./frequency-offset.js'),
];

/** @type {Record<string, import('../analysis.js').Transform>} by the names of their exports, which stand in the address */
export const transforms = Object.assign({}, ...(await Promise.all(files)));
