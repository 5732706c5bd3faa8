// A table of settings to a form: a fieldset a group, a labelled native control a setting, each with its value in words.

/** @typedef {import('./setting.js').Setting} Setting */
/**
 * @typedef {EventTarget & { values: import('./setting.js').Values, number: (key: string) => number,
 *   set: (changes: import('./setting.js').Values) => void }} Settings fires 'change'
 */

/**
 * @param {HTMLElement} place
 * @param {readonly Setting[]} table
 * @param {Settings} settings
 * @param {{ rate: () => number, shows: (key: string) => boolean }} context the sample rate of the picture; whether a
 *   setting matters now
 * @returns {() => void} shows the settings' present values
 */
export function makeForm(place, table, settings, { rate, shows }) {
  /** @type {(() => void)[]} */
  const refreshers = [];
  /** @type {Map<string, HTMLElement>} */
  const groups = new Map();
  for (const setting of table) {
    if (!setting.group) continue;
    let group = groups.get(setting.group);
    if (!group) {
      group = document.createElement('fieldset');
      const legend = document.createElement('legend');
      legend.textContent = setting.group;
      group.append(legend);
      place.append(group);
      groups.set(setting.group, group);
    }
    const { row, refresh } = makeRow(setting, settings, rate);
    group.append(row);
    refreshers.push(() => {
      row.hidden = !shows(setting.key);
      refresh();
    });
  }
  const refreshAll = () => {
    for (const refresh of refreshers) refresh();
    for (const group of groups.values()) group.hidden = !group.querySelector('.row:not([hidden])');
  };
  settings.addEventListener('change', refreshAll);
  refreshAll();
  return refreshAll;
}

/** @param {Setting} setting @param {Settings} settings @param {() => number} rate */
function makeRow(setting, settings, rate) {
  const row = document.createElement('div');
  row.className = `row ${setting.kind}`;
  const id = `set-${setting.key}`;
  const label = document.createElement('label');
  label.htmlFor = id;
  label.textContent = setting.label;
  const { control, read, write } = makeControl(setting);
  control.id = id;
  const words = setting.text ? document.createElement('output') : null;
  if (words) words.htmlFor.add(id);
  row.append(label, ...(words ? [words] : []), control);
  if (setting.kind === 'hertz')
    row.append(Object.assign(document.createElement('span'), { className: 'unit', textContent: 'Hz' }));
  const help = Object.assign(document.createElement('p'), { id: `${id}-help`, className: 'help' });
  if (setting.help) {
    control.setAttribute('aria-describedby', help.id);
    row.append(help);
  }
  const event = setting.kind === 'hertz' || setting.choices ? 'change' : 'input';
  control.addEventListener(event, () => {
    settings.set({ [setting.key]: read() });
    refresh(); // what was not allowed goes back to what is
  });
  const refresh = () => {
    write(settings.values[setting.key]);
    help.textContent = typeof setting.help === 'function' ? setting.help(settings.values) : (setting.help ?? '');
    if (!words || !setting.text) return;
    words.textContent = setting.text(settings.number(setting.key), settings.values, rate());
    control.setAttribute('aria-valuetext', words.textContent);
  };
  return { row, refresh };
}

/**
 * @typedef {object} Control
 * @property {HTMLInputElement | HTMLSelectElement} control
 * @property {() => string | number} read
 * @property {(value: string | number) => void} write
 */

/** @param {Setting} setting @returns {Control} */
function makeControl(setting) {
  if (setting.kind === 'choice') return menuOf(setting);
  const control = document.createElement('input');
  if (setting.kind === 'steps') return stepsOf(setting, control);
  if (setting.kind === 'switch') {
    control.type = 'checkbox';
    return {
      control,
      read: () => (control.checked ? 'on' : 'off'),
      write: (value) => {
        control.checked = value === 'on';
      },
    };
  }
  control.min = String(setting.min);
  control.max = String(setting.max);
  const isRange = setting.kind === 'range';
  control.type = isRange ? 'range' : 'number';
  if (!isRange) {
    control.step = 'any';
    control.inputMode = 'decimal';
  }
  return {
    control,
    read: () => (isRange ? control.valueAsNumber : control.value),
    write: (value) => {
      control.value = String(Math.round(Number(value) * 100) / 100);
    },
  };
}

/** @param {Setting} setting @returns {Control} */
function menuOf({ choices = {} }) {
  const control = document.createElement('select');
  for (const [value, text] of Object.entries(choices)) control.append(new Option(text, value));
  return {
    control,
    read: () => control.value,
    write: (value) => {
      control.value = String(value);
    },
  };
}

/** A slider over a list. @param {Setting} setting @param {HTMLInputElement} control @returns {Control} */
function stepsOf({ steps = [] }, control) {
  const sorted = [...steps].sort((a, b) => a - b);
  control.type = 'range';
  control.max = String(sorted.length - 1);
  const nearest = (/** @type {number} */ value) =>
    sorted.reduce((best, step, i) => (Math.abs(step - value) < Math.abs(sorted[best] - value) ? i : best), 0);
  return {
    control,
    read: () => sorted[control.valueAsNumber],
    write: (value) => {
      control.value = String(nearest(Number(value)));
    },
  };
}
