/* Keys and sealing: libsodium, XChaCha20-Poly1305. A random key a person, wrapped by the master key that lives in a file outside
 * the database. Destroying the person's row in person_keyring is erasure, in old backups too once the master key is rotated. */
#pragma once
#include "platform/db/db.h"
#include "platform/platform_schema.h"

struct master_key; /* locked memory */
int master_key_load(const char *path, struct master_key **ret_key, const char **ret_reason);
int master_key_create(const char *path, const char **ret_reason); /* mode 0600; refuses to overwrite */
void master_key_free(struct master_key *key);

/* ── another wrapping key (felles key rotate) ── */
/* A new key file with the base of `from` and a wrapping key of its own: hashes and what belongs to no person stay as they are. */
int master_key_renew(const char *from, const char *to, const char **ret_reason);
/* Wraps every person's key under the key of the file, in this write transaction: all or nothing, and no sealed text is touched. Backups from
 * before open only with the former key file. ERR_… with a reason when the file is no key. */
int person_keys_wrap_anew(struct db *db, const char *key_file, int64_t *ret_persons, const char **ret_reason);

/* Makes the key of a new person. To be called once, in the transaction that makes the person. */
void person_key_create(struct db *db, struct person_id person);
/* Erasure: the person's sealed texts can never be opened again. */
void person_key_destroy(struct db *db, struct person_id person);
/* Seals with the person's key (one lookup). `place` is "table.column" and is authenticated: bytes moved elsewhere do not open. */
struct blob seal(struct db *db, struct person_id person, const char *place, const char *text);
/* Opens with the wrapped key that the row brought. NULL bytes give NULL, and so does no key: the person is
 * erased. Tampering fails the transaction. */
const char *unseal(struct db *db, struct blob wrapped_key, const char *place, struct blob sealed);
/* Keyed hash of a national id or e-mail for lookup, 32 bytes; `domain` separates uses. */
struct blob keyed_hash(struct db *db, const char *domain, const char *text);
/* Seals something that belongs to no person (a TOTP secret) with the master key. */
struct blob seal_with_master(struct db *db, const char *place, const char *text);
const char *unseal_with_master(struct db *db, const char *place, struct blob sealed);
