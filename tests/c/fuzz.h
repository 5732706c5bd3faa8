/* fuzz.h - bytes of a fuzzer to a configuration, mostly one that may be allowed, with one field or two that may not;
 * and what must hold for whatever it makes. */
#ifndef FUZZ_H
#define FUZZ_H

#include "kit.h"

typedef struct bytes {
  const uint8_t *data;
  size_t count;
} bytes;

static inline uint32_t take(bytes *from, size_t n) {
  uint32_t value = 0;
  for (; n && from->count; n--, from->data++, from->count--) value = value << 8 | *from->data;
  return value;
}

static inline double take_double(bytes *from) {
  static const double special[] = {0, -1, 1, 1e-300, 1e300, NAN, INFINITY, -INFINITY, 8, 45, 0.5, 4000};
  uint32_t which = take(from, 1);
  return which < sizeof special / sizeof *special ? special[which] : ((double)take(from, 4) - 2147483648.0) / 65536;
}

static inline int take_int(bytes *from) { return (int)take(from, 4); }

/* A window with its parameters; values is room for 64 pairs of floats. */
static inline void take_window(bytes *from, sg_config *config, float *values) {
  config->window = (int)(take(from, 1) % SG_WINDOWS);
  config->window_parameter = config->window < SG_KAISER ? 0 : take_double(from);
  config->window_values = values;
  if (config->window < SG_TAYLOR || config->window == SG_CUSTOM) return;
  if (take(from, 1) % 8) config->window_parameter = config->window == SG_GENERAL_COSINE ? take(from, 1) % 66 : 2;
  for (int i = 0; i < 64; i++) {
    double value = i < 4 ? take_double(from) : i;
    values[2 * i] = (float)value;
    values[2 * i + 1] = (float)(value - values[2 * i]);
  }
}

/* window_values points into the fuzzer's own copy, values[4096]. */
static inline sg_config take_config(bytes *from, float *values) {
  static const int sizes[] = {2,  4,  6,   8,   10,  12,  16,  18, 24, 30, 32, 50, 60,
                              64, 90, 100, 128, 250, 256, 512, 1,  3,  7,  51, 97, 98};
  sg_config config = sg_defaults(NULL);
  config.n_fft = sizes[take(from, 1) % (sizeof sizes / sizeof *sizes)];
  config.win_length = take(from, 1) % 2 ? config.n_fft : 1 + (int)(take(from, 2) % (uint32_t)config.n_fft);
  config.hop_length = 1 + (int)(take(from, 2) % (2 * (uint32_t)config.n_fft));
  take_window(from, &config, values);
  config.center = (int)take(from, 1) % 2;
  config.pad_mode = (int)(take(from, 1) % SG_PAD_MODES);
  config.power = (double[]){2, 1, 0.5, 3.7}[take(from, 1) % 4];
  config.scaling = (int)(take(from, 1) % SG_SCALINGS);
  config.sample_rate = take(from, 1) % 8 ? 16000 : take_double(from);
  config.n_mels = 1 + (int)take(from, 1) % 64;
  config.f_min = take(from, 1) % 4 ? 0 : take_double(from);
  config.f_max = take(from, 1) % 4 ? 0 : take_double(from);
  config.htk = (int)take(from, 1) % 2;
  config.norm = config.filter_norm = config.chroma_norm = take(from, 1) % 4 ? 1 : take_double(from);
  config.on_nola = (int)take(from, 1) % 2;
  config.length = take(from, 1) % 2 ? -1 : (double)take(from, 2);
  switch (take(from, 1) % 16) {
    case 0: config.n_fft = take_int(from); break;
    case 1: config.hop_length = take_int(from); break;
    case 2: config.win_length = take_int(from); break;
    case 3: config.window = take_int(from); break;
    case 4: config.n_mels = take_int(from); break;
    case 5: config.pad_mode = take_int(from); break;
    case 6: config.power = take_double(from); break;
    case 7: config.length = take_double(from); break;
    case 8: config.scaling = take_int(from); break;
    case 9: config.window_values = NULL; break;
    default: break;
  }
  if (config.window == SG_CUSTOM && config.win_length <= 4096)
    for (int i = 0; i < config.win_length; i++) {
      uint32_t bits = take(from, 4);
      memcpy(&values[i], &bits, sizeof bits);
    }
  return config;
}

