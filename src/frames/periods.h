/* periods.h - frames to how unlike they are themselves a period later, for every period there may be: the difference
 * function over its cumulative mean. De Cheveigne, Kawahara: YIN, a fundamental frequency estimator for speech and
 * music (2002), equation 8, as librosa 0.11 has it. A transform that wants it has one as its first member, so that the
 * framer's write serves it. */
#ifndef SG_PERIODS_H
#define SG_PERIODS_H

#include "frames/autocorrelation.h"
#include "frames/framer.h"

typedef struct sg_periods {
  sg_framer framer;
  sg_autocorrelation correlation;
  double sample_rate;
  int least, count; /* periods from least on, in samples */
  double *unlike;   /* [SG_LANES][count], of the frames that were looked at last */
} sg_periods;

/* Reads sample_rate, f_min, f_max, frame_length and what frames are cut by. Fills the facts of a row of Hz. */
sg_status sg_periods_create(sg_periods *, const sg_config *config, sg_facts *facts);
void sg_periods_destroy(sg_periods *);
void sg_periods_run(sg_periods *, const float *samples, int count); /* count (1..4) frames */

/* The frequency of the period least + index, refined by the parabola through its neighbours. */
double sg_periods_frequency(const sg_periods *, const double *unlike, int index);
/* Whether there is a trough: lower than before, and no higher than behind. */
int sg_periods_trough(const sg_periods *, const double *unlike, int index);

#endif
