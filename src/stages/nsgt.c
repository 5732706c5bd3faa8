/* nsgt.c - sound to a constant-Q transform that has an exact inverse, and back: sliced nonstationary Gabor frames.
 * Holighaus, Dörfler, Velasco, Grill: A framework for invertible, real-time constant-Q transforms (2013); Velasco,
 * Holighaus, Dörfler, Grill: Constructing an invertible constant-Q transform with nonstationary Gabor frames (2011).
 *
 * The signal is cut into slices of n_fft samples, n_fft / 2 apart, whose windows add up to 1. A slice's spectrum F is
 * cut into bands by windows g_k, Hann's between the neighbouring bands' centres, and each band goes back to time by
 * itself, at the rate that its width needs (the painless case):
 *   c_k[n] = 2 / n_fft * sum over j of g_k[j] F[j] e^(2 pi i j n / size_k)
 * is the analytic signal of band k at sample n * n_fft / size_k of the slice: a sine of amplitude 1 at its centre has
 * |c_k| = 1, and where slices overlap their values add up. The inverse sums the bands' spectra under the dual windows
 * g_k / sum of g^2, and adds the slices under windows that are 1 wherever the first ones are not 0. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "constantq/bands.h"
#include "math/decibel.h"
#include "fft/fft.h"
#include "math/memory.h"
#include "frames/rows.h"
#include "frames/spectra.h"

#define PART_MIN 1e-25f /* fainter parts are rounding alone and become 0 */
#define FLOATS_MAX 268435456

/* Up to four bands of one size, side by side in lanes and one after the other in rows. */
typedef struct group {
  int first, count; /* bands */
  int size;         /* values of each band a slice */
  sg_cfft *fft;
} group;

typedef struct nsgt {
  sg_framer framer; /* of the analysis */
  int n, hop, n_bands, n_groups;
  sg_hann_band *bands; /* 0, f_min .., rate / 2 */
  group *groups;
  int *widths;             /* [n_bands] floats of a row */
  float *weights;          /* of all bands */
  float *window;           /* [n] of a slice */
  lanes *slices;           /* [n] of four slices in lockstep ... */
  lanes_complex *bins;     /* [n / 2 + 1] ... and their spectra, */
  sg_complex *spectra;     /* [SG_LANES][n / 2 + 1] which are worked on one by one */
  lanes_complex *in, *out; /* [the greatest size] */
  sg_fft *fft;             /* of four slices */
  int row_length;
  float *sums;      /* synthesis: [SG_LANES * hop + n] of overlapping slices; the first `ready` are final ... */
  int ready, given; /* ... and the first `given` of those are out */
  int started, finished;
  double length, next; /* samples wanted, or negative; samples given out */
} nsgt;

static void destroy(void *state) {
  nsgt *s = state;
  if (!s) return;
  sg_framer_destroy(&s->framer);
  for (int i = 0; s->groups && i < s->n_groups; i++) sg_cfft_destroy(s->groups[i].fft);
  free(s->groups);
  free(s->bands);
  free(s->widths);
  free(s->weights);
  free(s->window);
  free(s->slices);
  free(s->bins);
  free(s->spectra);
  free(s->in);
  free(s->out);
  sg_fft_destroy(s->fft);
  free(s->sums);
  free(s);
}

/* The windows of the analysis, or their duals; and slices' windows, which together make 1. */
static sg_status make_windows(nsgt *s, int dual) {
  size_t total = 0;
  for (int k = 0; k < s->n_bands; k++) total += (size_t)s->bands[k].width;
  double *squares = SG_NEW_ARRAY(double, s->n / 2 + 1);
  float *next = s->weights = SG_NEW_ARRAY(float, total);
  if (!squares || !next) {
    free(squares);
    return SG_NO_MEMORY;
  }
  for (int pass = 0; pass < 2; pass++)
    for (int g = 0; g < s->n_groups; g++)
      for (int k = s->groups[g].first; k < s->groups[g].first + s->groups[g].count; k++) {
        sg_hann_band *band = &s->bands[k];
        if (pass) band->weights = next, next += band->width;
        for (int i = 0; i < band->width; i++) {
          double w = sg_hann_band_weight(band, band->first + i);
          if (!pass) squares[band->first + i] += w * w;
          else
            band->weights[i] =
                (float)(dual ? w / squares[band->first + i] * s->n / 2 / s->groups[g].size : w * 2 / s->n);
        }
      }
  free(squares);
  for (int i = 0; i < s->n; i++) {
    double place = 4 * fabs((double)i / s->hop - 1); /* 0 in the middle, 4 at the ends */
    s->window[i] = (float)(dual ? sg_half_hann(place - 3) / s->n : sg_half_hann((place - 1) / 2));
  }
  return SG_OK;
}

