/* clean.h - numbers from outside without what could spoil a spectrum. */
#ifndef SG_CLEAN_H
#define SG_CLEAN_H

#include <stddef.h>

/* Copies n numbers: NaN and infinities become 0, what is larger than most becomes +-most, what is smaller
 * than SG_SAMPLE_MIN becomes 0. Returns how many were not finite or too large. */
int sg_clean(float *to, const float *from, size_t n, float most);

#endif
