/* stream.c - chunks of any size, resets in the middle and rows read late give the bytes of the whole signal at once;
 * poisoned samples touch only the frames that hold them; a row comes exactly as late as is said. */
#include "kit.h"

enum { LONGEST = 6000 };

static const char *const kinds[] = {
    "stft", "spectrogram", "mel", "reassignment", "reassigned", "instantaneousFrequency", "synchrosqueeze"};
static const char *const syntheses[] = {"istft", "unsqueeze", "rtpghi"};
enum { KINDS = sizeof kinds / sizeof *kinds, SYNTHESES = sizeof syntheses / sizeof *syntheses };

/* Not subnormal, and finite; or the one NaN that says that a cell's place is not known. */
static int is_proper(float x) {
  const uint32_t unknown = 0x7fc00000;
  return x == 0 || (isfinite(x) && fabsf(x) >= 0x1p-126f) || !memcmp(&x, &unknown, sizeof x);
}

static sg_config random_config(uint32_t *seed) {
  static const int sizes[] = {1, 2, 3, 4, 6, 7, 10, 16, 30, 48, 51, 64, 97, 98, 100, 128, 250, 256, 360, 511, 512};
  sg_config config = sg_defaults(NULL);
  config.n_fft = sizes[random_below(seed, sizeof sizes / sizeof *sizes)];
  config.win_length = config.n_fft;
  if (config.n_fft > 1 && random_below(seed, 2))
    config.win_length = 2 + (int)random_below(seed, (size_t)config.n_fft - 1);
  config.hop_length = 1 + (int)random_below(seed, (size_t)config.n_fft * (random_below(seed, 4) ? 1 : 3));
  config.window = (int)random_below(seed, SG_CHEBWIN);
  config.window_parameter = config.window == SG_KAISER ? 30 : 0.5;
  config.center = random_below(seed, 4) > 0;
  config.pad_mode = (int)random_below(seed, SG_PAD_MODES);
  config.power = (double[]){1, 2, 1.5, 0.3}[random_below(seed, 4)];
  config.sample_rate = 8000;
  config.n_mels = 1 + (int)random_below(seed, 20);
  config.ref_power = (double[]){1e-6, 0, 1, 1e30}[random_below(seed, 4)];
  unsigned moves = 1 + (unsigned)random_below(seed, 3);
  config.reassign_frequencies = moves & 1, config.reassign_times = moves >> 1;
  config.time_origin = (int)random_below(seed, 2);
  config.frequency_scale = (int)random_below(seed, SG_SCALES);
  config.f_min = config.frequency_scale == SG_LOG ? 50 : 0;
  config.height = 2 + (int)random_below(seed, 40);
  config.derivative = (int)random_below(seed, 2);
  return config;
}

/* Writes some samples, reads some rows, and stops anywhere. */
static void disturb(sg_stream *analyser, const float *x, uint32_t *seed) {
  floats rows = {0};
  size_t length = (size_t)sg_stream_facts(analyser)->row_length;
  for (int i = 0; i < 3; i++) {
    sg_stream_write(analyser, x, random_below(seed, LONGEST / 2));
    sg_stream_read(analyser, make_space(&rows, 4 * length), random_below(seed, 5));
  }
  if (random_below(seed, 2)) sg_stream_finish(analyser);
  free(rows.data);
}

static void check_analysers(const float *x, uint32_t *seed) {
  for (int i = 0; i < 250; i++) {
    sg_config config = random_config(seed);
    const char *kind = kinds[random_below(seed, KINDS)];
    if (random_below(seed, 2)) config.column_step = 1 + (double)random_below(seed, 3000) / 7;
    size_t n = random_below(seed, (size_t)(random_below(seed, 2) ? 2 * config.n_fft : LONGEST));
    sg_stream *analyser, *other;
    CHECK(!open_stream(&analyser, kind, &config) && !open_stream(&other, kind, &config));
    floats whole = analyse(analyser, x, n, 0);
    CHECK((double)whole.count == sg_stream_count(analyser, (double)n) * sg_stream_facts(analyser)->row_length);
    for (size_t k = 0; k < whole.count; k++) CHECK(is_proper(whole.data[k]));
    for (int k = 0; k < 4; k++) {
      floats parts = analyse(other, x, n, next_random(seed));
      CHECK(equal(whole, parts));
      free(parts.data);
      sg_stream_reset(other);
      if (k % 2) disturb(other, x, seed);
      if (k % 2) sg_stream_reset(other);
    }
    free(whole.data);
    sg_stream_destroy(analyser);
    sg_stream_destroy(other);
  }
}

