/* sizes.c - hostile values of every field: each is refused by its own status before anything is allocated for it, and
 * nothing that is allowed fails. */
#include <limits.h>

#include "fft/fft.h"
#include "kit.h"

static sg_status create(const char *kind, const sg_config *config) {
  sg_stream *stream = (sg_stream *)(uintptr_t)1; /* must be overwritten */
  sg_status status = open_stream(&stream, kind, config);
  CHECK(!status == !!stream);
  sg_stream_destroy(stream);
  return status;
}

static sg_config base(void) {
  sg_config config = sg_defaults(NULL);
  config.n_fft = config.win_length = 64, config.hop_length = 16, config.n_mels = 8, config.sample_rate = 8000;
  return config;
}

struct refusal {
  int field;
  double value;
  sg_status status;
};

static const struct refusal refusals[] = {
    {SG_FIELD_n_fft, -2, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, -1, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, 262145, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, 524288, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, 429496730, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, 1431655766, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, 1073741824, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, INT_MAX, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, INT_MIN, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, 4294967296 + 64, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, 64.5, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, NAN, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, INFINITY, SG_BAD(n_fft)},
    {SG_FIELD_n_fft, 32, SG_WIN_ABOVE_FFT},
    {SG_FIELD_hop_length, -1, SG_BAD(hop_length)},
    {SG_FIELD_hop_length, 65537, SG_BAD(hop_length)},
    {SG_FIELD_hop_length, INT_MIN, SG_BAD(hop_length)},
    {SG_FIELD_hop_length, 1.5, SG_BAD(hop_length)},
    {SG_FIELD_hop_length, NAN, SG_BAD(hop_length)},
    {SG_FIELD_win_length, -64, SG_BAD(win_length)},
    {SG_FIELD_win_length, 65, SG_WIN_ABOVE_FFT},
    {SG_FIELD_win_length, 262145, SG_BAD(win_length)},
    {SG_FIELD_win_length, INT_MAX, SG_BAD(win_length)},
    {SG_FIELD_window, -1, SG_BAD(window)},
    {SG_FIELD_window, SG_WINDOWS, SG_BAD(window)},
    {SG_FIELD_window, INT_MAX, SG_BAD(window)},
    {SG_FIELD_window, SG_CUSTOM, SG_BAD(window_values)},
    {SG_FIELD_window_parameter, NAN, SG_BAD(window_parameter)},
    {SG_FIELD_window_parameter, INFINITY, SG_BAD(window_parameter)},
    {SG_FIELD_center, 2, SG_BAD(center)},
    {SG_FIELD_center, -1, SG_BAD(center)},
    {SG_FIELD_pad_mode, -1, SG_BAD(pad_mode)},
    {SG_FIELD_pad_mode, SG_PAD_MODES, SG_BAD(pad_mode)},
    {SG_FIELD_power, 0, SG_BAD(power)},
    {SG_FIELD_power, -2, SG_BAD(power)},
    {SG_FIELD_power, 8.1, SG_BAD(power)},
    {SG_FIELD_power, NAN, SG_BAD(power)},
    {SG_FIELD_power, INFINITY, SG_BAD(power)},
    {SG_FIELD_scaling, -1, SG_BAD(scaling)},
    {SG_FIELD_scaling, SG_SCALINGS, SG_BAD(scaling)},
    {SG_FIELD_n_mels, 0, SG_BAD(n_mels)},
    {SG_FIELD_n_mels, -8, SG_BAD(n_mels)},
    {SG_FIELD_n_mels, 4097, SG_BAD(n_mels)},
    {SG_FIELD_n_mels, INT_MAX, SG_BAD(n_mels)},
    {SG_FIELD_sample_rate, -1, SG_BAD(sample_rate)},
    {SG_FIELD_sample_rate, NAN, SG_BAD(sample_rate)},
    {SG_FIELD_sample_rate, INFINITY, SG_BAD(sample_rate)},
    {SG_FIELD_sample_rate, 10000001, SG_BAD(sample_rate)},
    {SG_FIELD_f_min, -1, SG_BAD(f_min)},
    {SG_FIELD_f_min, NAN, SG_BAD(f_min)},
    {SG_FIELD_f_max, -1, SG_BAD(f_max)},
    {SG_FIELD_f_max, NAN, SG_BAD(f_max)},
    {SG_FIELD_htk, 2, SG_BAD(htk)},
    {SG_FIELD_norm, -2, SG_BAD(norm)},
    {SG_FIELD_norm, NAN, SG_BAD(norm)},
    {SG_FIELD_on_nola, 2, SG_BAD(on_nola)},
    {SG_FIELD_length, 10.5, SG_BAD(length)},
    {SG_FIELD_length, NAN, SG_BAD(length)},
    {SG_FIELD_length, INFINITY, SG_BAD(length)},
    {SG_FIELD_low_latency, 2, SG_BAD(low_latency)},
    {SG_FIELD_low_latency, -1, SG_BAD(low_latency)},
    {SG_FIELD_low_latency, NAN, SG_BAD(low_latency)},
};

