/* axis.h - frequencies to places on an axis and back: linear, logarithmic or mel (HTK's or Slaney's). */
#ifndef SG_AXIS_H
#define SG_AXIS_H

#include "specgram.h"

typedef struct sg_axis {
  int scale, htk;
  double first, step; /* place = (scale(Hz) - first) / step */
} sg_axis;

/* Places 0..points - 1 from the config's f_min to its f_max, which sample_rate / 2 stands in for when 0. */
sg_status sg_axis_create(sg_axis *, const sg_config *config, int scale, int points);
double sg_axis_place(const sg_axis *, double hz); /* hz > 0 on a logarithmic axis, >= 0 on the others */
double sg_axis_hz(const sg_axis *, double place);

#endif
