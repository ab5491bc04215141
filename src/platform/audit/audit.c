/* Events of a transaction, and their links at its commit. An event has no effect of its own: it lives and dies with the change it tells of.
 */
#include "platform/audit/audit.h"
#include "platform/audit/links.h"
#include "platform/db/backend.h"
#include "platform/platform_sql.h"

#include <sodium.h>
#include <string.h>

struct audit_pending {
    struct audit_pending *next;
    const char *event, *subject, *detail;
    int64_t subject_id;
    struct instant at; /* and who: those of the moment it happened, which a rehearsal moves */
    struct actor actor;
};

void audit_add(struct db *db, const char *event, const char *subject, int64_t subject_id, const char *detail) {
    if (db->failed) return;
    if (!db->audited) {
        db_fail(db, "an audit event in a transaction that cannot keep one");
        return;
    }
    struct audit_pending *pending = arena_alloc(db->arena, sizeof *pending);
    pending->event = arena_strdup(db->arena, event);
    pending->subject = arena_strdup(db->arena, subject ? subject : "");
    pending->subject_id = subject_id;
    pending->at = db->now;
    pending->actor = db->actor;
    pending->detail = arena_strdup(db->arena, detail);
    if (db->audit_last) db->audit_last->next = pending;
    else db->audit_first = pending;
    db->audit_last = pending;
}

void audit_add_once(struct db *db, const char *event, const char *subject, int64_t subject_id) {
    for (const struct audit_pending *pending = db->audit_first; pending; pending = pending->next)
        if (pending->at.ms == db->now.ms && strcmp(pending->event, event) == 0) return;
    audit_add(db, event, subject, subject_id, NULL); /* events: elsewhere */
}

static void hash_int(crypto_generichash_state *state, int64_t value) {
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (uint8_t)((uint64_t)value >> (56 - 8 * i));
    crypto_generichash_update(state, bytes, sizeof bytes);
}

static void hash_text(crypto_generichash_state *state, const char *text) {
    if (!text) {
        hash_int(state, -1);
        return;
    }
    size_t length = strlen(text);
    hash_int(state, (int64_t)length);
    crypto_generichash_update(state, (const uint8_t *)text, length);
}

void audit_link_hash(const uint8_t before[AUDIT_HASH_SIZE], const struct audit_link *link, uint8_t ret_hash[AUDIT_HASH_SIZE]) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, AUDIT_HASH_SIZE);
    crypto_generichash_update(&state, before, AUDIT_HASH_SIZE);
    hash_int(&state, link->id);
    hash_int(&state, link->at.ms);
    hash_int(&state, link->actor_kind);
    hash_int(&state, link->staff);
    hash_int(&state, link->unit);
    hash_text(&state, link->event);
    hash_text(&state, link->subject);
    hash_int(&state, link->subject_id);
    hash_text(&state, link->detail);
    crypto_generichash_final(&state, ret_hash, AUDIT_HASH_SIZE);
}

void audit_append_links(struct db *db) {
    struct audit_tail_get_row tail;
    uint8_t hash[AUDIT_HASH_SIZE] = {0};
    int64_t id = 0;
    if (audit_tail_get(db, &tail)) {
        if (tail.hash.size != sizeof hash) {
            db_fail(db, "the audit tail is damaged");
            return;
        }
        memcpy(hash, tail.hash.data, sizeof hash);
        id = tail.last_id;
    }
    for (const struct audit_pending *p = db->audit_first; p && !db->failed; p = p->next) {
        struct audit_link link = {++id,     p->at,      p->actor.kind, p->actor.staff, p->actor.unit,
                                  p->event, p->subject, p->subject_id, p->detail};
        uint8_t next[AUDIT_HASH_SIZE];
        audit_link_hash(hash, &link, next);
        memcpy(hash, next, sizeof hash);
        audit_event_append(db, (struct audit_event_id){id}, link.at, link.actor_kind, (struct staff_id){link.staff},
                           (struct unit_id){link.unit}, link.event, link.subject, link.subject_id, link.detail,
                           (struct blob){hash, sizeof hash});
    }
    audit_tail_set(db, id, (struct blob){hash, sizeof hash});
}
