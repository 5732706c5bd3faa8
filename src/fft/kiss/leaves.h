/* leaves.h - KissFFT's recursion, with a last level of radix 4 that transforms its four samples while it
 * gathers them. All twiddles there are 1: KissFFT copies first and multiplies then, a fifth of the whole time.
 * Included behind kiss_fft.c, whose butterflies make all other levels; kiss_fftr.c behind it calls this. */

/* The DFT of four samples, step apart. */
static inline void leaf(kiss_fft_cpx *out, const kiss_fft_cpx *in, size_t step, int inverse) {
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

/* kf_work: the DFT of radix[0] * radix[1] samples, step apart. */
static void work(kiss_fft_cfg fft, const kiss_fft_cpx *in, kiss_fft_cpx *out, size_t step, const int *radix) {
  int p = radix[0], m = radix[1];
  if (m == 1 && p == 4) {
    leaf(out, in, step, fft->inverse);
    return;
  }
  for (int i = 0; i < p; i++)
    if (m == 1) out[i] = in[i * step];
    else work(fft, in + i * step, out + i * m, p * step, radix + 2);
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
