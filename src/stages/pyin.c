/* pyin.c - frames to rows of three: their fundamental frequency, whether they have one, and how probable that is. Of
 * each frame the troughs of YIN's difference function, as probable as thresholds are that they lie below; of all frames
 * the likeliest way through them, by Viterbi's algorithm. Mauch, Dixon: pYIN: a fundamental frequency estimator using
 * probabilistic threshold distributions (2014), as librosa 0.11 has it. States are pitches, voiced and then unvoiced.
 * Logarithms are to the base 2. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "frames/periods.h"
#include "math/decibel.h"
#include "math/memory.h"
#include "stage.h"

#define LOG2_E 1.4426950408889634
#define LEAST 1e-30           /* smaller chances are told as none */
#define IMPOSSIBLE (-1022.0)  /* log2 of the smallest double, which librosa adds to every probability */
#define STATES_MAX UINT16_MAX /* of which predecessors are kept */

typedef struct pyin {
  sg_periods periods;
  int pitches, per_octave, thresholds;
  double f_min, fill, no_trough; /* fill: NAN for the best guess */
  double stay, change;           /* logarithms of the probabilities */
  double *numbers;               /* one block, in which lie: */
  double *beliefs;               /* [thresholds], of each */
  double *decay;                 /* [count + 1], e^(-boltzmann_parameter i) */
  double *chances;               /* [count], of the troughs */
  double *seen;                  /* [pitches], of the frame */
  int reach, centre;             /* of the transition's triangle */
  double *transition;            /* [2 pitches] for [reach], logarithms; from pitch k to k + i - centre */
  double *out_of;                /* [pitches], logarithms of what the triangle's part inside adds up to */
  double *before, *now;          /* [2 pitches], the likelihoods of the best ways */
  double *best;                  /* [2 pitches], of voiced and of unvoiced ways to each pitch */
  int *troughs;                  /* [count] */
  uint16_t *from, *ways;         /* [2 pitches]; [frames][2 pitches] predecessors, behind which from lies */
  float *voiced;                 /* [frames] */
  int frames, have, given, finished;
} pyin;

static void destroy(void *state) {
  pyin *s = state;
  if (!s) return;
  sg_periods_destroy(&s->periods);
  free(s->numbers);
  free(s->troughs);
  free(s->ways);
  free(s->voiced);
  free(s);
}

static void reset(void *state) {
  pyin *s = state;
  sg_framer_reset(s);
  s->have = s->given = s->finished = 0;
}

static sg_status allocate(pyin *s) {
  uint64_t pitches = (uint64_t)s->pitches, count = (uint64_t)s->periods.count;
  s->numbers = SG_NEW_ARRAY(double, (uint64_t)s->thresholds + 2 * count + 1 + 10 * pitches);
  s->troughs = SG_NEW_ARRAY(int, count);
  s->ways = SG_NEW_ARRAY(uint16_t, ((uint64_t)s->frames + 1) * 2 * pitches);
  s->voiced = SG_NEW_ARRAY(float, s->frames);
  if (!s->numbers || !s->troughs || !s->ways || !s->voiced) return SG_NO_MEMORY;
  s->beliefs = s->numbers;
  s->decay = s->beliefs + s->thresholds;
  s->chances = s->decay + count + 1;
  s->seen = s->chances + count;
  s->out_of = s->seen + pitches;
  s->transition = s->out_of + pitches;
  s->before = s->transition + 2 * pitches;
  s->now = s->before + 2 * pitches;
  s->best = s->now + 2 * pitches;
  s->from = s->ways + (size_t)s->frames * 2 * pitches;
  return SG_OK;
}

/* The triangle of SciPy's triang(reach), and its part inside for each pitch: what leaves the pitches is shared out. */
static void make_transition(pyin *s) {
  int n = s->pitches, w = s->reach;
  s->centre = w > n ? (w - 1) / 2 : n - n / 2 - 1 - (n - w) / 2;
  double *share = s->now; /* has as many places, as reach is at most 2 pitches */
  for (int i = 0; i < w; i++) {
    int step = i < w - 1 - i ? i + 1 : w - i;
    share[i] = w % 2 ? 2.0 * step / (w + 1) : (2.0 * step - 1) / w;
    s->transition[i] = sg_log2(share[i]);
  }
  for (int k = 0; k < n; k++) {
    double sum = 0;
    for (int i = 0; i < w; i++)
      if (k + i - s->centre >= 0 && k + i - s->centre < n) sum += share[i];
    s->out_of[k] = sg_log2(sum);
  }
}

/* The share of Beta(2, 18) up to x. */
static double beta(double x) {
  double rest = 1;
  for (int i = 0; i < 18; i++) rest *= 1 - x;
  return 1 - rest * (1 + 18 * x);
}

