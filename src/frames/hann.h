/* hann.h - three spectra of frames for the price of two FFTs, under Hann's window w, its slope and w times time.
 * w = sin^2(pi i / n), and its slope is sin(2 pi / n) times sin(pi i / n) cos(pi i / n): the same spectrum Z of the
 * frame times sin(pi i / n), taken at frequencies k + 1/2, gives both as differences and sums of neighbours:
 *   (Z(k - 1/2) - Z(k + 1/2)) / 2j   and   (Z(k - 1/2) + Z(k + 1/2)) / 2,
 * and Z is a complex FFT of n / 2 alone. A plain FFT would do as well (w's spectrum has three lines), but a click at
 * the frame's ends, where w is s, would have an error of 1e-7 / s; here it is 1e-7 / sqrt(s). */
#ifndef SG_HANN_H
#define SG_HANN_H

#include "fft/fft.h"
#include "math/lanes.h"

typedef struct sg_hann sg_hann;

sg_hann *sg_hann_create(int n); /* NULL without memory, or where sg_fft_next_size would change n */
void sg_hann_destroy(sg_hann *);

/* Of count (1..4) frames at samples, samples + hop, ...: their spectra, [n / 2 + 1] each. slopes are in units of
 * sin(2 pi / n); delays are of w times (i - n / 2) / n, or NULL. */
void sg_hann_run(sg_hann *, const float *samples, int hop, int count, lanes_complex *spectra, lanes_complex *slopes,
                 lanes_complex *delays);

#endif
