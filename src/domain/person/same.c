/* Finding someone who is known already, and joining two records of one human being so that it can be undone. Moves nothing that hangs on a
 * record: only says that two are the same. */
#include "domain/person/person.h"

#include "person_sql.h"
#include "platform/audit/audit.h"

#include <string.h>

enum { SLIPS_MOST = 2, WORD_LEAST = 3, NAME_MOST = 160, ALIKE_MOST = 8 };

static const char between[] = " -'.";

/* ── alike ────────────────────────────────────────────────────────────── */

static int least(int a, int b) { return a < b ? a : b; }

/* Letters to change, add, leave out or swap with the next, of two short texts. Counted in bytes: a letter beyond ASCII may count twice. */
static int slips(const char *a, const char *b) {
    int rows[3][NAME_MOST + 1];
    size_t n = strlen(a), m = strlen(b);
    if (n > NAME_MOST || m > NAME_MOST) return NAME_MOST;
    for (size_t j = 0; j <= m; j++) rows[0][j] = (int)j;
    for (size_t i = 1; i <= n; i++) {
        int *now = rows[i % 3], *before = rows[(i - 1) % 3], *older = rows[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            now[j] = least(least(before[j], now[j - 1]) + 1, before[j - 1] + (a[i - 1] != b[j - 1]));
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) now[j] = least(now[j], older[j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

static bool has_word(const char *text, const char *word, size_t length) {
    for (text += strspn(text, between); *text; text += strspn(text, between)) {
        size_t n = strcspn(text, between);
        if (n == length && memcmp(text, word, n) == 0) return true;
        text += n;
    }
    return false;
}

static bool share_a_word(const char *a, const char *b) {
    for (a += strspn(a, between); *a; a += strspn(a, between)) {
        size_t length = strcspn(a, between);
        if (length >= WORD_LEAST && has_word(b, a, length)) return true;
        a += length;
    }
    return false;
}

bool person_names_alike(struct arena *arena, const char *a, const char *b) {
    const char *first = text_fold(arena, a), *second = text_fold(arena, b);
    if (text_empty(first) || text_empty(second)) return false;
    return share_a_word(first, second) || slips(first, second) <= SLIPS_MOST;
}

static void keep(struct db *db, struct persons_alike *found, struct person_id id, const char *given, const char *family, struct date born) {
    for (size_t i = 0; i < found->n; i++)
        if (found->v[i].id.v == id.v) return;
    if (found->n == ALIKE_MOST) return;
    const char *name = text_empty(family) ? given : arena_printf(db_arena(db), "%s %s", given, family);
    found->v[found->n++] = (struct person_alike){id, name, born};
}

struct persons_alike person_find_alike(struct db *db, const char *name, struct date born, struct person_id not_this) {
    struct arena *arena = db_arena(db);
    struct persons_alike found = {arena_array(arena, ALIKE_MOST, sizeof *found.v), 0};
    const char *folded = text_fold(arena, name);
    if (!date_is_none(born)) {
        struct person_born_on_rows rows = person_born_on(db, born, not_this);
        for (size_t i = 0; i < rows.n; i++)
            if (person_names_alike(arena, rows.v[i].search_name, folded))
                keep(db, &found, rows.v[i].id, rows.v[i].given_name, rows.v[i].family_name, rows.v[i].born);
    }
    /* A given name alone is many people's. */
    if (!strpbrk(folded, between)) return found;
    struct person_named_rows rows = person_named(db, folded, not_this);
    for (size_t i = 0; i < rows.n; i++)
        if (date_is_none(born) || date_is_none(rows.v[i].born))
            keep(db, &found, rows.v[i].id, rows.v[i].given_name, rows.v[i].family_name, rows.v[i].born);
    return found;
}

/* ── the same ─────────────────────────────────────────────────────────── */

struct person_id person_current(struct db *db, struct person_id person) {
    struct person_root_of_row row;
    return person_root_of(db, person, &row) ? row.root : person;
}

static void audit_both(struct db *db, const char *event, struct person_id kept, struct person_id merged) {
    audit_add(db, event, "person", kept.v, NULL); /* events: persons_merged persons_parted */
    audit_add(db, event, "person", merged.v, NULL); /* events: persons_merged persons_parted */
}

int person_merge(struct db *db, struct person_id kept, struct person_id merged, enum merge_reason reason, struct person_merge_id *ret_merge) {
    struct person_has_merged_row has;
    if (kept.v == merged.v) return ERR_INVALID;
    if (person_current(db, kept).v != kept.v || person_has_merged(db, merged, &has)) return ERR_CONFLICT;
    if (person_set_merged(db, merged, kept) != 1) return ERR_CONFLICT;
    *ret_merge = person_merge_insert(db, kept, merged, reason, db_now(db), db_actor(db)->staff);
    audit_both(db, "persons_merged", kept, merged);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

int person_unmerge(struct db *db, struct person_merge_id merge) {
    struct person_merge_get_row row;
    if (!person_merge_get(db, merge, &row) || person_merge_undo(db, merge, db_now(db), db_actor(db)->staff) != 1) return ERR_CONFLICT;
    person_set_alone(db, row.merged_id);
    audit_both(db, "persons_parted", row.kept_id, row.merged_id);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

struct persons_merged person_merged_into(struct db *db, struct person_id person) {
    struct person_merges_of_rows rows = person_merges_of(db, person);
    struct persons_merged merged = {arena_array(db_arena(db), rows.n + 1, sizeof *merged.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct person_merges_of_row *row = &rows.v[i];
        const char *name = text_empty(row->family_name) ? row->given_name : arena_printf(db_arena(db), "%s %s", row->given_name, row->family_name);
        merged.v[i] = (struct person_merged){row->id, row->merged_id, name, row->born, row->at};
    }
    return merged;
}
