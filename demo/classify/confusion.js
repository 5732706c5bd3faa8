// What the held-out clips are, and what the model takes them for: a table of counts.
import { make } from '../ui/make.js';

/** @param {number[]} labels @param {number[]} guesses @param {number} classes @returns {number[][]} by label, by guess */
export function countsOf(labels, guesses, classes) {
  const counts = Array.from({ length: classes }, () => new Array(classes).fill(0));
  for (const [i, label] of labels.entries()) if (guesses[i] !== undefined) counts[label][guesses[i]]++;
  return counts;
}

/** @param {string[]} names @param {number[][]} counts */
export function confusionTable(names, counts) {
  const heads = names.map((name) => make('th', { scope: 'col', title: name }, name));
  const rows = counts.map((row, label) => {
    const all = row.reduce((sum, n) => sum + n, 0);
    const cells = row.map((n, guess) => {
      const cell = make(
        'td',
        { className: `${guess === label ? 'right' : 'wrong'}${n ? ' some' : ''}` },
        n ? `${n}` : '·',
      );
      cell.style.setProperty('--share', `${all ? Math.round((100 * n) / all) : 0}%`);
      return cell;
    });
    return make('tr', {}, make('th', { scope: 'row', title: names[label] }, names[label]), ...cells);
  });
  return make(
    'table',
    { className: 'matrix' },
    make('caption', {}, 'Held-out clips: what they are (down), what the model takes them for (across)'),
    make('thead', {}, make('tr', {}, make('td'), ...heads)),
    make('tbody', {}, ...rows),
  );
}
