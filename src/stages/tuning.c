/* tuning.c - rows of magnitudes to one row of one value: by how many bins the sound's pitches lie off A4 = 440 Hz, -1/2
 * to 1/2. As librosa's estimate_tuning: the peaks of each row, placed by parabolas, vote for the place of their pitch
 * between two bins, as far as they are not below the median of all heights; the place with most votes wins.
 *
 * Which peaks are that high is known at the end alone, and a day of sound has too many to keep. So peaks of one place
 * and one height are counted together, in a table of a fixed size. Until it is full, heights are all that a float is,
 * and the estimate is exact; then ever more of their last digits are given up, until peaks fall together: after some
 * minutes of music there are about 64 heights to the octave, and the median is known to 0.1 dB. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "stage.h"

#define A4 440.0            /* Hz */
#define THRESHOLD 0.1       /* of a row's greatest magnitude: peaks below are none */
#define LEAST_TABLE_BITS 17 /* 2^17 heights and places, or twice the places that there are */
#define DIGITS 3            /* bits of all heights that are given up at a time */

typedef struct tally {
  uint32_t height; /* bits of a float above 0, which are in the floats' own order */
  uint32_t place;
  uint32_t count; /* peaks; 0: a free entry */
} tally;

typedef struct tuning {
  int bins;          /* of a row that comes */
  int low, high;     /* peaks are looked for from this bin on, and below that one */
  double hz;         /* from bin to bin */
  double per_octave; /* bins whose tuning is asked for */
  uint32_t places;   /* between two such bins */
  int table_bits;
  size_t used;          /* entries */
  uint32_t digits;      /* the bits of heights that still count */
  tally *table, *spare; /* [2^table_bits] */
  uint64_t *votes;      /* [places] */
  int finished, given;
} tuning;

static void destroy(void *state) {
  tuning *s = state;
  if (!s) return;
  free(s->table);
  free(s->spare);
  free(s->votes);
  free(s);
}

static void reset(void *state) {
  tuning *s = state;
  memset(s->table, 0, sizeof(tally) << s->table_bits);
  s->used = 0;
  s->digits = UINT32_MAX;
  s->finished = s->given = 0;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  tuning *s = *state = SG_NEW(tuning);
  if (!s) return SG_NO_MEMORY;
  double rate = facts->sample_rate;
  if (!(rate > 0)) return SG_NEEDS_RATE;
  if (!(config->f_min < config->f_max)) return SG_F_ORDER;
  if (!facts->input_length) facts->input_length = config->n_fft / 2 + 1;
  s->bins = facts->input_length;
  const double *hz = facts->frequencies;
  s->hz = hz && s->bins > 1 ? hz[1] : rate / config->n_fft;
  double last = s->hz * (s->bins - 1); /* half the rate, or of odd frames half a bin below it */
  int is_whole = fabs(last - rate / 2 + s->hz / 4) < s->hz / 4 * (1 + 1e-6);
  int is_spectrum = facts->quantity == SG_POWER && hz && hz[0] == 0 && fabs(hz[s->bins - 1] - last) < 1e-9 * rate;
  if (facts->bins && !(is_spectrum && is_whole && facts->bins == s->bins)) return SG_NEEDS_SPECTRUM;
  s->low = (int)fmin(s->bins, fmax(1, ceil(config->f_min / s->hz)));
  s->high = (int)fmin(s->bins, ceil(fmin(config->f_max, rate / 2) / s->hz));
  s->per_octave = config->bins_per_octave;
  s->places = (uint32_t)ceil(1 / config->resolution);
  s->table_bits = LEAST_TABLE_BITS;
  while (1u << s->table_bits < 2 * s->places) s->table_bits++;
  s->table = SG_NEW_ARRAY(tally, (size_t)1 << s->table_bits);
  s->spare = SG_NEW_ARRAY(tally, (size_t)1 << s->table_bits);
  s->votes = SG_NEW_ARRAY(uint64_t, s->places);
  if (!s->table || !s->spare || !s->votes) return SG_NO_MEMORY;
  facts->bins = facts->row_length = 1;
  facts->quantity = SG_BINS;
  facts->latency = INFINITY;
  reset(s);
  return SG_OK;
}

/* Adds peaks of a height and place to their entry, the first free or equal one from where their hash points. */
static void add(tuning *s, tally peaks) {
  uint32_t last = (1u << s->table_bits) - 1, hash = peaks.height * 0x9E3779B1u ^ peaks.place * 0x85EBCA77u;
  uint32_t at = (hash * 0x9E3779B1u) >> (32 - s->table_bits);
  tally *entry = &s->table[at];
  while (entry->count && (entry->height != peaks.height || entry->place != peaks.place))
    entry = &s->table[at = (at + 1) & last];
  s->used += !entry->count;
  entry->height = peaks.height;
  entry->place = peaks.place;
  entry->count += peaks.count;
}

