/* Who is signed in, for the length of one request. */
#pragma once
#include "platform/db/db.h"
#include "platform/i18n/i18n.h"
#include "platform_schema.h"
#include "rights.h"

struct session {
    struct staff_id staff;
    struct unit_id unit;
    const char *name, *initials, *unit_name, *csrf; /* csrf: the token of this session's forms */
    enum lang lang;
    enum scheme scheme;
    bool shortcuts, has_drafts;
    uint64_t rights[4]; /* bit right */
};
static inline bool session_may(const struct session *session, enum right right) {
    return session && (session->rights[right / 64] >> (right % 64) & 1);
}
static inline void session_allow(struct session *session, enum right right) { session->rights[right / 64] |= UINT64_C(1) << (right % 64); }
