/* mel_bank.h - mel bands: which bins each takes in, and with what weights. */
#ifndef SG_MEL_BANK_H
#define SG_MEL_BANK_H

#include "specgram.h"

typedef struct sg_band {
  int first, count; /* bins */
} sg_band;

typedef struct sg_mel_bank {
  int n_mels;
  double *edges;  /* [n_mels + 2], Hz */
  sg_band *bands; /* [n_mels] */
  float *weights; /* runs of the bands' non-zero weights, one after the other; |X|^power to mel */
} sg_mel_bank;

/* From sample_rate, n_fft, n_mels, f_min, f_max, htk and norm. */
sg_status sg_mel_bank_create(sg_mel_bank *, const sg_config *config);
void sg_mel_bank_destroy(sg_mel_bank *);
int sg_mel_bank_empty(const sg_mel_bank *); /* bands without a bin */

#endif
