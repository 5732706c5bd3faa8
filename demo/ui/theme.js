// Light or dark: as the system has it, until the reader chooses.

const KEY = 'specgram-theme';

/** @returns {'light' | 'dark' | null} */
function remembered() {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return null; // storage may be forbidden
  }
}

/**
 * Makes the button switch themes. Returns the theme now in force.
 * @param {HTMLElement} button @param {(theme: 'light' | 'dark') => void} onChange
 */
export function themeSwitch(button, onChange) {
  const system = matchMedia('(prefers-color-scheme: light)');
  let chosen = remembered();
  const now = () => chosen ?? (system.matches ? 'light' : 'dark');
  const apply = () => {
    document.documentElement.dataset.theme = now();
    button.setAttribute('aria-pressed', String(now() === 'light'));
    onChange(now());
  };
  button.addEventListener('click', () => {
    chosen = now() === 'light' ? 'dark' : 'light';
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      /* the choice lasts as long as the page */
    }
    apply();
  });
  system.addEventListener('change', apply);
  apply();
  return now;
}
