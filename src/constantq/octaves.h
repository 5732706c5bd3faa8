/* octaves.h - a padded signal at its own rate, at half of it, at a quarter, and so on; each level holds what the
 * frames not yet done need of it. A transform has one as its first member, so that its write and finish serve it. */
#ifndef SG_OCTAVES_H
#define SG_OCTAVES_H

#include "frames/framer.h"
#include "constantq/halfband.h"

enum { SG_LEVELS = 12 };

/* Up to this share of a level's Nyquist frequency it is free of what decimation adds or takes away. */
#define SG_OCTAVES_BAND 0.5

typedef struct sg_level {
  int first, last; /* samples that frames need, counted from the one at or before the centre; set before create */
  int used;        /* set before create */
  float *samples;  /* [capacity]; sample i stands at i + base, which is (i + base) * 2^level of the padded signal */
  size_t capacity, fill;
  int64_t base;
} sg_level;

typedef struct sg_octaves {
  sg_framer framer; /* pads the signal */
  sg_level levels[SG_LEVELS];
  int depth; /* levels in use */
  int hop;
  int lead; /* samples of padding before the signal */
  int64_t written;
  float taps[SG_HALFBAND];
  float *sides, *centres; /* scratch: a block of a level, taken apart */
} sg_octaves;

/* Samples after a place of a level that its filters have heard. */
static inline int sg_octaves_delay(int level) { return SG_HALFBAND_REACH * ((1 << level) - 1); }

/* From what the levels are to hold: how many there are, the samples before a frame's centre and after it that it
 * depends on, and the padding before sample 0, in whole samples of every level. */
typedef struct sg_extent {
  int depth, before, after, lead;
} sg_extent;
sg_extent sg_octaves_extent(const sg_level levels[SG_LEVELS]);

/* The half-band filter's taps. */
sg_status sg_halfband(float taps[SG_HALFBAND]);

/* Moves the samples from this place on to the front of a level. */
void sg_level_forget(sg_level *, int64_t from);

sg_status sg_octaves_create(sg_octaves *, const sg_config *config, sg_facts *facts); /* sets hop, origin, latency */
void sg_octaves_destroy(sg_octaves *);
void sg_octaves_reset(void *octaves);
size_t sg_octaves_write(void *octaves, const float *samples, size_t n);
double sg_octaves_rows(const void *octaves, double samples);

/* How many frames from this one on, at most max, have all their samples. */
size_t sg_octaves_ready(sg_octaves *, int64_t frame, size_t max);

/* The sample of a level at or before the centre of a frame. */
static inline const float *sg_octaves_at(const sg_octaves *octaves, int level, int64_t frame) {
  const sg_level *l = &octaves->levels[level];
  return l->samples + (((frame * octaves->hop + octaves->lead) >> level) - l->base);
}

#endif
