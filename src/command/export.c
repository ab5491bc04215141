/* felles export: what the municipality may take with it, in files only the operator can read. */
#include "command/command.h"

#include "domain/exchange/exchange.h"
#include "platform/audit/audit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct command_help help = {
    "export dwellings|staff|persons|all FILE [options]",
    "Writes a file that only you may read (mode 0600), and notes in the audit trail that it was written. dwellings: Kobo's file, as it "
    "came in.\n"
    "staff, persons: the files that import reads. all: every table but the keys, one JSON object a line, sealed texts in clear: keep it "
    "safe.\n"
    "docs/import.md describes the files. Never writes over a file.",
    "Example: felles export dwellings kobo.csv",
};

struct writing {
    FILE *file;
    bool failed;
};

static void put(void *context, const char *text, size_t length) {
    struct writing *writing = context;
    if (fwrite(text, 1, length, writing->file) != length) writing->failed = true;
}

static FILE *new_file(const char *path) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) return fdopen(file, "w");
    command_error("cannot make %s: %s", path, strerror(errno));
    return NULL;
}

static int write_kind(struct db *db, const struct profile *profile, const char *kind, struct writing *writing) {
    if (strcmp(kind, "dwellings") == 0) export_dwellings(db, profile, put, writing);
    else if (strcmp(kind, "staff") == 0) export_staff(db, put, writing);
    else if (strcmp(kind, "persons") == 0) export_persons(db, put, writing);
    else export_everything(db, put, writing);
    return db_failed(db) || writing->failed ? ERR_IO : ERR_OK;
}

/* The export and the line that tells of it are one transaction: nothing leaves without a trace. */
static int run(const struct common *common, struct town *town, const char *kind, struct writing *writing) {
    static const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "felles export"};
    struct db *db = db_begin(town->store, DB_WRITE, common->arena, &actor, clock_now(&common->clock));
    int error = write_kind(db, town->profile, kind, writing);
    audit_add(db, "exported", "municipality", 0, kind);
    if (error < 0) {
        db_abort(db);
        return error;
    }
    return db_commit(db) == DB_OK ? ERR_OK : ERR_IO;
}

static bool is_kind(const char *word) {
    static const char *const kinds[] = {"dwellings", "staff", "persons", "all"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_equal(word, kinds[i])) return true;
    return false;
}

int command_export(int argc, char **argv) {
    struct common common;
    const char *words[2] = {0};
    const struct option_row rows[] = {{NULL, NULL, NULL, NULL}};
    int result = command_options(argc, argv, &common, &(struct command_line){rows, words, 2, help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    if (!is_kind(words[0]) || !words[1]) {
        command_error("say what to export and to where: dwellings, staff, persons or all, and the file. See 'felles export --help'.");
        return EXIT_USAGE;
    }
    struct town town;
    if ((result = town_open(&common, false, &town)) != EXIT_FINE) return result;
    struct writing writing = {.file = new_file(words[1])};
    int error = writing.file ? run(&common, &town, words[0], &writing) : ERR_IO;
    if (writing.file && (fflush(writing.file) != 0 || fsync(fileno(writing.file)) != 0)) error = ERR_IO;
    if (writing.file && fclose(writing.file) != 0) error = ERR_IO;
    if (writing.file && error < 0) {
        unlink(words[1]);
        command_error("the file could not be written; %s was taken away again", words[1]);
    }
    if (error == ERR_OK) printf("%s is in %s. Only you may read it.\n", words[0], words[1]);
    town_close(&town);
    arena_destroy(common.arena);
    return error < 0 ? EXIT_FAILED : EXIT_FINE;
}
