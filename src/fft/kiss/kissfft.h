/* kissfft.h - KissFFT's own sources, to be included by one file for each kind of scalar, after
 * KISS_NAME(name) has said what its functions are called there. KissFFT never allocates: its memory is ours. */
#define kiss_fft_alloc KISS_NAME(kiss_fft_alloc)
#define kiss_fft KISS_NAME(kiss_fft)
#define kiss_fft_stride KISS_NAME(kiss_fft_stride)
#define kiss_fft_cleanup KISS_NAME(kiss_fft_cleanup)
#define kiss_fft_next_fast_size KISS_NAME(kiss_fft_next_fast_size)
#define kiss_fftr_alloc KISS_NAME(kiss_fftr_alloc)
#define kiss_fftr KISS_NAME(kiss_fftr)
#define kiss_fftri KISS_NAME(kiss_fftri)

#define KISS_FFT_MALLOC(bytes) NULL
#define KISS_FFT_FREE(memory) ((void)(memory))
#define KISS_FFT_ALIGN_CHECK(memory)
#define KISS_FFT_ALIGN_SIZE_UP(size) (((size) + 15) & ~(size_t)15)

/* Twiddles without the C library's tables, and with the same bits whatever the library. */
#include <math.h>
#include "math/angle.h"
#define cos(phase) sg_turn(phase, 2 * SG_PI).r
#define sin(phase) sg_turn(phase, 2 * SG_PI).i

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsign-compare"
#include <kiss_fft.c>
#include "fft/kiss/leaves.h"
#include <kiss_fftr.c>
#pragma GCC diagnostic pop
#undef cos
#undef sin
