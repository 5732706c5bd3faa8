/* istft.c - complex spectra to samples: the least-squares inverse of the STFT.
 * y[i] = sum over t of w[i - t hop] x_t[i - t hop] / sum over t of w[i - t hop]^2.
 * Griffin, Lim: Signal Estimation from Modified Short-Time Fourier Transform (1984), equation 6. */
#include "frames/istft.h"

#include <stdlib.h>

#include "math/memory.h"
#include "frames/window.h"

sg_status sg_istft_create(sg_overlap *overlap, const sg_config *config, sg_layout *layout) {
  int n = config->n_fft;
  double *window = SG_NEW_ARRAY(double, 2 * (size_t)n), *squares = window + n;
  if (!window) return SG_NO_MEMORY;
  sg_status status = sg_frame_window(window, config);
  for (int i = 0; i < n; i++)
    squares[i] = (double)(float)window[i] * (float)window[i]; /* as the frames were windowed */
  if (!status) status = sg_overlap_create(overlap, config, window, squares, layout);
  free(window);
  return status;
}

static sg_status create(void **state, const sg_config *config, sg_layout *layout) {
  sg_overlap *overlap = *state = SG_NEW(sg_overlap);
  return overlap ? sg_istft_create(overlap, config, layout) : SG_NO_MEMORY;
}

static void destroy(void *state) {
  if (state) sg_overlap_destroy(state);
  free(state);
}

const sg_synthesis sg_istft = {"istft",           create,         destroy, sg_overlap_reset, sg_overlap_write,
                               sg_overlap_finish, sg_overlap_read};
