/* Another wrapping key: every person's key is wrapped anew and nothing else is touched, in one transaction, so that an interruption leaves
 * either the former or the new key in use and never both. (ARCHITECTURE §4) */
#include "platform/crypt/master_key.h"
#include "platform/audit/audit.h"
#include "platform/db/backend.h"
#include "platform/platform_sql.h"

#include <sodium.h>

/* One page; the number of the last person of it, or 0 when there are no more. */
static int64_t wrap_page(struct db *db, const struct master_key *next, int64_t after, int64_t *persons) {
    struct person_keyring_page_rows rows = person_keyring_page(db, (struct person_id){after});
    for (size_t i = 0; i < rows.n && !db->failed; i++) {
        struct person_id owner;
        struct blob wrapped;
        uint8_t key[KEY_SIZE];
        if (!person_key_unwrap(db->store->key, rows.v[i].wrapped, &owner, key) || owner.v != rows.v[i].person_id.v) {
            db_fail(db, "a person's key does not open");
        } else {
            person_key_wrap(next, owner, key, &wrapped, db->arena);
            person_keyring_set(db, owner, wrapped);
        }
        sodium_memzero(key, sizeof key);
    }
    *persons += (int64_t)rows.n;
    return rows.n ? rows.v[rows.n - 1].person_id.v : 0;
}

int person_keys_wrap_anew(struct db *db, const char *key_file, int64_t *ret_persons, const char **ret_reason) {
    struct master_key *next = NULL;
    uint8_t mark[MARK_SIZE];
    if (!db->store->key) return ERR_CRYPTO;
    int result = master_key_load(key_file, &next, ret_reason);
    if (result != ERR_OK) return result;
    const struct master_key *own = db->store->key;
    if (sodium_memcmp(next->hashing, own->hashing, KEY_SIZE) != 0 || sodium_memcmp(next->sealing, own->sealing, KEY_SIZE) != 0) {
        *ret_reason = reason_text("%s is another key altogether, not this one with another wrapping", key_file);
        master_key_free(next);
        return ERR_INVALID;
    }
    int64_t after = INT64_MIN;
    int64_t persons = 0;
    do after = wrap_page(db, next, after, &persons);
    while (after && !db->failed);
    master_key_mark(next, mark);
    master_mark_set(db, (struct blob){mark, MARK_SIZE}, db_now(db));
    audit_add(db, "master_key_rotated", "master_key", persons, NULL);
    master_key_free(next);
    if (db->failed) {
        *ret_reason = "the persons' keys could not be wrapped anew; nothing was changed";
        return ERR_IO;
    }
    *ret_persons = persons;
    return ERR_OK;
}
