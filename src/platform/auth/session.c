/* Sessions. A stolen database gives no session, for it holds hashes; a stolen cookie dies after half an hour unused or half a day.
 * (LAW PJL-5) */
#include "platform/auth/session_store.h"

#include "auth_sql.h"

#include <sodium.h>
#include <string.h>

enum { TOKEN_BYTES = 32, HASH_BYTES = 32, CLOCKS_DIFFER_MINUTES = 5 };

#define JOB_SESSION_SWEEP "session_sweep"

char *token_new(struct arena *arena) {
    unsigned char bytes[TOKEN_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    size_t size = sodium_base64_ENCODED_LEN(TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(arena, size);
    return sodium_bin2base64(text, size, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

struct blob token_hash(struct arena *arena, const char *token) {
    uint8_t *hash = arena_alloc(arena, HASH_BYTES);
    crypto_generichash(hash, HASH_BYTES, (const unsigned char *)token, strlen(token), NULL, 0);
    return (struct blob){hash, HASH_BYTES};
}

const char *session_cookie_name(bool secure) { return secure ? "__Host-felles" : "felles"; }

char *session_cookie(struct arena *arena, bool secure, const char *token) {
    return arena_printf(arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", session_cookie_name(secure), token ? token : "",
                        secure ? "; Secure" : "", token ? "" : "; Max-Age=0");
}

/* Half an hour from now, but never more than half a day from the sign-in. */
static struct instant expiry(struct instant created, struct instant now) {
    int64_t idle = now.ms + SESSION_IDLE_MINUTES * MS_PER_MINUTE, longest = created.ms + SESSION_LONGEST_HOURS * 60 * MS_PER_MINUTE;
    return (struct instant){idle < longest ? idle : longest};
}

struct session *session_find(struct db *db, const struct app *app, const char *token, bool *ret_stale) {
    struct session_get_row row;
    struct instant now = db_now(db);
    if (!session_get(db, token_hash(db_arena(db), token), now, &row)) return NULL;
    /* Last seen in the future: the clock was wrong then, and the expiry with it. */
    if (row.seen_at.ms > now.ms + CLOCKS_DIFFER_MINUTES * MS_PER_MINUTE) return NULL;
    struct session *session = arena_alloc(db_arena(db), sizeof *session);
    *session = (struct session){.staff = row.staff_id, .unit = row.unit_id, .csrf = row.csrf, .has_drafts = row.n_drafts > 0};
    if (!app->load_session(db, session)) return NULL;
    *ret_stale = now.ms - row.seen_at.ms >= MS_PER_MINUTE;
    return session;
}

bool session_ended(struct db *db, const char *token, struct session *ret_session) {
    struct session_whose_row row;
    if (!session_whose(db, token_hash(db_arena(db), token), &row)) return false;
    *ret_session = (struct session){.staff = row.staff_id, .unit = row.unit_id, .csrf = row.csrf};
    return true;
}

static struct unit_id usual_unit(struct db *db, const struct app *app, struct staff_id staff) {
    struct unit_choices units = {0};
    if (app->units_of) units = app->units_of(db, staff);
    return units.n ? units.v[0].unit : (struct unit_id){0};
}

const char *session_open(struct db *db, const struct app *app, const struct session_opening *opening) {
    struct session session = {.staff = opening->staff, .unit = opening->unit};
    if (!session.unit.v) session.unit = usual_unit(db, app, session.staff);
    if (!app->load_session(db, &session)) return NULL;
    struct arena *arena = db_arena(db);
    struct instant now = db_now(db);
    char *token = token_new(arena), *csrf = token_new(arena);
    session_insert(db, token_hash(arena, token), session.staff, session.unit, csrf, opening->id_token, opening->sid, now, expiry(now, now));
    return token;
}

void session_touch(struct db *db, const char *token) {
    struct session_get_row row;
    struct instant now = db_now(db);
    struct blob hash = token_hash(db_arena(db), token);
    if (session_get(db, hash, now, &row)) session_seen(db, hash, now, expiry(row.created_at, now));
}

void session_close(struct db *db, const char *token) { session_delete(db, token_hash(db_arena(db), token)); }

void session_close_all(struct db *db, struct staff_id staff) { session_delete_staff(db, staff); }

static void sweep(struct db *db, int64_t subject, struct instant now) {
    (void)subject;
    /* One that has ended opens nothing, but tells for half a day whose form came too late. */
    session_delete_expired(db, (struct instant){now.ms - SESSION_LONGEST_HOURS * 60 * MS_PER_MINUTE});
    draft_delete_expired(db, now);
    sign_in_delete_expired(db, now);
    one_time_delete_expired(db, now);
    enrolment_delete_expired(db, now);
    session_sweep_schedule(db, (struct instant){now.ms + 60 * MS_PER_MINUTE});
}

const struct job_kind session_sweep_job = {JOB_SESSION_SWEEP, sweep};

void session_sweep_schedule(struct db *db, struct instant now) { job_add(db, JOB_SESSION_SWEEP, 0, now); }
