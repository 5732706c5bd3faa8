/* norm.h - p-norms of rows. */
#ifndef SG_NORM_H
#define SG_NORM_H

/* (sum of |x|^p)^(1/p) of n finite numbers for p > 0, or the greatest |x| for INFINITY. */
double sg_norm(const float *x, int n, double p);

/* Divides a row by its p-norm, where it has one; what would become subnormal becomes 0. */
void sg_normalise(float *row, int n, double p);

#endif
