/* defaults.c - C's own defaults make every kind work, and a transform and its inverse agree from one config. */
#include "kit.h"

enum { SAMPLES = 44100, EDGE = 8000 };

static void check_kinds(void) {
  int count = 0;
  for (const char *kind; (kind = sg_kind_at(count)); count++) {
    sg_config config = sg_defaults(kind), completed;
    config.sample_rate = 22050, config.n_frames = 10, config.to = 16000; /* nobody can know these */
    completed = config;
    CHECK(sg_config_complete(&completed, kind) == SG_OK);
    sg_config again = completed;
    CHECK(sg_config_complete(&again, kind) == SG_OK && !memcmp(&again, &completed, sizeof again));
    sg_stream *stream;
    sg_status status = open_stream(&stream, kind, &config);
    int is_stream = strcmp(kind, "melFilterbank") && strcmp(kind, "specAugment") && strcmp(kind, "chromaFilterbank");
    for (int i = 0; status && is_stream && i < 4; i++) { /* it stands behind others */
      const char *first = (const char *[]){"mel", "stft", "cqt", "spectrogram"}[i];
      sg_config before = sg_defaults(first);
      before.sample_rate = 22050;
      status = sg_stream_create(&stream, (sg_step[]){{first, &before}, {kind, &config}}, 2, NULL);
    }
    sg_config pitch = sg_defaults("yin"), lags = sg_defaults("tempogram"); /* or behind one value, or lags */
    pitch.sample_rate = 22050;
    sg_step behind[] = {{"yin", &pitch}, {"tempogram", &lags}, {kind, &config}};
    if (status && is_stream) status = sg_stream_create(&stream, (sg_step[]){behind[0], behind[2]}, 2, NULL);
    if (status && is_stream) status = sg_stream_create(&stream, behind, 3, NULL);
    if (status != (is_stream ? SG_OK : SG_NO_SUCH_KIND)) fprintf(stderr, "%s: %s\n", kind, sg_strerror(status));
    CHECK(status == (is_stream ? SG_OK : SG_NO_SUCH_KIND));
    sg_stream_destroy(stream);
  }
  CHECK(count > 16 && !sg_kind_at(-1));

  sg_config bank = sg_defaults("melFilterbank");
  float *weights = malloc(128 * 1025 * sizeof *weights);
  bank.sample_rate = 22050;
  CHECK(weights && !sg_mel_filterbank(weights, &bank));
  free(weights);
}

/* What is not given follows from what is, and what is given stays. */
static void check_derived(void) {
  sg_config config = sg_defaults("stft");
  config.n_fft = 600;
  CHECK(!sg_config_complete(&config, "stft") && config.win_length == 600 && config.hop_length == 150);
  config = sg_defaults("synchrosqueeze");
  config.win_length = 640;
  CHECK(!sg_config_complete(&config, "synchrosqueeze") && config.n_fft == 2048 && config.hop_length == 20);
  config = sg_defaults("mel");
  config.win_length = 2, config.sample_rate = 8000;
  CHECK(!sg_config_complete(&config, "mel") && config.hop_length == 512 && config.f_max == 4000);
  config = sg_defaults("stft");
  config.win_length = 2;
  CHECK(!sg_config_complete(&config, "stft") && config.hop_length == 1);
  config = sg_defaults("chroma");
  config.sample_rate = 22050, config.n_octaves = 5;
  CHECK(!sg_config_complete(&config, "chroma") && config.n_bins == 180);
  config = sg_defaults("nsgt");
  config.sample_rate = 22050;
  CHECK(!sg_config_complete(&config, "nsgt") && config.n_bins == 101 && config.n_fft == 32768);
  config = sg_defaults("nsgt");
  config.sample_rate = 22050, config.f_min = 1e-300;
  CHECK(sg_config_complete(&config, "nsgt") == SG_MANY_BINS);
  config = sg_defaults("nsgt");
  CHECK(sg_config_complete(&config, "nsgt") == SG_OK && config.n_bins == 84 && config.n_fft == 2048);
  config = sg_defaults("chroma");
  config.filter_norm = 2, config.scale = 0;
  CHECK(!sg_config_complete(&config, "chroma") && config.filter_norm == 1 && config.scale == 1);
  CHECK(sg_config_complete(&config, "nonsense") == SG_NO_SUCH_KIND);
}

/* Decibels of a sound over what a transform and its inverse leave of it, both from one config. */
static double snr(const char *there, const char *back, const sg_config *config, const float *x) {
  sg_stream *analyser, *synthesiser;
  CHECK(!open_stream(&analyser, there, config) && !open_stream(&synthesiser, back, config));
  floats rows = analyse(analyser, x, SAMPLES, 0);
  size_t n = rows.count / (size_t)sg_stream_facts(synthesiser)->input_length;
  floats y = synthesise(synthesiser, rows.data, n, 0, SAMPLES);
  double signal = 0, noise = 0;
  for (size_t i = EDGE; i < SAMPLES - EDGE && i < y.count; i++) {
    signal += (double)x[i] * x[i];
    noise += ((double)y.data[i] - x[i]) * ((double)y.data[i] - x[i]);
  }
  free(rows.data);
  free(y.data);
  sg_stream_destroy(analyser);
  sg_stream_destroy(synthesiser);
  return 10 * log10(signal / noise);
}

static void check_round_trips(void) {
  static float x[SAMPLES];
  for (int i = 0; i < SAMPLES; i++)
    for (int note = 0; note < 12; note++)
      x[i] += (float)(0.05 * sin(2 * acos(-1) * i / 22050 * 110 * pow(2, note / 4.0)));
  const struct {
    const char *there, *back;
    int hop;
    double least; /* dB, what JavaScript gets, the inverses of constant-Q transforms in one pass */
  } pairs[] = {{"stft", "istft", 0, 138}, {"synchrosqueeze", "unsqueeze", 0, 49}, {"nsgt", "insgt", 0, 133},
               {"cqt", "icqt", 128, 54},  {"cqt", "icqtLeastSquares", 128, 61},   {"vqt", "icqt", 128, 48}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    sg_config config = sg_defaults(pairs[i].there);
    config.sample_rate = 22050;
    if (pairs[i].hop) config.hop_length = pairs[i].hop, config.n_frames = 1 + SAMPLES / pairs[i].hop;
    if (pairs[i].hop) config.length = SAMPLES;
    double db = snr(pairs[i].there, pairs[i].back, &config, x);
    if (db < pairs[i].least) fprintf(stderr, "%s, %s: %.1f dB\n", pairs[i].there, pairs[i].back, db);
    CHECK(db >= pairs[i].least);
  }
}

int main(void) {
  check_kinds();
  check_derived();
  check_round_trips();
}
