/* A CSV file as a table: bytes in, rows of text with line numbers out, and what is wrong with them. Pure: no file, no database, so that the
 * same function is fuzzed. UTF-8 (with or without a byte order mark) or ISO-8859-1, separated by ; or , with CRLF or LF. */
#pragma once
#include "base/arena.h"
#include "base/str.h"

/* One thing wrong. `value` is already safe to print: no national id stands in it whole. */
struct csv_fault {
    int64_t line;
    const char *column; /* NULL: the whole row or file */
    const char *value;  /* NULL: none */
    const char *reason;
};
enum { CSV_FAULTS_KEPT = 200 };
struct csv_faults {
    struct arena *arena;
    struct csv_fault v[CSV_FAULTS_KEPT]; /* the first ones */
    int64_t n;                           /* all of them */
};
void csv_fault_add(struct csv_faults *faults, int64_t line, const char *column, const char *value, const char *reason);
/* The value as it may be shown: short, on one line, the last digits of anything that could be a national id starred. */
const char *csv_value_shown(struct arena *arena, const char *value);

struct csv_column {
    const char *name;
    bool required; /* must be in the header; a value may still be empty */
};
struct csv_row {
    int64_t line;
    const char **values; /* one for each column asked for; "" where the file is empty or lacks the column. Never NULL, always trimmed */
};
struct csv_table {
    struct csv_row *rows;
    size_t n;
    bool header_good;     /* the rows can be understood */
    const char *encoding; /* "UTF-8" or "ISO-8859-1" */
    char separator;
};
/* Reads the whole file. `columns` (ending with name NULL) may stand in any order in the header, in any case. Faults: a missing, unknown or
 * repeated column, a row of another width (empty columns at the end may be left over), a control character, a quote out of place.
 * True when there was none; what could be read is in `ret_table` either way. */
bool csv_read(struct arena *arena, struct blob file, const struct csv_column *columns, struct csv_faults *faults, struct csv_table *ret_table);

/* Appends one field, quoted if it must be. */
void csv_write_field(struct str *out, const char *value, char separator);
