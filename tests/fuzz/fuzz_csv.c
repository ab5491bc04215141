/* libFuzzer target: any bytes as a CSV file are rows of the columns asked for, or faults with lines; and what is read can be written and read again.
 * Dictionary: fuzz_csv.dict; first corpus: tests/fixtures/import. */
#include "domain/dwelling/dwelling.h"
#include "domain/exchange/csv.h"

#include <stdlib.h>
#include <string.h>

#define CHECK(rule)           \
    do {                      \
        if (!(rule)) abort(); \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct csv_column columns[] = {{"name", true}, {"born", false}, {"national_id", false}, {NULL, false}};
enum { COLUMNS = 3 };

static void check_fault(const struct csv_fault *fault) {
    CHECK(fault->line >= 1 && fault->reason);
    CHECK(!fault->value || strlen(fault->value) <= 80);
    int run = 0;
    for (const char *at = fault->value; at && *at; at++) {
        run = *at >= '0' && *at <= '9' ? run + 1 : 0;
        CHECK(run < 11);
    }
}

static void check_again(struct arena *arena, const struct csv_table *table) {
    struct str text = str_in(arena);
    struct csv_faults faults = {.arena = arena};
    struct csv_table again;
    str_add(&text, "name;born;national_id\r\n");
    for (size_t i = 0; i < table->n; i++) {
        for (int k = 0; k < COLUMNS; k++) {
            if (k) str_add_char(&text, ';');
            csv_write_field(&text, table->rows[i].values[k], ';');
        }
        str_add(&text, "\r\n");
    }
    csv_read(arena, (struct blob){(const uint8_t *)str_text(&text), text.length}, columns, &faults, &again);
    CHECK(faults.n == 0);
    size_t kept = 0;
    for (size_t i = 0; i < table->n; i++) {
        bool blank = true;
        for (int k = 0; k < COLUMNS; k++) blank = blank && !*table->rows[i].values[k];
        if (blank) continue; /* a row of columns nobody asked for */
        for (int k = 0; k < COLUMNS; k++) CHECK(strcmp(again.rows[kept].values[k], table->rows[i].values[k]) == 0);
        kept++;
    }
    CHECK(kept == again.n);
}

/* The same bytes as rows of Kobo's file: every row is a dwelling or has a reason. */
static void check_kobo(struct arena *arena, struct blob file) {
    struct csv_column kobo[KOBO_COLUMNS + 1] = {{NULL, false}};
    struct csv_faults faults = {.arena = arena};
    struct csv_table table;
    static const struct profile_kobo map;
    for (int i = 0; i < KOBO_COLUMNS; i++) kobo[i] = (struct csv_column){kobo_column_names[i], i == KOBO_STREET};
    csv_read(arena, file, kobo, &faults, &table);
    for (size_t i = 0; i < table.n; i++) {
        struct dwelling_new dwelling;
        struct kobo_faults wrong;
        bool good = dwelling_read_kobo(arena, &map, table.rows[i].values, &dwelling, &wrong);
        bool any = false;
        for (int k = 0; k < KOBO_COLUMNS; k++) any = any || wrong.reason[k];
        CHECK(good != any);
        CHECK(!good || (dwelling.kobo_key && *dwelling.street && dwelling.class && dwelling.state));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena *arena = arena_create();
    struct csv_faults *faults = arena_alloc(arena, sizeof *faults);
    struct csv_table table;
    faults->arena = arena;
    bool good = csv_read(arena, (struct blob){bytes, size}, columns, faults, &table);
    CHECK(good == (faults->n == 0));
    for (int64_t i = 0; i < faults->n && i < CSV_FAULTS_KEPT; i++) check_fault(&faults->v[i]);
    for (size_t i = 0; i < table.n; i++) {
        CHECK(table.rows[i].line >= 1 && (i == 0 || table.rows[i].line > table.rows[i - 1].line));
        for (int k = 0; k < COLUMNS; k++)
            CHECK(table.rows[i].values[k] && utf8_valid(table.rows[i].values[k], strlen(table.rows[i].values[k])));
    }
    if (good) check_again(arena, &table);
    check_kobo(arena, (struct blob){bytes, size});
    arena_destroy(arena);
    return 0;
}
