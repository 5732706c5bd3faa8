/* rows.h - from lanes (one value of four frames) to rows (all values of one frame), and back. */
#ifndef SG_ROWS_H
#define SG_ROWS_H

#include "math/lanes.h"

/* Stores columns[length] of four lanes into count (1..4) rows of that length. */
static inline void sg_rows_store(const lanes *columns, int length, float *rows, int row_length, int count) {
  int k = 0;
  float *row[SG_LANES];
  for (int f = 0; f < SG_LANES; f++) row[f] = rows + (f < count ? f : 0) * (size_t)row_length;
  for (; count == SG_LANES && k + SG_LANES <= length; k += SG_LANES) {
    lanes a = columns[k], b = columns[k + 1], c = columns[k + 2], d = columns[k + 3];
    lanes_transpose(&a, &b, &c, &d);
    lanes_store(row[0] + k, a);
    lanes_store(row[1] + k, b);
    lanes_store(row[2] + k, c);
    lanes_store(row[3] + k, d);
  }
  for (int f = 0; f < count; f++)
    for (int i = k; i < length; i++) row[f][i] = columns[i][f];
}

/* Loads count (1..4) rows; lanes beyond repeat the first. */
static inline void sg_rows_load(const float *rows, int row_length, lanes *columns, int length, int count) {
  int k = 0;
  const float *row[SG_LANES];
  for (int f = 0; f < SG_LANES; f++) row[f] = rows + (f < count ? f : 0) * (size_t)row_length;
  for (; k + SG_LANES <= length; k += SG_LANES) {
    for (int f = 0; f < SG_LANES; f++) columns[k + f] = lanes_load(row[f] + k);
    lanes_transpose(&columns[k], &columns[k + 1], &columns[k + 2], &columns[k + 3]);
  }
  for (; k < length; k++) columns[k] = (lanes){row[0][k], row[1][k], row[2][k], row[3][k]};
}

#endif
