/* window.h - the window of a frame, as a config describes it. */
#ifndef SG_WINDOW_H
#define SG_WINDOW_H

#include "specgram.h"

/* A value of a table as the config has them kept: a float, or (bfloat16) one of its upper 16 bits. */
float sg_stored(double value, const sg_config *config);

/* win_length values in the middle of window[n_fft], or at its start (align), which holds zeros before. */
sg_status sg_frame_window(double *window, const sg_config *config);
/* The same times what the config's scaling asks for, rounded, into window[n_fft]. */
sg_status sg_frame_window_scaled(float *window, const sg_config *config);
/* A window times scale as floats, without what is so small that it could only make subnormals. */
void sg_window_round(float *to, const double *window, int length, double scale);

#endif
