/* memory.h - zeroed, 16-byte aligned memory whose size is multiplied in 64 bits: a count that is a product is one of
 * uint64_t, because size_t has 32 bits in wasm. */
#ifndef SG_MEMORY_H
#define SG_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* NULL for count * size of 0, beyond 1 GiB, or without memory. Release with free(). */
void *sg_new_array(uint64_t count, size_t size);

#define SG_NEW(type) ((type *)sg_new_array(1, sizeof(type)))
#define SG_NEW_ARRAY(type, count) ((type *)sg_new_array((uint64_t)(count), sizeof(type)))

#endif
