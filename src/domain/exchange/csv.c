/* Reading CSV: encoding, header, rows. libcsv does the quoting; this file knows lines and columns. Pure. */
#include "domain/exchange/csv.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>

enum { COLUMNS_MOST = 64, FIELD_MOST = 4000, SHOWN_MOST = 60 };

struct reader {
    struct arena *arena;
    const struct csv_column *columns;
    struct csv_faults *faults;
    struct csv_table table;
    size_t capacity;
    int n_columns;
    int column_of[COLUMNS_MOST]; /* place in the header → column asked for, or -1 */
    int header_width;
    bool has_header;
    int64_t line, row_line; /* where the reading is; where the row began */
    const char *fields[COLUMNS_MOST];
    int n_fields;
    bool too_wide;
};

/* ── faults ── */

const char *csv_value_shown(struct arena *arena, const char *value) {
    struct str out = str_in(arena);
    size_t length = strlen(value), cut = length;
    if (length > SHOWN_MOST)
        for (cut = SHOWN_MOST; cut > 0 && ((unsigned char)value[cut] & 0xc0) == 0x80; cut--) {}
    for (size_t i = 0; i < cut;) {
        size_t run = strspn(value + i, "0123456789 ."), digits = 0;
        for (size_t k = 0; k < run; k++) digits += value[i + k] >= '0' && value[i + k] <= '9';
        if (run == 0) {
            str_add_char(&out, (unsigned char)value[i] < ' ' ? '?' : value[i]);
            i++;
            continue;
        }
        size_t seen = 0;
        for (size_t k = 0; k < run && i + k < cut; k++) {
            bool digit = value[i + k] >= '0' && value[i + k] <= '9';
            seen += digit;
            str_add_char(&out, digit && digits >= 11 && seen > 6 ? '*' : value[i + k]);
        }
        i += run;
    }
    if (cut < length) str_add(&out, "…");
    return str_text(&out);
}

void csv_fault_add(struct csv_faults *faults, int64_t line, const char *column, const char *value, const char *reason) {
    if (faults->n < CSV_FAULTS_KEPT)
        faults->v[faults->n] = (struct csv_fault){line, column, value ? csv_value_shown(faults->arena, value) : NULL, reason};
    faults->n++;
}

/* ── rows ── */

/* Why a value cannot be taken, whatever its column; NULL when it can. */
static const char *unusable(const char *text) {
    if (strlen(text) > FIELD_MOST) return "is too long";
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7f) return "has a control character";
        if (byte == 0xc2 && (unsigned char)text[1] < 0xa0) return "has a character of Windows-1252 that is not in ISO-8859-1: save the file as UTF-8";
    }
    return NULL;
}

static void read_header(struct reader *reader) {
    bool seen[COLUMNS_MOST] = {false};
    int64_t before = reader->faults->n;
    int width = reader->n_fields;
    while (width > 0 && reader->fields[width - 1][0] == '\0') width--;
    for (int i = 0; i < width; i++) {
        const char *name = text_fold(reader->arena, reader->fields[i]);
        reader->column_of[i] = -1;
        int column = 0;
        while (reader->columns[column].name && strcmp(reader->columns[column].name, name) != 0) column++;
        if (!reader->columns[column].name) {
            csv_fault_add(reader->faults, reader->row_line, NULL, reader->fields[i], "is no column of this file");
        } else if (seen[column]) {
            csv_fault_add(reader->faults, reader->row_line, reader->columns[column].name, NULL, "the column stands twice");
        } else {
            seen[column] = true;
            reader->column_of[i] = column;
        }
    }
    for (int column = 0; reader->columns[column].name; column++)
        if (!seen[column] && reader->columns[column].required)
            csv_fault_add(reader->faults, reader->row_line, reader->columns[column].name, NULL, "the column is missing");
    reader->header_width = width;
    reader->has_header = true;
    reader->table.header_good = reader->faults->n == before;
}

static struct csv_row *new_row(struct reader *reader) {
    struct csv_table *table = &reader->table;
    if (table->n == reader->capacity) {
        size_t capacity = reader->capacity ? reader->capacity * 2 : 256;
        struct csv_row *rows = arena_array(reader->arena, capacity, sizeof *rows);
        if (table->n) memcpy(rows, table->rows, table->n * sizeof *rows);
        table->rows = rows;
        reader->capacity = capacity;
    }
    return &table->rows[table->n++];
}

static bool is_blank(const struct reader *reader) {
    for (int i = 0; i < reader->n_fields; i++)
        if (reader->fields[i][0]) return false;
    return !reader->too_wide;
}

static bool fits(struct reader *reader) {
    if (reader->n_fields < reader->header_width || reader->too_wide) return false;
    for (int i = reader->header_width; i < reader->n_fields; i++)
        if (reader->fields[i][0]) return false;
    return true;
}

static void read_row(struct reader *reader) {
    if (is_blank(reader)) return;
    if (!fits(reader)) {
        const char *reason = arena_printf(reader->arena, "the row has %d columns, the header %d", reader->n_fields, reader->header_width);
        csv_fault_add(reader->faults, reader->row_line, NULL, NULL, reader->too_wide ? "the row has far too many columns" : reason);
        return;
    }
    struct csv_row *row = new_row(reader);
    row->line = reader->row_line;
    row->values = arena_array(reader->arena, (size_t)reader->n_columns, sizeof *row->values);
    for (int i = 0; i < reader->n_columns; i++) row->values[i] = "";
    for (int i = 0; i < reader->header_width; i++) {
        int column = reader->column_of[i];
        if (column < 0) continue;
        row->values[column] = reader->fields[i];
        const char *reason = unusable(reader->fields[i]);
        if (reason) csv_fault_add(reader->faults, row->line, reader->columns[column].name, reader->fields[i], reason);
    }
}

