/* memory.c - the one place that asks for memory. */
#include "math/memory.h"

#include <stdlib.h>
#include <string.h>

void *sg_new_array(uint64_t count, size_t size) {
  uint64_t bytes = count * size;
  if (!bytes || bytes > UINT64_C(1) << 30 || (count && bytes / count != size)) return NULL;
  size_t rounded = ((size_t)bytes + 15) & ~(size_t)15;
  void *memory = aligned_alloc(16, rounded);
  return memory ? memset(memory, 0, rounded) : NULL;
}
