/* Notices by e-mail that there is something new in Felles; never what, about whom, or from which unit. The row is committed with the change
 * (ARCHITECTURE §4 outbox); the jobs process delivers it, tries again and keeps the server's receipt. (GDPR-5) */
#pragma once
#include "domain/organisation/organisation.h"
#include "platform/http/http.h"
#include "platform/mail/mail.h"

/* Something came to this worker, or to the unit as a whole. In the transaction of the change; whoever did it herself is not told. One notice
 * waits at a time, and none goes out if she has used the program since. */
void notify_staff(struct db *db, struct staff_id staff);
void notify_unit(struct db *db, struct unit_id unit);

struct notify_post {
    const struct mail_server *server;
    const char *base_url; /* where she signs in; NULL: the mail has no link */
    enum mail_outcome (*send)(struct arena *arena, const struct mail_server *server, const struct mail *mail, const char **ret_receipt);
};
/* Delivers what is due, at most twenty; how many were taken, or a negative error. Sends outside of any transaction. */
int notify_deliver(struct db_store *store, const struct notify_post *post, struct instant now);

/* Notices that were given up, the newest first, at most twenty: for whoever looks after the system. */
struct notify_failure {
    const char *name, *receipt;
    struct instant at;
};
struct notify_failures {
    struct notify_failure *v;
    size_t n;
};
struct notify_failures notify_failures_read(struct db *db);

/* The part of the settings page about notices. */
void notify_settings(struct request *rq, struct html *h);
