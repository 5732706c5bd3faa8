// Hertz to the nearest note of the equal-tempered scale and its deviation in cents, and notes by their MIDI numbers
// back to hertz.

const NAMES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];
const BLACK = [1, 3, 6, 8, 10];
const pitchClass = (/** @type {number} */ midi) => ((midi % 12) + 12) % 12;

/** @param {number} midi whole; 69 is A4 */
export const nameOf = (midi) => `${NAMES[pitchClass(midi)]}${Math.floor(midi / 12) - 1}`;

/** @param {number} midi @param {number} [a4] Hz */
export const hertzOf = (midi, a4 = 440) => a4 * 2 ** ((midi - 69) / 12);

/** Not rounded. @param {number} hertz above 0 @param {number} [a4] Hz */
export const midiOf = (hertz, a4 = 440) => 69 + 12 * Math.log2(hertz / a4);

/** Whether a note's piano key is black. @param {number} midi */
export const isBlack = (midi) => BLACK.includes(pitchClass(midi));

/** @param {number} hertz above 0 @param {number} [a4] Hz */
export function noteOf(hertz, a4 = 440) {
  const exact = midiOf(hertz, a4);
  const midi = Math.round(exact);
  return { name: nameOf(midi), cents: Math.round(100 * (exact - midi)) };
}
