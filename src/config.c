/* config.c - defaults, ranges and sentences of every option, read from the tables that src/tables is made into. */
#include "config.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "fft/fft.h"
#include "math/decibel.h"

enum { type_int, type_double, type_count, type_pointer }; /* count: whole, but too large for an int */

/* Small, as there are many: every number stands once in numbers, and is told by its place there. */

/* A default: a constant x; a share of another field, of / x + plus; the product of two, of * by; or what fits. Of a
 * special one: whose it is. */
enum { how_constant, how_share, how_product, how_fitted };
struct usual {
  unsigned char how, of, x, plus, by, kind, field;
};

/* JavaScript knows the names, and lets no other word come this far: its module has what is left of the sentences. */
#ifdef SG_RULES_ALONE
#define SENTENCE(name, rule) rule
#define CHOICE(name, rule) "must be one of its words"
#else
#define SENTENCE(name, rule) name " " rule
#define CHOICE SENTENCE
#endif

struct field {
  const char *name, *sentence;
  unsigned short offset;
  unsigned char type, least, greatest, unset, codes; /* unset: what stands for "not given"; codes: the two others that
                                                        it may be; NAN: nothing */
  struct usual usual;
};

#include "generated/tables.h"

#define LENGTH(array) (int)(sizeof(array) / sizeof *(array))

static int kind_index(const char *kind) {
  for (int i = 0; kind && i < LENGTH(kinds); i++)
    if (!strcmp(kinds[i].name, kind)) return i;
  return -1;
}

const char *sg_field_at(int index) { return index >= 0 && index < SG_FIELD_COUNT ? fields[index].name : NULL; }

const char *sg_kind_at(int index) { return index >= 0 && index < LENGTH(kinds) ? kinds[index].name : NULL; }

const char *sg_chain_of(const char *kind, int place) {
  int index = kind_index(kind), own = index < 0 || place >= LENGTH(kinds[index].chain) ? 0 : kinds[index].chain[place];
  return own ? kinds[own - 1].name : NULL;
}

static double unset_of(int field) { return numbers[fields[field].unset]; }

/* Whatever it leads to. */
static const void *address_at(const void *at) {
  const void *address;
  memcpy(&address, at, sizeof address);
  return address;
}

double sg_config_get(const sg_config *config, int field) {
  if (field < 0 || field >= SG_FIELD_COUNT) return NAN;
  const void *at = (const char *)config + fields[field].offset;
  switch (fields[field].type) {
    case type_int: return *(const int *)at;
    case type_pointer: return (double)(uintptr_t)address_at(at);
    default: return *(const double *)at;
  }
}

static int to_int(double value) {
  return value >= INT_MIN && value <= INT_MAX && value == floor(value) ? (int)value : INT_MIN;
}

sg_status sg_config_set(sg_config *config, int field, double value) {
  if (field < 0 || field >= SG_FIELD_COUNT) return SG_NO_SUCH_FIELD;
  void *at = (char *)config + fields[field].offset;
  switch (fields[field].type) {
    case type_int: *(int *)at = to_int(value); break;
    case type_pointer: memcpy(at, &(const void *){(const void *)(uintptr_t)value}, sizeof(void *)); break;
    default: *(double *)at = value; break;
  }
  return SG_OK;
}

/* What a slice must be so that the lowest two bins of "nsgt" can be told apart, or as many bins as lie below
 * sample_rate / 2. Where fields that they follow from are missing, what all kinds have: those are then refused. */
static double fit(const sg_config *config, int field) {
  double rate = config->sample_rate, f_min = config->f_min, per_octave = config->bins_per_octave;
  if (!(rate > 0 && f_min > 0 && per_octave >= 1)) return numbers[fields[field].usual.x];
  double span = fmin(rate / 2 / f_min, 1e300), ratio = sg_exp2(1 / per_octave), size = 64;
  if (field == SG_FIELD_n_bins) return span > 1 ? fmax(1, ceil(sg_log2(span) * per_octave - 1e-9)) : 1;
  while (size < SG_FFT_MAX && size < 4 * rate / (f_min * (ratio - 1 / ratio))) size *= 2;
  return size;
}

static const struct usual *usual_of(int kind, int field) {
  for (int i = 0; i < LENGTH(specials); i++)
    if (specials[i].kind == kind && specials[i].field == field) return &specials[i];
  return &fields[field].usual;
}

static double value_of(const struct usual *usual, const sg_config *config, int field) {
  if (usual->how == how_constant) return numbers[usual->x];
  if (usual->how == how_fitted) return fit(config, field);
  double of = sg_config_get(config, usual->of);
  if (usual->how == how_product) return of * sg_config_get(config, usual->by);
  double share = of / numbers[usual->x];
  return (fields[field].type == type_int ? fmax(1, floor(share)) : share) + numbers[usual->plus];
}

sg_config sg_defaults(const char *kind) {
  sg_config config = {0};
  int index = kind_index(kind);
  for (int i = 0; i < SG_FIELD_COUNT; i++) {
    const struct usual *usual = usual_of(index, i);
    sg_config_set(&config, i, usual->how == how_constant ? numbers[usual->x] : unset_of(i));
  }
  return config;
}

/* What is not given is in order. */
static sg_status check_ranges(const sg_config *config) {
  for (int i = 0; i < SG_FIELD_COUNT; i++) {
    const struct field *field = &fields[i];
    double value = sg_config_get(config, i);
    if (field->type == type_pointer || value == unset_of(i)) continue;
    if (value == numbers[field->codes] || value == numbers[field->codes + 1]) continue;
    if (!(value >= numbers[field->least] && value <= numbers[field->greatest])) return SG_BAD_FIELD + i;
    if (field->type == type_count && value != floor(value)) return SG_BAD_FIELD + i;
  }
  return SG_OK;
}

sg_status sg_config_check(const sg_config *config) {
  sg_status status = check_ranges(config);
  if (status) return status;
  if (config->win_length > config->n_fft) return SG_WIN_ABOVE_FFT;
  return config->reassign_times || config->reassign_frequencies ? SG_OK : SG_NOTHING_MOVES;
}

sg_status sg_config_complete(sg_config *config, const char *kind) {
  int index = kind_index(kind);
  if (index < 0) return SG_NO_SUCH_KIND;
  sg_status status = check_ranges(config);
  if (status) return status; /* what follows from it is not to blame */
  sg_config usual = sg_defaults(kind);
  for (int i = 0; i < SG_FIELD_COUNT; i++) {
    int is_read = kinds[index].reads[i / 32] >> i % 32 & 1, is_given = sg_config_get(config, i) != unset_of(i);
    const struct usual *own = usual_of(index, i);
    if (!is_read && own == &fields[i].usual) sg_config_set(config, i, sg_config_get(&usual, i));
    else if (!is_read || !is_given) sg_config_set(config, i, value_of(own, config, i));
  }
  if (config->n_bins > SG_BINS_MAX) return SG_MANY_BINS;
  return sg_config_check(config);
}

const char *sg_strerror(sg_status status) {
  if (status >= 0 && status < LENGTH(sentences)) return sentences[status];
  int field = status - SG_BAD_FIELD;
  return field >= 0 && field < SG_FIELD_COUNT ? fields[field].sentence : "unknown status";
}
