/* constantq.c - the constant-Q transforms and their inverses: random chunks and resets give the bytes of the whole
 * signal,
 * rows come exactly as late as is said (with their own sample, where low latency is asked for), and neither subnormal
 * numbers nor their flushing make a difference. */
#include "kit.h"

enum { LONGEST = 6000 };
static const char *const kinds[] = {"cqt", "vqt", "chroma", "nsgt"};
static const char *const syntheses[] = {"icqt", "insgt"};

static sg_config random_config(uint32_t *seed) {
  static const int hops[] = {1, 7, 60, 64, 128, 333, 512, 1000}, sizes[] = {2, 4, 30, 100, 256, 500, 1024};
  sg_config config = sg_defaults(NULL);
  config.sample_rate = 8000;
  config.hop_length = hops[random_below(seed, 8)];
  config.n_fft = config.win_length = sizes[random_below(seed, 7)];
  config.bins_per_octave = (int[]){1, 3, 12, 12, 24}[random_below(seed, 5)];
  config.n_chroma = config.bins_per_octave;
  config.f_min = 60 + (double)random_below(seed, 200);
  config.n_bins = 1 + (int)random_below(seed, (size_t)(config.bins_per_octave * log2(2200 / config.f_min)) + 1);
  config.tuning = (double[]){0, 0, 0.3, -0.4}[random_below(seed, 4)];
  config.filter_scale = (double[]){1, 1, 0.3, 2}[random_below(seed, 4)];
  config.gamma = (double[]){SG_GAMMA_ERB, 0, 5, 100}[random_below(seed, 4)];
  config.filter_norm = config.chroma_norm = (double[]){1, 2, SG_NORM_NONE, INFINITY, 1.5}[random_below(seed, 5)];
  config.scale = (int)random_below(seed, 2);
  config.window = random_below(seed, 2) ? SG_HANN : (int)random_below(seed, SG_CHEBWIN);
  config.window_parameter = config.window == SG_KAISER ? 9 : 0.5;
  config.pad_mode = (int)random_below(seed, SG_PAD_MODES);
  config.low_latency = config.pad_mode != SG_REFLECT && config.pad_mode != SG_SYMMETRIC && random_below(seed, 2);
  return config;
}

/* The next configuration that has such filters: short ones may need more bandwidth than there is. */
static sg_stream *next_analyser(const char *kind, sg_config *config, uint32_t *seed) {
  sg_stream *analyser;
  do {
    *config = random_config(seed);
  } while (open_stream(&analyser, kind, config) == SG_ABOVE_NYQUIST);
  CHECK(analyser);
  return analyser;
}

static sg_stream *next_synthesiser(const char *kind, sg_config *config, uint32_t *seed) {
  sg_stream *synthesiser;
  do {
    *config = random_config(seed);
    config->length = random_below(seed, 2) ? -1 : (double)random_below(seed, 4000);
  } while (open_stream(&synthesiser, kind, config) == SG_ABOVE_NYQUIST);
  CHECK(synthesiser);
  return synthesiser;
}

static int is_proper(float x) { return x == 0 || (isfinite(x) && fabsf(x) >= 0x1p-126f); }

static void check_analysers(const float *x, uint32_t *seed) {
  for (int i = 0; i < 160; i++) {
    const char *kind = kinds[i % 4];
    sg_config config;
    sg_stream *analyser = next_analyser(kind, &config, seed);
    size_t n = random_below(seed, config.hop_length < 7 ? 300 : LONGEST);
    floats whole = analyse(analyser, x, n, 0);
    CHECK((double)whole.count == sg_stream_count(analyser, (double)n) * sg_stream_facts(analyser)->row_length);
    for (size_t k = 0; k < whole.count; k++) CHECK(is_proper(whole.data[k]));
    int total = 0;
    for (int k = 0; k < sg_stream_facts(analyser)->bins; k++) {
      total += width_of(analyser, k);
      CHECK(k == 0 || sg_stream_facts(analyser)->frequencies[k] > sg_stream_facts(analyser)->frequencies[k - 1]);
    }
    CHECK(total == sg_stream_facts(analyser)->row_length);
    for (int k = 0; k < 3; k++) {
      sg_stream_reset(analyser);
      if (k) sg_stream_write(analyser, x + 9, random_below(seed, LONGEST));
      if (k) sg_stream_reset(analyser);
      floats parts = analyse(analyser, x, n, next_random(seed));
      CHECK(equal(whole, parts));
      free(parts.data);
    }
    free(whole.data);
    sg_stream_destroy(analyser);
  }
}

