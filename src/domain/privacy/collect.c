/* Everything about one person: the tables are asked how they hang together, so that a table of tomorrow is found without a word here. Each table
 * hangs by one column: the person, the case, or the first table above it that is hers. Gives rows in clear; who may have them is not decided here. */
#include "domain/privacy/internal.h"

#include "platform/crypt/crypt.h"
#include "privacy_sql.h"

#include <string.h>

enum { HASH_SIZE = 32 };

struct ids {
    int64_t *v;
    size_t n, room;
};
/* One of her tables, and the rows of it that are hers. */
struct hers {
    const char *table, *column;
    int above; /* index of the table that `column` points at; -1: the person herself */
    bool has_id;
    struct ids ids;
};
struct finding {
    const struct collecting *collecting;
    struct hers *hers; /* room for every table there is */
    int n;
    struct blob key;
};

/* Keys, what is made again from names, from visits and from the case for the desk's lists, and the package itself, which would grow from time to time. */
static bool left_out(const char *table) {
    static const char *const names[] = {"person_keyring", "person_word", "access_package", "session",
                                        "credential",     "job",         "imported_row",   "audit_event",
                                        "desk_place",     "desk_worry",  "desk_name",      "leader_alone", "case_pulse",
                                        "visit_watch",  "continuity_month"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(table, names[i]) == 0) return true;
    return false;
}

static int find(const struct finding *finding, const char *table) {
    for (int i = 0; i < finding->n; i++)
        if (strcmp(finding->hers[i].table, table) == 0) return i;
    return -1;
}

static void add(struct finding *finding, const char *table, const char *column, int above) {
    finding->hers[finding->n++] =
        (struct hers){.table = table, .column = column, .above = above, .has_id = db_walk_has_column(finding->collecting->db, table, "id")};
}

/* By her own id, by the case, or by the first table that is hers already. */
static bool hangs(struct finding *finding, const char *table) {
    struct db *db = finding->collecting->db;
    if (db_walk_has_column(db, table, "person_id")) {
        add(finding, table, "person_id", -1);
        return true;
    }
    const struct walk_reference *references = db_walk_references(db, table);
    for (int pass = 0; pass < 2; pass++)
        for (const struct walk_reference *reference = references; reference->column; reference++) {
            int above = find(finding, reference->target);
            bool by_case = strcmp(reference->target, "person_case") == 0;
            if (above < 0 || !finding->hers[above].has_id || (pass == 0 && !by_case)) continue;
            add(finding, table, reference->column, above);
            return true;
        }
    return false;
}

/* Until no more tables hang on those that are hers: a table may come before the one it hangs on. */
static void order_tables(struct finding *finding) {
    const char *const *tables = db_walk_tables(finding->collecting->db);
    size_t n = 0;
    while (tables[n]) n++;
    finding->hers = arena_array(finding->collecting->arena, n + 1, sizeof *finding->hers);
    add(finding, "person", "id", -1);
    for (bool more = true; more;) {
        more = false;
        for (const char *const *table = tables; *table; table++)
            if (!left_out(*table) && find(finding, *table) < 0) more = hangs(finding, *table) || more;
    }
}

/* ── rows ── */

static void keep_id(struct arena *arena, struct ids *ids, int64_t id) {
    if (ids->n == ids->room) {
        size_t room = ids->room ? ids->room * 2 : 16;
        int64_t *grown = arena_array(arena, room, sizeof *grown);
        if (ids->n) memcpy(grown, ids->v, ids->n * sizeof *grown);
        ids->v = grown;
        ids->room = room;
    }
    ids->v[ids->n++] = id;
}

static struct her_value in_clear(struct finding *finding, const char *table, const struct walk_value *value) {
    struct db *db = finding->collecting->db;
    struct her_value clear = {.column = value->column, .kind = value->kind, .number = value->number, .text = value->text};
    if (value->kind == VALUE_REAL) clear.text = arena_printf(db_arena(db), "%.17g", value->real);
    if (value->kind != VALUE_BLOB) return clear;
    bool hash = value->bytes.size == HASH_SIZE;
    clear.text = hash ? NULL : unseal(db, finding->key, arena_printf(db_arena(db), "%s.%s", table, value->column), value->bytes);
    if (!clear.text) clear.kind = VALUE_NULL;
    return clear;
}

