// The AudioContext: made in a gesture, at a wanted rate, watched for suspension and for a clock that stands still.

const STALL = 1500; // ms without the audio clock moving, while the state is "running"

/** A context of the wanted rate; where browsers have none of that, of the device's own. @param {number} [rate] Hz */
function contextOf(rate) {
  try {
    return new AudioContext({ latencyHint: 'interactive', ...(rate ? { sampleRate: rate } : {}) });
  } catch {
    return new AudioContext({ latencyHint: 'interactive' });
  }
}

/** Fires 'state' when the context starts, stops or stalls. */
export class Audio extends EventTarget {
  /** @type {AudioContext | null} */
  context = null;
  stalled = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watch = undefined;

  /** What stands between the reader and sound. @returns {'none' | 'running' | 'suspended' | 'stalled'} */
  get state() {
    if (!this.context || this.context.state === 'closed') return 'none';
    if (this.context.state !== 'running') return 'suspended';
    return this.stalled ? 'stalled' : 'running';
  }

  /**
   * The context, running if the browser lets it. A new one is made when the rate differs or the old one stalled.
   * @param {number} [rate] Hz; without it the device's own
   */
  async open(rate) {
    if (this.context && (this.context.state === 'closed' || this.stalled || this.rate !== rate)) await this.close();
    if (!this.context) {
      this.rate = rate;
      this.context = contextOf(rate);
      this.context.addEventListener('statechange', () => this.#tell());
      this.#startWatch(this.context);
    }
    const { context } = this;
    if (context.state !== 'running') {
      // resume() stays pending for as long as the browser waits for a gesture
      await Promise.race([
        context.resume().catch(() => {}),
        new Promise((done) => {
          setTimeout(done, 400);
        }),
      ]);
    }
    this.#tell();
    return context;
  }

  async close() {
    clearInterval(this.#watch);
    const { context } = this;
    this.context = null;
    this.stalled = false;
    if (context && context.state !== 'closed') await context.close().catch(() => {});
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event('state'));
  }

  /** @param {AudioContext} context */
  #startWatch(context) {
    let last = context.currentTime;
    let moved = performance.now();
    this.#watch = setInterval(() => {
      const now = performance.now();
      if (context.currentTime !== last || context.state !== 'running' || document.hidden) {
        last = context.currentTime;
        moved = now;
      }
      const stalled = now - moved > STALL;
      if (stalled === this.stalled) return;
      this.stalled = stalled;
      this.#tell();
    }, 500);
  }
}
