/* Sealing and opening, persons' keys, lookup hashes. Whatever goes wrong fails the transaction: a text that was tampered with is never
 * shown as empty, and nothing is ever stored in clear for want of a key. */
#include "platform/crypt/master_key.h"
#include "platform/db/backend.h"
#include "platform/platform_sql.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum {
    FORMAT = 1, /* first byte of everything sealed */
    NONCE_SIZE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG_SIZE = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    PERSON_SIZE = 8,
    WRAPPED_SIZE = 1 + PERSON_SIZE + NONCE_SIZE + KEY_SIZE + TAG_SIZE,
};

static const struct master_key *master_of(struct db *db) {
    if (!db->store->key) db_fail(db, "sealed data without a key file");
    return db->store->key;
}

/* ── persons' keys: format, person, nonce, key under the master key ── */

static void put_person(uint8_t *to, struct person_id person) {
    for (int i = 0; i < PERSON_SIZE; i++) to[i] = (uint8_t)((uint64_t)person.v >> (56 - 8 * i));
}

static struct person_id get_person(const uint8_t *from) {
    uint64_t id = 0;
    for (int i = 0; i < PERSON_SIZE; i++) id = id << 8 | from[i];
    return (struct person_id){(int64_t)id};
}

bool person_key_unwrap(const struct master_key *master, struct blob wrapped, struct person_id *ret_person, uint8_t ret_key[KEY_SIZE]) {
    if (wrapped.size != WRAPPED_SIZE || wrapped.data[0] != FORMAT) return false;
    const uint8_t *nonce = wrapped.data + 1 + PERSON_SIZE;
    *ret_person = get_person(wrapped.data + 1);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(ret_key, NULL, NULL, nonce + NONCE_SIZE, KEY_SIZE + TAG_SIZE, wrapped.data,
                                                      1 + PERSON_SIZE, nonce, master->wrapping) == 0;
}

void person_key_wrap(const struct master_key *master, struct person_id person, const uint8_t key[KEY_SIZE], struct blob *ret_wrapped, struct arena *arena) {
    uint8_t *wrapped = arena_alloc(arena, WRAPPED_SIZE), *nonce = wrapped + 1 + PERSON_SIZE;
    wrapped[0] = FORMAT;
    put_person(wrapped + 1, person);
    randombytes_buf(nonce, NONCE_SIZE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + NONCE_SIZE, NULL, key, KEY_SIZE, wrapped, 1 + PERSON_SIZE, NULL, nonce,
                                               master->wrapping);
    *ret_wrapped = (struct blob){wrapped, WRAPPED_SIZE};
}

bool master_key_is_in_use(struct db *db, const struct master_key *master) {
    struct master_mark_get_row row;
    uint8_t mark[MARK_SIZE];
    if (!master_mark_get(db, &row)) return !db_failed(db);
    master_key_mark(master, mark);
    return row.mark.size == MARK_SIZE && sodium_memcmp(row.mark.data, mark, MARK_SIZE) == 0;
}

/* The first person's key says which wrapping key it is. */
static void mark_first(struct db *db, const struct master_key *master) {
    struct master_mark_get_row row;
    uint8_t mark[MARK_SIZE];
    if (master_mark_get(db, &row)) return;
    master_key_mark(master, mark);
    master_mark_set(db, (struct blob){mark, MARK_SIZE}, db_now(db));
}

void person_key_create(struct db *db, struct person_id person) {
    const struct master_key *master = db->failed ? NULL : master_of(db);
    if (!master) return;
    if (!master_key_is_in_use(db, master)) {
        db_fail(db, "the master key was changed since this program started: start it again");
        return;
    }
    mark_first(db, master);
    uint8_t key[KEY_SIZE];
    struct blob wrapped;
    crypto_aead_xchacha20poly1305_ietf_keygen(key);
    person_key_wrap(master, person, key, &wrapped, db->arena);
    sodium_memzero(key, sizeof key);
    person_keyring_add(db, person, wrapped);
}

void person_key_destroy(struct db *db, struct person_id person) { person_keyring_delete(db, person); }

/* ── texts: format, nonce, text ── */

static struct blob seal_under(struct db *db, const uint8_t key[KEY_SIZE], const char *place, const char *text) {
    size_t length = strlen(text), size = 1 + NONCE_SIZE + length + TAG_SIZE;
    uint8_t *sealed = arena_alloc(db->arena, size);
    sealed[0] = FORMAT;
    randombytes_buf(sealed + 1, NONCE_SIZE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + 1 + NONCE_SIZE, NULL, (const uint8_t *)text, length, (const uint8_t *)place,
                                               strlen(place), NULL, sealed + 1, key);
    return (struct blob){sealed, size};
}

