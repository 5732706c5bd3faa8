// What the page tells its reader: a polite line of state, and alerts that say what happened and what to do.
// Everything is set as text, so that a file's name can be any string.

/** @typedef {{ label: string, run: () => void }} Action */

export class Messages {
  /** @param {{ status: HTMLElement, spoken: HTMLElement, alerts: HTMLElement }} places */
  constructor({ status, spoken, alerts }) {
    this.status = status;
    this.spoken = spoken;
    this.alerts = alerts;
    /** @type {Map<string, HTMLElement>} */
    this.shown = new Map();
    this.said = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.pending = undefined;
  }

  /** Says how things stand: at once to the eye, and aloud at most every 2 s, so that it can be followed. @param {string} text */
  say(text) {
    this.status.textContent = text;
    clearTimeout(this.pending);
    const speak = () => {
      this.said = performance.now();
      if (this.spoken.textContent !== text) this.spoken.textContent = text;
    };
    const wait = this.said + 2000 - performance.now();
    if (this.said === 0 || wait <= 0) speak();
    else this.pending = setTimeout(speak, wait);
  }

  /**
   * Shows an alert until it is taken back or closed. One code is shown once.
   * @param {string} code stable, such as E_MIC_DENIED @param {string} text @param {Action[]} [actions]
   */
  alert(code, text, actions = []) {
    this.clear(code);
    const box = document.createElement('div');
    box.className = 'alert';
    box.dataset.code = code;
    const words = document.createElement('p');
    words.textContent = text;
    const tag = document.createElement('code');
    tag.textContent = code;
    box.append(words, tag);
    for (const { label, run } of actions)
      box.append(
        this.#button(label, () => {
          this.clear(code);
          run();
        }),
      );
    const close = this.#button('Close', () => this.clear(code));
    close.className = 'quiet';
    box.append(close);
    this.shown.set(code, box);
    this.alerts.append(box);
  }

  /** @param {string} code or the start of one: 'E_MIC' takes back all of the microphone's */
  clear(code) {
    for (const [key, box] of this.shown) {
      if (!key.startsWith(code)) continue;
      box.remove();
      this.shown.delete(key);
    }
  }

  /** @param {string} label @param {() => void} run */
  #button(label, run) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', run);
    return button;
  }
}