/* Gives up digits of all heights until half of the table is free. */
static void coarsen(tuning *s) {
  size_t size = (size_t)1 << s->table_bits;
  while (s->used > size / 2) {
    tally *full = s->table;
    s->table = s->spare;
    s->spare = full;
    s->used = 0;
    s->digits <<= DIGITS;
    memset(s->table, 0, size * sizeof *s->table);
    for (size_t i = 0; i < size; i++)
      if (full[i].count) add(s, (tally){full[i].height & s->digits, full[i].place, full[i].count});
  }
}

/* The peak at bin k. */
static void count_peak(tuning *s, const float *row, int k) {
  int inside = k + 1 < s->bins;
  double bend = inside ? (double)row[k + 1] + row[k - 1] - 2 * (double)row[k] : 0;
  double slope = inside ? ((double)row[k + 1] - row[k - 1]) / 2 : (double)row[k] - row[k - 1];
  double shift = fabs(slope) < fabs(bend) ? -slope / bend : 0;
  double bin = s->per_octave * sg_log2((k + shift) * s->hz / A4);
  uint32_t place = (uint32_t)((bin - floor(bin + 0.5) + 0.5) * s->places);
  float height = (float)(row[k] + 0.5 * slope * shift);
  tally peak = {.place = place < s->places ? place : s->places - 1, .count = 1};
  memcpy(&peak.height, &height, sizeof height);
  peak.height &= s->digits;
  add(s, peak);
  if (s->used > ((size_t)3 << s->table_bits) / 4) coarsen(s);
}

static size_t write(void *state, const float *rows, size_t n) {
  tuning *s = state;
  if (s->finished) return 0;
  for (size_t t = 0; t < n; t++, rows += s->bins) {
    float greatest = 0;
    for (int k = 0; k < s->bins; k++) greatest = rows[k] > greatest ? rows[k] : greatest;
    double least = THRESHOLD * (double)greatest;
    for (int k = s->low; k < s->high; k++)
      if (rows[k] > least && rows[k] > rows[k - 1] && (k + 1 == s->bins || rows[k] >= rows[k + 1]))
        count_peak(s, rows, k);
  }
  return n;
}

static void finish(void *state) { ((tuning *)state)->finished = 1; }

/* The height that half of the peaks reach, eight bits at a time. */
static uint32_t find_median(const tuning *s, uint64_t peaks) {
  uint32_t median = 0;
  uint64_t higher = 0, half = peaks - peaks / 2;
  for (int shift = 24; shift >= 0; shift -= 8) {
    uint64_t counts[256] = {0};
    for (size_t i = 0; i < (size_t)1 << s->table_bits; i++)
      if (((uint64_t)(s->table[i].height ^ median) >> shift) < 256)
        counts[s->table[i].height >> shift & 255] += s->table[i].count;
    uint32_t digit = 255;
    while (digit && higher + counts[digit] < half) higher += counts[digit--];
    median |= digit << shift;
  }
  return median;
}

/* 0 where there are no peaks. */
static double find_tuning(const tuning *s) {
  uint64_t peaks = 0;
  uint32_t best = 0;
  for (size_t i = 0; i < (size_t)1 << s->table_bits; i++) peaks += s->table[i].count;
  if (!peaks) return 0;
  uint32_t median = find_median(s, peaks);
  memset(s->votes, 0, s->places * sizeof *s->votes);
  for (size_t i = 0; i < (size_t)1 << s->table_bits; i++)
    if (s->table[i].height >= median) s->votes[s->table[i].place] += s->table[i].count;
  for (uint32_t place = 1; place < s->places; place++)
    if (s->votes[place] > s->votes[best]) best = place;
  return (double)best / s->places - 0.5;
}

static size_t read(void *state, float *rows, size_t max) {
  tuning *s = state;
  if (!s->finished || s->given || !max) return 0;
  s->given = 1;
  rows[0] = (float)find_tuning(s);
  return 1;
}

static double count(const void *state, double rows) {
  (void)state;
  (void)rows;
  return 1;
}

const sg_stage sg_stage_tuning = {.name = "tuning",
                                  .takes = SG_ROWS,
                                  .gives = SG_ROWS,
                                  .create = create,
                                  .destroy = destroy,
                                  .reset = reset,
                                  .write = write,
                                  .finish = finish,
                                  .read = read,
                                  .count = count};
