/* Delivering notices: taken with a lease in one transaction, sent outside of any, and what became of it written in another. A process that dies
 * between lets go when the lease runs out; the message id is the same, so that a second copy can be known as one. */
#include "domain/notify/notify.h"

#include "base/log.h"
#include "notify_sql.h"
#include "platform/audit/audit.h"
#include "texts.h"

enum { LEASE_MINUTES = 15, ATTEMPTS_MOST = 8, STALE_DAYS = 3 };

static const struct actor postman = {.kind = ACTOR_SYSTEM, .what = "notices"};

struct delivery {
    struct notification_take_row notice;
    const char *address, *receipt;
    enum lang lang;
    enum { TO_SEND, SENT, LATER, GIVEN_UP, NOT_NEEDED } outcome;
};
struct deliveries {
    struct delivery v[20];
    size_t n;
};

static bool any_due(struct db_store *store, struct instant now) {
    struct arena *arena = arena_create();
    struct db *db = db_begin(store, DB_READ, arena, &postman, now);
    struct notification_any_due_row row;
    bool due = notification_any_due(db, now, &row);
    db_abort(db);
    arena_destroy(arena);
    return due;
}

/* Nobody is written to who has been here since, who has left, or about what is days old. */
static void look_up(struct db *db, struct delivery *delivery) {
    struct notification_address_row address;
    struct notification_seen_since_row seen;
    const struct notification_take_row *notice = &delivery->notice;
    bool stale = db_now(db).ms - notice->made_at.ms > STALE_DAYS * MS_PER_DAY;
    delivery->outcome = NOT_NEEDED;
    if (stale || !notification_address(db, notice->staff_id, &address) || !address.active || text_empty(address.email)) return;
    if (notification_seen_since(db, notice->staff_id, notice->made_at, &seen)) return;
    delivery->address = address.email;
    delivery->lang = (enum lang)address.language;
    delivery->outcome = TO_SEND;
}

static int take(struct db_store *store, struct arena *arena, struct instant now, struct deliveries *ret_deliveries) {
    struct db *db = db_begin(store, DB_WRITE, arena, &postman, now);
    struct notification_take_rows rows = notification_take(db, now, (struct instant){now.ms + LEASE_MINUTES * MS_PER_MINUTE});
    for (size_t i = 0; i < rows.n && i < 20; i++) {
        ret_deliveries->v[i] = (struct delivery){.notice = rows.v[i]};
        look_up(db, &ret_deliveries->v[i]);
    }
    ret_deliveries->n = rows.n < 20 ? rows.n : 20;
    audit_add(db, "notices_taken", "-", (int64_t)rows.n, NULL);
    return db_commit(db) == DB_OK ? ERR_OK : ERR_IO;
}

static void send_one(struct arena *arena, const struct notify_post *post, struct instant now, struct delivery *delivery) {
    const char *link = post->base_url ? arena_printf(arena, "%s/", post->base_url) : "";
    const struct mail mail = {
        .to = delivery->address,
        .subject = text_of(delivery->lang, T_notification_mail_subject),
        .body = text_format(arena, delivery->lang, T_notification_mail_body, "link", link, NULL),
        .message_id = arena_printf(arena, "felles-%lld-%lld", (long long)delivery->notice.id.v, (long long)delivery->notice.made_at.ms),
        .at = now,
    };
    switch (post->send(arena, post->server, &mail, &delivery->receipt)) {
    case MAIL_SENT: delivery->outcome = SENT; break;
    case MAIL_TRY_AGAIN: delivery->outcome = delivery->notice.attempts >= ATTEMPTS_MOST ? GIVEN_UP : LATER; break;
    case MAIL_NEVER: delivery->outcome = GIVEN_UP; break;
    }
}

static void write_down(struct db *db, const struct delivery *delivery) {
    const struct notification_take_row *notice = &delivery->notice;
    struct instant now = db_now(db);
    switch (delivery->outcome) {
    case SENT:
        notification_end(db, notice->id, notice->attempts, NOTIFICATION_STATE_SENT, now, delivery->receipt);
        audit_add(db, "notification_sent", "notification", notice->id.v, NULL);
        break;
    case GIVEN_UP:
        notification_end(db, notice->id, notice->attempts, NOTIFICATION_STATE_FAILED, now, delivery->receipt);
        audit_add(db, "notification_failed", "notification", notice->id.v, NULL);
        break;
    case NOT_NEEDED:
        notification_end(db, notice->id, notice->attempts, NOTIFICATION_STATE_DROPPED, now, NULL);
        audit_add(db, "notification_dropped", "notification", notice->id.v, NULL);
        break;
    case LATER:
    case TO_SEND: {
        int64_t pause = (INT64_C(1) << notice->attempts) * MS_PER_MINUTE;
        notification_put_off(db, notice->id, notice->attempts, (struct instant){now.ms + pause}, delivery->receipt);
        audit_add(db, "notification_put_off", "notification", notice->id.v, NULL);
        break;
    }
    }
}

int notify_deliver(struct db_store *store, const struct notify_post *post, struct instant now) {
    if (!post->server || !post->server->url || !any_due(store, now)) return 0;
    struct arena *arena = arena_create();
    struct deliveries deliveries = {.n = 0};
    int result = take(store, arena, now, &deliveries);
    for (size_t i = 0; result == ERR_OK && i < deliveries.n; i++)
        if (deliveries.v[i].outcome == TO_SEND) send_one(arena, post, now, &deliveries.v[i]);
    if (result == ERR_OK && deliveries.n > 0) {
        struct db *db = db_begin(store, DB_WRITE, arena, &postman, now);
        for (size_t i = 0; i < deliveries.n; i++) write_down(db, &deliveries.v[i]);
        if (db_commit(db) != DB_OK) {
            log_line(LOG_WARNING, "notices: what became of %zu of them could not be written; they go out again when the lease ends",
                     deliveries.n);
            result = ERR_IO;
        }
    }
    int taken = (int)deliveries.n;
    arena_destroy(arena);
    return result < 0 ? result : taken;
}
