// Play, seek, loop, volume and what they say about a sound; the buttons follow the player, and the player the buttons.
import { clock } from './format.js';

/**
 * @param {import('../players/player.js').Player} player
 * @param {Record<'play' | 'seek' | 'time' | 'loop' | 'volume', HTMLElement>} places
 * @param {() => void} onPlay
 */
export function makeTransport(player, places, onPlay) {
  const play = places.play;
  const label = /** @type {HTMLElement} */ (play.querySelector('span'));
  const seek = /** @type {HTMLInputElement} */ (places.seek);
  const loop = /** @type {HTMLInputElement} */ (places.loop);
  const volume = /** @type {HTMLInputElement} */ (places.volume);
  let seeking = false;

  play.addEventListener('click', onPlay);
  seek.addEventListener('input', () => {
    seeking = true;
    show();
  });
  seek.addEventListener('change', () => {
    seeking = false;
    player.seek((seek.valueAsNumber / Number(seek.max)) * player.duration);
  });
  loop.addEventListener('change', () => player.setLoop(loop.checked));
  volume.addEventListener('input', () => {
    player.volume = volume.valueAsNumber;
  });
  player.volume = volume.valueAsNumber;

  const showState = () => {
    const playing = player.state === 'playing';
    play.dataset.state = playing ? 'playing' : 'still';
    label.textContent = playing ? 'Pause' : 'Play';
  };
  player.addEventListener('state', showState);

  let shown = '';
  const show = () => {
    const at = seeking ? (seek.valueAsNumber / Number(seek.max)) * player.duration : player.position;
    const text = `${clock(at)} / ${clock(player.duration)}`;
    if (!seeking && player.duration) seek.value = String(Math.round((at / player.duration) * Number(seek.max)));
    if (text === shown) return;
    shown = text;
    places.time.textContent = text;
    seek.setAttribute('aria-valuetext', text);
  };
  showState();
  return { show };
}