/* Raw bits, so that NaN, infinities and subnormals come by themselves; mostly numbers near 1. */
static inline floats take_floats(bytes *from, size_t most) {
  floats x = {0};
  make_space(&x, most);
  while (from->count && x.count < most) {
    uint32_t kind = take(from, 1), bits;
    if (kind < 8) {
      bits = take(from, 4);
      memcpy(&x.data[x.count++], &bits, sizeof bits);
    } else if (kind < 16) {
      float last = x.count ? x.data[x.count - 1] : 0; /* a run */
      for (uint32_t n = take(from, 1); n && x.count < most; n--) x.data[x.count++] = last;
    } else {
      x.data[x.count++] = (float)kind / 128 - 1;
    }
  }
  return x;
}

static inline void check_finite(floats values) {
  for (size_t i = 0; i < values.count; i++)
    CHECK(values.data[i] == 0 || (isfinite(values.data[i]) && fabsf(values.data[i]) >= 0x1p-126f));
}

/* Whether create refused; then it said why, and made nothing. */
static inline int is_refused(sg_status status, const void *made) {
  CHECK(!status == !!made);
  if (status) CHECK(strlen(sg_strerror(status)) > 10 && strcmp(sg_strerror(status), "unknown status"));
  return !!status;
}

/* How many samples of x an analyser is given: a run is to take less than a second, whatever the size of its FFTs. */
static inline size_t affordable(const sg_stream *analyser, const sg_config *config, size_t n) {
  while (n && sg_stream_count(analyser, (double)n) * config->n_fft > 0x1p19) n /= 2;
  return n;
}

/* The rows of x, the same at once and, after a reset in the middle, for random chunks where subnormals are flushed;
 * none where they would be too many. The caller frees them. */
static inline floats analyse_twice(sg_stream *analyser, floats x, uint32_t seed) {
  double length = sg_stream_facts(analyser)->row_length, count = sg_stream_count(analyser, (double)x.count) * length;
  floats whole = {0};
  if (count < 1e6) {
    whole = analyse(analyser, x.data, x.count, 0);
    CHECK((double)whole.count == count);
    sg_stream_reset(analyser);
    sg_stream_write(analyser, x.data, random_below(&seed, x.count + 1));
    sg_stream_reset(analyser);
    flush_subnormals(1);
    floats parts = analyse(analyser, x.data, x.count, seed);
    flush_subnormals(0);
    CHECK(equal(whole, parts));
    free(parts.data);
  }
  double floats_of_row = 0;
  for (int k = 0; k < sg_stream_facts(analyser)->bins; k++) {
    CHECK(!sg_stream_facts(analyser)->frequencies || isfinite(sg_stream_facts(analyser)->frequencies[k]));
    floats_of_row += width_of(analyser, k);
  }
  CHECK(floats_of_row == length && sg_stream_facts(analyser)->latency >= 0 && sg_stream_facts(analyser)->hop > 0);
  return whole;
}

/* The samples of rows: refused with a sentence, or finite and the same for all rows at once and for random chunks. */
static inline void synthesise_twice(const char *kind, const sg_config *config, floats rows, uint32_t seed) {
  const size_t limit = 100000;
  sg_stream *synthesiser;
  if (is_refused(open_stream(&synthesiser, kind, config), synthesiser)) return;
  size_t n = rows.count / (size_t)sg_stream_facts(synthesiser)->input_length;
  floats whole = synthesise(synthesiser, rows.data, n, 0, limit);
  check_finite(whole);
  sg_stream_reset(synthesiser);
  sg_stream_write(synthesiser, rows.data, n ? 1 : 0);
  sg_stream_reset(synthesiser);
  flush_subnormals(1);
  floats parts = synthesise(synthesiser, rows.data, n, seed, limit);
  flush_subnormals(0);
  CHECK(equal(whole, parts));
  sg_stream_destroy(synthesiser);
  free(whole.data);
  free(parts.data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
