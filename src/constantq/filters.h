/* filters.h - where the bins of a constant-Q or variable-Q transform lie, how long their filters are, and the
 * window over each. */
#ifndef SG_FILTERS_H
#define SG_FILTERS_H

#include "specgram.h"

enum { SG_COSINES = 6 };

typedef struct sg_constantq {
  const sg_config *config; /* of the caller; read while filters are made */
  double f_min;            /* Hz, tuned */
  double q;
  double widening; /* Hz: filters are q * sample_rate / (frequency + widening) long */
  int is_cosines,
      terms; /* the window is sum of a[j] cos(2 pi j u) for u from 0 to 1, and so known between samples too */
  double a[SG_COSINES];
  double reach; /* bins of the window's spectrum (1 / length apart) beyond which its tail is negligible; or INFINITY */
} sg_constantq;

/* Sample m of a filter, counted from the frame's centre, stands under the window's place (last - m) / count. */
typedef struct sg_filter {
  double frequency; /* cycles a sample */
  double length;    /* N, samples, not rounded */
  int last;         /* ceil(N / 2) */
  int count;        /* floor(N / 2) + ceil(N / 2) */
} sg_filter;

/* gamma in Hz, or SG_GAMMA_ERB. Refuses what has no filters. tail: the share of a filter's energy (its root) that
 * reach leaves out. */
sg_status sg_constantq_create(sg_constantq *, const sg_config *config, double gamma, double tail);
double sg_constantq_frequency(const sg_constantq *, double bin); /* Hz */
sg_filter sg_constantq_filter(const sg_constantq *, int bin);

/* window[i] is the window at m = first + i * step, 0 outside. Only cosines know other samples than count whole ones. */
sg_status sg_constantq_window(const sg_constantq *, const sg_filter *, double *window, int n, double first,
                              double step);

/* What a filter is multiplied by (norm, length and scale), the sum of its squares then, and the sum of its window's
 * values. scratch [count] */
sg_status sg_constantq_factor(const sg_constantq *, const sg_filter *, double *scratch, double *factor, double *energy,
                              double *sum);

#endif
