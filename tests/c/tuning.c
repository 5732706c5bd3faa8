/* tuning.c - the estimate of the tuning is the one that all peaks give when they are kept and sorted, also long after
 * they have become too many for the table that counts them; and p-norms keep what their names say. */
#include "kit.h"
#include "math/norm.h"

enum { BINS = 257, PEAKS = 400000 };

static double heights[PEAKS], sorted[PEAKS];
static int places[PEAKS], peaks;

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

enum sound { SPREAD, TWO_LAYERS, REPEATED };

static void make_peak(float *row, int k, double height, double shift) {
  if (!(fabs(shift) <= 0.5)) shift = 0;
  row[k] = (float)height;
  row[k - 1] = (float)(height * (0.5 - 0.4 * shift));
  row[k + 1] = (float)(height * (0.5 + 0.4 * shift));
}

/* A row of a few peaks. Spread: of random heights, mostly near semitones that lie 0.3 off. In two layers: all
 * nearly as high as each other, the lower half at one place, which would win if it had a vote. Repeated: as spread, but
 * the first rows are all the same, with one peak that wins by its number. */
static void make_row(float *row, const sg_config *config, enum sound sound, int t, uint32_t *seed) {
  double hz = config->sample_rate / config->n_fft;
  memset(row, 0, BINS * sizeof *row);
  if (sound == REPEATED && t < 12000) {
    make_peak(row, 50, 40, 0.25);
    return;
  }
  if (sound == TWO_LAYERS) {
    double u = 1e-5 * (next_random(seed) * 0x1p-32);
    if (t % 2) make_peak(row, 50, 1.3 - u, 0);
    else make_peak(row, 52 + (int)random_below(seed, 60), 1.3 + u, 0);
    return;
  }
  for (int k = 6 + (int)random_below(seed, 9); k < BINS - 2; k += 4 + (int)random_below(seed, 30)) {
    double u = next_random(seed) * 0x1p-32, note = floor(12 * log2(k * hz / 440)) + 0.3;
    double shift = random_below(seed, 3) ? 440 * exp2(note / 12) / hz - k : next_random(seed) * 0x1p-32 - 0.5;
    make_peak(row, k, exp2(6 * u), shift);
  }
}

/* The same peaks, as librosa's piptrack finds them. */
static void keep_peaks(const float *row, const sg_config *config) {
  double hz = config->sample_rate / config->n_fft, most = 0;
  int steps = (int)ceil(1 / config->resolution);
  for (int k = 0; k < BINS; k++) most = fmax(most, row[k]);
  for (int k = 1; k < BINS - 1 && k * hz < fmin(4000, config->sample_rate / 2); k++) {
    if (k * hz < 150 || row[k] <= 0.1 * most || row[k] <= row[k - 1] || row[k] < row[k + 1]) continue;
    double bend = (double)row[k + 1] + row[k - 1] - 2 * (double)row[k], slope = ((double)row[k + 1] - row[k - 1]) / 2;
    double shift = fabs(slope) < fabs(bend) ? -slope / bend : 0;
    double bin = config->bins_per_octave * log2((k + shift) * hz / 440);
    CHECK(peaks < PEAKS);
    heights[peaks] = row[k] + 0.5 * slope * shift;
    places[peaks++] = (int)((bin - floor(bin + 0.5) + 0.5) * steps);
  }
}

static double sorted_estimate(const sg_config *config) {
  int steps = (int)ceil(1 / config->resolution), best = 0;
  int *votes = calloc((size_t)steps + 1, sizeof *votes);
  CHECK(votes);
  memcpy(sorted, heights, (size_t)peaks * sizeof *sorted);
  qsort(sorted, (size_t)peaks, sizeof *sorted, compare);
  for (int i = 0; i < peaks; i++)
    if (heights[i] >= sorted[peaks / 2]) votes[places[i]]++;
  for (int i = 1; i < steps; i++)
    if (votes[i] > votes[best]) best = i;
  free(votes);
  return (double)best / steps - 0.5;
}

static void check_estimate(enum sound sound, int rows, double resolution, uint32_t *seed) {
  static float row[BINS];
  float estimate;
  sg_config config = sg_defaults("tuning");
  config.sample_rate = 11025, config.n_fft = 512, config.resolution = resolution;
  sg_stream *tuning;
  CHECK(!open_stream(&tuning, "tuning", &config));
  peaks = 0;
  for (int t = 0; t < rows; t++) {
    make_row(row, &config, sound, t, seed);
    keep_peaks(row, &config);
    CHECK(sg_stream_write(tuning, row, 1) == 1 && !sg_stream_read(tuning, &estimate, 1));
  }
  sg_stream_finish(tuning);
  CHECK(sg_stream_read(tuning, &estimate, 1) == 1 && !sg_stream_read(tuning, &estimate, 1));
  if (rows) CHECK(fabs(estimate - sorted_estimate(&config)) <= 1e-7);
  else CHECK(estimate == 0);
  sg_stream_destroy(tuning);
}

static void check_norms(uint32_t *seed) {
  float x[20];
  const double exponents[] = {0.5, 1, 1.5, 2, 3, 40, INFINITY};
  for (int i = 0; i < 4000; i++) {
    int n = 1 + (int)random_below(seed, 20);
    double p = exponents[random_below(seed, 7)], size = exp2((double)random_below(seed, 160) - 60), most = 0, sum = 0;
    for (int k = 0; k < n; k++) {
      x[k] = random_below(seed, 5) ? (float)((next_random(seed) * 0x1p-31 - 1) * size) : 0;
      most = fmax(most, fabs(x[k]));
    }
    for (int k = 0; k < n && most > 0; k++) sum += pow(fabs(x[k]) / most, p);
    double expected = most > 0 && !isinf(p) ? most * pow(sum, 1 / p) : most;
    CHECK(fabs(sg_norm(x, n, p) - expected) <= 1e-9 * expected);
    sg_normalise(x, n, p);
    CHECK(fabs(sg_norm(x, n, p) - (most > 0)) <= 1e-6);
  }
}

int main(void) {
  uint32_t seed = 7;
  for (int i = 0; i < 6; i++)
    check_estimate(SPREAD, 2 + i * 40, (double[]){0.01, 0.03, 1e-3, 0.1, 1e-4, 1e-5}[i], &seed);
  check_estimate(TWO_LAYERS, 400, 0.01, &seed);
  check_estimate(SPREAD, 30000, 0.01, &seed);
  check_estimate(REPEATED, 40000, 0.01, &seed);
  check_estimate(SPREAD, 0, 0.01, &seed);
  check_norms(&seed);
}