/* Groups of four bands of like width; the first and the last band, which may be wide, are for themselves. */
static sg_status make_groups(nsgt *s, int inverse) {
  int most = 0;
  double total = 0;
  for (int k = 0; k < s->n_bands;) {
    group *group = &s->groups[s->n_groups++];
    int left = s->n_bands - 1 - k, width = 0;
    group->first = k;
    group->count = k == 0 || !left ? 1 : left < SG_LANES ? left : SG_LANES;
    for (; k < group->first + group->count; k++)
      if (s->bands[k].width > width) width = s->bands[k].width;
    group->size = sg_fft_next_size(width);
    if (group->size > most) most = group->size;
    for (int f = 0; f < group->count; f++) total += s->widths[group->first + f] = 2 * group->size;
    group->fft = sg_cfft_create(group->size, inverse);
    if (!group->fft) return SG_NO_MEMORY;
  }
  if (total > FLOATS_MAX) return SG_TOO_LARGE;
  s->row_length = (int)total;
  s->in = SG_NEW_ARRAY(lanes_complex, most);
  s->out = SG_NEW_ARRAY(lanes_complex, most);
  return s->in && s->out ? SG_OK : SG_NO_MEMORY;
}

static sg_status create(nsgt *s, const sg_config *config, sg_facts *facts, int synthesis) {
  if (!s) return SG_NO_MEMORY;
  int n = s->n = config->n_fft;
  s->hop = n / 2;
  s->n_bands = config->n_bins + 2;
  if (n < 2) return SG_SHORT_SLICE;
  if (!(config->sample_rate > 0)) return SG_NEEDS_RATE;
  if (!(config->f_min > 0)) return SG_F_MIN;
  s->bands = SG_NEW_ARRAY(sg_hann_band, s->n_bands);
  s->groups = SG_NEW_ARRAY(group, s->n_bands);
  s->widths = SG_NEW_ARRAY(int, s->n_bands);
  s->window = SG_NEW_ARRAY(float, n);
  s->slices = SG_NEW_ARRAY(lanes, n);
  s->bins = SG_NEW_ARRAY(lanes_complex, n / 2 + 1);
  s->spectra = SG_NEW_ARRAY(sg_complex, SG_LANES * ((size_t)n / 2 + 1));
  s->fft = sg_fft_create(n, synthesis);
  if (!s->bands || !s->groups || !s->widths || !s->window) return SG_NO_MEMORY;
  if (!s->slices || !s->bins || !s->spectra || !s->fft) return SG_NO_MEMORY;
  sg_status status = sg_hann_bands_place(s->bands, s->n_bands, s->n, config);
  if (!status) status = make_groups(s, !synthesis);
  if (!status) status = make_windows(s, synthesis);
  facts->bins = s->n_bands;
  *(synthesis ? &facts->input_length : &facts->row_length) = s->row_length;
  facts->widths = s->widths;
  facts->hop = s->hop;
  facts->quantity = SG_COMPLEX;
  return status;
}

/* ---- Analysis. */

/* Slice t is centred on sample t * hop; what the framer has before it, all ahead of the sound, is passed over. */
static void reset_analysis(void *state) {
  nsgt *s = state;
  sg_framer_reset(&s->framer);
  s->framer.next = (size_t)(s->n - s->hop);
}

static sg_status create_analysis(void **state, const sg_config *config, sg_facts *facts) {
  nsgt *s = *state = SG_NEW(nsgt);
  sg_status status = create(s, config, facts, 0);
  if (status) return status;
  sg_config framing = *config;
  framing.n_fft = 2 * s->n; /* so that the slice after the end is there too: it overlaps */
  framing.hop_length = s->hop;
  framing.center = 1;
  framing.pad_mode = SG_CONSTANT;
  status = sg_framer_create(&s->framer, &framing, facts);
  s->framer.length = s->n;
  facts->latency = s->n - s->hop;
  facts->first_rows = 0;
  if (!status) reset_analysis(s);
  return status;
}

