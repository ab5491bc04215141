/* What the files of this module share. */
#pragma once
#include "domain/privacy/privacy.h"
#include "domain/relation/relation.h"
#include "platform/db/walk.h"
#include "platform/pdf/letter.h"

/* ── collect.c: every row about a person, whatever the tables ── */
struct her_value {
    const char *column, *text; /* text: in clear; NULL: nothing there */
    int64_t number;
    enum value_kind kind; /* VALUE_BLOB: a text that was sealed */
};
struct her_row {
    const char *table;
    const struct her_value *v;
    int n;
    enum zone zone; /* of its own column, or 0 */
};
struct collecting {
    struct db *db;
    struct arena *arena;
    struct person_id person;
    void (*row)(void *context, const struct her_row *row);
    void *context;
};
void privacy_collect(const struct collecting *collecting);
/* The parts that somebody must decide on before the package is built, as bits (1u << part): rows about others or with a protection of their own. */
unsigned privacy_parts_to_decide(struct db *db, struct arena *arena, struct person_id person);
/* Is the row kept back by one of the withheld parts? */
bool privacy_kept_back(const struct her_row *row, unsigned withheld);
unsigned privacy_withheld(struct db *db, struct access_request_id request);

/* ── words.c: rows as a person reads them ── */
struct wording {
    struct db *db;
    struct arena *arena;
    enum lang lang;
};
const char *privacy_table_words(const struct wording *wording, const char *table);
const char *privacy_row_words(const struct wording *wording, const struct her_row *row);
