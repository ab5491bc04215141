/* Private to the platform: the audit event of who only asked. */
#pragma once
#include "platform/db/batch.h"

/* Appends one event to the chain by itself and returns when it is durable. Those who ask at the same time are links of one transaction and wait for the
 * disk together; each link is its own actor's, at its own time. Other than DB_OK: it is not kept, and what was asked must not be answered. */
enum db_result audit_asked(struct db_store *store, const struct actor *actor, struct instant at, const char *event, const char *subject,
                           int64_t subject_id);
batch_write audit_write_asked; /* what the store's batch of them does */
