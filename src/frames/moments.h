/* moments.h - how far the energy of each cell lies from the cell's centre, in frequency and in time: from the
 * spectra of the same frames under the window w, its derivative w' and w times time. Auger, Flandrin: Improving the
 * readability of time-frequency and time-scale representations by the reassignment method (1995). */
#ifndef SG_MOMENTS_H
#define SG_MOMENTS_H

#include "frames/hann.h"
#include "frames/spectra.h"

enum sg_moves { SG_REASSIGN_FREQUENCIES = 1, SG_REASSIGN_TIMES = 2 };

typedef struct sg_moments {
  sg_spectra spectra;    /* under w */
  int moves;             /* enum sg_moves, or both, or 0 */
  sg_hann *hann;         /* where w is Hann's; elsewhere NULL, and: */
  float *derivative;     /* [n_fft], (w[i + 1] - w[i - 1]) / 2, cyclic, as librosa has it */
  float *weighted;       /* [n_fft], (i - n_fft / 2) / n_fft w[i] */
  lanes_complex *shared; /* [bins], of a single frame: its spectra under the three windows, a lane each */
  lanes_complex *slopes; /* [bins], spectra under the derivative, in units of slope */
  lanes_complex *delays; /* [bins], spectra under weighted */
  double slope;
  float least;    /* power below which nothing is known */
  lanes *power;   /* [bins], |X|^2 */
  double bin;     /* what bins_up counts a bin as: 1, until the owner says so many Hz */
  lanes *bins_up; /* [bins], from the bin's own frequency; NaN where the power is below least, or 0. 0 when not asked
                     for */
  lanes *samples_late; /* [bins], samples from the frame's centre, likewise */
} sg_moments;

/* moves: enum sg_moves, or both; 0 makes the spectra alone, and then sg_moments_run must not be called. Reads the
 * config's ref_power; fills the facts for one float a bin. */
sg_status sg_moments_create(sg_moments *, const sg_config *config, int moves, sg_rows *rows, sg_facts *facts);
/* What a config wants to be moved. */
int sg_moments_moves(const sg_config *config);
void sg_moments_destroy(sg_moments *);
void sg_moments_run(sg_moments *, const float *samples,
                    int count); /* count (1..4) frames; lanes beyond count hold nothing of use */

#endif
