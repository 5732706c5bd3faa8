// Made by scripts/generate.mjs from src/tables: change those.

/** What a row's numbers are, by the core's sg_quantity; '': their exponent says it. */
export const UNITS = [
  '', 'complex', '', 'Hz', 'cells', 'dB', 'log', 'bins', 'radians', 'hertz', '', 'scaled', 'cepstrum', 'normalised',
    'ratio', 'coefficient', 'onset', 'autocorrelation', 'BPM',
];