static double rows_of(const void *state, double samples) { return 2 + floor(samples / ((const nsgt *)state)->hop); }

static double frequency(const void *state, int bin) { return ((const nsgt *)state)->bands[bin].frequency; }

static sg_complex *spectrum_of(const nsgt *s, int slice) { return s->spectra + slice * ((size_t)s->n / 2 + 1); }

static void analyse_band(const nsgt *s, int slice, const sg_hann_band *band, int size, int lane) {
  const sg_complex *spectrum = spectrum_of(s, slice) + band->first;
  for (int i = 0, at = band->first % size; i < band->width; i++) {
    s->in[at].r[lane] = spectrum[i].r * band->weights[i];
    s->in[at].i[lane] = spectrum[i].i * band->weights[i];
    if (++at == size) at = 0;
  }
}

/* The spectra of the next slices, at most four: how many. */
static int transform(nsgt *s, size_t max) {
  int count = (int)sg_framer_ready(&s->framer, max < SG_LANES ? max : SG_LANES);
  if (!count) return 0;
  int length = 2 * (s->n / 2 + 1);
  sg_rows_load(sg_framer_frame(&s->framer), s->hop, s->slices, s->n, count);
  for (int i = 0; i < s->n; i++) s->slices[i] *= lanes_all(s->window[i]);
  sg_fft_forward(s->fft, s->slices, s->bins);
  sg_rows_store(&s->bins[0].r, length, &s->spectra[0].r, length, count);
  return count;
}

static void analyse(nsgt *s, int slice, float *row) {
  for (int g = 0; g < s->n_groups; g++) {
    const group *group = &s->groups[g];
    memset(s->in, 0, (size_t)group->size * sizeof *s->in);
    for (int f = 0; f < group->count; f++) analyse_band(s, slice, &s->bands[group->first + f], group->size, f);
    sg_cfft_run(group->fft, s->in, s->out);
    lanes *parts = &s->out[0].r;
    for (int i = 0; i < 2 * group->size; i++) parts[i] = lanes_flush(parts[i], PART_MIN);
    sg_rows_store(parts, 2 * group->size, row, 2 * group->size, group->count);
    row += 2 * (size_t)group->size * (size_t)group->count;
  }
}

static size_t read_rows(void *state, float *rows, size_t max_rows) {
  nsgt *s = state;
  size_t done = 0;
  for (int count; (count = transform(s, max_rows - done)) > 0;) {
    for (int f = 0; f < count; f++, done++) analyse(s, f, rows + done * (size_t)s->row_length);
    sg_framer_advance(&s->framer, (size_t)count);
  }
  return done;
}

const sg_stage sg_stage_nsgt = {.name = "nsgt",
                                .takes = SG_SAMPLES,
                                .gives = SG_ROWS,
                                .create = create_analysis,
                                .destroy = destroy,
                                .reset = reset_analysis,
                                .write = sg_framer_write,
                                .finish = sg_framer_finish,
                                .read = read_rows,
                                .count = rows_of,
                                .frequency = frequency};

/* ---- Synthesis. */

static void reset_synthesis(void *state) {
  nsgt *s = state;
  memset(s->sums, 0, (size_t)(SG_LANES * s->hop + s->n) * sizeof *s->sums);
  s->ready = s->given = s->started = s->finished = 0;
  s->next = 0;
}

static sg_status create_synthesis(void **state, const sg_config *config, sg_facts *facts) {
  nsgt *s = *state = SG_NEW(nsgt);
  sg_status status = create(s, config, facts, 1);
  if (status) return status;
  s->length = config->length;
  if (config->n_frames >= 1 && s->length > (config->n_frames - 1) * s->hop) return SG_BEYOND_FRAMES;
  s->sums = SG_NEW_ARRAY(float, SG_LANES * s->hop + s->n);
  if (!s->sums) return SG_NO_MEMORY;
  reset_synthesis(s);
  return SG_OK;
}

