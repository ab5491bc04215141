/* The whole database as text, and the opening of everything sealed: row by row, whatever the tables. The only reader of tables that belong to
 * others, and only for the operator: it walks what is there (platform/db/walk.h) and knows no column but those that name the person. */
#include "domain/exchange/parts.h"

#include "domain/work/work.h"
#include "exchange_sql.h"
#include "platform/auth/access.h"
#include "platform/crypt/crypt.h"
#include "platform/db/walk.h"

#include <string.h>

/* Keys, sign-in secrets, what only the key can make again (hashes) or what is made again from names; and the program's notes of its schema. */
static bool is_left_out(const char *table) {
    static const char *const left_out[] = {"person_keyring", "credential",   "session",     "sign_in",   "one_time",        "enrolment",
                                           "master_mark",    "imported_row", "person_word", "desk_name", "schema_migration"};
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        if (strcmp(table, left_out[i]) == 0) return true;
    return false;
}

static bool is_keyed_hash(const struct walk_row *row, const struct walk_value *value) {
    return strcmp(value->column, "national_id_hash") == 0 || (strcmp(row->table, "dwelling") == 0 && strcmp(value->column, "row_hash") == 0);
}

/* The id in one of the row's columns, or 0. */
static int64_t id_in(const struct walk_row *row, const char *column) {
    for (int i = 0; i < row->n; i++)
        if (strcmp(row->v[i].column, column) == 0) return row->v[i].number;
    return 0;
}

/* Whom the row is about, by the column that says so: 0 when it is about nobody. */
static struct person_id person_of(struct db *db, const struct walk_row *row) {
    struct case_brief brief;
    struct person_of_contact_row contact;
    int64_t person = strcmp(row->table, "person") == 0 ? row->v[0].number : id_in(row, "person_id");
    if (person) return (struct person_id){person};
    if (work_case(db, (struct case_id){id_in(row, "case_id")}, &brief)) return brief.person;
    return person_of_contact(db, (struct contact_id){id_in(row, "contact_id")}, &contact) ? contact.person_id : (struct person_id){0};
}

enum { HASH_SIZE = 32 }; /* bytes of exactly this size are hashes of the audit chain; everything sealed is longer */

/* Bytes that are about no person and lie as they are: hashes, and pictures of dwellings. */
static bool is_plain(const struct walk_row *row, const struct walk_value *value) {
    return value->bytes.size == HASH_SIZE || strcmp(row->table, "dwelling_picture") == 0;
}

/* The text of a sealed value; NULL when the person is erased. Fails the transaction when it does not open. */
static const char *open_value(struct db *db, const struct walk_row *row, const struct walk_value *value) {
    const char *place = arena_printf(db_arena(db), "%s.%s", row->table, value->column);
    struct person_id person = person_of(db, row);
    if (!person.v) return unseal_with_master(db, place, value->bytes);
    struct person_key_of_row key;
    return person_key_of(db, person, &key) ? unseal(db, key.wrapped, place, value->bytes) : NULL;
}

/* ── as JSON ── */

static void add_json_text(struct str *out, const char *text) {
    str_add_char(out, '"');
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\') str_addf(out, "\\%c", byte);
        else if (byte == '\n') str_add(out, "\\n");
        else if (byte < ' ') str_addf(out, "\\u%04x", byte);
        else str_add_char(out, *text);
    }
    str_add_char(out, '"');
}

static void add_bytes(struct db *db, struct str *out, const struct walk_row *row, const struct walk_value *value) {
    if (is_plain(row, value)) {
        str_add_char(out, '"');
        for (size_t i = 0; i < value->bytes.size; i++) str_addf(out, "%02x", value->bytes.data[i]);
        str_add_char(out, '"');
        return;
    }
    const char *text = open_value(db, row, value);
    if (text) add_json_text(out, text);
    else str_add(out, "null");
}

static void add_value(struct db *db, struct str *out, const struct walk_row *row, const struct walk_value *value) {
    switch (value->kind) {
    case VALUE_NULL: str_add(out, "null"); break;
    case VALUE_INT: str_addf(out, "%lld", (long long)value->number); break;
    case VALUE_REAL: str_addf(out, "%.17g", value->real); break;
    case VALUE_TEXT: add_json_text(out, value->text); break;
    case VALUE_BLOB: add_bytes(db, out, row, value); break;
    }
}

struct whole {
    struct db *db;
    void (*write)(void *context, const char *text, size_t length);
    void *context;
};

static void write_row(void *context, const struct walk_row *row) {
    struct whole *whole = context;
    struct str line = str_in(db_arena(whole->db));
    str_addf(&line, "{\"table\":\"%s\",\"row\":{", row->table);
    bool first = true;
    for (int i = 0; i < row->n; i++) {
        if (is_keyed_hash(row, &row->v[i])) continue;
        str_addf(&line, "%s\"%s\":", first ? "" : ",", row->v[i].column);
        add_value(whole->db, &line, row, &row->v[i]);
        first = false;
    }
    str_add(&line, "}}\n");
    whole->write(whole->context, line.data, line.length);
}

static void note_person(void *context, const struct walk_row *row) {
    struct whole *whole = context;
    access_note_export(whole->db, (struct person_id){row->v[0].number});
}

void export_everything(struct db *db, void (*write)(void *context, const char *text, size_t length), void *context) {
    struct whole whole = {db, write, context};
    const char *const *tables = db_walk_tables(db);
    for (; *tables && !db_failed(db); tables++)
        if (!is_left_out(*tables)) db_walk(db, *tables, 0, write_row, &whole);
    db_walk(db, "person", 0, note_person, &whole);
}

/* ── opening what is sealed ── */

struct opening {
    struct db *db;
    int64_t texts;
    int64_t row;
};

static void open_row(void *context, const struct walk_row *row) {
    struct opening *opening = context;
    if (db_failed(opening->db)) return;
    opening->row = row->v[0].number;
    for (int i = 0; i < row->n; i++) {
        const struct walk_value *value = &row->v[i];
        if (value->kind != VALUE_BLOB || is_plain(row, value)) continue;
        open_value(opening->db, row, value);
        opening->texts++;
    }
}

/* A text that does not open ends its table: the first one is told, with its row. */
struct verify_line verify_sealed(struct db_store *store, struct arena *arena, int64_t limit) {
    static const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "felles verify"};
    struct verify_line line = {.name = "sealed", .what = "sealed texts open with their keys"};
    struct db *first = db_begin(store, DB_READ, arena, &actor, INSTANT_NONE);
    const char *const *tables = db_walk_tables(first);
    db_commit(first);
    for (; *tables; tables++) {
        if (is_left_out(*tables)) continue;
        struct opening opening = {.db = db_begin(store, DB_READ, arena, &actor, INSTANT_NONE)};
        db_walk(opening.db, *tables, limit, open_row, &opening);
        bool failed = db_failed(opening.db);
        db_abort(opening.db);
        line.looked_at += opening.texts;
        if (!failed) continue;
        line.wrong++;
        line.note = arena_printf(arena, "%s row %lld", *tables, (long long)opening.row);
    }
    return line;
}
