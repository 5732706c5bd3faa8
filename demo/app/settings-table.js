// Every setting of the page as one table of data: the form, the URL hash and the presets are made from it. Transforms
// bring those of their own.
import { sounds } from '../sources/sounds.js';
import { transforms } from '../views/transforms/list.js';

/** @typedef {import('../ui/setting.js').Setting} Setting */
/** @typedef {import('../ui/setting.js').Values} Values */

const inDb = (/** @type {number} */ value) => `${value < 0 ? '−' : ''}${Math.abs(value)} dB`;

/** The settings of all transforms, each once. @returns {Setting[]} */
function ofTransforms() {
  /** @type {Map<string, Setting>} */
  const found = new Map();
  for (const { settings } of Object.values(transforms))
    for (const setting of settings) if (!found.has(setting.key)) found.set(setting.key, setting);
  return [...found.values()].map((setting) => ({ ...setting, text: setting.text && textOf(setting) }));
}

/** What the present transform says of a setting's value. @param {Setting} setting @returns {Setting['text']} */
const textOf = (setting) => (value, values, rate) => {
  const own = transforms[values.transform].settings.find(({ key }) => key === setting.key) ?? setting;
  return own.text?.(value, values, rate) ?? '';
};

/** @type {Setting[]} */
export const table = [
  {
    key: 'transform',
    label: 'Transform',
    group: 'Analysis',
    kind: 'choice',
    initial: 'stft',
    choices: Object.fromEntries(Object.entries(transforms).map(([key, t]) => [key, t.label])),
    help: ({ transform }) => transforms[transform].says,
  },
  ...ofTransforms(),
  {
    key: 'channel',
    label: 'Channels',
    group: 'Analysis',
    kind: 'choice',
    initial: 'mean',
    choices: { mean: 'Mean', left: 'Left', right: 'Right', both: 'Left and right' },
  },
  {
    key: 'ceiling',
    label: 'Ceiling',
    group: 'Level and colour',
    kind: 'range',
    initial: -10,
    min: -100,
    max: 20,
    text: inDb,
    help: '0 dB is a sine at full scale.',
  },
  {
    key: 'floor',
    label: 'Floor',
    group: 'Level and colour',
    kind: 'range',
    initial: -90,
    min: -160,
    max: 0,
    text: inDb,
  },
  {
    key: 'colors',
    label: 'Colour map',
    group: 'Level and colour',
    kind: 'choice',
    initial: 'magma',
    choices: {
      viridis: 'Viridis',
      magma: 'Magma',
      inferno: 'Inferno',
      plasma: 'Plasma',
      cividis: 'Cividis',
      turbo: 'Turbo',
      gray: 'Gray',
      gray_r: 'Black on white',
    },
  },

  {
    key: 'scale',
    option: 'frequencyScale',
    label: 'Frequency axis',
    group: 'Axes',
    kind: 'choice',
    initial: 'mel',
    choices: { linear: 'Linear', log: 'Logarithmic', mel: 'Mel' },
  },
  {
    key: 'labels',
    label: 'Axis labels',
    group: 'Axes',
    kind: 'choice',
    initial: 'hertz',
    choices: { hertz: 'Hertz', notes: 'Notes' },
  },
  { key: 'a4', option: 'a4', label: 'A4 tuned to', group: 'Axes', kind: 'hertz', initial: 440, min: 390, max: 490 },
  { key: 'low', label: 'From', group: 'Axes', kind: 'hertz', initial: 0, min: 0, max: 384000 },
  { key: 'high', label: 'To', group: 'Axes', kind: 'hertz', initial: 16000, min: 10, max: 384000 },
  {
    key: 'span',
    label: 'Time across',
    group: 'Axes',
    kind: 'steps',
    initial: 10,
    steps: [1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60],
    min: 0.5,
    max: 120,
    text: (s) => `${s} s`,
  },
  {
    key: 'motion',
    label: 'Motion',
    group: 'Axes',
    kind: 'choice',
    initial: 'system',
    choices: { system: 'Automatic', scroll: 'Scrolls', pages: 'Turns pages' },
    help: 'Automatic: pages where the system asks for less motion.',
  },

  {
    key: 'sound',
    label: 'Sound',
    kind: 'choice',
    initial: 'tune',
    choices: Object.fromEntries(Object.entries(sounds).map(([id, { label }]) => [id, label])),
  },
  { key: 'slice', label: 'Spectrum', kind: 'choice', initial: 'off', choices: { off: 'Off', on: 'On' } },
  { key: 'view', label: 'View', kind: 'choice', initial: 'live', choices: { live: 'Live', whole: 'Whole' } },
];
