// The settings' panel: presets, the form, and on phones a drawer.
import { makeForm } from '../ui/form.js';
import { at, button } from './page.js';
import { presets } from './presets.js';
import { matters } from './settings.js';
import { table } from './settings-table.js';

/**
 * @param {import('./settings.js').Settings} settings
 * @param {import('./viewer.js').Viewer} viewer whose sample rate and channels matter
 * @returns {() => void} shows the present values
 */
export function makePanel(settings, viewer) {
  for (const { label, values } of Object.values(presets)) {
    const choose = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
    choose.addEventListener('click', () => settings.set(values));
    const mark = () =>
      choose.setAttribute(
        'aria-pressed',
        String(Object.keys(values).every((key) => settings.values[key] === values[key])),
      );
    settings.addEventListener('change', mark);
    mark();
    at('presets').append(choose);
  }
  button('reset', () => settings.reset());

  const isOpen = () => at('drawer').getAttribute('aria-expanded') === 'true';
  const drawer = (/** @type {boolean} */ open) => {
    at('settings').classList.toggle('open', open);
    at('drawer').setAttribute('aria-expanded', String(open));
    (open ? at('close-drawer') : at('drawer')).focus();
    if (open) at('plot').scrollIntoView(); // so that what is set is seen above the drawer
  };
  button('drawer', () => drawer(!isOpen()));
  button('close-drawer', () => drawer(false));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isOpen()) drawer(false);
  });

  at('form').addEventListener('submit', (event) => event.preventDefault());
  return makeForm(at('form'), table, settings, {
    rate: () => viewer.rate,
    shows: (key) => (key === 'channel' ? viewer.channels > 1 : matters(settings.values, key)),
  });
}
