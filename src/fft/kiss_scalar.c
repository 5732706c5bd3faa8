/* kiss_scalar.c - the FFT of one frame: KissFFT with one float a scalar. */
#include "fft/fft.h"

#define KISS_NAME(name) name##_one
#include "fft/kiss/kissfft.h"

#define SCALAR float
#define COMPLEX sg_complex
#define FFT sg_fft
#define CFFT sg_cfft
#include "fft/any.h"
