/* Local users: for a municipality without a sign-in provider. Password (Argon2id) and a code from an authenticator app. */
#pragma once
#include "platform/http/http.h"

#define TOTP_PLACE "credential.totp" /* where the second factor's secret is sealed */
enum { LOCAL_FAILURES = 5, LOCAL_LOCK_MINUTES = 15, LOCAL_PASSWORD_MIN = 12, LOCAL_PASSWORD_MAX = 200 };

struct local_user {
    struct staff_id staff;
    const char *user_name, *password;
    const char *issuer; /* the municipality's name in the authenticator app */
    bool without_code;  /* the operator's own choice, for a rehearsal */
};
/* Makes the user, or gives an old one a new password and a new code; ends the user's sessions and unlocks. In a write transaction, audited
 * as local_user_set. `ret_otpauth_url` is NULL without code. ERR_INVALID: the password is too short or too long. */
int local_user_set(struct db *db, const struct local_user *user, const char **ret_otpauth_url);

struct credential_get_row;
/* Whether the password is right. `credential` NULL (no such user) takes the same time and is false. Slow: never in a transaction. */
bool local_password_right(const struct credential_get_row *credential, const char *password);
bool local_is_locked(const struct credential_get_row *credential, struct instant now);
/* In a write transaction: notes a wrong password or code, and audits it. */
void local_failed(struct db *db, struct staff_id staff);
/* The same write for a name that nobody has (staff 0) or a user who is locked, so that the time it takes tells a stranger nothing. */
void local_failed_in_vain(struct db *db, struct staff_id staff);
/* In a write transaction: takes the code (NULL for a user without one). False: wrong, used before, or locked meanwhile. */
bool local_use(struct db *db, struct staff_id staff, const char *code);
