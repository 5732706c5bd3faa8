/* chains.c - random chains of stages: random chunks and resets give the bytes of the whole signal, a row comes as late
 * as is said, an analysis and its inverse in one chain give the sound back, and a chain that ends early takes what
 * comes. */
#include "config.h"
#include "kit.h"
#include "stage.h"

enum { LONGEST = 5000 };

static sg_config random_config(const char *kind, uint32_t *seed) {
  sg_config config = sg_defaults(kind);
  config.sample_rate = 8000;
  config.n_fft = (int[]){16, 51, 60, 64, 128, 250}[random_below(seed, 6)];
  config.win_length = 0;
  config.hop_length = 1 + (int)random_below(seed, (size_t)config.n_fft);
  config.power = (double[]){1, 2, 1.5}[random_below(seed, 3)];
  config.n_mels = 1 + (int)random_below(seed, 20);
  config.f_min = 200;
  config.n_bins = 10;
  config.n_bands = 2;
  config.frame_length = strcmp(kind, "yin") ? config.n_fft : 100; /* which a period of f_min fits in */
  if (!strcmp(kind, "yin")) config.f_max = 900;
  config.fit_order = (int)random_below(seed, 3);
  config.width = 3 + 2 * (int)random_below(seed, 4);
  config.order = 1 + (int)random_below(seed, 2);
  config.mode = (int)random_below(seed, SG_DELTA_WRAP);
  config.base = (int)random_below(seed, SG_BASES);
  config.offset = (double)random_below(seed, 2);
  config.n_mfcc = 1 + (int)random_below(seed, 6);
  config.lifter = (double)random_below(seed, 3);
  config.max_size = 1 + (int)random_below(seed, 4);
  config.gain_db = (double)random_below(seed, 20) - 10;
  config.first = (int)random_below(seed, SG_FIRSTS);
  config.coef = (double[]){0.97, 0.5, 1}[random_below(seed, 3)];
  config.factor = (double)random_below(seed, 5) - 2;
  config.to = (double[]){6000, 8000, 11025, 5999.7, 2000}[random_below(seed, 5)];
  return config;
}

enum { MOST = 6 };

/* Up to two stages of sound, an analysis and up to three stages of rows that can stand behind it, from the core's own
 * list. */
static int random_chain(sg_step *steps, sg_config *configs, uint32_t *seed) {
  const sg_stage *sounds[64], *analyses[64], *rows[64];
  size_t n_sounds = 0, n_analyses = 0, n_rows = 0;
  for (int i = 0; sg_stages[i]; i++) {
    const sg_stage *stage = sg_stages[i];
    if (stage->work || !strcmp(stage->name, "given")) continue; /* that one stands behind nothing */
    if (!strcmp(stage->name, "pyin")) continue;                 /* it must be told how many frames will come */
    if (!strcmp(stage->name, "melInverse")) continue; /* and this one the sample rate of the bands' spectrum */
    if (stage->takes == SG_SAMPLES && stage->gives == SG_SAMPLES) sounds[n_sounds++] = stage;
    if (stage->takes == SG_SAMPLES && stage->gives == SG_ROWS) analyses[n_analyses++] = stage;
    if (stage->takes == SG_ROWS && stage->gives == SG_ROWS) rows[n_rows++] = stage;
  }
  int first = (int)random_below(seed, 3), count = first + 1 + (int)random_below(seed, 4);
  for (int i = 0; i < count; i++) {
    const sg_stage *const *from = i < first ? sounds : i > first ? rows : analyses;
    steps[i].kind = from[random_below(seed, i < first ? n_sounds : i > first ? n_rows : n_analyses)]->name;
    configs[i] = random_config(steps[i].kind, seed);
    if (i) configs[i].sample_rate = 0; /* what comes */
    steps[i].config = &configs[i];
  }
  return count;
}

