/* polynomial.c - rows of magnitudes to the coefficients of the polynomial over Hz that fits them best by least squares,
 * the highest power first, as librosa's poly_features. The fit is the sum of the projections on polynomials that are
 * orthonormal over the bins, made by Stieltjes' recurrence (Gautschi: Orthogonal Polynomials, 2004, section 2.2). */
#include <math.h>
#include <stdlib.h>

#include "math/memory.h"
#include "rows/descriptor.h"

typedef struct polynomial {
  sg_descriptor rows;
  int order;
  double *basis; /* [order + 1][bins + order + 1] orthonormal polynomials: values, then coefficients, of Hz^i at i */
  double *fit;   /* [order + 1] */
} polynomial;

static void row(void *state, const float *in, float *out) {
  const polynomial *s = state;
  int n = s->rows.rows.in, terms = s->order + 1;
  const double *p = s->basis;
  for (int i = 0; i < terms; i++) s->fit[i] = 0;
  for (int j = 0; j < terms; j++, p += terms) {
    double along = 0;
    for (int k = 0; k < n; k++) along += *p++ * in[k];
    for (int i = 0; i <= j; i++) s->fit[i] += along * p[i];
  }
  for (int i = 0; i < terms; i++) out[i] = sg_narrow(s->fit[s->order - i]);
}

/* p_(j+1) is what of u p_j lies along neither p_j nor p_(j-1), u being the share of the highest frequency. */
static void make_basis(polynomial *s, int n) {
  int terms = s->order + 1, length = n + terms;
  const double *hz = s->rows.hz;
  double *p = s->basis;
  for (int j = 0; j < terms; j++, p += length) {
    for (int k = 0; k < n; k++) p[k] = j ? hz[k] / hz[n - 1] * p[k - length] : 1;
    for (int i = 0; i <= j; i++) p[n + i] = j ? (i ? p[n + i - 1 - length] / hz[n - 1] : 0) : 1;
    for (int back = 1; back <= 3; back++) { /* and at last itself, to its length */
      int is_own = back == 3, other = is_own ? 0 : back;
      if (other > j) continue;
      const double *q = p - other * length;
      double along = 0;
      for (int k = 0; k < n; k++) along += p[k] * q[k];
      double scale = is_own ? 1 - 1 / sqrt(along) : along;
      for (int k = 0; k < length; k++) p[k] -= scale * q[k];
    }
  }
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  polynomial *s = *state = SG_NEW(polynomial);
  if (!s) return SG_NO_MEMORY;
  int bins = facts->bins, terms = config->fit_order + 1;
  s->order = config->fit_order;
  sg_status status = sg_descriptor_create(&s->rows, row, terms, SG_COEFFICIENT, 1, facts);
  if (status) return status;
  if (terms > bins) return SG_FEW_BINS;
  s->basis = SG_NEW_ARRAY(double, terms *(uint64_t)(bins + terms));
  s->fit = SG_NEW_ARRAY(double, terms);
  if (!s->basis || !s->fit) return SG_NO_MEMORY;
  make_basis(s, bins);
  return SG_OK;
}

static void destroy(void *state) {
  polynomial *s = state;
  if (!s) return;
  free(s->basis);
  free(s->fit);
  sg_descriptor_destroy(s);
}

const sg_stage sg_stage_polynomial = {.name = "polynomial", .create = create, .destroy = destroy, SG_DESCRIPTOR_STAGE};
