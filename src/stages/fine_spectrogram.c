/* fine_spectrogram.c - frames to magnitudes that are worked in double, for what looks at the faintest beside the
 * loudest: in single precision a spectrum's rounding is some 1e-7 of its peak. Sizes that are not fast are a
 * convolution (Bluestein: A linear filtering approach to the computation of discrete Fourier transform, 1970). */
#include <math.h>
#include <stdlib.h>

#include "fft/fft.h"
#include "frames/framer.h"
#include "frames/window.h"
#include "math/memory.h"
#include "rows/descriptor.h"

#define LEAST 1e-15 /* fainter magnitudes become 0, as those of "spectrogram" do */

typedef struct fine {
  sg_framer framer;
  int n, bins;
  int size; /* of the FFT: n, or what the convolution needs */
  double rate;
  double *window;                /* [n] */
  sg_complex_double *chirp;      /* [n] e^(-pi j k^2 / n); NULL where n is fast */
  sg_complex_double *bands;      /* [size] of its conjugate, divided by size */
  sg_complex_double *in, *other; /* [size] */
  sg_cfft_double *fft;
} fine;

/* The spectrum of in, but for phases. Returns where. */
static const sg_complex_double *transform(fine *s) {
  sg_cfft_double_run(s->fft, s->in, s->other);
  if (!s->chirp) return s->other;
  for (int k = 0; k < s->size; k++) { /* conjugated, so that the same FFT leads back */
    s->other[k] = sg_multiply(s->other[k], s->bands[k]);
    s->other[k].i = -s->other[k].i;
  }
  sg_cfft_double_run(s->fft, s->other, s->in);
  return s->in;
}

static void make_row(fine *s, const float *x, float *row) {
  for (int i = 0; i < s->size; i++) s->in[i] = (sg_complex_double){0, 0};
  for (int i = 0; i < s->n; i++) {
    double value = x[i] * s->window[i];
    s->in[i] =
        s->chirp ? (sg_complex_double){value * s->chirp[i].r, value * s->chirp[i].i} : (sg_complex_double){value, 0};
  }
  const sg_complex_double *spectrum = transform(s);
  for (int k = 0; k < s->bins; k++) {
    double size = sqrt(spectrum[k].r * spectrum[k].r + spectrum[k].i * spectrum[k].i);
    row[k] = size >= LEAST ? sg_narrow(size) : 0;
  }
}

static size_t read(void *state, float *rows, size_t max) {
  fine *s = state;
  size_t ready = sg_framer_ready(&s->framer, max), bins = (size_t)s->bins;
  const float *frame = sg_framer_frame(&s->framer);
  for (size_t t = 0; t < ready; t++) make_row(s, frame + t * (size_t)s->framer.hop, rows + t * bins);
  sg_framer_advance(&s->framer, ready);
  return ready;
}

static sg_status make_chirp(fine *s) {
  int n = s->n, size = s->size;
  s->chirp = SG_NEW_ARRAY(sg_complex_double, n);
  s->bands = SG_NEW_ARRAY(sg_complex_double, size);
  if (!s->chirp || !s->bands) return SG_NO_MEMORY;
  for (int k = 0; k < n; k++) {
    sg_complex_double e = sg_turn((double)((uint64_t)k * (uint64_t)k % (2 * (uint64_t)n)), 2.0 * n);
    s->chirp[k] = (sg_complex_double){e.r, -e.i};
    e.r /= size, e.i /= size;
    s->in[k] = s->in[k ? size - k : 0] = e;
  }
  sg_cfft_double_run(s->fft, s->in, s->bands);
  return SG_OK;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  fine *s = *state = SG_NEW(fine);
  if (!s) return SG_NO_MEMORY;
  int n = config->n_fft, is_fast = sg_fft_fast(n) == n;
  sg_status status = sg_framer_create(&s->framer, config, facts);
  if (status) return status;
  s->n = n;
  s->size = is_fast ? n : sg_fft_fast(2 * n - 1);
  s->bins = facts->bins = facts->row_length = n / 2 + 1;
  s->rate = config->sample_rate > 0 ? config->sample_rate : 1;
  facts->quantity = SG_POWER;
  facts->exponent = 1;
  s->window = SG_NEW_ARRAY(double, n);
  s->in = SG_NEW_ARRAY(sg_complex_double, s->size);
  s->other = SG_NEW_ARRAY(sg_complex_double, s->size);
  s->fft = sg_cfft_double_create(s->size);
  if (!s->window || !s->in || !s->other || !s->fft) return SG_NO_MEMORY;
  status = sg_frame_window(s->window, config);
  return status || is_fast ? status : make_chirp(s);
}

static void destroy(void *state) {
  fine *s = state;
  if (!s) return;
  sg_framer_destroy(&s->framer);
  free(s->window);
  free(s->chirp);
  free(s->bands);
  free(s->in);
  free(s->other);
  free(s->fft);
  free(s);
}

static double frequency(const void *state, int bin) {
  const fine *s = state;
  return bin * s->rate / s->n;
}

const sg_stage sg_stage_fine_spectrogram = {.name = "fineSpectrogram",
                                            .takes = SG_SAMPLES,
                                            .gives = SG_ROWS,
                                            .create = create,
                                            .destroy = destroy,
                                            .reset = sg_framer_reset,
                                            .write = sg_framer_write,
                                            .finish = sg_framer_finish,
                                            .read = read,
                                            .count = sg_framer_rows,
                                            .frequency = frequency};
