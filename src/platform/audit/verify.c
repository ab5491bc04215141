/* Reads the whole audit chain and says where it breaks. Reads page by page, in memory that does not grow with the chain. */
#include "platform/audit/audit.h"
#include "platform/audit/links.h"
#include "platform/db/backend.h"
#include "platform/platform_sql.h"

#include <string.h>

struct walk {
    uint8_t hash[AUDIT_HASH_SIZE]; /* of the last good link */
    int64_t last, events, first_bad;
    int64_t reached; /* read up to here, good or bad */
};

static void check_link(void *context, const struct audit_event_page_row *row) {
    struct walk *walk = context;
    walk->events++;
    walk->reached = row->id.v;
    if (walk->first_bad) return;
    struct audit_link link = {row->id.v,  row->at,      row->actor_kind, row->staff_id.v, row->unit_id.v,
                              row->event, row->subject, row->subject_id, row->detail};
    uint8_t hash[AUDIT_HASH_SIZE];
    audit_link_hash(walk->hash, &link, hash);
    /* Numbers have no holes, so a link that is gone is known by its number. */
    bool good = row->id.v == walk->last + 1 && row->hash.size == sizeof hash && memcmp(row->hash.data, hash, sizeof hash) == 0;
    if (!good) walk->first_bad = walk->last + 1;
    walk->last = row->id.v;
    memcpy(walk->hash, hash, sizeof hash);
}

/* False after the last page. */
static bool walk_page(struct db *db, struct walk *walk) {
    struct arena *kept = db->arena;
    struct arena *page = arena_create();
    int64_t before = walk->events;
    db->arena = page;
    audit_event_page(db, (struct audit_event_id){walk->reached}, check_link, walk);
    db->arena = kept;
    arena_destroy(page);
    return walk->events > before && !db_failed(db);
}

/* The first number of which chain and tail tell different things, or 0. */
static int64_t check_end(const struct walk *walk, const struct audit_tail_get_row *tail) {
    if (tail->last_id > walk->last) return walk->last + 1;
    if (tail->last_id < walk->last) return tail->last_id + 1;
    if (walk->last == 0) return 0;
    bool same = tail->hash.size == AUDIT_HASH_SIZE && memcmp(tail->hash.data, walk->hash, AUDIT_HASH_SIZE) == 0;
    return same ? 0 : walk->last;
}

int audit_verify(struct db *db, struct audit_verdict *ret_verdict) {
    struct walk walk = {.reached = INT64_MIN}; /* a link numbered below 1 is a forged one */
    struct audit_tail_get_row tail = {0};
    audit_tail_get(db, &tail);
    while (walk_page(db, &walk)) {
    }
    if (db_failed(db)) return ERR_IO;
    if (!walk.first_bad) walk.first_bad = check_end(&walk, &tail);
    *ret_verdict = (struct audit_verdict){walk.events, walk.first_bad};
    return ERR_OK;
}