static const char *const kinds[] = {"stft", "spectrogram", "mel", "istft"};

static void check_refusals(void) {
  for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
      sg_config config = base();
      CHECK(sg_config_set(&config, refusals[i].field, refusals[i].value) == SG_OK);
      sg_status status = create(kinds[k], &config);
      if (status != refusals[i].status)
        fprintf(stderr, "%s %d = %g: %s\n", kinds[k], refusals[i].field, refusals[i].value, sg_strerror(status));
      CHECK(status == refusals[i].status);
      CHECK(strlen(sg_strerror(status)) > 10);
    }
  sg_config config = base(), same = config;
  for (int i = 0; i < 2; i++) {
    int stranger = i ? SG_FIELD_COUNT : -1;
    CHECK(sg_config_set(&config, stranger, 1) == SG_NO_SUCH_FIELD && isnan(sg_config_get(&config, stranger)));
    CHECK(!memcmp(&config, &same, sizeof config));
  }
}

/* What only some kinds read, or what depends on more than one field. */
static void check_relations(void) {
  sg_config config = base();
  float zeros[64] = {0}, poison[64] = {0}, loud[64] = {0};
  poison[5] = NAN;
  loud[5] = 1e30f;
  config.window = SG_CUSTOM;
  config.window_values = poison;
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) CHECK(create(kinds[k], &config) == SG_WINDOW_SUM);
  config.window_values = loud;
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) CHECK(create(kinds[k], &config) == SG_WINDOW_SUM);
  config.window_values = zeros;
  CHECK(create("stft", &config) == SG_OK);
  CHECK(create("istft", &config) == SG_NOLA);
  config.scaling = SG_SCALE_MAGNITUDE;
  CHECK(create("spectrogram", &config) == SG_WINDOW_SUM);
  config.scaling = SG_SCALE_PSD;
  CHECK(create("spectrogram", &config) == SG_WINDOW_SUM);

  config = base();
  config.sample_rate = 0;
  CHECK(create("stft", &config) == SG_OK && create("spectrogram", &config) == SG_OK &&
        create("istft", &config) == SG_OK);
  CHECK(create("mel", &config) == SG_NEEDS_RATE);
  config.scaling = SG_SCALE_PSD;
  CHECK(create("spectrogram", &config) == SG_NEEDS_RATE);

  config = base();
  config.f_min = 4000;
  CHECK(create("mel", &config) == SG_F_ORDER);
  config.f_min = 3000, config.f_max = 3000;
  CHECK(create("mel", &config) == SG_F_ORDER);
  CHECK(create("stft", &config) == SG_OK);
  config.f_max = 9000; /* above the Nyquist frequency: bands of zeros, as librosa has them */
  CHECK(create("mel", &config) == SG_OK);

  config = base();
  config.hop_length = 64;
  CHECK(create("istft", &config) == SG_NOLA);
  config.on_nola = 0;
  CHECK(create("istft", &config) == SG_OK);

  config = base();
  config.f_min = 200, config.n_bins = 12, config.low_latency = 1;
  for (config.pad_mode = 0; config.pad_mode < SG_PAD_MODES; config.pad_mode++) {
    int mirrors = config.pad_mode == SG_REFLECT || config.pad_mode == SG_SYMMETRIC;
    CHECK(create("cqt", &config) == (mirrors ? SG_LATE_PADDING : SG_OK));
    CHECK(create("vqt", &config) == (mirrors ? SG_LATE_PADDING : SG_OK));
    CHECK(create("chroma", &config) == SG_OK && create("stft", &config) == SG_OK);
  }

  config = base();
  config.window = SG_KAISER, config.window_parameter = -1;
  CHECK(create("stft", &config) == SG_BAD(window_parameter));
  config.window = SG_TUKEY, config.window_parameter = 1.5;
  CHECK(create("istft", &config) == SG_BAD(window_parameter));
  config.window = SG_CHEBWIN, config.window_parameter = 0.9;
  CHECK(create("mel", &config) == SG_BAD(window_parameter));
  config.window = SG_GAUSSIAN, config.window_parameter = 0;
  CHECK(create("spectrogram", &config) == SG_BAD(window_parameter));

  config = base();
  const char *strangers[] = {"", "STFT", "cqt ", "stft\n"};
  for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++)
    CHECK(create(strangers[i], &config) == SG_NO_SUCH_KIND);
  sg_stream_destroy(NULL);
}

