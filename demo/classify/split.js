// Which clips the model learns from, and which are held out to see whether it has understood.

const EVERY = 3; // the third clip, the sixth, …
export const FEWEST = 3; // clips of a class: two to learn from, one held out

/** @param {number} index of the clip in its class */
export const isHeldOut = (index) => index % EVERY === EVERY - 1;

/**
 * @template T
 * @param {readonly { clips: readonly T[] }[]} classes
 * @returns {Record<'learnt' | 'heldOut', { clip: T, label: number }[]>}
 */
export function splitOf(classes) {
  const all = classes.flatMap(({ clips }, label) => clips.map((clip, index) => ({ clip, label, index })));
  return { learnt: all.filter(({ index }) => !isHeldOut(index)), heldOut: all.filter(({ index }) => isHeldOut(index)) };
}
