/* felles import: dwellings, staff, persons or applicants from a file, all or nothing. */
#include "command/command.h"

#include "domain/application/application.h"
#include "domain/exchange/exchange.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { FILE_MOST = 512 * 1024 * 1024 };

static const struct command_help help = {
    "import dwellings|staff|persons|rents|applicants FILE [options]",
    "Reads a CSV file into the municipality: all of it, or nothing when something is wrong. Every bad row is told with line, column, value "
    "and\n"
    "reason. Importing the same file again changes nothing. docs/import.md describes the columns; dwellings come as Kobo's file of 35 "
    "columns.",
    "Example: felles import dwellings kobo.csv --dry-run",
};

typedef int importer(struct db *db, const struct profile *profile, struct blob file, struct import_report *report);
static const struct {
    const char *name;
    importer *run;
} kinds[] = {{"dwellings", import_dwellings}, {"staff", import_staff}, {"persons", import_persons}, {"rents", import_rents}, {"applicants", import_applicants}};

static importer *importer_of(const char *name) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_equal(kinds[i].name, name)) return kinds[i].run;
    return NULL;
}

static bool read_file(const char *path, struct arena *arena, struct blob *ret_file) {
    struct stat about;
    FILE *file = fopen(path, "rbe");
    if (!file || fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode) || about.st_size > FILE_MOST) {
        command_error("cannot read %s: %s", path, !file ? strerror(errno) : "it is no ordinary file, or larger than 512 MB");
        if (file) fclose(file);
        return false;
    }
    size_t size = (size_t)about.st_size;
    uint8_t *bytes = arena_alloc(arena, size + 1);
    size_t got = fread(bytes, 1, size, file);
    fclose(file);
    if (got != size) command_error("cannot read all of %s", path);
    *ret_file = (struct blob){bytes, size};
    return got == size;
}

static void print_faults(const char *path, const struct csv_faults *faults) {
    int64_t shown = faults->n < CSV_FAULTS_KEPT ? faults->n : CSV_FAULTS_KEPT;
    for (int64_t i = 0; i < shown; i++) {
        const struct csv_fault *fault = &faults->v[i];
        fprintf(stderr, "%s:%lld:", path, (long long)fault->line);
        if (fault->column) fprintf(stderr, " %s", fault->column);
        if (fault->value && *fault->value) fprintf(stderr, " \"%s\"", fault->value);
        fprintf(stderr, " %s\n", fault->reason);
    }
    if (faults->n > shown) fprintf(stderr, "… and %lld more\n", (long long)(faults->n - shown));
    command_error("%lld %s in %s: nothing was imported", (long long)faults->n, faults->n == 1 ? "error" : "errors", path);
}

static void print_report(const struct import_report *report, bool dry, double seconds) {
    if (report->held)
        printf("%lld rows have a state that does not follow from where the dwelling stands here: ours is kept, and the page shows both\n", (long long)report->held);
    for (size_t i = 0; i < report->n_unmapped; i++)
        printf("not mapped in the profile, kept as it stands: %s \"%s\" (%lld rows)\n", report->unmapped[i].column,
               report->unmapped[i].value, (long long)report->unmapped[i].rows);
    printf("%lld rows (%s): %lld added, %lld changed, %lld as before. %s\n", (long long)report->rows, report->encoding,
           (long long)report->added, (long long)report->changed, (long long)report->unchanged,
           dry                                    ? "Nothing was kept: this was a dry run."
           : report->added + report->changed == 0 ? "Nothing to change."
                                                  : "");
    if (seconds > 1) fprintf(stderr, "%.0f rows a second\n", (double)report->rows / seconds);
}

struct wish {
    importer *run;
    const char *path;
    bool dry;
};

/* Applications are taken in by the unit that decides on homes. */
static int64_t deciding_unit(const struct common *common, struct town *town, const struct wish *wish) {
    static const struct actor reader = {.kind = ACTOR_SYSTEM, .what = "felles import"};
    if (wish->run != import_applicants) return 0;
    struct db *db = db_begin(town->store, DB_READ, common->arena, &reader, clock_now(&common->clock));
    int64_t unit = application_unit(db).v;
    db_abort(db);
    return unit;
}

static int run(const struct common *common, struct town *town, const struct wish *wish, struct blob file) {
    const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "felles import", .unit = deciding_unit(common, town, wish)};
    struct csv_faults *faults = arena_alloc(common->arena, sizeof *faults);
    struct import_report report = {.faults = faults};
    struct timespec from, to;
    faults->arena = common->arena;
    clock_gettime(CLOCK_MONOTONIC, &from);
    struct db *db = db_begin(town->store, DB_WRITE, common->arena, &actor, clock_now(&common->clock));
    int result = wish->run(db, town->profile, file, &report);
    bool changed = report.added + report.changed > 0;
    if (result < 0 || wish->dry || !changed) db_abort(db);
    else if (db_commit(db) != DB_OK) result = ERR_IO;
    clock_gettime(CLOCK_MONOTONIC, &to);
    if (result == ERR_INVALID) print_faults(wish->path, faults);
    else if (result < 0) command_error("the database refused the import; nothing of it was kept");
    else print_report(&report, wish->dry, (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9);
    return result < 0 ? EXIT_FAILED : EXIT_FINE;
}

int command_import(int argc, char **argv) {
    struct common common;
    const char *words[2] = {0}, *dry = NULL;
    const struct option_row rows[] = {
        {"--dry-run", NULL, "check everything and keep nothing", &dry},
        {NULL, NULL, NULL, NULL},
    };
    int result = command_options(argc, argv, &common, &(struct command_line){rows, words, 2, help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    struct wish wish = {.run = words[0] ? importer_of(words[0]) : NULL, .path = words[1], .dry = dry != NULL};
    if (!wish.run || !wish.path) {
        command_error("say what to import and from where: dwellings, staff, persons or applicants, and the file. See 'felles import --help'.");
        return EXIT_USAGE;
    }
    struct blob file;
    struct town town;
    if (!read_file(wish.path, common.arena, &file)) return EXIT_FAILED;
    if ((result = town_open(&common, false, &town)) != EXIT_FINE) return result;
    result = run(&common, &town, &wish, file);
    town_close(&town);
    arena_destroy(common.arena);
    return result;
}