struct taking {
    struct finding *finding;
    struct hers *hers;
};

static void take_row(void *context, const struct walk_row *row) {
    struct taking *taking = context;
    struct her_value values[64];
    struct her_row her = {.table = row->table, .v = values, .n = row->n};
    for (int i = 0; i < row->n; i++) {
        values[i] = in_clear(taking->finding, row->table, &row->v[i]);
        if (strcmp(row->v[i].column, "id") == 0) keep_id(taking->finding->collecting->arena, &taking->hers->ids, row->v[i].number);
        if (strcmp(row->v[i].column, "zone") == 0 && row->v[i].text) her.zone = zone_parse(row->v[i].text);
    }
    taking->finding->collecting->row(taking->finding->collecting->context, &her);
}

static void take_table(struct finding *finding, struct hers *hers) {
    struct taking taking = {finding, hers};
    struct db *db = finding->collecting->db;
    if (hers->above < 0) {
        db_walk_by(db, hers->table, hers->column, finding->collecting->person.v, take_row, &taking);
        return;
    }
    const struct ids *above = &finding->hers[hers->above].ids;
    for (size_t i = 0; i < above->n && !db_failed(db); i++) db_walk_by(db, hers->table, hers->column, above->v[i], take_row, &taking);
}

void privacy_collect(const struct collecting *collecting) {
    struct finding *finding = arena_array(collecting->arena, 1, sizeof *finding);
    struct her_key_row key;
    *finding = (struct finding){.collecting = collecting};
    if (!her_key(collecting->db, collecting->person, &key)) return;
    finding->key = key.wrapped;
    order_tables(finding);
    for (int i = 0; i < finding->n && !db_failed(collecting->db); i++) take_table(finding, &finding->hers[i]);
}

/* ── what may have to be kept back ── */

static bool is(const struct her_row *row, const char *table) { return strcmp(row->table, table) == 0; }

static bool in_confidence(const struct her_row *row) {
    for (int i = 0; i < row->n; i++)
        if (strcmp(row->v[i].column, "in_confidence") == 0) return row->v[i].number == 1;
    return false;
}

static enum access_part part_of(const struct her_row *row) {
    if (is(row, "relative_talk") && in_confidence(row)) return ACCESS_PART_CONFIDENTIAL_TALKS;
    if (is(row, "child_notice")) return ACCESS_PART_CHILD_NOTICES;
    if (is(row, "concern")) return ACCESS_PART_CONCERNS;
    return 0;
}

static enum access_part part_of_zone(enum zone zone) {
    switch (zone) {
    case ZONE_SPINE: return 0;
    case ZONE_HEALTH: return ACCESS_PART_HEALTH;
    case ZONE_SOCIAL: return ACCESS_PART_SOCIAL;
    case ZONE_HOUSING: return ACCESS_PART_HOUSING;
    case ZONE_TENANCY: return ACCESS_PART_TENANCY;
    case ZONE_PLAN: return ACCESS_PART_PLAN;
    case ZONE_RESTRICTED: return ACCESS_PART_RESTRICTED;
    }
    return 0;
}

/* The log of who has read is hers whatever the zone: it tells of the reading, and nothing of what stands there. (PJL-6) */
bool privacy_kept_back(const struct her_row *row, unsigned withheld) {
    enum access_part part = part_of(row), zone = row->zone && !is(row, "access_log") ? part_of_zone(row->zone) : 0;
    return (part && withheld & 1u << part) || (zone && withheld & 1u << zone);
}

static void note_part(void *context, const struct her_row *row) {
    unsigned *parts = context;
    enum access_part part = part_of(row);
    if (part) *parts |= 1u << part;
}

unsigned privacy_parts_to_decide(struct db *db, struct arena *arena, struct person_id person) {
    unsigned parts = 0;
    privacy_collect(&(struct collecting){.db = db, .arena = arena, .person = person, .row = note_part, .context = &parts});
    return parts;
}

unsigned privacy_withheld(struct db *db, struct access_request_id request) {
    struct access_choices_rows choices = access_choices(db, request);
    unsigned withheld = 0;
    for (size_t i = 0; i < choices.n; i++)
        if (choices.v[i].outcome != ACCESS_CHOICE_OUTCOME_GIVE) withheld |= 1u << choices.v[i].part;
    return withheld;
}
