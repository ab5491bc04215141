/* The mail server's settings, which serve and jobs share. The secret stands in a file of its own, never on the command line. */
#include "command/command.h"

#include "command/municipality.h"

int command_mail(const struct smtp_options *smtp, struct arena *arena, struct mail_server *ret_server) {
    struct mail_server server = {
        .url = smtp->url, .from = smtp->from, .user = smtp->user, .ca_file = smtp->ca, .plain = smtp->plain != NULL};
    if (smtp->secret_file && !(server.secret = municipality_secret(smtp->secret_file, arena))) return EXIT_FAILED;
    const char *fault = mail_server_fault(&server);
    if (fault) {
        command_error("%s", fault);
        return EXIT_USAGE;
    }
    *ret_server = server;
    return EXIT_FINE;
}

static int add(const char **arguments, int n, const char *name, const char *value) {
    if (!value) return n;
    arguments[n++] = name;
    arguments[n++] = value;
    return n;
}

int command_mail_arguments(const struct smtp_options *smtp, const char **arguments, int n) {
    n = add(arguments, n, "--smtp", smtp->url);
    n = add(arguments, n, "--smtp-from", smtp->from);
    n = add(arguments, n, "--smtp-user", smtp->user);
    n = add(arguments, n, "--smtp-secret-file", smtp->secret_file);
    n = add(arguments, n, "--smtp-ca", smtp->ca);
    if (smtp->plain) arguments[n++] = "--smtp-plain";
    return n;
}