static const char *open_under(struct db *db, const uint8_t key[KEY_SIZE], const char *place, struct blob sealed) {
    if (sealed.size < 1 + NONCE_SIZE + TAG_SIZE || sealed.data[0] != FORMAT) {
        db_fail(db, "a sealed value is not one of ours");
        return NULL;
    }
    size_t length = sealed.size - 1 - NONCE_SIZE - TAG_SIZE;
    char *text = arena_alloc(db->arena, length + 1);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)text, NULL, NULL, sealed.data + 1 + NONCE_SIZE, length + TAG_SIZE,
                                                   (const uint8_t *)place, strlen(place), sealed.data + 1, key) == 0)
        return text;
    db_fail(db, "a sealed value was changed or moved, or the key is another one's");
    return NULL;
}

struct blob seal(struct db *db, struct person_id person, const char *place, const char *text) {
    struct person_keyring_get_row row;
    const struct master_key *master = db->failed || !text ? NULL : master_of(db);
    if (!master) return (struct blob){0};
    if (!person_keyring_get(db, person, &row)) {
        db_fail(db, "the person has no key");
        return (struct blob){0};
    }
    struct person_id owner;
    uint8_t key[KEY_SIZE];
    if (!person_key_unwrap(master, row.wrapped, &owner, key) || owner.v != person.v) {
        sodium_memzero(key, sizeof key);
        db_fail(db, "the person's key does not open");
        return (struct blob){0};
    }
    struct blob sealed = seal_under(db, key, place, text);
    sodium_memzero(key, sizeof key);
    return sealed;
}

/* A page opens many texts of one person: her key is unwrapped once and forgotten with the transaction. */
static const uint8_t *opened_key(struct db *db, const struct master_key *master, struct blob wrapped) {
    struct opened_key *last = &db->opened;
    struct person_id owner;
    static_assert(sizeof last->wrapped == WRAPPED_SIZE && sizeof last->key == KEY_SIZE, "backend.h keeps what is opened here");
    if (wrapped.size != sizeof last->wrapped) return NULL;
    if (last->is_open && memcmp(last->wrapped, wrapped.data, sizeof last->wrapped) == 0) return last->key;
    last->is_open = person_key_unwrap(master, wrapped, &owner, last->key);
    if (last->is_open) memcpy(last->wrapped, wrapped.data, sizeof last->wrapped);
    return last->is_open ? last->key : NULL;
}

void opened_key_forget(struct db *db) {
    if (db->opened.is_open) sodium_memzero(&db->opened, sizeof db->opened);
}

const char *unseal(struct db *db, struct blob wrapped_key, const char *place, struct blob sealed) {
    /* A person without a key has been erased: there is nothing left to read, and that is no failure. */
    if (db->failed || !sealed.data || !wrapped_key.data) return NULL;
    const struct master_key *master = master_of(db);
    if (!master) return NULL;
    const uint8_t *key = opened_key(db, master, wrapped_key);
    if (!key) db_fail(db, "a person's key does not open");
    return key ? open_under(db, key, place, sealed) : NULL;
}

struct blob seal_with_master(struct db *db, const char *place, const char *text) {
    const struct master_key *master = db->failed || !text ? NULL : master_of(db);
    return master ? seal_under(db, master->sealing, place, text) : (struct blob){0};
}

const char *unseal_with_master(struct db *db, const char *place, struct blob sealed) {
    const struct master_key *master = db->failed || !sealed.data ? NULL : master_of(db);
    return master ? open_under(db, master->sealing, place, sealed) : NULL;
}

struct blob keyed_hash(struct db *db, const char *domain, const char *text) {
    const struct master_key *master = db->failed || !text ? NULL : master_of(db);
    if (!master) return (struct blob){0};
    uint8_t key[KEY_SIZE];
    uint8_t *hash = arena_alloc(db->arena, KEY_SIZE);
    crypto_generichash(key, sizeof key, (const uint8_t *)domain, strlen(domain), master->hashing, KEY_SIZE);
    crypto_generichash(hash, KEY_SIZE, (const uint8_t *)text, strlen(text), key, sizeof key);
    sodium_memzero(key, sizeof key);
    return (struct blob){hash, KEY_SIZE};
}
