/* Private to the reading of a profile: what profile_stock.c and profile_measures.c give profile.c. */
#pragma once
#include "domain/organisation/profile.h"
#include "platform/yaml/yaml_schema.h"

extern const cyaml_schema_field_t profile_dwellings_fields[];

/* What a municipality gets that says nothing about its stock: our own choice. */
void profile_stock_defaults(struct profile_dwellings *dwellings);
/* The first thing wrong with the stock, or NULL; `ret_where` is its key. */
const char *profile_stock_wrong(const struct profile *profile, struct arena *arena, const char **ret_where);

extern const cyaml_schema_value_t profile_measure_entry;

/* What a measure gets that says nothing about it. */
void profile_measures_defaults(struct profile *profile);
/* The first thing wrong with the measures, or NULL; `ret_where` is its key. */
const char *profile_measures_wrong(const struct profile *profile, struct arena *arena, const char **ret_where);
