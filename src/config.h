/* config.h - the fields of a config by number, as src/tables/options.js lists them, and what judges them. */
#ifndef SG_CONFIG_H
#define SG_CONFIG_H

#include "generated/fields.h"
#include "specgram.h"

#define SG_BAD(name) (SG_BAD_FIELD + SG_FIELD_##name)

/* SG_OK, or the first field out of its range. Relations between fields are the kinds' own business. */
sg_status sg_config_check(const sg_config *config);

/* One field by its number. Numbers that a field cannot hold become one that its range does not allow. */
sg_status sg_config_set(sg_config *config, int field, double value);
double sg_config_get(const sg_config *config, int field); /* NaN: there is no such field */

/* What JavaScript calls a field, n_fft as nFft; NULL behind the last. */
const char *sg_field_at(int index);

/* The kinds there are, NULL behind the last. */
const char *sg_kind_at(int index);

/* The name of the stage at a place of a kind's chain; NULL behind the last, or where there is no such kind. */
const char *sg_chain_of(const char *kind, int place);

#endif