static sg_status create(void **state, const sg_config *config, sg_facts *facts) {
  pyin *s = *state = SG_NEW(pyin);
  if (!s) return SG_NO_MEMORY;
  sg_status status = sg_periods_create(&s->periods, config, facts);
  if (status) return status;
  if (!(config->n_frames >= 1)) return SG_FEW_FRAMES;
  double bins = ceil(1 / config->resolution), span = 12 * bins * sg_log2(config->f_max / config->f_min);
  double semitones = config->max_transition_rate * 12 * config->hop_length / config->sample_rate;
  if (!(span + 1 <= STATES_MAX / 2) || !(config->n_frames < INT32_MAX)) return SG_TOO_LARGE;
  s->per_octave = (int)(12 * bins);
  s->pitches = (int)floor(span + 1e-9) + 1;
  s->reach = (int)fmin(2.0 * s->pitches - 1, floor(semitones + 0.5) * bins + 1);
  s->frames = (int)config->n_frames;
  s->thresholds = config->n_thresholds;
  s->f_min = config->f_min;
  s->fill = config->fill_na < -1e30 ? NAN : config->fill_na;
  s->no_trough = config->no_trough_prob;
  s->stay = sg_log2(1 - config->switch_prob);
  s->change = sg_log2(config->switch_prob);
  status = allocate(s);
  if (status) return status;
  for (int i = 0; i < s->thresholds; i++)
    s->beliefs[i] = beta((i + 1.0) / s->thresholds) - beta((double)i / s->thresholds);
  for (int i = 0; i <= s->periods.count; i++) s->decay[i] = sg_exp2(-config->boltzmann_parameter * LOG2_E * i);
  make_transition(s);
  facts->row_length = facts->bins = 3;
  facts->quantity = SG_HERTZ;
  facts->latency = INFINITY;
  return SG_OK;
}

/* The troughs' chances: each threshold is believed in as Beta(2, 18) has it, and gives what it is believed to the
 * troughs below it, to the earlier the more; where there are none, a little of it to the lowest. Returns how many
 * troughs there are. */
static int weigh(pyin *s, const double *unlike) {
  int count = 0, lowest = 0;
  for (int i = 0; i < s->periods.count; i++)
    if (sg_periods_trough(&s->periods, unlike, i)) s->troughs[count++] = i;
  for (int t = 0; t < count; t++)
    if (unlike[s->troughs[t]] < unlike[s->troughs[lowest]]) lowest = t;
  memset(s->chances, 0, (size_t)count * sizeof *s->chances);
  for (int i = 0; i < s->thresholds && count; i++) {
    double threshold = (i + 1.0) / s->thresholds;
    int below = 0, place = 0;
    for (int t = 0; t < count; t++) below += unlike[s->troughs[t]] < threshold;
    double share = below ? s->beliefs[i] * (1 - s->decay[1]) / (1 - s->decay[below]) : 0;
    for (int t = 0; t < count && below; t++)
      if (unlike[s->troughs[t]] < threshold) s->chances[t] += share * s->decay[place++];
    if (!below) s->chances[lowest] += s->no_trough * s->beliefs[i];
  }
  return count;
}

/* What is seen of each pitch in a frame, and the chance that it has one. Of two troughs at one pitch the later counts.
 */
static double observe(pyin *s, const double *unlike) {
  int count = weigh(s, unlike);
  double sum = 0;
  memset(s->seen, 0, (size_t)s->pitches * sizeof *s->seen);
  for (int t = 0; t < count; t++) {
    double hz = sg_periods_frequency(&s->periods, unlike, s->troughs[t]);
    int pitch = (int)fmax(0, fmin(s->pitches, floor(s->per_octave * sg_log2(hz / s->f_min) + 0.5)));
    if (pitch < s->pitches && s->chances[t] > 0) s->seen[pitch] = s->chances[t];
  }
  for (int k = 0; k < s->pitches; k++) sum += s->seen[k];
  return fmin(sum, 1);
}

static double logarithm(double chance) { return chance > 1e-290 ? sg_log2(chance) : IMPOSSIBLE; }

/* The best way to each pitch from first to last, from those from low to high. The triangle's logarithm is concave, so
 * that of two pitches the higher is never best reached from a lower one than the lower is: the middle one's best
 * predecessor parts those of the pitches before and behind it. */
