/* Private to the module: a dwelling's row of the file, and what can be told of a dwelling. */
#pragma once
#include "domain/dwelling/about.h"

/* A kept row, and its columns. */
const char *dwelling_row_join(struct arena *arena, const char *const *row, bool with_applicant);
void dwelling_row_split(struct arena *arena, const char *joined, const char **ret_values);

/* A dwelling that stands in no file yet: its row is made here. ERR_INVALID: `ret_faults` says at which column. ERR_CONFLICT: the same place is registered
 * already. */
struct dwelling_first {
    const char *row[KOBO_COLUMNS];
    const char *object_number;
    enum dwelling_class class;
    enum dwelling_state state;
};
int dwelling_register(struct db *db, const struct profile_kobo *map, const struct dwelling_first *first, struct dwelling_id *ret_dwelling,
                      struct kobo_faults *ret_faults);
