/* The file of rent due and paid, from the accounts: sums and dates by the dwelling's number, no name. What is two weeks late becomes somebody's to help
 * with, today. docs/import.md tells the columns. */
#include "domain/exchange/parts.h"

#include "domain/eviction/eviction.h"
#include "platform/audit/audit.h"

enum column { DWELLING, MONTH, DUE_ON, AMOUNT, PAID, COLUMNS };
static const struct csv_column columns[COLUMNS + 1] = {{"dwelling_number", true}, {"month", true}, {"due_on", true},
                                                       {"amount", true},          {"paid", true},  {NULL, false}};

struct reading {
    struct db *db;
    struct csv_faults *faults;
    const struct csv_row *row;
};
struct rent_row {
    struct lease_id lease;
    struct rent_line line;
};

static void fault(const struct reading *reading, enum column column, const char *reason) {
    csv_fault_add(reading->faults, reading->row->line, columns[column].name, reading->row->values[column], reason);
}

static int64_t read_sum(const struct reading *reading, enum column column) {
    int64_t sum = -1;
    if (!parse_int(reading->row->values[column], &sum) || sum < 0 || sum > 1000000) fault(reading, column, "is no sum in whole kroner");
    return sum;
}

static void read_row(const struct reading *reading, struct rent_row *ret_row) {
    const char *const *values = reading->row->values;
    struct arena *arena = db_arena(reading->db);
    ret_row->line = (struct rent_line){.dwelling_number = values[DWELLING],
                                       .month = date_parse_iso(arena_printf(arena, "%s-01", values[MONTH])),
                                       .due_on = date_parse_no(values[DUE_ON]),
                                       .amount = read_sum(reading, AMOUNT),
                                       .paid = read_sum(reading, PAID)};
    ret_row->lease = rent_lease_of(reading->db, values[DWELLING]);
    if (!ret_row->lease.v) fault(reading, DWELLING, "is no dwelling with a lease that runs");
    if (date_is_none(ret_row->line.month)) fault(reading, MONTH, "is no month (yyyy-mm)");
    if (date_is_none(ret_row->line.due_on)) fault(reading, DUE_ON, "is no date (yyyy-mm-dd or dd.mm.yyyy)");
}

static void put(struct db *db, const struct rent_row *row, struct import_report *report) {
    switch (rent_put(db, row->lease, &row->line)) {
    case RENT_ADDED: report->added++; break;
    case RENT_CHANGED: report->changed++; break;
    case RENT_UNCHANGED: report->unchanged++; break;
    }
}

int import_rents(struct db *db, const struct profile *profile, struct blob file, struct import_report *report) {
    struct arena *arena = db_arena(db);
    struct csv_table table;
    (void)profile;
    csv_read(arena, file, columns, report->faults, &table);
    report->encoding = table.encoding;
    struct rent_row *rows = arena_array(arena, table.n + 1, sizeof *rows);
    struct key_set keys = {.arena = arena};
    for (size_t i = 0; i < table.n && table.header_good; i++) {
        const struct csv_row *row = &table.rows[i];
        read_row(&(struct reading){db, report->faults, row}, &rows[i]);
        int64_t before = key_set_add(&keys, arena_printf(arena, "%s %s", row->values[DWELLING], row->values[MONTH]), row->line);
        if (before)
            csv_fault_add(report->faults, row->line, NULL, row->values[DWELLING],
                          arena_printf(arena, "is the same dwelling and month as in line %lld", (long long)before));
    }
    report->rows = (int64_t)table.n;
    if (report->faults->n) return ERR_INVALID;
    for (size_t i = 0; i < table.n; i++) put(db, &rows[i], report);
    for (size_t i = 0; i < table.n; i++) rent_look(db, rows[i].lease);
    audit_add(db, "rents_imported", "municipality", report->rows, NULL);
    return db_failed(db) ? ERR_IO : ERR_OK;
}
