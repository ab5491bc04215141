/* What the commands share: options every command takes, and a municipality opened by them. Commands know all modules; no module
 * knows a command. */
#pragma once
#include "base/arena.h"
#include "base/clock.h"
#include "domain/law/law.h"
#include "domain/organisation/profile.h"
#include "platform/db/db.h"
#include "platform/mail/mail.h"

enum { EXIT_FINE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct common {
    const char *db, *key, *profile, *law; /* profile: a name (levanger) or a path */
    struct clock_source clock;
    struct arena *arena;
};

/* One option of a command: "--port NUMBER". `value` NULL: a switch. */
struct option_row {
    const char *name, *value, *help;
    const char **text; /* filled with what follows, or with "yes" for a switch */
};
struct command_help {
    const char *usage, *about, *examples;
};
/* Reads the common and the command's own options (ending in name NULL). Words that are no option go to `words` (at most `n_words`,
 * the rest is an error). Returns EXIT_FINE, or EXIT_USAGE after a message, or -1 when help was asked for and printed. */
struct command_line {
    const struct option_row *rows;
    const char **words;
    int n_words;
    struct command_help help;
};
int command_options(int argc, char **argv, struct common *common, const struct command_line *line);
int64_t command_number(const char *text, int64_t otherwise, int64_t most); /* -1: not a number in 0…most */

struct town {
    struct db_store *store;
    struct profile *profile;
    struct law *law;
};
/* Opens database, profile and law, and sets them as the municipality served. Says what is wrong on stderr. */
int town_open(const struct common *common, bool bulk, struct town *ret_town);
void town_close(struct town *town);
const char *town_profile_path(const struct common *common); /* the file that --profile means */
void command_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "12 000 of 100 000 persons" on stderr, at most four times a second, when stderr is a terminal; once a tenth otherwise. */
void command_progress(int64_t done, int64_t all, const char *what);

/* The mail server that notices go through: six options of serve and jobs. */
struct smtp_options {
    const char *url, *from, *user, *secret_file, *ca, *plain;
};
#define SMTP_ROWS(smtp)                                                                                              \
    {"--smtp", "URL", "send notices through this mail server (smtp://HOST:587 or smtps://HOST:465)", &(smtp).url},   \
    {"--smtp-from", "ADDRESS", "the address that notices come from", &(smtp).from},                                  \
    {"--smtp-user", "NAME", "sign in at the mail server with this name", &(smtp).user},                              \
    {"--smtp-secret-file", "FILE", "file with the password for it", &(smtp).secret_file},                            \
    {"--smtp-ca", "FILE", "who vouches for the mail server's certificate (PEM; the system's)", &(smtp).ca},          \
    {"--smtp-plain", NULL, "no TLS: only for a mail server on this machine", &(smtp).plain}
/* Checks them. Exit code after a message. */
int command_mail(const struct smtp_options *smtp, struct arena *arena, struct mail_server *ret_server);
/* Adds them to the arguments of another command; how many there are then. At most twelve are added. */
int command_mail_arguments(const struct smtp_options *smtp, const char **arguments, int n);

int command_serve(int argc, char **argv);
int command_jobs(int argc, char **argv);
int command_demo(int argc, char **argv);
int command_import(int argc, char **argv);
int command_export(int argc, char **argv);
int command_backup(int argc, char **argv);
int command_restore(int argc, char **argv);
int command_key(int argc, char **argv);
int command_verify(int argc, char **argv);
int command_user(int argc, char **argv);
int command_profile(int argc, char **argv);
int command_allocate(int argc, char **argv);
