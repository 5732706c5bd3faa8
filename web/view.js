// specgram/view: the renderer, its colour maps, and the scales and ticks of its axes.

export {
  formatFrequency,
  formatTime,
  frequencyAxis,
  frequencyTicks,
  nameTicks,
  noteName,
  noteTicks,
  timeTicks,
  valueTicks,
} from './view/axes.js';
export { colormaps } from './view/colormaps.js';
export { SpectrogramRenderer } from './view/renderer.js';

/**
 * @typedef {import('./view/axes.js').FrequencyAxis} FrequencyAxis
 * @typedef {import('./view/axes.js').FrequencyScale} FrequencyScale
 * @typedef {import('./view/axes.js').Tick} Tick
 * @typedef {import('./view/renderer-options.js').AllOptions} AllOptions
 * @typedef {import('./view/renderer-options.js').ColormapName} ColormapName
 * @typedef {import('./view/renderer-options.js').RendererColors} RendererColors
 * @typedef {import('./view/renderer-options.js').RendererOptions} RendererOptions
 * @typedef {import('./view/renderer-options.js').ImageOptions} ImageOptions
 */
