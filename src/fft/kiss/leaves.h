/* leaves.h - KissFFT's recursion, with a last level that transforms its samples while it gathers them. All twiddles
 * there are 1: KissFFT copies first and multiplies then, a fifth of the whole time and more.
 * Included behind kiss_fft.c, whose butterflies make all other levels; kiss_fftr.c behind it calls this. */

/* DFTs of samples that lie step apart, with the operations of KissFFT's butterflies. */

static inline void leaf2(kiss_fft_cpx *out, const kiss_fft_cpx *in, size_t step) {
  kiss_fft_cpx a = in[0], b = in[step];
  C_ADD(out[0], a, b);
  C_SUB(out[1], a, b);
}

static inline void leaf3(kiss_fft_cpx *out, const kiss_fft_cpx *in, size_t step, kiss_fft_scalar sine) {
  kiss_fft_cpx a = in[0], b = in[step], c = in[2 * step], sum, turned, middle;
  C_ADD(sum, b, c);
  C_SUB(turned, b, c);
  C_MULBYSCALAR(turned, sine);
  middle.r = a.r - HALF_OF(sum.r);
  middle.i = a.i - HALF_OF(sum.i);
  C_ADD(out[0], a, sum);
  out[1].r = middle.r - turned.i;
  out[1].i = middle.i + turned.r;
  out[2].r = middle.r + turned.i;
  out[2].i = middle.i - turned.r;
}

static inline void leaf4(kiss_fft_cpx *out, const kiss_fft_cpx *in, size_t step, int inverse) {
  kiss_fft_cpx a = in[0], b = in[step], c = in[2 * step], d = in[3 * step], even, odd, sum, turned;
  C_ADD(even, a, c);
  C_SUB(odd, a, c);
  C_ADD(sum, b, d);
  C_SUB(turned, b, d);
  C_ADD(out[0], even, sum);
  C_SUB(out[2], even, sum);
  kiss_fft_cpx *right = out + (inverse ? 3 : 1), *left = out + (inverse ? 1 : 3);
  right->r = odd.r + turned.i;
  right->i = odd.i - turned.r;
  left->r = odd.r - turned.i;
  left->i = odd.i + turned.r;
}

/* y is the first fifth of a turn, z the second. */
static inline void leaf5(kiss_fft_cpx *out, const kiss_fft_cpx *in, size_t step, kiss_fft_cpx y, kiss_fft_cpx z) {
  kiss_fft_cpx a = in[0], b = in[step], c = in[2 * step], d = in[3 * step], e = in[4 * step];
  kiss_fft_cpx outer, inner, outer_turned, inner_turned, middle, turned;
  C_ADD(outer, b, e);
  C_SUB(outer_turned, b, e);
  C_ADD(inner, c, d);
  C_SUB(inner_turned, c, d);
  out[0].r = a.r + (outer.r + inner.r);
  out[0].i = a.i + (outer.i + inner.i);
  middle.r = a.r + outer.r * y.r + inner.r * z.r;
  middle.i = a.i + outer.i * y.r + inner.i * z.r;
  turned.r = outer_turned.i * y.i + inner_turned.i * z.i;
  turned.i = -outer_turned.r * y.i - inner_turned.r * z.i;
  C_SUB(out[1], middle, turned);
  C_ADD(out[4], middle, turned);
  middle.r = a.r + outer.r * z.r + inner.r * y.r;
  middle.i = a.i + outer.i * z.r + inner.i * y.r;
  turned.r = -(outer_turned.i * z.i) + inner_turned.i * y.i;
  turned.i = outer_turned.r * z.i - inner_turned.r * y.i;
  C_ADD(out[2], middle, turned);
  C_SUB(out[3], middle, turned);
}

/* kf_work: the DFT of radix[0] * radix[1] samples, step apart. */
static void work(kiss_fft_cfg fft, const kiss_fft_cpx *in, kiss_fft_cpx *out, size_t step, const int *radix) {
  int p = radix[0], m = radix[1];
  if (m == 1) {
    if (p == 1) out[0] = in[0];
    if (p == 2) leaf2(out, in, step);
    if (p == 3) leaf3(out, in, step, fft->twiddles[step].i);
    if (p == 4) leaf4(out, in, step, fft->inverse);
    if (p == 5) leaf5(out, in, step, fft->twiddles[step], fft->twiddles[2 * step]);
    return;
  }
  for (int i = 0; i < p; i++) work(fft, in + i * step, out + i * m, p * step, radix + 2);
  if (p == 2) kf_bfly2(out, step, fft, m);
  if (p == 3) kf_bfly3(out, step, fft, m);
  if (p == 4) kf_bfly4(out, step, fft, m);
  if (p == 5) kf_bfly5(out, step, fft, m);
}

static void fft_with_leaves(kiss_fft_cfg fft, const kiss_fft_cpx *in, kiss_fft_cpx *out) {
  work(fft, in, out, 1, fft->factors);
}

#undef kiss_fft
#define kiss_fft fft_with_leaves
