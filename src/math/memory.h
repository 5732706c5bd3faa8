/* memory.h - zeroed, 16-byte aligned memory whose size was multiplied in 64 bits. */
#ifndef SG_MEMORY_H
#define SG_MEMORY_H

#include <stddef.h>

/* NULL for count * size of 0, beyond 1 GiB, or without memory. Release with free(). */
void *sg_new_array(size_t count, size_t size);

#define SG_NEW(type) ((type *)sg_new_array(1, sizeof(type)))
#define SG_NEW_ARRAY(type, count) ((type *)sg_new_array((size_t)(count), sizeof(type)))

#endif
