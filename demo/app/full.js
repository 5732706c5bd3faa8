// The picture on all of the screen, and back.
import { at } from './page.js';

const isFull = () => document.body.classList.contains('full');

/** @param {boolean} full */
function become(full) {
  document.body.classList.toggle('full', full);
  at('full').setAttribute('aria-pressed', String(full));
}

/** Where the browser gives no page the screen, the picture takes the window. */
export async function toggleFull() {
  const full = !isFull();
  become(full);
  if (full) await document.documentElement.requestFullscreen?.().catch(() => {});
  else if (document.fullscreenElement) await document.exitFullscreen();
}

document.addEventListener('fullscreenchange', () => {
  if (!document.fullscreenElement) become(false);
});
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && isFull() && !document.querySelector('dialog[open]')) become(false);
});
