/* Making an access. Included by domain/secrecy and platform/auth only; codecheck refuses it elsewhere. */
#pragma once
#include "platform/auth/access.h"

struct access_terms {
    struct person_id person;
    unsigned zones;        /* bit (1u << zone) */
    const char *ground[8]; /* by zone: code from law/grounds.yaml, e.g. "H7"; the log line says the one of the zone that is read */
    const char *purpose;   /* code */
};
const struct access *access_grant(struct db *db, const struct access_terms *terms);
