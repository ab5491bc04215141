/* felles profile: a profile checked and laid beside the one in use, and the one that was approved in the browser written to a file. Taking it in use is
 * starting the program with it. */
#include "command/command.h"

#include "domain/organisation/profile_version.h"

#include <stdio.h>
#include <string.h>

static const struct command_help help = {
    "profile check FILE | approved FILE [options]",
    "check     reads a profile, says everything that is wrong with it, and what it would change of the profile in use.\n"
    "approved  writes the profile that was approved last in the browser to FILE. Start felles with it to take it in use:\n"
    "          felles serve --profile FILE …",
    "Example: felles profile approved /etc/felles/profile.yaml && systemctl restart felles",
};

static void print_changes(const struct yaml_changes *changes) {
    if (!changes->n) puts("It changes nothing of the profile in use.");
    for (size_t i = 0; i < changes->n; i++) {
        const struct yaml_change *change = &changes->v[i];
        printf("%s: %s → %s\n", change->path, change->before ? change->before : "(nothing)", change->now ? change->now : "(nothing)");
    }
}

static int check(struct db *db, struct arena *arena, const char *path) {
    struct yaml_file file;
    struct profile_looked looked;
    const char *reason;
    if (yaml_file_read(path, arena, &file, &reason) < 0) {
        command_error("%s", reason);
        return EXIT_FAILED;
    }
    if (profile_look(db, arena, arena_strndup(arena, file.text, file.size), &looked)) {
        print_changes(&looked.changes);
        return EXIT_FINE;
    }
    for (size_t i = 0; i < looked.faults.n; i++) command_error("%s", looked.faults.v[i]);
    return EXIT_FAILED;
}

static int write_approved(struct db *db, const char *path) {
    const char *text, *who;
    struct instant at;
    if (!profile_approved(db, &text, &who, &at)) {
        command_error("no profile has been approved. It is done under Administrasjon, Profil.");
        return EXIT_FAILED;
    }
    FILE *out = fopen(path, "wxe");
    bool written = out && fputs(text, out) >= 0 && fputc('\n', out) == '\n';
    if (out && fclose(out) != 0) written = false;
    if (!written) {
        command_error("%s could not be written; it must not be there before", path);
        return EXIT_FAILED;
    }
    printf("The profile that %s approved is in %s. Take it in use: start felles with --profile %s\n", who, path, path);
    return EXIT_FINE;
}

int command_profile(int argc, char **argv) {
    struct common common;
    const char *words[2] = {NULL, NULL};
    const struct option_row rows[] = {{NULL, NULL, NULL, NULL}};
    int result = command_options(argc, argv, &common, &(struct command_line){rows, words, 2, help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    bool checks = words[0] && strcmp(words[0], "check") == 0, writes = words[0] && strcmp(words[0], "approved") == 0;
    if (!words[1] || (!checks && !writes)) {
        command_error("say check or approved, and name the file. See 'felles profile --help'.");
        return EXIT_USAGE;
    }
    struct town town;
    if ((result = town_open(&common, false, &town)) != EXIT_FINE) return result;
    static const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "felles profile"};
    struct db *db = db_begin(town.store, DB_READ, common.arena, &actor, clock_now(&common.clock));
    result = checks ? check(db, common.arena, words[1]) : write_approved(db, words[1]);
    db_abort(db);
    town_close(&town);
    arena_destroy(common.arena);
    return result;
}