/* One sample at a time: row t comes when its sample and the latency's are written, the first one not before. */
static void check_latency(const float *x, uint32_t *seed) {
  for (int i = 0; i < 120; i++) {
    sg_config config = random_config(seed);
    sg_stream *analyser;
    CHECK(!open_stream(&analyser, i % 2 ? "reassigned" : "spectrogram", &config));
    float row[257];
    int rows = 0;
    double latency = sg_stream_facts(analyser)->latency, origin = sg_stream_facts(analyser)->origin;
    for (int n = 1; n <= 4000; n++) {
      CHECK(sg_stream_write(analyser, x + n, 1) == 1);
      while (sg_stream_read(analyser, row, 1)) {
        double due = origin + (double)rows * sg_stream_facts(analyser)->hop + latency;
        CHECK(rows ? n <= due : n == due);
        rows++;
      }
      CHECK(origin + (double)rows * sg_stream_facts(analyser)->hop + latency > n);
    }
    sg_stream_destroy(analyser);
  }
}

/* One poisoned sample, anywhere in a hop, changes no frame that does not hold it; all of them are counted. */
static void check_poison(const float *x, uint32_t *seed) {
  const float poison[] = {NAN, INFINITY, -INFINITY, 3e38f, -3e38f, 1e13f};
  const float harmless[] = {1e-45f, -1e-45f, 1e-38f, -0.0f};
  float spoilt[1024];
  for (int i = 0; i < 60; i++) {
    sg_config config = random_config(seed);
    config.pad_mode = SG_CONSTANT;
    sg_stream *analyser;
    CHECK(!open_stream(&analyser, "stft", &config));
    floats clean = analyse(analyser, x, 1024, 0);
    CHECK(sg_stream_non_finite(analyser) == 0);
    sg_stream_reset(analyser);
    memcpy(spoilt, x, sizeof spoilt);
    int at = (int)random_below(seed, 1024), length = sg_stream_facts(analyser)->row_length;
    spoilt[at] = poison[i % 6];
    floats rows = analyse(analyser, spoilt, 1024, next_random(seed));
    CHECK(sg_stream_non_finite(analyser) == 1);
    CHECK(rows.count == clean.count);
    for (size_t k = 0; k < rows.count; k++) {
      int first = (int)k / length * config.hop_length - (config.center ? config.n_fft / 2 : 0);
      CHECK(isfinite(rows.data[k]));
      CHECK((at >= first && at < first + config.n_fft) || rows.data[k] == clean.data[k]);
    }
    free(rows.data);
    sg_stream_reset(analyser);
    CHECK(sg_stream_non_finite(analyser) == 0);
    spoilt[at] = 0;
    floats silent = analyse(analyser, spoilt, 1024, 0);
    sg_stream_reset(analyser);
    spoilt[at] = harmless[i % 4];
    rows = analyse(analyser, spoilt, 1024, 0);
    CHECK(sg_stream_non_finite(analyser) == 0 && equal(silent, rows));
    free(clean.data);
    free(silent.data);
    free(rows.data);
    sg_stream_destroy(analyser);
  }
}

/* Half of the time a window of the faintest values that count: the faintest products there are. */
static void faint_window(sg_config *config, uint32_t *seed) {
  static float values[512];
  for (int i = 0; i < 512; i++) values[i] = 2e-12f;
  config->window_values = values;
  if (random_below(seed, 2)) config->window = SG_CUSTOM;
}

/* Faint samples, with far fainter ones between them, or alone among zeros. */
static void fill_faint(float *faint, int n, const float *x, uint32_t *seed) {
  double size = random_below(seed, 2) ? 1e-14 : pow(10, -(double)random_below(seed, 46));
  size_t every = random_below(seed, 2) ? 1 : 40;
  for (int k = 0; k < n; k++)
    faint[k] = random_below(seed, every) ? 0 : (float)(x[k] * size * (random_below(seed, 3) ? 1 : 1e-12));
}

/* Results hold no subnormal number, whatever comes in: some audio threads would flush it and others not. */
static void check_no_subnormals(const float *x, uint32_t *seed) {
  float faint[1024];
  for (int i = 0; i < 150; i++) {
    sg_config config = random_config(seed);
    faint_window(&config, seed);
    const char *kind = kinds[i % KINDS];
    fill_faint(faint, 1024, x, seed);
    sg_stream *analyser;
    CHECK(!open_stream(&analyser, kind, &config));
    floats rows = analyse(analyser, faint, 1024, 0);
    for (size_t k = 0; k < rows.count; k++) CHECK(is_proper(rows.data[k]));
    free(rows.data);
    sg_stream_destroy(analyser);
  }
}

/* A synthesis of a random config, of which "istft" alone can be told to take any hop. */
static sg_stream *next_synthesiser(const char *kind, sg_config *config, void (*adjust)(sg_config *, uint32_t *),
                                   uint32_t *seed) {
  sg_stream *synthesiser;
  sg_status status;
  do {
    *config = random_config(seed);
    config->on_nola = SG_NOLA_LIBROSA;
    adjust(config, seed);
    if (strcmp(kind, "istft") && config->hop_length > config->win_length) config->hop_length = config->win_length;
    status = open_stream(&synthesiser, kind, config);
  } while (status == SG_NOLA && strcmp(kind, "istft"));
  CHECK(!status);
  return synthesiser;
}

