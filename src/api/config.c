/* config.c - defaults, ranges and sentences of every option. */
#include "config.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "fft/fft.h"

enum field_type { type_int, type_double, type_count, type_pointer }; /* count: whole, but too large for an int */

struct field {
  const char *name;
  const char *sentence;
  enum field_type type;
  size_t offset;
  double least, greatest;
};

#define FIELD_ROW(name, js, type, least, greatest, rule) \
  {js, js " must be " rule, type_##type, offsetof(sg_config, name), least, greatest},
static const struct field fields[SG_FIELD_COUNT] = {SG_CONFIG_FIELDS(FIELD_ROW)};

sg_config sg_defaults(void) {
  return (sg_config){
      .n_fft = 2048,
      .hop_length = 512,
      .win_length = 2048,
      .window = SG_HANN,
      .center = 1,
      .power = 2,
      .n_mels = 128,
      .norm = SG_NORM_SLANEY,
      .on_nola = 1,
      .length = -1,
      .n_bins = 84,
      .bins_per_octave = 12,
      .filter_scale = 1,
      .gamma = SG_GAMMA_ERB,
      .scale = 1,
      .n_chroma = 12,
      .ref_power = 1e-6,
      .reassign = SG_REASSIGN_FREQUENCIES | SG_REASSIGN_TIMES,
      .clip = 1,
      .height = 256,
      .momentum = 0.99,
      .tolerance = 1e-6,
  };
}

sg_status sg_config_check(const sg_config *config) {
  for (int i = 0; i < SG_FIELD_COUNT; i++) {
    const struct field *field = &fields[i];
    const char *at = (const char *)config + field->offset;
    double value = 0;
    if (field->type == type_pointer) continue;
    if (field->type == type_int) value = *(const int *)(const void *)at;
    if (field->type == type_double || field->type == type_count) value = *(const double *)(const void *)at;
    if (!(value >= field->least && value <= field->greatest)) return SG_BAD_FIELD + i;
    if (field->type == type_count && value != floor(value)) return SG_BAD_FIELD + i;
  }
  if (sg_fft_next_size(config->n_fft) != config->n_fft) return SG_BAD(n_fft);
  if (config->win_length > config->n_fft) return SG_WIN_ABOVE_FFT;
  return SG_OK;
}

int sg_config_field(const char *name) {
  for (int i = 0; i < SG_FIELD_COUNT; i++)
    if (!strcmp(fields[i].name, name)) return i;
  return -1;
}

/* Numbers that an int cannot hold become one that no range allows. */
static int to_int(double value) {
  return value >= INT_MIN && value <= INT_MAX && value == floor(value) ? (int)value : INT_MIN;
}

void sg_config_set(sg_config *config, int index, double value) {
  if (index < 0 || index >= SG_FIELD_COUNT) return;
  char *at = (char *)config + fields[index].offset;
  switch (fields[index].type) {
    case type_int: *(int *)(void *)at = to_int(value); break;
    case type_double:
    case type_count: *(double *)(void *)at = value; break;
    case type_pointer: *(const float **)(void *)at = (const float *)(uintptr_t)value; break;
  }
}

const char *sg_strerror(sg_status status) {
  if (status >= SG_BAD_FIELD && status < SG_BAD_FIELD + SG_FIELD_COUNT) return fields[status - SG_BAD_FIELD].sentence;
  switch (status) {
    case SG_OK: return "no error";
    case SG_NO_MEMORY: return "not enough memory";
    case SG_NO_SUCH_KIND: return "no transform has that name";
    case SG_NOLA: return "window and hopLength leave samples that no window covers, so there is no inverse";
    case SG_WIN_ABOVE_FFT: return "winLength must be at most nFft";
    case SG_F_ORDER: return "fMin must be below fMax";
    case SG_WINDOW_SUM:
      return "window must be finite numbers whose absolute values add up to at most " SG_TEXT(
          SG_FFT_MAX) " (and its sum must not be 0 where it is divided by)";
    case SG_NEEDS_RATE: return "sampleRate must be given, in Hz";
    case SG_F_MIN: return "fMin must be above 0";
    case SG_ABOVE_NYQUIST: return "the highest bin, with its bandwidth, must lie below sampleRate / 2";
    case SG_FILTER_LONG: return "the lowest bin's filter must be at most " SG_TEXT(SG_FFT_MAX) " samples long";
    case SG_LOG_ZERO: return "fMin must be 0 or at least 1e-6 on a logarithmic axis";
    case SG_HOP_ABOVE_WINDOW: return "hopLength must be at most winLength";
    case SG_FEW_FRAMES: return "S must have at least 2 frames";
    case SG_LENGTH_FRAMES:
      return "length must give as many frames as S has: from hopLength * (frames - 1) to hopLength more";
    case SG_NOT_MAGNITUDES: return "S must hold magnitudes: finite, and at least 0";
    case SG_WINDOW_CENTRE: return "window must not be 0 in its middle";
    case SG_LATE_PADDING:
      return "padMode must be 'constant', 'edge' or 'linear_ramp' with lowLatency: others wait for what they mirror";
    case SG_STEPS: return "a chain must have 1 to " SG_TEXT(SG_STEPS_MAX) " stages";
    case SG_DOES_NOT_FOLLOW: return "the stages of a chain must each take what the one before gives, samples or rows";
    case SG_ROW_LENGTH: return "the stages of a chain must each take rows as long as the one before gives";
    case SG_TOO_LARGE: return "the sizes asked for do not fit in memory";
  }
  return "unknown status";
}
