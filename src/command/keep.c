/* felles backup, restore: copies of the database. The master key is not in them. */
#include "command/command.h"

#include <stdio.h>

static int one_file(int argc, char **argv, struct common *common, const char **ret_file, const struct command_help *help) {
    const struct option_row rows[] = {{NULL, NULL, NULL, NULL}};
    *ret_file = NULL;
    int result = command_options(argc, argv, common, &(struct command_line){rows, ret_file, 1, *help});
    if (result == EXIT_FINE && !*ret_file) {
        command_error("name the backup file. See 'felles %s --help'.", argv[0]);
        return EXIT_USAGE;
    }
    return result;
}

int command_backup(int argc, char **argv) {
    static const struct command_help help = {
        "backup FILE [options]",
        "Copies the database while it is in use and checks that the copy opens. Of SQLite the access log is a file of its own: the copy of\n"
        "FILE's is FILE.access, and the two belong together. Keep the copy and the master key in different places: the copy without the key\n"
        "gives away no sealed text.",
        "Example: felles backup /backup/felles-2026-09-07.db --db sqlite:/var/lib/felles/felles.db",
    };
    struct common common;
    const char *file, *reason = NULL;
    int result = one_file(argc, argv, &common, &file, &help);
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    struct db_store *store = NULL;
    struct db_config config = {.url = common.db}; /* a copy needs no key, so who makes copies needs none */
    int error = db_store_open(&config, common.arena, &store, &reason);
    if (error == ERR_OK) error = db_store_backup(store, file, &reason);
    db_store_close(store);
    if (error < 0) command_error("%s", reason);
    else printf("The backup is in %s. The master key %s is not in it.\n", file, common.key);
    arena_destroy(common.arena);
    return error < 0 ? EXIT_FAILED : EXIT_FINE;
}

int command_restore(int argc, char **argv) {
    static const struct command_help help = {
        "restore FILE [options]",
        "Puts a backup back at --db, where no database may be, and checks that it opens. Run 'felles verify' after it.",
        "Example: felles restore /backup/felles-2026-09-07.db --db sqlite:/var/lib/felles/felles.db",
    };
    struct common common;
    const char *file, *reason = NULL;
    int result = one_file(argc, argv, &common, &file, &help);
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    int error = db_store_restore(common.db, file, &reason);
    if (error < 0) command_error("%s", reason);
    else printf("The backup is back in %s. Now run: felles verify --db %s --key FILE\n", common.db, common.db);
    arena_destroy(common.arena);
    return error < 0 ? EXIT_FAILED : EXIT_FINE;
}
