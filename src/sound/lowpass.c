/* lowpass.c - low-pass filters: ideal ones under Kaiser's window. Kaiser: Nonrecursive digital filter design using the
 * I0-sinh window function (1974). */
#include "sound/lowpass.h"

#include <math.h>

#include "math/angle.h"

/* The window's side lobes are below -121 dB with this beta. The filter's response passes 1/2 at CUTOFF of half the
 * lower rate: nearer to the band that is stopped, as that has to be fainter than the ripple of the other one. Both and
 * SG_LOWPASS_REACH by search: shorter filters ripple more. */
#define BETA 12.4
#define CUTOFF 0.954
#define TERMS 27     /* of I0: the next one is below 1e-16 of the sum */
#define LEAST 1e-12f /* fainter taps are 0, so that no product is subnormal */

/* I0(BETA sqrt(1 - u^2)) = sum over k of ((BETA / 2)^2 (1 - u^2))^k / k!^2 */
static double kaiser(double u) {
  double sum = 1, x = BETA * BETA / 4 * (1 - u * u);
  if (!(x >= 0)) return 0;
  for (int k = TERMS; k > 0; k--) sum = 1 + sum * x / (k * k);
  return sum;
}

void sg_lowpass(float *taps, double *h, int count, double place, double lower) {
  double t = -(count / 2 - 1) - place, sum = 0;
  sg_complex_double angle = sg_turn(CUTOFF * lower * t / 2, 1), by = sg_turn(CUTOFF * lower / 2, 1);
  for (int k = 0; k < count; k++, t += 1, angle = sg_multiply(angle, by)) {
    double ideal = fabs(t) > 1e-9 ? angle.i / (SG_PI * t) : CUTOFF * lower;
    sum += h[k] = ideal * kaiser(t * lower / SG_LOWPASS_REACH);
  }
  for (int k = 0; k < count; k++) {
    float tap = (float)(h[k] / sum);
    taps[k] = fabsf(tap) >= LEAST ? tap : 0;
  }
}

/* From Kaiser's estimate of the length, 8.15 / width: (125 - 7.95) / (2.285 * 2 pi). */
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
