/* Private to the platform: how a transaction's audit events become links of the chain. */
#pragma once
#include "platform/db/db.h"
#include "platform/platform_schema.h"

enum { AUDIT_HASH_SIZE = 32 };

struct audit_link {
    int64_t id;
    struct instant at;
    int64_t actor_kind, staff, unit;
    const char *event, *subject;
    int64_t subject_id;
    const char *detail; /* may be NULL */
};
/* BLAKE2b-256 over the hash before and the link's fields, each in a form that no other fields give. */
void audit_link_hash(const uint8_t before[AUDIT_HASH_SIZE], const struct audit_link *link, uint8_t ret_hash[AUDIT_HASH_SIZE]);

/* Called by db_commit: writes the events that audit_add kept, and moves the tail. */
void audit_append_links(struct db *db);