/* ── lines ── */

/* A line ends with LF, CRLF or CR, as libcsv has it. The length of the first line, its end included. */
static size_t line_length(const char *text, size_t length) {
    size_t at = 0;
    while (at < length && text[at] != '\n' && text[at] != '\r') at++;
    if (at < length && text[at] == '\r' && at + 1 < length && text[at + 1] == '\n') at++;
    return at < length ? at + 1 : length;
}

static int64_t line_ends(const char *text, size_t length) {
    int64_t n = 0;
    for (size_t at = 0; at < length;) {
        size_t line = line_length(text + at, length - at);
        n += text[at + line - 1] == '\n' || text[at + line - 1] == '\r';
        at += line;
    }
    return n;
}

/* ── libcsv's two calls ── */

/* A line break inside a value is one character, whatever system the file comes from. */
static const char *one_line_break(char *text) {
    char *to = text;
    for (const char *at = text; *at; at++) {
        if (*at == '\r' && at[1] == '\n') continue;
        *to++ = *at == '\r' ? '\n' : *at;
    }
    *to = '\0';
    return text;
}

static void field_ended(void *bytes, size_t length, void *context) {
    struct reader *reader = context;
    if (reader->n_fields == COLUMNS_MOST) {
        reader->too_wide = true;
        return;
    }
    if (reader->n_fields == 0) reader->row_line = reader->line - line_ends(bytes, length);
    const char *text = bytes ? one_line_break(arena_strndup(reader->arena, bytes, length)) : "";
    reader->fields[reader->n_fields++] = text_trim(reader->arena, text);
}

static void row_ended(int terminator, void *context) {
    struct reader *reader = context;
    (void)terminator;
    if (!reader->has_header) {
        if (!is_blank(reader)) read_header(reader);
    } else {
        read_row(reader);
    }
    reader->n_fields = 0;
    reader->too_wide = false;
}

/* Line by line, so that every row knows where it began. */
static int parse(struct reader *reader, const char *text, size_t length) {
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) return CSV_ENOMEM;
    csv_set_delim(&parser, (unsigned char)reader->table.separator);
    int error = 0;
    for (size_t at = 0; at < length && !error; reader->line++) {
        size_t size = line_length(text + at, length - at);
        if (csv_parse(&parser, text + at, size, field_ended, row_ended, reader) != size) error = csv_error(&parser);
        if (error) break;
        at += size;
    }
    if (!error && csv_fini(&parser, field_ended, row_ended, reader) != 0) error = csv_error(&parser);
    csv_free(&parser);
    return error;
}

/* ── the file ── */

/* UTF-8 text of the file, or NULL after a fault. */
static const char *decode(struct reader *reader, struct blob file, size_t *ret_length) {
    const char *bytes = (const char *)file.data;
    if (file.size >= 2 && ((file.data[0] == 0xff && file.data[1] == 0xfe) || (file.data[0] == 0xfe && file.data[1] == 0xff))) {
        csv_fault_add(reader->faults, 1, NULL, NULL, "the file is UTF-16: save it as CSV UTF-8");
        return NULL;
    }
    if (file.size && memchr(bytes, '\0', file.size)) {
        csv_fault_add(reader->faults, 1, NULL, NULL, "this is no text file");
        return NULL;
    }
    if (file.size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        file.size -= 3;
    }
    reader->table.encoding = "UTF-8";
    if (!file.size || utf8_valid(bytes, file.size)) {
        *ret_length = file.size;
        return bytes;
    }
    reader->table.encoding = "ISO-8859-1";
    const char *text = latin1_to_utf8(reader->arena, bytes, file.size);
    *ret_length = strlen(text);
    return text;
}

static char separator_of(const char *text, size_t length) {
    return memchr(text, ';', line_length(text, length)) ? ';' : ',';
}

bool csv_read(struct arena *arena, struct blob file, const struct csv_column *columns, struct csv_faults *faults, struct csv_table *ret_table) {
    struct reader reader = {.arena = arena, .columns = columns, .faults = faults, .line = 1};
    int64_t before = faults->n;
    while (columns[reader.n_columns].name && reader.n_columns < COLUMNS_MOST) reader.n_columns++;
    size_t length = 0;
    const char *text = decode(&reader, file, &length);
    if (text) {
        reader.table.separator = separator_of(text, length);
        int error = parse(&reader, text, length);
        if (error == CSV_EPARSE) csv_fault_add(faults, reader.line, NULL, NULL, "a quotation mark stands where none may, or is not closed");
        else if (error) csv_fault_add(faults, reader.line, NULL, NULL, "the file is too large for the memory");
        else if (!reader.has_header) csv_fault_add(faults, 1, NULL, NULL, "the file is empty: not even a header");
    }
    *ret_table = reader.table;
    return faults->n == before;
}

void csv_write_field(struct str *out, const char *value, char separator) {
    size_t length = strlen(value);
    bool spaces = length && (value[0] == ' ' || value[length - 1] == ' ');
    if (!spaces && !strchr(value, separator) && !strpbrk(value, "\"\r\n")) {
        str_add(out, value);
        return;
    }
    str_add_char(out, '"');
    for (; *value; value++) {
        if (*value == '"') str_add_char(out, '"');
        str_add_char(out, *value);
    }
    str_add_char(out, '"');
}
