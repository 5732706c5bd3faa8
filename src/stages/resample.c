/* resample.c - samples to another sample rate, their delay taken off: sample j stands at j from / to. First halved as
 * often as what is left is more than the rate that is wanted, then the rest in one step. */
#include <math.h>
#include <stdlib.h>

#include "config.h"
#include "math/memory.h"
#include "sound/halver.h"
#include "sound/polyphase.h"
#include "stage.h"

#define APART 65536.0 /* times the one rate, the other */
#define HALVED 2.5 /* times the rate that is wanted: then a half-band filter is short, and costs less than it saves */
#define HALVINGS 16
#define BLOCK 1024 /* samples that are worked at a time */
#define ROOM 8192  /* samples that wait, of the last rate before the one that is wanted */

typedef struct resample {
  int halvings;
  sg_halver halvers[HALVINGS];
  sg_polyphase polyphase;
  sg_ratio ratio;       /* behind the halvings */
  float *block, *zeros; /* [BLOCK + 8], [BLOCK] */
  int64_t reach;        /* samples after the one before it that a new one waits for */
  int64_t made;         /* of the new rate */
  int64_t come, end;    /* samples that came, and zeros that are still to come behind them */
  int is_over;
} resample;

static void reset(void *state) {
  resample *s = state;
  for (int i = 0; i < s->halvings; i++) sg_halver_reset(&s->halvers[i]);
  sg_polyphase_reset(&s->polyphase);
  s->made = s->come = s->is_over = 0;
  s->end = s->reach;
}

static void destroy(void *state) {
  resample *s = state;
  if (!s) return;
  for (int i = 0; i < HALVINGS; i++) sg_halver_destroy(&s->halvers[i]);
  sg_polyphase_destroy(&s->polyphase);
  free(s->block);
  free(s->zeros);
  free(s);
}

/* Takes up to BLOCK of n samples, as far as there is room, and returns how many. */
static size_t take(resample *s, const float *samples, size_t n) {
  size_t room = sg_polyphase_room(&s->polyphase);
  room = room > 1 ? (room - 1) << s->halvings : 0;
  size_t taken = n < BLOCK ? n : BLOCK, count;
  if (taken > room) taken = room;
  count = taken;
  for (int i = 0; i < s->halvings; i++, samples = s->block)
    count = sg_halver_run(&s->halvers[i], samples, count, s->block);
  sg_polyphase_write(&s->polyphase, samples, count);
  return taken;
}

static size_t write(void *state, const float *samples, size_t n) {
  resample *s = state;
  size_t done = 0, taken = !s->is_over;
  for (; taken && done < n; done += taken) taken = take(s, samples + done, n - done);
  s->come += (int64_t)done;
  return done;
}

static void finish(void *state) { ((resample *)state)->is_over = 1; }

/* However it is worked, a new sample is there with the same sample of the sound: when what it waits for has come. */
static size_t read(void *state, float *samples, size_t max) {
  resample *s = state;
  int64_t all = sg_ratio_count(s->ratio, s->halvings, s->is_over ? s->come : s->come - s->reach);
  size_t done = 0;
  while (done < max && s->made < all) {
    size_t fed = s->is_over && s->end ? take(s, s->zeros, (size_t)s->end) : 0;
    s->end -= (int64_t)fed;
    size_t count = sg_polyphase_ready(&s->polyphase), left = max - done;
    if (count > left) count = left;
    if ((int64_t)count > all - s->made) count = (size_t)(all - s->made);
    if (!count && !fed) break;
    if (count) sg_polyphase_read(&s->polyphase, samples + done, count);
    done += count;
    s->made += (int64_t)count;
  }
  return done;
}

static double count(const void *state, double samples) {
  const resample *s = state;
  return (double)sg_ratio_count(s->ratio, s->halvings, (int64_t)fmin(samples, 9e15));
}

static sg_status make_filters(resample *s, double from, double to) {
  s->block = SG_NEW_ARRAY(float, BLOCK + 8);
  s->zeros = SG_NEW_ARRAY(float, BLOCK);
  if (!s->block || !s->zeros) return SG_NO_MEMORY;
  for (; from >= HALVED * to; from /= 2) {
    sg_halver *halver = &s->halvers[s->halvings];
    sg_status status = sg_halver_create(halver, to / from, BLOCK);
    if (status) return status;
    s->reach += (int64_t)sg_halver_reach(halver) << s->halvings++;
  }
  s->ratio = sg_ratio_of(from, to);
  sg_status status = sg_polyphase_create(&s->polyphase, s->ratio, ROOM);
  s->reach += (int64_t)sg_polyphase_reach(&s->polyphase) << s->halvings;
  return status;
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  resample *s = *state = SG_NEW(resample);
  if (!s) return SG_NO_MEMORY;
  double from = facts->sample_rate > 0 ? facts->sample_rate : config->from, to = config->to;
  if (!(to > 0)) return SG_BAD(to);
  if (!(from > 0)) return SG_NEEDS_RATE;
  if (config->from > 0 && config->from != from) return SG_OTHER_RATE;
  if (from > APART * to || to > APART * from) return SG_RATES_APART;
  sg_status status = make_filters(s, from, to);
  if (status) return status;
  reset(s);
  facts->sample_rate = to;
  facts->step = from / to;
  facts->latency = (double)s->reach + 1;
  return SG_OK;
}

static double full_scale(const void *state, int bin) {
  (void)state, (void)bin;
  return 1;
}

const sg_stage sg_stage_resample = {.name = "resample",
                                    .takes = SG_SAMPLES,
                                    .gives = SG_SAMPLES,
                                    .create = create,
                                    .destroy = destroy,
                                    .reset = reset,
                                    .write = write,
                                    .finish = finish,
                                    .read = read,
                                    .count = count,
                                    .full_scale = full_scale};
