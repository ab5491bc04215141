/* Write transactions that need no audit event: the access log's lines, the lease of a job, the last-seen time of a session. For the
 * platform's own bookkeeping only; codecheck refuses it elsewhere. A rule that changes anything about a person uses db_begin and audit_add.
 */
#pragma once
#include "platform/db/db.h"

/* On SQLite this takes the one writer like every other write; on PostgreSQL it does not wait for the audit tail, and reads what is
 * committed when each statement begins. */
struct db *db_begin_unaudited(struct db_store *store, struct arena *arena, const struct actor *actor, struct instant now);
