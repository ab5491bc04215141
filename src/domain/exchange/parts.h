/* Private to exchange: what the three imports and exports share. */
#pragma once
#include "domain/exchange/exchange.h"
#include "domain/person/person.h"
#include "exchange_schema.h"
#include "platform/http/http.h"

/* A set of keys seen in the file, for finding the same one twice. */
struct key_set {
    struct arena *arena;
    struct key_seen {
        const char *key;
        int64_t line;
    } *slots;
    size_t size, n;
};
/* The line where the key stood before, or 0 the first time. */
int64_t key_set_add(struct key_set *set, const char *key, int64_t line);

/* All values of a row in one text, for hashing. */
const char *row_text(struct arena *arena, const char *const *values, int n);
struct seen_before {
    bool known, same;
    int64_t subject;
};
struct seen_before seen_before(struct db *db, enum imported kind, const char *key, const char *row);
void keep_row(struct db *db, enum imported kind, const char *key, const char *row, int64_t subject);

/* Two rows are one person when the national id is the same; without one, when name and birth date are. */
const char *imported_person_key(struct arena *arena, const struct person_new *person);

/* Writing. */
struct csv_out {
    void (*write)(void *context, const char *text, size_t length);
    void *context;
    struct str line;
};
void csv_out_row(struct csv_out *out, const char *const *values, int n);

/* A page where a file is tried and taken in (applicants_page.c). */
struct applicants_file_view;
struct request;
struct file_sent {
    struct blob file;
    bool try;
};
struct reply file_page(struct request *rq, const struct applicants_file_view *view);
struct reply file_read(struct request *rq, const struct applicants_file_view *which,
                       int (*import)(struct db *db, const struct profile *profile, struct blob file, struct import_report *report), const struct file_sent *sent);
