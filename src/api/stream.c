/* stream.c - a chain of stages behind one door: finds them by their names, lets only clean numbers in, and hands what
 * each stage gives to the next one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "config.h"
#include "math/clean.h"
#include "math/memory.h"
#include "stage.h"

#define BLOCK 1024   /* floats cleaned at a time, or four rows */
#define BATCH 16     /* rows that wait between two stages */
#define SAMPLES 2048 /* or samples */

#define STAGE(name) extern const sg_stage sg_stage_##name;
#include "stages/list.h"
#undef STAGE

const sg_stage *const sg_stages[] = {
#define STAGE(name) &sg_stage_##name,
#include "stages/list.h"
#undef STAGE
    NULL};

typedef struct link {
  const sg_stage *stage;
  void *state;
  int finished;
  int unit;           /* floats of what it gives */
  double *axes[3];    /* [bins] frequencies, full_scale, lengths, as far as it knows them */
  size_t batch;       /* units that wait for the next stage */
  float *waiting;     /* [batch][unit] */
  size_t have, taken; /* units of it */
} link;

struct sg_stream {
  link links[SG_STEPS_MAX];
  int count;
  int is_coloured; /* sines come to the analysis louder or fainter than they were written */
  sg_facts facts;
  float most;   /* louder numbers are clamped to it */
  size_t block; /* units cleaned at a time */
  float *clean; /* [block][input_length] */
  double non_finite;
};

static const sg_stage *find(const char *name) {
  for (int i = 0; sg_stages[i]; i++)
    if (!strcmp(sg_stages[i]->name, name)) return sg_stages[i];
  return NULL;
}

typedef double axis(const void *state, int bin);

static axis *axis_of(const sg_stage *stage, int which) {
  return which == 0 ? stage->frequency : which == 1 ? stage->full_scale : stage->length;
}

/* What is known of the bins that a stage gives: by itself, or as before it, where it changes none of them. */
static sg_status make_axes(const sg_stream *s, link *link, sg_facts *facts, int changes_bins) {
  const double **axes[] = {&facts->frequencies, &facts->full_scale, &facts->lengths};
  for (int which = 0; which < 3; which++) {
    axis *value = which == 1 && s->is_coloured ? NULL : axis_of(link->stage, which);
    if (!value && (which == 1 || changes_bins)) *axes[which] = NULL;
    if (!value || facts->bins < 1) continue;
    double *values = link->axes[which] = SG_NEW_ARRAY(double, facts->bins);
    if (!values) return SG_NO_MEMORY;
    for (int k = 0; k < facts->bins; k++) values[k] = value(link->state, k);
    *axes[which] = isnan(values[0]) ? NULL : values;
  }
  return SG_OK;
}

static int is_sound(const sg_stage *stage) { return stage->takes == SG_SAMPLES && stage->gives == SG_SAMPLES; }

/* Facts that a stage of samples has of its own input, as facts of what the stages before it take: those before told of
 * the sound that it hears. Its rows wait for their last sample, and the first ones for sample 0. */
static void follow(const sg_facts *sound, sg_facts *facts) {
  double wait = sound->latency - sound->first_rows, last = (facts->latency - 1) * sound->step + wait;
  double later = last - facts->first_rows * sound->step;
  facts->latency = fmax(last, sound->latency - facts->origin * sound->step);
  facts->first_rows = facts->latency - later;
  facts->origin += sound->origin / facts->step;
  facts->step *= sound->step;
}

static sg_status add(sg_stream *s, const char *name, const sg_config *config) {
  const sg_stage *stage = find(name);
  int first = s->count == 0;
  if (!stage) return SG_NO_SUCH_KIND;
  if (s->count == SG_STEPS_MAX) return SG_STEPS;
  if (!first && s->links[s->count - 1].stage->gives != stage->takes) return SG_DOES_NOT_FOLLOW;
  if (first) s->facts = (sg_facts){.row_length = 1, .sample_rate = config->sample_rate, .step = 1};
  int hears = !first && is_sound(s->links[s->count - 1].stage);
  link *link = &s->links[s->count++];
  sg_facts facts = s->facts, sound = s->facts;
  if (hears) facts.origin = facts.latency = facts.first_rows = facts.hop = 0, facts.step = 1;
  int comes = first && stage->takes == SG_ROWS ? 0 : facts.row_length;
  facts.input_length = comes;
  link->stage = stage;
  sg_status status = stage->create(&link->state, config, &facts);
  if (status) return status;
  if (comes ? facts.input_length != comes : facts.input_length < 1) return SG_ROW_LENGTH;
  if (!first) facts.input_length = s->facts.input_length;
  if (stage->gives == SG_SAMPLES) facts.row_length = 1, facts.bins = 0;
  if (is_sound(stage)) facts.hop = 1, s->is_coloured |= !stage->full_scale;
  if (hears) follow(&sound, &facts);
  link->unit = facts.row_length;
  link->batch = stage->gives == SG_SAMPLES ? SAMPLES : BATCH;
  status = make_axes(s, link, &facts, facts.bins != s->facts.bins);
  s->facts = facts;
  return status;
}

/* All stages of a step's kind, with what is not given filled in. */
static sg_status add_step(sg_stream *s, const sg_step *step) {
  sg_config config = *step->config;
  const char *name = sg_chain_of(step->kind, 0);
  const sg_stage *stage = name ? find(name) : NULL;
  int hears = s->count && s->links[s->count - 1].stage->gives == SG_SAMPLES;
  if (hears && stage && stage->takes == SG_SAMPLES) { /* behind sound, its rate is that sound's */
    if (!(config.sample_rate > 0)) config.sample_rate = s->facts.sample_rate;
    if (config.sample_rate != s->facts.sample_rate) return SG_OTHER_RATE;
  }
  sg_status status = sg_config_complete(&config, step->kind);
  for (int i = 0; !status && (name = sg_chain_of(step->kind, i)); i++) status = add(s, name, &config);
  return status;
}

