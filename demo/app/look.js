// The settings' values as the look of a figure.

/**
 * @param {import('../ui/setting.js').Values} values
 * @param {import('../views/look.js').Look['theme']} theme
 * @returns {import('../views/look.js').Look}
 */
export const lookOf = (values, theme) => ({
  minDb: Number(values.floor),
  maxDb: Number(values.ceiling),
  colormap: /** @type {import('specgram').ColormapName} */ (values.colors),
  frequencyScale: /** @type {import('specgram/view').FrequencyScale} */ (values.scale),
  fMin: Number(values.low),
  fMax: Number(values.high),
  notes: values.labels === 'notes',
  a4: Number(values.a4),
  labels: null,
  interpolate: true,
  theme,
});
