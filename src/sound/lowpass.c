/* lowpass.c - low-pass filters: the best of its length by linear programming, and half-band ones under Kaiser's window.
 * Kaiser: Nonrecursive digital filter design using the I0-sinh window function (1974). */
#include "sound/lowpass.h"

#include <math.h>

#include "math/angle.h"
#include "math/pairs.h"

/* The filter is sum over k of SERIES[k] cos(pi k t / SG_LOWPASS_REACH): scripts/lowpass.py looked for them. It is
 * within 3e-5 of 1 up to 0.75 of half the lower rate and within 0.0092 dB up to 0.9, and below -128.1 dB from 1.02 on.
 */
static const float SERIES[] = {
    0.0100002997f,   0.0199994054f,   0.0200005788f,   0.0199994463f,    0.0200005192f, 0.0199995246f, 0.0200004242f,
    0.0199996345f,   0.0200003013f,   0.0199997667f,   0.0200001635f,    0.0199999101f, 0.0200000182f, 0.0200000554f,
    0.0199998748f,   0.0200001933f,   0.0199997406f,   0.0200003199f,    0.0199996233f, 0.0200004261f, 0.019999532f,
    0.0200005043f,   0.019999465f,    0.0200005602f,   0.0199994203f,    0.0200005937f, 0.0199994016f, 0.0200005993f,
    0.0199994016f,   0.0200005956f,   0.0199994165f,   0.0200005751f,    0.0199994333f, 0.0200005565f, 0.0199994463f,
    0.0200005583f,   0.0199994277f,   0.0200005919f,   0.0199992545f,    0.0200011544f, 0.0199981499f, 0.0200030208f,
    0.0199950505f,   0.0200080611f,   0.0199876763f,   0.0199790001f,    0.0181866046f, 0.0119190337f, 0.00447656959f,
    0.000761823321f, 3.61063394e-05f, 7.77044207e-09f, -6.55030741e-09f,
};
#define TERMS (int)(sizeof SERIES / sizeof *SERIES)
#define LEAST 1e-12f /* fainter taps are 0, so that no product is subnormal */

/* The series at two times, whose pi t / SG_LOWPASS_REACH have these cosines (Clenshaw's recurrence). */
static pair series(pair cosine) {
  pair last = {0, 0}, before = {0, 0};
  for (int k = TERMS - 1; k > 0; k--) {
    pair next = 2 * cosine * last - before + SERIES[k];
    before = last;
    last = next;
  }
  return cosine * last - before + SERIES[0];
}

void sg_lowpass(float *taps, double *h, int count, double place, double lower) {
  double step = lower / SG_LOWPASS_REACH, t = -(count / 2 - 1) - place, sum = 0;
  sg_complex_double angle = sg_turn(step * t / 2, 1), by = sg_turn(step / 2, 1);
  for (int k = 0; k < count; k += 2, t += 2) {
    sg_complex_double next = sg_multiply(angle, by);
    pair two = series((pair){angle.r, next.r});
    angle = sg_multiply(next, by);
    h[k] = fabs(t * step) < 1 ? two[0] : 0;
    h[k + 1] = fabs((t + 1) * step) < 1 ? two[1] : 0;
    sum += h[k] + h[k + 1];
  }
  for (int k = 0; k < count; k++) {
    float tap = (float)(h[k] / sum);
    taps[k] = fabsf(tap) >= LEAST ? tap : 0;
  }
}

#define BETA 12.4 /* of Kaiser's window: side lobes below -121 dB */

/* I0(BETA sqrt(1 - u^2)) = sum over k of ((BETA / 2)^2 (1 - u^2))^k / k!^2, whose terms from the 28th on are lost in
 * rounding. */
static double kaiser(double u) {
  double sum = 1, x = BETA * BETA / 4 * (1 - u * u);
  for (int k = 27; k > 0; k--) sum = 1 + sum * x / (k * k);
  return sum;
}

/* From Kaiser's estimate of the length, (125 - 7.95) / (2.285 * 2 pi width). */
int sg_lowpass_pairs(double wanted) { return (int)ceil((8.15 / (0.5 - 1.02 * wanted) + 2) / 4); }

void sg_lowpass_half(float *taps, int pairs) {
  double sum = 0;
  for (int turn = 0; turn < 2; turn++)
    for (int i = 0; i < pairs; i++) {
      int n = 2 * i + 1;
      double h = (n % 4 == 1 ? 1 : -1) / (SG_PI * n) * kaiser(n / (2.0 * pairs));
      if (turn) taps[i] = (float)(h / (4 * sum));
      else sum += h;
    }
}
