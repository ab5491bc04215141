/* The access log's writing: a line in a transaction, or the lines of many readers in one, so that a hundred readers cost one synchronised write. */
#include "platform/auth/access_log.h"
#include "platform/db/backend.h"
#include "platform/db/unaudited.h"
#include "platform/platform_sql.h"

void access_line_insert(struct db *db, const struct access_line *line) {
    access_log_add(db, line->at, line->person, (struct staff_id){line->staff}, (struct unit_id){line->unit}, line->zone, line->ground,
                   line->purpose, line->what);
}

bool access_log_write(struct db_store *store, const struct batch_item *items, struct arena *arena) {
    static const struct actor writer = {.kind = ACTOR_SYSTEM, .what = "access log"};
    const struct access_line *lines = (const struct access_line *)items;
    struct db *db = db_begin_log(store, arena, &writer, lines->at);
    for (const struct access_line *line = lines; line; line = access_line_next(line)) access_line_insert(db, line);
    return db_commit(db) == DB_OK;
}

bool access_log_keep(struct db_store *store, struct access_line *lines) {
    return batch_keep(store->access_lines, lines ? &lines->item : NULL);
}
