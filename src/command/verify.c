/* felles verify: is everything in the database as the rules say it must be? */
#include "command/command.h"

#include "domain/exchange/exchange.h"
#include "domain/organisation/organisation.h"

#include <stdio.h>

static const struct command_help help = {
    "verify [options]",
    "Checks the audit chain, the invariants, loose references, parked jobs, and that sealed texts open with their keys. One line a check;\n"
    "LOOK is to be looked into and may have come from a file; exit code 1 if anything is WRONG. Changes nothing and may run while the municipality works.",
    "Example: felles verify --db sqlite:/var/lib/felles/felles.db --key /etc/felles/master.key --all",
};

static bool print_line(const struct verify_line *line) {
    if (line->wrong == 0) {
        printf("ok      %-22s %lld  %s%s%s\n", line->name, (long long)line->looked_at, line->what, line->note ? ": " : "",
               line->note ? line->note : "");
        return true;
    }
    printf("%s   %-22s %lld of %lld  %s%s%s\n", line->only_found ? "LOOK " : "WRONG", line->name, (long long)line->wrong, (long long)line->looked_at, line->what,
           line->note ? ": " : "", line->note ? line->note : "");
    return line->only_found;
}

/* Only the limits that the municipality has set itself need its profile; without one they are not looked at. */
static void take_profile(const struct common *common) {
    struct profile *profile = NULL;
    const char *reason = "", *path = town_profile_path(common);
    if (path && profile_load(path, common->arena, &profile, &reason) == ERR_OK) organisation_set_profile(profile);
}

int command_verify(int argc, char **argv) {
    struct common common;
    const char *all = NULL;
    const struct option_row rows[] = {
        {"--all", NULL, "open every sealed text, not a sample of 200 rows of each table", &all},
        {NULL, NULL, NULL, NULL},
    };
    int result = command_options(argc, argv, &common, &(struct command_line){.rows = rows, .help = help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    struct db_store *store;
    const char *reason = "";
    struct db_config config = {.url = common.db, .key_file = common.key};
    if (db_store_open(&config, common.arena, &store, &reason) < 0) {
        command_error("%s", reason);
        return EXIT_FAILED;
    }
    take_profile(&common);
    struct verify_lines lines = verify_rules(store, common.arena, clock_now(&common.clock));
    bool good = true;
    for (size_t i = 0; i < lines.n; i++) good = print_line(&lines.v[i]) && good;
    struct verify_line sealed = verify_sealed(store, common.arena, all ? 0 : 200);
    good = print_line(&sealed) && good;
    puts(good ? "Everything holds." : "Something is wrong: see the lines marked WRONG.");
    db_store_close(store);
    arena_destroy(common.arena);
    return good ? EXIT_FINE : EXIT_FAILED;
}
