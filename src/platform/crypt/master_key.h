/* Private to platform/crypt: the master key's three uses. Each has a key of its own, derived, so that none tells of another. */
#pragma once
#include "platform/crypt/crypt.h"

enum { KEY_SIZE = 32 };

struct master_key {
    uint8_t wrapping[KEY_SIZE]; /* persons' keys */
    uint8_t sealing[KEY_SIZE];  /* what belongs to no person */
    uint8_t hashing[KEY_SIZE];  /* lookup hashes */
};

/* Opens a wrapped person key; false if it was changed or another master key wrapped it. */
bool person_key_unwrap(const struct master_key *master, struct blob wrapped, struct person_id *ret_person, uint8_t ret_key[KEY_SIZE]);
