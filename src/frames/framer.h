/* framer.h - samples in, overlapping frames out, with the ends padded as NumPy pads them. A
 * frame-based transform has one as its first member, so that the framer's own write and finish serve it. */
#ifndef SG_FRAMER_H
#define SG_FRAMER_H

#include "stage.h"

typedef struct sg_framer {
  int length; /* samples a frame */
  int hop;
  int before, after; /* samples made up before the first and after the last */
  int spare;         /* samples that must lie behind a frame */
  int pad_mode;
  int head_needs; /* samples that the made-up head depends on */
  float *buffer;  /* [capacity] */
  float *tail;    /* [after], made by finish */
  size_t capacity;
  size_t fill;      /* samples in buffer */
  size_t next;      /* where in buffer the next frame starts; may lie beyond fill */
  size_t tail_done; /* samples of tail already in buffer */
  int head_done;
  int finished;
} sg_framer;

sg_status sg_framer_create(sg_framer *, const sg_config *config, sg_facts *facts); /* sets hop, origin, latency */
void sg_framer_destroy(sg_framer *);
void sg_framer_reset(void *framer);
size_t sg_framer_write(void *framer, const float *samples, size_t n);
void sg_framer_finish(void *framer);
double sg_framer_rows(const void *framer, double samples);

/* How many frames, at most max, lie ready from sg_framer_frame on, each hop samples after the one before. */
size_t sg_framer_ready(sg_framer *, size_t max);
const float *sg_framer_frame(const sg_framer *);
void sg_framer_advance(sg_framer *, size_t frames);

#endif
