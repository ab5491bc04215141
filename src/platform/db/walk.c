/* Reading tables whose columns are asked of the database. The only SQL of the program that is put together at run time: from names that
 * the database itself gave, quoted. */
#include "platform/db/walk.h"
#include "platform/db/backend.h"

#include <string.h>

enum { COLUMNS_MOST = 64 };

static const struct db_query tables_query = {
    .name = "walk_tables",
    .sqlite = "SELECT name FROM (SELECT type, name FROM main.sqlite_master UNION ALL SELECT type, name FROM log.sqlite_master)"
              " WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    .postgresql =
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        " ORDER BY table_name COLLATE \"C\"",
    .n_columns = 1,
    .number = -1,
};
static const struct db_query columns_query = {
    .name = "walk_columns",
    .sqlite = "SELECT name, CASE type WHEN 'INTEGER' THEN 'int' WHEN 'REAL' THEN 'real' WHEN 'BLOB' THEN 'blob' ELSE 'text' END"
              " FROM pragma_table_info(?1) ORDER BY cid",
    .postgresql =
        "SELECT attname::text, CASE atttypid WHEN 'bigint'::regtype THEN 'int' WHEN 'double precision'::regtype THEN 'real'"
        " WHEN 'bytea'::regtype THEN 'blob' ELSE 'text' END FROM pg_attribute"
        " WHERE attrelid = to_regclass(quote_ident($1::text)) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
    .n_params = 1,
    .n_columns = 2,
    .number = -1,
};
static const struct db_query references_query = {
    .name = "walk_loose_references",
    .sqlite = "SELECT count(*) FROM pragma_foreign_key_check",
    .postgresql = "SELECT 0::bigint",
    .n_columns = 1,
    .number = -1,
};

static const struct db_query table_references_query = {
    .name = "walk_references",
    .sqlite = "SELECT f.\"from\", f.\"table\" FROM pragma_foreign_key_list(?1) f JOIN pragma_table_info(?1) t ON t.name = f.\"from\" ORDER BY t.cid",
    .postgresql = "SELECT a.attname::text, r.relname::text FROM pg_constraint c JOIN pg_class r ON r.oid = c.confrelid"
                  " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
                  " WHERE c.conrelid = to_regclass(quote_ident($1::text)) AND c.contype = 'f' ORDER BY a.attnum",
    .n_params = 1,
    .n_columns = 2,
    .number = -1,
};

const char *const *db_walk_tables(struct db *db) {
    struct db_cursor cursor;
    const char **tables = arena_array(db->arena, 1, sizeof *tables);
    size_t n = 0, room = 1;
    db_open(db, &cursor, &tables_query);
    while (db_step(&cursor)) {
        if (n + 1 == room) { /* the last place stays NULL */
            const char **more = arena_array(db->arena, room * 2, sizeof *more);
            memcpy(more, tables, n * sizeof *tables);
            tables = more;
            room *= 2;
        }
        tables[n++] = db_text(&cursor, 0);
    }
    db_close(&cursor);
    return tables;
}

struct columns {
    const char *names[COLUMNS_MOST];
    enum value_kind kinds[COLUMNS_MOST];
    int n;
};

static enum value_kind kind_of(const char *word) {
    if (strcmp(word, "int") == 0) return VALUE_INT;
    if (strcmp(word, "real") == 0) return VALUE_REAL;
    return strcmp(word, "blob") == 0 ? VALUE_BLOB : VALUE_TEXT;
}

static void read_columns(struct db *db, const char *table, struct columns *ret_columns) {
    struct db_cursor cursor;
    db_open(db, &cursor, &columns_query);
    db_bind_text(&cursor, 1, table);
    while (db_step(&cursor)) {
        if (ret_columns->n == COLUMNS_MOST) { /* never a copy that lacks something without a word */
            db_fail(db, "a table has more columns than a walk has room for");
            break;
        }
        ret_columns->names[ret_columns->n] = db_text(&cursor, 0);
        ret_columns->kinds[ret_columns->n++] = kind_of(db_text(&cursor, 1));
    }
    db_close(&cursor);
}