static sg_status create(sg_stream *s, const sg_step *steps, int count, int *at) {
  if (count < 1 || count > SG_STEPS_MAX) return SG_STEPS;
  for (int i = 0; i < count; i++) {
    *at = i;
    sg_status status = add_step(s, &steps[i]);
    if (status) return status;
  }
  for (int i = 0; i < s->count - 1; i++) {
    s->links[i].waiting = SG_NEW_ARRAY(float, (uint64_t)s->links[i].unit * s->links[i].batch);
    if (!s->links[i].waiting) return SG_NO_MEMORY;
  }
  size_t input = (size_t)s->facts.input_length;
  s->most = s->links[0].stage->takes == SG_SAMPLES ? SG_SAMPLE_MAX : SG_ROW_MAX;
  s->block = BLOCK / input > 4 ? BLOCK / input : 4;
  s->clean = SG_NEW_ARRAY(float, s->block *input);
  return s->clean ? SG_OK : SG_NO_MEMORY;
}

sg_status sg_stream_create(sg_stream **out, const sg_step *steps, int count, int *refused) {
  int own, *at = refused ? refused : &own;
  *out = NULL;
  *at = 0;
  sg_stream *s = SG_NEW(sg_stream);
  if (!s) return SG_NO_MEMORY;
  sg_status status = create(s, steps, count, at);
  if (status) sg_stream_destroy(s);
  else *out = s;
  return status;
}

void sg_stream_destroy(sg_stream *s) {
  if (!s) return;
  for (int i = 0; i < s->count; i++) {
    s->links[i].stage->destroy(s->links[i].state);
    free(s->links[i].waiting);
    for (int which = 0; which < 3; which++) free(s->links[i].axes[which]);
  }
  free(s->clean);
  free(s);
}

void sg_stream_reset(sg_stream *s) {
  for (int i = 0; i < s->count; i++) {
    s->links[i].stage->reset(s->links[i].state);
    s->links[i].finished = 0;
    s->links[i].have = s->links[i].taken = 0;
  }
  s->non_finite = 0;
}

static size_t pull(sg_stream *s, int i, float *units, size_t max);

/* Moves units on into stage i. Returns whether anything moved, the news of the end included. */
static int feed(sg_stream *s, int i) {
  link *from = &s->links[i - 1], *to = &s->links[i];
  if (from->taken == from->have) {
    from->have = pull(s, i - 1, from->waiting, from->batch);
    from->taken = 0;
    if (!from->have) {
      if (!from->finished || to->finished) return 0;
      to->stage->finish(to->state);
      return to->finished = 1;
    }
  }
  size_t left = from->have - from->taken;
  size_t taken = to->stage->write(to->state, from->waiting + from->taken * (size_t)from->unit, left);
  from->taken += taken;
  return taken > 0;
}

/* What stage i gives, as far as the stages before it have something for it. */
static size_t pull(sg_stream *s, int i, float *units, size_t max) {
  for (;;) {
    const sg_stage *stage = s->links[i].stage;
    size_t count = stage->read(s->links[i].state, units, max);
    if (is_sound(stage)) s->non_finite += sg_clean(units, units, count, SG_SAMPLE_MAX);
    if (count || i == 0 || !feed(s, i)) return count;
  }
}

/* Makes room in the first stage, by moving on what waits behind it. */
static int make_room(sg_stream *s) {
  for (int i = s->count - 1; i > 0; i--)
    if (feed(s, i)) return 1;
  return 0;
}

static size_t take(sg_stream *s, const float *units, size_t n) {
  link *first = &s->links[0];
  size_t taken = 0, unit = (size_t)s->facts.input_length;
  do taken += first->stage->write(first->state, units + taken * unit, n - taken);
  while (taken < n && make_room(s));
  return taken;
}

size_t sg_stream_write(sg_stream *s, const float *units, size_t n) {
  size_t unit = (size_t)s->facts.input_length;
  for (size_t done = 0; done < n;) {
    size_t block = n - done < s->block ? n - done : s->block;
    int changed = sg_clean(s->clean, units + done * unit, block * unit, s->most);
    size_t taken = take(s, s->clean, block);
    if (taken < block) changed = sg_clean(s->clean, units + done * unit, taken * unit, s->most);
    s->non_finite += changed;
    done += taken;
    if (taken < block) return done;
  }
  return n;
}

void sg_stream_finish(sg_stream *s) {
  s->links[0].stage->finish(s->links[0].state);
  s->links[0].finished = 1;
}

size_t sg_stream_read(sg_stream *s, float *units, size_t max) { return max ? pull(s, s->count - 1, units, max) : 0; }

int sg_stream_work(sg_stream *s, sg_progress *progress) {
  for (int i = 0; i < s->count; i++) {
    link *link = &s->links[i];
    while (i > 0 && feed(s, i)) continue;
    if (link->stage->work && link->finished && link->stage->work(link->state, progress)) return 1;
  }
  return 0;
}

void sg_stream_stop(sg_stream *s) {
  for (int i = 0; i < s->count; i++)
    if (s->links[i].stage->stop) s->links[i].stage->stop(s->links[i].state);
}

const sg_facts *sg_stream_facts(const sg_stream *s) { return &s->facts; }

double sg_stream_count(const sg_stream *s, double units) {
  for (int i = 0; i < s->count; i++) units = s->links[i].stage->count(s->links[i].state, units);
  return units;
}

double sg_stream_non_finite(const sg_stream *s) { return s->non_finite; }