static void synthesise_band(const nsgt *s, int slice, const sg_hann_band *band, int size, int lane) {
  sg_complex *spectrum = spectrum_of(s, slice) + band->first;
  for (int i = 0, at = band->first % size; i < band->width; i++) {
    spectrum[i].r += s->out[at].r[lane] * band->weights[i];
    spectrum[i].i += s->out[at].i[lane] * band->weights[i];
    if (++at == size) at = 0;
  }
}

static void synthesise(nsgt *s, int slice, const float *row) {
  for (int g = 0; g < s->n_groups; g++) {
    const group *group = &s->groups[g];
    sg_rows_load(row, 2 * group->size, &s->in[0].r, 2 * group->size, group->count);
    sg_cfft_run(group->fft, s->in, s->out);
    for (int f = 0; f < group->count; f++) synthesise_band(s, slice, &s->bands[group->first + f], group->size, f);
    row += 2 * (size_t)group->size * (size_t)group->count;
  }
}

/* Forgets the samples that were read. */
static void make_room(nsgt *s) {
  size_t kept = (size_t)(SG_LANES * s->hop + s->n - s->given);
  memmove(s->sums, s->sums + s->given, kept * sizeof *s->sums);
  memset(s->sums + kept, 0, (size_t)s->given * sizeof *s->sums);
  s->ready -= s->given;
  s->given = 0;
}

/* Slice t reaches from hop before its centre to hop after it: with it, the samples before its centre are final. Of the
 * first one that is the half which lies before all sound. */
static void add_slices(nsgt *s, const float *rows, int count) {
  int length = 2 * (s->n / 2 + 1);
  memset(s->spectra, 0, (size_t)count * (size_t)length * sizeof(float));
  for (int f = 0; f < count; f++) synthesise(s, f, rows + (size_t)f * (size_t)s->row_length);
  sg_rows_load(&s->spectra[0].r, length, &s->bins[0].r, length, count);
  sg_fft_inverse(s->fft, s->bins, s->slices);
  float *slices = &s->spectra[0].r; /* which are no longer needed */
  sg_rows_store(s->slices, s->n, slices, s->n, count);
  for (int f = 0; f < count; f++, slices += s->n) {
    float *sums = s->sums + s->ready;
    for (int i = 0; i < s->n; i++) sums[i] += slices[i] * s->window[i];
    s->ready += s->hop;
    if (!s->started) s->given = s->hop;
    s->started = 1;
  }
}

static size_t write_rows(void *state, const float *rows, size_t n) {
  nsgt *s = state;
  size_t done = 0;
  if (s->finished) return 0;
  while (done < n) {
    if (s->length >= 0 && s->next >= s->length) return n; /* nobody will read what comes of it */
    if (s->ready > (SG_LANES - 1) * s->hop) make_room(s);
    int count = (SG_LANES * s->hop - s->ready) / s->hop;
    if ((size_t)count > n - done) count = (int)(n - done);
    if (count == 0) break;
    add_slices(s, rows + done * (size_t)s->row_length, count);
    done += (size_t)count;
  }
  return done;
}

static void finish_rows(void *state) { ((nsgt *)state)->finished = 1; }

static size_t read_samples(void *state, float *samples, size_t n) {
  nsgt *s = state;
  size_t ready = (size_t)(s->ready - s->given);
  if (s->finished && s->length >= 0) ready = SIZE_MAX; /* silence follows, up to the length that was asked for */
  if (n > ready) n = ready;
  if (s->length >= 0 && (double)n > s->length - s->next) n = (size_t)(s->length - s->next);
  for (size_t i = 0; i < n; i++) {
    float y = s->given < s->ready ? s->sums[s->given++] : 0;
    samples[i] = fabsf(y) >= SG_POWER_MIN ? y : 0;
  }
  s->next += (double)n;
  return n;
}

static double count_samples(const void *state, double slices) {
  const nsgt *s = state;
  return s->length >= 0 ? s->length : fmax(0, slices - 1) * s->hop;
}

const sg_stage sg_stage_insgt = {.name = "insgt",
                                 .takes = SG_ROWS,
                                 .gives = SG_SAMPLES,
                                 .create = create_synthesis,
                                 .destroy = destroy,
                                 .reset = reset_synthesis,
                                 .write = write_rows,
                                 .finish = finish_rows,
                                 .read = read_samples,
                                 .count = count_samples};
