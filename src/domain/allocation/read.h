/* allocation, inside: what the reader of instances (read.c) reads single values with (read_value.c). Each says where in the file it is; the first
 * that is wrong is kept. */
#pragma once
#include "domain/allocation/json.h"

#include <jansson.h>

struct entry { /* one object of a list, with its place in the file */
    const char *id;
    int64_t rank; /* applicants */
    json_t *json;
    int32_t place;
};
struct entries {
    const char *list;
    struct entry *v; /* in the order of the instance */
    int32_t *by_id;  /* places in v, by id */
    int32_t n;
};
struct reader {
    struct arena *arena;
    const char *reason; /* the first that was wrong */
    struct allocation_file *file;
    struct entries areas, buildings, teams, dwellings, applicants;
};

/* Where in the file: "dwellings[3]" with the key of an entry. */
struct place {
    const char *list, *key;
    int32_t i;
};
struct bounds {
    int64_t least, most;
};

/* Keeps the first thing that is wrong. What cannot be read counts as absent then. */
void value_wrong(struct reader *r, struct place at, const char *reason);
/* A word is of a-z, 0-9 and _. */
const char *value_code(struct reader *r, struct place at, const json_t *json, bool word);
/* Absent or null: `otherwise`. */
int64_t value_number(struct reader *r, struct place at, const json_t *json, int64_t otherwise, struct bounds bounds);
json_t *value_list(struct reader *r, struct place at, json_t *json);
/* The bit of a word, 0 if it is not among these. */
uint32_t value_bit(const char *const *words, int n, const char *word);
/* The bits of its words, which are gathered before. */
uint32_t value_features(struct reader *r, struct place at, json_t *json);
uint32_t value_traits(struct reader *r, struct place at, json_t *json);
/* The index of the id, or ALLOCATION_NONE. */
int32_t value_reference(struct reader *r, struct place at, const json_t *json, const struct entries *entries);
uint64_t value_areas(struct reader *r, struct place at, json_t *json, uint64_t otherwise);
/* An object with these keys and no other; NULL ends them. */
void value_keys(struct reader *r, struct place at, json_t *object, const char *const *keys);
