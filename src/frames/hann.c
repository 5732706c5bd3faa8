/* hann.c - three spectra of frames for the price of two FFTs. */
#include "frames/hann.h"

#include <stdlib.h>

#include "math/memory.h"
#include "math/angle.h"

/* What samples i and i + n / 2 of a frame are multiplied by, to become sample i of the FFT. */
typedef struct fold {
  float r, r_far, i, i_far;
} fold;

struct sg_hann {
  int n;
  fold *plain, *timed;          /* [n / 2] */
  sg_cfft *fft;                 /* of n / 2 */
  lanes_complex *frames, *late; /* [n / 2] */
  lanes_complex *z;             /* [n / 2], at frequencies 2 m + 1/2 */
};

sg_hann *sg_hann_create(int n) {
  sg_hann *h = SG_NEW(sg_hann);
  if (!h) return NULL;
  size_t half = (size_t)n / 2;
  h->n = n;
  h->plain = SG_NEW_ARRAY(fold, 2 * half);
  h->fft = sg_cfft_create(n / 2, 0);
  h->frames = SG_NEW_ARRAY(lanes_complex, 3 * half);
  if (!h->plain || !h->fft || !h->frames) {
    sg_hann_destroy(h);
    return NULL;
  }
  h->timed = h->plain + half;
  h->late = h->frames + half;
  h->z = h->late + half;
  for (int i = 0; i < n / 2; i++) { /* halved, for the halves of the sums */
    sg_complex_double e = sg_turn(i, 2.0 * n);
    double both = e.i * e.r / 2, w = e.i * e.i / 2, far = e.r * e.r / 2, time = (i - n / 2) / (double)n,
           later = i / (double)n;
    h->plain[i] = (fold){(float)both, (float)-both, (float)-w, (float)-far};
    h->timed[i] = (fold){(float)(both * time), (float)(-both * later), (float)(-w * time), (float)(-far * later)};
  }
  return h;
}

void sg_hann_destroy(sg_hann *h) {
  if (!h) return;
  free(h->plain);
  free(h->frames);
  sg_cfft_destroy(h->fft);
  free(h);
}

static lanes_complex folded(fold by, lanes near, lanes far) {
  return (lanes_complex){near * by.r + far * by.r_far, near * by.i + far * by.i_far};
}

static void fold_frames(sg_hann *h, const float *samples, int hop, int count, int timed) {
  int half = h->n / 2, i = 0;
  const float *at[SG_LANES];
  for (int f = 0; f < SG_LANES; f++) at[f] = samples + (f < count ? f : 0) * (size_t)hop;
  for (; i + SG_LANES <= half; i += SG_LANES) {
    lanes near[SG_LANES], far[SG_LANES];
    for (int f = 0; f < SG_LANES; f++) {
      near[f] = lanes_load(at[f] + i);
      far[f] = lanes_load(at[f] + half + i);
    }
    lanes_transpose(&near[0], &near[1], &near[2], &near[3]);
    lanes_transpose(&far[0], &far[1], &far[2], &far[3]);
    for (int j = 0; j < SG_LANES; j++) {
      h->frames[i + j] = folded(h->plain[i + j], near[j], far[j]);
      if (timed) h->late[i + j] = folded(h->timed[i + j], near[j], far[j]);
    }
  }
  for (; i < half; i++) {
    lanes near = {at[0][i], at[1][i], at[2][i], at[3][i]};
    lanes far = {at[0][half + i], at[1][half + i], at[2][half + i], at[3][half + i]};
    h->frames[i] = folded(h->plain[i], near, far);
    if (timed) h->late[i] = folded(h->timed[i], near, far);
  }
}

/* A single frame's two, in lanes 0 and 1 of one FFT. */
static void fold_frame(sg_hann *h, const float *samples) {
  for (int i = 0, half = h->n / 2; i < half; i++) {
    fold a = h->plain[i], b = h->timed[i];
    float near = samples[i], far = samples[half + i];
    h->frames[i].r = (lanes){near * a.r + far * a.r_far, near * b.r + far * b.r_far, 0, 0};
    h->frames[i].i = (lanes){near * a.i + far * a.i_far, near * b.i + far * b.i_far, 0, 0};
  }
}

static lanes_complex conjugate(lanes_complex c) { return (lanes_complex){c.r, -c.i}; }

static inline void pair(lanes_complex before, lanes_complex after, lanes_complex *difference, lanes_complex *sum) {
  *difference = (lanes_complex){before.i - after.i, after.r - before.r};
  if (sum) *sum = (lanes_complex){before.r + after.r, before.i + after.i};
}

/* From z to the differences and the sums of neighbours. The FFT's m-th value is Z(2 m + 1/2); those between are the
 * conjugates of Z(n - 2 m - 3/2). */
static inline void unfold(const sg_hann *h, lanes_complex *differences, lanes_complex *sums) {
  int half = h->n / 2, k = 0;
  lanes_complex before = conjugate(h->z[0]);
  for (; k + 1 < half; k += 2) {
    lanes_complex even = h->z[k / 2], odd = conjugate(h->z[half - 1 - k / 2]);
    pair(before, even, &differences[k], sums ? &sums[k] : NULL);
    pair(even, odd, &differences[k + 1], sums ? &sums[k + 1] : NULL);
    before = odd;
  }
  if (half % 2) {
    pair(before, h->z[k / 2], &differences[k], sums ? &sums[k] : NULL);
    before = h->z[k / 2];
    k++;
  }
  pair(before, conjugate(before), &differences[k], sums ? &sums[k] : NULL);
}

void sg_hann_run(sg_hann *h, const float *samples, int hop, int count, lanes_complex *spectra, lanes_complex *slopes,
                 lanes_complex *delays) {
  if (count == 1) fold_frame(h, samples);
  else fold_frames(h, samples, hop, count, delays != NULL);
  sg_cfft_run(h->fft, h->frames, h->z);
  unfold(h, spectra, slopes);
  if (!delays) return;
  if (count == 1)
    for (int k = 0; k <= h->n / 2; k++)
      delays[k] = (lanes_complex){lanes_all(spectra[k].r[1]), lanes_all(spectra[k].i[1])};
  else {
    sg_cfft_run(h->fft, h->late, h->z);
    unfold(h, delays, NULL);
  }
}