static void find_ways(pyin *s, int half, int first, int last, int low, int high) {
  if (first > last) return;
  int middle = (first + last) / 2, best = 0;
  int from = middle - (s->reach - 1 - s->centre), to = middle + s->centre;
  if (from < low) from = low;
  if (to > high) to = high;
  const double *before = s->now + half * s->pitches, *step = s->transition + s->centre + middle;
  double most = -INFINITY;
  for (int k = from; k <= to; k++) {
    double way = before[k] + step[-k];
    if (way > most) most = way, best = k;
  }
  s->best[half * s->pitches + middle] = most;
  s->from[half * s->pitches + middle] = (uint16_t)(half * s->pitches + best);
  find_ways(s, half, first, middle - 1, low, best);
  find_ways(s, half, middle + 1, last, best, high);
}

static int find_best(const pyin *s, const double *of) {
  int best = 0;
  for (int i = 1; i < 2 * s->pitches; i++)
    if (of[i] > of[best]) best = i;
  return best;
}

/* The best ways to all states from those before. Any other step than the triangle has is next to impossible, and yet
 * taken where all else is. */
static void advance(pyin *s, uint16_t *ways) {
  int n = s->pitches, jump = find_best(s, s->before);
  for (int k = 0; k < 2 * n; k++) s->now[k] = s->before[k] - s->out_of[k % n];
  for (int half = 0; half < 2; half++) find_ways(s, half, 0, n - 1, 0, n - 1);
  for (int k = 0; k < 2 * n; k++) {
    int voiced = k < n, pitch = k % n;
    double from_voiced = s->best[pitch] + (voiced ? s->stay : s->change);
    double from_unvoiced = s->best[n + pitch] + (voiced ? s->change : s->stay);
    int half = from_unvoiced > from_voiced ? n : 0;
    double most = half ? from_unvoiced : from_voiced, far = s->before[jump] + IMPOSSIBLE;
    s->now[k] = far > most ? far : most;
    ways[k] = far > most ? (uint16_t)jump : s->from[half + pitch];
  }
}

static void take(pyin *s, const double *unlike) {
  int n = s->pitches;
  if (s->have == s->frames) return;
  double chance = observe(s, unlike), unvoiced = logarithm((1 - chance) / n);
  s->voiced[s->have] = chance >= LEAST ? (float)chance : 0;
  if (s->have) advance(s, s->ways + (size_t)s->have * 2 * (size_t)n);
  else memset(s->now, 0, 2 * (size_t)n * sizeof *s->now); /* all states are as probable */
  for (int k = 0; k < n; k++) {
    s->now[k] += logarithm(s->seen[k]);
    s->now[n + k] += unvoiced;
  }
  double *other = s->before;
  s->before = s->now;
  s->now = other;
  s->have++;
}

static void take_ready(pyin *s) {
  sg_periods *periods = &s->periods;
  for (size_t ready; (ready = sg_framer_ready(&periods->framer, SG_LANES)) > 0;) {
    sg_periods_run(periods, sg_framer_frame(&periods->framer), (int)ready);
    for (size_t f = 0; f < ready; f++) take(s, periods->unlike + f * (size_t)periods->count);
    sg_framer_advance(&periods->framer, ready);
  }
}

static size_t write(void *state, const float *samples, size_t n) {
  size_t taken = 0, more;
  do {
    taken += more = sg_framer_write(state, samples + taken, n - taken);
    take_ready(state);
  } while (more && taken < n);
  return taken;
}

/* Leaves the states of the likeliest way where their predecessors were. */
static void finish(void *state) {
  pyin *s = state;
  if (s->finished) return;
  s->finished = 1;
  sg_framer_finish(s);
  take_ready(s);
  int last = s->have ? find_best(s, s->before) : 0;
  for (int t = s->have - 1; t >= 0; t--) {
    uint16_t *ways = s->ways + (size_t)t * 2 * (size_t)s->pitches;
    int before = ways[last];
    ways[0] = (uint16_t)last;
    last = before;
  }
}

static double count(const void *state, double samples) {
  return fmin(((const pyin *)state)->frames, sg_framer_rows(state, samples));
}

static size_t read(void *state, float *rows, size_t max) {
  pyin *s = state;
  size_t done = 0;
  for (; s->finished && done < max && s->given < s->have; done++, s->given++, rows += 3) {
    int way = s->ways[(size_t)s->given * 2 * (size_t)s->pitches], voiced = way < s->pitches;
    double hz = s->f_min * sg_exp2((double)(way % s->pitches) / s->per_octave);
    rows[0] = (float)(voiced || isnan(s->fill) ? hz : s->fill);
    rows[1] = (float)voiced;
    rows[2] = s->voiced[s->given];
  }
  return done;
}

const sg_stage sg_stage_pyin = {.name = "pyin",
                                .takes = SG_SAMPLES,
                                .gives = SG_ROWS,
                                .create = create,
                                .destroy = destroy,
                                .reset = reset,
                                .write = write,
                                .finish = finish,
                                .read = read,
                                .count = count};