static void check_chunks(const float *x, uint32_t *seed) {
  int made = 0;
  while (made < 150) {
    sg_step steps[MOST];
    sg_config configs[MOST];
    sg_stream *stream;
    int count = random_chain(steps, configs, seed);
    int refused;
    sg_status status = sg_stream_create(&stream, steps, count, &refused);
    int unfit = status == SG_NEEDS_REAL || status == SG_NEEDS_COMPLEX || status == SG_NEEDS_LEVELS ||
                status == SG_NEEDS_POWERS || status == SG_DOES_NOT_FOLLOW || status == SG_BAD(n_mfcc) ||
                status == SG_BAD(dct_type) || status == SG_ONE_VALUE || status == SG_NEEDS_TEMPOGRAM;
    int other_bins = status == SG_NEEDS_SPECTRUM || status == SG_NEEDS_CONSTANT_Q || status == SG_OTHER_BINS;
    int few_bins = status == SG_CONTRAST_BANDS || status == SG_FEW_BINS;
    if (unfit || other_bins || few_bins) {
      CHECK(!stream && refused > 0 && refused < count);
      CHECK(sg_stream_create(&stream, steps, refused, NULL) == SG_OK); /* the steps before it are not what is wrong */
      sg_stream_destroy(stream);
      continue;
    }
    if (status) fprintf(stderr, "%s: %s\n", steps[refused].kind, sg_strerror(status));
    CHECK(!status);
    made++;
    size_t n = random_below(seed, sg_stream_facts(stream)->hop < 5 ? 400 : LONGEST);
    floats whole = analyse(stream, x, n, 0);
    CHECK((double)whole.count == sg_stream_count(stream, (double)n) * sg_stream_facts(stream)->row_length);
    for (int k = 0; k < 3; k++) {
      sg_stream_reset(stream);
      if (k) sg_stream_write(stream, x + 9, random_below(seed, 600));
      if (k) sg_stream_reset(stream);
      flush_subnormals(k == 2);
      floats parts = analyse(stream, x, n, next_random(seed));
      flush_subnormals(0);
      CHECK(equal(whole, parts));
      free(parts.data);
    }
    free(whole.data);
    sg_stream_destroy(stream);
  }
}

/* One sample at a time: row t comes when its sample and the latency's are written, the first one not before. */
static void check_latency(const float *x, uint32_t *seed) {
  static float row[1 << 12];
  for (int i = 0; i < 40; i++) {
    sg_config spectrogram = random_config("spectrogram", seed), delta = random_config("delta", seed);
    sg_step steps[] = {{"spectrogram", &spectrogram}, {"db", &delta}, {"delta", &delta}};
    sg_stream *stream;
    CHECK(!sg_stream_create(&stream, steps, 3, NULL));
    const sg_facts *facts = sg_stream_facts(stream);
    int rows = 0;
    for (int n = 1; n <= facts->latency + 900; n++) {
      CHECK(sg_stream_write(stream, x + n, 1) == 1);
      for (; sg_stream_read(stream, row, 1); rows++)
        CHECK(rows ? n <= rows * facts->hop + facts->latency : n == facts->latency);
    }
    CHECK(rows > 0);
    sg_stream_destroy(stream);
  }
}

/* There and back: samples in, samples out, as late as both take. */
static void check_there_and_back(const float *x, uint32_t *seed) {
  for (int i = 0; i < 20; i++) {
    sg_config config = sg_defaults("stft");
    config.n_fft = 64 << random_below(seed, 3);
    config.length = i % 2 ? -1 : 700;
    sg_stream *stream;
    CHECK(!sg_stream_create(&stream, (sg_step[]){{"stft", &config}, {"istft", &config}}, 2, NULL));
    CHECK(sg_stream_facts(stream)->row_length == 1 && sg_stream_facts(stream)->input_length == 1);
    floats back = analyse(stream, x, 3000, next_random(seed));
    CHECK((double)back.count == sg_stream_count(stream, 3000));
    for (size_t k = 0; k < back.count; k++) CHECK(fabsf(back.data[k] - x[k]) < 1e-5f);
    free(back.data);
    sg_stream_destroy(stream);
  }
}

int main(void) {
  static float x[2 * LONGEST];
  uint32_t seed = 20240401;
  make_signal(x, 2 * LONGEST, 1);
  check_chunks(x, &seed);
  check_latency(x, &seed);
  check_there_and_back(x, &seed);
}
