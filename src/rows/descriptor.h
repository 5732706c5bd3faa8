/* descriptor.h - stages that make a few numbers of each row of magnitudes or powers. Such a stage has one of these as
 * its first member. */
#ifndef SG_DESCRIPTOR_H
#define SG_DESCRIPTOR_H

#include "rows/rowwise.h"

typedef struct sg_descriptor {
  sg_rowwise rows;
  const double *hz; /* [rows.in] of the bins that come */
} sg_descriptor;

/* Judges that such rows come (of a known sample rate, where rate is asked for), and says what goes out. */
sg_status sg_descriptor_create(sg_descriptor *, sg_row *row, int out, int quantity, int rate, sg_facts *facts);
void sg_descriptor_destroy(void *descriptor);                    /* of a state that holds no more memory than this */
double sg_descriptor_frequency(const void *descriptor, int bin); /* none: NAN */

/* To float: what is too large is the most there is, what would become subnormal 0. */
float sg_narrow(double x);

/* What every such stage has in its table. */
#define SG_DESCRIPTOR_STAGE .frequency = sg_descriptor_frequency, SG_ROWWISE_STAGE

#endif
