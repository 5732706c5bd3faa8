/* polyphase.h - samples to another rate: sample j of the new one stands at j down / up, and is the inner product of the
 * old ones around with a low-pass filter that lies there. One filter a place between two samples; where there are too
 * many such places, between the filters of the two that are next to it. */
#ifndef SG_POLYPHASE_H
#define SG_POLYPHASE_H

#include "sound/ratio.h"
#include "specgram.h"

typedef struct sg_polyphase {
  sg_ratio ratio;
  int taps;      /* a multiple of eight */
  int phases;    /* ratio.up, or as many as are tabulated where that is more */
  float *table;  /* [phases][taps], one more where there are not all */
  float *buffer; /* [capacity] */
  size_t capacity, fill;
  size_t next;     /* where in buffer the next one's samples begin; may lie beyond fill */
  int64_t between; /* up times its place after the sample before it */
} sg_polyphase;

/* block: samples that there is room for at least. */
sg_status sg_polyphase_create(sg_polyphase *, sg_ratio ratio, size_t block);
void sg_polyphase_destroy(sg_polyphase *);
void sg_polyphase_reset(sg_polyphase *);
int sg_polyphase_reach(const sg_polyphase *); /* samples after the one before it that a new one needs */
size_t sg_polyphase_room(sg_polyphase *);
void sg_polyphase_write(sg_polyphase *, const float *x, size_t n); /* as far as there is room */
size_t sg_polyphase_ready(const sg_polyphase *);                   /* how many can be read */
void sg_polyphase_read(sg_polyphase *, float *y, size_t n);

#endif
