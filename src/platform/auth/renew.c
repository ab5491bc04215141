/* A new password and a new second factor of a local user: the one-time code an administrator makes, the setting up of the authenticator app, and the
 * change itself. Who makes the code never learns the password; nothing here is logged but that it happened. (LAW PJL-5) */
#include "auth_sql.h"
#include "platform/audit/audit.h"
#include "platform/auth/local.h"
#include "platform/auth/session_store.h"
#include "platform/auth/totp.h"
#include "platform/crypt/crypt.h"

#include <sodium.h>
#include <string.h>

/* No letter that is taken for another, so that a code can be read aloud. */
static const char letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
enum { CODE_LETTERS = 20, CODE_GROUP = 4 };

const char *local_code_make(struct db *db, struct staff_id staff) {
    struct access_code_count_row made;
    struct instant now = db_now(db);
    struct instant hour_ago = {now.ms - 60 * MS_PER_MINUTE}, expires = {now.ms + LOCAL_CODE_HOURS * 60 * MS_PER_MINUTE};
    if (access_code_count(db, staff, hour_ago, &made) && made.n >= LOCAL_CODES_AN_HOUR) return NULL;
    struct str code = str_in(db_arena(db)), shown = str_in(db_arena(db));
    for (int i = 0; i < CODE_LETTERS; i++) {
        char letter = letters[randombytes_uniform(sizeof letters - 1)];
        str_add_char(&code, letter);
        if (i > 0 && i % CODE_GROUP == 0) str_add_char(&shown, '-');
        str_add_char(&shown, letter);
    }
    one_time_delete_code(db, staff);
    one_time_insert(db, token_hash(db_arena(db), str_text(&code)), staff, (struct staff_id){db_actor(db)->staff}, "", expires);
    audit_add(db, "access_code_made", "staff", staff.v, NULL);
    return str_text(&shown);
}

static const char *as_made(struct arena *arena, const char *typed) {
    struct str code = str_in(arena);
    for (; *typed && code.length < 64; typed++)
        if (*typed != ' ' && *typed != '-') str_add_char(&code, *typed >= 'a' && *typed <= 'z' ? (char)(*typed - 'a' + 'A') : *typed);
    return str_text(&code);
}

bool local_code_use(struct db *db, struct staff_id staff, const char *code, struct staff_id *ret_issued_by) {
    struct one_time_code_row row;
    bool known = staff.v && one_time_code(db, staff, db_now(db), &row);
    struct blob hash = token_hash(db_arena(db), as_made(db_arena(db), code));
    bool right = known && row.token_hash.size == hash.size && sodium_memcmp(row.token_hash.data, hash.data, hash.size) == 0;
    if (right) right = one_time_delete(db, hash) == 1;
    else if (known) one_time_tried(db, row.token_hash);
    audit_add(db, right ? "access_code_used" : "access_code_refused", "staff", staff.v, NULL);
    if (right) *ret_issued_by = row.issued_by;
    return right;
}

const char *local_enrolment_begin(struct db *db, const struct local_enrolment *enrolment) {
    char *token = token_new(db_arena(db));
    struct blob sealed = seal_with_master(db, TOTP_PLACE, totp_secret_new(db_arena(db)));
    struct instant expires = {db_now(db).ms + LOCAL_ENROLMENT_MINUTES * MS_PER_MINUTE};
    enrolment_insert(db, token_hash(db_arena(db), token), enrolment->staff, enrolment->label, sealed, enrolment->with_password, expires);
    return token;
}

bool local_enrolment_find(struct db *db, const char *token, bool trying, struct local_enrolment *ret_enrolment, const char **ret_secret) {
    struct enrolment_get_row row;
    if (!token) return false;
    struct blob hash = token_hash(db_arena(db), token);
    if (!enrolment_get(db, hash, db_now(db), &row)) return false;
    if (trying) enrolment_tried(db, hash);
    *ret_enrolment = (struct local_enrolment){row.staff_id, row.label, row.with_password};
    *ret_secret = unseal_with_master(db, TOTP_PLACE, row.secret);
    return *ret_secret != NULL;
}

bool local_enrolment_end(struct db *db, const char *token, const char *password_hash, const char *code) {
    struct local_enrolment enrolment;
    const char *secret;
    if (!local_enrolment_find(db, token, false, &enrolment, &secret) || enrolment.with_password != (password_hash != NULL)) return false;
    int64_t step = totp_step_of(secret, code, db_now(db), 0);
    if (step <= 0 || enrolment_delete(db, token_hash(db_arena(db), token)) != 1) return false;
    struct blob sealed = seal_with_master(db, TOTP_PLACE, secret);
    if (password_hash) credential_put(db, enrolment.staff, password_hash, sealed);
    credential_set_totp(db, enrolment.staff, sealed, step);
    enrolment_delete_staff(db, enrolment.staff);
    session_delete_staff(db, enrolment.staff);
    audit_add(db, password_hash ? "local_user_renewed" : "second_factor_set", "staff", enrolment.staff.v, NULL);
    return true;
}

void local_password_set(struct db *db, struct staff_id staff, const char *password_hash, const char *token) {
    credential_set_password(db, staff, password_hash);
    session_delete_others(db, staff, token_hash(db_arena(db), token));
    audit_add(db, "password_changed", "staff", staff.v, NULL);
}
