/* stage.h - what every stage of a chain provides. One file a stage: it keeps its functions static, shows one of these
 * tables, and stages/list.h names it. */
#ifndef SG_STAGE_H
#define SG_STAGE_H

#include "specgram.h"

enum sg_flow { SG_SAMPLES, SG_ROWS };

typedef struct sg_stage {
  const char *name;
  int takes, gives; /* enum sg_flow */

  /* Judges the config, allocates and fills every table. facts say what comes in (all zero but for the sample rate,
   * where the stage is the first), and must say on return what goes out; what is not touched stays true. A stage of
   * rows finds their length in input_length, 0 where nobody knows, and sets the one that it takes. Arrays are the
   * state's own. Sets *state also when it fails: destroy takes half-built states and NULL. */
  sg_status (*create)(void **state, const sg_config *config, sg_facts *facts);
  void (*destroy)(void *state);
  void (*reset)(void *state);

  /* units are clean. Takes up to n of them and returns how many; fewer mean that something must be read first. */
  size_t (*write)(void *state, const float *units, size_t n);
  void (*finish)(void *state);
  size_t (*read)(void *state, float *units, size_t max);

  double (*count)(const void *state, double units); /* units given for so many taken in all */
  double (*frequency)(const void *state, int bin);  /* Hz; NULL: as what comes in */
  double (*full_scale)(const void *state, int bin); /* what facts.full_scale says; NULL: not known. From samples to
                                                       samples: not NULL where a sine keeps its amplitude */
  double (*length)(const void *state, int bin);     /* what facts.lengths says; NULL: as what comes in */

  /* Of stages that need all of what comes: one step of work, after finish. Returns whether there is more to do, and
   * says how far it is. NULL: there is none. */
  int (*work)(void *state, sg_progress *progress);
  void (*stop)(void *state); /* no more work: what there is must do. NULL: where there is none */
} sg_stage;

extern const sg_stage *const sg_stages[]; /* NULL ends them */

#endif
