/* Events of those who only ask, several in one transaction. */
#include "platform/audit/asked.h"
#include "platform/audit/audit.h"
#include "platform/db/backend.h"
#include "platform/db/unaudited.h"

#include <string.h>

enum { ATTEMPTS = 3 };

struct asked {
    struct batch_item item; /* first: the list is of these */
    const struct actor *actor;
    struct instant at;
    const char *event, *subject;
    int64_t subject_id;
};

static const struct asked *asked_of(const struct batch_item *item) { return (const struct asked *)item; }

/* ret_again: another write came between, nothing is wrong, and the same may be done once more. */
static bool write_once(struct db_store *store, const struct batch_item *items, struct arena *arena, bool *ret_again) {
    struct db *db = db_begin(store, DB_WRITE, arena, asked_of(items)->actor, asked_of(items)->at);
    for (const struct batch_item *item = items; item; item = item->next) {
        const struct asked *asked = asked_of(item);
        db_act_as(db, asked->actor, asked->at);
        audit_add(db, asked->event, asked->subject, asked->subject_id, NULL); /* events: elsewhere */
    }
    enum db_result result = db_commit(db);
    *ret_again = result == DB_CONFLICT && strcmp(db_constraint(db), "retry") == 0;
    return result == DB_OK;
}

bool audit_write_asked(struct db_store *store, const struct batch_item *items, struct arena *arena) {
    bool again = true, good = false;
    for (int attempt = 0; attempt < ATTEMPTS && again; attempt++) good = write_once(store, items, arena, &again);
    return good;
}

/* parameters ok: an event is these */
enum db_result audit_asked(struct db_store *store, const struct actor *actor, struct instant at, const char *event, const char *subject,
                           int64_t subject_id) {
    struct asked asked = {.actor = actor, .at = at, .event = event, .subject = subject, .subject_id = subject_id};
    return batch_keep(store->asked, &asked.item) ? DB_OK : DB_FAILED;
}