/* Whether subnormals are flushed changes no bit. */
static void check_flushing(const float *x, uint32_t *seed) {
  uint32_t own = 1; /* of syntheses */
  float faint[1024];
  for (int i = 0; i < 300; i++) {
    sg_config config = random_config(seed);
    faint_window(&config, seed);
    fill_faint(faint, 1024, x, seed);
    sg_stream *analyser;
    CHECK(!open_stream(&analyser, kinds[i % KINDS], &config));
    floats gradual = analyse(analyser, faint, 1024, 0);
    sg_stream_reset(analyser);
    flush_subnormals(1);
    floats flushed = analyse(analyser, faint, 1024, 0);
    flush_subnormals(0);
    CHECK(equal(gradual, flushed));
    free(gradual.data);
    free(flushed.data);
    sg_stream_destroy(analyser);

    sg_stream *synthesiser = next_synthesiser(syntheses[i % SYNTHESES], &config, faint_window, &own);
    size_t rows = 1024 / (size_t)sg_stream_facts(synthesiser)->input_length;
    gradual = synthesise(synthesiser, faint, rows, 0, 100000);
    sg_stream_reset(synthesiser);
    flush_subnormals(1);
    flushed = synthesise(synthesiser, faint, rows, 0, 100000);
    flush_subnormals(0);
    CHECK(equal(gradual, flushed));
    free(gradual.data);
    free(flushed.data);
    sg_stream_destroy(synthesiser);
  }
}

static void any_length(sg_config *config, uint32_t *seed) {
  config->length = random_below(seed, 2) ? -1 : (double)random_below(seed, 4000);
}

static void check_synthesisers(const float *x, uint32_t *seed) {
  for (int i = 0; i < 200; i++) {
    sg_config config;
    sg_stream *synthesiser = next_synthesiser(syntheses[i % SYNTHESES], &config, any_length, seed);
    size_t length = (i % SYNTHESES == 2 ? 1 : 2) * (size_t)(config.n_fft / 2 + 1),
           n = random_below(seed, LONGEST / length + 1), limit = 1 << 20;
    CHECK(sg_stream_facts(synthesiser)->input_length == (int)length);
    floats whole = synthesise(synthesiser, x, n, 0, limit);
    double covered = n ? (double)(n - 1) * config.hop_length + (config.center ? config.n_fft % 2 : config.n_fft) : 0;
    CHECK((double)whole.count == (config.length < 0 ? covered : config.length));
    for (size_t k = 0; k < whole.count; k++) CHECK(isfinite(whole.data[k]));
    for (int k = 0; k < 3; k++) {
      sg_stream_reset(synthesiser);
      if (k) sg_stream_write(synthesiser, x + 5, random_below(seed, n + 1));
      if (k) sg_stream_reset(synthesiser);
      floats parts = synthesise(synthesiser, x, n, next_random(seed), limit);
      CHECK(equal(whole, parts));
      free(parts.data);
    }
    free(whole.data);
    sg_stream_destroy(synthesiser);
  }
}

static size_t drain(sg_stream *synthesiser) {
  float samples[64];
  size_t total = 0, count;
  while ((count = sg_stream_read(synthesiser, samples, 64))) total += count;
  return total;
}

/* Hops so long that the rows outlast the latency. */
static void long_hops(sg_config *config, uint32_t *seed) {
  config->win_length = config->n_fft;
  config->hop_length = config->n_fft / 4 + 1 + (int)random_below(seed, (size_t)config->n_fft / 2);
}

/* What cannot be read before finish, and can after, is the latency. */
static void check_synthesis_latency(const float *x, uint32_t *seed) {
  for (int i = 0; i < 60; i++) {
    sg_config config;
    sg_stream *synthesiser = next_synthesiser(syntheses[i % SYNTHESES], &config, long_hops, seed);
    size_t length = (size_t)sg_stream_facts(synthesiser)->input_length, before = 0;
    for (size_t t = 0; t < LONGEST / length; t++) {
      while (!sg_stream_write(synthesiser, x + t * length, 1)) before += drain(synthesiser);
      before += drain(synthesiser);
    }
    sg_stream_finish(synthesiser);
    CHECK(before > 0 && (double)drain(synthesiser) == sg_stream_facts(synthesiser)->latency);
    sg_stream_destroy(synthesiser);
  }
}

int main(void) {
  static float x[2 * LONGEST];
  uint32_t seed = 20240229;
  make_signal(x, 2 * LONGEST, 1);
  check_analysers(x, &seed);
  check_latency(x, &seed);
  check_poison(x, &seed);
  check_no_subnormals(x, &seed);
  check_flushing(x, &seed);
  check_synthesisers(x, &seed);
  check_synthesis_latency(x, &seed);
}
