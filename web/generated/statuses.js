// Made by scripts/generate.mjs from src/tables: change those.

// The core's statuses.
export const SG_NO_MEMORY = 1;
export const SG_NO_SUCH_KIND = 2;
export const SG_NO_SUCH_FIELD = 3;
export const SG_NOLA = 4;
export const SG_WIN_ABOVE_FFT = 5;
export const SG_F_ORDER = 6;
export const SG_NOTHING_MOVES = 7;
export const SG_WINDOW_SUM = 8;
export const SG_NEEDS_RATE = 9;
export const SG_TOO_LARGE = 10;
export const SG_LOG_ZERO = 11;
export const SG_HOP_ABOVE_WINDOW = 12;
export const SG_FEW_FRAMES = 13;
export const SG_LENGTH_FRAMES = 14;
export const SG_WINDOW_CENTRE = 15;
export const SG_F_MIN = 16;
export const SG_ABOVE_NYQUIST = 17;
export const SG_FILTER_LONG = 18;
export const SG_LATE_PADDING = 19;
export const SG_STEPS = 20;
export const SG_DOES_NOT_FOLLOW = 21;
export const SG_ROW_LENGTH = 22;
export const SG_MANY_BINS = 23;
export const SG_NEEDS_REAL = 24;
export const SG_NEEDS_COMPLEX = 25;
export const SG_NO_FULL_SCALE = 26;
export const SG_ORDER_ABOVE_WIDTH = 27;
export const SG_OTHER_BINS = 28;
export const SG_NEEDS_SPECTRUM = 29;
export const SG_NEEDS_LEVELS = 30;
export const SG_SHORT_SLICE = 31;
export const SG_BEYOND_FRAMES = 32;
export const SG_NEEDS_CONSTANT_Q = 33;
export const SG_BAD_FIELD = 100;
