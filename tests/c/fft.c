/* fft.c - of four frames in lockstep each has the bits that it has in any lane beside any others, forward and inverse,
 * for every small fast size, many others and some of the largest; each transform and its inverse give the input back.
 */
#include "fft/fft.h"
#include "kit.h"

enum { SMALL = 3000 };

static double energy(const lanes *x, int lane, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += (double)x[i][lane] * x[i][lane];
  return sum;
}

static lanes turned(lanes x) { return (lanes){x[3], x[0], x[1], x[2]}; }

static void check_real(int n) {
  size_t bins = (size_t)n / 2 + 1, size = (size_t)n;
  float *x = malloc(4 * size * sizeof *x);
  lanes *samples = aligned_alloc(16, 3 * size * sizeof *samples), *back = samples + size, *other = back + size;
  lanes_complex *spectra = aligned_alloc(16, 2 * bins * sizeof *spectra), *others = spectra + bins;
  sg_fft *forward = sg_fft_create(n, 0), *inverse = sg_fft_create(n, 1);
  CHECK(x && samples && spectra && forward && inverse);
  for (int f = 0; f < 4; f++) make_signal(x + (size_t)f * size, n, (uint32_t)(n + f));
  for (size_t i = 0; i < size; i++) samples[i] = (lanes){x[i], x[size + i], x[2 * size + i], x[3 * size + i]};
  for (size_t i = 0; i < size; i++) back[i] = turned(samples[i]);
  sg_fft_forward(forward, samples, spectra);
  sg_fft_forward(forward, back, others);
  sg_fft_inverse(inverse, spectra, back);
  sg_fft_inverse(inverse, others, other);
  for (int f = 0; f < 4; f++) {
    int beside = (f + 1) % 4;
    double power = 0, error = 0, all = energy(samples, f, n);
    for (size_t k = 0; k < bins; k++) {
      double re = spectra[k].r[f], im = spectra[k].i[f];
      CHECK(spectra[k].r[f] == others[k].r[beside] && spectra[k].i[f] == others[k].i[beside]);
      power += (k && 2 * k != size ? 2 : 1) * (re * re + im * im);
    }
    CHECK(fabs(power - n * all) <= 1e-6 * power); /* Parseval */
    for (size_t i = 0; i < size; i++) {
      CHECK(back[i][f] == other[i][beside]);
      error += pow(back[i][f] / n - samples[i][f], 2);
    }
    /* A relative error of 3e-7, or 5e-7 through the chirp: four FFTs, of half as much again. */
    CHECK(error <= (sg_fft_next_size(n) == n ? 9e-14 : 25e-14) * all);
  }
  sg_fft_destroy(forward);
  sg_fft_destroy(inverse);
  free(x);
  free(samples);
  free(spectra);
}

/* A complex FFT of a real signal is the real one's spectrum and its mirror image; and the inverse inverts it. */
static void check_complex(int n) {
  size_t size = (size_t)n;
  float *x = malloc(size * sizeof *x);
  lanes *samples = aligned_alloc(16, size * sizeof *samples);
  lanes_complex *in = aligned_alloc(16, size * sizeof *in), *out = aligned_alloc(16, size * sizeof *out),
                *half = aligned_alloc(16, (size / 2 + 1) * sizeof *half);
  sg_fft *real = sg_fft_create(n, 0);
  sg_cfft *forward = sg_cfft_create(n, 0), *inverse = sg_cfft_create(n, 1);
  CHECK(x && samples && in && out && half && real && forward && inverse);
  make_signal(x, n, (uint32_t)n);
  for (size_t i = 0; i < size; i++) {
    samples[i] = (lanes){0, x[i], 0, -x[i]};
    in[i] = (lanes_complex){samples[i], {0}};
  }
  sg_cfft_run(forward, in, out);
  sg_fft_forward(real, samples, half);
  double most = 1e-6 * sqrt(n * energy(samples, 1, n));
  for (size_t k = 0; k <= size / 2; k++) {
    lanes_complex at = out[k], mirror = out[(size - k) % size], wanted = half[k];
    CHECK(hypot(at.r[1] - wanted.r[1], at.i[1] - wanted.i[1]) <= most);
    CHECK(hypot(mirror.r[1] - wanted.r[1], mirror.i[1] + wanted.i[1]) <= most);
  }
  sg_cfft_run(inverse, out, in);
  for (size_t i = 0; i < size; i++)
    CHECK(fabs(in[i].r[1] / n - x[i]) <= 1e-6 && fabs(in[i].i[1] / n) <= 1e-6 && in[i].r[3] == -in[i].r[1]);
  sg_fft_destroy(real);
  sg_cfft_destroy(forward);
  sg_cfft_destroy(inverse);
  free(x);
  free(samples);
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
