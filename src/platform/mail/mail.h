/* One e-mail to one address through the municipality's mail server (SMTP by libcurl). Blocks; never call it inside a transaction. */
#pragma once
#include "base/arena.h"
#include "base/date.h"

#include <stdbool.h>

struct mail_server {
    const char *url;            /* "smtp://mail.kommune.no:587" or "smtps://…:465"; NULL: no mail is sent */
    const char *from;           /* the sender's address */
    const char *user, *secret;  /* NULL: no sign-in */
    const char *ca_file;        /* PEM of who vouches for the server; NULL: the system's */
    bool plain;                 /* no TLS: a server on this machine */
};
/* What is wrong with the settings, in English, or NULL. */
const char *mail_server_fault(const struct mail_server *server);

struct mail {
    const char *to, *subject, *body, *message_id; /* message_id: the part before the @, the same when tried again */
    struct instant at;
};
enum mail_outcome { MAIL_SENT = 1, MAIL_TRY_AGAIN, MAIL_NEVER };
/* `ret_receipt`: what the server said last, or why it was not reached; one line, in the arena. */
enum mail_outcome mail_send(struct arena *arena, const struct mail_server *server, const struct mail *mail, const char **ret_receipt);

/* An address that can stand in a header and in the envelope without meaning anything else. */
bool mail_address_valid(const char *address);
/* "Du har noe nytt" as it may stand in a header. */
const char *mail_header_text(struct arena *arena, const char *text);
/* The whole message: headers, blank line, body in base64. */
const char *mail_compose(struct arena *arena, const char *from, const struct mail *mail);
