/* allocation as JSON: the instance in, the result out. The format is described in docs/allocation.md. Ids are codes, never names: letters,
 * digits and . _ : / - only. The order of lists in the file has no meaning: the same instance in another order gives the same bytes. */
#pragma once
#include "base/str.h"
#include "domain/allocation/allocation.h"

/* What the numbers of an instance are called in its file. */
struct allocation_names {
    const char **applicants, **dwellings, **buildings, **areas, **teams;
    const int64_t *ranks;                  /* per applicant, as in the file */
    const char *features[32], *traits[32]; /* by bit */
    int n_features, n_traits;
};
struct allocation_file {
    struct allocation_instance instance;
    struct allocation_names names;
};
/* ERR_INVALID with the place and the reason in English: "line 3, column 8: …" or "applicants[4].rooms: …". Everything is in `arena`. */
int allocation_read_json(struct arena *arena, struct blob text, struct allocation_file *ret_file, const char **ret_reason);
/* With `explain` the reasons of each applicant and dwelling too, and the ten dwellings needed next. Ends with a line break. */
void allocation_write_json(struct str *out, const struct allocation_file *file, const struct allocation_result *result, bool explain);
