/* retrieval.c - magnitudes to sounds and to phases when all are there: the same for any chunks, as many as is said,
 * stopped or not, alone or in a chain. */
#include "kit.h"

enum { LONGEST = 6000, FRAMES = 20, BINS = 33 };

static const char *const kinds[] = {"griffinLim", "pghi", "pghiPhase"};
enum { KINDS = sizeof kinds / sizeof *kinds };

static sg_config small(void) {
  sg_config config = sg_defaults(NULL);
  config.n_fft = 64, config.hop_length = 16, config.n_frames = FRAMES, config.n_iter = 3, config.seed = 7;
  return config;
}

static sg_config random_config(uint32_t *seed) {
  static const int sizes[] = {1, 2, 3, 6, 7, 16, 30, 51, 64, 98, 100, 128, 250};
  sg_config config = sg_defaults(NULL);
  config.n_fft = sizes[random_below(seed, sizeof sizes / sizeof *sizes)];
  config.win_length = random_below(seed, 2) ? config.n_fft : 1 + (int)random_below(seed, (size_t)config.n_fft);
  config.hop_length = 1 + (int)random_below(seed, (size_t)config.win_length);
  config.window = (int)random_below(seed, SG_CHEBWIN);
  config.window_parameter = config.window == SG_KAISER ? 30 : 0.5;
  config.center = random_below(seed, 4) > 0;
  config.pad_mode = (int)random_below(seed, SG_PAD_MODES);
  config.n_frames = 2 + (double)random_below(seed, 20);
  config.n_iter = (int)random_below(seed, 4);
  config.init = (int)random_below(seed, 4);
  config.seed = (double)next_random(seed) * (double)random_below(seed, 1 << 20);
  config.momentum = random_below(seed, 2) ? 0.99 : 0;
  config.tolerance = random_below(seed, 2) ? 1e-6 : 1e-2;
  double least = (config.n_frames - 1) * config.hop_length + (config.center ? config.n_fft % 2 : config.n_fft);
  if (random_below(seed, 2)) config.length = least + (double)random_below(seed, (size_t)config.hop_length);
  return config;
}

static sg_stream *opened(const char *kind, const sg_config *config) {
  sg_stream *stream;
  sg_status status = open_stream(&stream, kind, config);
  if (status) fprintf(stderr, "%s: %s\n", kind, sg_strerror(status));
  CHECK(!status);
  return stream;
}

static floats result_of(const char *kind, const sg_config *config, const float *rows, size_t n) {
  sg_stream *stream = opened(kind, config);
  floats made = synthesise(stream, rows, n, 0, 1 << 22);
  sg_stream_destroy(stream);
  return made;
}

static void check_equal(floats a, floats b) {
  CHECK(equal(a, b));
  free(a.data);
  free(b.data);
}

static void check_chunks(const float *sound, uint32_t *seed) {
  static float x[2 * LONGEST];
  for (int i = 0; i < 240; i++) {
    double size = random_below(seed, 2) ? 1 : pow(10, -(double)random_below(seed, 40));
    for (int k = 0; k < 2 * LONGEST; k++) x[k] = (float)(sound[k] * size * (random_below(seed, 3) ? 1 : 1e-12));
    sg_config config;
    sg_stream *stream;
    sg_status status;
    do {
      config = random_config(seed);
      status = open_stream(&stream, kinds[i % KINDS], &config);
    } while (status == SG_NOLA || status == SG_BEYOND_FRAMES);
    CHECK(stream && isinf(sg_stream_facts(stream)->latency));
    size_t length = (size_t)sg_stream_facts(stream)->input_length, bins = (size_t)config.n_fft / 2 + 1;
    CHECK(length == (i % KINDS == 0 && config.init == SG_INIT_PHASES ? 2 : 1) * bins);
    size_t n = random_below(seed, 3) ? (size_t)config.n_frames : random_below(seed, 24); /* none are missed, or some */
    if (n * length > LONGEST) n = LONGEST / length;
    floats whole = synthesise(stream, x, n, 0, 1 << 22);
    double covered = (config.n_frames - 1) * config.hop_length + (config.center ? config.n_fft % 2 : config.n_fft);
    double samples = config.length < 0 ? covered : config.length;
    CHECK((double)whole.count == (i % KINDS == 2 ? config.n_frames * (double)bins : samples));
    CHECK((double)whole.count == sg_stream_count(stream, (double)n) * sg_stream_facts(stream)->row_length);
    for (size_t k = 0; k < whole.count; k++) CHECK(isfinite(whole.data[k]));
    for (int k = 0; k < 3; k++) {
      sg_stream_reset(stream);
      if (k) sg_stream_write(stream, x + 5, random_below(seed, n + 1));
      if (k == 2) sg_stream_finish(stream);
      if (k) sg_stream_reset(stream);
      flush_subnormals(k == 1);
      floats parts = synthesise(stream, x, n, next_random(seed), 1 << 22);
      flush_subnormals(0);
      CHECK(equal(whole, parts));
      free(parts.data);
    }
    free(whole.data);
    sg_stream_destroy(stream);
  }
}

