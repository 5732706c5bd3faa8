/* weighting.h - how loud frequencies count, in dB. */
#ifndef SG_WEIGHTING_H
#define SG_WEIGHTING_H

/* By a curve of enum sg_curve; -INFINITY for 0 Hz of all but the flat one. */
double sg_weighting(int curve, double hz);

#endif
