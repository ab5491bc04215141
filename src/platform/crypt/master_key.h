/* Private to platform/crypt: the master key's three uses. Each has a key of its own, derived, so that none tells of another. */
#pragma once
#include "platform/crypt/crypt.h"

enum { KEY_SIZE = 32 };

enum { MARK_SIZE = 32 };

struct master_key {
    uint8_t wrapping[KEY_SIZE]; /* persons' keys */
    uint8_t sealing[KEY_SIZE];  /* what belongs to no person */
    uint8_t hashing[KEY_SIZE];  /* lookup hashes */
};

/* Tells one wrapping key from another, and nothing else about it. */
void master_key_mark(const struct master_key *master, uint8_t ret_mark[MARK_SIZE]);
/* The wrapping key the database is under is this one; true too when the database says nothing yet. */
bool master_key_is_in_use(struct db *db, const struct master_key *master);
void person_key_wrap(const struct master_key *master, struct person_id person, const uint8_t key[KEY_SIZE], struct blob *ret_wrapped, struct arena *arena);
/* Opens a wrapped person key; false if it was changed or another master key wrapped it. */
bool person_key_unwrap(const struct master_key *master, struct blob wrapped, struct person_id *ret_person, uint8_t ret_key[KEY_SIZE]);
