/* Kobo's file in and out. What a row means is in domain/dwelling. */
#include "domain/exchange/parts.h"

#include "domain/dwelling/dwelling.h"
#include "platform/audit/audit.h"

static const struct csv_column *columns(struct arena *arena) {
    struct csv_column *list = arena_array(arena, KOBO_COLUMNS + 1, sizeof *list);
    for (int i = 0; i < KOBO_COLUMNS; i++) list[i] = (struct csv_column){kobo_column_names[i], true};
    return list;
}

enum { WORDS_KEPT = 200 };

static void count_word(struct import_report *report, const char *column, const char *value) {
    for (size_t i = 0; i < report->n_unmapped; i++) {
        struct import_word *word = &report->unmapped[i];
        if (word->column == column && text_equal(word->value, value)) {
            word->rows++;
            return;
        }
    }
    if (report->n_unmapped < WORDS_KEPT) report->unmapped[report->n_unmapped++] = (struct import_word){column, value, 1};
}

static void note_row(struct import_report *report, const struct dwelling_new *dwelling) {
    for (int i = 0; i < KOBO_COLUMNS; i++)
        if (dwelling->unmapped[i]) count_word(report, kobo_column_names[i], dwelling->row[i]);
}

static void note_faults(struct import_report *report, const struct csv_row *row, const struct kobo_faults *faults) {
    for (int i = 0; i < KOBO_COLUMNS; i++)
        if (faults->reason[i]) csv_fault_add(report->faults, row->line, kobo_column_names[i], row->values[i], faults->reason[i]);
}

static void put(struct db *db, const struct profile *profile, const struct dwelling_new *dwelling, struct import_report *report) {
    switch (dwelling_put(db, &profile->kobo, dwelling)) {
    case DWELLING_ADDED: report->added++; break;
    case DWELLING_CHANGED: report->changed++; break;
    case DWELLING_HELD: report->changed++, report->held++; break;
    case DWELLING_UNCHANGED: report->unchanged++; break;
    }
}

int import_dwellings(struct db *db, const struct profile *profile, struct blob file, struct import_report *report) {
    struct arena *arena = db_arena(db);
    struct csv_table table;
    csv_read(arena, file, columns(arena), report->faults, &table);
    report->encoding = table.encoding;
    report->unmapped = arena_array(arena, WORDS_KEPT, sizeof *report->unmapped);
    struct dwelling_new *dwellings = arena_array(arena, table.n + 1, sizeof *dwellings);
    struct key_set keys = {.arena = arena};
    for (size_t i = 0; i < table.n && table.header_good; i++) {
        struct kobo_faults faults;
        if (!dwelling_read_kobo(arena, &profile->kobo, table.rows[i].values, &dwellings[i], &faults)) {
            note_faults(report, &table.rows[i], &faults);
            continue;
        }
        note_row(report, &dwellings[i]);
        int64_t before = key_set_add(&keys, dwellings[i].kobo_key, table.rows[i].line);
        if (before)
            csv_fault_add(report->faults, table.rows[i].line, NULL, dwellings[i].kobo_key,
                          arena_printf(arena, "is the same dwelling as in line %lld", (long long)before));
    }
    report->rows = (int64_t)table.n;
    if (report->faults->n) return ERR_INVALID;
    for (size_t i = 0; i < table.n; i++) put(db, profile, &dwellings[i], report);
    audit_add(db, "dwellings_imported", "municipality", report->rows, NULL);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

static void write_row(void *context, const char *const *values) { csv_out_row(context, values, KOBO_COLUMNS); }

void export_dwellings(struct db *db, const struct profile *profile, void (*write)(void *context, const char *text, size_t length), void *context) {
    struct csv_out out = {write, context, str_in(db_arena(db))};
    csv_out_row(&out, kobo_column_names, KOBO_COLUMNS);
    dwelling_each_kobo(db, &profile->kobo, write_row, &out);
}