static struct walk_value value_of(struct db_cursor *cursor, const struct columns *columns, int i) {
    struct walk_value value = {.column = columns->names[i]};
    if (db_is_null(cursor, i)) return value;
    value.kind = columns->kinds[i];
    if (value.kind == VALUE_INT) value.number = db_int(cursor, i);
    if (value.kind == VALUE_REAL) value.real = db_real(cursor, i);
    if (value.kind == VALUE_TEXT) value.text = db_text(cursor, i);
    if (value.kind == VALUE_BLOB) value.bytes = db_blob(cursor, i);
    return value;
}

/* `where`: a condition of our own making, or NULL. */
static void walk(struct db *db, const char *table, const char *where, int64_t limit, void (*row)(void *context, const struct walk_row *row), void *context) {
    struct columns columns = {.n = 0};
    read_columns(db, table, &columns);
    if (db->failed || !columns.n) return;
    struct str sql = str_in(db->arena);
    for (int i = 0; i < columns.n; i++) str_addf(&sql, "%s\"%s\"", i ? ", " : "SELECT ", columns.names[i]);
    str_addf(&sql, " FROM \"%s\"%s ORDER BY 1%s", table, where ? where : "", columns.n > 1 ? ", 2" : "");
    if (limit) str_addf(&sql, " LIMIT %lld", (long long)limit);
    struct db_query query = {.name = "walk", .sqlite = str_text(&sql), .postgresql = str_text(&sql), .n_columns = columns.n, .number = -1};
    struct db_cursor cursor;
    db_open(db, &cursor, &query);
    struct arena *whole = db->arena, *one = arena_create();
    struct recalled *recalled = db->recalled; /* what a row recalls goes with the row */
    db->arena = one;
    db->recalled = NULL;
    while (db_step(&cursor)) {
        struct walk_value values[COLUMNS_MOST];
        for (int i = 0; i < columns.n; i++) values[i] = value_of(&cursor, &columns, i);
        row(context, &(struct walk_row){table, values, columns.n});
        arena_reset(one);
        db->recalled = NULL;
    }
    db->arena = whole;
    db->recalled = recalled;
    db_close(&cursor);
    arena_destroy(one);
}

void db_walk(struct db *db, const char *table, int64_t limit, void (*row)(void *context, const struct walk_row *row), void *context) {
    walk(db, table, NULL, limit, row, context);
}

/* parameters ok: as db_walk, and which rows */
void db_walk_by(struct db *db, const char *table, const char *column, int64_t value, void (*row)(void *context, const struct walk_row *row), void *context) {
    walk(db, table, arena_printf(db->arena, " WHERE \"%s\" = %lld", column, (long long)value), 0, row, context);
}

bool db_walk_has_column(struct db *db, const char *table, const char *column) {
    struct columns columns = {.n = 0};
    read_columns(db, table, &columns);
    for (int i = 0; i < columns.n; i++)
        if (strcmp(columns.names[i], column) == 0) return true;
    return false;
}

const struct walk_reference *db_walk_references(struct db *db, const char *table) {
    struct db_cursor cursor;
    struct walk_reference *references = arena_array(db->arena, COLUMNS_MOST + 1, sizeof *references);
    size_t n = 0;
    db_open(db, &cursor, &table_references_query);
    db_bind_text(&cursor, 1, table);
    while (n < COLUMNS_MOST && db_step(&cursor)) { /* no more references than columns */
        references[n].column = db_text(&cursor, 0);
        references[n++].target = db_text(&cursor, 1);
    }
    db_close(&cursor);
    return references;
}

int64_t db_walk_loose_references(struct db *db) {
    struct db_cursor cursor;
    db_open(db, &cursor, &references_query);
    int64_t n = db_step(&cursor) ? db_int(&cursor, 0) : 0;
    db_close(&cursor);
    return n;
}

const char *db_walk_enumeration(const char *table, const char *column) {
    for (const struct db_coded *at = db_coded; at->table; at++)
        if (strcmp(at->table, table) == 0 && strcmp(at->column, column) == 0) return at->enumeration;
    return NULL;
}
