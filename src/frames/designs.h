/* designs.h - windows that are worked out as a whole, and not sample by sample. */
#ifndef SG_DESIGNS_H
#define SG_DESIGNS_H

#include "specgram.h"

#define SG_TAYLOR_MAX 100 /* side lobes that are held level */

/* Each fills the first half of the symmetric window of m >= 2, window[(m + 1) / 2]. */
sg_status sg_dpss(double *window, int m, double nw);
void sg_taylor(double *window, int m, int nbar, double ratio);
/* Puts the sums of window[m / 2 + 1] in the place of its values. */
void sg_princen_bradley(double *window, int m);

#endif