/* Rows that are too many are forgotten, those that are missing are silent, and so is what is no magnitude. */
static void check_rows(const float *x) {
  static float rows[2 * FRAMES * BINS], others[2 * FRAMES * BINS];
  sg_config config = small();
  for (int i = 0; i < 2 * FRAMES * BINS; i++) rows[i] = others[i] = fabsf(x[i]);
  for (int kind = 0; kind < KINDS; kind++) {
    check_equal(result_of(kinds[kind], &config, rows, FRAMES + 13), result_of(kinds[kind], &config, rows, FRAMES));
    memset(others + 15 * BINS, 0, 5 * BINS * sizeof *others);
    check_equal(result_of(kinds[kind], &config, rows, 15), result_of(kinds[kind], &config, others, FRAMES));
    memcpy(others, rows, sizeof others);
    others[100] = 0, others[200] = 0, others[300] = 1e18f;
    floats clean = result_of(kinds[kind], &config, others, FRAMES);
    others[100] = NAN, others[200] = -5, others[300] = 1e30f;
    sg_stream *stream = opened(kinds[kind], &config);
    check_equal(clean, synthesise(stream, others, FRAMES, 0, 1 << 22));
    CHECK(sg_stream_non_finite(stream) == 2);
    sg_stream_destroy(stream);
    memcpy(others, rows, sizeof others);
  }
}

/* A reset leaves nothing of what came before, however loud; nothing comes after the end. */
static void check_reset(const float *x) {
  static float loud[2 * FRAMES * BINS];
  sg_config config = small();
  for (int i = 0; i < 2 * FRAMES * BINS; i++) loud[i] = 1e18f * fabsf(x[i]);
  for (int init = SG_INIT_ZERO; init <= SG_INIT_PGHI; init++) {
    config.init = init;
    sg_stream *stream = opened("griffinLim", &config);
    floats before = synthesise(stream, loud, FRAMES, 0, 1 << 22);
    CHECK(before.count == 304 && sg_stream_write(stream, loud, 1) == 0);
    sg_stream_reset(stream);
    floats few = synthesise(stream, loud, 7, 0, 1 << 22);
    check_equal(few, result_of("griffinLim", &config, loud, 7));
    free(before.data);
    sg_stream_destroy(stream);
  }
}

/* Where the iteration is stopped, the sound so far is there at once; before the first, that of the first phases. */
static void check_stop(const float *x) {
  static float rows[FRAMES * BINS], samples[1000];
  sg_config config = small();
  for (int i = 0; i < FRAMES * BINS; i++) rows[i] = fabsf(x[i]);
  for (int after = 0; after < 4; after++) {
    config.n_iter = 50;
    sg_stream *stream = opened("griffinLim", &config);
    sg_progress progress = {0};
    double convergence = 2;
    CHECK(!sg_stream_work(stream, &progress));
    sg_stream_write(stream, rows, FRAMES);
    CHECK(!sg_stream_work(stream, &progress) && !sg_stream_read(stream, samples, 1000));
    sg_stream_finish(stream);
    for (int i = 0; i < after; i++) { /* the first step finds the phases to start from */
      CHECK(sg_stream_work(stream, &progress) && progress.iteration == i && progress.total == 52);
      CHECK(progress.done == i + 1 && progress.convergence < convergence && (progress.convergence > 0) == (i > 0));
      if (i) convergence = progress.convergence;
      CHECK(!sg_stream_read(stream, samples, 1000));
    }
    sg_stream_stop(stream);
    size_t count = sg_stream_read(stream, samples, 1000);
    while (count < 304) count += sg_stream_read(stream, samples + count, 1000 - count);
    CHECK(count == 304 && !sg_stream_read(stream, samples, 1000) && !sg_stream_work(stream, &progress));
    config.n_iter = after > 1 ? after - 1 : 0;
    floats whole = result_of("griffinLim", &config, rows, FRAMES);
    CHECK(whole.count == 304 && !memcmp(whole.data, samples, 304 * sizeof *samples));
    sg_stream_reset(stream);
    sg_stream_write(stream, rows, FRAMES);
    sg_stream_finish(stream);
    for (int i = 0; i < 51; i++) CHECK(sg_stream_work(stream, &progress)); /* what was stopped is not any more */
    CHECK(!sg_stream_work(stream, &progress) && progress.iteration == 50);
    free(whole.data);
    sg_stream_destroy(stream);
  }
}

static double distance(floats a, floats b) {
  double off = 0, energy = 0;
  CHECK(a.count == b.count);
  for (size_t i = 0; i < a.count; i++) {
    off += ((double)a.data[i] - b.data[i]) * ((double)a.data[i] - b.data[i]);
    energy += (double)b.data[i] * b.data[i];
  }
  return sqrt(off / energy);
}

