/* spectra.h - the spectra of up to four successive frames at once: window, lockstep FFT. What every
 * transform of windowed frames starts from; one has it as its first member, so that the framer's write serves it. */
#ifndef SG_SPECTRA_H
#define SG_SPECTRA_H

#include "fft/fft.h"
#include "frames/framer.h"
#include "math/lanes.h"

#define SG_POWER_MIN 1e-30f /* fainter powers become 0 */

/* Turns count (1..4) frames, each a hop after the one before, into as many rows. */
typedef void sg_rows(void *state, const float *samples, float *rows, int count);

typedef struct sg_spectra {
  sg_framer framer;
  sg_rows *rows; /* the transform's own work */
  int row_length;
  int n_fft, bins; /* bins: n_fft / 2 + 1 */
  double sample_rate;
  int win_length;
  float *window;           /* [framer.length], times the scaling: centred in n_fft samples, or win_length alone */
  double peak;             /* what a sine of amplitude 1 reads in its bin: half the window's sum */
  int first;               /* of the samples under the window */
  int remove_dc, is_heard; /* is_heard: energy is wanted */
  float preemphasis;
  lanes energy; /* of the frames that ran last */
  sg_fft *fft;
  lanes *frames;           /* [n_fft] */
  lanes_complex *spectrum; /* [bins] */
} sg_spectra;

/* parts: floats a bin of a row, 1 or 2 (complex). Fills the whole facts. */
sg_status sg_spectra_create(sg_spectra *, const sg_config *config, sg_rows *rows, int parts, sg_facts *facts);
/* For frames that something else cuts: sg_spectra_run is all that it can do. */
sg_status sg_spectra_create_unframed(sg_spectra *, const sg_config *config);
void sg_spectra_destroy(sg_spectra *);
size_t sg_spectra_read(void *spectra, float *rows, size_t max_rows); /* calls rows() for all frames that are ready */

/* Transforms the frames at samples, samples + hop, ... (count of them, 1..4) into spectrum; lanes
 * beyond count repeat the first frame. */
void sg_spectra_run(sg_spectra *, const float *samples, int count);
/* The same through another window, into out[bins]. */
void sg_spectra_transform(sg_spectra *, const float *window, const float *samples, int count, lanes_complex *out);
double sg_spectra_frequency(const void *spectra, int bin);
double sg_spectra_peak(const void *spectra, int bin);   /* of complex rows and magnitudes */
double sg_spectra_length(const void *spectra, int bin); /* win_length */

/* out[k] = |spectrum[k]|^exponent for k < bins */
void sg_spectra_power(const sg_spectra *, float exponent, lanes *out);

#endif
