/* Write transactions that need no audit event: the access log's lines, the lease of a job, the last-seen time of a session. For the
 * platform's own bookkeeping only; codecheck refuses it elsewhere. A rule that changes anything about a person uses db_begin and audit_add.
 */
#pragma once
#include "platform/db/db.h"

/* On SQLite this takes the one writer like every other write; on PostgreSQL it does not wait for the audit tail, and reads what is
 * committed when each statement begins. */
struct db *db_begin_unaudited(struct db_store *store, struct arena *arena, const struct actor *actor, struct instant now);

/* For the access log's lines alone. On SQLite it opens the log's own file and no other, so that a line does not wait for a change that is being
 * made, nor a change for a line. */
struct db *db_begin_log(struct db_store *store, struct arena *arena, const struct actor *actor, struct instant now);

/* The rest of the transaction is by `actor`, at `now`: a visitor who turned out to be who she is, or the next of several who share one write. */
void db_act_as(struct db *db, const struct actor *actor, struct instant now);