/* What "pghi" finds is where "griffinLim" may start, and "pghiPhase" gives its phases. */
static void check_starts(const float *x) {
  static float rows[FRAMES * BINS], both[2 * FRAMES * BINS];
  sg_config config = small();
  config.n_iter = 0, config.init = SG_INIT_PGHI;
  for (int i = 0; i < FRAMES * BINS; i++) rows[i] = fabsf(x[i]);
  floats sound = result_of("pghi", &config, rows, FRAMES), phases = result_of("pghiPhase", &config, rows, FRAMES);
  floats start = result_of("griffinLim", &config, rows, FRAMES);
  CHECK(equal(sound, start) && phases.count == FRAMES * BINS);
  for (int t = 0; t < FRAMES; t++) {
    memcpy(both + 2 * t * BINS, rows + t * BINS, BINS * sizeof *both);
    memcpy(both + (2 * t + 1) * BINS, phases.data + t * BINS, BINS * sizeof *both);
  }
  config.init = SG_INIT_PHASES;
  floats same = result_of("griffinLim", &config, both, FRAMES);
  CHECK(distance(same, sound) < 2e-6);
  free(sound.data);
  free(phases.data);
  free(start.data);
  free(same.data);
}

/* Behind a spectrogram in a chain: samples to samples, or to phases, as one stage after the other. */
static void check_chain(const float *x) {
  sg_config config = small(), first = small();
  first.power = 1;
  sg_stream *spectrogram = opened("spectrogram", &first);
  floats rows = analyse(spectrogram, x, 310, 0);
  CHECK(rows.count == FRAMES * BINS);
  for (int kind = 0; kind < KINDS; kind++) {
    sg_stream *chain;
    floats made = {0};
    sg_progress progress;
    CHECK(!sg_stream_create(&chain, (sg_step[]){{"spectrogram", &first}, {kinds[kind], &config}}, 2, NULL));
    size_t unit = (size_t)sg_stream_facts(chain)->row_length;
    CHECK(kind < 2 || sg_stream_facts(chain)->quantity == SG_RADIANS);
    CHECK(sg_stream_write(chain, x, 310) == 310);
    sg_stream_finish(chain);
    while (sg_stream_work(chain, &progress)) continue;
    for (size_t count = 1; count; made.count += count * unit)
      count = sg_stream_read(chain, make_space(&made, 100 * unit), 100);
    check_equal(made, result_of(kinds[kind], &config, rows.data, FRAMES));
    sg_stream_destroy(chain);
  }
  free(rows.data);
  sg_stream_destroy(spectrogram);
}

static void check_refusals(void) {
  const struct {
    int field;
    double value;
    sg_status status;
  } cases[] = {{SG_FIELD_n_frames, 0, SG_FEW_FRAMES},
               {SG_FIELD_n_frames, -1, SG_BAD(n_frames)},
               {SG_FIELD_n_frames, 2.5, SG_BAD(n_frames)},
               {SG_FIELD_n_frames, 1e10, SG_BAD(n_frames)},
               {SG_FIELD_n_frames, 0x1p31 - 1, SG_BAD(n_frames)},
               {SG_FIELD_n_frames, 1e9, SG_NO_MEMORY},
               {SG_FIELD_hop_length, 65, SG_HOP_ABOVE_WINDOW},
               {SG_FIELD_hop_length, 64, SG_NOLA},
               {SG_FIELD_length, 303, SG_LENGTH_FRAMES},
               {SG_FIELD_length, 304, SG_OK},
               {SG_FIELD_length, 319, SG_OK},
               {SG_FIELD_length, 320, SG_LENGTH_FRAMES},
               {SG_FIELD_length, 9e15, SG_LENGTH_FRAMES},
               {SG_FIELD_seed, -1, SG_BAD(seed)},
               {SG_FIELD_seed, 0x1p53, SG_BAD(seed)},
               {SG_FIELD_tolerance, 0, SG_BAD(tolerance)},
               {SG_FIELD_momentum, -1, SG_BAD(momentum)},
               {SG_FIELD_n_iter, 100001, SG_BAD(n_iter)},
               {SG_FIELD_init, 4, SG_BAD(init)}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (int kind = 0; kind < KINDS; kind++) {
      sg_config config = small();
      sg_stream *stream;
      CHECK(!sg_config_set(&config, cases[i].field, cases[i].value));
      sg_status status = open_stream(&stream, kinds[kind], &config);
      if (status != cases[i].status) fprintf(stderr, "%s %zu: %s\n", kinds[kind], i, sg_strerror(status));
      CHECK(status == cases[i].status && !status == !!stream);
      sg_stream_destroy(stream);
    }
  sg_config config = small();
  sg_stream *stream;
  config.hop_length = 64, config.length = 3; /* the frames are what is wrong first */
  CHECK(open_stream(&stream, "griffinLim", &config) == SG_LENGTH_FRAMES);
  config = sg_defaults("griffinLimCqt");
  config.sample_rate = 8000, config.n_frames = 10, config.n_bins = 24, config.init = SG_INIT_PGHI;
  CHECK(open_stream(&stream, "griffinLimCqt", &config) == SG_BAD(init));
}

int main(void) {
  static float x[2 * LONGEST];
  uint32_t seed = 20240401;
  make_signal(x, 2 * LONGEST, 1);
  check_chunks(x, &seed);
  check_rows(x);
  check_reset(x);
  check_stop(x);
  check_starts(x);
  check_chain(x);
  check_refusals();
}
