/* flatness.c - rows of magnitudes to how flat they are: the geometric mean of max(S^power, amin) over the arithmetic
 * one; 1 for white noise's own spectrum and for silence, near 0 for tones. Dubnov: Generalization of Spectral Flatness
 * Measure for Non-Gaussian Linear Processes (2004), as librosa has it. */
#include <float.h>
#include <math.h>

#include "math/decibel.h"
#include "math/memory.h"
#include "rows/descriptor.h"

typedef struct flatness {
  sg_descriptor rows;
  double raise; /* what comes, to this power */
  double amin;
} flatness;

static double raised(const flatness *s, double x) {
  return fmax(s->raise == 1 ? x : s->raise == 2 ? x * x : sg_pow(x, s->raise), s->amin);
}

/* The logarithms are taken of products of two, which stay far below the greatest double. */
static void row(void *state, const float *in, float *out) {
  const flatness *s = state;
  int n = s->rows.rows.in;
  double sum = 0, logs = 0;
  for (int k = 0; k < n; k += 2) {
    double a = raised(s, in[k]), b = k + 1 < n ? raised(s, in[k + 1]) : 0;
    sum += a + b;
    logs += sg_log2(k + 1 < n ? a * b : a);
  }
  *out = sg_narrow(sg_exp2(logs / n - sg_log2(sum / n)));
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  flatness *s = *state = SG_NEW(flatness);
  if (!s) return SG_NO_MEMORY;
  s->raise = config->power / facts->exponent;
  s->amin = fmax(config->amin, FLT_MIN);
  return sg_descriptor_create(&s->rows, row, 1, SG_RATIO, 0, facts);
}

const sg_stage sg_stage_flatness = {
    .name = "flatness", .create = create, .destroy = sg_descriptor_destroy, SG_DESCRIPTOR_STAGE};
