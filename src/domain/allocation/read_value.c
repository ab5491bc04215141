/* allocation: single values of an instance in JSON. */
#include "domain/allocation/read.h"

#include <string.h>

#define NONE ALLOCATION_NONE

enum { LONGEST_ID = 64 };

void value_wrong(struct reader *r, struct place at, const char *reason) {
    if (r->reason) return;
    const char *where = at.i == NONE ? at.list : arena_printf(r->arena, "%s[%d]", at.list, at.i);
    r->reason = at.key ? arena_printf(r->arena, "%s.%s: %s", where, at.key, reason) : arena_printf(r->arena, "%s: %s", where, reason);
}

static bool is_code(const char *text, bool word) {
    size_t n = strlen(text);
    if (n == 0 || n > LONGEST_ID) return false;
    for (; *text; text++) {
        bool plain = (*text >= 'a' && *text <= 'z') || (*text >= '0' && *text <= '9') || *text == '_';
        if (!plain && (word || !((*text >= 'A' && *text <= 'Z') || strchr(".:/-", *text)))) return false;
    }
    return true;
}

const char *value_code(struct reader *r, struct place at, const json_t *json, bool word) {
    const char *text = json_string_value(json);
    if (text && strlen(text) == json_string_length(json) && is_code(text, word)) return text;
    value_wrong(r, at, word ? "must be a word of a-z, 0-9 and _" : "must be a code of letters, digits and . _ : / -");
    return "";
}

int64_t value_number(struct reader *r, struct place at, const json_t *json, int64_t otherwise, struct bounds bounds) {
    if (!json || json_is_null(json)) return otherwise;
    if (json_is_integer(json) && json_integer_value(json) >= bounds.least && json_integer_value(json) <= bounds.most)
        return json_integer_value(json);
    value_wrong(r, at, arena_printf(r->arena, "must be a whole number from %lld to %lld", (long long)bounds.least, (long long)bounds.most));
    return otherwise;
}

json_t *value_list(struct reader *r, struct place at, json_t *json) {
    if (!json || json_is_array(json)) return json;
    value_wrong(r, at, "must be a list");
    return NULL;
}

uint32_t value_bit(const char *const *words, int n, const char *word) {
    for (int i = 0; i < n; i++)
        if (strcmp(words[i], word) == 0) return 1u << i;
    return 0;
}

static uint32_t bits_of(struct reader *r, struct place at, json_t *json, const char *const *words, int n) {
    json_t *list = value_list(r, at, json);
    uint32_t bits = 0;
    for (size_t i = 0; i < json_array_size(list); i++) bits |= value_bit(words, n, value_code(r, at, json_array_get(list, i), true));
    return bits;
}
uint32_t value_features(struct reader *r, struct place at, json_t *json) {
    return bits_of(r, at, json, r->file->names.features, r->file->names.n_features);
}
uint32_t value_traits(struct reader *r, struct place at, json_t *json) {
    return bits_of(r, at, json, r->file->names.traits, r->file->names.n_traits);
}

static int32_t find(const struct entries *entries, const char *id) {
    int32_t low = 0, high = entries->n;
    while (low < high) {
        int32_t middle = low + (high - low) / 2, order = strcmp(entries->v[entries->by_id[middle]].id, id);
        if (order == 0) return entries->by_id[middle];
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NONE;
}

int32_t value_reference(struct reader *r, struct place at, const json_t *json, const struct entries *entries) {
    int32_t index = find(entries, value_code(r, at, json, false));
    if (index == NONE) value_wrong(r, at, arena_printf(r->arena, "there is no such id in %s", entries->list));
    return index;
}

uint64_t value_areas(struct reader *r, struct place at, json_t *json, uint64_t otherwise) {
    json_t *list = value_list(r, at, json);
    uint64_t areas = 0;
    if (!list) return otherwise;
    for (size_t i = 0; i < json_array_size(list); i++) {
        int32_t area = value_reference(r, at, json_array_get(list, i), &r->areas);
        if (area != NONE) areas |= UINT64_C(1) << area;
    }
    return areas;
}

void value_keys(struct reader *r, struct place at, json_t *object, const char *const *keys) {
    const char *key;
    json_t *value;
    if (!json_is_object(object)) {
        value_wrong(r, at, "must be an object");
        return;
    }
    json_object_foreach(object, key, value) {
        bool known = false;
        for (int i = 0; keys[i]; i++) known = known || strcmp(keys[i], key) == 0;
        if (!known) value_wrong(r, at, "has a key that is not known");
    }
}
