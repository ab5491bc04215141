/* Every row of a table, whatever its columns: for the operator's export and for verification. No module reads its data this way. */
#pragma once
#include "platform/db/db.h"

enum value_kind { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_BLOB };
struct walk_value {
    const char *column;
    enum value_kind kind;
    int64_t number;
    double real;
    const char *text;
    struct blob bytes;
};
struct walk_row {
    const char *table;
    const struct walk_value *v;
    int n;
};
/* Names of the tables, in order; the list ends with NULL and lives as long as the transaction. */
const char *const *db_walk_tables(struct db *db);
/* Calls `row` for each row, in the order of the table's first columns. What the row function gets or makes in db_arena is gone after it: the
 * arena of the walk is emptied from row to row, so that a table of millions takes no more memory than one row. At most `limit` rows, 0: all. */
void db_walk(struct db *db, const char *table, int64_t limit, void (*row)(void *context, const struct walk_row *row), void *context);
/* The same for the rows whose integer column has the value. */
void db_walk_by(struct db *db, const char *table, const char *column, int64_t value, void (*row)(void *context, const struct walk_row *row), void *context);
bool db_walk_has_column(struct db *db, const char *table, const char *column);
/* The columns of a table that point at other tables, in their order; the list ends with column NULL and lives as long as the transaction. */
struct walk_reference {
    const char *column, *target;
};
const struct walk_reference *db_walk_references(struct db *db, const char *table);
/* The enumeration ("handover_state") that a column's codes are of; NULL: it holds no codes. */
const char *db_walk_enumeration(const char *table, const char *column);
/* Rows that point at something that is not there: 0 on PostgreSQL, whose constraints make it impossible. */
int64_t db_walk_loose_references(struct db *db);
