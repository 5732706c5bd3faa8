// Native FFTW doing the work of the engine's spectrogram call: samples to |X|, float, one thread, centred frames,
// periodic Hann window. Answers each line on stdin with one line, so that its repetitions alternate with everyone
// else's:
//   open FILE        float32 samples -> "ok VERSION"
//   stft NFFT HOP    -> "ok MILLISECONDS SUM", SUM of all |X|
// Words are separated by tabs. The result is a new zeroed array for every run, as Node's are: both ask calloc.
#define _POSIX_C_SOURCE 200809L
#include <fftw3.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BATCH = 4 }; /* transforms a plan, the fastest of 1, 4 and 16 */

typedef struct setup {
  int size, bins;
  float *window, *frames; /* [size], [BATCH][size] */
  fftwf_complex *spectra; /* [BATCH][bins] */
  fftwf_plan plan;
} setup;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static setup prepare(int size) {
  setup s = {.size = size, .bins = size / 2 + 1};
  s.window = fftwf_malloc((size_t)size * sizeof *s.window);
  s.frames = fftwf_malloc((size_t)(BATCH * size) * sizeof *s.frames);
  s.spectra = fftwf_malloc((size_t)(BATCH * s.bins) * sizeof *s.spectra);
  s.plan = fftwf_plan_many_dft_r2c(1, &size, BATCH, s.frames, NULL, 1, size, s.spectra, NULL, 1, s.bins, FFTW_MEASURE);
  memset(s.frames, 0, (size_t)(BATCH * size) * sizeof *s.frames);
  for (int i = 0; i < size; i++) s.window[i] = (float)(0.5 - 0.5 * cos(6.283185307179586 * i / size));
  return s;
}

/* One windowed frame, zeros beyond the signal's ends. */
static void cut(float *frame, const float *samples, long n, long start, const setup *s) {
  if (start >= 0 && start + s->size <= n) {
    for (int i = 0; i < s->size; i++) frame[i] = samples[start + i] * s->window[i];
    return;
  }
  for (int i = 0; i < s->size; i++) {
    long at = start + i;
    frame[i] = at >= 0 && at < n ? samples[at] * s->window[i] : 0;
  }
}

static void spectrogram(float *out, const float *samples, long n, long hop, long rows, const setup *s) {
  for (long first = 0; first < rows; first += BATCH) {
    int count = rows - first < BATCH ? (int)(rows - first) : BATCH;
    for (int i = 0; i < count; i++) cut(s->frames + i * s->size, samples, n, (first + i) * hop - s->size / 2, s);
    fftwf_execute(s->plan);
    float *row = out + first * s->bins;
    fftwf_complex *x = s->spectra;
    for (int k = 0; k < count * s->bins; k++) row[k] = sqrtf(x[k][0] * x[k][0] + x[k][1] * x[k][1]);
  }
}

static float *load(const char *path, long *n) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) return NULL;
  *n = ftell(file) / (long)sizeof(float);
  rewind(file);
  float *samples = malloc((size_t)*n * sizeof *samples);
  size_t got = samples ? fread(samples, sizeof *samples, (size_t)*n, file) : 0;
  fclose(file);
  return got == (size_t)*n ? samples : NULL;
}

int main(void) {
  char line[4200], path[4096];
  float *samples = NULL;
  long n = 0;
  setup s = {0};
  while (fgets(line, sizeof line, stdin)) {
    int size, hop;
    if (sscanf(line, "open\t%4095[^\t\n]", path) == 1) {
      samples = load(path, &n);
      if (!samples) return 1;
      printf("ok\t%s\n", fftwf_version);
    } else if (samples && sscanf(line, "stft\t%d\t%d", &size, &hop) == 2) {
      if (s.size != size) s = prepare(size);
      long rows = 1 + n / hop;
      size_t length = (size_t)rows * (size_t)s.bins;
      double start = now();
      float *out = calloc(length, sizeof *out);
      if (!out) return 1;
      spectrogram(out, samples, n, hop, rows, &s);
      double ms = now() - start, sum = 0;
      for (size_t i = 0; i < length; i++) sum += out[i];
      free(out);
      printf("ok\t%.6f\t%.9g\n", ms, sum);
    } else {
      return 1;
    }
    fflush(stdout);
  }
  return 0;
}
