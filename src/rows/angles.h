/* angles.h - what stages of complex rows share: their angles, four at a time, and their power's measure. */
#ifndef SG_ANGLES_H
#define SG_ANGLES_H

#include "specgram.h"

/* turns[k] = the angle of pairs[k][2], -1/2..1/2 turns; 0 for 0. Parts are finite and not subnormal. */
void sg_angles(const float *pairs, int count, float *turns);

/* What a bin's |X|^2 is multiplied by to be a share of a full-scale sine's; 1 where nobody knows it. */
float sg_full_share(const sg_facts *facts, int bin);

#endif
