/* Files in and out: the dwellings, staff and persons a municipality brings, and everything it may take with it. An import is one transaction
 * of the caller: with any fault nothing of the file is kept. Importing the same file again changes nothing. (R-124, ARK-5, docs/import.md) */
#pragma once
#include "domain/exchange/csv.h"
#include "domain/organisation/profile.h"
#include "platform/db/db.h"

struct import_word {
    const char *column, *value;
    int64_t rows;
};
struct import_report {
    int64_t rows, added, changed, unchanged;
    int64_t held; /* dwellings whose state in the file is not a step from ours: ours is kept */
    struct csv_faults *faults;
    struct import_word *unmapped; /* values of Kobo's enumerated columns that the profile does not map: kept as they stand */
    size_t n_unmapped;
    const char *encoding;
};
/* Each reads the whole file into the write transaction and adds the audit event. ERR_INVALID: the faults say why; the caller aborts. ERR_IO: the
 * database failed. */
int import_dwellings(struct db *db, const struct profile *profile, struct blob file, struct import_report *report);
int import_staff(struct db *db, const struct profile *profile, struct blob file, struct import_report *report);
int import_persons(struct db *db, const struct profile *profile, struct blob file, struct import_report *report);
/* Applications for a home, with the person and her case where there is none. The actor's unit is the one that decides on homes. */
int import_rents(struct db *db, const struct profile *profile, struct blob file, struct import_report *report);
/* Messages from wards, CSV or JSON; the actor's unit is the one port. (R-255, USK-1, USK-3) */
int import_ward_messages(struct db *db, const struct profile *profile, struct blob file, struct import_report *report);
int import_applicants(struct db *db, const struct profile *profile, struct blob file, struct import_report *report);

/* The same files, written: rows in a fixed order, UTF-8, ; and CRLF. A graded address is left out (GDPR-6). */
void export_dwellings(struct db *db, const struct profile *profile, void (*write)(void *context, const char *text, size_t length), void *context);
void export_staff(struct db *db, void (*write)(void *context, const char *text, size_t length), void *context);
void export_persons(struct db *db, void (*write)(void *context, const char *text, size_t length), void *context);
/* Every table but the keys, one JSON object a line: {"table":…,"row":{…}}, sealed texts in clear. Each person gets a line in her access log. The
 * caller's transaction must be a write. (I-05) */
void export_everything(struct db *db, void (*write)(void *context, const char *text, size_t length), void *context);

/* One check of a database: what must hold, how many rows were looked at, how many break it. */
struct verify_line {
    const char *name, *what;
    int64_t looked_at, wrong;
    const char *note; /* or NULL */
    bool only_found;  /* `wrong` are to be looked into: they may have come from a file, and nothing is broken */
};
/* Opens sealed texts with their keys: at most `limit` rows of each table, 0 for all. Each table is a transaction of its own. */
struct verify_line verify_sealed(struct db_store *store, struct arena *arena, int64_t limit);
struct verify_lines {
    struct verify_line *v;
    size_t n;
};
/* The audit chain, the invariants, loose references and parked jobs, each with its name. Reads only. */
struct verify_lines verify_rules(struct db_store *store, struct arena *arena, struct instant now);
