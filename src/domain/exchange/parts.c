/* What the imports and exports share: keys seen, rows seen last time, lines written. */
#include "domain/exchange/parts.h"

#include "exchange_sql.h"
#include "platform/audit/audit.h"
#include "platform/crypt/crypt.h"

#include <string.h>

static uint64_t hash_of(const char *text) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash;
}

static struct key_seen *slot_of(const struct key_set *set, const char *key) {
    size_t at = (size_t)hash_of(key) & (set->size - 1);
    while (set->slots[at].key && strcmp(set->slots[at].key, key) != 0) at = (at + 1) & (set->size - 1);
    return &set->slots[at];
}

static void grow(struct key_set *set) {
    struct key_set larger = {.arena = set->arena, .size = set->size ? set->size * 2 : 1024, .n = set->n};
    larger.slots = arena_array(set->arena, larger.size, sizeof *larger.slots);
    for (size_t i = 0; i < set->size; i++)
        if (set->slots[i].key) *slot_of(&larger, set->slots[i].key) = set->slots[i];
    *set = larger;
}

int64_t key_set_add(struct key_set *set, const char *key, int64_t line) {
    if (set->n * 2 >= set->size) grow(set);
    struct key_seen *slot = slot_of(set, key);
    if (slot->key) return slot->line;
    *slot = (struct key_seen){key, line};
    set->n++;
    return 0;
}

const char *row_text(struct arena *arena, const char *const *values, int n) {
    struct str out = str_in(arena);
    for (int i = 0; i < n; i++) {
        str_add(&out, values[i]);
        str_add_char(&out, '\x1f');
    }
    return str_text(&out);
}

struct seen_before seen_before(struct db *db, enum imported kind, const char *key, const char *row) {
    struct imported_row_get_row before;
    if (!imported_row_get(db, kind, keyed_hash(db, "import_key", key), &before)) return (struct seen_before){0};
    struct blob now = keyed_hash(db, "import_row", row);
    bool same = before.row_hash.size == now.size && now.size && memcmp(before.row_hash.data, now.data, now.size) == 0;
    return (struct seen_before){true, same, before.subject};
}

void keep_row(struct db *db, enum imported kind, const char *key, const char *row, int64_t subject) {
    imported_row_put(db, kind, keyed_hash(db, "import_key", key), keyed_hash(db, "import_row", row), subject, db_now(db));
}

void csv_out_row(struct csv_out *out, const char *const *values, int n) {
    out->line.length = 0;
    for (int i = 0; i < n; i++) {
        if (i) str_add_char(&out->line, ';');
        csv_write_field(&out->line, values[i] ? values[i] : "", ';');
    }
    str_add(&out->line, "\r\n");
    out->write(out->context, out->line.data, out->line.length);
}
