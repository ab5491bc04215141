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

/* Are there local users here, and no provider and no demonstration? Nothing of passwords is shown where there are none. */
bool local_users_here(const struct request *rq);

/* ── a new password and a new second factor (renew.c) ── */
enum { LOCAL_CODE_HOURS = 24, LOCAL_CODES_AN_HOUR = 3, LOCAL_ENROLMENT_MINUTES = 15 };

/* A one-time code for a user who cannot sign in, of 100 random bits in groups of four letters; the one before is worth nothing any more. In a write
 * transaction of the administrator's, audited as access_code_made. NULL: the user has been given too many in the last hour. It is shown once, and
 * neither kept nor logged in clear. */
const char *local_code_make(struct db *db, struct staff_id staff);
/* Takes the code, as typed: case, spaces and hyphens do not matter. In a write transaction, audited either way (staff 0: nobody bears the name).
 * False: wrong, expired, tried too often or used. */
bool local_code_use(struct db *db, struct staff_id staff, const char *code, struct staff_id *ret_issued_by);

struct local_enrolment {
    struct staff_id staff;
    const char *label; /* how the user is called in the authenticator app */
    bool with_password;
};
/* Begins one, in a write transaction. The token that names it. */
const char *local_enrolment_begin(struct db *db, const struct local_enrolment *enrolment);
/* The one that a token names and the secret to show; false: none, over, or tried too often. `trying` counts a try (in a write transaction). */
bool local_enrolment_find(struct db *db, const char *token, bool trying, struct local_enrolment *ret_enrolment, const char **ret_secret);
/* The hash of a password that is good enough, or NULL with what is wrong. Slow: never in a transaction. */
const char *local_password_hash(struct arena *arena, const char *password, text_key *ret_wrong);
/* Ends it: the code from the app is right, so the secret (and the password, if one is chosen) counts from now on, and every session ends. In a write
 * transaction, audited as second_factor_set or local_user_renewed. False: the code is wrong, or the enrolment was used meanwhile. */
bool local_enrolment_end(struct db *db, const char *token, const char *password_hash, const char *code);
/* Another password for a signed-in user; her other sessions end, `token` names the one that stays. Audited as password_changed. */
void local_password_set(struct db *db, struct staff_id staff, const char *password_hash, const char *token);
