/* queue.h - cells in the order of their magnitude, loudest first: one stack for each of many steps of a logarithmic
 * scale (1 dB each, where the tolerance is 1e-6), which takes the place of a heap. Within a step the last cell reached
 * comes first, so that the next one mostly lies beside it; finer steps give no better sound and are slower. */
#ifndef SG_QUEUE_H
#define SG_QUEUE_H

#include <stdint.h>

#define SG_QUEUE_LEVELS 128

typedef struct sg_queue {
  int32_t heads[SG_QUEUE_LEVELS]; /* the first cell of each stack, or -1 */
  int32_t *links;                 /* of each cell: the next in its stack, or -1 */
  int top;                        /* no stack above it holds anything */
} sg_queue;

static inline void sg_queue_clear(sg_queue *queue) {
  for (int i = 0; i < SG_QUEUE_LEVELS; i++) queue->heads[i] = -1;
  queue->top = -1;
}

/* share: 0 (quietest) to 1 */
static inline void sg_queue_push(sg_queue *queue, int32_t cell, float share) {
  int level = (int)(share * (SG_QUEUE_LEVELS - 1));
  level = level < 0 ? 0 : level > SG_QUEUE_LEVELS - 1 ? SG_QUEUE_LEVELS - 1 : level;
  queue->links[cell] = queue->heads[level];
  queue->heads[level] = cell;
  if (level > queue->top) queue->top = level;
}

/* A cell, or -1 when there is none. */
static inline int32_t sg_queue_pop(sg_queue *queue) {
  while (queue->top >= 0 && queue->heads[queue->top] < 0) queue->top--;
  if (queue->top < 0) return -1;
  int32_t cell = queue->heads[queue->top];
  queue->heads[queue->top] = queue->links[cell];
  return cell;
}

#endif
