/* Local users. The answer to a wrong name, a wrong password and a locked user is the same, and takes the same time. (LAW PJL-5) */
#include "platform/auth/local.h"

#include "auth_sql.h"
#include "base/err.h"
#include "platform/audit/audit.h"
#include "platform/auth/totp.h"
#include "platform/crypt/crypt.h"
#include "texts.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

static bool password_hash(char hash[crypto_pwhash_STRBYTES], const char *password) {
    return crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
}

/* What an unknown user's password is compared with, so that it costs what a known one's does. */
static char nobody[crypto_pwhash_STRBYTES];
static pthread_once_t nobody_once = PTHREAD_ONCE_INIT;
static void make_nobody(void) {
    unsigned char random[16];
    char password[33];
    randombytes_buf(random, sizeof random);
    if (!password_hash(nobody, sodium_bin2hex(password, sizeof password, random, sizeof random))) nobody[0] = '\0';
}

const char *local_password_hash(struct arena *arena, const char *password, text_key *ret_wrong) {
    size_t length = utf8_length(password);
    char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);
    bool fits = length >= LOCAL_PASSWORD_MIN && length <= LOCAL_PASSWORD_MAX;
    if (fits && password_hash(hash, password)) return hash;
    *ret_wrong = fits ? T_auth_try_again : T_auth_password_length;
    return NULL;
}

int local_user_set(struct db *db, const struct local_user *user, const char **ret_otpauth_url) {
    text_key wrong = 0;
    const char *hash = local_password_hash(db_arena(db), user->password, &wrong);
    if (!hash) return wrong == T_auth_password_length ? ERR_INVALID : ERR_CRYPTO;
    struct blob sealed = {0};
    const char *url = NULL;
    if (!user->without_code) {
        char *secret = totp_secret_new(db_arena(db));
        sealed = seal_with_master(db, TOTP_PLACE, secret);
        url = totp_url(db_arena(db), secret, user->issuer, user->user_name);
    }
    credential_put(db, user->staff, hash, sealed);
    session_delete_staff(db, user->staff);
    audit_add(db, "local_user_set", "staff", user->staff.v, user->without_code ? "without_code" : NULL);
    *ret_otpauth_url = url;
    return ERR_OK;
}

bool local_password_right(const struct credential_get_row *credential, const char *password) {
    pthread_once(&nobody_once, make_nobody);
    const char *hash = credential ? credential->password : nobody;
    bool right = crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
    return right && credential;
}

bool local_is_locked(const struct credential_get_row *credential, struct instant now) {
    return !instant_is_none(credential->locked_until) && credential->locked_until.ms > now.ms;
}

void local_failed(struct db *db, struct staff_id staff) {
    credential_failed(db, staff, (struct instant){db_now(db).ms + LOCAL_LOCK_MINUTES * MS_PER_MINUTE});
    audit_add(db, "sign_in_refused", "staff", staff.v, NULL);
}

void local_failed_in_vain(struct db *db, struct staff_id staff) {
    audit_add(db, "sign_in_refused", "staff", staff.v, staff.v ? "locked" : "unknown");
}

bool local_use(struct db *db, struct staff_id staff, const char *code) {
    struct credential_get_row credential;
    struct instant now = db_now(db);
    if (!credential_get(db, staff, &credential)) return false;
    if (!code) return credential_used_without_code(db, staff, now) == 1;
    const char *secret = credential.totp.data ? unseal_with_master(db, TOTP_PLACE, credential.totp) : NULL;
    int64_t step = secret ? totp_step_of(secret, code, now, credential.totp_step) : 0;
    return step > 0 && credential_used(db, staff, step, now) == 1;
}
