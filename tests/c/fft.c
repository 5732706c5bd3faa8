/* fft.c - the FFT of one frame and that of four in lockstep give the same bits, forward and inverse, for every small
 * fast size, many others and some of the largest; each transform and its inverse give the input back. */
#include "fft/fft.h"
#include "kit.h"

enum { SMALL = 3000 };

static double energy(const float *x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += (double)x[i] * x[i];
  return sum;
}

static void check_real(int n) {
  size_t bins = (size_t)n / 2 + 1, size = (size_t)n;
  float *x = malloc(4 * size * sizeof *x), *back = malloc(size * sizeof *back);
  sg_complex *spectrum = malloc(bins * sizeof *spectrum);
  lanes *samples = aligned_alloc(16, size * sizeof *samples);
  lanes_complex *spectra = aligned_alloc(16, bins * sizeof *spectra);
  sg_fft *forward = sg_fft_create(n, 0), *inverse = sg_fft_create(n, 1);
  sg_fft_lanes *forward4 = sg_fft_lanes_create(n, 0), *inverse4 = sg_fft_lanes_create(n, 1);
  CHECK(x && back && spectrum && samples && spectra && forward && inverse && forward4 && inverse4);

  for (int f = 0; f < 4; f++) make_signal(x + (size_t)f * size, n, (uint32_t)(n + f));
  for (size_t i = 0; i < size; i++) samples[i] = (lanes){x[i], x[size + i], x[2 * size + i], x[3 * size + i]};
  sg_fft_lanes_forward(forward4, samples, spectra);
  sg_fft_lanes_inverse(inverse4, spectra, samples);
  for (int f = 0; f < 4; f++) {
    const float *frame = x + (size_t)f * size;
    sg_fft_forward(forward, frame, spectrum);
    double power = 0, error = 0;
    for (size_t k = 0; k < bins; k++) {
      CHECK(spectrum[k].r == spectra[k].r[f] && spectrum[k].i == spectra[k].i[f]);
      power += (k && 2 * k != size ? 2 : 1) *
               ((double)spectrum[k].r * spectrum[k].r + (double)spectrum[k].i * spectrum[k].i);
    }
    CHECK(fabs(power - n * energy(frame, n)) <= 1e-6 * power); /* Parseval */
    sg_fft_inverse(inverse, spectrum, back);
    for (size_t i = 0; i < size; i++) {
      CHECK(back[i] == samples[i][f]);
      error += pow(back[i] / n - frame[i], 2);
    }
    /* A relative error of 3e-7, or 5e-7 through the chirp: four FFTs, of half as much again. */
    CHECK(error <= (sg_fft_next_size(n) == n ? 9e-14 : 25e-14) * energy(frame, n));
  }
  sg_fft_destroy(forward);
  sg_fft_destroy(inverse);
  sg_fft_lanes_destroy(forward4);
  sg_fft_lanes_destroy(inverse4);
  free(x);
  free(back);
  free(spectrum);
  free(samples);
  free(spectra);
}

/* A complex FFT of a real signal is the real one's spectrum and its mirror image; and the inverse inverts it. */
static void check_complex(int n) {
  size_t size = (size_t)n;
  float *x = malloc(size * sizeof *x);
  sg_complex *in = malloc(size * sizeof *in), *out = malloc(size * sizeof *out),
             *half = malloc((size / 2 + 1) * sizeof *half);
  sg_fft *real = sg_fft_create(n, 0);
  sg_cfft *forward = sg_cfft_create(n, 0), *inverse = sg_cfft_create(n, 1);
  CHECK(x && in && out && half && real && forward && inverse);
  make_signal(x, n, (uint32_t)n);
  for (size_t i = 0; i < size; i++) in[i] = (sg_complex){x[i], 0};
  sg_cfft_run(forward, in, out);
  sg_fft_forward(real, x, half);
  double most = 1e-6 * sqrt(n * energy(x, n));
  for (size_t k = 0; k <= size / 2; k++) {
    sg_complex mirror = out[(size - k) % size];
    CHECK(hypot(out[k].r - half[k].r, out[k].i - half[k].i) <= most);
    CHECK(hypot(mirror.r - half[k].r, mirror.i + half[k].i) <= most);
  }
  sg_cfft_run(inverse, out, in);
  for (size_t i = 0; i < size; i++) CHECK(fabs(in[i].r / n - x[i]) <= 1e-6 && fabs(in[i].i / n) <= 1e-6);
  sg_fft_destroy(real);
  sg_cfft_destroy(forward);
  sg_cfft_destroy(inverse);
  free(x);
  free(in);
  free(out);
  free(half);
}

int main(void) {
  for (int n = 1; n <= SMALL; n += n < 300 ? 1 : n % 2 ? 36 : 35) check_real(n);
  for (int n = sg_fft_next_size(300); n <= SMALL; n = sg_fft_next_size(n + 1)) check_real(n);
  for (int n = 1; n <= SMALL; n = sg_fft_fast(n + 1)) check_complex(n);
  const int large[] = {16384, 65536, 65537, 131072, 177147 / 3 * 2, 156250, 200000, 262142, 262143, 262144};
  for (size_t i = 0; i < sizeof large / sizeof *large; i++) check_real(large[i]);
}
