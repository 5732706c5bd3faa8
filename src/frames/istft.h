/* istft.h - the inverse STFT for those who end in it. */
#ifndef SG_ISTFT_H
#define SG_ISTFT_H

#include "frames/overlap.h"

/* An overlap under the config's window and its square. */
sg_status sg_istft_create(sg_overlap *, const sg_config *config, sg_layout *layout);

#endif
