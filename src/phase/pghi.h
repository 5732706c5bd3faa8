/* pghi.h - how the logarithm of an STFT's magnitude says how its phase runs.
 * For a Gaussian window exp(-pi i^2 / gamma), and nearly for every window near one, with L = log2 |X|, in turns:
 *   phase per frame = k hop / n + hop n / gamma * ln 2 / (2 pi) * dL/dk
 *   phase per bin   = -1/2 - gamma / (hop n) * ln 2 / (2 pi) * dL/dt     (t in frames)
 * Prusa, Balazs, Sondergaard: A Noniterative Method for Reconstruction of Phase From STFT Magnitude (2017), with the
 * phase counted from the frame's first sample. */
#ifndef SG_PGHI_H
#define SG_PGHI_H

#include <stdint.h>

#include "math/lanes.h"
#include "specgram.h"

/* The factors of dL/dk and dL/dt for the config's window. */
sg_status sg_pghi_factors(float *per_bin, float *per_frame, const sg_config *config);

/* k hop / n without whole turns. */
static inline float sg_pghi_advance(int k, int hop, int n) { return (float)((int64_t)k * hop % n) / (float)n; }

lanes sg_lanes_log2(lanes x); /* x >= 1e-37; within 2e-7 */

#endif
