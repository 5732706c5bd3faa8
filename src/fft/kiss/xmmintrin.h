/* xmmintrin.h - all that KissFFT's USE_SIMD asks of SSE, on our own lanes: found before the compiler's by kiss_lanes.c.
 * */
#include "math/lanes.h"

#define __m128 lanes
#define _mm_set1_ps(x) lanes_all((float)(x))
