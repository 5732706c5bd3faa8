// Hertz to the nearest note of the equal-tempered scale and its deviation in cents, A4 = 440 Hz.

const NAMES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];

/** @param {number} hertz above 0 */
export function noteOf(hertz) {
  const exact = 69 + 12 * Math.log2(hertz / 440);
  const midi = Math.round(exact);
  return { name: `${NAMES[((midi % 12) + 12) % 12]}${Math.floor(midi / 12) - 1}`, cents: Math.round(100 * (exact - midi)) };
}
