/* lowpass.h - the low-pass filters of the resampler: within 0.01 dB up to 0.9 of half the lower sample rate, and below
 * -120 dB from 1.02 of it on. */
#ifndef SG_LOWPASS_H
#define SG_LOWPASS_H

/* Samples of the lower rate from the middle of the filter to an end. */
#define SG_LOWPASS_REACH 50

/* Fills taps[count] with the filter's values at k - (count / 2 - 1) - place, for k = 0 .. count - 1; they add up to 1.
 * lower: the lower sample rate over that of the taps. scratch is [count]. */
void sg_lowpass(float *taps, double *scratch, int count, double place, double lower);

/* How many pairs of taps a half-band filter has that keeps what is below 1.02 of half a rate of `wanted` times its own,
 * and how much of the odd samples around it gets, [pairs], the nearest first. */
int sg_lowpass_pairs(double wanted);
void sg_lowpass_half(float *taps, int pairs);

#endif