/* One sample at a time: row t comes when its sample and the latency's are written, the first one not before. */
static void check_latency(uint32_t *seed) {
  static float row[1 << 16];
  for (int i = 0; i < 40; i++) {
    sg_config config;
    sg_stream *analyser = next_analyser(kinds[i % 4], &config, seed);
    double latency = sg_stream_facts(analyser)->latency, hop = sg_stream_facts(analyser)->hop;
    int is_late = config.low_latency && i % 4 < 2; /* chroma and nsgt do not know it */
    CHECK(!is_late || latency == 1);
    for (int k = 0; k < sg_stream_facts(analyser)->bins; k++) {
      double delay = delay_of(analyser, k);
      CHECK(is_late ? delay >= 1 && (!k || delay <= delay_of(analyser, k - 1)) : delay == 0);
    }
    int rows = 0;
    CHECK(sg_stream_facts(analyser)->row_length <= 1 << 16 && sg_stream_facts(analyser)->origin == 0);
    for (int n = 1; n <= latency + 900; n++) {
      float sample = (float)random_below(seed, 9) - 4;
      CHECK(sg_stream_write(analyser, &sample, 1) == 1);
      while (sg_stream_read(analyser, row, 1)) {
        CHECK(rows ? n <= rows * hop + latency : n == latency);
        rows++;
      }
      CHECK(rows * hop + latency > n);
    }
    CHECK(rows > 0);
    sg_stream_destroy(analyser);
  }
}

static void check_synthesisers(const float *x, uint32_t *seed) {
  for (int i = 0; i < 100; i++) {
    sg_config config;
    sg_stream *synthesiser = next_synthesiser(syntheses[i % 2], &config, seed);
    size_t length = (size_t)sg_stream_facts(synthesiser)->input_length, n = random_below(seed, LONGEST / length + 2);
    if (n * length > LONGEST) n = LONGEST / length;
    floats whole = synthesise(synthesiser, x, n, 0, 1 << 22);
    double hop = sg_stream_facts(synthesiser)->hop;
    CHECK(hop == (i % 2 ? config.n_fft / 2 : config.hop_length));
    CHECK((double)whole.count == (config.length >= 0 ? config.length : n ? (double)(n - 1) * hop : 0));
    for (size_t k = 0; k < whole.count; k++) CHECK(is_proper(whole.data[k]));
    for (int k = 0; k < 3; k++) {
      sg_stream_reset(synthesiser);
      if (k) sg_stream_write(synthesiser, x + 5, random_below(seed, n + 1));
      if (k) sg_stream_reset(synthesiser);
      floats parts = synthesise(synthesiser, x, n, next_random(seed), 1 << 22);
      CHECK(equal(whole, parts));
      free(parts.data);
    }
    free(whole.data);
    sg_stream_destroy(synthesiser);
  }
}

/* Faint numbers, with far fainter ones between them, or alone among zeros, give the same with and without flushing. */
static void check_flushing(const float *x, uint32_t *seed) {
  float faint[2000];
  for (int i = 0; i < 120; i++) {
    double size = random_below(seed, 2) ? 1e-14 : pow(10, -(double)random_below(seed, 46));
    size_t every = random_below(seed, 2) ? 1 : 40;
    for (int k = 0; k < 2000; k++)
      faint[k] = random_below(seed, every) ? 0 : (float)(x[k] * size * (random_below(seed, 3) ? 1 : 1e-12));
    sg_config config;
    floats results[2];
    if (i % 3) {
      sg_stream *analyser = next_analyser(kinds[i % 4], &config, seed);
      for (int flush = 0; flush < 2; flush++) {
        flush_subnormals(flush);
        results[flush] = analyse(analyser, faint, config.hop_length < 7 ? 300 : 2000, 0);
        flush_subnormals(0);
        sg_stream_reset(analyser);
      }
      sg_stream_destroy(analyser);
    } else {
      sg_stream *synthesiser = next_synthesiser(syntheses[i % 2], &config, seed);
      size_t length = (size_t)sg_stream_facts(synthesiser)->input_length;
      for (int flush = 0; flush < 2; flush++) {
        flush_subnormals(flush);
        results[flush] = synthesise(synthesiser, faint, 2000 / length, 0, 1 << 20);
        flush_subnormals(0);
        sg_stream_reset(synthesiser);
      }
      sg_stream_destroy(synthesiser);
    }
    CHECK(equal(results[0], results[1]));
    for (size_t k = 0; k < results[0].count; k++) CHECK(is_proper(results[0].data[k]));
    free(results[0].data);
    free(results[1].data);
  }
}

int main(void) {
  static float x[2 * LONGEST];
  uint32_t seed = 20240311;
  make_signal(x, 2 * LONGEST, 1);
  check_analysers(x, &seed);
  check_latency(&seed);
  check_synthesisers(x, &seed);
  check_flushing(x, &seed);
}
