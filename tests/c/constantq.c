/* constantq.c - the constant-Q transforms and their inverses: random chunks and resets give the bytes of the whole
 * signal, rows come exactly as late as is said (with their own sample, where low latency is asked for), and neither
 * subnormal numbers nor their flushing make a difference. */
#include "kit.h"

enum { LONGEST = 6000 };
static const char *const kinds[] = {"cqt", "vqt", "chroma", "nsgt", "pseudoCqt", "hybridCqt", "chromaCens"};
static const char *const syntheses[] = {"icqt", "insgt"};
static const char *const solvers[] = {"icqtLeastSquares", "griffinLimCqt"};
enum { KINDS = sizeof kinds / sizeof *kinds };

static sg_config random_config(uint32_t *seed) {
  static const int hops[] = {1, 7, 60, 64, 128, 333, 512, 1000}, sizes[] = {2, 4, 30, 99, 100, 256, 500, 1024};
  sg_config config = sg_defaults(NULL);
  config.sample_rate = 8000;
  config.hop_length = hops[random_below(seed, 8)];
  config.n_fft = config.win_length = sizes[random_below(seed, 8)];
  config.bins_per_octave = (int[]){1, 3, 12, 12, 24}[random_below(seed, 5)];
  config.n_chroma = config.bins_per_octave;
  config.f_min = 60 + (double)random_below(seed, 200);
  config.n_bins = 1 + (int)random_below(seed, (size_t)(config.bins_per_octave * log2(2200 / config.f_min)) + 1);
  config.tuning = (double[]){0, 0, 0.3, -0.4}[random_below(seed, 4)];
  config.filter_scale = (double[]){1, 1, 0.3, 2}[random_below(seed, 4)];
  config.gamma = (double[]){SG_GAMMA_ERB, 0, 5, 100}[random_below(seed, 4)];
  config.filter_norm = config.chroma_norm = (double[]){1, 2, SG_NORM_NONE, INFINITY, 1.5}[random_below(seed, 5)];
  config.row_norm = (double[]){1, 2, SG_NORM_NONE, INFINITY, 1.5}[random_below(seed, 5)];
  config.win_len_smooth = random_below(seed, 12) ? 1 + (int)random_below(seed, 11) : (int)SG_SMOOTH_NONE;
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
  for (int i = 0; i < 40 * KINDS; i++) {
    const char *kind = kinds[i % KINDS];
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
  static float row[1 << 16], x[1 << 16];
  for (int i = 0; i < 30 * KINDS; i++) {
    sg_config config;
    sg_stream *analyser = next_analyser(kinds[i % KINDS], &config, seed);
    double latency = sg_stream_facts(analyser)->latency, hop = sg_stream_facts(analyser)->hop;
    int is_late = config.low_latency && i % KINDS < 2; /* the others do not know it */
    /* the first row of what is smoothed waits for a later one, which may fall better on the samples of the levels; and
     * where the head is mirrored those around it are there already */
    int is_early = !strcmp(kinds[i % KINDS], "chromaCens");
    CHECK(!is_late || latency == 1);
    for (int k = 0; k < sg_stream_facts(analyser)->bins; k++) {
      double delay = delay_of(analyser, k);
      CHECK(is_late ? delay >= 1 && (!k || delay <= delay_of(analyser, k - 1)) : delay == 0);
    }
    int rows = 0, written = 0;
    floats single = {0};
    size_t length = (size_t)sg_stream_facts(analyser)->row_length;
    CHECK(sg_stream_facts(analyser)->row_length <= 1 << 16 && sg_stream_facts(analyser)->origin == 0);
    for (int n = 1; n <= latency + 900; n++) {
      float sample = (float)random_below(seed, 9) - 4;
      CHECK(written < 1 << 16 && sg_stream_write(analyser, &sample, 1) == 1);
      x[written++] = sample;
      while (sg_stream_read(analyser, row, 1)) {
        memcpy(make_space(&single, length), row, length * sizeof *row);
        single.count += length;
        CHECK(rows || is_early ? n <= rows * hop + latency : n == latency);
        rows++;
      }
      CHECK(rows * hop + latency > n);
    }
    CHECK(rows > 0);
    sg_stream_reset(analyser);
    floats whole = analyse(analyser, x, (size_t)written, 0);
    whole.count = single.count; /* those before the end are the same */
    CHECK(equal(whole, single));
    free(whole.data);
    free(single.data);
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

/* Samples of what needs all rows before it begins, in the order in which they are told to come. */
static void check_solvers(const float *sound, uint32_t *seed) {
  static float x[2 * LONGEST];
  for (int i = 0; i < 120; i++) {
    double size = random_below(seed, 2) ? 1 : pow(10, -(double)random_below(seed, 40));
    for (int k = 0; k < 2 * LONGEST; k++) x[k] = (float)(sound[k] * size * (random_below(seed, 3) ? 1 : 1e-12));
    sg_config config;
    sg_stream *solver;
    do {
      config = random_config(seed);
      config.n_frames = 1 + (double)random_below(seed, 10);
      config.n_iter = (int)random_below(seed, 4);
      config.init = (int)random_below(seed, SG_INIT_PGHI);
      config.seed = random_below(seed, 100);
      config.length = (config.n_frames - 1) * config.hop_length + (double)random_below(seed, (size_t)config.hop_length);
      if (i % 2 == 0) config.length = fmin(config.length, (double)random_below(seed, 4000));
      if (random_below(seed, 2)) config.length = -1;
    } while (open_stream(&solver, solvers[i % 2], &config) == SG_ABOVE_NYQUIST);
    CHECK(solver && isinf(sg_stream_facts(solver)->latency));
    double samples = config.length >= 0 ? config.length : (config.n_frames - 1) * config.hop_length;
    size_t length = (size_t)sg_stream_facts(solver)->input_length;
    size_t n = random_below(seed, 3) ? (size_t)config.n_frames : random_below(seed, 14); /* none are missed, or some */
    if (n * length > LONGEST) n = LONGEST / length;
    floats whole = synthesise(solver, x, n, 0, 1 << 22);
    CHECK((double)whole.count == samples && sg_stream_count(solver, (double)n) == samples);
    for (size_t k = 0; k < whole.count; k++) CHECK(is_proper(whole.data[k]));
    for (int k = 0; k < 3; k++) {
      sg_stream_reset(solver);
      if (k) sg_stream_write(solver, x + 5, random_below(seed, n + 1));
      if (k == 2) sg_stream_finish(solver);
      if (k) sg_stream_reset(solver);
      flush_subnormals(k == 1);
      floats parts = synthesise(solver, x, n, next_random(seed), 1 << 22);
      flush_subnormals(0);
      CHECK(equal(whole, parts));
      free(parts.data);
    }
    free(whole.data);
    sg_stream_destroy(solver);
  }
}

/* Where the work is stopped there is a sound all the same: at once, and a better one when the rest has been done. */
static void check_stop(const float *x) {
  static float samples[LONGEST];
  sg_config config = sg_defaults("griffinLimCqt");
  config.sample_rate = 8000, config.f_min = 200, config.n_bins = 24, config.hop_length = 100;
  config.n_frames = 20, config.n_iter = 50;
  for (int kind = 0; kind < 2; kind++) {
    sg_stream *solver;
    sg_progress progress = {0};
    CHECK(!open_stream(&solver, solvers[kind], &config));
    sg_stream_write(solver, x, 20);
    sg_stream_finish(solver);
    CHECK(!sg_stream_read(solver, samples, LONGEST));
    while (progress.iteration < 3) CHECK(sg_stream_work(solver, &progress));
    CHECK(!sg_stream_read(solver, samples, LONGEST));
    sg_stream_stop(solver);
    if (kind) CHECK(progress.convergence > 0 && progress.convergence < 1);
    CHECK(sg_stream_read(solver, samples, 10) == 10);
    double convergence = progress.convergence;
    while (sg_stream_work(solver, &progress)) CHECK(kind && progress.iteration == 3);
    CHECK(sg_stream_read(solver, samples, LONGEST) == 1890);
    sg_stream_reset(solver);
    sg_stream_write(solver, x, 20);
    sg_stream_finish(solver);
    for (progress.iteration = 0; progress.iteration < 3;) CHECK(sg_stream_work(solver, &progress));
    CHECK(progress.convergence == convergence);
    sg_stream_destroy(solver);
  }
}

/* Faint numbers, with far fainter ones between them, or alone among zeros, give the same with and without flushing. */
static void check_flushing(const float *x, uint32_t *seed) {
  float faint[2000];
  for (int i = 0; i < 30 * KINDS; i++) {
    double size = random_below(seed, 2) ? 1e-14 : pow(10, -(double)random_below(seed, 46));
    size_t every = random_below(seed, 2) ? 1 : 40;
    for (int k = 0; k < 2000; k++)
      faint[k] = random_below(seed, every) ? 0 : (float)(x[k] * size * (random_below(seed, 3) ? 1 : 1e-12));
    sg_config config;
    floats results[2];
    if (i % 3) {
      sg_stream *analyser = next_analyser(kinds[i % KINDS], &config, seed);
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
  check_solvers(x, &seed);
  check_stop(x);
  check_flushing(x, &seed);
}
