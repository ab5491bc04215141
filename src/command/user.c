/* felles user: local users, where the municipality has no sign-in provider. */
#include "command/command.h"

#include "domain/organisation/organisation.h"
#include "platform/auth/local.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const struct command_help help = {
    "user NAME [options]",
    "Gives the staff member with this user name a password and a second factor, or new ones. The password is read from the terminal, or "
    "from\n"
    "standard input when that is not a terminal. Prints the address that an authenticator app reads (otpauth://…); it is shown only once.",
    "Example: felles import staff staff.csv && felles user kari.nordmann",
};

static bool read_password(char *password, size_t size) {
    struct termios before, silent;
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        fputs("New password: ", stderr);
        silent = before;
        silent.c_lflag &= (tcflag_t)~ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    bool read = fgets(password, (int)size, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fputc('\n', stderr);
    }
    password[strcspn(password, "\r\n")] = '\0';
    return read;
}

static int set_user(struct db *db, const struct local_user *wanted, const char **ret_url) {
    struct local_user user = *wanted;
    user.staff = organisation_find_staff(db, user.user_name);
    return user.staff.v ? local_user_set(db, &user, ret_url) : ERR_NOT_FOUND;
}

int command_user(int argc, char **argv) {
    struct common common;
    const char *name = NULL, *without = NULL, *url = NULL;
    const struct option_row rows[] = {
        {"--without-code", NULL, "no second factor: for rehearsals only", &without},
        {NULL, NULL, NULL, NULL},
    };
    int result = command_options(argc, argv, &common, &(struct command_line){rows, &name, 1, help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    if (!name) {
        command_error("name the user. See 'felles user --help'.");
        return EXIT_USAGE;
    }
    struct town town;
    if ((result = town_open(&common, false, &town)) != EXIT_FINE) return result;
    char password[512];
    if (!read_password(password, sizeof password)) {
        command_error("no password was given");
        town_close(&town);
        return EXIT_FAILED;
    }
    static const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "felles user"};
    struct db *db = db_begin(town.store, DB_WRITE, common.arena, &actor, clock_now(&common.clock));
    const struct local_user user = {
        .user_name = name, .password = password, .issuer = town.profile->name.nb, .without_code = without != NULL};
    int error = set_user(db, &user, &url);
    explicit_bzero(password, sizeof password);
    if (error < 0) db_abort(db);
    else if (db_commit(db) != DB_OK) error = ERR_IO;
    if (error == ERR_NOT_FOUND) command_error("there is no staff member '%s'. 'felles import staff' makes them.", name);
    else if (error == ERR_INVALID) command_error("the password must have from %d to %d characters", LOCAL_PASSWORD_MIN, LOCAL_PASSWORD_MAX);
    else if (error < 0) command_error("the user could not be written: %s", err_text(error));
    else printf("%s can sign in.%s%s\n", name, url ? " Authenticator app: " : "", url ? url : "");
    town_close(&town);
    arena_destroy(common.arena);
    return error < 0 ? EXIT_FAILED : EXIT_FINE;
}
