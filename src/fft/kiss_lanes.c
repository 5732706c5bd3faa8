/* kiss_lanes.c - the FFT of four frames in lockstep: KissFFT with four floats a scalar, each lane with exactly the
 * arithmetic of kiss_scalar.c. */
#include "fft/fft.h"

#define USE_SIMD
#define KISS_NAME(name) name##_four
#include "fft/kiss/kissfft.h"

#define SCALAR lanes
#define COMPLEX lanes_complex
#define FFT sg_fft_lanes
#define CFFT sg_cfft_lanes
#include "fft/any.h"