/* Chains of stages that fit together, and of those that do not. */
static void check_chains(void) {
  sg_config config = base(), other = base();
  other.n_fft = other.win_length = 32;
  const struct {
    sg_step steps[SG_STEPS_MAX + 1];
    int count;
    sg_status status;
  } chains[] = {{{{"stft", &config}, {"istft", &config}}, 2, SG_OK},
                {{{"stft", &config}, {"istft", &config}, {"mel", &config}}, 3, SG_OK},
                {{{"stft", &config}, {"istft", &other}}, 2, SG_ROW_LENGTH},
                {{{"spectrogram", &config}, {"istft", &config}}, 2, SG_ROW_LENGTH},
                {{{"stft", &config}, {"mel", &config}}, 2, SG_DOES_NOT_FOLLOW},
                {{{"istft", &config}, {"istft", &config}}, 2, SG_DOES_NOT_FOLLOW},
                {{{"stft", &config}, {"nothing", &config}}, 2, SG_NO_SUCH_KIND},
                {{{"stft", &config}}, 0, SG_STEPS},
                {{{"stft", &config}}, -1, SG_STEPS},
                {{{"stft", &config}}, SG_STEPS_MAX + 1, SG_STEPS}};
  for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
    sg_stream *stream = (sg_stream *)(uintptr_t)1;
    CHECK(sg_stream_create(&stream, chains[i].steps, chains[i].count, NULL) == chains[i].status);
    CHECK(!stream == !!chains[i].status);
    sg_stream_destroy(stream);
  }
}

static void check_limits(void) {
  const int sizes[][3] = {{2, 1, 1}, {2, 65536, 2}, {262144, 65536, 262144}, {250000, 1, 1},
                          {1, 1, 1}, {3, 2, 1},     {262143, 65536, 262143}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    sg_config config = base();
    config.n_fft = sizes[i][0], config.hop_length = sizes[i][1], config.win_length = sizes[i][2];
    config.n_mels = sizes[i][0] >= 262143 ? SG_MELS_MAX : 1;
    config.on_nola = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) CHECK(create(kinds[k], &config) == SG_OK);
  }
  double values[4];
  const sg_config hann = {.window = SG_HANN};
  sg_window_metrics metrics;
  CHECK(sg_window(values, 0, &hann, 1) == SG_BAD(win_length) && sg_window(values, -4, &hann, 1) == SG_BAD(win_length));
  CHECK(sg_window(values, 262145, &hann, 1) == SG_BAD(win_length) &&
        sg_window(values, INT_MIN, &hann, 0) == SG_BAD(win_length));
  CHECK(sg_window(values, 4, &(sg_config){.window = SG_CUSTOM}, 1) == SG_BAD(window) &&
        sg_window(values, 4, &(sg_config){.window = -1}, 1) == SG_BAD(window));
  CHECK(sg_window_measure(&metrics, values, 0) == SG_BAD(win_length));
  for (int status = -5; status < 300; status++) CHECK(sg_strerror(status) && *sg_strerror(status));
}

static int is_fast(int n) {
  if (n < 2 || n % 2) return 0;
  for (int p = 2; p <= 5; p++)
    while (n % p == 0) n /= p;
  return n == 1;
}

static void check_next_size(void) {
  int next = 262144;
  for (int n = 262144; n >= -10; n--) {
    if (is_fast(n)) next = n;
    if (n > 20000 && !is_fast(n) && !is_fast(n + 1) && !is_fast(n - 1)) continue;
    CHECK(sg_fft_next_size(n) == next);
    CHECK(sg_fft_next_size(n - 0.5) == next);
  }
  const double beyond[] = {262144.5, 262145, 1e9, 429496730, 4294967298, 1e300, INFINITY, NAN};
  for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) CHECK(sg_fft_next_size(beyond[i]) == 0);
  CHECK(sg_fft_next_size(-INFINITY) == 2);
}

/* KissFFT itself would write out of bounds, or recurse for ever, for most of these. */
static void check_fft(void) {
  const int hostile[] = {-2, -1, 0, 262145, 524288, 429496730, 1431655766, INT_MIN, INT_MAX};
  for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
    for (int inverse = 0; inverse < 2; inverse++) CHECK(!sg_fft_create(hostile[i], inverse));
  CHECK(!sg_cfft_create(-1, 0) && !sg_cfft_create(0, 0) && !sg_cfft_create(7, 0) && !sg_cfft_create(INT_MAX, 0));
}

/* A p-norm of a high p is nearly the largest weight, although weights to that power are far below the smallest number.
 * */
static void check_high_norm(void) {
  static float weights[8 * 33];
  sg_config config = base();
  config.norm = 32768;
  CHECK(!sg_mel_filterbank(weights, &config));
  for (int m = 0; m < 8; m++) {
    float most = 0;
    for (int k = 0; k < 33; k++) most = fmaxf(most, weights[m * 33 + k]);
    CHECK(most == 0 || fabsf(most - 1) < 1e-3f);
  }
}

/* Slaney's norm divides by the width in Hz, which may be next to nothing. */
static void check_slow_rate(void) {
  static float weights[8 * 33];
  sg_config config = base();
  config.sample_rate = 1e-300;
  CHECK(!sg_mel_filterbank(weights, &config));
  for (int i = 0; i < 8 * 33; i++) CHECK(isfinite(weights[i]) && weights[i] >= 0);
}

int main(void) {
  check_fft();
  check_high_norm();
  check_slow_rate();
  check_refusals();
  check_relations();
  check_chains();
  check_limits();
  check_next_size();
}
