// Work that takes a while: what it is, how far it is, and a button that stops it.

export class Busy {
  #stop = () => {};

  /**
   * @param {{ box: HTMLElement, doing: HTMLElement, bar: HTMLProgressElement, cancel: HTMLElement }} places
   * @param {() => void} onCancel after what began it was told
   */
  constructor({ box, doing, bar, cancel }, onCancel) {
    this.box = box;
    this.doing = doing;
    this.bar = bar;
    cancel.addEventListener('click', () => {
      this.#stop();
      onCancel();
      this.end();
    });
  }

  /** @param {string} text @param {() => void} [stop] */
  begin(text, stop = () => {}) {
    this.box.hidden = false;
    if (this.doing.textContent !== text) this.doing.textContent = text;
    this.bar.removeAttribute('value');
    this.#stop = stop;
  }

  /** @param {number} done from 0 to 1 */
  tell(done) {
    this.bar.value = done;
  }

  end() {
    this.box.hidden = true;
  }
}
