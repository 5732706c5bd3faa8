/* ratio.h - two sample rates as a fraction of whole numbers. */
#ifndef SG_RATIO_H
#define SG_RATIO_H

#include <stdint.h>

typedef struct sg_ratio {
  int64_t down, up; /* from / to, without a common factor, below 2^24 */
} sg_ratio;

/* Exact for whole numbers of Hz and for those of a few decimals; of others the best fraction there is, within 1e-14.
 * Neither may be more than 65536 times the other. */
sg_ratio sg_ratio_of(double from, double to);

/* ceil(n up / (down 2^halvings)), exactly: how many of n samples' successors stand before sample n. */
int64_t sg_ratio_count(sg_ratio ratio, int halvings, int64_t n);

#endif
