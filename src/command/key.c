/* felles key: makes the master key, and changes its wrapping key. The database has one key at every moment: an interrupted change is taken up
 * where it stopped by the same command. */
#include "command/command.h"

#include "platform/crypt/crypt.h"
#include "platform/db/db.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct command_help help = {
    "key make|rotate [options]",
    "make    makes the master key in a new file that only its owner may read.\n"
    "rotate  gives the key file another wrapping key and wraps every person's key under it; no text is touched. Stop felles first. Backups\n"
    "        from before open no more, which is what makes an erasure complete: make a new backup straight after. Interrupted, run it again.",
    "Example: felles key rotate --db sqlite:/var/lib/felles/felles.db --key /etc/felles/master.key",
};

static int make(const struct common *common) {
    const char *reason = "";
    if (master_key_create(common->key, &reason) < 0) {
        command_error("%s", reason);
        return EXIT_FAILED;
    }
    printf("The master key is in %s. Keep a copy apart from the backups: without it nobody can read what is sealed.\n", common->key);
    return EXIT_FINE;
}

static int open_with(const struct common *common, const char *key, struct db_store **ret_store, const char **ret_reason) {
    struct db_config config = {.url = common->db, .key_file = key};
    return db_store_open(&config, common->arena, ret_store, ret_reason);
}

static bool wrap_anew(const struct common *common, struct db_store *store, const char *next, int64_t *ret_persons) {
    static const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "felles key rotate"};
    const char *reason = "the database could not be written";
    struct db *db = db_begin(store, DB_WRITE, common->arena, &actor, clock_now(&common->clock));
    int error = person_keys_wrap_anew(db, next, ret_persons, &reason);
    if (error < 0) db_abort(db);
    else if (db_commit(db) != DB_OK) error = ERR_IO;
    if (error < 0) command_error("%s", reason);
    return error >= 0;
}

/* The new file takes the former's name at once: whoever looks finds one of them, whole. */
static bool take_place(const struct common *common, const char *next) {
    if (rename(next, common->key) == 0) return true;
    command_error("%s could not take the place of %s: %s. The database is under the new key: run the command again.", next, common->key,
                  strerror(errno));
    return false;
}

static bool clear_up(struct db_store *store) {
    const char *reason = "";
    if (db_store_clear_up(store, &reason) == ERR_OK) return true;
    command_error("%s", reason);
    return false;
}

/* The key before the change still opens: the change has not happened, or was broken off before it did. */
static int change(const struct common *common, struct db_store *store, const char *next) {
    int64_t persons = 0;
    const char *reason = "";
    if (access(next, F_OK) != 0 && master_key_renew(common->key, next, &reason) < 0) {
        command_error("%s", reason);
        return EXIT_FAILED;
    }
    if (!wrap_anew(common, store, next, &persons) || !take_place(common, next) || !clear_up(store)) return EXIT_FAILED;
    printf("%lld persons' keys are under the new key in %s. Backups from before open no more: make a new one now.\n", (long long)persons,
           common->key);
    return EXIT_FINE;
}

static int rotate(const struct common *common) {
    const char *next = arena_printf(common->arena, "%s.new", common->key), *reason = "", *why = "";
    struct db_store *store = NULL;
    int result = EXIT_FAILED;
    if (open_with(common, common->key, &store, &reason) == ERR_OK) {
        result = change(common, store, next);
    } else if (access(next, F_OK) == 0 && open_with(common, next, &store, &why) == ERR_OK) {
        result = take_place(common, next) && clear_up(store) ? EXIT_FINE : EXIT_FAILED;
        if (result == EXIT_FINE)
            printf("The change that was broken off is done: %s holds the new key. Make a new backup now.\n", common->key);
    } else {
        command_error("%s", reason);
    }
    db_store_close(store);
    return result;
}

int command_key(int argc, char **argv) {
    struct common common;
    const char *what = NULL;
    const struct option_row rows[] = {{NULL, NULL, NULL, NULL}};
    int result = command_options(argc, argv, &common, &(struct command_line){rows, &what, 1, help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    if (text_equal(what, "make")) result = make(&common);
    else if (text_equal(what, "rotate")) result = rotate(&common);
    else {
        command_error("say make or rotate. See 'felles key --help'.");
        result = EXIT_USAGE;
    }
    arena_destroy(common.arena);
    return result;
}
